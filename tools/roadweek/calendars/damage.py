"""Absent, unreadable and deleted are three things: what is wrong with an object that a server cannot show or that came
through cut, and the files of our own server that it keeps silent about.

A reason is a code of ``messages.damage``, or the words of whoever failed to read.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

__all__ = [
    "CONFLICT_COPY",
    "broken_ends",
    "folder_of",
    "hidden_files",
    "is_conflict_copy",
    "ours_damaged",
    "reason_of_file",
    "torn",
]

CONFLICT_COPY = "conflict_copy"
_COPY = re.compile(
    r"\.sync-conflict-\d{8}-\d{6}|[ ._-]?\((?:[^()]*\b)?(?:conflict(?:ed)?(?: copy)?|case conflict)\b[^()]*\)"
    r"|[ _-]conflict(?:ed)?[ _-]?cop(?:y|ie)|冲突(?:的)?(?:副本|文件)|_conf\(\d+\)",
    re.IGNORECASE,
)
"""How Syncthing, Dropbox, Nextcloud, OneDrive, Seafile and Chinese drives name the loser of two writings."""
_NUMBERED = re.compile(r"(?P<name>.+?)(?: \((?P<n>\d{1,2})\)| (?P<m>[2-9]))$")


def is_conflict_copy(name: str, beside: set[str] | None = None) -> bool:
    """Whether a file is what a synced folder makes of two writings of one file. ``beside`` are the names beside it:
    "x (1).ics" is one only where "x.ics" is there too."""
    if _COPY.search(name):
        return True
    stem, dot, suffix = name.rpartition(".")
    numbered = _NUMBERED.fullmatch(stem) if dot else None
    return numbered is not None and beside is not None and f"{numbered['name']}.{suffix}" in beside


def torn(text: str) -> str | None:
    """Why an object's text cannot be whole, or None: every BEGIN has its END, the calendar's last."""
    if not text.strip("\0\ufeff \r\n\t"):
        return "empty"
    if "\0" in text:
        return "no_text"
    lines = [line.strip().upper() for line in text.lstrip("\ufeff").replace("\r\n", "\n").split("\n") if line.strip()]
    if lines[0] != "BEGIN:VCALENDAR":
        return "no_calendar"
    begun = sum(line.startswith("BEGIN:") for line in lines)
    if lines[-1] != "END:VCALENDAR" or begun != sum(line.startswith("END:") for line in lines):
        return "cut"
    return None


def reason_of_file(path: Path) -> str | None:
    """Why a file of a calendar cannot be read; None where it can."""
    from roadweek.calendars.ical import Unreadable, parse

    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "no_text"
    except OSError as error:
        return error.strerror or str(error)
    if why := torn(text):
        return why
    try:
        events = parse(text).walk("VEVENT")
        return None if events or "BEGIN:VTODO" in text or "BEGIN:VJOURNAL" in text else "no_event"
    except Unreadable as error:
        return str(error)


def folder_of(workspace: Path, collection: str) -> Path:
    """Where our own server keeps a collection."""
    return workspace / "calendar" / "collection-root" / unquote(urlsplit(collection).path).strip("/")


def hidden_files(workspace: Path, collection: str, shown: set[str]) -> dict[str, str]:
    """The objects of one of our own server's collections that lie in its folder and that it does not show, each with
    why: it passes over what it cannot read, which is not the same as gone. Conflict copies are among them."""
    folder = folder_of(workspace, collection)
    try:
        names = {one.name for one in folder.iterdir() if one.suffix == ".ics" and not one.name.startswith(".")}
    except OSError:
        return {}
    known = {unquote(href) for href in shown}
    found: dict[str, str] = {}
    for name in sorted(names):
        href = f"{collection.rstrip('/')}/{quote(name)}"
        if is_conflict_copy(name, names):
            found[href] = CONFLICT_COPY
        elif unquote(href) not in known:
            found[href] = reason_of_file(folder / name) or "not_shown"
    return found


def broken_ends(workspace: Path, collection: str, hrefs: set[str]) -> dict[str, str]:
    """Of these objects of one of our own server's collections, those whose file is there and does not end as a calendar
    does, each with why. Reads the last bytes only: a server does not tell of what it never listed."""
    folder = folder_of(workspace, collection)
    found: dict[str, str] = {}
    for href in hrefs:
        path = folder / unquote(href).rsplit("/", 1)[-1]
        try:
            with path.open("rb") as file:
                file.seek(-min(64, path.stat().st_size), 2)
                whole = file.read().rstrip().upper().endswith(b"END:VCALENDAR")
        except FileNotFoundError:
            continue
        except OSError:
            whole = False
        if not whole and (why := reason_of_file(path)):
            found[href] = why
    return found


def ours_damaged(workspace: Path) -> list[tuple[Path, str]]:
    """Every file of our own server's collections that cannot be read, with why. Reads them all."""
    found: list[tuple[Path, str]] = []
    root = workspace / "calendar" / "collection-root"
    for path in sorted(root.rglob("*.ics")):
        if not any(part.startswith(".") for part in path.relative_to(root).parts):
            beside = {one.name for one in path.parent.iterdir()}
            why = CONFLICT_COPY if is_conflict_copy(path.name, beside) else reason_of_file(path)
            if why:
                found.append((path, why))
    return found
