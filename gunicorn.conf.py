"""Settings for gunicorn, read from its working directory. Command line options take precedence."""

import gc

logger_class = "config.access_log.DiscreetLogger"


def post_worker_init(worker) -> None:
    """Exclude objects loaded at startup from garbage collection, and collect less often.

    Otherwise every other request would trigger a scan of all of them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
