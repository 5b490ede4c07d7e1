"""The unit that starts `roadweek watch` when the person logs in: systemd's, launchd's, or a line for cron."""

from __future__ import annotations

import hashlib
import os
import plistlib
import shlex
import shutil
import sys
from pathlib import Path
from typing import Literal, TypedDict

from roadweek.errors import UnwritableError

__all__ = ["WatchUnit", "install_unit", "remove_unit", "unit_for"]

Kind = Literal["systemd", "launchd", "cron"]


class WatchUnit(TypedDict):
    """What was written and the one command that starts it; of a removal the one that stops it."""

    kind: Kind
    path: str
    command: str


def kind_here() -> Kind:
    if sys.platform == "darwin":
        return "launchd"
    return "systemd" if shutil.which("systemctl") else "cron"


def _name(workspace: Path) -> str:
    """A name of its own for each workspace."""
    return f"roadweek-watch-{hashlib.sha256(str(workspace).encode()).hexdigest()[:8]}"


def unit_for(kind: Kind, workspace: Path, every: int) -> tuple[Path, bytes, str, str]:
    """Where the unit of a kind is, what it says, and the commands that start and stop it."""
    name = _name(workspace)
    run = [sys.executable, "-m", "roadweek_cli", "watch", "--workspace", str(workspace)]
    home = Path.home()
    if kind == "systemd":
        base = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        path = base / "systemd" / "user" / f"{name}.service"
        line = " ".join(_for_systemd(word) for word in [*run, "--every", str(every)])
        text = (
            "[Unit]\nDescription=Roadweek watches the calendar\n\n"
            f"[Service]\nExecStart={line}\nRestart=on-failure\nRestartSec=60\nEnvironmentFile=-%h/.config/roadweek.env\n\n"
            "[Install]\nWantedBy=default.target\n"
        )
        start = f"systemctl --user daemon-reload && systemctl --user enable --now {name}"
        return path, text.encode(), start, f"systemctl --user disable --now {name}"
    if kind == "launchd":
        path = home / "Library" / "LaunchAgents" / f"{name}.plist"
        plist = {
            "Label": name,
            "ProgramArguments": [*run, "--every", str(every)],
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ProcessType": "Background",
        }
        start = f"launchctl load -w {shlex.quote(str(path))}"
        return path, plistlib.dumps(plist), start, f"launchctl unload -w {shlex.quote(str(path))}"
    path = workspace / "watch.cron"
    minutes = max(1, min(round(every / 60), 59))
    line = " ".join(shlex.quote(word) for word in [*run, "--once"]).replace("%", "\\%")
    here = shlex.quote(str(path))
    start = f"(crontab -l 2>/dev/null; cat {here}) | crontab -"
    stop = f"crontab -l | grep -vxFf {here} | crontab -"
    return path, f"*/{minutes} * * * * {line}\n".encode(), start, stop


def _for_systemd(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def install_unit(workspace: Path, every: int, kind: Kind | None = None) -> WatchUnit:
    """Write the unit; nothing is started. Raises UnwritableError."""
    kind = kind or kind_here()
    path, content, start, _ = unit_for(kind, workspace.resolve(), every)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UnwritableError(path=path, why=error.strerror or str(error)) from error
    return {"kind": kind, "path": str(path), "command": start}


def remove_unit(workspace: Path, kind: Kind | None = None) -> WatchUnit:
    """Remove the unit, if there is one. A cron line stays until its command is run, so its file stays for that."""
    kind = kind or kind_here()
    path, _, _, stop = unit_for(kind, workspace.resolve(), 300)
    if kind != "cron":
        path.unlink(missing_ok=True)
    return {"kind": kind, "path": str(path), "command": stop}
