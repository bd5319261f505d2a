"""Settings for gunicorn, read from its working directory. Command line options take precedence."""

import gc
import os

from django.db import connections

logger_class = "config.access_log.DiscreetLogger"
loglevel = os.environ.get("LOG_LEVEL", "INFO").lower()
control_socket_disable = True  # nothing uses it, and it is a way in
# Workers share the memory of what the first process loaded, and a new worker starts at once. A new version of the code
# needs a restart: a reload (HUP) would keep the old one.
preload_app = True


def when_ready(server) -> None:
    """Exclude everything loaded so far from garbage collection, so that the workers' copies stay shared."""
    connections.close_all()  # workers must not share one
    gc.collect()
    gc.freeze()


def post_worker_init(worker) -> None:
    """Collect garbage less often. By default, every other request would trigger a scan of all objects."""
    gc.set_threshold(10_000, 20, 20)
