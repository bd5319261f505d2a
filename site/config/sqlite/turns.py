"""First come, first served, for all processes of one machine: a lock on a file, whose waiters the kernel keeps in line."""

import fcntl
import os
import threading
from io import FileIO


class Queue:
    """The place in line of one connection. What ends the process, ends its turn."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.has_turn = False
        self._file: FileIO | None = None

    def take_turn(self, *, patience: float) -> bool:
        """Waits for a turn, at most ``patience`` seconds; False when it did not come."""
        if self._file is None:
            self._file = FileIO(self.path, opener=_open_or_make)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # The kernel knows no patience for this lock, and who asks again and again stands in no line.
            given_up = threading.Event()
            waiting = threading.Thread(target=_wait_in_line, args=(self._file, given_up), daemon=True)
            waiting.start()
            waiting.join(patience)
            if waiting.is_alive():
                given_up.set()
                self._file = None  # the thread keeps it, and with it the turn that comes too late
                return False
        self.has_turn = True
        return True

    def leave(self) -> None:
        if self._file is not None and self.has_turn:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self.has_turn = False

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file, self.has_turn = None, False


def _open_or_make(path: str, flags: int) -> int:
    """To be read only: whoever made it, root perhaps, everybody who may read the folder can queue."""
    return os.open(path, flags | os.O_CREAT, 0o644)


def _wait_in_line(file: FileIO, given_up: threading.Event) -> None:
    fcntl.flock(file, fcntl.LOCK_EX)
    if given_up.is_set():
        file.close()
