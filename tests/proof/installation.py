"""The site as separate processes: web server, worker, commands. They can be stopped or killed."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
HOST = "wijkverband.example"
WEB_WORKERS = 8


def database_url() -> str:
    """Return the address of the running test's database, for other processes."""
    to = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{to['NAME']}"
    who = quote(to["USER"]) + (f":{quote(to['PASSWORD'])}" if to["PASSWORD"] else "") + "@" if to["USER"] else ""
    return f"postgres://{who}{quote(to['HOST'], safe='')}{':' + str(to['PORT']) if to['PORT'] else ''}/{to['NAME']}"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Installation:
    """An installation of the site. ``folder`` holds what it writes: mail, and the log of all processes."""

    def __init__(self, folder: Path, *, mail_port: int | None = None) -> None:
        self.folder, self.port = folder, free_port()
        (folder / "static").mkdir(parents=True)
        self.log = folder / "log"
        self.environment = {
            name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "HOME", "CACHE_URL"}
        }
        self.environment |= {
            "DATABASE_URL": database_url(),
            "DEFAULT_FROM_EMAIL": f"Wijkverband <post@{HOST}>",
            "DJANGO_SETTINGS_MODULE": "tests.proof.settings",
            "LOG_LEVEL": "WARNING",
            "PROOF_RUN": uuid4().hex,
            "SECRET_KEY": "for-proofs-only-" + "p" * 40,
            "SITE_URL": f"https://{HOST}",
            "TRUSTED_PROXIES": "1",
            "VAR_DIR": str(folder),
        }
        if mail_port:
            self.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{mail_port}"
        self.web: subprocess.Popen | None = None
        self.worker: subprocess.Popen | None = None

    def start(self, *command: str) -> subprocess.Popen:
        with self.log.open("ab") as log:
            # A new session, so that all processes of the server can be killed together, as when the machine stops.
            return subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def run(self, *command: str) -> str:
        """Run a command and return its output; its errors go to the log. Assert that it succeeds."""
        with self.log.open("ab") as log:
            done = subprocess.run(
                [sys.executable, *command],
                cwd=ROOT,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                check=False,
            )
        assert done.returncode == 0, self.complaints()
        return done.stdout

    def start_web(self) -> None:
        """Start the web server like ``make demo``, with more processes than the machine has processors."""
        self.web = self.start(
            "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}", "--preload", "--workers", str(WEB_WORKERS),
            "--threads", "4", "--worker-class", "gthread", "--log-level", "warning",
        )  # fmt: skip

    def start_worker(self) -> None:
        self.worker = self.start("manage.py", "worker", "--verbosity", "0", "--no-startup-delay", "--interval", "0.05")

    def wait_for_web(self) -> None:
        for _ in range(600):
            assert self.web is not None
            assert self.web.poll() is None, self.complaints()
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            try:
                line.request("GET", "/healthz", headers={"Host": HOST})
                if line.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.05)
            finally:
                line.close()
        raise AssertionError(f"The server does not answer: {self.complaints()}")

    def kill_web(self) -> None:
        kill(self.web)

    def kill_worker(self) -> None:
        kill(self.worker)

    def stop(self) -> None:
        """Stop the installation. The worker may finish its task; the web server has nothing to finish."""
        kill(self.web)
        if self.worker and self.worker.poll() is None:
            self.worker.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.worker.wait(timeout=20)
        kill(self.worker)

    def complaints(self) -> str:
        return self.log.read_text(errors="replace")[-6000:] if self.log.exists() else ""


def kill(process: subprocess.Popen | None) -> None:
    """Send SIGKILL to ``process`` and to everything that it started."""
    if process:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)
