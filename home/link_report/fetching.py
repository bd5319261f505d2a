"""One polite question to another site: does this address still work?

The addresses are typed by editors, so a request goes to public addresses only, and to the very IP address that was
checked: a name could lead elsewhere the second time.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

from home.links.models import OutsideLink

Problem = OutsideLink.Problem
Resolver = Callable[[str, int], tuple[str, int]]
"""Function that returns the IP address and port to connect to, for a host and port."""

PORTS = {"http": 80, "https": 443}
SECONDS = 5
"""Time for each step."""
SECONDS_IN_ALL = 15
MOST_REDIRECTS = 4
SAYS_GONE = {404, 410}
REFUSES_PROGRAMS = {401, 403, 405, 406, 429, 451, 501, 503, 999}
"""Statuses that say nothing about what a visitor with a browser gets."""
FIRST_ERROR = 400
WITHIN_OTHERS = tuple(
    ipaddress.ip_network(network) for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)
"""IPv6 networks whose addresses stand for an IPv4 address, which may be a private one."""


class NotPublicError(Exception):
    """Error: the host has an address that is not public."""


def public_address(host: str, port: int) -> tuple[str, int]:
    """Resolve ``host``. Raise NotPublicError if any of its addresses is not public."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(is_public(address) for address in found):
        raise NotPublicError
    return found[0], port


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    if mapped:
        ip = mapped
    within = any(ip.version == network.version and ip in network for network in WITHIN_OTHERS)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or within)


def problem_of(address: str, resolve: Resolver = public_address) -> str:
    """Return the problem with ``address``, or an empty text if it works as far as a program can tell."""
    for _hop in range(MOST_REDIRECTS + 1):
        try:
            status, location = ask(address, resolve)
        except (NotPublicError, UnicodeError, http.client.InvalidURL):
            return Problem.NOT_PUBLIC
        except socket.gaierror:
            return Problem.UNKNOWN_HOST
        except ssl.SSLError:
            return Problem.UNSAFE
        except (OSError, ValueError, http.client.HTTPException):
            return Problem.NO_ANSWER
        if location:
            address = urljoin(address, location)
            continue
        if status in SAYS_GONE:
            return Problem.GONE
        return Problem.ERROR if status >= FIRST_ERROR and status not in REFUSES_PROGRAMS else ""
    return Problem.TOO_MANY_REDIRECTS


def ask(address: str, resolve: Resolver) -> tuple[int, str]:
    """Return the status of ``address`` and where it redirects to.

    Ask with HEAD first, and with GET if that fails: some servers answer HEAD wrongly. The content is not read.
    """
    status, location = request("HEAD", address, resolve)
    return request("GET", address, resolve) if status >= FIRST_ERROR else (status, location)


def request(method: str, address: str, resolve: Resolver) -> tuple[int, str]:
    parts = urlsplit(address)
    port = PORTS.get(parts.scheme)
    if port is None or not parts.hostname or parts.username or (parts.port or port) != port:
        raise NotPublicError
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    plain = socket.create_connection(resolve(host, port), timeout=SECONDS)
    # The timeout is for each piece that arrives; this limit is for all of them together.
    limit = threading.Timer(SECONDS_IN_ALL, hang_up, [plain])
    limit.daemon = True
    limit.start()
    connection = http.client.HTTPConnection(host, port)
    try:
        secure = parts.scheme == "https"
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        contact = f"Wijkverband-links/1.0 (+{settings.SITE_URL}; {settings.DEFAULT_FROM_EMAIL})"
        headers = {"User-Agent": contact, "Accept": "*/*", "Connection": "close"}
        connection.request(method, _as_ascii(path), headers=headers)
        response = connection.getresponse()
        location = response.getheader("Location") if response.status in {301, 302, 303, 307, 308} else None
        return response.status, location or ""
    finally:
        limit.cancel()
        connection.close()
        plain.close()


def hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:  # it was closed in the meantime
        return


def _as_ascii(path: str) -> str:
    return quote(path, safe="%/?:@!$&'()*+,;=-._~")
