"""Read by gunicorn where it is started; what stands on its command line comes on top."""

logger_class = "config.access_log.DiscreetLogger"
