"""Meeting the calendar: read busy times and trips, take up what the person's hand did there, write what waits.

A calendar that cannot be met loses nothing: what waits keeps waiting, and the reason is told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from roadweek.domain.edits import Drop, Pin
from roadweek.errors import CalendarError, RoadweekError
from roadweek.messages import say
from roadweek.storage import busy, database, outbox, sessions, trips
from roadweek.storage import calendar as store
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of
from roadweek.views.build import outbox_view, refused_views, trip_view
from roadweek.views.texts import refused_lines

if TYPE_CHECKING:
    from roadweek.calendars.account import Connection
    from roadweek.calendars.attendance import Identity
    from roadweek.calendars.sync import SyncReport
    from roadweek.domain.base import Language
    from roadweek.storage.calendar import HandChange
    from roadweek.views.documents import OutboxView, RepairView, SyncView
    from roadweek.workspace import Workspace


def sync(
    ws: Workspace, *, drain: bool = True, force: bool = False, trust_empty: bool = False, retry: bool = False
) -> SyncView:
    """Read the calendar, take up the person's own changes to our events, then (``drain``) write what waits.

    Without ``force`` the embedded calendar is not even started where its files are as they were and nothing waits.
    ``retry`` tries once more what was given up; ``trust_empty`` believes a calendar that held many events and is empty.
    Raises CalendarError where the server cannot be met, and WorkspaceError.
    """
    from roadweek.calendars.sync import nothing_changed

    if retry:
        with database.write(ws.database) as connection:
            outbox.retry_failed(connection, ws.person)
    with database.read(ws.database) as connection:
        waits = drain and outbox.pending_count(connection, ws.person) > 0
        hands = store.hand_changes(connection, ws.person)
    if (
        not (force or trust_empty or waits)
        and not hands
        and ws.settings.calendar.url is None
        and nothing_changed(ws.database, ws.path, ws.person, ws.now(), timezone=ws.timezone, me=identity(ws))
    ):
        return _view(ws, written=0, deleted=0, kept=())
    with _met(ws), _account(ws) as account:
        warnings = _read(ws, account, trust_empty)
        written, deleted, kept, error = _write(ws, account, warnings) if drain else (0, 0, (), None)
    return _view(ws, written=written, deleted=deleted, kept=kept, error=error, warnings=warnings)


def identity(ws: Workspace) -> Identity:
    """Who the person is in invitations: as config.toml says, else the calendar's user."""
    from roadweek.calendars.attendance import Identity

    who = ws.settings.person
    return Identity.of(who.emails, who.names, ws.settings.calendar.user)


def repair(ws: Workspace, *, others: bool = False) -> RepairView:
    """Have the calendar say of our sessions what the database says: rewrite what is missing, damaged, elsewhere or not
    marked as ours, take off what is ours and not planned. No event of ours that is gone is taken for deleted.

    ``others`` also takes off what another workspace, or an older Roadweek, wrote into our calendar.
    Raises CalendarError.
    """
    from roadweek.calendars.repair import repair as mend

    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
    with _account(ws) as account:
        done = mend(
            ws.database,
            account,
            ws.person,
            ws.now(),
            timezone=ws.timezone,
            lang=lang,
            me=identity(ws),
            others=others,
        )
        with database.write(ws.database) as connection:
            for hand in store.hand_changes(connection, ws.person):
                take_up(connection, ws, hand)
        written, deleted, kept, error = _write(ws, account)
    seen = _view(ws, written=written, deleted=deleted, kept=kept, error=error, warnings=_told(done.report, lang))
    return {"calendar": seen, "written": written, "deleted": deleted, "set_aside": [str(one) for one in done.aside]}


def publish(ws: Workspace) -> OutboxView:
    """Write what waits. What goes wrong with it is told, not raised: the plan stands either way."""
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
        if not outbox.pending_count(connection, ws.person):
            return _outbox(connection, ws, None, lang)
    error: str | None = None
    anew: list[str] = []
    try:
        with _account(ws) as account:
            *_, error = _write(ws, account, anew)
    except (RoadweekError, OSError, sqlite3.Error) as stopped:  # a full disk, too: what was decided is stored already
        words = stopped.text(lang) if isinstance(stopped, CalendarError) else None
        error = words or say("states.calendar_not_told", lang, why=_cause(stopped))
    with database.read(ws.database) as connection:
        return _outbox(connection, ws, error, lang, anew)


def _cause(error: BaseException) -> str:
    why = error.params.get("why") if isinstance(error, RoadweekError) else getattr(error, "strerror", None)
    return " ".join(str(why or error).split())


def _outbox(
    connection: sqlite3.Connection, ws: Workspace, error: str | None, lang: Language, more: Sequence[str] = ()
) -> OutboxView:
    """What waits, and where the calendar does not say what the plan says though nothing waits: "up to date" is said of
    what was looked at."""
    view = outbox_view(connection, ws.person, error)
    if warnings := [*more, *_difference(connection, ws, lang)]:
        view["warnings"] = warnings
    return view


@contextmanager
def _met(ws: Workspace) -> Generator[None]:
    """Keep when the calendar was last read, or why it could not be: what `calendar status` tells."""
    try:
        yield
    except CalendarError as error:
        with suppress(sqlite3.Error, OSError), database.write(ws.database) as connection:
            state = store.state_of(connection, ws.person)
            words = error.text(language_of(connection, ws))
            store.save_state(connection, ws.person, replace(state, fault=words))
        raise
    with database.write(ws.database) as connection:
        state = store.state_of(connection, ws.person)
        at = ws.now().isoformat(timespec="seconds")
        store.save_state(connection, ws.person, replace(state, met_at=at, fault=None))


@contextmanager
def _account(ws: Workspace) -> Generator[Connection]:
    from roadweek.calendars.account import open_calendar

    with open_calendar(ws.path, ws.settings.calendar) as account:
        yield account


def _read(ws: Workspace, account: Connection, trust_empty: bool) -> list[str]:
    """Read what changed; what was not believed or could not be read, in words."""
    from roadweek.calendars.sync import sync as read

    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
    report = read(
        ws.database,
        account,
        ws.person,
        ws.now(),
        timezone=ws.timezone,
        lang=lang,
        trust_empty=trust_empty,
        me=identity(ws),
        ask_share=ws.settings.calendar.ask_share,
    )
    with database.write(ws.database) as connection:
        for hand in store.hand_changes(connection, ws.person):
            take_up(connection, ws, hand)
    return _told(report, lang)


def _told(report: SyncReport, lang: Language) -> list[str]:
    """What a reading did not believe, and what it knew again."""
    key = "states.events_vanished" if report.vanished else "states.calendar_emptied"
    told = [say(key, lang, name=name, count=report.vanished) for name in report.suspicious]
    if report.recognised:
        told.append(say("states.events_recognised", lang, count=len(report.recognised)))
    return told


def disagreements(ws: Workspace, lang: Language) -> list[str]:
    """Where the calendar, as it was last read and as its own files are now, does not say what the plan says, in words.

    Raises NoPlanError.
    """
    from roadweek.calendars.damage import ours_damaged
    from roadweek.calendars.own import agrees

    with database.read(ws.database, as_it_is=True) as connection:
        wrong = _difference(connection, ws, lang)
        wrong += [] if ws.settings.calendar.url is None else _unreadable(connection, ws, lang)
        wrong += _doubtful(connection, ws, lang, None)
        if not agrees(ws.database, connection, ws.person):
            wrong.append(say("states.database_older", lang))
        met = store.state_of(connection, ws.person).server
        written = bool(store.links_of(connection, ws.person))
    if ws.settings.calendar.url is None:
        for path, why in ours_damaged(ws.path):
            words = why_unreadable(why, lang)
            wrong.append(say("states.file_unreadable", lang, path=path, why=words))
        if met and written and not (ws.path / "calendar" / "collection-root").is_dir():
            wrong.append(say("states.calendar_folder_gone", lang, path=ws.path / "calendar"))
    return wrong


SHOWN = 5
"""Unreadable events that are named."""


def _unreadable(connection: sqlite3.Connection, ws: Workspace, lang: Language) -> list[str]:
    """Events that cannot be read, each with where it is and why."""
    from roadweek.calendars.busy import title_in
    from roadweek.calendars.damage import CONFLICT_COPY

    found = store.unreadable(connection, ws.person)
    told: list[str] = []
    for href, why, ours, raw in found[:SHOWN]:
        path = _where(ws, href)
        words = why_unreadable(why, lang)
        if title := title_in(raw):
            words = f"“{title}”: {words}" if lang == "en" else f"“{title}”：{words}"
        key = "conflict_copy" if why == CONFLICT_COPY else "event_damaged" if ours else "event_unreadable"
        told.append(say(f"states.{key}", lang, path=path, why=words))
    if len(found) > SHOWN:
        told.append(say("states.events_unreadable", lang, count=len(found) - SHOWN))
    return told


def why_unreadable(why: str, lang: Language) -> str:
    """Why an object cannot be used, in words; what a library said stays as it is."""
    from roadweek.messages.damage import TEXTS

    code, _, detail = why.partition(":")
    count, _, days = detail.partition("/")
    return say(f"damage.{code}", lang, detail=count, days=days, what=detail) if code in TEXTS else why


def _doubtful(connection: sqlite3.Connection, ws: Workspace, lang: Language, shown: int | None = SHOWN) -> list[str]:
    """Events of which a property could not be used, each with its title and what was made of it."""
    found = [(href, *doubt) for href, some in store.doubts_of(connection, ws.person).items() for doubt in some]
    told: list[str] = []
    for href, code, title, detail in found[:shown]:
        why = say(f"damage.doubt_{code}", lang, detail=detail)
        name = title or say("states.event_untitled", lang)
        told.append(say("states.event_doubtful", lang, title=name, path=_where(ws, href), why=why))
    if len(found) > len(told):
        told.append(say("states.events_doubtful", lang, count=len(found) - len(told)))
    return told


def _where(ws: Workspace, href: str) -> str:
    """Where an object lies, as the person finds it."""
    from roadweek.calendars.damage import folder_of

    return str(folder_of(ws.path, href)) if ws.settings.calendar.url is None else href


def _difference(connection: sqlite3.Connection, ws: Workspace, lang: Language) -> list[str]:
    """Where calendar and plan differ though nothing waits, in words; nothing where the calendar was never met."""
    if not store.state_of(connection, ws.person).server:
        return []
    found = store.difference(connection, ws.person, ws.now())
    if not found.count:
        return []
    counts = {"missing": len(found.missing), "elsewhere": len(found.elsewhere), "unplanned": len(found.unplanned)}
    parts = [say(f"states.differs_{name}", lang, count=count) for name, count in counts.items() if count]
    return [say("states.calendar_differs", lang, parts=("，" if lang == "zh" else ", ").join(parts))]


def take_up(connection: sqlite3.Connection, ws: Workspace, hand: HandChange) -> None:
    """The person's own hand wins: a session they moved stays there, one they deleted is not asked for again.

    It is an ordinary change with an event of its own, so that it can be undone.
    """
    row = sessions.get(connection, ws.person, hand.session)
    if row is None and hand.kind == "moved":  # the plan dropped it, and they keep it: it is an event of theirs now
        store.let_go(connection, ws.person, hand.session)
        return
    store.accept_hand_change(connection, ws.person, hand.session)
    if row is None:
        return
    change = UnitOfWork(connection, ws)
    change.known_to_calendar.add(hand.session)
    if hand.kind == "moved" and hand.start and hand.end:
        start, end = hand.start.isoformat(), hand.end.isoformat()
        if (start, end) == (row["start"], row["end"]):
            return  # a whole day was made of it, on its own day
        change.set_session(hand.session, {**row, "start": start, "end": end, "pinned": True})
        change.put_in_force(Pin(session=hand.session))
        what = {"title": row["title"], "from": row["start"][:16], "to": start[:16]}
        change.finish(kind="moved", actor="calendar", subject=hand.session, summary=("moved_by_hand", what))
        return
    change.set_session(hand.session, None)
    if row["track"]:
        drop = {"track": row["track"], "date": row["start"][:10], "session": hand.session}
        change.put_in_force(Drop.model_validate(drop))
    what = {"title": row["title"], "from": row["start"][:16]}
    change.finish(kind="deleted", actor="calendar", subject=hand.session, summary=("deleted_by_hand", what))


def _write(
    ws: Workspace, account: Connection, told: list[str] | None = None
) -> tuple[int, int, tuple[str, ...], str | None]:
    """Write what waits; what else was done is added to ``told``, in words."""
    from roadweek.calendars.drain import drain

    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
    report = drain(ws.database, account, ws.person, ws.now(), timezone=ws.timezone, lang=lang, me=identity(ws))
    with database.write(ws.database) as connection:
        for hand in store.hand_changes(connection, ws.person):
            take_up(connection, ws, hand)
    if report.made_anew and told is not None:
        told.append(say("states.calendar_made_anew", lang, count=report.written))
    return report.written, report.deleted, report.conflicts, report.error.text(lang) if report.error else None


def status(ws: Workspace) -> SyncView:
    """What is known of the calendar without asking it."""
    return _view(ws, written=0, deleted=0, kept=())


def _view(
    ws: Workspace,
    *,
    written: int,
    deleted: int,
    kept: tuple[str, ...],
    error: str | None = None,
    warnings: Sequence[str] = (),
) -> SyncView:
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
        state = store.state_of(connection, ws.person)
        refused = refused_views(connection, ws.person)
        return {
            "server": ws.settings.calendar.url or "embedded",
            "events": busy.count_events(connection, ws.person),
            "written": written,
            "deleted": deleted,
            "pending": outbox.pending_count(connection, ws.person),
            "failed": outbox.failed_count(connection, ws.person),
            "refused": refused,
            "kept_by_hand": list(kept),
            "trips": [trip_view(one.model_dump(mode="json"), lang) for one in trips.trips_of(connection, ws.person)],
            "last_sync": state.met_at,
            "error": error or state.fault,
            "warnings": [
                *warnings,
                *refused_lines(refused, lang),
                *_unreadable(connection, ws, lang),
                *_doubtful(connection, ws, lang),
                *_difference(connection, ws, lang),
            ],
        }


def read_first(ws: Workspace) -> list[str]:
    """Read a calendar that this database has never met and that may hold much already: the person's time, and events
    of ours from a database that was lost. What it has to say, in words; nothing where there is none to read."""
    with database.read(ws.database) as connection:
        if store.state_of(connection, ws.person).server:
            return []
    if ws.settings.calendar.url is None and not any((ws.path / "calendar" / "collection-root").rglob("*.ics")):
        return []
    try:
        return sync(ws, drain=False)["warnings"]
    except CalendarError as error:
        with database.read(ws.database) as connection:
            return [error.text(language_of(connection, ws))]


def read_calendar(ws: Workspace) -> str | None:
    """Bring busy times and trips up to date before planning; why not, in words, where the calendar cannot be met.

    Planning goes on from what was known before: a calendar that is away is told, never taken for an empty one.
    """
    try:
        sync(ws, drain=False)
    except CalendarError as error:
        with database.read(ws.database) as connection:
            return error.text(language_of(connection, ws))
    return None
