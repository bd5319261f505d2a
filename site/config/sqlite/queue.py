"""First-in, first-out lock for all processes of one machine: ``flock`` on a file. The kernel queues the waiters."""

import fcntl
import os
import threading
from io import FileIO


class Queue:
    """Handle of one connection on the lock. The kernel releases it when the process ends."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.is_held = False
        self._file: FileIO | None = None

    def acquire(self, *, timeout: float) -> bool:
        """Acquire the lock within ``timeout`` seconds. Return False on a timeout."""
        if self._file is None:
            self._file = FileIO(self.path, opener=_open_or_make)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # ``flock`` has no timeout, and polling would not keep a place in the queue. So a thread waits.
            given_up = threading.Event()
            waiting = threading.Thread(target=_wait_in_line, args=(self._file, given_up), daemon=True)
            waiting.start()
            waiting.join(timeout)
            if waiting.is_alive():
                given_up.set()
                self._file = None  # the thread closes it, once it gets the lock that comes too late
                return False
        self.is_held = True
        return True

    def release(self) -> None:
        if self._file is not None and self.is_held:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self.is_held = False

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file, self.is_held = None, False


def _open_or_make(path: str, flags: int) -> int:
    """Open the file read-only, creating it if needed: then every user can lock it, even if root created it."""
    return os.open(path, flags | os.O_CREAT, 0o644)


def _wait_in_line(file: FileIO, given_up: threading.Event) -> None:
    fcntl.flock(file, fcntl.LOCK_EX)
    if given_up.is_set():
        file.close()
