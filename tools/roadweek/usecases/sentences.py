"""What a sentence asks for, read by the grammar against the plan that stands."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.domain.sanitise import sanitised
from roadweek.domain.weeks import next_week, week_id
from roadweek.errors import NoPlanError
from roadweek.scheduling.effective import activities_of, effective, fold_trips
from roadweek.storage import database, sessions
from roadweek.understanding.context import (
    KnownActivity,
    KnownSession,
    KnownTrip,
    NamedDecision,
    NamedHoliday,
    NamedMilestone,
    NamedThing,
    NamedWork,
    SentenceContext,
)
from roadweek.understanding.corrections import normalise
from roadweek.understanding.followup import follow_up
from roadweek.understanding.understand import Understanding, understand
from roadweek.understanding.work_shapes import of_effort
from roadweek.usecases.notices import gap_days
from roadweek.usecases.public_holidays import holidays_between
from roadweek.versions.snapshot import hours_of, load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadweek.domain.plan import Activity, Plan
    from roadweek.scheduling.inputs import Stretch
    from roadweek.views.documents import FollowView, ProposalView, ReadingWhyView, UnderstandView
    from roadweek.workspace import Workspace


HOLIDAYS_AHEAD = timedelta(days=180)
"""So far ahead a holiday may be spoken of by its name."""
_POLITE = re.compile(r"^(?:(?:ok(?:ay)?|yes|please|then|well|so|好的?|那就?|就|请)\s*)+|\s*(?:please|then|吧|好了)$")
_PROPER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+[A-Z0-9][A-Za-z0-9]*(?![A-Za-z0-9])")
"""A word with a capital or a figure inside."""


def sentence_context(ws: Workspace) -> SentenceContext:
    """The names and dates that sentences of this person may use. Without a plan: the clock alone."""
    now = ws.now()
    this = week_id(now.date())
    try:
        with database.read(ws.database) as connection:
            snapshot = load(connection, ws)
            ahead = holidays_between(connection, ws, now.date(), now.date() + HOLIDAYS_AHEAD)
            holidays = tuple(NamedHoliday(h["id"], tuple(h["names"])) for h in ahead if h["id"])
            near = [
                row
                for week in (next_week(this, -1), this, next_week(this))
                for row in sessions.of_week(connection, ws.person, week)
            ]
            lost = gap_days(connection, ws)
    except NoPlanError:
        return SentenceContext(as_of=now, timezone=ws.timezone)
    plan = effective(snapshot.plan, snapshot.adjustments)
    trips = fold_trips(snapshot.trips, snapshot.adjustments)
    return SentenceContext(
        as_of=now,
        timezone=ws.timezone,
        tracks=tuple(NamedThing(t.id, _names(t.title, *t.names)) for t in plan.tracks),
        milestones=tuple(
            NamedMilestone(m.id, _names(m.title, *m.names), m.due.latest if m.due else None)
            for m in plan.milestones
            if m.done is None
        ),
        trips=tuple(KnownTrip(t.start, t.end, t.place) for t in trips if t.counts),
        tasks=tuple(NamedThing(t.id, _names(t.title)) for t in plan.tasks if t.open),
        decisions=tuple(NamedDecision(d.id, _names(d.question), d.options) for d in plan.decisions),
        sessions=tuple(
            KnownSession(row["id"], row["track"], _local(row["start"], now), _local(row["end"], now)) for row in near
        ),
        works=_works(plan),
        activities=_activities(plan, now.date()),
        holidays=holidays,
        lost=lost,
        day_ends=tuple(
            (day, end) for day, spans in hours_of(ws, plan).days.items() if (end := _latest_end(spans)) is not None
        ),
    )


def _latest_end(spans: Iterable[Stretch]) -> time | None:
    """When the last of a day's stretches ends that does not run past midnight."""
    return max((span.end for span in spans if span.end > span.start), default=None)


def _activities(plan: Plan, today: date) -> tuple[KnownActivity, ...]:
    """The activities of each track as they are now, its main one first."""
    return tuple(
        KnownActivity(a.track, a.title, _minutes(a), a.per)
        for track in plan.tracks
        for a in activities_of(plan, track.id, today)
        if a.template == "normal"
    )


def _minutes(activity: Activity) -> int | None:
    length = activity.minutes
    return length.lo if length is not None and length.top == length.lo and not activity.assumed else None


def context_of(ws: Workspace, text: str) -> SentenceContext:
    """The context of one sentence. How long works take is read only where a sentence may say that it is more or that
    so much is left: it needs the weeks ahead."""
    from roadweek.usecases.works import work_list

    context = sentence_context(ws)
    if not (context.works or context.tasks) or not of_effort().search(text):
        return context
    known = {w["id"]: w for strand in work_list(ws)["strands"] for w in strand["works"]}

    def reckoned(work: NamedWork) -> NamedWork:
        row = known.get(work.id)
        return replace(work, minutes=row["effort_min"][0], done_min=row["done_min"]) if row else work

    tasks = tuple(NamedWork(t.id, t.names) for t in context.tasks)
    return replace(context, works=tuple(reckoned(w) for w in (*context.works, *tasks)))


def _works(plan: Plan) -> tuple[NamedWork, ...]:
    """The open works by their titles, and by a word that can only be meant as a name (TensorRT, RAG, FP16) where one
    title alone has it."""
    works = [w for s in plan.strands for w in s.works if w.open]
    tracks = {w.id: w.track or s.track for s in plan.strands for w in s.works}
    words = {w.id: {word.casefold() for word in _PROPER.findall(w.title)} for w in works}
    known = [name for t in plan.tracks for name in (t.title, *t.names)]
    known += [m.title for m in plan.milestones] + [t.title for t in plan.tasks] + [d.question for d in plan.decisions]
    taken = " ".join(known).casefold()
    count = Counter(word for said in words.values() for word in said)
    return tuple(
        NamedWork(w.id, _names(w.title, *sorted(_own(words[w.id], count, taken))), tracks[w.id]) for w in works
    )


def _own(words: set[str], count: Counter[str], taken: str) -> list[str]:
    return [n for n in words if count[n] == 1 and n not in taken]


def _names(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _local(moment: str, now: datetime) -> datetime:
    return datetime.fromisoformat(moment).astimezone(now.tzinfo)


def follow_text(ws: Workspace, text: str, proposal: str) -> FollowView:
    """What a sentence makes of a proposal that was just talked about: all edits that are wished now, or a question.

    Raises UnknownNameError for a proposal that is not known.
    """
    from roadweek.usecases import replan
    from roadweek.versions.check import parse_edits

    shown = replan.show(ws, proposal)
    way = _way_said(text, shown)
    if way is not None:
        return {"edits": way, "question": None, "by": "rules", "follows": "instead", "state": "open"}
    found = follow_up(text, parse_edits(shown["edits"]), sentence_context(ws), applied=shown["state"] == "applied")
    return {
        "edits": [edit.to_json() for edit in found.edits] if found else [],
        "question": found.question if found else None,
        "by": "rules",
        "follows": found.follows if found else None,
        "state": shown["state"] or "open",
    }


def _way_said(text: str, shown: ProposalView) -> list[dict[str, Any]] | None:
    """The edits of a way out that a proposal offered, where a message says it as it was told; else null."""
    said = _bare(text)
    for notice in shown["notices"] if shown["state"] == "open" else ():
        for way in notice["ways"]:
            if said and said == _bare(way["text"]):
                return way["edits"]
    return None


def _bare(text: str) -> str:
    """Words without quotes, punctuation and a polite beginning, to compare them."""
    plain = " ".join(re.sub(r"[“”\"'‘’「」.,，。!！;；:：]", " ", normalise(text)).casefold().split())
    return _POLITE.sub("", plain)


def understand_text(ws: Workspace, text: str, *, context: SentenceContext | None = None) -> UnderstandView:
    """The edits that a sentence asks for by the rules, or one question back, or neither."""
    return _shown(understand(sanitised(text), context or context_of(ws, text)))


def why_read(text: str, view: UnderstandView) -> ReadingWhyView:
    """``view`` with the rules of the grammar behind what was read of ``text``."""
    from roadweek.grammar.explain import explain
    from roadweek.grammar.read import read

    return {**view, "why": explain(read(text), text).splitlines()}


def wish_of(ws: Workspace, text: str) -> UnderstandView:
    """What a sentence asks to be done, as :func:`understand_text` reads it. Raises NoEffectError where it is to change
    or cancel a trip that nobody knows: what can have no effect is no question."""
    from roadweek.usecases.no_effect import no_such_trip

    context = context_of(ws, text)
    found = understand(sanitised(text), context)
    if found.unknown == "trip":
        raise no_such_trip(context.trips)
    return _shown(found)


def _shown(found: Understanding) -> UnderstandView:
    return {"edits": [edit.to_json() for edit in found.edits], "question": found.question, "by": "rules"}
