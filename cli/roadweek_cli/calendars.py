"""`calendar`: meeting the calendar server, and keeping the built-in one up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import common as common_options
from roadweek_cli.common import emit, language, print_json, working, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from roadweek.calendars.embedded import EmbeddedServer
    from roadweek.domain.base import Language
    from roadweek.views.documents import CalendarEventsView, RepairView, SyncView
    from roadweek.workspace import Workspace

app = new_app()
calendar_app = new_app("Your calendar: the built-in one, or any CalDAV server named in config.toml.")
app.add_typer(calendar_app, name="calendar")


@command(calendar_app, "sync")
def calendar_sync(
    trust_empty: Annotated[
        bool, typer.Option("--trust-empty", help="believe calendars that are suddenly empty")
    ] = False,
) -> None:
    """Read the calendar (busy times, trips, what you moved by hand), then write what waits or was given up."""
    from roadweek.usecases.calendar_meeting import sync

    ws = workspace(as_it_is=True)
    with working("calendar"):
        view = sync(ws, trust_empty=trust_empty, retry=True)
    emit(view, lambda: _show_sync(ws, view))


def _show_sync(ws: Workspace, view: SyncView) -> None:
    from roadweek_cli import lists

    lists.synced(view, language(ws))


@command(calendar_app, "status")
def calendar_status() -> None:
    """Which calendar it is, what was read of it and what waits to be written. Asks no server."""
    from roadweek.usecases.calendar_meeting import status

    ws = workspace(as_it_is=True)
    view = status(ws)
    emit(view, lambda: _show_status(ws, view))


def _show_status(ws: Workspace, view: SyncView) -> None:
    lang = language(ws)
    server = view["server"]
    if server == "embedded":
        server = say("terminal.status_embedded", lang, path=ws.path / "calendar")
    from roadweek_cli.paint import line

    line(say("terminal.status_line", lang, server=server, events=view["events"], pending=view["pending"]))
    if view["last_sync"]:
        line(say("terminal.status_last_sync", lang, at=view["last_sync"][:16].replace("T", " ")))
    if view["error"]:
        line(say("terminal.status_error", lang, error=view["error"]))
    for warning in view["warnings"]:
        line(warning)
    if view["server"] == "embedded":
        line(say("terminal.join_calendar", lang, path=ws.path / "config.toml"), "dim")


@command(calendar_app, "events")
def calendar_events(
    first: Annotated[str | None, typer.Argument(metavar="FROM", help="default: this week's Monday")] = None,
    last: Annotated[str | None, typer.Argument(metavar="TO", help="default: six days later")] = None,
) -> None:
    """The events as last read: what takes time, what is free, cancelled, declined or unanswered, and what is a trip's.

    Asks no server: `roadweek calendar sync` reads anew.
    """
    from roadweek.usecases.calendar_events import calendar_events as read
    from roadweek_cli.common import a_date

    ws = workspace(as_it_is=True)
    view = read(ws, a_date(first), a_date(last))
    emit(view, lambda: _show_events(view, language(ws)))


def _show_events(view: CalendarEventsView, lang: Language) -> None:
    from roadweek.views.format import clocks, day_name
    from roadweek_cli.paint import line, table
    from roadweek_cli.show import heads

    if not view["events"]:
        line(say("terminal.no_events" if view["last_sync"] else "terminal.no_events_unread", lang))
        return
    rows: list[list[str]] = []
    day = ""
    for one in view["events"]:
        when = say("terminal.all_day", lang) if one["all_day"] else clocks(one["start"], one["end"])
        here = "" if one["start"][:10] == day else day_name(one["start"], lang)
        day = one["start"][:10]
        notes = [say(f"terminal.hold_{one['hold']}", lang)] + (
            [say("terminal.event_ours", lang)] if one["ours"] else []
        )
        notes += [one["trip"]] if one["trip"] else []
        rows.append([here, when, one["title"], " · ".join(notes), one["calendar"]])
    table(heads(lang, "day", "time", "what", "state", "calendar"), rows, styles={3: "dim", 4: "dim"}, fold=(2,))


@command(calendar_app, "repair")
def calendar_repair(
    others: Annotated[
        bool, typer.Option("--others", help="also take off what another workspace's Roadweek wrote there")
    ] = False,
) -> None:
    """Make Roadweek's calendar as the plan has it: write what is missing or damaged, take off what is not planned."""
    from roadweek.usecases.calendar_meeting import repair

    ws = workspace(as_it_is=True)
    with working("calendar"):
        view = repair(ws, others=others)
    emit(view, lambda: _show_repair(ws, view))


def _show_repair(ws: Workspace, view: RepairView) -> None:
    from roadweek_cli.paint import line

    lang = language(ws)
    line(say("terminal.repair_done", lang, written=view["written"], deleted=view["deleted"]))
    for path in view["set_aside"]:
        line(say("terminal.repair_aside", lang, path=path))
    for warning in view["calendar"]["warnings"]:
        line(warning)
    if view["calendar"]["error"]:
        line(say("terminal.status_error", lang, error=view["calendar"]["error"]))


@command(calendar_app, "serve")
def calendar_serve(
    port: Annotated[
        int | None, typer.Option(metavar="PORT", help="default: the one used before", min=1, max=65535)
    ] = None,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="0.0.0.0 lets a phone on your network in, over plain HTTP")
    ] = "127.0.0.1",
    new_password: Annotated[
        bool, typer.Option("--new-password", help="make another password; the old one ends, and this one is shown")
    ] = False,
) -> None:
    """Keep the built-in calendar up, for a phone or another calendar program, until Ctrl-C.

    The password is shown when it is made, as text and as a QR code that DAVx5 reads. Beside Roadweek's calendar there
    is one for your own events: put trips there.
    """
    import sys

    from roadweek.calendars.embedded import serve
    from roadweek.calendars.own_events import have_a_place_for_own_events

    ws = workspace(as_it_is=True)
    lang = language(ws)

    def ready(server: EmbeddedServer) -> None:
        made = have_a_place_for_own_events(server, ws.settings.calendar.name, say("terminal.own_events", lang))
        if common_options().json:
            print_json({"url": server.url, "user": server.user, "password": server.password})
        else:
            print(say("terminal.serve_up", lang, url=server.url, user=server.user))
            if server.new:
                _show_password(server, lang)
            else:
                print(say("terminal.serve_password_known", lang))
            if made:
                print(say("terminal.serve_own_events", lang, name=made))
            print(say("terminal.join_calendar", lang, path=ws.path / "config.toml"))
        sys.stdout.flush()

    serve(ws.path, port, ready, host=host, renew=new_password)


def _show_password(server: EmbeddedServer, lang: Language) -> None:
    """The password, this once; and where a phone can come in, the whole account as a QR code."""
    import sys
    from urllib.parse import quote, urlsplit

    print(say("terminal.serve_password", lang, password=server.password))
    place = urlsplit(server.url)
    if place.hostname == "127.0.0.1" or not sys.stdout.isatty():
        return
    import segno

    account = f"caldav://{quote(server.user)}:{quote(server.password)}@{place.netloc}/"
    segno.make(account, error="m").terminal(sys.stdout, compact=True)
    print(say("terminal.serve_qr", lang))


@command(calendar_app, "login")
def calendar_login() -> None:
    """Keep the calendar's password in the system's keyring. It is asked for, or read from a pipe."""
    import sys

    from roadweek.calendars.account import remember_password
    from roadweek.errors import CalendarError, SettingsError

    ws = workspace(as_it_is=True)
    lang = language(ws)
    settings = ws.settings.calendar
    if settings.url is None or settings.user is None:
        raise SettingsError("login_needless", path=ws.path / "config.toml")
    if sys.stdin.isatty():
        from getpass import getpass

        password = getpass(say("terminal.login_prompt", lang, user=settings.user, url=settings.url))
    else:
        password = sys.stdin.readline().rstrip("\n")
    if not remember_password(settings, password):
        raise CalendarError("no_keyring")
    emit({"url": settings.url, "user": settings.user, "kept": True}, say("terminal.login_kept", lang))
