"""Read by gunicorn where it is started; what stands on its command line comes on top."""

import gc

logger_class = "config.access_log.DiscreetLogger"


def post_worker_init(worker) -> None:
    """What was loaded at the start stays: the collector need not look through all of it again with every other request."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
