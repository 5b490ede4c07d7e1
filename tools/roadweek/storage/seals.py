"""What the database's file was when Roadweek last wrote it: a checksum of each page, beside it.

SQLite's own check finds damage to its structure, not to what is written in it: a flipped bit in a text reads as another
text. The seal is taken away before a change is committed and made anew after it, both while this process alone may
write; where none lies there nothing is known, and nothing said. A seal never stops anybody: `doctor` tells of it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

PAGE = 4096
LIMIT = 64 << 20
"""Larger files are not sealed: reading them with every change would be felt."""


@dataclass(frozen=True)
class SealBreak:
    """``pages`` of the file, from 1, that are not as they were written; ``of`` pages in all. ``other``: it is not the
    same database, but one that was put in its place."""

    pages: tuple[int, ...]
    of: int
    other: bool = False


def _file(path: Path) -> Path:
    return path.with_name(f".{path.name}.seal")


def _sums(path: Path) -> list[int]:
    data = path.read_bytes()
    return [zlib.crc32(data[at : at + PAGE]) for at in range(0, len(data), PAGE)]


def _settled(path: Path) -> bool:
    """Whether all that was committed lies in the file itself."""
    log = path.with_name(f"{path.name}-wal")
    with suppress(OSError):
        return log.stat().st_size == 0
    return True


def _kept(path: Path) -> dict[str, Any] | None:
    try:
        kept: Any = json.loads(_file(path).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    document = cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}
    return document if isinstance(document.get("sums"), list) else None


def check(path: Path, last: str | None) -> SealBreak | None:
    """What is not as it was written, now or at an earlier writing; None where all is, or nothing is known.

    ``last`` names the last event of the history as the file has it, as in :func:`put`.
    """
    kept = _kept(path)
    if kept is None or not _settled(path):
        return None
    with suppress(OSError):
        if path.stat().st_size > LIMIT:
            return None
        now, then = _sums(path), kept["sums"]
        broken = {n for n, (one, other) in enumerate(zip(now, then, strict=False), 1) if one != other}
        broken |= set(range(min(len(now), len(then)) + 1, max(len(now), len(then)) + 1))
        if broken and last != kept.get("last"):
            return SealBreak(tuple(sorted(broken)), len(now), other=True)
        broken |= {page for page in kept.get("broken", ()) if isinstance(page, int)}
        return SealBreak(tuple(sorted(broken)), len(now)) if broken else None
    return None


def lift(path: Path) -> None:
    """Before a change is committed."""
    with suppress(OSError):
        _file(path).unlink(missing_ok=True)


def put(connection: sqlite3.Connection, path: Path, found: SealBreak | None, last: str | None) -> None:
    """Seal the file as it is now, on the connection that has changed it. What was ``found`` broken before stays told.

    Where others are at the file at this moment there will be no seal.
    """
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        return
    try:
        if not _settled(path) or path.stat().st_size > LIMIT:
            return
        broken = list(found.pages) if found and not found.other else []
        part = _file(path).with_suffix(f".{os.getpid()}.part")
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(json.dumps({"sums": _sums(path), "last": last, "broken": broken}))
        part.replace(_file(path))
    except OSError:
        lift(path)
    finally:
        connection.rollback()
