"""Everything that goes wrong ends in one line that says what to do next, exit code 1, and an untouched workspace."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import PLAN, Call, Runner, clean_env, is_one_error_line

from roadweek_cli import __main__ as main

NEEDS_A_PLAN = [
    ["week"],
    ["today"],
    ["replan"],
    ["replan", "I travel Wed-Fri next week"],
    ["replan", "--edits", '[{"kind": "day_off", "date": "2026-03-11"}]'],
    ["replan", "--show", "p1"],
    ["approve", "p1"],
    ["reject", "p1"],
    ["undo"],
    ["history"],
    ["explain", "s1"],
    ["task", "list"],
    ["task", "add", "report"],
    ["task", "done", "t1"],
    ["milestone", "list"],
    ["milestone", "done", "m1"],
    ["decide", "d1", "yes"],
    ["log", "maths", "30"],
    ["trip", "list"],
    ["trip", "add", "2026-03-11", "2026-03-13"],
    ["trip", "confirm", "t1"],
    ["trip", "show"],
    ["calendar", "events"],
    ["calendar", "sync"],
    ["calendar", "status"],
    ["watch", "--once"],
]


@pytest.mark.parametrize("words", NEEDS_A_PLAN, ids=" ".join)
def test_without_a_plan_a_command_names_import_and_makes_nothing(call: Call, workspace: Path, words: list[str]) -> None:
    code, out, err = call(*words, "--json")
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert "roadweek import" in err
    assert not workspace.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no text"),
        (b"  \n\n \t\n", "no text"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00" * 30, "not a text file"),
        (b"# plan\n\x81\xff\xff\x80\xff", "not UTF-8"),
        (b"# plan\n" + b"- a line\n" * 2_500_000, "MiB"),
    ],
    ids=["empty", "blank", "binary", "no encoding", "20 MB"],
)
def test_a_file_that_is_no_plan_is_refused_with_the_reason(
    call: Call, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(content)
    code, out, err = call("import", str(path))
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert words in err


@pytest.mark.parametrize("name", ["missing.md", "."])
def test_a_path_that_is_no_file_is_refused(call: Call, tmp_path: Path, name: str) -> None:
    code, _, err = call("import", str(tmp_path / name))
    assert code == 1
    assert is_one_error_line(err)


@pytest.mark.parametrize(("lang", "words"), [("en", "is a pipe or a device"), ("zh", "是管道或设备")])
@pytest.mark.parametrize("kind", ["pipe", "linked pipe", "/dev/zero", "/dev/null"])
def test_what_may_never_end_is_refused_without_reading_it(
    call: Call, workspace: Path, tmp_path: Path, kind: str, lang: str, words: str
) -> None:
    path = Path(kind)
    if kind.endswith("pipe"):
        path = tmp_path / "plan.md"
        os.mkfifo(tmp_path / "real.md")  # nobody writes to it: whoever opened it to wait would wait for ever
        path.symlink_to("real.md") if kind.startswith("linked") else (tmp_path / "real.md").rename(path)
    code, out, err = call("import", str(path), "--lang", lang)
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert words in err
    assert not list((workspace / "plans").glob("*"))


@pytest.mark.parametrize(
    "words",
    [
        ["week", "--of", "2026-02-30"],
        ["week", "--of", "soon"],
        ["replan", "--week", "31/12/2026"],
        ["log", "math", "30", "--on", "yesterday morning"],
        ["log", "math", "30", "--on", "2027-01-01"],
        ["trip", "add", "2026-03-13", "2026-03-11"],
        ["trip", "add", "x"],
        ["task", "add", "report", "--due", "2026-13-01"],
        ["import", str(PLAN), "--as-of", "1 March"],
    ],
    ids=" ".join,
)
def test_a_day_that_is_none_is_shown_with_how_to_write_it(call: Call, planned: Path, words: list[str]) -> None:
    code, out, err = call(*words)
    assert (code, out) == (1, "")
    assert is_one_error_line(err)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["log", "cooking", "30"], "algorithms"),
        (["explain", "nobody"], "week --json"),
        (["approve", "p404"], "Known: p"),
        (["milestone", "done", "m404"], "blog-1"),
        (["task", "done", "t404"], "There is none yet"),
        (["trip", "confirm", "t404"], "roadweek trip list"),
        (["replan", "--edits", '[{"kind": "pause", "track": "cooking", "from": "2026-03-09"}]'], "algorithms"),
    ],
    ids=lambda value: str(value) if isinstance(value, list) else "",  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType] -- pytest types it as object
)
def test_an_unknown_name_is_answered_with_the_known_ones(
    call: Call, planned: Path, words: list[str], names: str
) -> None:
    code, out, err = call(*words)
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert names in err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "3",
        '"day_off"',
        "[1]",
        '[{"kind": "fly"}]',
        '[{"kind": "day_off"}]',
        '{"kind": "log", "track": ""}',
    ],
)
def test_edits_that_are_none_are_refused(call: Call, planned: Path, text: str) -> None:
    code, out, err = call("replan", "--edits", text)
    assert (code, out) == (1, "")
    assert is_one_error_line(err)


def test_a_file_without_a_plan_does_not_take_the_place_of_one(call: Call, planned: Path, tmp_path: Path) -> None:
    before = call("history", "--json")
    wrong = tmp_path / "letter.md"
    wrong.write_text("Dear Ada, it rained all day and we stayed in.\n")
    code, out, err = call("import", str(wrong))
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert "stays" in err
    assert call("history", "--json") == before


def test_a_page_that_cannot_be_written_is_told_before_the_plan_changes(
    call: Call, planned: Path, tmp_path: Path
) -> None:
    before = call("history", "--json")
    plan = tmp_path / "other.md"
    plan.write_text("# Plan\n\n- every Monday piano 30 min\n")
    code, out, err = call("import", str(plan), "--html", str(tmp_path / "missing" / "page.html"))
    assert (code, out) == (1, "")
    assert "no such folder" in err
    assert call("history", "--json") == before


def test_a_folder_in_place_of_a_plan_is_told(call: Call, tmp_path: Path) -> None:
    code, _, err = call("import", str(tmp_path))
    assert code == 1
    assert "is a folder" in err
    assert "permission" not in err


def test_a_workspace_of_a_newer_version_is_left_alone(call: Call, planned: Path) -> None:
    with sqlite3.connect(planned / "roadweek.db") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    before = (planned / "roadweek.db").read_bytes()
    for words in (["today"], ["week"], ["import", str(PLAN)], ["task", "add", "x"]):
        code, _, err = call(*words)
        assert code == 1
        assert is_one_error_line(err)
        assert "newer Roadweek" in err
    assert (planned / "roadweek.db").read_bytes() == before


def test_a_database_that_is_none_is_told_from_a_missing_plan(call: Call, planned: Path) -> None:
    (planned / "roadweek.db").write_bytes(b"this is not a database, not at all " * 40)
    code, _, err = call("today")
    assert code == 1
    assert is_one_error_line(err)
    assert "roadweek.db" in err


@pytest.mark.parametrize(
    "text", ["language = 'fr'", "[calendar]\ncolour = 'red'", "not toml", "buffer = 'much'", "timezone = 'Mars/Base'"]
)
def test_settings_that_cannot_be_used_name_the_place(call: Call, planned: Path, text: str) -> None:
    (planned / "config.toml").write_text(text)
    code, _, err = call("today")
    assert code == 1
    assert is_one_error_line(err)


def test_a_clock_that_is_none_is_told(call: Call, planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("yesterday", "2026-03-04T20:00:00"):
        monkeypatch.setenv("ROADWEEK_NOW", text)
        code, _, err = call("today")
        assert code == 1
        assert is_one_error_line(err)
        assert "ROADWEEK_NOW" in err


def test_a_workspace_that_cannot_be_made_is_told(call: Call, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    code, _, err = call("import", str(PLAN), "--workspace", str(tmp_path / "file" / "workspace"))
    assert code == 1
    assert is_one_error_line(err)


def _on_a_full_disk(size: int, workspace: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`roadweek WORDS` where no file may grow beyond ``size`` bytes, which is how a full disk feels to it."""
    return subprocess.run(
        [sys.executable, "-m", "roadweek_cli", *words, "--workspace", str(workspace)],
        capture_output=True,
        text=True,
        env=clean_env(),
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )


@pytest.mark.parametrize("size", [0, 2_000, 40_000])
def test_a_full_disk_is_one_line_and_what_was_there_stays(roadweek: Runner, planned: Path, size: int) -> None:
    before = roadweek("history", "--json").stdout
    done = _on_a_full_disk(size, planned, "import", str(PLAN.with_name("year-plan.zh.md")))
    assert done.returncode == 1, done.stdout
    assert is_one_error_line(done.stderr)
    assert roadweek("history", "--json").stdout == before


def test_an_import_that_stopped_on_a_full_disk_is_finished_by_saying_it_again(roadweek: Runner, planned: Path) -> None:
    other = str(PLAN.with_name("year-plan.zh.md"))
    done = _on_a_full_disk(100_000, planned, "import", other)
    assert done.returncode == 1, "the disk is not full enough for this test"
    assert is_one_error_line(done.stderr)
    again = json.loads(roadweek("import", other, "--json").stdout)
    assert again["version"] == 2
    assert again["proposal"]


def test_a_full_disk_at_the_first_import_is_one_line(roadweek: Runner, workspace: Path) -> None:
    for size in (0, 5_000, 30_000):
        done = _on_a_full_disk(size, workspace, "import", str(PLAN))
        assert done.returncode == 1
        assert is_one_error_line(done.stderr)
    assert roadweek("import", str(PLAN)).returncode == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_workspace_still_shows_today(roadweek: Runner, planned: Path) -> None:
    planned.chmod(0o500)
    try:
        assert roadweek("today").returncode == 0
        assert is_one_error_line(roadweek("task", "add", "x").stderr)
    finally:
        planned.chmod(0o700)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_standard_output_that_takes_nothing_is_an_error_and_not_a_traceback(planned: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "roadweek_cli", "today", "--json", "--workspace", str(planned)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=clean_env(),
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert is_one_error_line(done.stderr)


def test_a_mistake_of_ours_is_one_line_and_its_traceback_is_in_a_file(
    call: Call, planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: list[str]) -> int:
        raise ZeroDivisionError("a secret number")

    monkeypatch.setattr(main, "_dispatch", broken)
    code, out, err = call("week")
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert "ZeroDivisionError" in err
    assert "secret" not in err
    assert "a secret number" in (planned / "roadweek-errors.log").read_text()
