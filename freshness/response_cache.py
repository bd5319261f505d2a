"""Finished answers in the memory of one process, bounded in size, each in the codings that clients asked for."""

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
"""As small as gzip's best or smaller, in less time; the highest takes seconds for a feed."""
GZIP_LEVEL = 6
CONDITIONS = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}
BY_TIME_OR_NOT = {"HTTP_IF_NONE_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}
ABOUT_THE_BODY = {"Content-Type", "Content-Encoding", "Content-Disposition"}


@dataclass
class CachedResponse:
    """One representation of a resource (RFC 9110 8.8.3: each coding is one of its own, and has its own strong ETag)."""

    body: bytes | None
    """None when nobody asked for more than whether it changed."""
    digest: str
    """Names these bytes and no others; without quotes."""
    headers: dict[str, str]
    changed: int | None = None
    """For Last-Modified, in seconds."""
    coded: dict[str, bytes] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    given: dict[str, ResponseHeaders] = field(default_factory=dict, init=False)
    """The headers of a whole answer, by coding."""

    @property
    def size(self) -> int:
        """With what the codings will add."""
        return len(self.body or b"") * 3 // 2 + 2000

    def in_coding(self, body: bytes, coding: str) -> bytes:
        """The bytes, compressed once."""
        if not coding:
            return body
        if coding not in self.coded:
            with self.lock:
                if coding not in self.coded:
                    self.coded[coding] = compress(body, coding)
        return self.coded[coding]

    def etag(self, coding: str) -> str:
        return f'"{self.digest}-{coding}"' if coding else f'"{self.digest}"'

    def respond(self, request: HttpRequest) -> HttpResponseBase | None:
        """200, or 304 when the client has it; without a body for HEAD. None when that takes the bytes and they are not here."""
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
            # A version that makes no sense is still a version: then the time does not count (RFC 9110 13.1.3).
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

    def again(self, request: HttpRequest) -> HttpResponseBase | None:
        """As ``respond``, for who hands it on as it is: all whole answers in a coding share their headers, which are made once."""
        coding = choose_coding(request.META.get("HTTP_ACCEPT_ENCODING", "")[:200])
        if coding is None or self.body is None or request.method != "GET" or not CONDITIONS.isdisjoint(request.META):
            return self.respond(request)
        if coding not in self.given:
            made = self.respond(request)
            assert made is not None
            self.given[coding] = made.headers
        response = HttpResponse(self.in_coding(self.body, coding))
        response.headers = self.given[coding]
        return response


def compress(body: bytes, coding: str) -> bytes:
    if coding == "br":
        return brotli.compress(body, quality=BROTLI_QUALITY)
    return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)


@lru_cache(maxsize=256)
def choose_coding(accepted: str) -> str | None:
    """“br”, “gzip” or “” for none, as RFC 9110 12.5.3 weighs them; None when the client will have none of these."""
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
    # Identity will do unless it is refused, but what is named is meant.
    found[""] = weights.get("identity", weights.get("*", 0.0001))
    best = max(found, key=lambda coding: found[coding])  # the first of equals: br, gzip, none
    return best if found[best] > 0 else None


class ResponseCache:
    """Answers by key, each under the version at which it was found right. The ones longest not asked for give way."""

    shelves: list["ResponseCache"] = []

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._answers: OrderedDict[Hashable, tuple[Version, CachedResponse]] = OrderedDict()
        self._lock = threading.Lock()
        self._building = [threading.Lock() for _ in range(64)]
        self.shelves.append(self)

    def get(self, key: Hashable, version: Version) -> CachedResponse | None:
        with self._lock:
            found = self._answers.get(key)
            if found is None or found[0] != version:
                return None
            self._answers.move_to_end(key)
            return found[1]

    def last(self, key: Hashable) -> CachedResponse | None:
        """What was right at some version, to be looked at again."""
        found = self._answers.get(key)
        return found[1] if found else None

    def put(self, key: Hashable, version: Version, answer: CachedResponse) -> None:
        with self._lock:
            self._drop(key)
            self._answers[key] = (version, answer)
            self.bytes += answer.size
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._answers)))

    def _drop(self, key: Hashable) -> None:
        found = self._answers.pop(key, None)
        if found:
            self.bytes -= found[1].size

    @contextmanager
    def alone(self, key: Hashable) -> Iterator[None]:
        """One thread at a time makes the answer to ``key``; the others wait, and then find it."""
        with self._building[hash(key) % len(self._building)]:
            yield

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self.bytes = 0

    @classmethod
    def clear_all(cls) -> None:
        for shelf in cls.shelves:
            shelf.clear()


def headers_of(response: HttpResponseBase, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    left_out = {name.lower() for name in ("Content-Length", "ETag", "Last-Modified", *without)}
    return {name: value for name, value in response.items() if name.lower() not in left_out}
