"""In pipes and under signals: nothing is said twice, nothing is a traceback, and the chat works line by line."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Runner, clean_env


def _start(workspace: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "roadweek_cli", *words, "--workspace", str(workspace)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_env(),
        text=True,
    )


def test_a_reader_that_stops_reading_is_no_error(planned: Path) -> None:
    with _start(planned, "milestone", "list") as listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        listing.stdout.close()
        assert listing.stderr.read() == ""
        assert listing.wait() == 0


def test_ctrl_c_ends_a_watch_without_a_traceback(planned: Path) -> None:
    with _start(planned, "watch") as watch:
        assert watch.stdout is not None
        assert watch.stderr is not None
        assert watch.stdout.readline()  # it has looked once
        watch.send_signal(signal.SIGINT)
        assert watch.wait(timeout=30) == 130
        assert "Traceback" not in watch.stderr.read()


def test_a_chat_answers_each_line_of_a_pipe(roadweek: Runner, planned: Path) -> None:
    done = roadweek("chat", given="I travel Wed-Fri next week\ny\nundo\ny\n")
    assert done.returncode == 0, done.stderr
    assert "> I travel Wed-Fri next week" in done.stdout
    assert json.loads(roadweek("history", "--json").stdout)["events"][0]["kind"] == "undone"


def test_no_in_a_chat_changes_nothing(roadweek: Runner, planned: Path) -> None:
    before = roadweek("week", "--of", "2026-03-09", "--json").stdout
    assert roadweek("chat", given="I travel Wed-Fri next week\nn\n").returncode == 0
    assert roadweek("week", "--of", "2026-03-09", "--json").stdout == before


def test_a_chat_ends_at_a_word_for_going(roadweek: Runner, planned: Path) -> None:
    done = roadweek("chat", "--json", given="week\nquit\nundo\n")
    assert [message["you"] for message in json.loads(done.stdout)["messages"]] == ["week"]


def test_a_chat_as_json_is_one_document(roadweek: Runner, planned: Path) -> None:
    done = roadweek("chat", "--json", given="下周三到周五出差\n不\n\n")
    messages = json.loads(done.stdout)["messages"]
    assert [message["you"] for message in messages] == ["下周三到周五出差", "不"]
    assert messages[0]["proposal"]
    assert messages[1]["proposal"] is None


def test_a_chat_without_a_plan_says_how_to_begin(roadweek: Runner, workspace: Path) -> None:
    done = roadweek("chat", given="what stands today?\n")
    assert done.returncode == 0
    assert "roadweek import" in done.stdout
    assert workspace.exists()


def test_edits_may_come_from_standard_input(roadweek: Runner, planned: Path) -> None:
    done = roadweek("replan", "--edits", "-", "--json", given='{"kind": "day_off", "date": "2026-03-14"}')
    assert json.loads(done.stdout)["edits"] == [{"kind": "day_off", "date": "2026-03-14"}]


def test_long_work_says_what_it_is_doing_on_standard_error_only(roadweek: Runner, planned: Path) -> None:
    done = roadweek("doctor", "--json")
    assert done.returncode == 0
    assert {check["name"] for check in json.loads(done.stdout)["checks"]} >= {"plan", "solver", "calendar", "model"}
