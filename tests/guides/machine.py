"""A folder that stands for a bare server, with nginx and PostgreSQL of its own, and a stand-in for systemd."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs/beheer"
BLOCK = re.compile(r"^```sh ?(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELSEWHERE = "/var"
"""Working directory of the administrator, outside the folder of the code."""


PIP = re.compile(r"^\.venv/bin/pip .*\n", re.MULTILINE)
ALWAYS = ("deploy/", "home/releases.py", "home/management/commands/release_check.py", "gunicorn.conf.py")
BORROW = """
echo {packages} > "$(echo .venv/lib/python3*/site-packages)/borrowed.pth"
printf '%s\\n' "$code" "$code/site" > "$(echo .venv/lib/python3*/site-packages)/project.pth"
printf '#!%s\\nfrom gunicorn.app.wsgiapp import run\\nrun()\\n' "$code/.venv/bin/python" > .venv/bin/gunicorn
chmod 755 .venv/bin/gunicorn
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def binaries() -> Path:
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


def missing() -> list[str]:
    """Return what this machine lacks for following the guides; empty if it can."""
    places = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    tools = ["nginx", "openssl", "git", "adduser", "runuser", "setpriv", "sqlite3", "redis-server"]
    lacks = [name for name in tools if not shutil.which(name, path=places)]
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        lacks.append("the server of PostgreSQL")
    if os.geteuid() and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode:
        lacks.append("root")
    return lacks


class Machine:
    """A folder that stands for a bare server."""

    def __init__(self, folder: Path, database: str, packages: Path | None, ref: str = "") -> None:
        self.folder, self.database, self.packages, self.ref = folder, database, packages, ref
        self.https, self.http = free_port(), free_port()
        self.started: list[subprocess.Popen] = []
        # Compiling all packages is left out, to save time.
        self.database_server: subprocess.Popen | None = None
        self.environment = {
            "PATH": f"{folder}/stand-in:{folder}/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
            "PGHOST": str(folder / "postgresql"), "PGPORT": "5432", "HOME": str(folder),
            "PIP_NO_COMPILE": "1", **{name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "REQUESTS_"))},
        }  # fmt: skip

    def placed(self, text: str) -> str:
        """Return ``text`` with the addresses and ports of this machine."""
        for path in (
            "/srv/wijkverband", "/var/lib/wijkverband", "/var/log/nginx", "/etc/wijkverband.env", "/etc/systemd/system",
            "/etc/nginx", "/etc/letsencrypt", "/usr/local/bin", "/run/wijkverband.sock", "/run/nginx.pid", "/backup",
        ):  # fmt: skip
            text = re.sub(rf"(?<![\w/.]){re.escape(path)}(?![\w-])", f"{self.folder}{path}", text)
        if self.database == "sqlite":
            text = text.replace("DATABASE_URL=postgres:///wijkverband\n", "")
        if not socket.has_ipv6 or not Path("/proc/net/if_inet6").exists():
            text = re.sub(r"^\s*listen \[::\].*\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"(listen (?:\[::\]:)?)443\b", rf"\g<1>{self.https}", text)
        text = re.sub(r"(listen (?:\[::\]:)?)80\b", rf"\g<1>{self.http}", text)
        return text.replace("ADRES-VAN-DE-CODE", str(self.folder / "source"))

    def prepare(self) -> None:
        """Lay down what a bare server has: a package repository with our code, PostgreSQL, nginx, a certificate, systemd."""
        for name in (
            "srv",
            "var/lib",
            "var/log/nginx",
            "etc/systemd/system",
            "usr/local/bin",
            "run",
            "stand-in",
            "postgresql",
        ):
            (self.folder / name).mkdir(parents=True)
        self.publish(self.ref)
        shutil.copy(Path(__file__).with_name("systemd.py"), self.folder)
        for name, command in {
            "systemctl": f"/usr/bin/env python3 {self.folder}/systemd.py systemctl",
            "systemd-run": f"/usr/bin/env python3 {self.folder}/systemd.py systemd-run",
            "nginx": f"{shutil.which('nginx')} -c {self.folder}/etc/nginx/nginx.conf",
            "apt-get": "true",  # `.ci/run` has installed it
        }.items():
            script = self.folder / "stand-in" / name
            script.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
            script.chmod(0o755)
        shutil.copytree("/etc/nginx", self.folder / "etc/nginx", symlinks=True)
        for file in self.folder.glob("etc/nginx/**/*"):
            if file.is_symlink():
                target = self.placed(str(file.readlink()))
                file.unlink()
                file.symlink_to(target)  # within the folder, so that no site of this machine's own nginx listens
            elif file.is_file():
                file.write_text(self.placed(file.read_text()))
        certificate = self.folder / "etc/letsencrypt/live/wijkverband.example"
        certificate.mkdir(parents=True)
        self.run(
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=wijkverband.example"
            f" -keyout {certificate}/privkey.pem -out {certificate}/fullchain.pem 2>&1"
        )
        if self.database == "postgresql":
            data = self.folder / "postgresql/data"
            shutil.chown(data.parent, "postgres")
            self.run(f"runuser -u postgres -- {binaries()}/initdb --auth=peer --no-sync --pgdata={data} >/dev/null")
            self.start_database()
        self.begin(sys.executable, str(self.folder / "systemd.py"), "serve")
        self.begin("nginx", "-g", "daemon off;")

    def start_database(self) -> None:
        data = self.folder / "postgresql/data"
        server = [str(binaries() / "postgres"), "-D", str(data), "-k", str(data.parent), "-h", "", "-F"]
        self.database_server = self.begin("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *server)

    def publish(self, ref: str = "") -> None:
        """Make a repository of our code, with the addresses of this machine: as it is now, or as it was at ``ref``.

        What was released before there was ``deploy`` gets it, with the check that it uses.
        """
        source = self.folder / "source"
        if (source / ".git").exists():
            self.run("git rm -r --quiet .", where=str(source))
        source.mkdir(exist_ok=True)
        if ref:
            self.run(f"git -C {ROOT} archive {ref} | tar x -C {source}")
        names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)  # fmt: skip
        for name in names.stdout.decode().split("\0"):
            if (not ref or name.startswith(ALWAYS)) and name and (ROOT / name).is_file():
                (source / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, source / name)
        for file in (source / "deploy").iterdir():
            file.write_text(self.placed(file.read_text()))
        if self.packages:
            release = source / "deploy/release"
            text = PIP.sub("", release.read_text()).replace(
                "\npython3 -m venv .venv\n", "\npython3 -m venv --without-pip .venv\n" + BORROW
            )
            release.write_text(text.replace("{packages}", str(self.packages)))
        self.run(
            f"cd {source} && git init --quiet --initial-branch=main 2>/dev/null && git add --all"
            " && git -c user.name=ci -c user.email=ci@example.org commit --quiet --message=released"
        )

    def begin(self, *command: str) -> None:
        with (self.folder / "journal").open("ab") as journal:
            self.started.append(
                subprocess.Popen(command, env=self.environment, stdout=journal, stderr=journal, cwd="/")
            )

    def run(self, script: str, *, where: str = "/") -> str:
        """Run a block in a shell that stops at the first error. Return what it prints."""
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], env=self.environment, cwd=where, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)  # fmt: skip
        if done.returncode:
            raise SystemExit(
                f"This failed:\n\n{script}\n\n{done.stdout}\n\nThe journal ends:\n{self.journal()[-4000:]}"
            )
        return done.stdout

    def journal(self) -> str:
        return (self.folder / "journal").read_text(errors="replace")

    def follow(self, guide: str, *, start: str, end: str = "\0") -> str:
        """Run the blocks between two headings of a guide, as one administrator in one shell, from a folder of her own."""
        text = (GUIDES / guide).read_text()
        text = text[text.index(start) :]
        text = text[: text.find(end)] if end in text else text
        blocks = [block for database, block in BLOCK.findall(text) if database in {"", self.database}]
        assert blocks, (guide, start)
        print(f"  {guide}, {start.strip('# ')}: {sum(block.count(chr(10)) for block in blocks)} lines", flush=True)
        return self.run(self.placed("\n".join(blocks)), where=ELSEWHERE)

    def get(self, path: str, *, secure: bool = True, host: str = "wijkverband.example") -> tuple[int, dict, bytes]:
        address = f"https://127.0.0.1:{self.https}{path}" if secure else f"http://127.0.0.1:{self.http}{path}"
        request = urllib.request.Request(address, headers={"Host": host})
        anything = ssl.create_default_context()
        anything.check_hostname, anything.verify_mode = False, ssl.CERT_NONE
        opener = urllib.request.build_opener(NoRedirect, urllib.request.HTTPSHandler(context=anything))
        try:
            with opener.open(request, timeout=30) as response:
                return response.status, dict(response.headers), response.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def wait(self) -> None:
        for _ in range(300):
            try:
                if self.get("/healthz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise SystemExit(f"The site does not answer.\n{self.journal()[-4000:]}")

    def stop(self) -> None:
        for process in reversed(self.started):
            process.terminate()
        for process in reversed(self.started):
            process.wait(40)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None
