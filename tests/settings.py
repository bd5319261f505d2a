"""Settings for the tests: those of production, without what makes tests slow, leaky or dependent on the shell.

``DATABASE_URL`` selects the database (SQLite without it) and ``CACHE_URL`` the cache, as in production.
"""

import os
import tempfile
from pathlib import Path

# A developer's settings for the demo must not affect the tests.
for name in ("ALLOWED_HOSTS", "DEBUG", "DEMO", "EMAIL_URL", "REGION", "SECRET_KEY_FALLBACKS", "TRUSTED_PROXIES"):
    os.environ.pop(name, None)
VAR_DIR = Path(tempfile.mkdtemp(prefix="wijkverband-tests-"))  # conftest removes it
(VAR_DIR / "static").mkdir()  # WhiteNoise requires it
os.environ |= {
    "CHECK_LINKS": "false",
    "DEFAULT_FROM_EMAIL": "Wijkverband <post@wijkverband.example>",
    "LOG_LEVEL": "WARNING",
    "REQUIRE_STAFF_MFA": "false",
    "SECRET_KEY": "for-tests-only-" + "t" * 40,
    "SITE_URL": "http://testserver",
    "VAR_DIR": str(VAR_DIR),
}

from config.settings import *  # noqa: E402, F403
from config.settings import CACHES, DATABASES, STORAGES  # noqa: E402
from tests.proofs import FULL  # noqa: E402

# One name per run, so that simultaneous runs do not share a database. pytest-django adds the number of the worker.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]
if DATABASES["default"]["ENGINE"] == "config.sqlite":
    # A file, because threads share a single connection to an in-memory database, and then nothing ever races.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["TEST"] = {"NAME": f"test_wijkverband_{RUN}"}
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # threads of a test must not leave connections behind
    if not FULL:  # the data need not survive a crash of the server
        DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"

for cache in CACHES.values():
    cache["KEY_FUNCTION"] = "tests.caching.key"
IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "public": IN_MEMORY,
    "private": IN_MEMORY,
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}}
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
