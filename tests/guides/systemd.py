"""Stand-in for systemd where none runs, as in a container: ``systemctl`` and ``systemd-run`` for our three units.

``serve`` keeps the services running and the sockets open, below the folder that this file was copied to. The commands
talk to it through files: ``run/<unit>.wanted`` exists while a unit has to run, and holds a number that a restart changes.
"""

import os
import pwd
import shlex
import signal
import socket
import subprocess
import sys
import time
from configparser import ConfigParser
from pathlib import Path

STOP_AFTER = 30


def unit(folder: Path, name: str) -> ConfigParser:
    found = ConfigParser(strict=False, interpolation=None, delimiters=["="], comment_prefixes=["#"])
    found.optionxform = str
    found.read(folder / "etc/systemd/system" / name)
    return found


def environment_file(path: str) -> dict[str, str]:
    """Read a file by the rules of systemd.exec(5): quotes are removed, and what follows a value is part of it."""
    found = {}
    for line in Path(path).read_text().splitlines():
        if line.strip() and not line.lstrip().startswith(("#", ";")):
            name, _, value = line.partition("=")
            value = value.strip()
            found[name.strip()] = value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
    return found


def environment(path: str) -> dict[str, str]:
    """Return what a service finds: nothing of our shell, except where the database of this trial is."""
    kept = {name: value for name, value in os.environ.items() if name in {"PGHOST", "PGPORT", "LANG"}}
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", **kept, **environment_file(path)}


def become(user: str, umask: str) -> None:
    who = pwd.getpwnam(user)
    os.initgroups(user, who.pw_gid)
    os.setgid(who.pw_gid)
    os.setuid(who.pw_uid)
    os.umask(int(umask, 8))


def text_of(path: Path) -> str:
    """Return what is in a file, or an empty text if there is none. The other side may delete it at any moment."""
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""


def put(path: Path, text: str) -> None:
    """Write a file in one step: half written it is empty, and that means stopped."""
    whole = path.with_name(f"{path.name}.new")
    whole.write_text(text)
    whole.replace(path)


class Service:
    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.wanted = folder / "run" / f"{name}.wanted"
        self.process: subprocess.Popen | None = None
        self.running = ""
        self.door: socket.socket | None = None

    def keep(self) -> None:
        wanted = text_of(self.wanted)
        if self.name.endswith(".socket"):
            self.keep_open(bool(wanted))
        elif self.process and (self.process.poll() is not None or wanted != self.running):
            self.stop()
        if wanted and not self.process and not self.name.endswith(".socket"):
            self.start(wanted)

    def keep_open(self, wanted: bool) -> None:
        settings = unit(self.folder, self.name)["Socket"] if wanted else {}
        if wanted and not self.door:
            path = Path(settings["ListenStream"])
            path.unlink(missing_ok=True)
            self.door = socket.socket(socket.AF_UNIX)
            self.door.bind(str(path))
            self.door.listen(4096)
            os.chown(path, pwd.getpwnam(settings["SocketUser"]).pw_uid, 0)
            path.chmod(int(settings["SocketMode"], 8))
            DOORS[self.name.removesuffix(".socket")] = (self.door, path)
        elif not wanted and self.door:
            self.door.close()
            DOORS.pop(self.name.removesuffix(".socket"))[1].unlink()
            self.door = None

    def start(self, wanted: str) -> None:
        settings = unit(self.folder, self.name)["Service"]
        door = DOORS.get(self.name.removesuffix(".service"), (None,))[0]
        names = environment(settings["EnvironmentFile"])

        def prepare() -> None:
            if door is not None:
                os.dup2(door.fileno(), 3)
            become(settings["User"], settings["UMask"])

        command = shlex.split(settings["ExecStart"])
        if door is not None:
            command = ["/bin/sh", "-c", 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"', "sh", *command]
        with (self.folder / "journal").open("ab") as journal:
            self.process = subprocess.Popen(
                command, cwd=settings["WorkingDirectory"], env=names, stdout=journal, stderr=journal, preexec_fn=prepare,
                pass_fds=[3] if door is not None else [], start_new_session=True,
            )  # fmt: skip
        self.running = wanted

    def stop(self) -> None:
        assert self.process
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOP_AFTER)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process = None


DOORS: dict[str, tuple[socket.socket, Path]] = {}


def serve(folder: Path) -> None:
    services: dict[str, Service] = {}
    over = False

    def end(*_args) -> None:
        nonlocal over
        over = True

    signal.signal(signal.SIGTERM, end)
    os.open(os.devnull, os.O_RDONLY)  # 3 is where a service finds its socket
    while not over:
        for file in sorted(
            (folder / "etc/systemd/system").glob("wijkverband*"), key=lambda path: path.suffix != ".socket"
        ):
            services.setdefault(file.name, Service(folder, file.name)).keep()
        for service in services.values():
            put(folder / "run" / f"{service.name}.running", service.running if service.process else "")
        time.sleep(0.05)
    for service in services.values():
        if service.process:
            service.stop()


def systemctl(folder: Path, verb: str, *arguments: str) -> None:
    if verb == "reload" and arguments == ("nginx",):
        subprocess.run(["nginx", "-c", str(folder / "etc/nginx/nginx.conf"), "-s", "reload"], check=True)
        return
    names = [name if "." in name else f"{name}.service" for name in arguments if not name.startswith("-")]
    for name in names:
        assert (folder / "etc/systemd/system" / name).exists(), f"systemd does not know {name}"
        wanted, running = folder / "run" / f"{name}.wanted", folder / "run" / f"{name}.running"
        if verb == "stop":
            wanted.unlink(missing_ok=True)
        elif verb in {"start", "restart"} or "--now" in arguments:
            if verb == "restart" or not wanted.exists():
                put(wanted, str(time.monotonic_ns()))
        else:
            continue
        for _ in range(STOP_AFTER * 20):
            if name.endswith(".socket") or text_of(running) == text_of(wanted):
                break
            time.sleep(0.05)


def systemd_run(*arguments: str) -> int:
    options = [argument for argument in arguments if argument.startswith("--")]
    command = list(arguments[next(place for place, one in enumerate(arguments) if not one.startswith("--")) :])
    given = dict(
        option.removeprefix("--").partition("=")[::2] for option in options if not option.startswith("--property")
    )
    settings = dict(
        option.removeprefix("--property=").partition("=")[::2] for option in options if option.startswith("--property")
    )
    names = environment(settings["EnvironmentFile"])
    done = subprocess.run(
        command,
        cwd=given["working-directory"],
        env=names,
        check=False,
        preexec_fn=lambda: become(given["uid"], settings["UMask"]),
    )
    return done.returncode


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    here = Path(__file__).resolve().parent
    match command:
        case "systemctl":
            systemctl(here, *arguments)
        case "systemd-run":
            sys.exit(systemd_run(*arguments))
        case "serve":
            serve(here)
