"""gunicorn's own logs, of requests and of errors, without the secrets that addresses hold. ``gunicorn.conf.py`` switches it on."""

from gunicorn.glogging import Logger

from config.logs import DiscreetFormatter, discreet


class DiscreetLogger(Logger):
    def setup(self, cfg) -> None:
        super().setup(cfg)
        # It names the address of a request that it can't read, or whose answer failed.
        for handler in self.error_log.handlers:
            handler.setFormatter(DiscreetFormatter(self.error_fmt, self.datefmt))

    def atoms(self, *args, **kwargs) -> dict:
        found = super().atoms(*args, **kwargs)
        return {name: discreet(value) if isinstance(value, str) else value for name, value in found.items()}
