"""Cache in Redis that carries on without it: while Redis is away, each process uses its own memory."""

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

logger = logging.getLogger(__name__)

PAUSE = 10
"""Seconds before Redis is tried again. Until then no request waits for it."""
TIMEOUT = 1
"""Seconds to wait for Redis to connect or to answer."""
MOST_MISSED = 1_000
"""Keys missed by Redis above which it is emptied when it is back."""


class _Outage:
    """State of this process. Threads that race for it try Redis once more than needed, at most."""

    until = 0.0
    """Time before which Redis is not tried; 0 if all is well."""
    missed: set[tuple[str, Any]] = set()
    """Keys changed during the outage, with their version."""


class RedisOrMemory(BaseCache):
    """Redis, or the memory of this process while Redis fails.

    So what is counted in the cache is still counted, per process. ``/readyz`` reports the outage.
    """

    def __init__(self, server: str, params: dict) -> None:
        super().__init__(params)
        options = {"socket_timeout": TIMEOUT, "socket_connect_timeout": TIMEOUT, **params.get("OPTIONS", {})}
        self.redis = RedisCache(server, {**params, "OPTIONS": options})
        self.memory = LocMemCache("without Redis", {**params, "OPTIONS": {}})

    def is_away(self) -> bool:
        """Ask Redis itself, even during the pause."""
        try:
            self.redis.has_key("readyz")
        except (RedisError, OSError):
            return True
        return False

    def _ask(self, call: Callable[[BaseCache], Any], changes: Iterable[str] = (), version: Any = None) -> Any:
        if time.monotonic() >= _Outage.until:
            try:
                if _Outage.until:
                    self._catch_up()
                return call(self.redis)
            except (RedisError, OSError) as error:
                if not _Outage.until:
                    logger.error("Redis is away, so each process uses its own memory: %s", error)  # noqa: TRY400  one line
                _Outage.until = time.monotonic() + PAUSE
        _Outage.missed.update((key, version) for key in changes)
        return call(self.memory)

    def _catch_up(self) -> None:
        """Delete from Redis what changed without it."""
        missed = set(_Outage.missed)
        if len(missed) > MOST_MISSED:
            self.redis.clear()
        else:
            for key, version in missed:
                self.redis.delete(key, version=version)
        _Outage.missed -= missed
        _Outage.until = 0.0
        self.memory.clear()
        logger.warning("Redis is back.")

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask(lambda cache: cache.add(key, value, timeout, version), [key], version)

    def get(self, key, default=None, version=None):
        return self._ask(lambda cache: cache.get(key, default, version))

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask(lambda cache: cache.set(key, value, timeout, version), [key], version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask(lambda cache: cache.touch(key, timeout, version), [key], version)

    def delete(self, key, version=None):
        return self._ask(lambda cache: cache.delete(key, version), [key], version)

    def get_many(self, keys, version=None):
        return self._ask(lambda cache: cache.get_many(keys, version))

    def has_key(self, key, version=None):
        return self._ask(lambda cache: cache.has_key(key, version))

    def incr(self, key, delta=1, version=None):
        return self._ask(lambda cache: cache.incr(key, delta, version), [key], version)

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask(lambda cache: cache.set_many(data, timeout, version), data, version)

    def delete_many(self, keys, version=None):
        keys = list(keys)
        return self._ask(lambda cache: cache.delete_many(keys, version), keys, version)

    def clear(self):
        return self._ask(lambda cache: cache.clear())
