"""What came of a session is said by its short id, in both languages; anything else is no report."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from roadweek.domain.short import short_id
from roadweek.understanding.context import KnownSession, NamedThing, SentenceContext
from roadweek.understanding.understand import understand

NOW = datetime.fromisoformat("2026-06-04T21:00:00+02:00")
ONE, TWO = "2026-W23.organ.1", "2026-W23.greek.TU"
A, B = short_id(ONE), short_id(TWO)


def read(text: str) -> list[dict[str, Any]]:
    start = NOW - timedelta(days=2)
    sessions = tuple(
        KnownSession(name, name.split(".")[1], start, start + timedelta(minutes=60)) for name in (ONE, TWO)
    )
    tracks = (NamedThing("organ", ("Organ", "管风琴")), NamedThing("greek", ("Greek", "希腊语")))
    context = SentenceContext(as_of=NOW, timezone="Europe/Rome", tracks=tracks, sessions=sessions)
    return [edit.to_json() for edit in understand(text, context).edits]


def report(session: str, outcome: str, minutes: int | None = None) -> dict[str, Any]:
    told = {"kind": "report", "session": session, "outcome": outcome}
    return told if minutes is None else {**told, "minutes": minutes}


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("{a} done", [report(ONE, "done")]),
        ("mark {a} as skipped", [report(ONE, "skipped")]),
        ("{a} was not done", [report(ONE, "skipped")]),
        ("{a}: only 25 minutes", [report(ONE, "partial", 25)]),
        ("{a} half done", [report(ONE, "partial", 30)]),
        ("{a} took 80 minutes", [report(ONE, "done", 80)]),
        ("{a} done, {b} skipped", [report(ONE, "done"), report(TWO, "skipped")]),
        ("{a} 完成了，{b} 没做", [report(ONE, "done"), report(TWO, "skipped")]),
        ("{b} 只做了20分钟", [report(TWO, "partial", 20)]),
        ("把{b}标记为跳过", [report(TWO, "skipped")]),
        ("{a}做完了和{b}做了一半", [report(ONE, "done"), report(TWO, "partial", 30)]),
        ("2026-W23.organ.1 is finished", [report(ONE, "done")]),
    ],
)
def test_a_session_is_reported_by_its_id(text: str, reports: list[dict[str, Any]]) -> None:
    assert read(text.format(a=A, b=B)) == reports


@pytest.mark.parametrize("text", ["{a} to Friday", "{a} done, move {b} to Friday", "zzz9 done", "pin {a}", "why {a}?"])
def test_what_says_anything_else_is_no_report(text: str) -> None:
    assert not any(edit["kind"] == "report" for edit in read(text.format(a=A, b=B)))
