"""Putting Roadweek into a client's configuration keeps everything else there, and taking it out does too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call, is_one_error_line

from roadweek_cli.clients import CLIENTS, path_of

PLACES = {
    "claude-desktop": "home/.config/Claude/claude_desktop_config.json",
    "claude-code": ".mcp.json",
    "cursor": ".cursor/mcp.json",
    "vscode": ".vscode/mcp.json",
    "zed": "home/.config/zed/settings.json",
}
KEYS = {
    "claude-desktop": "mcpServers",
    "claude-code": "mcpServers",
    "cursor": "mcpServers",
    "vscode": "servers",
    "zed": "context_servers",
}


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


@pytest.mark.parametrize("client", list(CLIENTS))
def test_adding_and_removing_leave_the_rest_as_it_was(call: Call, tmp_path: Path, client: str) -> None:
    path, key = tmp_path / PLACES[client], KEYS[client]
    other: dict[str, Any] = {"command": "/usr/bin/other", "args": []}
    before: dict[str, Any] = {"theme": "dark", key: {"other": other}, "last": [1, "二"]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(before))

    assert call("client", "add", client)[0] == 0
    after = json.loads(path.read_text())
    server = after[key].pop("roadweek")
    assert after == before
    assert Path(server["command"]).is_absolute()
    assert server["args"][-4:] == ["mcp", "desk", "--workspace", str(tmp_path / "workspace")]
    assert json.loads(path.with_name(path.name + ".bak").read_text()) == before

    assert call("client", "remove", client)[0] == 0
    assert json.loads(path.read_text()) == before


@pytest.mark.parametrize("client", list(CLIENTS))
def test_a_client_without_a_file_gets_one(call: Call, tmp_path: Path, client: str) -> None:
    assert call("client", "add", client)[0] == 0
    assert set(json.loads((tmp_path / PLACES[client]).read_text())[KEYS[client]]) == {"roadweek"}


def test_printing_writes_nothing(call: Call, tmp_path: Path) -> None:
    code, out, _ = call("client", "add", "vscode", "--print")
    assert code == 0
    assert json.loads(out)["servers"]["roadweek"]["type"] == "stdio"
    assert not (tmp_path / ".vscode").exists()


def test_adding_twice_is_adding_once(call: Call, tmp_path: Path) -> None:
    call("client", "add", "cursor")
    first = (tmp_path / ".cursor/mcp.json").read_text()
    call("client", "add", "cursor")
    assert (tmp_path / ".cursor/mcp.json").read_text() == first


@pytest.mark.parametrize("text", ['{"a": 1, // a comment\n}', "[]", '{"mcpServers": []}', "nonsense"])
def test_a_file_that_cannot_be_kept_whole_is_not_touched(call: Call, tmp_path: Path, text: str) -> None:
    (tmp_path / ".mcp.json").write_text(text)
    code, _, err = call("client", "add", "claude-code")
    assert code == 1
    assert is_one_error_line(err)
    assert (tmp_path / ".mcp.json").read_text() == text


def test_removing_what_is_not_there_is_said(call: Call, tmp_path: Path) -> None:
    code, out, _ = call("client", "remove", "cursor")
    assert code == 0
    assert "not in" in out
    assert not (tmp_path / ".cursor").exists()


def test_claude_desktop_is_found_on_every_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPDATA", str(tmp_path / "roaming"))
    places = {system: path_of("claude-desktop", tmp_path, platform=system) for system in ("linux", "darwin", "win32")}
    assert {system: path.relative_to(tmp_path).parent.as_posix() for system, path in places.items()} == {
        "linux": "home/.config/Claude",
        "darwin": "home/Library/Application Support/Claude",
        "win32": "roaming/Claude",
    }
