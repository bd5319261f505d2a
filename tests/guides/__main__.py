"""Follow the guides for administrators line by line, on a bare folder: ``python -m tests.guides`` (as root).

The shell blocks of the guides are run as they stand, apart from the substitutions in ``Machine.placed``. nginx and
PostgreSQL are real, with a configuration and a cluster of their own; ``systemd.py`` stands in for systemd. After each
step the result is checked from outside, through nginx.
"""

import argparse
import json
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from threading import Event, Thread
from typing import Self

from tests.guides import trials
from tests.guides.machine import ELSEWHERE, Machine

UPLOADS = (
    "from django.core.files.storage import default_storage as s; from django.core.files.base import ContentFile as c;"
    " print(s.save('images/foto.jpg', c(b'picture')), s.save('documents/besloten.pdf', c(b'private')))"
)
COUNT = "from accounts.models import User; print('people:', User.objects.count())"
SECRET = "c2VjcmV0-c2VjcmV0-c2VjcmV0"


class Visitors:
    """Visitors who ask for a page all the time. ``statuses`` counts what they got."""

    def __init__(self, machine: Machine) -> None:
        self.machine, self.enough = machine, Event()
        self.statuses: dict[int, int] = {}
        self.longest = 0.0

    def __enter__(self) -> Self:
        self.thread = Thread(target=self.ask)
        self.thread.start()
        return self

    def ask(self) -> None:
        while not self.enough.is_set():
            started = time.monotonic()
            status = self.machine.get("/account/login/")[0]
            self.statuses[status] = self.statuses.get(status, 0) + 1
            self.longest = max(self.longest, time.monotonic() - started)
            time.sleep(0.05)

    def __exit__(self, *_args) -> None:
        self.enough.set()
        self.thread.join()


def same(found, expected) -> None:
    assert found == expected, f"expected {expected!r}, found {found!r}"


def check_from_outside(machine: Machine) -> None:
    machine.wait()
    status, headers, page = machine.get("/")
    same(status, 200)
    assert "max-age" in headers["Strict-Transport-Security"]
    style = re.search(rb'href="(/static/css/site[^"]+)"', page)[1].decode()
    status, headers, _body = machine.get(style)
    same((status, "immutable" in headers["Cache-Control"]), (200, True))
    same(machine.get("/healthz", host="10.0.0.7")[0], 200)
    same(machine.get("/", secure=False)[1]["Location"], "https://wijkverband.example/")
    for _ in range(100):
        found = json.loads(machine.get("/readyz")[2])
        if "worker" not in found["problems"]:
            break
        time.sleep(0.2)
    same(found["problems"], [])
    machine.run("wijkverband check --deploy --fail-level WARNING", where=ELSEWHERE)


def check_files(machine: Machine) -> None:
    machine.run(f'wijkverband shell --command "{UPLOADS}"')
    same(machine.get("/media/images/foto.jpg")[::2], (200, b"picture"))
    same(machine.get("/media/documents/besloten.pdf")[0], 404)
    same(machine.get("/media/../private/documents/besloten.pdf")[0], 404)
    data = machine.folder / "var/lib/wijkverband"
    for name in (
        data / "wijkverband.sqlite3",
        data / "private/documents/besloten.pdf",
        machine.folder / "etc/wijkverband.env",
    ):
        if name.exists():
            refused = subprocess.run(
                ["runuser", "-u", "www-data", "--", "cat", str(name)], capture_output=True, check=False, cwd="/"
            )
            assert refused.returncode, f"The web server can read {name}"
    written = subprocess.run(
        ["runuser", "-u", "wijkverband", "--", "touch", str(machine.folder / "srv/wijkverband/nu/manage.py")], capture_output=True, check=False, cwd="/"
    )  # fmt: skip
    assert written.returncode, "The site can change its own code"


def check_secrets(machine: Machine) -> None:
    """Ask for secret addresses while the site answers and while it does not. No log may tell them."""
    addresses = [f"/aanmelding/{SECRET}/", f"/mijn/kalender/{SECRET}.ics", f"/account/password/reset/key/1-{SECRET}/"]
    for address in addresses:
        machine.get(address)
        machine.get(address, secure=False)
    machine.run("systemctl stop wijkverband.socket wijkverband.service")
    time.sleep(0.3)
    for address in addresses:
        status, headers, page = machine.get(address)
        same((status, headers["Retry-After"], "zo terug" in page.decode()), (503, "60", True))
    same(machine.get("/")[0], 503)
    machine.run("systemctl start wijkverband.socket wijkverband.service")
    machine.wait()
    logs = "".join(log.read_text(errors="replace") for log in (machine.folder / "var/log/nginx").iterdir())
    assert "GET /healthz" in logs, "this is not the log of nginx"
    assert SECRET not in logs + machine.journal(), "a log tells a secret address"


def check_journal(machine: Machine) -> None:
    lines = re.findall(r"^.*(?:gunicorn|django|home|outbox|config)[.\w]*: .*$", machine.journal(), flags=re.MULTILINE)
    odd = [line for line in lines if not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [A-Z]+ [\w.]+: ", line)]
    same((bool(lines), odd), (True, []))


def try_out(machine: Machine) -> None:
    install(machine)
    check_from_outside(machine)
    people = machine.run(f'wijkverband shell --command "{COUNT}"', where=ELSEWHERE)
    assert "people: 1" in people, people
    # An empty media folder, as on the first evening.
    machine.follow("back-up.md", start="## Elke nacht", end="## Terugzetten")
    check_files(machine)
    check_secrets(machine)
    with Visitors(machine) as visitors:
        machine.follow("bijwerken.md", start="# Bijwerken", end="## Terug naar")
    print(
        f"    a new version among visitors: {visitors.statuses}, the longest waited {visitors.longest:.1f} s",
        flush=True,
    )
    same(set(visitors.statuses), {200})
    with Visitors(machine) as visitors:
        machine.follow("bijwerken.md", start="## Terug naar", end="De database blijft")
    print(
        f"    back to the version before: {visitors.statuses}, the longest waited {visitors.longest:.1f} s", flush=True
    )
    same(set(visitors.statuses), {200})
    machine.follow("back-up.md", start="## Elke nacht", end="## Terugzetten")
    machine.run(
        """wijkverband shell --command "from accounts.models import User; User.objects.create(email='na@example.org')" """
    )
    for folder in ("media", "private"):
        shutil.rmtree(machine.folder / "var/lib/wijkverband" / folder)
    machine.follow("back-up.md", start="## Terugzetten")
    check_from_outside(machine)
    same(machine.get("/media/images/foto.jpg")[0], 200)
    assert people in machine.run(f'wijkverband shell --command "{COUNT}"'), "the backup was not put back"
    check_journal(machine)


def install(machine: Machine) -> None:
    machine.prepare()
    machine.follow("README.md", start="## Installeren", end="## Drie onderdelen")
    machine.follow("README.md", start="## nginx ervoor", end="## Meer dan één server")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("databases", nargs="*", default=["postgresql", "sqlite"])
    parser.add_argument("--outages", action="store_true", help="instead, take parts away while people register")
    parser.add_argument(
        "--upgrade-from", metavar="COMMIT", default="", help="instead, upgrade from older code while people register"
    )
    parser.add_argument("--keep", action="store_true", help="keep the folder, to look at")
    parser.add_argument(
        "--packages", type=Path, help="folder site-packages to use instead of installing the packages: quicker"
    )
    options = parser.parse_args()
    for database in options.databases:
        started = time.monotonic()
        print(f"Following the guides, with {database}:", flush=True)
        folder = Path(tempfile.mkdtemp(prefix="wijkverband-guides-"))
        folder.chmod(0o755)
        machine = Machine(folder, database, options.packages, options.upgrade_from)
        try:
            if options.outages or options.upgrade_from:
                install(machine)
                machine.wait()
            if options.outages:
                trials.may_be_missed(machine)
            elif options.upgrade_from:
                trials.upgrade(machine)
            else:
                try_out(machine)
        finally:
            machine.stop()
            if not options.keep:
                shutil.rmtree(folder)
        print(f"  all of it works ({time.monotonic() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
