"""What was read once and stays in the memory of the process for as long as it is what the database would say."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from copy import copy
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.http import HttpRequest

from freshness.version import Version, current, seen

Value = TypeVar("Value")


class VersionedCache(Generic[Value]):
    """Values by key, each under the number of changes at which it was read; people who register change none of them.

    Asking costs one small query, and none of those that read the value. It holds inside a transaction, too, and under a lock: the
    number is read in the statement that asks. The ones longest not asked for give way.
    """

    memories: list["VersionedCache"] = []

    def __init__(self, most: int, *, by_the_minute: bool = False) -> None:
        """``by_the_minute``: with the next minute nothing is right any more; dates begin and end without a change."""
        self.most, self.by_the_minute = most, by_the_minute
        self._values: OrderedDict[Hashable, tuple[tuple[int, int], Value]] = OrderedDict()
        self._lock = threading.Lock()
        self.memories.append(self)

    def get(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """A copy of the value, so that what one request hangs on it is not seen by the next; what it refers to is shared."""
        return self.at(seen(), key, read)

    def at(self, version: Version | None, key: Hashable, read: Callable[[], Value]) -> Value:
        """The same by who has asked for the version already, before anything that is shown was read."""
        with self._lock:
            found = self._values.get(key)
            if found is not None and version is not None and found[0] == self._moment(version):
                self._values.move_to_end(key)
                return own_copy(found[1])
        value = read()
        self.keep(version, key, value)
        return own_copy(value)

    def keep(self, version: Version | None, key: Hashable, value: Value) -> None:
        """For who asked for the version, and then read many values at once."""
        # What a transaction reads may be its own, and may be rolled back.
        if version is None or connection.in_atomic_block:
            return
        with self._lock:
            self._values[key] = (self._moment(version), value)
            while len(self._values) > self.most:
                self._values.popitem(last=False)

    def _moment(self, version: Version) -> tuple[int, int]:
        return version.content, version.minute if self.by_the_minute else 0

    def clear(self) -> None:
        with self._lock:
            self._values.clear()

    @classmethod
    def clear_all(cls) -> None:
        for memory in cls.memories:
            memory.clear()


def own_copy(value: Value) -> Value:
    """A shallow copy. Of a row by hand: Django's way, by what it prepares for pickling, takes ten times as long."""
    if not isinstance(value, models.Model):
        return copy(value)
    one = value.__class__.__new__(value.__class__)
    one.__dict__.update(value.__dict__)
    one._state = copy(value._state)  # noqa: SLF001  Django documents it
    one._state.fields_cache = value._state.fields_cache.copy()  # noqa: SLF001
    return one


FACTS: VersionedCache[Any] = VersionedCache(500, by_the_minute=True)


def version_for(request: HttpRequest) -> Version | None:
    """``current``, asked for once a request."""
    if not hasattr(request, "freshness"):
        request.freshness = current()  # type: ignore[attr-defined]
    found: Version | None = request.freshness  # type: ignore[attr-defined]
    return found


def cached(
    request: HttpRequest, key: Hashable, read: Callable[[], Value], memory: VersionedCache[Any] = FACTS
) -> Value:
    """What stands around many pages, such as menus and the names in a filter: read once while content and the minute stay the same.

    Not for what depends on who registers or on who asks. ``key`` names it, with all that it depends on but the host that was asked.
    In a preview it is read anew: what is made of a draft is for nobody else. What is large, or what visitors can ask for endlessly many of, has a ``memory`` of its own.
    """
    if getattr(request, "is_preview", False):
        return read()
    found: Value = memory.at(version_for(request), (key, request.get_host()), read)
    return found
