"""gunicorn's own log of requests, without the secrets that addresses hold. ``gunicorn.conf.py`` switches it on."""

from gunicorn.glogging import Logger

from config.logs import discreet


class DiscreetLogger(Logger):
    def atoms(self, *args, **kwargs) -> dict:
        found = super().atoms(*args, **kwargs)
        return {name: discreet(value) if isinstance(value, str) else value for name, value in found.items()}
