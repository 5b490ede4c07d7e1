"""The weekly review as a conversation: what is open, report, three questions, the week to come; wherever it stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.agents.conftest import talking
from tests.samples import small_plan, workspace

from roadweek.domain.base import DateWindow
from roadweek.usecases import lists, progress, queries, replan
from roadweek.usecases.weekly_review import answer, weekly_review
from roadweek.workspace import Workspace
from roadweek_agents.gateway import Tools

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("error::mcp.MCPDeprecationWarning")]
SUNDAY = datetime.fromisoformat("2026-03-08T20:30:00+08:00")
IN_NEXT = date(2026, 3, 10)


@pytest.fixture
def sunday(tmp_path: Path) -> Workspace:
    """The small plan with this week accepted on Wednesday, on Sunday evening: eight sessions are open."""
    ws = workspace(tmp_path)
    replan.approve(ws, str(replan.propose(ws, [], week="2026-W10")["proposal"]), publish=False)
    return replace(ws, clock=lambda: SUNDAY)


def opened(ws: Workspace) -> list[str]:
    return [one["id"] for one in progress.open_sessions(ws)["open"]]


def answers(ws: Workspace) -> list[str | None]:
    return [one["answer"] for one in weekly_review(ws)["questions"]]


def statuses(ws: Workspace) -> list[str]:
    return sorted(one["status"] for one in queries.week(ws)["sessions"])


def kinds(ws: Workspace) -> list[str]:
    return [event["kind"] for event in reversed(queries.history(ws)["events"])]


WALKS: list[tuple[str, Sequence[str], list[str | None]]] = [
    (
        "Let's do the weekly review",
        ("1 and 2 done, 3 skip", "40", "all done", "The early start helped", "skip", "Send the draft"),
        ["The early start helped", None, "Send the draft"],
    ),
    (
        "周复盘",
        ("1、2做了，3跳过", "40分钟", "都做了", "早起有用", "跳过", "把初稿发出去"),
        ["早起有用", None, "把初稿发出去"],
    ),
]


# the other language in the long run, `.ci/run` has it
QUICK_WALKS = [pytest.param(*WALKS[0], id="en"), pytest.param(*WALKS[1], id="zh", marks=pytest.mark.soak)]


@pytest.mark.parametrize(("begin", "said", "kept"), QUICK_WALKS)
async def test_the_review_leads_from_what_is_open_to_the_week_to_come(
    sunday: Workspace, begin: str, said: Sequence[str], kept: list[str | None]
) -> None:
    async with talking(sunday) as talk:
        shown = [await talk.say(begin)]
        assert "1. " in shown[0].text, "what is open comes first"
        shown += [await talk.say(words) for words in said]
        report = sunday.path / "reports" / "2026-W10.md"
        assert str(report) in shown[3].text, "the short report names the whole one"
        assert shown[-1].interrupt is not None
        proposal = shown[-1].interrupt["proposal"]
        assert replan.show(sunday, proposal)["state"] == "open"
        assert queries.week(sunday, IN_NEXT)["state"] == "draft", "nothing is planned before the yes"
        over = await talk.say("yes" if begin.isascii() else "好的")
    assert over.interrupt is None
    assert "2026-W10" in over.text
    assert opened(sunday) == []
    assert statuses(sunday) == ["done"] * 6 + ["partial", "skipped"]
    assert answers(sunday) == kept
    assert queries.week(sunday, IN_NEXT)["state"] == "accepted"
    assert all(one in report.read_text(encoding="utf-8") for one in kept if one)
    assert replan.show(sunday, proposal)["state"] == "applied"


@pytest.mark.parametrize(("begin", "said", "kept"), QUICK_WALKS)
async def test_it_goes_on_after_a_restart_between_any_two_steps(
    sunday: Workspace, begin: str, said: Sequence[str], kept: list[str | None]
) -> None:
    for words in said:
        async with talking(sunday) as talk:
            await talk.say(begin)
            await talk.say(words)
    assert opened(sunday) == []
    assert [one for one in answers(sunday) if one] == [one for one in kept if one]
    async with talking(sunday) as talk:
        shown = await talk.say(begin)
        assert shown.interrupt is not None
        assert shown.interrupt["proposal"], "what was put off is not asked again, and the proposal is left to decide"
        await talk.say("好的")
    assert queries.week(sunday, IN_NEXT)["state"] == "accepted"
    assert kinds(sunday).count("recorded") == 3


async def test_a_word_that_nobody_was_asked_for_here_settles_nothing(sunday: Workspace) -> None:
    async with talking(sunday) as talk:
        await talk.say("weekly review")
    async with talking(sunday) as again:
        shown = await again.say("all done")
        assert shown.interrupt is not None, "it was not shown in this process yet"
        assert len(opened(sunday)) == 8
        await again.say("all done")
    assert opened(sunday) == []


class Killed(BaseException):
    """The process dies."""


async def test_what_was_written_just_before_the_process_died_is_not_asked_again(
    sunday: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(sunday)[0]
    real = Tools.__call__

    async def dies(self: Tools, tool: str, **given: Any) -> dict[str, Any]:
        done = await real(self, tool, **given)
        if tool == "work_record":
            raise Killed
        return done

    async with talking(sunday) as talk:
        await talk.say("weekly review")
        with monkeypatch.context() as patched:
            patched.setattr(Tools, "__call__", dies)
            with pytest.raises(BaseException) as died:  # noqa: PT011 -- the clients' task groups wrap it
                await talk.say("done")
        assert died.group_contains(Killed) if isinstance(died.value, BaseExceptionGroup) else died.type is Killed
    assert first not in opened(sunday)
    async with talking(sunday) as again:
        shown = await again.say("weekly review")
    assert "(7)" in shown.text
    assert kinds(sunday).count("recorded") == 1


async def test_what_is_said_in_between_is_answered_and_the_step_is_asked_again(sunday: Workspace) -> None:
    async with talking(sunday) as talk:
        await talk.say("weekly review")
        day = await talk.say("what is on Friday?")
        assert "Fri 13 Mar" in day.text
        assert "Still open: 8" in day.text
        unread = await talk.say("blah blah")
        assert "Still open: 8" in unread.text
        noted = await talk.say("I did 20 minutes of maths today")
        assert noted.text.startswith("Done:")
        assert "Still open: 8" in noted.text
        assert len(opened(sunday)) == 8
        await talk.say("later")
        await talk.say("trips")
        assert (await talk.say("Sleep helped")).interrupt is not None
    assert answers(sunday) == ["Sleep helped", None, None]


async def test_a_wish_in_between_is_decided_first_and_then_the_review_goes_on(sunday: Workspace) -> None:
    async with talking(sunday) as talk:
        await talk.say("weekly review")
        wish = await talk.say("I travel to Ghent from 11 to 13 March")
        assert wish.interrupt is not None
        assert wish.interrupt["proposal"]
        after = await talk.say("yes")
        assert "Still open: 8" in after.text
    assert [day["template"] for day in queries.week(sunday, IN_NEXT)["days"]].count("trip") == 3


async def test_a_question_back_is_answered_before_the_review_goes_on(sunday: Workspace) -> None:
    async with talking(sunday) as talk:
        await talk.say("weekly review")
        asked = await talk.say("I travel next week")
        assert asked.question
        assert asked.interrupt is None
        wish = await talk.say("Wed-Fri")
        assert wish.proposal is not None
        assert wish.proposal["edits"][0]["kind"] == "add_trip"


@pytest.mark.parametrize(
    "words",
    [
        "stop",
        pytest.param("今天先到这吧", marks=pytest.mark.soak),
        pytest.param("That's enough for today.", marks=pytest.mark.soak),
        pytest.param("停", marks=pytest.mark.soak),
    ],
)
async def test_the_person_may_leave_at_every_step(sunday: Workspace, words: str) -> None:
    async with talking(sunday) as talk:
        await talk.say("weekly review")
        left = await talk.say(words)
        assert left.interrupt is None
        assert len(opened(sunday)) == 8
        assert "Still open" not in (await talk.say("milestones")).text, "it is not offered again unasked"
        await talk.say("weekly review")
        await talk.say("all skipped")
        assert (await talk.say(words)).interrupt is None
        assert "2026-W10" in (await talk.say("weekly review")).text
        waiting = await talk.say("skip")
        for _ in range(2):
            waiting = await talk.say("skip")
        assert waiting.interrupt is not None
        assert waiting.interrupt["proposal"]
        left = await talk.say(words)
        assert waiting.interrupt["proposal"] in left.text
        assert replan.show(sunday, waiting.interrupt["proposal"])["state"] == "open", "it waits; it is not rejected"


async def test_a_no_to_the_week_to_come_ends_the_review_and_asks_no_more(sunday: Workspace) -> None:
    async with talking(sunday) as talk:
        for words in ("weekly review", "later", "skip", "skip", "skip"):
            asked = await talk.say(words)
        assert asked.interrupt is not None
        over = await talk.say("no")
        assert "The weekly review of 2026-W10 is done." in over.text
        assert (await talk.say("today")).interrupt is None
    assert replan.show(sunday, asked.interrupt["proposal"])["state"] == "rejected"
    assert queries.week(sunday, IN_NEXT)["state"] == "draft"


@pytest.mark.soak  # slow, one more walk of its kind; `.ci/run` has it
async def test_an_approval_given_in_another_place_ends_it(sunday: Workspace) -> None:
    async with talking(sunday) as talk:
        for words in ("周复盘", "以后再说", "跳过", "跳过", "跳过"):
            asked = await talk.say(words)
        assert asked.interrupt is not None
        replan.approve(sunday, asked.interrupt["proposal"], publish=False)
        over = await talk.say("好的")
        assert over.interrupt is None
        assert "已在别处应用" in over.text
        assert "复盘完成了" in over.text
    assert kinds(sunday).count("replanned") == 2


async def test_what_was_answered_in_another_place_stays(sunday: Workspace) -> None:
    async with talking(sunday) as talk:
        await talk.say("weekly review")
        await talk.say("later")
        answer(sunday, 1, "Said at the desk")
        told = await talk.say("Said in the chat")
        assert "Said at the desk" in told.text
        assert "Question 2 of 3" in told.text
    assert answers(sunday)[0] == "Said at the desk"


async def test_what_was_settled_in_another_place_is_told_and_not_settled_twice(sunday: Workspace) -> None:
    from roadweek.usecases.record import record

    async with talking(sunday) as talk:
        await talk.say("weekly review")
        record(sunday, [{"kind": "report", "session": opened(sunday)[0], "outcome": "done"}])
        told = await talk.say("done")
        assert "reported elsewhere" in told.text
        assert "(7)" in told.text
        record(sunday, [{"kind": "report", "session": opened(sunday)[0], "outcome": "skipped"}])
        await talk.say("all done")
    assert opened(sunday) == []
    assert statuses(sunday).count("skipped") == 1, "what was said elsewhere stands"


@pytest.mark.soak  # slow, one more walk of its kind; `.ci/run` has it
async def test_a_week_that_was_never_planned_has_its_review_too(tmp_path: Path) -> None:
    ws = replace(workspace(tmp_path), clock=lambda: SUNDAY)
    async with talking(ws) as talk:
        first = await talk.say("weekly review")
        assert "Nothing was planned and nothing noted." in first.text
        assert "Question 1 of 3" in first.text
        second = await talk.say("skip")
        assert "what should the next week hold?" in second.text
        await talk.say("More maths")
        asked = await talk.say("skip")
        assert asked.interrupt is not None
        await talk.say("yes")
    assert answers(ws) == [None, "More maths", None]
    assert queries.week(ws, IN_NEXT)["state"] == "accepted"


@pytest.mark.parametrize("words", ["yes", *(pytest.param(one, marks=pytest.mark.soak) for one in ("ok", "好的"))])
async def test_a_yes_is_no_answer_to_a_question(sunday: Workspace, words: str) -> None:
    async with talking(sunday) as talk:
        await talk.say("weekly review")
        await talk.say("later")
        again = await talk.say(words)
        assert again.text.count("1 ") >= 1
        assert again.interrupt is not None
    assert answers(sunday) == [None, None, None]


@pytest.mark.parametrize(
    "words", ["How was last week?", "what did I do in my review last week", "上周总结一下", "上周复盘了什么"]
)
async def test_asking_about_the_past_writes_nothing_and_leads_through_nothing(sunday: Workspace, words: str) -> None:
    before = (kinds(sunday), sorted(sunday.path.glob("reports/*")))
    async with talking(sunday) as talk:
        assert (await talk.say(words)).interrupt is None
    assert (kinds(sunday), sorted(sunday.path.glob("reports/*"))) == before


async def test_on_monday_the_review_that_was_missed_is_asked_for_and_ends_in_this_week(sunday: Workspace) -> None:
    ws = replace(sunday, clock=lambda: datetime.fromisoformat("2026-03-09T08:00:00+08:00"))
    async with talking(ws) as talk:
        for words in ("weekly review", "all done", "Good sleep", "skip", "skip"):
            asked = await talk.say(words)
        assert asked.interrupt is not None
        await talk.say("yes")
    assert [one["answer"] for one in weekly_review(ws, date(2026, 3, 8))["questions"]] == ["Good sleep", None, None]
    assert queries.week(ws)["state"] == "accepted"


@pytest.mark.parametrize(
    ("answer_", "choice"),
    [("2", "no"), pytest.param(*("wait for the spring term",) * 2, marks=pytest.mark.soak)],
)
async def test_a_decision_whose_window_is_open_is_asked_in_the_review(
    tmp_path: Path, answer_: str, choice: str
) -> None:
    plan = small_plan()
    exam = plan.decisions[0].model_copy(update={"due": DateWindow(earliest=date(2026, 3, 2), latest=date(2026, 3, 22))})
    ws = replace(workspace(tmp_path, plan=plan.model_copy(update={"decisions": (exam,)})), clock=lambda: SUNDAY)
    async with talking(ws) as talk:
        for words in ("weekly review", "skip", "skip", "skip"):
            asked = await talk.say(words)
        assert "Sit the exam?" in asked.text
        assert "2. no" in asked.text
        wrong = await talk.say("7")
        assert "There are 2 options." in wrong.text
        again = await talk.say("trips")
        assert "Sit the exam?" in again.text
        after = await talk.say(answer_)
        assert "What that means for the plan:" in after.text
        assert after.interrupt is not None
        assert after.interrupt["proposal"], "the week to come is next"
    assert lists.decisions(ws)["decisions"][0]["choice"] == choice


@pytest.mark.soak  # slow, one more walk of its kind; `.ci/run` has it
async def test_a_decision_may_be_left_open(tmp_path: Path) -> None:
    plan = small_plan()
    exam = plan.decisions[0].model_copy(update={"due": DateWindow.on(date(2026, 3, 8))})
    ws = replace(workspace(tmp_path, plan=plan.model_copy(update={"decisions": (exam,)})), clock=lambda: SUNDAY)
    async with talking(ws) as talk:
        for words in ("周复盘", "跳过", "跳过", "跳过", "以后再说"):
            asked = await talk.say(words)
        assert asked.interrupt is not None
        assert asked.interrupt["proposal"]
    assert lists.decisions(ws)["decisions"][0]["choice"] is None


async def test_the_three_questions_are_asked_in_the_language_of_the_chat(sunday: Workspace) -> None:
    async with talking(sunday) as talk:
        await talk.say("周复盘")
        first = await talk.say("都做了")
        second = await talk.say("早起有用")
        third = await talk.say("正好")
    for shown, words in ((first, "做得好"), (second, "计划的都完成了"), (third, "非做不可")):
        assert words in shown.text
    assert answers(sunday)[:2] == ["早起有用", "正好"]
