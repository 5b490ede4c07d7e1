"""The files of our own server as the person or a program put them there.

Radicale gives what it makes of a file: it shortens a title at a comma that is not escaped, and passes over a file with
one bad property. What stands in the file is what counts, so other people's events are read from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from roadweek.calendars.client import Resource
from roadweek.calendars.damage import folder_of

__all__ = ["as_filed", "filed_otherwise"]

_FILED = "file:"
"""Begins the etag of what was read from a file that the server does not give."""


def as_filed(workspace: Path, collection: str, got: Iterable[Resource], missed: Iterable[str]) -> list[Resource]:
    """What the server gave, each with its file's text where that can be read, and what it did not give of ``missed``
    though the file is there."""
    folder = folder_of(workspace, collection)
    out: list[Resource] = []
    for item in got:
        text = _text(_path(folder, item.href))
        out.append(item if text is None else replace(item, data=text))
    for href in missed:
        path = _path(folder, href)
        text, etag = _text(path), _etag(path)
        if text is not None and etag is not None:
            out.append(Resource(href, etag, text))
    return out


def filed_otherwise(workspace: Path, collection: str, etags: dict[str, str | None]) -> dict[str, bool]:
    """Of what was read from files that the server does not give, those that are other files now, each with whether
    one is there."""
    folder = folder_of(workspace, collection)
    read = {href: etag for href, etag in etags.items() if etag is not None and etag.startswith(_FILED)}
    now = {href: _etag(_path(folder, href)) for href in read}
    return {href: now[href] is not None for href, etag in read.items() if now[href] != etag}


def _path(folder: Path, href: str) -> Path:
    return folder / unquote(href).rsplit("/", 1)[-1]


def _etag(path: Path) -> str | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return f"{_FILED}{found.st_mtime_ns}-{found.st_size}"


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
