"""Settings of the processes that a proof starts: those of production, on the database of the test that started them.

They differ only where it does not affect the proof: static files are not collected, and without a mail server mail goes
to a folder.
"""

import os

from config.settings import *  # noqa: F403
from config.settings import CACHES, STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES["default"]["KEY_PREFIX"] = os.environ["PROOF_RUN"]  # rate limits must not include counts of earlier runs
if "EMAIL_URL" not in os.environ:
    MAIL_TRANSPORT = "outbox.backends.FolderBackend"
