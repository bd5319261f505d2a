"""Every environment variable that the site reads, typed, in one place.

Defaults are strict, for production. A test compares the names with the table in ``docs/beheer/instellingen.md``.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvValidationError

BASE_DIR = Path(__file__).resolve().parents[2]

env = Env()


def required(name: str, reason: str) -> str:
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {reason}.")
    return value


try:
    DEMO: bool = env.bool("DEMO", False)
    """Demo mode: its own secret, no HTTPS, mail to a folder, demo logins. Never for production."""

    DEBUG: bool = env.bool("DEBUG", False)

    VAR_DIR: Path = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
    """Directory of the SQLite database, uploads, collected static files and demo mail."""

    PORT: int = env.int("PORT", 8000)
    """Port of the demo server."""

    SITE_URL: str = env.str("SITE_URL", f"http://localhost:{PORT}" if DEMO else "").rstrip("/") or required(
        "SITE_URL", "the address people type, such as https://wijkverband.example"
    )

    SECRET_KEY: str = env.str("SECRET_KEY", "demo-only-not-a-secret-" + "x" * 40 if DEMO else "") or required(
        "SECRET_KEY", "a long random text; it signs sessions and the links in mails"
    )
    SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])

    ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
    """Host names in addition to that of SITE_URL."""

    TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", 0)
    """Number of proxies in front of the site that append to X-Forwarded-For."""

    DATABASE: dict = env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'wijkverband.sqlite3'}")
    CACHE_URL: str = env.str("CACHE_URL", "")
    """URL of Redis (redis://…). If empty, each process has a cache of its own."""

    EMAIL: dict = env.dj_email_url("EMAIL_URL", "smtp://localhost:25")
    DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", "Wijkverband <no-reply@localhost>")

    REQUIRE_STAFF_MFA: bool = env.bool("REQUIRE_STAFF_MFA", not DEMO)
    """Requirement of a second factor in the admin."""

    REGION: str = env.str("REGION", "West-Brabant")
    """Name of the region, as in “heel West-Brabant”."""

    SECURITY_CONTACT: str = env.str("SECURITY_CONTACT", "")
    """Contact for reporting a vulnerability: a mailto: or https: address, for /.well-known/security.txt."""

    LOG_LEVEL: str = env.str("LOG_LEVEL", "WARNING" if DEMO else "INFO")
except EnvValidationError as error:
    raise ImproperlyConfigured(str(error)) from error
