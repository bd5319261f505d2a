import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from home.demo.logins import PASSWORD
from home.models import HomePage

LOGINS = (
    ("organisator@example.org", "zet bijeenkomsten online"),
    ("redactie@example.org", "bewerkt de hele site"),
    ("beheer@example.org", "mag alles"),
    ("professional@example.org", "meldt zich aan"),
)


class Command(BaseCommand):
    help = "Serves the demo: database, static files, content, server and worker. Ctrl-C stops it."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--reset", action="store_true", help="start afresh: what was changed in the demo is lost")
        parser.add_argument("--prepare", action="store_true", help="make everything ready, serve nothing")

    def handle(self, *, reset: bool, prepare: bool, **options) -> None:
        if not settings.DEMO:
            raise CommandError("This serves the demo only: set DEMO=true.")
        if reset:
            self.empty()
        self.prepare()
        if not prepare:
            connections.close_all()
            self.serve(os.environ.get("PORT", "8000"))

    def empty(self) -> None:
        self.stdout.write("Emptying the demo …")
        if connection.vendor == "sqlite":
            connection.close()
            for suffix in ("", "-wal", "-shm"):
                Path(f"{settings.DATABASES['default']['NAME']}{suffix}").unlink(missing_ok=True)
        else:
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        for folder in (settings.DEMO_MAIL_DIR, settings.MEDIA_ROOT, settings.PRIVATE_ROOT):
            shutil.rmtree(folder, ignore_errors=True)

    def prepare(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)
        self.collect_static()
        if not HomePage.objects.exists():
            self.stdout.write("Loading the demo season …")
        call_command("load_demo", verbosity=0)

    def collect_static(self) -> None:
        """Run ``collectstatic`` if a source is newer than the last run. Compressing Wagtail's files is slow."""
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        sources = [path for path in (settings.BASE_DIR / "site" / "static").rglob("*") if path.is_file()]
        sources += [settings.BASE_DIR / "requirements.lock", settings.BASE_DIR / "site" / "config" / "static.py"]
        newest = max(path.stat().st_mtime for path in sources)
        if not stamp.exists() or stamp.stat().st_mtime < newest:
            self.stdout.write("Collecting static files …")
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            stamp.touch()

    def serve(self, port: str) -> None:
        here = Path(sys.executable).parent
        commands = [
            [str(here / "gunicorn"), "config.wsgi", "--bind", f"127.0.0.1:{port}", "--preload", "--workers", "2", "--threads", "4",
             "--worker-class", "gthread", "--log-level", "warning"],
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker", "--verbosity", "0"],
        ]  # fmt: skip
        refuse_taken(port)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        processes = [subprocess.Popen(command) for command in commands]  # noqa: S603  our own programs
        try:
            self.wait_for(port, processes)
            self.say_where()
            while all(process.poll() is None for process in processes):
                time.sleep(0.5)
            raise CommandError("The server or the worker stopped; see what it said above.")
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=30)

    def wait_for(self, port: str, processes: list[subprocess.Popen]) -> None:
        for _ in range(150):
            if any(process.poll() is not None for process in processes):
                raise CommandError(
                    f"The server did not start. Is port {port} taken? Choose another: PORT=8001 make demo"
                )
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise CommandError("The server does not answer.")

    def say_where(self) -> None:
        lines = ["", f"  Wijkverband   {settings.SITE_URL}/", f"  Admin         {settings.SITE_URL}/beheer/"]
        lines += [
            f"  Mail it sent  {settings.SITE_URL}/demo/postvak/",
            "",
            f"  Logins, all with the password {PASSWORD}:",
        ]
        lines += [f"    {email:28} {what}" for email, what in LOGINS]
        self.stdout.write(
            "\n".join([*lines, "", "  Ctrl-C stops it; what you change is kept. make demo-reset starts afresh.", ""])
        )
        self.stdout.flush()  # stdout is buffered when it goes to a file


def refuse_taken(port: str) -> None:
    """Raise CommandError if the port is in use.

    The other server would answer our requests, and the demo would seem to run.
    """
    with socket.socket() as mouth:
        mouth.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            mouth.bind(("127.0.0.1", int(port)))
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Choose another: PORT=8001 make demo") from error
