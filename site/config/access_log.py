"""gunicorn's access and error logs, without the secrets in URLs. ``gunicorn.conf.py`` enables it."""

from gunicorn.glogging import Logger

from config.logs import DiscreetFormatter, discreet


class DiscreetLogger(Logger):
    def setup(self, cfg) -> None:
        super().setup(cfg)
        # The error log contains the URLs of unreadable requests and failed responses.
        for handler in self.error_log.handlers:
            handler.setFormatter(DiscreetFormatter())

    def atoms(self, *args, **kwargs) -> dict:
        found = super().atoms(*args, **kwargs)
        return {name: discreet(value) if isinstance(value, str) else value for name, value in found.items()}
