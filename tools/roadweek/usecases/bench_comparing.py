"""Runs compared as a person asks for it: an experiment's cells with its first, or groups of runs with the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from roadweek.benchmarking.comparing import KEY_FIGURES, RunComparison, better_when, compare, order_drift
from roadweek.benchmarking.experiment import cell_pairs, run_order
from roadweek.benchmarking.remarks import Remark
from roadweek.errors import InputError, UnknownNameError
from roadweek.storage import database, runs
from roadweek.usecases.benchmarks import experiment_of, find_runs, language_of_runs
from roadweek.views.benchmarks import comparison_view, remark_view

if TYPE_CHECKING:
    from roadweek.benchmarking.experiment import Experiment
    from roadweek.benchmarking.run import Run
    from roadweek.views.bench_documents import BenchCompareView
    from roadweek.workspace import Workspace


def compare_runs(
    ws: Workspace,
    names: Sequence[str] = (),
    *,
    base: str | None = None,
    figures: Sequence[str] | None = None,
    varies: Sequence[str] = (),
) -> BenchCompareView:
    """Hold an experiment's cells against each other (``base``: all against that one), or groups of runs against the
    first.

    A group is a run's id, or several with commas between them. ``varies`` are settings in which groups are meant to
    differ. Without names it is the last experiment. Raises UnknownNameError, and InputError where nothing is there yet,
    for a single run or a figure that is none.
    """
    lang = language_of_runs(ws)
    for one in figures or ():
        if better_when(one) is None:
            raise InputError("bench_figure", name=one, known=", ".join(KEY_FIGURES))
    if not names:
        names = [last_experiment(ws)]
    if len(names) == 1 and "," not in names[0] and _is_experiment(ws, names[0]):
        experiment, made = experiment_of(ws, names[0])
        found = cells_compared(experiment, made, base=base, figures=figures)
        first = base or experiment.cells[0].id
        told = [*experiment_remarks(experiment, made), *by_chance(found)]
        name: str | None = experiment.id
    else:
        groups = [find_runs(ws, [one for one in group.split(",") if one]) for group in names]
        if len(groups) < 2 or not all(groups):
            raise InputError("bench_compare_what")
        found = [
            compare(
                groups[0], group, names=(names[0], other), varies=(*varied(groups[0], group), *varies), figures=figures
            )
            for other, group in zip(names[1:], groups[1:], strict=True)
        ]
        first, name, told = names[0], None, by_chance(found)
    return {
        "experiment": name,
        "base": first,
        "comparisons": [comparison_view(one, lang) for one in found],
        "remarks": [remark_view(one, lang) for one in told],
    }


def last_experiment(ws: Workspace) -> str:
    """The newest experiment. Raises InputError where there is none."""
    with database.read(ws.database) as connection:
        found = runs.experiments(connection, ws.person, limit=1)
        if not found:
            any_run = runs.latest(connection, ws.person, limit=1)
            raise InputError("bench_no_experiment" if any_run else "bench_nothing")
    return str(found[0][0]["id"])


def _is_experiment(ws: Workspace, name: str) -> bool:
    with database.read(ws.database) as connection:
        return runs.get(connection, ws.person, name) is None


def cells_compared(
    experiment: Experiment, made: Sequence[Run], *, base: str | None = None, figures: Sequence[str] | None = None
) -> list[RunComparison]:
    """The cells that were measured, each against the one that ``cell_pairs`` names. Raises UnknownNameError for a base
    that is no cell."""
    cells = [cell.id for cell in experiment.cells]
    if base is not None and base not in cells:
        raise UnknownNameError(what="cell", name=base, known=cells)
    of = {cell: [run for run in made if run.cell == cell] for cell in cells}
    return [
        compare(of[first], of[other], names=(first, other), varies=experiment.varies, figures=figures)
        for first, other in cell_pairs(experiment, base)
        if of[first] and of[other]
    ]


def varied(ours: Sequence[Run], theirs: Sequence[Run]) -> tuple[str, ...]:
    """What two groups of one experiment are meant to differ in: the settings in which their cells do."""
    experiments = {run.experiment for run in (*ours, *theirs)}
    if len(experiments) != 1 or None in experiments:
        return ()
    one, two = ours[0], theirs[0]
    names = one.settings.keys() | two.settings.keys()
    told = {name for name in names if one.settings.get(name) != two.settings.get(name)}
    told |= {"model"} if one.model != two.model else set[str]()
    told |= {"endpoint"} if one.endpoint != two.endpoint else set[str]()
    return tuple(sorted(told))


def experiment_remarks(experiment: Experiment, made: Sequence[Run]) -> list[Remark]:
    """Figures that drifted over the whole experiment."""
    places = {(one.cell, one.repeat): one.place for one in run_order(experiment)}
    counted = [run for run in made if run.counts_as_measured]
    placed = [(places.get((run.cell or "", run.repeat), 0), run.cell or "", run) for run in counted]
    found: list[Remark] = []
    for figure in KEY_FIGURES:
        drift = order_drift(placed, figure)
        if drift is not None:
            found.append(Remark("drift", {"figure": figure, "percent": round(100 * drift)}))
    return found


def by_chance(found: Sequence[RunComparison]) -> list[Remark]:
    """How many of the differences shown would be chance, where many were looked for."""
    count = sum(effect.verdict != "too_few" for one in found for effect in one.effects)
    return [Remark("by_chance", {"count": count, "wrong": round(0.05 * count)})] if count >= 10 else []
