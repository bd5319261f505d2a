"""Settings of the processes that a proof starts: those of production, on the database of the test that started them.

Only what has nothing to do with what is proven differs: static files are not collected, and without a mail server mail goes to a folder.
"""

import os

from config.settings import *  # noqa: F403
from config.settings import CACHES, STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES["default"]["KEY_PREFIX"] = os.environ["PROOF_RUN"]  # yesterday's counts of the rate limits are not today's
if "EMAIL_URL" not in os.environ:
    EMAIL_BACKEND = "outbox.backends.FolderBackend"
