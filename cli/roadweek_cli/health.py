"""`doctor`: what works here, what does not, and what to do about it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from roadweek.errors import InputError, NoPlanError, RoadweekError, SettingsError
from roadweek.messages import say
from roadweek_cli.common import common, emit, language, machine_language, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from roadweek.domain.base import Language
    from roadweek.views.documents import CheckView, DoctorView
    from roadweek.workspace import Workspace

app = new_app()


@command(app, "doctor")
def doctor() -> None:
    """Check Python, the workspace, the plan, the solver, the calendar and the model. Changes nothing."""
    ws, wrong = _as_it_is()
    try:
        lang = language(ws)
    except Exception:  # the database says the plan's, and may be what is ill
        lang = machine_language()
    checks = [
        _check("python", lang, lambda: ".".join(map(str, sys.version_info[:3]))),
        _check("workspace", lang, lambda: _folder(ws)),
        _settings_check(ws, wrong, lang),
        _check("timezone", lang, lambda: _zone(ws, lang)),
        _database_check(ws, lang),
        _plan_check(ws, lang),
        _check("solver", lang, _solver),
        _check("calendar", lang, lambda: _calendar(ws, lang)),
        _outbox_check(ws, lang),
        _agreement_check(ws, lang),
        _person_check(ws, lang),
        _check("model", lang, lambda: _model(ws, lang)),
    ]
    view: DoctorView = {"workspace": str(ws.path), "checks": checks}
    emit(view, lambda: _show(view, lang))
    failed = sum(not check["ok"] for check in checks)
    if failed:
        raise InputError("checks_failed", count=failed, total=len(checks))


def _as_it_is() -> tuple[Workspace, list[SettingsError]]:
    """What stops every other command is here a finding."""
    from roadweek.workspace import open_anyhow

    try:
        return workspace(as_it_is=True), []
    except SettingsError:
        return open_anyhow(common().workspace, language=common().lang)


def _show(view: DoctorView, lang: Language) -> None:
    from roadweek import __version__
    from roadweek_cli.paint import line

    line(say("terminal.doctor_title", lang, version=__version__, path=view["workspace"]), "bold")
    for check in view["checks"]:
        mark, name = "✓" if check["ok"] else "✗", say(f"terminal.check_{check['name']}", lang)
        line(f"{mark} {name}: {check['detail']}", None if check["ok"] else "red")
        if check["next"]:
            line(f"    {check['next']}", "dim")


def _check(name: str, lang: Language, look: Callable[[], str], next_: str | None = None) -> CheckView:
    try:
        return {"name": name, "ok": True, "detail": look(), "next": next_}
    except Exception as error:  # a doctor does not fall ill: whatever is broken is a finding
        return _ill(name, lang, error)


def _ill(name: str, lang: Language, error: Exception) -> CheckView:
    detail = error.text(lang) if isinstance(error, RoadweekError) else f"{type(error).__name__}: {error}"
    return {"name": name, "ok": False, "detail": detail, "next": None}


def _settings_check(ws: Workspace, wrong: list[SettingsError], lang: Language) -> CheckView:
    path = ws.path / "config.toml"
    if not wrong:
        return _check("settings", lang, lambda: str(path) if path.exists() else say("terminal.doctor_default", lang))
    detail = "; ".join(f"{error.params['where']}: {error.what(lang)}" for error in wrong)
    in_file = any(str(error.params["where"]).startswith(path.name) for error in wrong)
    next_ = say("terminal.doctor_settings" if in_file else "terminal.doctor_variable", lang, path=path)
    return {"name": "settings", "ok": False, "detail": detail, "next": next_}


def _folder(ws: Workspace) -> str:
    import os

    from roadweek.errors import UnwritableError

    at = ws.path
    while not at.exists():
        at = at.parent
    if not os.access(at, os.W_OK):
        raise UnwritableError(path=ws.path, why="no permission")
    return str(ws.path)


def _database_check(ws: Workspace, lang: Language) -> CheckView:
    """SQLite's own check, references and documents, the seal of the file, and conflict copies of a synced folder."""
    from roadweek.calendars.damage import is_conflict_copy
    from roadweek.storage import copies
    from roadweek.storage.soundness import faults

    if not ws.database.exists() or not ws.database.stat().st_size:
        found = copies.all_copies(ws.database)
        next_ = say("terminal.doctor_restore", lang) if found else None
        return {"name": "database", "ok": not found, "detail": say("terminal.doctor_no_database", lang), "next": next_}
    try:
        wrong = [say(f"damage.db_{one.code}", lang, what=one.what) for one in faults(ws.database)]
        names = {one.name for one in ws.path.iterdir()}
        clashes = [name for name in sorted(names) if is_conflict_copy(name, names)]
        wrong += [say("damage.db_conflict_copy", lang, what=name) for name in clashes]
        kept = copies.all_copies(ws.database)
    except OSError as error:
        return _ill("database", lang, error)
    if wrong:
        next_ = None if len(wrong) == len(clashes) else say("terminal.doctor_restore", lang)
        return {"name": "database", "ok": False, "detail": "; ".join(wrong), "next": next_}
    detail = say("terminal.doctor_sound", lang, count=len(kept))
    return {"name": "database", "ok": True, "detail": detail, "next": None if kept else "roadweek backup"}


def _agreement_check(ws: Workspace, lang: Language) -> CheckView:
    """Whether the calendar says what the plan says, and all of it can be read."""
    from roadweek.usecases.calendar_meeting import disagreements

    try:
        wrong = disagreements(ws, lang)
    except NoPlanError:
        return _check("agreement", lang, lambda: say("terminal.doctor_no_plan", lang))
    except Exception as broken:  # as in _check
        return _ill("agreement", lang, broken)
    if wrong:
        return {"name": "agreement", "ok": False, "detail": "; ".join(wrong), "next": "roadweek calendar repair"}
    return _check("agreement", lang, lambda: say("terminal.doctor_agree", lang))


def _person_check(ws: Workspace, lang: Language) -> CheckView:
    from roadweek.usecases.calendar_meeting import identity

    known = identity(ws)
    if known:
        return _check("person", lang, lambda: ", ".join([*sorted(known.emails), *ws.settings.person.names]))
    return _check(
        "person", lang, lambda: say("terminal.doctor_unknown_person", lang), say("terminal.doctor_set_person", lang)
    )


def _plan_check(ws: Workspace, lang: Language) -> CheckView:
    from roadweek.storage import database
    from roadweek.versions.snapshot import load

    try:
        with database.read(ws.database, as_it_is=True) as connection:
            snapshot = load(connection, ws)
    except NoPlanError:
        return _check("plan", lang, lambda: say("terminal.doctor_no_plan", lang), say("terminal.doctor_import", lang))
    except Exception as error:  # as in _check
        return _ill("plan", lang, error)
    words = say("terminal.doctor_plan", lang, title=snapshot.plan.title, version=snapshot.version)
    return _check("plan", lang, lambda: words)


def _zone(ws: Workspace, lang: Language) -> str:
    key = "zone_set" if ws.settings.timezone else "zone_machine"
    return say(f"terminal.{key}", lang, zone=ws.timezone, path=ws.path / "config.toml")


def _solver() -> str:
    from importlib.metadata import version

    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    model.add(model.new_int_var(0, 9, "x") >= 5)
    status = cp_model.CpSolver().solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise RuntimeError(f"a model of one variable ended as {status}")
    return f"OR-Tools {version('ortools')}"


def _calendar(ws: Workspace, lang: Language) -> str:
    """Meets the calendar server; the built-in one is only started where there is a workspace for it."""
    from roadweek.calendars.account import open_calendar

    settings = ws.settings.calendar
    shown = settings.url or say("terminal.status_embedded", lang, path=ws.path / "calendar")
    if settings.url is None and not ws.database.exists():
        return shown
    with open_calendar(ws.path, settings) as account:
        account.client.homes()
    return shown


def _outbox_check(ws: Workspace, lang: Language) -> CheckView:
    from roadweek.domain.sanitise import sanitised_line
    from roadweek.storage import database, outbox

    try:
        with database.read(ws.database, as_it_is=True) as connection:
            pending, error = outbox.pending_count(connection, ws.person), outbox.last_error(connection, ws.person)
            named = [row.session.title if row.session else row.subject for row in outbox.refused(connection, ws.person)]
    except NoPlanError:
        return _check("outbox", lang, lambda: "0")
    except Exception as broken:  # as in _check
        return _ill("outbox", lang, broken)
    detail = f"{pending} ({error})" if error else str(pending)
    if named:
        told = sanitised_line(", ".join(named[:5]))
        detail = f"{detail}: {told}{' …' if len(named) > 5 else ''}"
    ok = error is None
    return {"name": "outbox", "ok": ok, "detail": detail, "next": None if ok else "roadweek calendar sync"}


def _model(ws: Workspace, lang: Language) -> str:
    settings = ws.settings.model
    if settings.url is None:
        return say("terminal.doctor_no_model", lang)
    import httpx2

    from roadweek.errors import ModelError

    try:
        answer = httpx2.get(settings.url.rstrip("/") + "/models", timeout=5)
    except httpx2.HTTPError as error:
        raise ModelError(url=settings.url, why=type(error).__name__) from error
    return f"{settings.url} {settings.name} (HTTP {answer.status_code})"
