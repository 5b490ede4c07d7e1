"""What is learned, said where it is used: in a week's reasons, in an explanation, beside an effort."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from roadweek.domain.short import short_id
from roadweek.messages import say
from roadweek.storage import database, log
from roadweek.views.format import length

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from roadweek.domain.base import Language
    from roadweek.planning.learning import LearnedEffort, LearnedLength
    from roadweek.views.documents import SessionView
    from roadweek.workspace import Workspace


def lengths_used(connection: sqlite3.Connection, ws: Workspace, week: str) -> dict[str, LearnedLength]:
    """By activity the learned lengths that ``week`` is planned with; none where one's own word is in force instead."""
    if not ws.settings.planning.learn or not log.anything_done(connection, ws.person):
        return {}
    from roadweek.domain.weeks import days_of
    from roadweek.planning.learning import stated_length, with_learned
    from roadweek.planning.rhythm import alive
    from roadweek.scheduling.effective import effective
    from roadweek.versions.learned import learned_for
    from roadweek.versions.snapshot import load

    snapshot = load(connection, ws)
    learned = learned_for(connection, ws, snapshot.plan, snapshot.adjustments, week)
    if not learned.lengths:
        return {}
    plan = effective(with_learned(snapshot.plan, learned), snapshot.adjustments)
    days = days_of(week)
    used = {
        a.id: stated_length(a) for a in plan.activities if any(alive(a, plan.periods, d) for d in (days[0], days[-1]))
    }
    return {name: one for name, one in learned.lengths.items() if used.get(name) == one.minutes}


def tell_lengths(ws: Workspace, week: str, rows: Iterable[Mapping[str, Any]], shown: Iterable[SessionView]) -> None:
    """Say in the reasons of ``shown`` that a session is as long as its like took; ``rows`` are the stored ones."""
    with database.read(ws.database) as connection:
        used = lengths_used(connection, ws, week)
        lang = _language(connection, ws) if used else "en"
    if not used:
        return
    activities = {row["id"]: row.get("activity") for row in rows}
    for one in shown:
        words = words_of(used.get(activities.get(one["id"]) or ""), one["start"], one["end"], lang)
        if words:
            one["reason"] = f"{one['reason']}; {words}" if one["reason"] else words


def words_of(one: LearnedLength | None, start: str, end: str, lang: Language) -> str | None:
    """Why a session is as long as it is, where that was learned and its week gave it that length."""
    if one is None:
        return None
    minutes = round((datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 60)
    if abs(minutes - one.stated) <= abs(minutes - one.minutes):
        return None
    return say(
        "learning.length",
        lang,
        minutes=length(one.minutes, lang),
        stated=length(one.stated, lang),
        count=one.count,
        mean=length(one.mean, lang),
    )


def explained_length(ws: Workspace, row: Mapping[str, Any]) -> str | None:
    """The same for one stored session, with how to keep the plan's length."""
    if not row.get("activity") or not row.get("start") or not row.get("week"):
        return None
    with database.read(ws.database) as connection:
        one = lengths_used(connection, ws, row["week"]).get(row["activity"])
        if one is None:
            return None
        lang = _language(connection, ws)
    words = words_of(one, row["start"], row["end"], lang)
    if words is None:
        return None
    keep = say("learning.length_keep", lang, track=row.get("track") or short_id(row["id"]), stated=one.stated)
    return f"{words} ({keep})" if lang == "en" else f"{words}（{keep}）"


def effort_words(one: LearnedEffort, lang: Language) -> str:
    """Where a learned effort comes from."""
    return say(
        "learning.effort",
        lang,
        count=one.count,
        kind=say(f"works.kind_{one.kind}", lang),
        ratio=f"{one.ratio:.2g}",
        factor=f"{one.factor:.3g}",
    )


def _language(connection: sqlite3.Connection, ws: Workspace) -> Language:
    from roadweek.versions.snapshot import language_of

    return language_of(connection, ws)
