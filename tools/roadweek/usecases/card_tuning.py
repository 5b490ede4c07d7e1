"""Parameters of the card memory learned from the person's answers: measured, in force only where they are better."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roadweek.errors import InputError
from roadweek.reviewing.tuning import LEAST_TUNING, TuningResult, tune, tuning_items
from roadweek.storage import cards, database
from roadweek.usecases.answer import applied
from roadweek.usecases.cards import LEARNED, parameters
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    from roadweek.views.cards import CardsTunedView
    from roadweek.views.documents import AppliedView
    from roadweek.workspace import Workspace


def tuned(ws: Workspace, *, apply: bool = False) -> CardsTunedView:
    """What learning from all answers to cards would be worth; with ``apply`` it is put in force where it predicts
    better. Cards keep their state and their days until their next answer.

    Raises InputError where the optional part is not installed.
    """
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
        now = parameters(connection, ws)
        items = tuning_items(
            (row["subject"], date.fromisoformat(row["at"][:10]), row["rating"])
            for row in cards.answers(connection, ws.person)
        )
        nothing = applied(ws, [], lang, proposal=None, publish=False, connection=connection)
    result: TuningResult | None = None
    if len(items) >= LEAST_TUNING:
        try:
            result = tune(items, now)
        except ImportError as error:
            raise InputError("tuning_missing") from error
    done = nothing
    use = apply and result is not None and result.better
    if use and result is not None:
        row = {"parameters": list(result.parameters), "reviews": result.count, "at": ws.now().isoformat()}
        with database.write(ws.database) as connection:
            change = UnitOfWork(connection, ws)
            change.set_record("coach", LEARNED, row)
            event = change.finish(
                kind="cards_tuned", actor=ws.actor, summary=("cards_tuned", {"reviews": result.count})
            )
            done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    return {
        **done,
        "reviews": len(items),
        "least": LEAST_TUNING,
        "tested": result.tested if result else 0,
        "log_loss": {
            "learned": round(result.learned, 4),
            "published": round(result.published, 4),
            "in_force": round(result.in_force, 4),
            "constant": round(result.constant, 4),
        }
        if result
        else None,
        "verdict": "too_few" if result is None else "better" if result.better else "no_better",
        "parameters": list(result.parameters) if result else None,
        "applied": use,
        "in_force": "learned" if use or now is not None else "published",
    }


def reset(ws: Workspace) -> AppliedView:
    """Put the published parameters in force again. Raises InputError where they are."""
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        if parameters(connection, ws) is None:
            raise InputError("tuning_not_learned")
        change = UnitOfWork(connection, ws)
        change.set_record("coach", LEARNED, None)
        event = change.finish(kind="cards_tuned", actor=ws.actor, summary=("cards_untuned", {}))
        return applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
