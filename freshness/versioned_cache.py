"""Values read from the database, cached in the process for as long as no content changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from copy import copy
from typing import Any, Generic, TypeVar

from django.http import HttpRequest

from freshness.version import Version, current, is_committed, seen

Value = TypeVar("Value")


class VersionedCache(Generic[Value]):
    """Values by key, each valid for the content version at which it was read. Registrations change no content.

    A lookup costs one small query for the version, and none for the value. It is exact inside a transaction and under a lock too:
    the version is read by the statement that asks. Values are shared by all requests, so nobody may change one. With ``copies``
    each caller gets a shallow copy instead: for model instances. The least recently used give way.
    """

    caches: list["VersionedCache"] = []

    def __init__(self, most: int, *, by_the_minute: bool = False, copies: bool = False) -> None:
        """Hold at most ``most`` values. With ``by_the_minute`` they expire each minute: dates begin and end without a write."""
        self.most, self.by_the_minute, self.copies = most, by_the_minute, copies
        self._values: OrderedDict[Hashable, tuple[tuple[int, int], Value]] = OrderedDict()
        self._lock = threading.Lock()
        self.caches.append(self)

    def get(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """Return the value at ``key``, or what ``read`` returns."""
        return self.at(seen(), key, read)

    def at(self, version: Version | None, key: Hashable, read: Callable[[], Value]) -> Value:
        """Like ``get``, for a caller that read ``version`` before anything else that it shows."""
        with self._lock:
            found = self._values.get(key)
            if found is not None and version is not None and found[0] == self._moment(version):
                self._values.move_to_end(key)
                return copy(found[1]) if self.copies else found[1]
        value = read()
        # A transaction that has written content itself may be rolled back.
        if version is not None and is_committed(version):
            with self._lock:
                self._values[key] = (self._moment(version), value)
                while len(self._values) > self.most:
                    self._values.popitem(last=False)
        return copy(value) if self.copies else value

    def _moment(self, version: Version) -> tuple[int, int]:
        return version.content, version.minute if self.by_the_minute else 0

    def clear(self) -> None:
        with self._lock:
            self._values.clear()

    @classmethod
    def clear_all(cls) -> None:
        for cache in cls.caches:
            cache.clear()


FACTS: VersionedCache[Any] = VersionedCache(500, by_the_minute=True)


def version_for(request: HttpRequest) -> Version | None:
    """Return ``current()``, read once per request."""
    if not hasattr(request, "freshness"):
        request.freshness = current()  # type: ignore[attr-defined]
    found: Version | None = request.freshness  # type: ignore[attr-defined]
    return found


def cached(request: HttpRequest, key: Hashable, read: Callable[[], Value], cache: VersionedCache[Any] = FACTS) -> Value:
    """Return a value that many pages show, such as menus or the names in a filter, cached until content or the minute changes.

    Not for what depends on registrations or on the visitor. ``key`` names the value with everything it depends on except the host.
    A preview reads it uncached: what is made of a draft is for nobody else. Large values, and values of which visitors can ask for
    endlessly many, get a ``cache`` of their own.
    """
    if getattr(request, "is_preview", False):
        return read()
    found: Value = cache.at(version_for(request), (key, request.get_host()), read)
    return found
