"""A model's copied words: each kind of wish reads back in both languages, and a wrong copy becomes a question."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime
from typing import Any

import pytest

from roadweek.domain.base import Language
from roadweek.understanding.context import KnownTrip, NamedMilestone, NamedThing, SentenceContext
from roadweek.understanding.naming import names_something
from roadweek.understanding.understand import uncovered, understand
from roadweek.versions.check import parse_edits
from roadweek_agents.drafting import read_sentence
from roadweek_agents.slots import FORMS, CopiedWish, fits, sentence_of, stands

CONTEXT = SentenceContext(
    as_of=datetime.fromisoformat("2026-09-08T19:30:00+02:00"),  # a Tuesday
    timezone="Europe/Vienna",
    tracks=(
        NamedThing("cello", ("cello", "大提琴")),
        NamedThing("dutch", ("Dutch", "荷兰语")),
        NamedThing("art", ("art", "素描")),
    ),
    milestones=(NamedMilestone("concert", ("autumn concert", "秋季音乐会")),),
    trips=(KnownTrip(date(2026, 10, 5), date(2026, 10, 7), "Graz"),),
)

Slots = dict[str, str]
WISHES: tuple[tuple[Slots, Slots], ...] = (
    (
        {"do": "travel", "when": "from the 15th until the 17th", "place": "Linz"},
        {"do": "travel", "when": "9月15号到17号", "place": "林茨"},
    ),
    (
        {"do": "cancel_trip", "place": "to Graz"},
        {"do": "cancel_trip", "when": "10月5号"},
    ),
    (
        {"do": "move", "what": "cello", "when": "from Thursday", "to": "to Saturday"},
        {"do": "move", "what": "大提琴", "when": "周四", "to": "到周六"},
    ),
    (
        {"do": "skip", "what": "Dutch", "when": "tomorrow"},
        {"do": "skip", "what": "荷兰语", "when": "明天"},
    ),
    (
        {"do": "pause", "what": "art", "when": "until 1 October"},
        {"do": "pause", "what": "素描"},
    ),
    (
        {"do": "resume", "what": "art", "when": "from next Monday"},
        {"do": "resume", "what": "素描", "when": "下周一"},
    ),
    (
        {"do": "add", "what": "Dutch", "length": "half an hour", "when": "on Friday"},
        {"do": "add", "what": "荷兰语", "length": "半小时", "when": "周五"},
    ),
    (
        {"do": "did", "what": "cello", "length": "40 min", "when": "yesterday"},
        {"do": "did", "what": "大提琴", "length": "40分钟", "when": "昨天"},
    ),
    (
        {"do": "missed", "what": "cello", "when": "yesterday"},
        {"do": "missed", "what": "大提琴", "when": "昨天"},
    ),
    (
        {"do": "change", "what": "Dutch", "length": "25 minutes", "rhythm": "every day"},
        {"do": "change", "what": "荷兰语", "length": "25分钟", "rhythm": "每天"},
    ),
    (
        {"do": "busy", "when": "Friday", "clock": "from 2pm to 4pm"},
        {"do": "busy", "when": "周五", "clock": "下午2点到4点"},
    ),
    (
        {"do": "off", "when": "the 19th"},
        {"do": "off", "when": "19号"},
    ),
    (
        {"do": "limit", "length": "an hour", "when": "next week"},
        {"do": "limit", "length": "一小时", "when": "下周"},
    ),
    (
        {"do": "task", "what": "buy strings", "length": "20 min", "when": "by Friday"},
        {"do": "task", "what": "买琴弦", "length": "20分钟", "when": "周五之前"},
    ),
    (
        {"do": "due", "what": "the autumn concert", "when": "on 7 November"},
        {"do": "due", "what": "秋季音乐会", "when": "11月7号"},
    ),
    (
        {"do": "reached", "what": "the autumn concert"},
        {"do": "reached", "what": "秋季音乐会"},
    ),
    (
        {"do": "more", "what": "cello"},
        {"do": "more", "what": "大提琴"},
    ),
    (
        {"do": "less", "what": "art"},
        {"do": "less", "what": "素描"},
    ),
)


def test_every_kind_of_wish_reads_back_as_its_edit_in_both_languages() -> None:
    assert {en["do"] for en, _ in WISHES} == set(FORMS)
    sides: tuple[tuple[Language, int], ...] = (("en", 0), ("zh", 1))
    for pair in WISHES:
        made: list[list[str]] = []
        for lang, side in sides:
            wish = CopiedWish.model_validate(pair[side])
            sentence = sentence_of(wish, lang)
            assert sentence is not None, wish
            read = understand(sentence, CONTEXT)
            edits = [edit.to_json() for edit in read.edits]
            assert read.question is None, (sentence, read)
            assert len(edits) == 1, (sentence, read)
            assert fits(wish, edits), (sentence, edits)
            made.append([edit["kind"] for edit in edits])
        assert made[0] == made[1]


class Copies:
    """A model that copies what it is told to."""

    configured = True
    where = "scripted"

    def __init__(self, *wishes: Mapping[str, str]) -> None:
        self._said = json.dumps({"wishes": wishes})

    async def draft(self, prompt: str, schema: dict[str, Any], max_tokens: int = 0) -> str:
        return self._said

    async def stream(self, prompt: str) -> AsyncIterator[str]:
        yield self._said


async def heard(text: str, *wishes: Mapping[str, str]) -> tuple[list[dict[str, Any]], str | None]:
    """What comes of a message and the words that were copied of it; the rules alone make nothing of the message."""
    alone = understand(text, CONTEXT)
    assert not alone.edits, "the rules read it, so no model is asked"

    async def read(sentence: str) -> dict[str, Any]:
        found = understand(sentence, CONTEXT)
        return {"edits": [edit.to_json() for edit in found.edits], "question": found.question}

    async def check(edits: list[dict[str, Any]]) -> str | None:
        left = uncovered(text, parse_edits(edits), CONTEXT)
        return f"and {', '.join(left)}?" if left else None

    return await read_sentence(Copies(*wishes), text, alone.question, read, check)


RIGHT = (
    (
        "Had to bail on cello yesterday, the string snapped",
        {"do": "missed", "what": "cello", "when": "yesterday"},
        {"kind": "log", "track": "cello", "date": "2026-09-07", "minutes": 0, "outcome": "skipped"},
    ),
    (
        "Dutch gets the boot tomorrow",
        {"do": "skip", "what": "Dutch", "when": "tomorrow"},
        {"kind": "drop", "track": "dutch", "date": "2026-09-09"},
    ),
    (
        "cello can sleep until 1 October",
        {"do": "pause", "what": "cello", "when": "until 1 October"},
        {"kind": "pause", "track": "cello", "from": "2026-09-08", "until": "2026-10-01"},
    ),
    (
        "周五的荷兰语让它见鬼去吧",
        {"do": "skip", "what": "荷兰语", "when": "周五"},
        {"kind": "drop", "track": "dutch", "date": "2026-09-11"},
    ),
)


@pytest.mark.anyio
@pytest.mark.parametrize(("text", "wish", "edit"), RIGHT)
async def test_a_right_copy_is_read(text: str, wish: Mapping[str, str], edit: dict[str, Any]) -> None:
    assert await heard(text, wish) == ([edit], None)


SENTENCE = "Cello on Thursday clashes, Saturday would suit me better, 45 minutes as ever"
ART = "Start on art again? Thursday's was a mess and I was in no state for it"
SWAP = "Cello wants to get away from Thursday and over to Saturday somehow"
HALF = "Cello is hopeless tomorrow, and Dutch too, forget both"
WRONG: tuple[tuple[str, tuple[Slots, ...]], ...] = (
    # words that the message does not have
    (SENTENCE, ({"do": "move", "what": "cello", "when": "Thursday", "to": "Sunday"},)),
    (SENTENCE, ({"do": "move", "what": "cello", "when": "2026-09-10", "to": "2026-09-12"},)),
    (SENTENCE, ({"do": "move", "what": "violoncello", "when": "Thursday", "to": "Saturday"},)),
    (SENTENCE, ({"do": "skip", "what": "Dutch", "when": "Thursday"},)),
    (SENTENCE, ({"do": "move", "what": "大提琴", "when": "周四", "to": "周六"},)),
    (SENTENCE, ({"do": "add", "what": "cello", "length": "90 minutes", "when": "Saturday"},)),
    # a word inside of another
    ("Partly my fault that Dutch will not start tomorrow", ({"do": "skip", "what": "art", "when": "tomorrow"},)),
    # what is left and what is gone to, the other way round
    (SWAP, ({"do": "move", "what": "Cello", "when": "Saturday", "to": "Thursday"},)),
    ("大提琴最好能从周四弄到周六那边去", ({"do": "move", "what": "大提琴", "when": "周六", "to": "周四"},)),
    # half of the message
    (HALF, ({"do": "skip", "what": "Cello", "when": "tomorrow"},)),
    (SENTENCE, ({"do": "skip", "what": "cello", "when": "Thursday"},)),
    (SENTENCE, ({"do": "move", "what": "cello", "when": "Thursday", "to": "Saturday"},)),  # and the 45 minutes?
    # two lengths in one, and a figure besides
    ("Dutch lost to the pub, 30 minutes or 50", ({"do": "did", "what": "Dutch", "length": "30 minutes or 50"},)),
    ("Dutch lost to the pub, 3 pages 30 minutes", ({"do": "did", "what": "Dutch", "length": "3 pages 30 minutes"},)),
    # a slot without which the wish says nothing, and one that it has no place for
    (SENTENCE, ({"do": "move", "what": "cello", "when": "Thursday"},)),
    (SENTENCE, ({"do": "more", "what": "cello", "when": "Thursday"},)),
    # another wish than the words make
    (SENTENCE, ({"do": "travel", "when": "Thursday", "place": "Saturday would suit me better"},)),
    (SENTENCE, ({"do": "off", "when": "cello"},)),
    # a right wish and a wrong one
    (HALF, ({"do": "skip", "what": "Cello", "when": "tomorrow"}, {"do": "pause", "what": "Dutch", "when": "Friday"})),
)


@pytest.mark.anyio
@pytest.mark.parametrize(("text", "wishes"), WRONG)
async def test_a_wrong_copy_becomes_a_question(text: str, wishes: tuple[Slots, ...]) -> None:
    edits, question = await heard(text, *wishes)
    assert edits == []
    assert question


def test_words_stand_in_a_message_whatever_their_width_case_and_spaces() -> None:
    wish = CopiedWish.model_validate({"do": "skip", "what": "dutch", "when": "周五  晚上"})
    assert stands(wish, "ＤＵＴＣＨ，周五 晚上算了")
    assert not stands(wish, "ＤＵＴＣＨ，周五算了")


def test_no_slot_can_open_a_place_of_the_sentence() -> None:
    wish = CopiedWish.model_validate({"do": "task", "what": "{when} [to {place}] %s"})
    assert sentence_of(wish, "en") == "add a task: (when) [to (place)] %s"


@pytest.mark.parametrize(
    ("text", "something"),
    [
        ("Dutch and I are done with each other", True),
        ("大提琴跟我八字不合", True),
        ("an hour, somewhere on Thursday", True),
        ("What a Thursday", False),
        ("今天心情不错", False),
        ("How long is Dutch on Thursday?", False),
        ("周四的荷兰语几点？", False),
        ("Don't move cello on Thursday", False),
        ("If it rains I may skip cello on Thursday", False),
        ("lol", False),
    ],
)
def test_only_words_that_speak_of_the_plan_are_worth_a_model(text: str, something: bool) -> None:
    assert names_something(text, CONTEXT) is something
