"""Replanning by talking: proposed, asked about, applied; and whatever happens elsewhere meanwhile."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from tests.agents.conftest import talking

from roadweek.messages.agents import TEXTS
from roadweek.usecases import lists, queries, replan
from roadweek.usecases.attempts import attempt
from roadweek.usecases.daily_recall import day as review_day
from roadweek.usecases.record import record
from roadweek.usecases.sentences import understand_text
from roadweek.usecases.weekly_redo import redo as weekly_redo
from roadweek.workspace import Workspace
from roadweek_agents.coach_words import asked_for
from roadweek_agents.routing import command

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("error::mcp.MCPDeprecationWarning")]

TRIP = "I travel to Xi'an from 11 to 13 March"
TRIP_ZH = "3月11日到13日去西安出差"
IN_IT = date(2026, 3, 10)


def templates(ws: Workspace) -> list[str]:
    return [day["template"] for day in queries.week(ws, IN_IT)["days"]]


def state_of(ws: Workspace, proposal: str) -> str | None:
    return replan.show(ws, proposal)["state"]


async def test_a_trip_is_proposed_then_applied_and_written_when_the_person_agrees(ws: Workspace) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        assert asked.interrupt is not None
        assert asked.proposal is not None
        assert asked.proposal["edits"][0]["kind"] == "add_trip"
        assert "Apply this?" in asked.text
        assert "Listening on the road" in asked.text
        assert templates(ws).count("trip") == 0, "nothing is written before the answer"
        done = await talk.say("yes")
        assert done.interrupt is None
        assert done.error is None
    assert templates(ws).count("trip") == 3
    assert state_of(ws, asked.interrupt["proposal"]) == "applied"
    assert queries.history(ws)["events"][0]["actor"] == "mcp"
    assert list((ws.path / "calendar").rglob("*.ics")), "approving tells the calendar"


async def test_a_chinese_sentence_is_answered_in_chinese(ws: Workspace) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP_ZH)
        assert asked.interrupt is not None
        assert "要应用吗" in asked.text
        assert "已完成" in (await talk.say("好的")).text
    assert templates(ws).count("trip") == 3


async def test_what_the_person_rejects_changes_nothing(ws: Workspace) -> None:
    before = queries.week(ws, IN_IT)
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        assert asked.interrupt is not None
        done = await talk.decide(False)
        assert done.text == "Left as it was."
    assert queries.week(ws, IN_IT) == before
    assert state_of(ws, asked.interrupt["proposal"]) == "rejected"


async def test_an_approval_given_elsewhere_is_seen_and_not_repeated(ws: Workspace) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        assert asked.interrupt is not None
        replan.approve(ws, asked.interrupt["proposal"], publish=False)
        events = len(queries.history(ws)["events"])
        done = await talk.decide(True)
        assert "already applied elsewhere" in done.text
        assert done.error is None
    assert len(queries.history(ws)["events"]) == events


async def test_a_rejection_given_elsewhere_is_not_overruled_by_a_late_yes(ws: Workspace) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        assert asked.interrupt is not None
        replan.reject(ws, asked.interrupt["proposal"])
        assert "rejected elsewhere" in (await talk.decide(True)).text
    assert templates(ws).count("trip") == 0


async def test_a_change_meanwhile_shows_the_new_proposal_and_asks_again(ws: Workspace) -> None:
    async with talking(ws) as talk:
        first = await talk.say(TRIP)
        assert first.interrupt is not None
        record(ws, [{"kind": "prioritize", "track": "math", "level": "up"}])
        second = await talk.decide(True)
        assert second.interrupt is not None
        assert second.interrupt["proposal"] != first.interrupt["proposal"]
        assert "Something changed" in second.text
        assert templates(ws).count("trip") == 0, "the new form was not agreed to yet"
        assert (await talk.decide(True)).interrupt is None
    assert templates(ws).count("trip") == 3
    assert state_of(ws, first.interrupt["proposal"]) == "stale"


async def test_a_conversation_goes_on_after_a_restart_between_question_and_answer(ws: Workspace) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        assert asked.interrupt is not None
    async with talking(ws) as again:
        shown = await again.say("yes")
        assert shown.interrupt is not None, "it was not shown here yet"
        assert "Listening on the road" in shown.text
        assert templates(ws).count("trip") == 0
        done = await again.say("yes")
        assert done.error is None
    assert templates(ws).count("trip") == 3


RESUME = """
import asyncio, sys
from pathlib import Path
from tests.agents.conftest import talking
from tests.samples import WEDNESDAY
from roadweek.workspace import open_workspace
from roadweek.settings import Settings
from roadweek.workspace import Workspace

async def go():
    ws = Workspace(path=Path(sys.argv[1]), settings=Settings(), timezone="Asia/Shanghai", clock=lambda: WEDNESDAY)
    async with talking(ws) as talk:
        await talk.say("yes")
        print((await talk.say("yes")).text)

asyncio.run(go())
"""


def another(ws: Workspace) -> list[str]:
    """A process that says yes in the conversation of this workspace."""
    paths = [path for path in sys.path if path]
    return [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}\n{RESUME}", str(ws.path)]


async def test_another_process_answers_what_this_one_asked(ws: Workspace) -> None:
    async with talking(ws) as talk:
        assert (await talk.say(TRIP)).interrupt is not None
    ran = subprocess.run(
        another(ws),
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("Done:")
    assert templates(ws).count("trip") == 3


@pytest.mark.parametrize(
    ("wishes", "kinds"),
    [
        ((TRIP, "Take 10 March off"), ["add_trip", "day_off"]),
        pytest.param(
            ("I travel Wed-Fri next week", "and drop Tuesday's algorithms", "skip maths on 9 March"),
            None,
            marks=pytest.mark.soak,
        ),
        ((TRIP_ZH, "3月10日休息一天"), ["add_trip", "day_off"]),
    ],
)
async def test_another_wish_is_added_to_the_proposal_that_waits(
    ws: Workspace, wishes: tuple[str, ...], kinds: list[str] | None
) -> None:
    async with talking(ws) as talk:
        shown = [await talk.say(wish) for wish in wishes]
        names = [reply.interrupt["proposal"] for reply in shown if reply.interrupt]
        assert len(set(names)) == len(wishes), [reply.text for reply in shown]
        last = shown[-1].proposal
        assert last is not None
        found = [edit["kind"] for edit in last["edits"]]
        assert found == (kinds or ["add_trip", "drop", "drop"])
        assert [state_of(ws, name) for name in names[:-1]] == ["stale"] * (len(wishes) - 1), "one plan, not several"
        await talk.say("ok")
        assert state_of(ws, names[-1]) == "applied"
    assert templates(ws).count("trip") == 3


async def test_a_fact_said_while_a_proposal_waits_leaves_it_waiting(ws: Workspace) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        await talk.say("I did 45 minutes of maths today")
        again = await talk.say("yes")
        assert asked.interrupt is not None
        assert again.interrupt is not None, "it changed the version, so it is shown again"
        await talk.say("yes")
    assert templates(ws).count("trip") == 3


async def test_a_proposal_is_approved_or_rejected_by_its_id(ws: Workspace) -> None:
    made = str(replan.propose(ws, [{"kind": "day_off", "date": "2026-03-10"}])["proposal"])
    other = str(replan.propose(ws, [{"kind": "day_off", "date": "2026-03-12"}])["proposal"])
    async with talking(ws) as talk:
        assert (await talk.say(f"reject {other}")).text == "Left as it was."
        shown = await talk.say(f"同意 {made}")
        assert shown.interrupt is not None
        assert state_of(ws, made) == "open", "it is shown before it is approved"
        assert (await talk.say(f"同意 {made}")).error is None
        assert (await talk.say("approve p0000")).error == "unknown_name"
    assert (state_of(ws, made), state_of(ws, other)) == ("applied", "rejected")


async def test_a_yes_to_nothing_applies_nothing(ws: Workspace) -> None:
    async with talking(ws) as talk:
        assert "no open proposal" in (await talk.say("yes")).text
        assert "no open proposal" in (await talk.decide(True)).text
    assert [event["kind"] for event in queries.history(ws)["events"]] == ["replanned", "imported"]


async def test_a_yes_after_other_talk_shows_the_proposal_again_instead_of_applying_it(ws: Workspace) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        await talk.say("milestones")
        again = await talk.say("yes")
        assert asked.interrupt is not None
        assert again.interrupt is not None
        assert again.interrupt["proposal"] == asked.interrupt["proposal"]
    assert templates(ws).count("trip") == 0


async def test_facts_are_recorded_without_asking_and_undone(ws: Workspace) -> None:
    async with talking(ws) as talk:
        done = await talk.say("I did 45 minutes of maths today")
        assert done.interrupt is None
        assert done.text.startswith("Done:")
        assert lists.add_log(ws, "math", 0)["week_min"] == 45
        await talk.say("undo")
        assert lists.add_log(ws, "math", 0)["week_min"] == 45, "it is named first"
        await talk.say("no")
        for _ in range(3):  # the two logs of nothing above stand before it
            shown = await talk.say("undo")
            assert "takes back 1 change(s)" in shown.text
            assert "undid" in (await talk.say("yes")).text
    assert lists.add_log(ws, "math", 0)["week_min"] == 0


async def test_an_answer_is_read_together_with_what_the_question_was_about(ws: Workspace) -> None:
    async with talking(ws) as talk:
        question = await talk.say("Move algorithms")
        assert question.question is not None
        assert question.interrupt is None
        answer = await talk.say("to Sunday")
        assert answer.interrupt is not None, answer.text
        assert answer.proposal is not None
        assert answer.proposal["edits"][0]["kind"] == "move"


async def test_an_answer_counts_even_after_other_talk_in_between(ws: Workspace) -> None:
    async with talking(ws) as talk:
        await talk.say("The weather is lovely")
        assert (await talk.say("I travel next week")).question is not None
        await talk.say("what is on Friday?")
        answer = await talk.say("Wed-Fri")
        assert answer.proposal is not None, answer.text
        assert answer.proposal["edits"] == [{"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-13"}]


@pytest.mark.parametrize(
    ("wish", "slip", "days"),
    [
        ("I travel Wed-Fri next week", "make it Thursday to Friday", ("2026-03-12", "2026-03-13")),
        ("I travel to Xi'an from 11 to 13 March", "no, Thursday to Saturday", ("2026-03-12", "2026-03-14")),
        ("下周三到周五出差", "改成周四到周五", ("2026-03-12", "2026-03-13")),
        ("3月11日到13日去西安出差", "不对，12号到13号", ("2026-03-12", "2026-03-13")),
    ],
)
async def test_what_is_taken_back_of_a_proposal_is_read_with_its_wish(
    ws: Workspace, wish: str, slip: str, days: tuple[str, str]
) -> None:
    async with talking(ws) as talk:
        await talk.say(wish)
        again = await talk.say(slip)
        assert again.proposal is not None, again.text
        (edit,) = again.proposal["edits"]
        assert (edit["kind"], edit["start"], edit["end"]) == ("add_trip", *days)


async def test_what_is_taken_back_of_an_applied_trip_changes_that_trip(ws: Workspace) -> None:
    async with talking(ws) as talk:
        await talk.say("I travel Wed-Fri next week")
        await talk.say("yes")
        again = await talk.say("make it Thursday to Friday")
        assert again.proposal is not None, again.text
        assert [(e["kind"], e["start"], e["new_start"], e["new_end"]) for e in again.proposal["edits"]] == [
            ("change_trip", "2026-03-11", "2026-03-12", "2026-03-13")
        ]


async def test_a_new_wish_behind_a_proposal_is_no_correction_of_it(ws: Workspace) -> None:
    async with talking(ws) as talk:
        await talk.say("I travel Wed-Fri next week")
        other = await talk.say("skip algorithms on 14 March")
        assert other.proposal is not None
        assert other.interrupt is not None, other.text
        assert [edit["kind"] for edit in other.proposal["edits"]] == ["add_trip", "drop"]


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (("move algorithms to Sunday", "no, put it on Saturday morning"), ["move 2026-03-07 morning"]),
        (("3月10日休息", "3月12日也休息"), ["day_off 2026-03-10", "day_off 2026-03-12"]),
        (("Take 10 March off", "and 11 March too"), ["day_off 2026-03-10", "day_off 2026-03-11"]),
        (("I travel Wed-Fri next week", "what is on Friday?", "no, Thursday to Saturday"), ["add_trip 2026-03-12"]),
        (("下周三到周五出差", "今天还有什么？", "不是周三，是周四到周六"), ["add_trip 2026-03-12"]),
    ],
)
async def test_the_next_sentence_corrects_or_adds_and_takes_the_place_of_what_waited(
    ws: Workspace, said: tuple[str, ...], kinds: list[str]
) -> None:
    async with talking(ws) as talk:
        first = await talk.say(said[0])
        assert first.interrupt is not None
        *between, last = said[1:]
        for text in between:
            await talk.say(text)
        again = await talk.say(last)
        assert again.interrupt is not None, again.text
        assert again.proposal is not None
        keys = ("to", "date", "start", "slot")
        told = [" ".join([e["kind"], *(e[key] for key in keys if e.get(key))]) for e in again.proposal["edits"]]
        assert told == kinds
        assert state_of(ws, first.interrupt["proposal"]) == "stale"
        await talk.say("好的，就这样" if said[0][0] > "z" else "yes please")
        assert state_of(ws, again.interrupt["proposal"]) == "applied"


async def test_what_is_not_read_is_said_in_one_line_and_the_proposal_stays(ws: Workspace) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        assert asked.interrupt is not None
        reply = await talk.say("purple monkeys everywhere")
        assert "still stands" in reply.text
        assert "\n" not in reply.text
        assert state_of(ws, asked.interrupt["proposal"]) == "open"


async def test_why_something_stands_there_is_answered_and_writes_nothing(ws: Workspace) -> None:
    events = len(queries.history(ws)["events"])
    async with talking(ws) as talk:
        day = queries.week(ws)["sessions"][0]
        name = date.fromisoformat(day["start"][:10]).strftime("%A")
        reply = await talk.say(f"why is {day['title']} on {name}?")
        assert day["title"] in reply.text
        assert "no session" in (await talk.say("why is the moon on Friday 13 March 2037?")).text
    assert len(queries.history(ws)["events"]) == events


async def test_an_answer_in_pieces_and_in_any_order_is_put_together(ws: Workspace) -> None:
    async with talking(ws) as talk:
        await talk.say("Add algorithms")
        half = await talk.say("on Sunday")
        assert half.question is not None
        whole = await talk.say("40 minutes")
        assert whole.proposal is not None, whole.text
        assert [(e["kind"], e["minutes"], e["date"]) for e in whole.proposal["edits"]] == [("add", 40, "2026-03-08")]


async def test_what_cannot_be_read_is_asked_and_nothing_is_proposed(ws: Workspace) -> None:
    async with talking(ws) as talk:
        reply = await talk.say("The weather is lovely")
        assert reply.question is not None
        assert reply.interrupt is None
        assert reply.proposal is None
    assert [p["state"] for p in queries.history(ws)["proposals"]] == ["applied"]


@pytest.mark.parametrize(
    "text", ["", "   ", "\udcff\udcfe", "\x00", "🙂" * 300, "{{words}}", "'; DROP TABLE sessions; --", "1" * 1999]
)
async def test_whatever_is_typed_is_answered(ws: Workspace, text: str) -> None:
    async with talking(ws) as talk:
        reply = await talk.say(text)
        assert reply.text
        assert reply.error is None
        assert (await talk.say("today")).error is None


async def test_a_message_that_is_too_long_is_refused_and_not_cut(ws: Workspace) -> None:
    async with talking(ws) as talk:
        reply = await talk.say("I travel to Xi'an from 11 to 13 March. " * 60)
        assert "2000" in reply.text
        await talk.say("The weather " + "is lovely " * 190)
        assert (await talk.say("and it " + "stays lovely " * 140)).error is None
    assert [p["state"] for p in queries.history(ws)["proposals"]] == ["applied"]


async def test_threads_do_not_hear_each_other(ws: Workspace) -> None:
    async with talking(ws, thread="one") as one:
        assert (await one.say(TRIP)).interrupt is not None
    async with talking(ws, thread="two") as two:
        for word in ("yes", "ok", "好的", "go ahead"):
            told = await two.say(word)
            assert "made elsewhere" in told.text or "别处" in told.text
            assert told.interrupt is None
    assert templates(ws).count("trip") == 0


async def test_one_of_several_open_proposals_is_shown_before_it_is_approved(ws: Workspace) -> None:
    made = [str(replan.propose(ws, [{"kind": "day_off", "date": f"2026-03-{day}"}])["proposal"]) for day in (10, 12)]
    async with talking(ws) as talk:
        asked = await talk.say("yes")
        assert all(name in asked.text for name in made)
        shown = await talk.say(f"approve {made[0]}")
        assert shown.interrupt is not None
        await talk.say("yes")
    assert [state_of(ws, name) for name in made] == ["applied", "open"]


async def test_undo_after_a_no_opens_the_proposal_again_and_leaves_the_import_alone(ws: Workspace) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        await talk.say("no")
        shown = await talk.say("undo")
        assert "rejected proposal" in shown.text
        await talk.say("yes")
        assert asked.interrupt is not None
        assert state_of(ws, asked.interrupt["proposal"]) == "open"
    assert queries.week(ws, IN_IT)["state"] == "accepted"


async def test_an_undo_is_put_back_by_redo_and_undone_again(ws: Workspace) -> None:
    async with talking(ws) as talk:
        await talk.say(TRIP)
        await talk.say("yes")
        for word, trips in (("undo", 0), ("redo", 3), ("撤销", 0), ("恢复", 3)):
            shown = await talk.say(word)
            assert shown.interrupt is not None, shown.text
            assert templates(ws).count("trip") == 3 - trips, "nothing before the yes"
            await talk.say("yes")
            assert templates(ws).count("trip") == trips


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("today", "Listening"),
        ("本周", "2026-W10"),
        ("next week", "2026-W11, accepted"),
        ("下周", "2026-W11（已采纳）"),
        ("what is on Thursday?", "Thu 5 Mar"),
        ("what's on next week", "2026-W11"),
        ("明天有什么安排", "3月5日 周四"),
        ("周四要做什么？", "3月5日 周四"),
        ("trips", "No trips"),
        ("出差", "没有出差"),
        ("tasks", "No tasks"),
        ("里程碑", "First blog post"),
        ("history", "imported"),
        ("why 2026-W11.english-daily.MO", "Listening"),
        ("help", "undo"),
        ("你能做什么？", "撤销"),
    ],
)
async def test_a_command_is_answered_at_once(ws: Workspace, text: str, part: str) -> None:
    async with talking(ws) as talk:
        reply = await talk.say(text)
    assert part in reply.text
    assert reply.error is None


async def test_replan_alone_solves_the_week_anew_and_says_so_where_nothing_changes(ws: Workspace) -> None:
    async with talking(ws) as talk:
        assert "changes nothing" in (await talk.say("replan next week")).text
        this = await talk.say("replan")
        assert this.interrupt is not None, this.text
        assert "2026-W10" in this.text


async def test_without_a_plan_the_answer_names_import_and_carries_the_error(tmp_path: Any) -> None:
    from roadweek.workspace import open_workspace

    empty = open_workspace(tmp_path / "empty", create=True)
    async with talking(empty) as talk:
        reply = await talk.say(TRIP)
    assert reply.error == "no_plan"
    assert "roadweek import" in reply.text


async def test_the_coach_counts_the_week_and_puts_its_questions(ws: Workspace) -> None:
    async with talking(ws) as talk:
        reply = await talk.say("How did my week go? Let's do a review")
        chinese = await talk.say("这周总结一下情况如何")
    week = queries.week(ws)
    assert "What is the one thing that must happen next week?" in reply.text
    assert "“plan next week”" in reply.text
    assert f"{week['planned_min']} min planned" in reply.text
    assert f"0 of {len(week['sessions'])} sessions done" in reply.text
    assert "三个问题" in chinese.text
    assert reply.interrupt is None
    assert chinese.interrupt is None
    assert [event["kind"] for event in queries.history(ws)["events"]] == [
        "replanned",
        "imported",
    ]  # asking writes nothing


async def test_the_coach_tells_the_recall_of_today_by_titles_and_the_redo_with_its_reasons(ws: Workspace) -> None:
    attempt(ws, "LC 124 Path Sum", idea="gain of a child", on=date(2026, 3, 3), minutes=50, outcome="failed")
    attempt(ws, "LC 5 Palindrome", on=date(2026, 3, 2))
    async with talking(ws) as talk:
        recall = await talk.say("What do I review today?")
        redo = await talk.say("show the weekly redo")
        chinese = await talk.say("今天复习什么？")
        again = await talk.say("本周重做哪些题？")
    day, set_ = review_day(ws), weekly_redo(ws)
    assert "1. LC 124 Path Sum" in recall.text
    assert f"{day['planned_min']} of at most {day['box_min']} min" in recall.text
    assert "LC 5 Palindrome (2026-03-02)" in recall.text
    assert "gain" not in recall.text + redo.text + chinese.text
    for pick in set_["chosen"]:
        assert pick["title"] in redo.text
        assert all(reason["text"] in redo.text for reason in pick["reasons"])
    assert "LC 124 Path Sum" in chinese.text
    assert "没做出来 1 次" in again.text
    assert [event["kind"] for event in queries.history(ws)["events"]].count("attempted") == 2, "asking writes nothing"


async def test_the_benchmark_specialist_invents_no_figure(ws: Workspace) -> None:
    async with talking(ws) as talk:
        reply = await talk.say("What latency does the Jetson reach?")
    assert reply.text
    assert not re.search(r"\d", reply.text)
    assert "ms" not in reply.text.split()


@pytest.mark.parametrize("key", ["help", "coach_hint"])
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_every_sentence_that_we_suggest_is_one_that_the_rules_read(ws: Workspace, key: str, lang: str) -> None:
    said = re.findall("“(.+?)”", TEXTS[key][lang])
    assert said
    for sentence in said:
        read = understand_text(ws, sentence)
        assert command(sentence) or asked_for(sentence) or (read["edits"] and not read["question"]), sentence


async def test_planning_time_for_benchmarks_is_planning(ws: Workspace) -> None:
    async with talking(ws) as talk:
        reply = await talk.say("Add 90 minutes of algorithms on Saturday 14 March")
    assert reply.interrupt is not None, reply.text


async def test_no_conversation_leaves_the_machine_even_where_tracing_is_switched_on(ws: Workspace) -> None:
    heard: list[bytes] = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readline())
        writer.close()

    cloud = await asyncio.start_server(listen, "127.0.0.1", 0)
    async with cloud:
        address = f"http://127.0.0.1:{cloud.sockets[0].getsockname()[1]}"
        tracing = {"LANGSMITH_TRACING": "true", "LANGSMITH_API_KEY": "none", "LANGSMITH_ENDPOINT": address}
        # A process of its own: what was not sent yet is sent at its end.
        ran = await asyncio.create_subprocess_exec(*another(ws), env={**os.environ, **tracing})
        assert await ran.wait() == 0
    assert heard == []


async def test_checkpoints_hold_plain_json_only(ws: Workspace) -> None:
    import json

    async with talking(ws) as talk:
        await talk.say(TRIP)
        state = await talk.graph.aget_state({"configurable": {"thread_id": talk.thread}})
    assert json.loads(json.dumps(state.values)) == state.values


UNREAD = ["my cat sat on the keyboard", "purple is a colour", "今晚月亮真圆", "lorem ipsum dolor", "这首歌挺好听"]


@pytest.mark.parametrize("aside", [*UNREAD[:2], *(pytest.param(one, marks=pytest.mark.soak) for one in UNREAD[2:])])
async def test_a_yes_after_words_that_nobody_could_read_is_about_what_was_shown_before(
    ws: Workspace, aside: str
) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        unread = await talk.say(aside)
        assert unread.interrupt is None
        assert "\n" not in unread.text.strip(), "one line, without the proposal"
        await talk.say("yes")
    assert asked.proposal is not None
    assert state_of(ws, asked.proposal["proposal"]) == "applied"
    assert templates(ws).count("trip") == 3


@pytest.mark.parametrize("aside", UNREAD[:2])
async def test_a_no_after_words_that_nobody_could_read_leaves_everything(ws: Workspace, aside: str) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        await talk.say(aside)
        await talk.say(UNREAD[2])
        await talk.say("no thanks")
    assert asked.proposal is not None
    assert state_of(ws, asked.proposal["proposal"]) == "rejected"
    assert templates(ws).count("trip") == 0


@pytest.mark.parametrize("between", ["what's on Friday?", "progress"])
async def test_a_yes_after_another_answer_of_ours_shows_the_proposal_again(ws: Workspace, between: str) -> None:
    async with talking(ws) as talk:
        asked = await talk.say(TRIP)
        assert not (await talk.say(between)).unread
        assert (await talk.say("yes")).interrupt is not None
    assert asked.proposal is not None
    assert state_of(ws, asked.proposal["proposal"]) == "open"


async def test_a_yes_after_unread_words_shows_again_what_changed_meanwhile(ws: Workspace) -> None:
    async with talking(ws) as talk:
        await talk.say(TRIP)
        await talk.say(UNREAD[0])
        other = replan.propose(ws, [{"kind": "day_off", "date": "2026-03-10"}])
        replan.approve(ws, str(other["proposal"]), publish=False)
        again = await talk.say("yes")
        assert again.interrupt is not None
    assert templates(ws).count("trip") == 0
