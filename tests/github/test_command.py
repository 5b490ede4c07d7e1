"""`roadweek github`: every command over a real GitHub on loopback, as JSON that its schema describes and as text."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.github.conftest import TOKEN
from tests.github.lived import march, opened_at
from tests.github.server import ContractServer
from tests.github.world import World

from roadweek_cli.__main__ import run
from roadweek_cli.docs import json_shapes

SHAPES = json_shapes()
COMMANDS: dict[str, tuple[str, ...]] = {
    "github calendar": ("calendar",),
    "github new": ("new", "--since", "2026-02-01"),
    "github scout": ("scout", "tilings/quilt"),
    "github stories": ("stories", "tilings/quilt#9"),
    "github tell": ("tell", "tilings/quilt#9", "lesson", "Ask first."),
    "github week": ("week", "--of", "2026-03-10"),
}


@pytest.fixture
def folder(tmp_path: Path, world: World, github: ContractServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    march(world)
    monkeypatch.setenv("GITHUB_ENTERPRISE_TOKEN", TOKEN)
    monkeypatch.setenv("ROADWEEK_NOW", "2026-03-12T20:00:00+08:00")
    monkeypatch.setenv("COLUMNS", "100")
    ws = opened_at(tmp_path / "ws", "")
    (ws.path / "config.toml").write_text(f'timezone = "Asia/Shanghai"\n[github]\nurl = "{github.url}"\n', "utf-8")
    return ws.path


@pytest.fixture
def call(folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def called(*words: str) -> tuple[int, str, str]:
        code = run(["github", *words, "--workspace", str(folder)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return called


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_prints_what_its_schema_says(call: Any, name: str) -> None:
    code, out, err = call(*COMMANDS[name], "--json")

    assert code == 0, err
    jsonschema: Any = import_module("jsonschema")  # it has no types
    jsonschema.validate(json.loads(out), SHAPES[name])
    assert TOKEN not in out + err


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_speaks_both_languages(call: Any, name: str, lang: str) -> None:
    code, out, err = call(*COMMANDS[name], "--lang", lang)

    assert code == 0, err
    assert out.strip()
    assert "{" not in out
    if lang == "zh":
        assert any("\u4e00" <= each <= "\u9fff" for each in out)


def test_every_schema_of_github_has_its_command() -> None:
    assert {name for name in SHAPES if name.startswith("github ")} == set(COMMANDS)


def test_the_lists_have_their_schemas_too(call: Any) -> None:
    jsonschema: Any = import_module("jsonschema")
    code, out, _ = call("stories", "--json")

    assert code == 0
    jsonschema.validate(json.loads(out), SHAPES["github stories"])
    assert len(json.loads(out)["stories"]) == 2


def test_a_page_and_a_drawing_are_written_where_asked(call: Any, tmp_path: Path) -> None:
    page, drawing = tmp_path / "year.html", tmp_path / "year.svg"
    code, out, _ = call("calendar", "--html", str(page), "--svg", str(drawing), "--json")

    assert code == 0
    assert json.loads(out)["files"] == [str(page), str(drawing)]
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert drawing.read_text("utf-8").startswith("<svg")


def test_a_folder_that_is_not_there_is_refused_before_anything_is_asked(
    call: Any, tmp_path: Path, github: ContractServer
) -> None:
    code, out, err = call("calendar", "--html", str(tmp_path / "none" / "year.html"))

    assert (code, out) == (1, "")
    assert err.startswith("error: ")
    assert github.asked == []


def test_offline_asks_nothing_and_says_as_of_when(call: Any, github: ContractServer) -> None:
    call("week")
    asked = len(github.asked)
    code, out, _ = call("week", "--offline")

    assert code == 0
    assert "GitHub was not asked now" in out
    assert len(github.asked) == asked


def test_without_a_token_one_line_says_what_to_do(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ENTERPRISE_TOKEN")
    code, out, err = call("week")

    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "docs/github.md" in err
