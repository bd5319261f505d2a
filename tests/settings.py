"""Settings for the tests: those of production, with what would make tests slow, leaky or dependent on a shell switched off.

``DATABASE_URL`` decides the database (SQLite without it) and ``CACHE_URL`` the cache, as in production.
"""

import os
import tempfile
from pathlib import Path

# What a developer has set for the demo must not decide what a test says.
for name in ("ALLOWED_HOSTS", "DEBUG", "DEMO", "EMAIL_URL", "REGION", "SECRET_KEY_FALLBACKS", "TRUSTED_PROXIES"):
    os.environ.pop(name, None)
VAR_DIR = Path(tempfile.mkdtemp(prefix="wijkverband-tests-"))  # conftest takes it away
(VAR_DIR / "static").mkdir()  # WhiteNoise wants it to be there
os.environ |= {
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

# One name per run, so that two runs at the same time do not share a database. pytest-django adds the number of the worker.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]
if DATABASES["default"]["ENGINE"] == "config.sqlite":
    # A file: an in-memory database is shared by threads over one connection, and then nothing ever races.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["TEST"] = {"NAME": f"test_wijkverband_{RUN}"}
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # threads of a test leave no connection behind
    if not FULL:  # nothing has to outlive the server
        DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"

CACHES["default"]["KEY_FUNCTION"] = "tests.caching.key"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
