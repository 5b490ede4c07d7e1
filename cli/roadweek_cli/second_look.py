"""A model's second look at a plan's notes, as a person meets it: what it proposes, what was refused and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek_cli.common import common, language, working
from roadweek_cli.compose import PlanReader, model_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.importing.asking import Portion
    from roadweek.usecases.relabel import Answered, Help
    from roadweek.views.documents import ModelView
    from roadweek.workspace import Workspace

REFUSED_SHOWN = 12


class _Told(PlanReader):
    """The same, with a line that says so while it takes its time."""

    def ask(self, portions: Sequence[Portion], *, written: str) -> Answered:
        with working("ask"):
            return super().ask(portions, written=written)


def helping(ws: Workspace, *, share_private: bool, dry_run: bool) -> Help:
    """The configured model, and a question before its items are stored where somebody is there to answer it.

    Raises SettingsError, which says what to write where, without a model.
    """
    from roadweek.errors import SettingsError
    from roadweek.usecases.relabel import Help

    model = model_of(ws)
    if model is None:
        raise SettingsError("no_model", path=ws.path / "config.toml")
    present = sys.stdin.isatty() and sys.stderr.isatty() and not common().json and not dry_run

    def look(view: ModelView) -> bool:
        lang = language(ws)
        show_model(view, lang)
        sys.stderr.write(say("relabel.keep", lang, count=len(view["accepted"])))
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in ("", "y", "yes", "是", "好", "好的")

    return Help(_Told(model), share_private=share_private, look=look if present else None)


def show_model(view: ModelView, lang: Language) -> None:
    """What a model proposed: the accepted items and the refused ones, each with its lines."""
    from roadweek_cli.paint import line, parts
    from roadweek_cli.show import line_numbers

    line()
    if view["kept"]:
        line(say("relabel.kept", lang, count=len(view["kept"])), "bright_magenta")
    if view["problem"]:
        line(say("relabel.problem", lang, why=view["problem"]), "yellow")
        if not view["accepted"] and not view["kept"]:
            line(say("relabel.plain", lang), "dim")
    if view["name"] is None:
        return
    if view["proposed"] or view["asked"]:
        counts = {"accepted": len(view["accepted"]), "refused": len(view["refused"])}
        line(say("relabel.said", lang, name=view["name"], proposed=view["proposed"], **counts), "bold")
    elif not view["problem"]:
        line(say("relabel.none", lang, name=view["name"]))
    for item in view["accepted"]:
        kind = say(f"provenance.kind_{item['group']}", lang)
        parts(("  + ", "bright_magenta"), f"{kind}  {item['title']}", (f"  {line_numbers(item['lines'])}", "dim"))
    for one in view["refused"][:REFUSED_SHOWN]:
        where = line_numbers(one["lines"]) if one["lines"] else "–"
        parts(("  × ", "red"), (f"{one['title'] or one['group'] or '–'}  {where}  {one['reason']}", "dim"))
    if len(view["refused"]) > REFUSED_SHOWN:
        line("    " + say("provenance.more", lang, count=len(view["refused"]) - REFUSED_SHOWN), "dim")
    if view["calls"]:
        spent = {"calls": view["calls"], "prompt": view["prompt_tokens"], "answer": view["answer_tokens"]}
        said = say("relabel.cost", lang, lines=view["asked"], **spent)
        more = "; " + say("relabel.unasked", lang, count=view["unasked"]) if view["unasked"] else ""
        line("  " + said + more, "dim")
