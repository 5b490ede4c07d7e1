"""Days that were lost: what they cost by track and milestone, and how calmly it can come back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadweek.domain.edits import Adjustment, CatchUp
from roadweek.domain.weeks import week_id
from roadweek.messages import say
from roadweek.planning.schedule import short_of
from roadweek.planning.supply import minutes_of
from roadweek.scheduling.content import conditions
from roadweek.scheduling.effective import effective, fold_trips
from roadweek.scheduling.missed import SHARE, comes_back, places_of_work
from roadweek.storage import database
from roadweek.usecases.works import standing
from roadweek.versions.snapshot import load, week_inputs
from roadweek.views.format import day_name, length

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.domain.plan import Plan
    from roadweek.domain.week import Session
    from roadweek.scheduling.inputs import WeekInputs
    from roadweek.views.documents import ComebackView, NoticeLineView, NoticeView
    from roadweek.workspace import Workspace

TOLD = 6
"""So many milestones are told."""
TRACKS_TOLD = 8
"""So many tracks have a line of their own."""


def gap_notice(
    ws: Workspace,
    first: date,
    last: date,
    *,
    lang: Language,
    track: str | None = None,
    weeks: int | None = None,
    asked: bool = False,
) -> NoticeView | None:
    """What the days ``first`` to ``last`` cost; null where they held nothing. ``asked``: the person has already said
    that they want it back."""
    edit = CatchUp.model_validate({"from": first, "until": last, "track": track, "weeks": weeks})
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        seq = max((a.seq for a in snapshot.adjustments), default=0) + 1
        pretended = (*snapshot.adjustments, Adjustment(id="gap", seq=seq, edit=edit, on=ws.now().date()))
        inputs = week_inputs(connection, ws, snapshot, week_id(ws.now().date()), adjustments=pretended)
        plan = effective(snapshot.plan, snapshot.adjustments)
        lost = _lost(inputs, edit)
        if not lost:
            return None
        milestones = _milestones(connection, ws, lost, inputs)
    tracks = _tracks(lost, plan, inputs)
    spread = _spread(edit, tracks, plan)
    head, *details = _words(edit, tracks, milestones, spread, inputs, lang, asked=asked)
    return {
        "kind": "gap",
        "text": head,
        "details": details,
        "spread": spread,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "lines": [*tracks, *milestones],
        "ways": [] if asked else [{"text": say("notices.gap_say", lang), "edits": [edit.to_json()]}],
    }


def _lost(inputs: WeekInputs, edit: CatchUp) -> list[Session]:
    """The sessions of these days that were not done: of earlier weeks, and of this one as far as it is over."""
    own = [s for s in inputs.sessions if s.week == inputs.week and s.end <= inputs.now and s.status != "done"]
    return [s for s in (*inputs.missed, *own) if edit.holds(s.start.date(), s.track) and _left(s, inputs) > 0]


def _left(session: Session, inputs: WeekInputs) -> int:
    return session.minutes - session.counted_min(inputs.now)


def _tracks(lost: Sequence[Session], plan: Plan, inputs: WeekInputs) -> list[NoticeLineView]:
    titles = {t.id: t.title for t in plan.tracks}
    places = places_of_work(plan)
    here = {s.id for s in inputs.sessions}
    found: dict[str, NoticeLineView] = {}
    for session in lost:
        kind = "task" if session.task else "track"
        name = session.task or session.track
        title = titles.get(session.track or "", session.title)
        line = found.setdefault(
            f"{kind}/{name or session.title}",
            {
                "kind": "task" if session.task else "track",
                "id": name,
                "title": session.title if session.task else title,
                "due": None,
                "lost_min": 0,
                "again_min": 0,
                "short_min": 0,
            },
        )
        line["lost_min"] += _left(session, inputs)
        if session.task or session.id in here or comes_back(session, plan, inputs, places):
            line["again_min"] += _left(session, inputs)
    return sorted(found.values(), key=lambda one: (-one["lost_min"], one["title"]))


def _milestones(
    connection: sqlite3.Connection, ws: Workspace, lost: Sequence[Session], inputs: WeekInputs
) -> list[NoticeLineView]:
    """What is due and lost minutes in these days, and what no longer fits, the shortest first."""
    known = standing(connection, ws)
    minutes: dict[str, int] = {}
    for session in lost:
        left = _left(session, inputs)
        for part in session.work:
            minutes[part.work] = minutes.get(part.work, 0) + min(left, part.minutes)
            left = max(0, left - part.minutes)
    found: list[NoticeLineView] = []
    for work in (w for s in known.view.strands for w in s.works):
        if not (work.due and work.open) or work.id not in known.view.weeks:
            continue
        short = short_of(known.view, work, known.behind.get(work.id, 0), known.weeks.get(work.id, {}))
        if work.id in minutes or (short and work.last is not None and work.last >= known.today):
            found.append(
                {
                    "kind": "milestone",
                    "id": work.id,
                    "title": work.title,
                    "due": work.last.isoformat() if work.last else None,
                    "lost_min": minutes.get(work.id, 0),
                    "again_min": 0,
                    "short_min": short,
                }
            )
    return sorted(found, key=lambda one: (not one["short_min"], one["due"] or "~", one["title"]))[:TOLD]


def _spread(edit: CatchUp, tracks: Sequence[NoticeLineView], plan: Plan) -> ComebackView | None:
    """How what can come back is spread over the weeks after the gap; null where nothing does."""
    again = sum(t["again_min"] for t in tracks)
    if not again:
        return None
    monday = edit.until + timedelta(days=7 - edit.until.weekday())
    usual = minutes_of([a for a in plan.activities if a.template == "normal"], plan, monday)
    share = max(30, round(usual * SHARE / 15) * 15)
    weeks = edit.weeks or max(1, -(-again // share))
    share = -(-again // weeks) if edit.weeks else share
    return {"minutes": again, "week_min": min(share, again), "weeks": weeks}


def _words(
    edit: CatchUp,
    tracks: Sequence[NoticeLineView],
    milestones: Sequence[NoticeLineView],
    spread: ComebackView | None,
    inputs: WeekInputs,
    lang: Language,
    *,
    asked: bool,
) -> list[str]:
    """A line for what happened, one a track, one a milestone that it costs something, and what is proposed."""
    days = [edit.from_ + timedelta(days=n) for n in range((edit.until - edit.from_).days + 1)]
    trips = [t for t in fold_trips(inputs.trips, inputs.adjustments) if t.counts]
    given = conditions(inputs, trips)
    away = sum(any(t.covers(day) for t in trips) for day in days)
    why = "gap_trip" if 2 * away >= len(days) else "gap_off" if 2 * len(given.off & set(days)) >= len(days) else "gap"
    names = {"first": day_name(days[0].isoformat(), lang), "last": day_name(days[-1].isoformat(), lang)}
    said = [say("notices.lost" if asked else f"notices.{why}", lang, days=len(days), **names)]
    said += [_lost_words(one, lang) for one in tracks[:TRACKS_TOLD]]
    if rest := tracks[TRACKS_TOLD:]:
        minutes = sum(one["lost_min"] for one in rest)
        said.append("· " + say("notices.lost_more", lang, count=len(rest), length=length(minutes, lang)))
    for one in milestones:
        known = "milestone_short" if one["short_min"] else "milestone_fits"
        said.append(
            say(
                f"notices.{known}",
                lang,
                title=one["title"],
                day=day_name(one["due"], lang) if one["due"] else "—",
                lost=length(one["lost_min"], lang),
                short=length(one["short_min"], lang),
            )
        )
    if spread is None:
        return [*said, say("notices.again_none", lang)]
    back = {"length": length(spread["minutes"], lang), "share": length(spread["week_min"], lang)}
    return [*said, say("notices.again", lang, **back, weeks=spread["weeks"])]


def _lost_words(one: NoticeLineView, lang: Language) -> str:
    whole = one["again_min"] >= one["lost_min"]
    known = "lost_back" if whole else "lost_part" if one["again_min"] else "lost_anew"
    lengths = {"length": length(one["lost_min"], lang), "again": length(one["again_min"], lang)}
    return "· " + say(f"notices.{known}", lang, title=one["title"], **lengths)
