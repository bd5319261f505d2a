"""Settings for gunicorn, read from its working directory. Command line options take precedence."""

import gc
import os

logger_class = "config.access_log.DiscreetLogger"
loglevel = os.environ.get("LOG_LEVEL", "INFO").lower()
control_socket_disable = True  # nothing uses it, and it is a way in


def post_worker_init(worker) -> None:
    """Exclude objects loaded at startup from garbage collection, and collect less often.

    Otherwise every other request would trigger a scan of all of them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
