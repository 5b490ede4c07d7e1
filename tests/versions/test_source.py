"""The kept source: byte for byte, beside what was read of it, in the terminal and as a page that runs nothing."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import PLAN, PLAN_ZH, Call, Runner, clean_env, is_one_error_line

from roadweek.usecases.provenance import a_range

Ask = Callable[..., Any]


@pytest.fixture
def plan(tmp_path: Path, plan_text: str, document: Ask) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(plan_text, encoding="utf-8")
    document("import", str(path))
    return path


@pytest.mark.parametrize(
    "data",
    [
        b"# Plan 2026\r\n\r\n- Talk given: 20 May 2026\r\n",
        b"\xef\xbb\xbf# Plan 2026\n\n- Talk given: 20 May 2026\n",
        b"# Plan 2026\n\n- Talk given: 20 May 2026",
        "# 计划 2026\r\n\n- 分享完成：2026年5月20日\r".encode(),
    ],
    ids=["crlf", "bom", "no-newline-at-the-end", "mixed"],
)
def test_the_source_is_given_back_byte_for_byte(tmp_path: Path, workspace: Path, document: Ask, data: bytes) -> None:
    import subprocess
    import sys

    path = tmp_path / "plan.md"
    path.write_bytes(data)
    document("import", str(path))
    command = [sys.executable, "-m", "roadweek_cli", "plan", "source"]
    done = subprocess.run(command, capture_output=True, env=clean_env(ROADWEEK_HOME=str(workspace)), check=True)
    assert done.stdout == data
    view = document("plan", "source")
    assert view["bytes"] == len(data)
    assert view["sha256"] == hashlib.sha256(data).hexdigest()
    assert view["text"] == data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def test_the_same_words_with_other_line_ends_are_kept_as_they_are(tmp_path: Path, document: Ask) -> None:
    for data in (b"# Plan 2026\n\n- Talk given: 20 May 2026\n", b"# Plan 2026\r\n\r\n- Talk given: 20 May 2026\r\n"):
        path = tmp_path / "plan.md"
        path.write_bytes(data)
        view = document("import", str(path))
        assert document("plan", "source")["sha256"] == hashlib.sha256(data).hexdigest()
    assert view["diff"]["changed"] == []


def test_a_source_that_was_taken_away_is_told(plan: Path, workspace: Path, call: Call) -> None:
    for kept in (workspace / "plans").iterdir():
        kept.unlink()
    for words in (("plan", "source"), ("plan", "show")):
        code, out, err = call(*words)
        assert (code, out) == (1, "")
        assert is_one_error_line(err)
        assert "Import your plan again" in err


@pytest.mark.parametrize("words", [("show",), ("source",), ("conflicts",), ("export",), ("settle", "c-1", "x")])
def test_without_a_plan_every_command_names_import(call: Call, words: tuple[str, ...]) -> None:
    code, out, err = call("plan", *words)
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert "roadweek import" in err


def test_every_line_is_shown_with_what_it_states(plan: Path, document: Ask) -> None:
    view = document("plan", "show")
    text = plan.read_text(encoding="utf-8")
    assert [line["text"] for line in view["lines"]] == text.removesuffix("\n").split("\n")
    stated = {n: item["id"] for item in view["items"] for n in item["lines"]}
    for line in view["lines"]:
        assert line["kind"] == ("item" if line["n"] in stated else "note" if line["text"].strip() else "blank")
    assert sum(line["kind"] != "blank" for line in view["lines"]) == view["coverage"]["lines"]


def test_both_lines_of_a_conflict_name_it(plan: Path, document: Ask) -> None:
    view = document("plan", "show")
    (conflict,) = [one for one in view["conflicts"] if one["kind"] == "length"]
    assert [line["n"] for line in view["lines"] if conflict["id"] in line["conflicts"]] == conflict["lines"]


def test_some_lines_bring_only_their_items(plan: Path, document: Ask) -> None:
    view = document("plan", "show", "--lines", "26-29")
    assert [line["n"] for line in view["lines"]] == [26, 27, 28, 29]
    assert {item["group"] for item in view["items"]} == {"recurring"}


@pytest.mark.parametrize(("text", "lines"), [("7", (7, 7)), ("7-9", (7, 9)), ("7–9", (7, 9)), ("7-", (7, 10**9))])
def test_lines_are_asked_for_as_one_would_write_them(text: str, lines: tuple[int, int]) -> None:
    assert a_range(text) == lines


@pytest.mark.parametrize("text", ["x", "0", "9-7", "-", "1-2-3"])
def test_lines_that_are_none_are_wrong_usage(plan: Path, call: Call, text: str) -> None:
    code, out, err = call("plan", "show", f"--lines={text}")
    assert (code, out) == (2, "")
    assert err.startswith("error: ")


def test_lines_after_the_last_are_told_with_how_many_there_are(plan: Path, call: Call, plan_text: str) -> None:
    code, _, err = call("plan", "show", "--lines", "900-950")
    assert code == 1
    assert str(len(plan_text.splitlines())) in err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_terminal_shows_source_and_reading_together(plan: Path, call: Call, lang: str) -> None:
    code, out, _ = call("plan", "show", "--lines", "26-29", "--lang", lang)
    assert code == 0
    assert "- Algorithms: Tuesday and Thursday, evening, 25 min" in out
    assert {"en": "Tue, Thu · evening · 25 min", "zh": "周二、周四 · 晚上 · 25 分钟"}[lang] in out


class _Page(HTMLParser):
    """What a page holds; tags that do not close are refused."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.rows: list[str] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        assert not [name for name in given if name.startswith("on") or name == "src"]
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.links.append(given["href"])
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("example", [PLAN, PLAN_ZH], ids=["english", "chinese"])
def test_the_page_has_every_line_every_item_and_both_ends_of_every_conflict(
    call: Call, tmp_path: Path, example: Path, lang: str
) -> None:
    out = tmp_path / "read.html"
    code, printed, err = call("import", str(example), "--dry-run", "--html", str(out), "--json", "--lang", lang)
    assert code == 0, err
    view = json.loads(printed)
    page = _Page(out.read_text(encoding="utf-8"))
    text = " ".join(page.text)
    lines = example.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert [name for name in page.ids if name[0] == "L"] == [f"L{n}" for n in range(1, len(lines) + 1)]
    for line in lines:
        assert line in text
    for item in view["items"]:
        assert item["title"] in text
    assert view["conflicts"]
    for conflict in view["conflicts"]:
        assert conflict["id"] in page.ids
        assert page.links.count(f"#{conflict['id']}") == len(conflict["lines"])
        for n in conflict["lines"][:8]:
            assert f"#L{n}" in page.links
    assert "script" not in page.tags
    assert all(link.startswith("#") for link in page.links)


def test_a_page_loads_nothing_from_elsewhere(plan: Path, call: Call, tmp_path: Path) -> None:
    out = tmp_path / "read.html"
    assert call("plan", "show", "--html", str(out))[0] == 0
    text = out.read_text(encoding="utf-8")
    assert not re.search(r"https?://|@import|url\(|<link|<iframe|<object|<script", text)
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_a_hostile_plan_is_inert_on_the_page(call: Call, tmp_path: Path) -> None:
    path, out = tmp_path / "plan.md", tmp_path / "read.html"
    hostile = [
        "# <script>alert(1)</script> 2026",
        '- Publish <img src=x onerror="alert(2)"> by 31 March 2026',
        "- [click](javascript:alert(3)) every Tuesday, 30 min",
        "- </span></div></style><style>*{display:none}</style> by 2 April 2026",
        "- {{ 7 * 7 }} {% raw %} every day, 10 min",
    ]
    path.write_text("\n\n".join(hostile), encoding="utf-8")
    code, _, err = call("import", str(path), "--html", str(out), "--json")
    assert code == 0, err
    page = _Page(out.read_text(encoding="utf-8"))
    assert page.tags.count("style") == 1
    assert not {"script", "img", "iframe"} & set(page.tags)
    assert not [link for link in page.links if "javascript" in link]
    for line in hostile:
        assert line in " ".join(page.text)


def test_the_page_of_two_thousand_lines_stays_small(call: Call, tmp_path: Path) -> None:
    path, out = tmp_path / "plan.md", tmp_path / "read.html"
    path.write_text("# Plan 2026\n\n" + "- Publish a note on cameras\n- a thought\n" * 1000, encoding="utf-8")
    code, _, err = call("import", str(path), "--dry-run", "--html", str(out), "--json")
    assert code == 0, err
    assert len(_Page(out.read_text(encoding="utf-8")).ids) >= 2002
    assert out.stat().st_size < 2_000_000


def test_a_page_that_cannot_be_written_is_told(plan: Path, call: Call, tmp_path: Path) -> None:
    code, out, err = call("plan", "show", "--html", str(tmp_path / "missing" / "read.html"))
    assert (code, out) == (1, "")
    assert is_one_error_line(err)


def test_an_import_without_a_workspace_can_be_looked_at(roadweek: Runner, tmp_path: Path, workspace: Path) -> None:
    out = tmp_path / "read.html"
    done = roadweek("import", str(PLAN), "--dry-run", "--html", str(out))
    assert done.returncode == 0, done.stderr
    assert out.exists()
    assert not workspace.exists()
