"""Rows and domain values as views, with every reason in words. Works on plain rows: ``today`` needs no pydantic."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from roadweek.domain.reason_words import words_of_reason
from roadweek.domain.short import short_id
from roadweek.messages import say
from roadweek.views.format import day_name

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.domain.proposal import Change, Effect, Proposal
    from roadweek.domain.week import Week
    from roadweek.storage.events import HistoryEvent
    from roadweek.views.documents import (
        ChangeView,
        EffectsView,
        EventView,
        MomentView,
        NoticeView,
        OutboxView,
        ProposalView,
        RefusedView,
        SessionPartView,
        SessionView,
        TrackTotalView,
        TripView,
        UnplacedView,
        WeekView,
        WorkPartView,
    )
    from roadweek.views.holidays import HolidayView

StoredRow = Mapping[str, Any]


def reason_words(reason: StoredRow | None, lang: Language) -> str | None:
    """A stored reason in words; null stays null."""
    if reason is None:
        return None
    params = reason.get("params", {})
    return say(f"reasons.{words_of_reason(reason['code'], params)}", lang, **params)


def outbox_view(connection: sqlite3.Connection, person: str, error: str | None = None) -> OutboxView:
    """What waits for the calendar or was given up; ``error`` says why where a try has just failed."""
    from roadweek.storage import outbox

    pending, failed = outbox.pending_count(connection, person), outbox.failed_count(connection, person)
    known = outbox.last_error(connection, person) if pending or failed else None
    view: OutboxView = {"pending": pending, "failed": failed, "error": error or known}
    if refused := refused_views(connection, person):
        view["refused"] = refused
    return view


def refused_views(connection: sqlite3.Connection, person: str) -> list[RefusedView]:
    """The sessions that the calendar's server will not have."""
    from roadweek.storage import outbox

    return [
        {
            "session": row.subject,
            "title": row.session.title if row.session else row.subject,
            "start": row.session.start.isoformat() if row.session else None,
            "why": row.why,
            "given_up": row.given_up,
        }
        for row in outbox.refused(connection, person)
    ]


def session_view(
    row: StoredRow, lang: Language, now: datetime, document: Mapping[str, Any] | None = None
) -> SessionView:
    """``document`` is its week's: it says whose length the plan does not say, and what a session is made of."""
    from roadweek.views.format import clocks, weekday_name

    return {
        "id": row["id"],
        "short": short_id(row["id"]),
        "track": row["track"],
        "title": row["title"],
        "start": row["start"],
        "end": row["end"],
        "weekday": weekday_name(row["start"], lang),
        "local": clocks(row["start"], row["end"]),
        "status": row["status"],
        "open": is_open(row, now),
        "spent_min": row.get("spent_min"),
        "pinned": row["pinned"],
        "assumed": row["id"] in (document or {}).get("assumed", ()),
        "reason": reason_words(row["reason"], lang),
        "work": work_parts(row),
        "parts": session_parts(row, document or {}),
    }


def session_parts(row: StoredRow, document: Mapping[str, Any]) -> list[SessionPartView]:
    """What the plan divides a session into."""
    parts = document.get("parts", {}).get(row["id"], ())
    return [{"title": part["title"], "minutes": part["minutes"]["lo"]} for part in parts]


def is_open(row: StoredRow, now: datetime) -> bool:
    """Whether a session is over and nobody has said what came of it."""
    return bool(row["status"] == "planned") and datetime.fromisoformat(row["end"]) <= now


def work_parts(row: StoredRow) -> list[WorkPartView]:
    """What a session is for."""
    return [
        {"id": p["work"], "minutes": p["minutes"], "done_min": p["done_min"], "of_min": p["of_min"]}
        for p in row.get("work") or ()
    ]


def unplaced_view(row: StoredRow, lang: Language) -> UnplacedView:
    return {
        "id": row["id"],
        "track": row.get("track"),
        "title": row["title"],
        "minutes": row["minutes"],
        "code": row["reason"]["code"],
        "reason": reason_words(row["reason"], lang) or "",
    }


def week_view(
    document: StoredRow,
    sessions: Iterable[StoredRow],
    *,
    accepted: bool,
    lang: Language,
    now: datetime,
    calendar: OutboxView,
    totals: Iterable[TrackTotalView] = (),
    holidays: Iterable[HolidayView] = (),
) -> WeekView:
    """A week from its stored document and its sessions, with its sums by track. Of a draft nothing is open: nobody has
    agreed to it."""
    views = [session_view(row, lang, now, document) for row in sessions]
    if not accepted:
        for view in views:
            view["open"] = False
    return {
        "week": document["week"],
        "now": now.isoformat(timespec="seconds"),
        "timezone": document["timezone"],
        "state": "accepted" if accepted else "draft",
        "days": [{"date": day["date"], "template": day["template"]} for day in document["days"]],
        "sessions": views,
        "unplaced": [unplaced_view(row, lang) for row in document["unplaced"]],
        "capacity_min": document["capacity_min"],
        "planned_min": document["planned_min"],
        "buffer_min": document["buffer_min"],
        "totals": list(totals),
        "open_min": sum(minutes_of(view) for view in views if view["open"]),
        "notices": [],
        "calendar": calendar,
        "holidays": list(holidays),
    }


def minutes_of(session: SessionView) -> int:
    """The length of a session."""
    span = datetime.fromisoformat(session["end"]) - datetime.fromisoformat(session["start"])
    return round(span.total_seconds() / 60)


def week_rows(week: Week) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A solved week as the document and the session rows that storage keeps."""
    from roadweek.storage.sessions import as_row

    return week.model_dump(mode="json", exclude={"sessions"}), [as_row(session) for session in week.sessions]


def _moment(change: Change, which: str) -> MomentView | None:
    moment = change.before if which == "before" else change.after
    return {"start": moment.start.isoformat(), "end": moment.end.isoformat()} if moment else None


def change_view(change: Change, lang: Language) -> ChangeView:
    return {
        "kind": change.kind,
        "session": change.session,
        "track": change.track,
        "title": change.title,
        "from": _moment(change, "before"),
        "to": _moment(change, "after"),
        "forced": change.forced,
        "reason": say(f"reasons.{change.reason.words}", lang, **change.reason.params),
    }


def effects_view(effects: Sequence[Effect]) -> EffectsView:
    """All that a change writes to the calendar."""
    from roadweek.domain.proposal import digest_of

    return {
        "put": sum(one.what != "removed" for one in effects),
        "delete": sum(one.what == "removed" for one in effects),
        "sessions": [
            {
                "id": one.id,
                "title": one.title,
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
                "what": one.what,
                "from": {"start": one.before.start.isoformat(), "end": one.before.end.isoformat()}
                if one.before
                else None,
            }
            for one in effects
        ],
        "digest": digest_of(effects),
    }


def proposal_view(
    proposal: Proposal,
    lang: Language,
    *,
    accepted: Collection[str],
    by: str = "edits",
    warnings: Iterable[str] = (),
    others: Iterable[str] = (),
    notices: Iterable[NoticeView] = (),
) -> ProposalView:
    """A stored proposal; ``accepted`` are the weeks that stand already, ``others`` the proposals open beside it."""
    return {
        "proposal": proposal.id,
        "version": proposal.version,
        "state": proposal.state,
        "weeks": [week.week for week in proposal.weeks],
        "first": [week.week for week in proposal.weeks if week.week not in accepted],
        "edits": [edit.to_json() for edit in proposal.edits],
        "changes": [change_view(change, lang) for change in proposal.changes],
        "forced_min": proposal.forced_min,
        "chosen_min": proposal.chosen_min,
        "unplaced": [unplaced_view(one.model_dump(mode="json"), lang) for one in proposal.unplaced],
        "effects": effects_view(proposal.effects or ()),
        "question": None,
        "by": "rules" if by == "rules" else "model" if by == "model" else "edits",
        "warnings": list(warnings),
        "notices": list(notices),
        "others": list(others),
    }


def no_proposal(
    version: int,
    *,
    question: str | None,
    by: str,
    warnings: Iterable[str] = (),
    notices: Iterable[NoticeView] = (),
) -> ProposalView:
    """The answer where there is nothing to propose: a question back, or no change."""
    return {
        "proposal": None,
        "version": version,
        "state": None,
        "weeks": [],
        "first": [],
        "edits": [],
        "changes": [],
        "forced_min": 0,
        "chosen_min": 0,
        "unplaced": [],
        "effects": effects_view(()),
        "question": question,
        "by": "rules" if by == "rules" else "model" if by == "model" else "edits",
        "warnings": list(warnings),
        "notices": list(notices),
        "others": [],
    }


def event_view(event: HistoryEvent, lang: Language) -> EventView:
    return {
        "event": event.seq,
        "at": event.at,
        "actor": event.actor,
        "kind": event.kind,
        "subject": event.subject,
        "summary": summary_words(json.loads(event.summary), lang),
        "undoes": event.undoes,
        "undone_by": event.undone_by,
    }


def summary_words(summary: Any, lang: Language) -> str:
    """An event's summary, a key of ``messages.history`` and its parameters, in words."""
    key, params = summary
    if key == "recorded" and "edits" in params:
        from roadweek.views.format import edit_words

        titles = params.get("titles", {})
        params = {"what": "; ".join(edit_words(_titled(edit, titles, lang), lang) for edit in params["edits"])}
    elif key == "replanned" and params["weeks"] == "-":
        key = "replanned_kept"
    elif key in ("undone", "undone_import", "redone"):
        params = {"event": params["event"], "what": summary_words(params["of"], lang)}
    elif key in ("attempted", "redone_problem", "recalled"):
        from roadweek.views.reviewing_words import summary_params

        params = summary_params(key, params, lang)
    return say(f"history.{key}", lang, **params)


def _titled(edit: Mapping[str, Any], titles: Mapping[str, Any], lang: Language) -> Mapping[str, Any]:
    """The edit with its session's title and day in place of the id, where they were kept with it."""
    if edit.get("session") not in titles:
        return edit
    title, day = titles[edit["session"]]
    return {**edit, "session": f"{title}, {day_name(day, lang)}" if lang == "en" else f"{day_name(day, lang)} {title}"}


def _evidence(code: str, lang: Language) -> str:
    kind, _, detail = code.partition(":")
    return say(f"evidence.{kind}", lang, detail=detail)


def trip_view(row: StoredRow, lang: Language) -> TripView:
    """A trip with its evidence, stored as ``kind:detail``, in words."""
    return {
        "id": row["id"],
        "start": row["start"],
        "end": row["end"],
        "place": row["place"],
        "timezone": row["timezone"],
        "zone": row["timezone"],
        "state": row["state"],
        "origin": row["origin"],
        "segments": [
            {
                "role": leg["role"],
                "start": leg["start"],
                "end": leg["end"],
                "from": leg["origin"],
                "to": leg["place"],
                "zone": leg["timezone"],
            }
            for leg in row.get("legs", ())
        ],
        "evidence": [_evidence(code, lang) for code in row["evidence"]],
    }
