"""A password in config.toml or the environment never reaches an output, and an import leaves nothing open to others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli.conftest import PLAN, Call

SECRET = "hunter-2-Zw9"


@pytest.mark.parametrize("words", [("calendar", "status"), ("calendar", "sync"), ("week",), ("doctor",), ("today",)])
@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_command_shows_it(
    call: Call, planned: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], form: tuple[str, ...], lang: str
) -> None:
    monkeypatch.setenv("ROADWEEK_CALENDAR_PASSWORD", SECRET + "x")
    url = f"http://anna:{SECRET}@127.0.0.1:9/"
    (planned / "config.toml").write_text(f'[calendar]\nurl = "{url}"\nuser = "anna"\n', encoding="utf-8")
    code, out, err = call(*words, *form, "--lang", lang)
    assert code == 1
    assert SECRET not in out + err
    assert "calendar login" in out + err


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_what_an_import_and_an_approval_write_is_the_owners_alone(call: Call, workspace: Path) -> None:
    before = os.umask(0o022)
    try:
        assert call("import", str(PLAN))[0] == 0
        assert call("week")[0] == 0
    finally:
        os.umask(before)
    inside = [workspace, *workspace.glob("*"), *(workspace / "plans").glob("*")]
    assert [path.name for path in inside if path.stat().st_mode & 0o077] == []
