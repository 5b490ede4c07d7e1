"""Has it become slower? A run against the last good one of the same model, device and load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.benchmarking.regression import judge
from roadweek.benchmarking.run import Run
from roadweek.errors import InputError, UnknownNameError
from roadweek.storage import database, runs
from roadweek.usecases.benchmarks import language_of_runs
from roadweek.views.benchmarks import regression_view

if TYPE_CHECKING:
    from roadweek.views.bench_documents import BenchCheckView
    from roadweek.workspace import Workspace

LOOKED_AT = 100
"""So many runs of the model before are looked through for good ones that are comparable."""


def check_run(ws: Workspace, name: str | None = None) -> BenchCheckView:
    """Hold a run (the last one where none is named) against the last good run before it. Raises UnknownNameError,
    and InputError where nothing was measured yet."""
    lang = language_of_runs(ws)
    with database.read(ws.database) as connection:
        if name is None:
            last = runs.latest(connection, ws.person, limit=1)
            if not last:
                raise InputError("bench_nothing")
            name = str(last[0]["id"])
        row = runs.get(connection, ws.person, name)
        if row is None:
            raise UnknownNameError(what="run", name=name, known=runs.like(connection, ws.person), see="see_runs")
        before = runs.before(connection, ws.person, row["model"], name, limit=LOOKED_AT)
    run = Run.model_validate(row)
    return regression_view(run, judge(run, [Run.model_validate(one) for one in before]), lang)
