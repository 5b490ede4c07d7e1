"""The terminal's conversation belongs to one process at a time; the next one goes on with it, and shows it again."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from roadweek.usecases import queries
from roadweek.workspace import Workspace
from roadweek_cli.compose import THREAD, Conversation
from roadweek_cli.owning import Ownership

pytestmark = pytest.mark.anyio


def trip_days(ws: Workspace) -> int:
    return [day["template"] for day in queries.week(ws, date(2026, 3, 10))["days"]].count("trip")


@pytest.mark.parametrize(
    ("wish", "yes"), [("I travel to Turin from 11 to 12 March", "ok"), ("3月11日到12日去宁波出差", "好的")]
)
async def test_two_live_terminals_do_not_answer_for_each_other(ws: Workspace, wish: str, yes: str) -> None:
    one, other = Conversation(ws, THREAD), Conversation(ws, THREAD)
    try:
        first = await one.say(wish)
        assert first.interrupt
        heard = await other.say(yes)
        assert heard.interrupt is None
        assert first.interrupt["proposal"] in heard.text
        assert trip_days(ws) == 0
        await one.say(yes)
        assert trip_days(ws) == 2
    finally:
        await one.close()
        await other.close()


@pytest.mark.parametrize(
    ("wish", "yes"), [("I travel to Turin from 11 to 12 March", "yes"), ("3月11日到12日去宁波出差", "可以")]
)
async def test_a_terminal_that_goes_on_shows_what_waits_before_a_yes_counts(ws: Workspace, wish: str, yes: str) -> None:
    one = Conversation(ws, THREAD)
    first = await one.say(wish)
    await one.close()
    again = Conversation(ws, THREAD)
    try:
        shown = await again.say(yes)
        assert shown.interrupt
        assert first.interrupt
        assert shown.interrupt["digest"] == first.interrupt["digest"]
        assert trip_days(ws) == 0
        await again.say(yes)
        assert trip_days(ws) == 2
    finally:
        await again.close()


async def test_the_second_terminal_gets_the_conversation_when_the_first_has_gone(ws: Workspace) -> None:
    one, other = Conversation(ws, THREAD), Conversation(ws, THREAD)
    await one.say("take 10 March off")
    await other.say("thanks")
    await one.close()
    assert (await other.say("yes")).interrupt is None, "it keeps the conversation that it has"
    await other.close()
    third = Conversation(ws, THREAD)
    assert (await third.say("yes")).interrupt is not None
    await third.close()


def test_what_a_killed_process_owned_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = (
        "import sys; from pathlib import Path; from roadweek_cli.owning import Ownership;"
        "own = Ownership(Path(sys.argv[1])); print(own.held, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "True\n"
        assert not Ownership(path).held
        held.kill()
    assert Ownership(path).held


def test_nothing_is_owned_where_nothing_can_be_written(tmp_path: Path) -> None:
    lock = Ownership(tmp_path / "missing" / "lock")
    assert not lock.held
    lock.close()
