"""Days that were lost come back: what is such a message, which days it means, and what is none."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from roadweek.domain.edits import CatchUp
from roadweek.understanding.context import NamedThing, SentenceContext
from roadweek.understanding.understand import understand

TRACKS = (NamedThing("guitar", ("Guitar", "吉他")), NamedThing("german", ("German", "德语")))
TUESDAY = datetime.fromisoformat("2026-05-19T18:00:00+08:00")


def read(text: str, **more: Any) -> tuple[Any, ...]:
    return understand(text, SentenceContext(as_of=TUESDAY, timezone="Asia/Shanghai", tracks=TRACKS, **more)).edits


def span(first: str, last: str, **more: Any) -> CatchUp:
    return CatchUp.model_validate({"from": first, "until": last, **more})


@pytest.mark.parametrize(
    ("text", "first", "last", "more"),
    [
        ("I had the flu for nine days, please spread what I missed over the coming weeks", "05-10", "05-18", {}),
        ("Was in hospital for 12 days. Reschedule everything.", "05-07", "05-18", {}),
        ("I did nothing since 11 May, spread it out", "05-11", "05-18", {}),
        ("sick from 4 May to 13 May, catch me up", "05-04", "05-13", {}),
        ("I fell behind two weeks; distribute the backlog over five weeks", "05-05", "05-18", {"weeks": 5}),
        ("I was offline for eight days, help me catch up on guitar", "05-11", "05-18", {"track": "guitar"}),
        ("发烧躺了八天，落下的慢慢补回来", "05-11", "05-18", {}),
        ("停了十一天，帮我重新规划", "05-08", "05-18", {}),
        ("从5月6日到5月14日什么都没做，重新安排", "05-06", "05-14", {}),
        ("上周一直在加班，没学，把欠的分摊到接下来四周", "05-11", "05-17", {"weeks": 4}),
        ("中断了两个星期，把德语落下的补上", "05-05", "05-18", {"track": "german"}),
    ],
)
def test_what_was_lost_is_spread(text: str, first: str, last: str, more: dict[str, Any]) -> None:
    assert read(text) == (span(f"2026-{first}", f"2026-{last}", **more),)


@pytest.mark.parametrize(
    "text",
    [
        "don't spread what I missed",
        "What if I was ill for ten days and spread it?",
        "落下的不用补了",
        "I was ill for ten days",
        "move Guitar to Friday because I was ill yesterday",
        "I was sick yesterday, catch up on it",
        "I was away for eight days, help me catch up on the violin lessons",
        "如果我病了十天，怎么重新安排？",
    ],
)
def test_what_is_none_is_not_taken_for_one(text: str) -> None:
    assert not any(isinstance(edit, CatchUp) for edit in read(text))


@pytest.mark.parametrize("text", ["catch up on what I missed", "把落下的都补上"])
def test_without_days_the_gap_that_is_known_is_meant(text: str) -> None:
    assert read(text, lost=(date(2026, 5, 2), date(2026, 5, 12))) == (span("2026-05-02", "2026-05-12"),)
    assert read(text) == (span("2026-05-05", "2026-05-18"),)
