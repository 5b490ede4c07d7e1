"""The same noted twice within a minute is asked about, and an answer that it happened twice writes it."""

from __future__ import annotations

import pytest
from tests.agents.conftest import talking

from roadweek.storage import database
from roadweek.understanding.once_more import only_again, says_again
from roadweek.workspace import Workspace

pytestmark = pytest.mark.anyio


def minutes_noted(ws: Workspace) -> list[int]:
    with database.read(ws.database) as connection:
        return [row["minutes"] for row in connection.execute("SELECT minutes FROM log ORDER BY rowid")]


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("I did 25 minutes of maths today", "once more"),
        ("I did 25 minutes of maths today", "yes"),
        ("I did 25 minutes of maths today", "Yes, it happened twice."),
        ("今天学了25分钟数学", "再记一次"),
        ("今天学了25分钟数学", "对，做了两次"),
    ],
)
async def test_a_repeated_note_is_asked_about_and_written_when_it_happened_twice(
    ws: Workspace, told: str, answer: str
) -> None:
    async with talking(ws) as talk:
        await talk.say(told)
        assert minutes_noted(ws) == [25]
        asked = await talk.say(told)
        assert minutes_noted(ws) == [25]
        assert "--again" not in asked.text
        assert asked.error is None
        await talk.say(answer)
        assert minutes_noted(ws) == [25, 25]
        await talk.say(answer)
        assert minutes_noted(ws) == [25, 25], "the question was answered"


@pytest.mark.parametrize("answer", ["no", "不是", "what is on today?"])
async def test_another_answer_writes_nothing(ws: Workspace, answer: str) -> None:
    async with talking(ws) as talk:
        await talk.say("I did 25 minutes of maths today")
        await talk.say("I did 25 minutes of maths today")
        await talk.say(answer)
        assert minutes_noted(ws) == [25]


async def test_a_note_that_says_so_itself_is_written_at_once(ws: Workspace) -> None:
    async with talking(ws) as talk:
        await talk.say("I did 25 minutes of maths today")
        await talk.say("I did 25 minutes of maths today once more")
        assert minutes_noted(ws) == [25, 25]


@pytest.mark.parametrize(
    "text", ["once more", "yes, once again", "it did happened twice", "再来一次", "是的，又做了一次"]
)
def test_words_for_once_more(text: str) -> None:
    assert only_again(text)
    assert says_again(text)


@pytest.mark.parametrize("text", ["yes", "show it again please on Friday", "I did maths", "没有", "两次会议改到周五"])
def test_other_words_are_not_once_more(text: str) -> None:
    assert not only_again(text)
    assert not says_again(text)
