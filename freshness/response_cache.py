"""Cache of finished responses in process memory, bounded in bytes. Each is compressed once per content coding."""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import ResponseHeaders
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from freshness.version import Version

BROTLI_QUALITY = 5
"""At most the size of gzip's best, in less time. The highest quality takes seconds for a feed."""
GZIP_LEVEL = 6
CONDITIONS = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}
BY_TIME_OR_NOT = {"HTTP_IF_NONE_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}
ABOUT_THE_BODY = {"Content-Type", "Content-Encoding", "Content-Disposition"}


@dataclass
class CachedResponse:
    """Response for many clients, with its compressed forms. Each coding has its own strong ETag (RFC 9110 8.8.3)."""

    body: bytes | None
    """None if so far clients only asked whether it changed."""
    digest: str
    """Unique for these bytes; the base of the ETag, without quotes."""
    headers: dict[str, str]
    changed: int | None = None
    """Last-Modified, in seconds since the epoch."""
    by_coding: dict[str, bytes] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    headers_by_coding: dict[str, ResponseHeaders] = field(default_factory=dict, init=False)
    """Headers of the full response (200, GET), by coding."""

    @property
    def size(self) -> int:
        """Estimated bytes in memory, including the compressed forms."""
        return len(self.body or b"") * 3 // 2 + 2000

    def in_coding(self, body: bytes, coding: str) -> bytes:
        """Return ``body`` in ``coding``. Compresses once per coding; other threads wait for it."""
        if not coding:
            return body
        if coding not in self.by_coding:
            with self.lock:
                if coding not in self.by_coding:
                    self.by_coding[coding] = compress(body, coding)
        return self.by_coding[coding]

    def etag(self, coding: str) -> str:
        return f'"{self.digest}-{coding}"' if coding else f'"{self.digest}"'

    def respond(self, request: HttpRequest) -> HttpResponseBase | None:
        """Return a new response: 200, 304, 406 or 412; no body for HEAD. None if it needs a body that is not cached."""
        coding = choose_coding(request.META.get("HTTP_ACCEPT_ENCODING", "")[:200])
        if coding is None:
            return HttpResponse(status=406, headers={"Vary": self.headers["Vary"]})
        etag = self.etag(coding)
        headers = {**self.headers, "ETag": etag}
        if coding:
            headers["Content-Encoding"] = coding
        if self.changed is not None:
            headers["Last-Modified"] = http_date(self.changed)
        if not CONDITIONS.isdisjoint(request.META):
            # Even a malformed If-None-Match counts: the time is then ignored (RFC 9110 13.1.3).
            only_version = CONDITIONS.intersection(request.META) & BY_TIME_OR_NOT == {"HTTP_IF_NONE_MATCH"}
            changed = None if only_version else self.changed
            response = get_conditional_response(request, etag, changed, HttpResponse(headers=headers))
            if response is not None and response.status_code != 200:
                for name, value in headers.items():
                    if name not in ABOUT_THE_BODY:
                        response[name] = value
                return response
        if self.body is None:
            return None
        body = self.in_coding(self.body, coding)
        headers["Content-Length"] = str(len(body))
        return HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)

    def respond_fast(self, request: HttpRequest) -> HttpResponseBase | None:
        """Like ``respond``, but faster: full responses in one coding share a headers object. Do not change it."""
        coding = choose_coding(request.META.get("HTTP_ACCEPT_ENCODING", "")[:200])
        if coding is None or self.body is None or request.method != "GET" or not CONDITIONS.isdisjoint(request.META):
            return self.respond(request)
        if coding not in self.headers_by_coding:
            made = self.respond(request)
            assert made is not None
            self.headers_by_coding[coding] = made.headers
        response = HttpResponse(self.in_coding(self.body, coding))
        response.headers = self.headers_by_coding[coding]
        return response


def compress(body: bytes, coding: str) -> bytes:
    if coding == "br":
        return brotli.compress(body, quality=BROTLI_QUALITY)
    return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)


@lru_cache(maxsize=256)
def choose_coding(accepted: str) -> str | None:
    """Return the best coding by RFC 9110 12.5.3: “br”, “gzip” or “” (identity); None if the client refuses all."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        parameter = parameter.replace(" ", "").replace("\t", "")
        try:
            weight = float(parameter.removeprefix("q=")) if parameter.startswith("q=") else 1.0
        except ValueError:
            weight = 0.0
        if name.strip():
            weights[name.strip()] = weight
    rest = weights.get("*", 0.0)
    found = {"br": weights.get("br", rest), "gzip": weights.get("gzip", weights.get("x-gzip", rest))}
    # Identity is acceptable unless refused, but a coding that the client names is preferred.
    found[""] = weights.get("identity", weights.get("*", 0.0001))
    best = max(found, key=lambda coding: found[coding])  # on a tie the first: br, gzip, identity
    return best if found[best] > 0 else None


class ResponseCache:
    """Responses by key, each valid for one version. Evicts the least recently used over ``most_bytes``. Thread-safe."""

    caches: list["ResponseCache"] = []

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._responses: OrderedDict[Hashable, tuple[Version, CachedResponse]] = OrderedDict()
        self._lock = threading.Lock()
        self._building = [threading.Lock() for _ in range(64)]
        self.caches.append(self)

    def get(self, key: Hashable, version: Version) -> CachedResponse | None:
        with self._lock:
            found = self._responses.get(key)
            if found is None or found[0] != version:
                return None
            self._responses.move_to_end(key)
            return found[1]

    def last(self, key: Hashable) -> CachedResponse | None:
        """Return the response at ``key`` whatever its version; the caller checks if it is still correct."""
        found = self._responses.get(key)
        return found[1] if found else None

    def put(self, key: Hashable, version: Version, response: CachedResponse) -> None:
        with self._lock:
            self._drop(key)
            self._responses[key] = (version, response)
            self.bytes += response.size
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._responses)))

    def _drop(self, key: Hashable) -> None:
        found = self._responses.pop(key, None)
        if found:
            self.bytes -= found[1].size

    @contextmanager
    def build_lock(self, key: Hashable) -> Iterator[None]:
        """Hold the lock for building the response to ``key``. Threads that waited for it find the result in the cache.

        There are 64 locks, chosen by hash: two keys may share one.
        """
        with self._building[hash(key) % len(self._building)]:
            yield

    def clear(self) -> None:
        with self._lock:
            self._responses.clear()
            self.bytes = 0

    @classmethod
    def clear_all(cls) -> None:
        for cache in cls.caches:
            cache.clear()


def headers_of(response: HttpResponseBase, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    left_out = {name.lower() for name in ("Content-Length", "ETag", "Last-Modified", *without)}
    return {name: value for name, value in response.items() if name.lower() not in left_out}
