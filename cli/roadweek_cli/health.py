"""`doctor`: what works here, what does not, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.errors import RoadweekError
from roadweek.messages import say
from roadweek_cli.common import emit, language, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from roadweek.views import CheckView, DoctorView
    from roadweek.workspace import Workspace

app = new_app()


@command(app, "doctor")
def doctor() -> None:
    """Check Python, the workspace, the plan, the solver, the calendar and the model. Changes nothing."""
    ws = workspace()
    lang = language(ws)
    checks = [
        _python(),
        _check("workspace", lambda: str(_folder(ws))),
        _check("plan", lambda: _plan(ws)),
        _check("solver", _solver),
        _check("calendar", lambda: _calendar(ws)),
        _check("outbox", lambda: _outbox(ws)),
        _check("model", lambda: _model(ws)),
    ]
    view: DoctorView = {"workspace": str(ws.path), "checks": checks}
    emit(view, lambda: _show(view))
    if not all(check["ok"] for check in checks):
        raise typer_exit(1)
    del lang


def typer_exit(code: int) -> Exception:
    import typer

    return typer.Exit(code)


def _show(view: DoctorView) -> None:
    from roadweek import __version__
    from roadweek_cli.paint import line

    lang = language()
    line(say("terminal.doctor_title", lang, version=__version__, path=view["workspace"]), "bold")
    for check in view["checks"]:
        mark = "✓" if check["ok"] else "✗"
        line(f"{mark} {say(f'terminal.check_{check["name"]}', lang)}: {check['detail']}", None if check["ok"] else "red")
        if check["next"]:
            line(f"    {check['next']}")


def _check(name: str, look: Callable[[], str]) -> CheckView:
    try:
        return {"name": name, "ok": True, "detail": look(), "next": None}
    except RoadweekError as error:
        return {"name": name, "ok": False, "detail": error.text(language()), "next": None}
    except Exception as error:  # a doctor does not fall ill: whatever is broken is a finding
        return {"name": name, "ok": False, "detail": f"{type(error).__name__}: {error}", "next": None}
