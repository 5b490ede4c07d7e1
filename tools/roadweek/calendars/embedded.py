"""The built-in calendar server: Radicale as a child process on a loopback port, while a command needs it.

Radicale is GPL, so it is run and never imported. Its collections are plain .ics files under ``<workspace>/calendar/``;
what it needs beside them (configuration, password, log) is private, in ``<workspace>/calendar/.server/``.
A server that `roadweek calendar serve` keeps up is used instead of starting a second one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from roadweek.errors import CalendarServerError

__all__ = ["USER", "EmbeddedServer", "embedded", "fingerprint", "running", "serve", "starting"]

USER = "roadweek"
START_LIMIT_S = 20.0
_POLL_S = 0.004
_PORT_TRIES = 3
_LOG_LIMIT = 1 << 20
_SUPERVISOR = Path(__file__).with_name("supervisor.py")

_CONFIG = """\
[server]
hosts = {host}:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/htpasswd
htpasswd_encryption = plain
htpasswd_cache = True
delay = {delay}
[rights]
type = owner_only
[storage]
filesystem_folder = {collections}
filesystem_cache_folder = {cache}
use_cache_subfolder_for_item = True
use_cache_subfolder_for_history = True
use_cache_subfolder_for_synctoken = True
use_mtime_and_size_for_item_cache = True
[web]
type = none
[logging]
level = warning
"""
_LOG_PREFIX = re.compile(r"^(\[[^]]*\] )*")
_LOG_NOISE = ("Logging level set to", "Logging of backtrace", "No servers started")


@dataclass(frozen=True)
class EmbeddedServer:
    """Where the server listens and what it asks for. The password does not show in its repr; ``new``: nobody has
    seen it yet."""

    url: str
    user: str
    password: str = field(repr=False)
    new: bool = False


def _home(workspace: Path) -> Path:
    return workspace / "calendar"


def _private(workspace: Path) -> Path:
    folder = _home(workspace) / ".server"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CalendarServerError(why=f"{folder}: {error.strerror or error}") from error
    return folder


def _write_private(path: Path, text: str) -> None:
    """Write a file that only this user can read, whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent)  # mkstemp makes it 0600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(name, path)


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), 1.0).close()
    except OSError:
        return False
    return True


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


class _Process:
    """One Radicale under its supervisor, with the private files of this start."""

    def __init__(self, workspace: Path, host: str, port: int, password: str) -> None:
        private = _private(workspace)
        _sweep(private)
        self.host, self.port, self.password = host, port, password
        # A server that others on the network can reach answers wrong passwords slowly.
        delay = 0 if host == "127.0.0.1" else 1
        folder = Path(tempfile.mkdtemp(prefix=f"run-{os.getpid()}-", dir=private))
        _write_private(folder / "htpasswd", f"{USER}:{password}\n")
        _write_private(
            folder / "config",
            _CONFIG.format(
                host=host,
                port=port,
                folder=folder,
                delay=delay,
                collections=_home(workspace),
                cache=private / "cache",
            ),
        )
        self.log = private / "log"
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.unlink()
        with open(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
            self.log_start = os.fstat(log.fileno()).st_size
            # -P: a file called radicale.py in the current folder must not be run instead.
            radicale = [sys.executable, "-P", "-m", "radicale", "--config", str(folder / "config")]
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_SUPERVISOR), str(folder), *radicale],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is ours to handle; the pipe ends with us anyway
            )

    def wait_until_up(self) -> bool:
        """Whether it listens; False where it has ended instead. Raises CalendarServerError after ``START_LIMIT_S``."""
        end = time.monotonic() + START_LIMIT_S
        while self.process.poll() is None:
            if _answers(self.host, self.port) and self.process.poll() is None:
                return True
            if time.monotonic() > end:
                raise CalendarServerError(why=f"no answer within {START_LIMIT_S:.0f} s; {self.last_line()}")
            time.sleep(_POLL_S)
        return False

    def last_line(self) -> str:
        """The log's last line of this start that says something."""
        return next(reversed(self.log_lines()), "the log is empty")

    def log_lines(self) -> list[str]:
        with suppress(OSError), self.log.open("rb") as log:
            log.seek(self.log_start)
            lines = (_LOG_PREFIX.sub("", line.strip()) for line in log.read().decode("utf-8", "replace").split("\n"))
            return [line for line in lines if line and not any(noise in line for noise in _LOG_NOISE)]
        return []

    def port_was_taken(self) -> bool:
        return any("ddress already in use" in line for line in self.log_lines())

    def stop(self) -> None:
        if self.process.stdin is not None:
            with suppress(OSError):
                self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _sweep(private: Path) -> None:
    """Remove private files of starts whose parent and supervisor were both killed."""
    for folder in private.glob("run-*"):
        pid = folder.name.split("-")[1]
        if pid.isdigit() and int(pid) != os.getpid() and not _alive(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def starting(workspace: Path) -> Generator[Callable[[], EmbeddedServer]]:
    """Begin to start the server; calling what this gives waits until it listens.

    What is done in between (importing the client takes as long as the server) costs no extra time.
    Raises CalendarServerError with the log's last line where it does not start.
    """
    kept = running(workspace)
    if kept is not None:
        yield lambda: kept
        return
    host, password = "127.0.0.1", secrets.token_urlsafe(24)
    processes = [_Process(workspace, host, _free_port(host), password)]

    def ready() -> EmbeddedServer:
        while not processes[-1].wait_until_up():
            # Somebody took the port between our looking and its binding: not ours to fail on.
            if len(processes) == _PORT_TRIES or not processes[-1].port_was_taken():
                raise CalendarServerError(why=processes[-1].last_line())
            processes[-1].stop()
            processes.append(_Process(workspace, host, _free_port(host), password))
        return EmbeddedServer(f"http://{host}:{processes[-1].port}/", USER, password)

    try:
        yield ready
    finally:
        processes[-1].stop()


@contextmanager
def embedded(workspace: Path) -> Generator[EmbeddedServer]:
    """The workspace's calendar server, up and listening; stopped at the end unless `calendar serve` keeps it."""
    with starting(workspace) as ready:
        yield ready()


def _account(workspace: Path, port: int | None, *, renew: bool) -> tuple[int, str, bool]:
    """Port and password that a phone was set up with, made once and kept in a private file, and whether the password
    is new; ``renew`` makes another."""
    path = _private(workspace) / "account.json"
    known, password = None, None
    try:
        kept = json.loads(path.read_text("utf-8"))
        known, password = int(kept["port"]), str(kept["password"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # never served before, or not to be read
    new = renew or password is None
    if password is None or renew:
        password = secrets.token_urlsafe(18)
    port = port or known or _free_port("127.0.0.1")
    _write_private(path, json.dumps({"port": port, "password": password}))
    return port, password, new


def _reachable(host: str) -> str:
    """The address under which others find this machine, where it listens on all of them."""
    if host not in ("0.0.0.0", "::"):
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # RFC 5737: nobody's; nothing is sent, it only chooses the way out
        return str(probe.getsockname()[0])
    return host


def serve(
    workspace: Path,
    port: int | None,
    on_ready: Callable[[EmbeddedServer], None],
    *,
    host: str = "127.0.0.1",
    renew: bool = False,
) -> None:
    """Keep the server up until interrupted. ``port`` null means the one used before; ``renew`` makes a new password.

    ``host`` other than loopback lets a phone on the same network in, over plain HTTP. Raises CalendarServerError where
    it does not start, or runs already.
    """
    kept = running(workspace)
    if kept is not None:
        raise CalendarServerError(why=f"it runs already at {kept.url}")
    port, password, new = _account(workspace, port, renew=renew)
    state = _private(workspace) / "running.json"
    process = _Process(workspace, host, port, password)
    try:
        if not process.wait_until_up():
            raise CalendarServerError(why=process.last_line())
        server = EmbeddedServer(f"http://{_reachable(host)}:{port}/", USER, password, new)
        _write_private(state, json.dumps({"pid": process.process.pid, "url": server.url, "password": password}))
        on_ready(server)
        process.process.wait()
        raise CalendarServerError(why=process.last_line())
    finally:
        state.unlink(missing_ok=True)
        process.stop()


def running(workspace: Path) -> EmbeddedServer | None:
    """The server that `calendar serve` keeps up for this workspace, if its process lives and its port answers."""
    try:
        state = json.loads((_home(workspace) / ".server" / "running.json").read_text("utf-8"))
        pid, url, password = int(state["pid"]), str(state["url"]), str(state["password"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    port = int(url.rstrip("/").rsplit(":", 1)[1])
    if not _alive(pid) or not _answers("127.0.0.1", port):
        return None
    return EmbeddedServer(f"http://127.0.0.1:{port}/", USER, password)


def fingerprint(workspace: Path) -> str:
    """A cheap signature of the embedded collections (names, sizes, times of change): equal means nothing changed.

    Reads no file and starts no server: about 3 µs a file.
    """
    digest = hashlib.blake2b(digest_size=16)
    folders = [str(_home(workspace) / "collection-root")]
    while folders:
        try:
            with os.scandir(folders.pop()) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
                continue
            with suppress(OSError):
                stat = entry.stat(follow_symlinks=False)
                digest.update(f"{entry.path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
