"""Cards and the question of the day in chat: front before back, title before points, graded by the person alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.agents.conftest import talking

from roadweek.reviewing.card_texts import CardText
from roadweek.reviewing.drill_texts import QuestionText
from roadweek.usecases import cards, counts
from roadweek.usecases.drill import drill
from roadweek.usecases.drill_bank import add as add_questions
from roadweek.workspace import Workspace
from roadweek_agents.card_rituals import named_points, rated

pytestmark = pytest.mark.anyio

DECK = (CardText("Capital of Peru?", "Lima"), CardText("矩阵的秩是什么？", "列空间的维数"), CardText("Open one?", ""))


@pytest.mark.parametrize(
    ("begin", "said"),
    [
        ("start the cards", ("Lima, I think", "good", "forgotten", "show", "easy")),
        ("开始卡片", ("利马吧", "记得", "忘了", "看答案", "轻松")),
    ],
)
async def test_a_card_is_rated_after_its_back_is_seen(ws: Workspace, begin: str, said: tuple[str, ...]) -> None:
    cards.add(ws, DECK)
    async with talking(ws) as talk:
        asked = await talk.say(begin)
        assert "Capital of Peru?" in asked.text
        assert "Lima" not in asked.text + str(asked.interrupt)
        assert "Lima" in (await talk.say(said[0])).text
        second = await talk.say(said[1])
        assert "矩阵的秩是什么？" in second.text
        forgotten = await talk.say(said[2])
        assert "列空间的维数" in forgotten.text, "who does not know it is shown the back at once"
        assert "Open one?" in forgotten.text
        await talk.say(said[3])
        over = await talk.say(said[4])
    assert over.interrupt is None
    view = cards.due_now(ws)
    assert (view["done"], view["cards"]) == (3, [])
    due = {one["front"]: one["due"] or "" for one in cards.listing(ws)["cards"]}
    assert due["矩阵的秩是什么？"] < due["Capital of Peru?"] < due["Open one?"]


async def test_a_card_is_not_rated_before_its_back_was_shown_nor_by_another_message(ws: Workspace) -> None:
    cards.add(ws, DECK[:2])
    async with talking(ws) as talk:
        await talk.say("start the cards")
        assert "Lima" in (await talk.say("good")).text
        assert cards.due_now(ws)["done"] == 0
        between = await talk.say("trips")
        assert "Lima" in between.text, "it is asked again"
        assert "矩阵" in (await talk.say("later")).text
        stopped = await talk.say("stop")
    assert stopped.interrupt is None
    assert cards.due_now(ws)["done"] == 0


@pytest.mark.parametrize("begin", ["今天的卡片", "start the drill"])
async def test_where_there_is_nothing_to_ask_it_says_so(ws: Workspace, begin: str) -> None:
    async with talking(ws) as talk:
        told = await talk.say(begin)
    assert told.interrupt is None
    assert told.text


BANK = (
    QuestionText("Why batch requests?", ("weights are read once", "units stay busy", "latency grows"), topic="serving"),
)


@pytest.mark.parametrize(
    ("begin", "answer", "vague", "graded", "said"),
    [
        ("start the drill", "the weights are read once a batch", "yes and no", "1 and 3", "2 of 3"),
        ("开始面试练习", "一批只读一次权重", "说不好", "第1、3点", "3 个要点答到 2 个"),
    ],
)
async def test_the_question_of_the_day_is_answered_timed_and_graded_by_the_person(
    ws: Workspace, begin: str, answer: str, vague: str, graded: str, said: str
) -> None:
    add_questions(ws, BANK)
    clock = [ws.now()]
    live = replace(ws, clock=lambda: clock[0])
    async with talking(live) as talk:
        asked = await talk.say(begin)
        assert "Why batch requests?" in asked.text
        assert "units stay busy" not in asked.text + str(asked.interrupt)
        clock[0] += timedelta(minutes=7)
        points = await talk.say(answer)
        assert "2. units stay busy" in points.text
        again = await talk.say(vague)
        assert "2. units stay busy" in again.text, "only points are a grade"
        over = await talk.say(graded)
    assert over.interrupt is None
    assert said in over.text
    (done,) = drill(live)["done"]
    assert (done["text"], done["hit"], done["seconds"]) == (answer, [1, 3], 420)


async def test_a_recording_is_named_by_its_path_and_what_is_not_there_is_asked_again(
    ws: Workspace, tmp_path: Path
) -> None:
    add_questions(ws, BANK)
    sound = tmp_path / "my answer.m4a"
    sound.write_bytes(b"\0")
    async with talking(ws) as talk:
        await talk.say("give me an interview question")
        missing = await talk.say(f"{tmp_path}/elsewhere.mp3")
        assert missing.interrupt is not None
        assert "elsewhere.mp3" in missing.text
        assert drill(ws)["done"] == []
        await talk.say(f"录音：{sound}")
        await talk.say("later")
    (done,) = drill(ws)["done"]
    assert (done["text"], done["recording"], done["hit"]) == (None, str(sound), None)


async def test_the_answer_before_stands_beside_and_what_was_answered_elsewhere_is_not_asked(ws: Workspace) -> None:
    from roadweek.usecases.drill_answers import answered, grade

    add_questions(ws, BANK)
    answered(ws, text="busy units", hit=[2], on=ws.now().date() - timedelta(days=8))
    async with talking(ws) as talk:
        await talk.say("start the drill")
        beside = await talk.say("weights and latency")
        assert "busy units" in beside.text
        grade(ws, [1, 3])
        over = await talk.say("later")
    assert over.interrupt is None
    assert drill(ws)["done"][0]["hit"] == [1, 3]


@pytest.mark.parametrize(
    ("said", "number", "ago"),
    [
        ("I applied to 3 today", 3, 0),
        ("昨天投了五份简历", 5, 1),
    ],
)
async def test_applications_told_in_words_are_counted(ws: Workspace, said: str, number: int, ago: int) -> None:
    async with talking(ws) as talk:
        told = await talk.say(said)
    assert str(number) in told.text
    (one,) = counts.counts(ws)["counts"]
    assert one["total"] == number
    assert one["since"] == (ws.now().date() - timedelta(days=ago)).isoformat()


async def test_applications_are_one_count_by_whatever_word_and_a_day_to_come_is_asked_about(ws: Workspace) -> None:
    counts.aim(ws, "Applications", until="an offer", a_week=10)
    async with talking(ws) as talk:
        told = await talk.say("投了3家")
        asked = await talk.say("applied to 2 companies next Friday")
        more = await talk.say("I applied to another 3")
    assert "an offer" in told.text
    assert "?" in asked.text
    assert more.error is None
    (one,) = counts.counts(ws)["counts"]
    assert (one["name"], one["total"]) == ("Applications", 6)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("all", [1, 2, 3]),
        ("全部", [1, 2, 3]),
        ("none", []),
        ("没有", []),
        ("1, 3", [1, 3]),
        ("2和3", [2, 3]),
        ("第2点", [2]),
        ("points 1 and 2", [1, 2]),
        ("I was sick in 2019", None),
        ("maybe", None),
    ],
)
def test_points_are_named_by_number_or_all_or_none(text: str, points: list[int] | None) -> None:
    assert named_points(text, 3) == points


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1", "stuck"),
        ("不知道", "stuck"),
        ("有点难", "shaky"),
        ("ok", "fine"),
        ("太简单了", "easy"),
        ("about Lima", None),
    ],
)
def test_a_rating_is_a_number_or_a_word(text: str, result: str | None) -> None:
    assert rated(text) == result


async def test_what_is_due_is_told_without_asking(ws: Workspace) -> None:
    cards.add(ws, DECK)
    add_questions(ws, BANK)
    async with talking(ws) as talk:
        recall = await talk.say("start the recall")
        some = await talk.say("how many cards are due?")
        question = await talk.say("今天的面试题是什么？")
    assert "start the drill" in recall.text
    assert "3" in some.text
    assert "Lima" not in some.text
    assert "Why batch requests?" in question.text
    assert cards.due_now(ws, limit=25)["done"] == 0
    assert drill(ws, date(2026, 3, 4))["done"] == []
