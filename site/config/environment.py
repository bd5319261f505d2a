"""Every environment variable that the site reads, typed, in one place.

Defaults are strict, for production. A test compares the names with the table in ``docs/beheer/instellingen.md``.
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvValidationError

BASE_DIR = Path(__file__).resolve().parents[2]

env = Env()


def required(name: str, reason: str) -> str:
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {reason}.")
    return value


def site_address_is_whole(url: str) -> bool:
    """Return whether ``url`` is an origin. Links in mails begin with it."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and url == f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        return False


MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
"""Default port by scheme of EMAIL_URL: unencrypted, STARTTLS, and TLS from the first byte."""


def mail_server(url: str) -> dict:
    """Return Django's settings for the mail server at ``url``.

    Error messages do not repeat the URL, because it contains a password.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in MAIL_PORTS:
        raise ImproperlyConfigured(
            "EMAIL_URL must begin with smtp://, smtp+tls:// (STARTTLS) or smtp+ssl:// (TLS), such as"
            " smtp+tls://name:password@mail.example:587. Write special characters in the name and the password as %40."
        )
    if not parts.hostname or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"EMAIL_URL must be {parts.scheme}://name:password@host:port and nothing else. Write / ? # @ : and % in the"
            " name and the password as %2F %3F %23 %40 %3A %25."
        )
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
    }


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

    if not site_address_is_whole(SITE_URL):
        raise ImproperlyConfigured("SITE_URL must be http:// or https:// and a host name, without a path.")

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

    EMAIL: dict = mail_server(env.str("EMAIL_URL", "") or "smtp://localhost:25")
    DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", "Wijkverband <no-reply@localhost>")

    REQUIRE_STAFF_MFA: bool = env.bool("REQUIRE_STAFF_MFA", not DEMO)
    """Requirement of a second factor in the admin."""

    OIDC_ISSUER: str = env.str("OIDC_ISSUER", "").rstrip("/")
    """Address of a provider of OpenID Connect, without /.well-known/…. If empty, there is none."""
    OIDC_CLIENT_ID: str = env.str("OIDC_CLIENT_ID", "")
    OIDC_CLIENT_SECRET: str = env.str("OIDC_CLIENT_SECRET", "")
    OIDC_NAME: str = env.str("OIDC_NAME", "je werkaccount")
    """Name of the provider on the button, as in “Log in met je werkaccount”."""
    OIDC_DOMAINS: list[str] = [domain.lower() for domain in env.list("OIDC_DOMAINS", [])]
    """Domains whose addresses the provider may prove. Empty: all."""

    if OIDC_ISSUER and not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
        raise ImproperlyConfigured(
            "Set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET too: the provider of OIDC_ISSUER gives them."
        )
    if OIDC_ISSUER and not OIDC_ISSUER.startswith("https://") and not (DEMO or DEBUG):
        raise ImproperlyConfigured("OIDC_ISSUER must begin with https://: it says who somebody is.")

    CHECK_LINKS: bool = env.bool("CHECK_LINKS", not DEMO)
    """Check of links to other sites by the worker. Turn it off where the server may not reach the internet."""

    REGION: str = env.str("REGION", "West-Brabant")
    """Name of the region, as in “heel West-Brabant”."""

    ROUTE_URL: str = env.str("ROUTE_URL", "https://www.openstreetmap.org/directions?to={address}")
    """Address of a map site that plans a route to ``{address}``. If empty, only phones get a link, to their own map app."""

    if ROUTE_URL and not (ROUTE_URL.startswith("https://") and "{address}" in ROUTE_URL):
        raise ImproperlyConfigured("ROUTE_URL must begin with https:// and have {address} where the address goes.")

    SECURITY_CONTACT: str = env.str("SECURITY_CONTACT", "mailto:beheer@example.org" if DEMO else "")
    """Contact for reporting a vulnerability: a mailto: or https: address, for /.well-known/security.txt."""

    LOG_LEVEL: str = env.str("LOG_LEVEL", "WARNING" if DEMO else "INFO")
except EnvValidationError as error:
    raise ImproperlyConfigured(str(error)) from error
