"""What is taken along on a trip: what its sessions need without a network, the cards of its days, problems to redo."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.domain.records import Card
from roadweek.messages import say
from roadweek.storage import cards, database
from roadweek.storage.sessions import seconds
from roadweek.usecases.card_days import CARD_MIN, rooms, spread_cards
from roadweek.usecases.cards import A_DAY
from roadweek.usecases.weekly_redo import redo
from roadweek.versions.snapshot import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roadweek.domain.base import Language
    from roadweek.domain.week import Trip
    from roadweek.views.trip_documents import Take, TakenView
    from roadweek.workspace import Workspace

_NEEDS: tuple[tuple[Take, re.Pattern[str]], ...] = (
    (
        "audio",
        re.compile(
            r"\blisten|\baudio|\bpodcast|\bshadowing|\bdictation|\bradio\b|听力|[泛精]听|听写|播客|跟读|音频|影子跟读|收听",
            re.IGNORECASE,
        ),
    ),
    ("video", re.compile(r"\bvideos?\b|\blectures?\b|\bwatch|视频|网课|看课|公开课|听课|讲座", re.IGNORECASE)),
    (
        "text",
        re.compile(
            r"\bread(?:ing)?\b|\bpapers?\b|\bbooks?\b|\bchapters?\b|\barticles?\b|\bvocab|\bwords\b|\bnotes\b"
            r"|阅读|读书|论文|文献|书|文章|笔记|单词|词汇|背诵",
            re.IGNORECASE,
        ),
    ),
)
"""By which words of a session's title its material is known; what has none of them takes its own."""


def taken_along(
    ws: Workspace, trip: Trip, rows: Iterable[tuple[dict[str, Any], Mapping[str, Any]]], lang: Language
) -> list[TakenView]:
    """``rows`` are the sessions of the days away, each with its week's document."""
    found: dict[tuple[Take, str], TakenView] = {}
    for row, document in rows:
        parts = [part["title"] for part in document.get("parts", {}).get(row["id"], ())]
        base, _, about = row["title"].partition(": ")
        kind = material_of(" ".join([row["title"], *parts]))
        title = base if about and row.get("work") else row["title"]
        one = found.setdefault(
            (kind, title), {"kind": kind, "title": title, "count": 0, "minutes": 0, "titles": [], "how": None}
        )
        one["count"] += 1
        one["minutes"] += (seconds(row["end"]) - seconds(row["start"])) // 60
        one["titles"] += [t for t in ([about] if about and row.get("work") else parts) if t not in one["titles"]]
    return [*found.values(), *_cards(ws, trip, lang), *_problems(ws, trip, lang)]


def material_of(title: str) -> Take:
    """The kind of material that a session of this title needs."""
    for kind, words in _NEEDS:
        if words.search(title):
            return kind
    return "other"


def _cards(ws: Workspace, trip: Trip, lang: Language) -> list[TakenView]:
    """The cards that come on the days away, with the file that holds them."""
    today = ws.now().date()
    with database.read(ws.database) as connection:
        everything = [Card.model_validate(row) for row in cards.every(connection, ws.person)]
        room = rooms(load(connection, ws), A_DAY * CARD_MIN) if everything else None
    if room is None:
        return []
    loads = spread_cards(everything, room, today)
    mine = [name for day, names in loads.days.items() if trip.covers(day) for name in names]
    if not mine:
        return []
    fronts = {card.id: card.front for card in everything}
    return [
        {
            "kind": "cards",
            "title": say("trips.cards", lang),
            "count": len(mine),
            "minutes": round(len(mine) * CARD_MIN),
            "titles": [fronts[name] for name in mine[:5]],
            "how": "roadweek review cards export cards.apkg",
        }
    ]


def _problems(ws: Workspace, trip: Trip, lang: Language) -> list[TakenView]:
    """The redo set of the weeks whose Sunday lies in the trip: what would be solved at home is at least at hand."""
    sundays: list[date] = [
        day
        for n in range((trip.end - trip.start).days + 1)
        if (day := trip.start + timedelta(days=n)).weekday() == 6 and day >= ws.now().date()
    ]
    picked = {one["problem"]: one for day in sundays[:1] for one in redo(ws, day)["chosen"]}
    if not picked:
        return []
    return [
        {
            "kind": "problems",
            "title": say("trips.problems", lang),
            "count": len(picked),
            "minutes": sum(one["minutes"] for one in picked.values()),
            "titles": [one["title"] for one in picked.values()],
            "how": None,
        }
    ]
