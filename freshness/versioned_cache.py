"""Cache of values read from the database, in process memory, valid until content changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from copy import copy
from typing import Any, Generic, TypeVar

from django.http import HttpRequest

from freshness.version import Version, current, is_committed, seen

Value = TypeVar("Value")


class VersionedCache(Generic[Value]):
    """LRU cache of immutable values, each valid for one content version, which registrations do not change.

    A lookup costs one small query for the version, and no query on a hit. It is exact inside a transaction and under a
    lock too, because the version is read at that moment. All requests share the values, so they must not be modified;
    with ``copies`` each caller gets a shallow copy instead, for model instances. Thread-safe.
    """

    caches: list["VersionedCache"] = []

    def __init__(self, most: int, *, by_the_minute: bool = False, copies: bool = False) -> None:
        """Hold at most ``most`` values. ``by_the_minute``: for values that use the clock; they expire each minute."""
        self.most, self.by_the_minute, self.copies = most, by_the_minute, copies
        self._values: OrderedDict[Hashable, tuple[tuple[int, int], Value]] = OrderedDict()
        self._lock = threading.Lock()
        self.caches.append(self)

    def get(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """Return the cached value, or call ``read`` and cache its result."""
        return self.at(seen(), key, read)

    def at(self, version: Version | None, key: Hashable, read: Callable[[], Value]) -> Value:
        """Like ``get``, but for a ``version`` that the caller read before the data it shows. None: do not cache."""
        if version is not None and (found := self._found(version, key)):
            return copy(found[0]) if self.copies else found[0]
        value = read()
        # A transaction that has written content itself may be rolled back.
        if version is not None and is_committed(version):
            with self._lock:
                self._values[key] = (self._moment(version), value)
                while len(self._values) > self.most:
                    self._values.popitem(last=False)
        return copy(value) if self.copies else value

    def find(self, version: Version, key: Hashable) -> Value | None:
        """Return the value cached under ``version``, read earlier in this transaction; None if there is none.

        Only what was committed then counts: a number that includes our own writes may be reached by others' writes since.
        Do not store anything under such a version: the transaction may have written content since.
        """
        found = self._found(version, key) if version.is_before_own_writes else None
        return found[0] if found else None

    def _found(self, version: Version, key: Hashable) -> tuple[Value] | None:
        with self._lock:
            found = self._values.get(key)
            if found is None or found[0] != self._moment(version):
                return None
            self._values.move_to_end(key)
            return (found[1],)

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
    """Return a value that many pages show, such as a menu. It is cached until content or the minute changes.

    Not for values that depend on registrations or on the visitor. ``key`` must contain everything that the value
    depends on except the host, which is added. Previews bypass the cache, because they show a draft. Large values, and
    values with endlessly many keys, need a ``cache`` of their own.
    """
    if getattr(request, "is_preview", False):
        return read()
    found: Value = cache.at(version_for(request), (key, request.get_host()), read)
    return found
