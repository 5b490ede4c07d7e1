"""Workspaces that an earlier version wrote, made by `tests/fixtures/make_old_workspace.py`."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent / "fixtures"
LANGUAGES = ("en", "zh")


def plan_file(lang: str) -> Path:
    """The plan that was imported there."""
    return FIXTURES / f"old-plan.{lang}.md"


def said(lang: str) -> dict[str, Any]:
    """What the old version said of its workspace at ``now``, before anything newer touched it."""
    document: dict[str, Any] = json.loads((FIXTURES / f"workspace-2026-11-{lang}.json").read_text("utf-8"))
    return document


def unpack(lang: str, into: Path) -> Path:
    """The workspace as the old version left it, in a new folder of ``into``."""
    with tarfile.open(FIXTURES / f"workspace-2026-11-{lang}.tar.gz") as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None:
                target = into / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
    return into / "workspace"
