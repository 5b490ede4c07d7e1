"""Whether trip weeks may be replanned without asking: asked once, off until then, kept in config.toml."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

from roadweek.settings import load_settings

if TYPE_CHECKING:
    from roadweek.workspace import Workspace

_TABLE = re.compile(r"^[ \t]*\[[ \t]*trips[ \t]*\][ \t]*(#.*)?$", re.MULTILINE)


def unsettled(ws: Workspace) -> bool:
    """Whether config.toml says neither yes nor no, and an answer could be written there."""
    try:
        text = (ws.path / "config.toml").read_text(encoding="utf-8")
        trips = tomllib.loads(text).get("trips", {})
    except (OSError, ValueError):
        return False
    if "auto_apply" in trips or not os.access(ws.path / "config.toml", os.W_OK):
        return False
    return not trips or _TABLE.search(text) is not None


def settle(ws: Workspace, allowed: bool) -> Workspace:
    """Write the person's answer into config.toml, all else as it was; the workspace with it.

    Raises OSError where it cannot be written, SettingsError where the file was damaged meanwhile.
    """
    path = ws.path / "config.toml"
    text = path.read_text(encoding="utf-8")
    line = f"auto_apply = {str(allowed).lower()}\n"
    table = _TABLE.search(text)
    if table is None:
        text = text.rstrip("\n") + f"\n\n[trips]\n{line}"
    else:
        head, rest = text[: table.end()], text[table.end() :].removeprefix("\n")
        text = f"{head}\n{line}{rest}"
    beside = path.with_name("config.toml.new")
    beside.write_text(text, encoding="utf-8")
    try:
        beside.chmod(path.stat().st_mode & 0o777)
        load_settings(beside)  # a file that could not be read again is worse than no answer
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return replace(ws, settings=replace(ws.settings, trips=replace(ws.settings.trips, auto_apply=allowed)))
