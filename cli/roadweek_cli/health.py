"""`doctor`: what works here, what does not, and what to do about it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from roadweek.errors import InputError, NoPlanError, RoadweekError
from roadweek.messages import say
from roadweek_cli.common import emit, language, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from roadweek.views.documents import CheckView, DoctorView
    from roadweek.workspace import Workspace

app = new_app()


@command(app, "doctor")
def doctor() -> None:
    """Check Python, the workspace, the plan, the solver, the calendar and the model. Changes nothing."""
    ws = workspace()
    checks = [
        _check("python", lambda: ".".join(map(str, sys.version_info[:3]))),
        _check("workspace", lambda: _folder(ws)),
        _check("timezone", lambda: _zone(ws)),
        _plan_check(ws),
        _check("solver", _solver),
        _check("calendar", lambda: _calendar(ws)),
        _outbox_check(ws),
        _check("model", lambda: _model(ws)),
    ]
    view: DoctorView = {"workspace": str(ws.path), "checks": checks}
    emit(view, lambda: _show(view))
    failed = sum(not check["ok"] for check in checks)
    if failed:
        raise InputError("checks_failed", count=failed, total=len(checks))


def _show(view: DoctorView) -> None:
    from roadweek import __version__
    from roadweek_cli.paint import line

    lang = language()
    line(say("terminal.doctor_title", lang, version=__version__, path=view["workspace"]), "bold")
    for check in view["checks"]:
        mark, name = "✓" if check["ok"] else "✗", say(f"terminal.check_{check['name']}", lang)
        line(f"{mark} {name}: {check['detail']}", None if check["ok"] else "red")
        if check["next"]:
            line(f"    {check['next']}", "dim")


def _check(name: str, look: Callable[[], str], next_: str | None = None) -> CheckView:
    try:
        return {"name": name, "ok": True, "detail": look(), "next": next_}
    except RoadweekError as error:
        return {"name": name, "ok": False, "detail": error.text(language()), "next": None}
    except Exception as error:  # a doctor does not fall ill: whatever is broken is a finding
        return {"name": name, "ok": False, "detail": f"{type(error).__name__}: {error}", "next": None}


def _folder(ws: Workspace) -> str:
    import os

    from roadweek.errors import UnwritableError

    at = ws.path
    while not at.exists():
        at = at.parent
    if not os.access(at, os.W_OK):
        raise UnwritableError(path=ws.path, why="no permission")
    return str(ws.path)


def _plan_check(ws: Workspace) -> CheckView:
    from roadweek.storage import database
    from roadweek.versions.snapshot import load

    try:
        with database.read(ws.database) as connection:
            snapshot = load(connection, ws)
    except NoPlanError:
        return _check(
            "plan", lambda: say("terminal.doctor_no_plan", language()), say("terminal.doctor_import", language())
        )
    except RoadweekError as error:
        found = error.text(language())
        return {"name": "plan", "ok": False, "detail": found, "next": None}
    words = say("terminal.doctor_plan", language(), title=snapshot.plan.title, version=snapshot.version)
    return _check("plan", lambda: words)


def _zone(ws: Workspace) -> str:
    key = "zone_set" if ws.settings.timezone else "zone_machine"
    return say(f"terminal.{key}", language(), zone=ws.timezone, path=ws.path / "config.toml")


def _solver() -> str:
    from importlib.metadata import version

    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    model.add(model.new_int_var(0, 9, "x") >= 5)
    status = cp_model.CpSolver().solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise RuntimeError(f"a model of one variable ended as {status}")
    return f"OR-Tools {version('ortools')}"


def _calendar(ws: Workspace) -> str:
    """Meets the calendar server; the built-in one is only started where there is a workspace for it."""
    from roadweek.calendars.account import open_calendar

    settings = ws.settings.calendar
    shown = settings.url or say("terminal.status_embedded", language(), path=ws.path / "calendar")
    if settings.url is None and not ws.database.exists():
        return shown
    with open_calendar(ws.path, settings) as account:
        account.client.homes()
    return shown


def _outbox_check(ws: Workspace) -> CheckView:
    from roadweek.storage import database, outbox

    try:
        with database.read(ws.database) as connection:
            pending, error = outbox.pending_count(connection, ws.person), outbox.last_error(connection, ws.person)
    except NoPlanError:
        return _check("outbox", lambda: "0")
    except RoadweekError as broken:
        return {"name": "outbox", "ok": False, "detail": broken.text(language()), "next": None}
    detail = f"{pending} ({error})" if error else str(pending)
    ok = error is None
    return {"name": "outbox", "ok": ok, "detail": detail, "next": None if ok else "roadweek calendar sync"}


def _model(ws: Workspace) -> str:
    settings = ws.settings.model
    if settings.url is None:
        return say("terminal.doctor_no_model", language())
    import httpx2

    from roadweek.errors import ModelError

    try:
        answer = httpx2.get(settings.url.rstrip("/") + "/models", timeout=5)
    except httpx2.HTTPError as error:
        raise ModelError(url=settings.url, why=type(error).__name__) from error
    return f"{settings.url} {settings.name} (HTTP {answer.status_code})"
