"""The files in ``deploy``, as far as they can be checked without a server. ``tests/guides`` tries them on one."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.contrib.admindocs.views import simplify_regex
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from config.logs import discreet

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text()
SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQ"
SECRET_PARTS = {"<secret>", "<uidb36>", "<key>"}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        address = before + simplify_regex(str(pattern.pattern)).lstrip("/")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, address)
        else:
            yield f"/{address}"


def secret_addresses() -> list[str]:
    """Return the addresses of the public site that hold a secret, with one in place."""
    found = {one for one in addresses(get_resolver()) if not one.startswith(("/beheer/", "/_util/"))}
    secret = [one for one in found if any(part in one for part in SECRET_PARTS)]
    return sorted(re.sub("<(?:secret|key)>", SECRET, one).replace("<uidb36>", "3f") for one in secret)


def test_some_addresses_are_secret():
    assert f"/aanmelding/{SECRET}/afmelden/" in secret_addresses()


@pytest.mark.parametrize("address", secret_addresses())
def test_no_log_holds_a_secret_address(address):
    [quiet] = re.findall(r"location ~ (\S+) \{\n\s*access_log off;\n\s*error_log /dev/null;", NGINX)

    assert re.search(quiet, address)
    assert SECRET not in discreet(f"GET {address} HTTP/1.1")


@pytest.mark.parametrize("name", ["wijkverband.service", "wijkverband-worker.service"])
def test_unit_never_gives_up_and_has_no_right_that_it_does_not_need(name):
    unit = ConfigParser(strict=False, interpolation=None)
    unit.read(DEPLOY / name)

    assert (unit["Unit"]["StartLimitIntervalSec"], unit["Service"]["Restart"]) == ("0", "always")
    assert (unit["Service"]["UMask"], unit["Service"]["ProtectSystem"]) == ("0077", "strict")
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze to ask")
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(DEPLOY / name)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout
