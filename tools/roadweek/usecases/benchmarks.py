"""Benchmarks: an experiment is kept, measured run by run, listed, looked at; a run that is not wanted is withdrawn.

Each run is written as soon as it is made, so that what dies goes on at the next one. Measuring itself is given in
(:data:`Measure`): it may be a load on an endpoint or a model in this process. Only one measurement runs at a time in a
workspace, for two would spoil each other.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from roadweek.benchmarking.experiment import (
    CellJob,
    CellRun,
    Experiment,
    ExperimentCell,
    ExperimentKind,
    SettingValue,
    cells_of,
    left_to_run,
    run_order,
)
from roadweek.benchmarking.run import Run
from roadweek.benchmarking.setting_values import SETTINGS, SettingValueError, setting_value
from roadweek.benchmarking.vision import VISION_SETTINGS, vision_value
from roadweek.errors import InputError, UnknownNameError
from roadweek.storage import database, outbox, plans, runs
from roadweek.usecases.bench_history import note_measured
from roadweek.usecases.bench_progress import progress
from roadweek.views.benchmarks import experiment_view, run_detail, run_view

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from roadweek.domain.base import Language
    from roadweek.views.bench_documents import (
        BenchListView,
        BenchRunView,
        BenchShowView,
        ExperimentView,
        RunsForgottenView,
        RunView,
    )
    from roadweek.workspace import Workspace

Measure = Callable[[CellJob], Run]
"""Makes one run. It gives back the run also where that is refused as a measurement; it raises a RoadweekError where
nothing could be measured at all."""
OnJob = Callable[[CellJob, Run | None], None]
"""Told before a run is made, with null, and after it, with the run."""

MOST_RUNS = 1000
LEASE = "benchmark"
LEASE_S = 24 * 3600
"""A process that died is seen at once on its own machine; elsewhere a day is waited."""


def new_experiment(
    ws: Workspace,
    *,
    varies: Mapping[str, Sequence[object]],
    held: Mapping[str, object] | None = None,
    title: str | None = None,
    question: str | None = None,
    repeats: int = 3,
    kind: ExperimentKind = "load",
    cells: Sequence[ExperimentCell] | None = None,
    order_seed: int = 1,
    work: str | None = None,
    milestone: str | None = None,
) -> Experiment:
    """An experiment from what varies and what is held; nothing is kept yet. Without ``cells``, all combinations.

    Raises InputError for a setting that there is not or a value that it cannot have, and for too many runs.
    """
    levels = {name: tuple(dict.fromkeys(_value(name, each, kind) for each in given)) for name, given in varies.items()}
    levels = {name: each for name, each in levels.items() if each}
    kept = {name: _value(name, value, kind) for name, value in (held or {}).items() if name not in levels}
    made = tuple(cells) if cells else cells_of(levels)
    if not 1 <= repeats <= 100 or len(made) * repeats > MOST_RUNS:
        raise InputError("bench_too_many", runs=len(made) * repeats, most=MOST_RUNS)
    at = ws.now().replace(microsecond=0)
    told = title or _title(levels, kept)
    return Experiment(
        id=f"x{at:%y%m%d}-{_slug(told)}"[:100],
        at=at,
        title=told[:200],
        question=question,
        kind=kind,
        varies=levels,
        held=kept,
        cells=made,
        repeats=repeats,
        order_seed=order_seed,
        work=work,
        milestone=milestone,
    )


def _value(name: str, value: object, kind: ExperimentKind) -> SettingValue:
    try:
        return setting_value(name, value) if kind == "load" else vision_value(name, value)
    except SettingValueError as error:
        if error.why == "unknown":
            known = SETTINGS if kind == "load" else VISION_SETTINGS
            raise UnknownNameError(what="setting", name=name, known=known) from None
        params = {"name": name, "value": str(value), "low": f"{error.low:g}", "high": f"{error.high:g}"}
        raise InputError(f"bench_setting_{error.why}", **params) from None


def _title(varies: Mapping[str, Sequence[SettingValue]], held: Mapping[str, SettingValue]) -> str:
    """``model: a, b · orin`` where the person gave no title."""
    parts = [f"{name}: {', '.join(str(level) for level in levels)}" for name, levels in varies.items()]
    parts += [str(held[name]) for name in ("model", "endpoint") if held.get(name)]
    return " · ".join(parts) or "benchmark"


def _slug(text: str) -> str:
    words = "".join(c.lower() if c.isascii() and c.isalnum() else " " for c in text).split()
    return "-".join(words)[:40].strip("-") or "experiment"


def shown_experiment(ws: Workspace, experiment: Experiment) -> ExperimentView:
    """An experiment as it would be kept, for looking at before it is."""
    return experiment_view(experiment, (), language_of_runs(ws))


def keep_experiment(ws: Workspace, experiment: Experiment) -> ExperimentView:
    """Keep an experiment so that it can be run; its id is made free."""
    with database.write(ws.database) as connection:
        name = runs.free_id(connection, ws.person, "experiments", experiment.id)
        kept = experiment.model_copy(update={"id": name})
        runs.put_experiment(connection, ws.person, kept.to_json())
    return experiment_view(kept, (), language_of_runs(ws))


def language_of_runs(ws: Workspace) -> Language:
    """The language of answers: the one asked for, else the plan's where there is one, else English."""
    if ws.language or not ws.database.exists():
        return ws.language or "en"
    with database.read(ws.database) as connection:
        return plans.active_language(connection, ws.person) or "en"


def experiment_of(ws: Workspace, name: str) -> tuple[Experiment, list[Run]]:
    """An experiment and its runs. Raises UnknownNameError."""
    with database.read(ws.database) as connection:
        return _experiment(connection, ws, name)


def _experiment(connection: sqlite3.Connection, ws: Workspace, name: str) -> tuple[Experiment, list[Run]]:
    row = runs.experiment(connection, ws.person, name)
    if row is None:
        raise UnknownNameError(what="experiment", name=name, known=runs.like(connection, ws.person), see="see_runs")
    made = [Run.model_validate(one) for one in runs.of_experiment(connection, ws.person, name)]
    return Experiment.model_validate(row), made


def jobs_left(ws: Workspace, name: str) -> list[CellJob]:
    """The runs of an experiment that are still to be made, in their order. Raises UnknownNameError."""
    experiment, made = experiment_of(ws, name)
    left = left_to_run(experiment, [(run.cell or "", run.repeat) for run in made])
    return [_job(ws, experiment, one) for one in left]


def _job(ws: Workspace, experiment: Experiment, one: CellRun) -> CellJob:
    return CellJob(
        run=f"{experiment.id}/{one.cell}/{one.repeat}"[:110],
        at=ws.now().replace(microsecond=0),
        experiment=experiment.id,
        title=experiment.title,
        kind=experiment.kind,
        cell=one.cell,
        repeat=one.repeat,
        place=one.place,
        of=len(run_order(experiment)),
        seed=experiment.order_seed * 1000
        + one.repeat,  # all cells of a round have the same arrivals; a nonce keeps caches out
        settings=experiment.settings_of(one.cell),
    )


def run_job(ws: Workspace, job: CellJob, measure: Measure) -> RunView:
    """Make one run and keep it. One that was made already is not made again: whoever was interrupted may ask twice.

    Raises InputError where another measurement is going on in this workspace.
    """
    lang = language_of_runs(ws)
    with database.read(ws.database) as connection:
        for row in runs.of_experiment(connection, ws.person, job.experiment):
            if (row.get("cell"), row.get("repeat", 1)) == (job.cell, job.repeat):
                return run_view(Run.model_validate(row), lang)
    with alone(ws):
        run = keep_run(ws, measure(job))
    if not jobs_left(ws, job.experiment):
        note_measured(ws, job.experiment, job.title)
    return run_view(run, lang)


def run_experiment(ws: Workspace, name: str, measure: Measure, *, on_job: OnJob | None = None) -> BenchRunView:
    """Make all runs that are left, one after the other. What was made before stands, whatever happens; the history
    tells what was made at one go.

    Raises UnknownNameError, InputError where another measurement is going on, and what ``measure`` raises.
    """
    new: list[RunView] = []
    lang = language_of_runs(ws)
    experiment, _ = experiment_of(ws, name)
    with alone(ws):
        try:
            for job in jobs_left(ws, name):
                if on_job:
                    on_job(job, None)
                run = keep_run(ws, measure(job))
                if on_job:
                    on_job(job, run)
                new.append(run_view(run, lang))
        finally:
            note_measured(ws, name, experiment.title)
    experiment, made = experiment_of(ws, name)
    return {"experiment": experiment_view(experiment, made, lang), "runs": new}


def keep_run(ws: Workspace, run: Run) -> Run:
    """Keep a new run; its id is made free. A run is written once and never changed."""
    with database.write(ws.database) as connection:
        kept = run.model_copy(update={"id": runs.free_id(connection, ws.person, "runs", run.id)})
        runs.put(connection, ws.person, kept.to_json())
    return kept


@contextmanager
def alone(ws: Workspace) -> Generator[None]:
    """While this is open no other process of this workspace measures. Raises InputError where one does."""
    import time

    holder = outbox.new_holder()
    with database.write(ws.database) as connection:
        taken = outbox.take_lease(
            connection, ws.person, holder, now_s=time.time(), seconds=LEASE_S, name=LEASE
        )  # fmt: skip
    if not taken:
        raise InputError("bench_running")
    try:
        yield
    finally:
        with database.write(ws.database) as connection:
            outbox.release_lease(connection, ws.person, holder, name=LEASE)


SHOWN_RUNS = 30
SHOWN_EXPERIMENTS = 10


def listing(ws: Workspace, *, limit: int = SHOWN_RUNS, model: str | None = None) -> BenchListView:
    """The last experiments and runs, newest first."""
    lang = language_of_runs(ws)
    with database.read(ws.database) as connection:
        found = runs.experiments(connection, ws.person, limit=SHOWN_EXPERIMENTS)
        views: list[ExperimentView] = []
        for row, _ in found:
            mine = runs.latest(connection, ws.person, limit=MOST_RUNS, experiment=row["id"])
            views.append(experiment_view(Experiment.model_validate(row), [Run.model_validate(r) for r in mine], lang))
        last = runs.latest(connection, ws.person, limit=limit, model=model)
    return {"experiments": views, "runs": [run_view(Run.model_validate(row), lang) for row in last]}


def show(ws: Workspace, name: str, *, whole: bool = False) -> BenchShowView:
    """One run, or an experiment with its runs; ``whole``: with samples and series. Raises UnknownNameError."""
    lang = language_of_runs(ws)
    with database.read(ws.database) as connection:
        row = runs.get(connection, ws.person, name)
        if row is not None:
            one = run_detail(Run.model_validate(row), lang, whole=whole)
            return {"experiment": None, "progress": None, "runs": [one]}
        experiment, made = _experiment(connection, ws, name)
    now = progress(ws)
    return {
        "experiment": experiment_view(experiment, made, lang),
        "progress": now if now and now["experiment"] == experiment.id else None,
        "runs": [run_detail(run, lang, whole=whole) for run in made],
    }


def find_runs(ws: Workspace, names: Sequence[str]) -> list[Run]:
    """The runs of these ids, whole; an experiment's id stands for all of its runs. Raises UnknownNameError."""
    found: list[Run] = []
    with database.read(ws.database) as connection:
        for name in names:
            row = runs.get(connection, ws.person, name)
            found += [Run.model_validate(row)] if row is not None else _experiment(connection, ws, name)[1]
    return found


def forget(ws: Workspace, name: str) -> RunsForgottenView:
    """Withdraw a run, or an experiment with its runs: they count no longer. `undo` brings them back.

    Raises UnknownNameError.
    """
    with database.write(ws.database) as connection:
        row = runs.get(connection, ws.person, name)
        if row is not None:
            return _withdrawn(connection, ws, name, [name], None)
        experiment, made = _experiment(connection, ws, name)
        return _withdrawn(connection, ws, experiment.title, [run.id for run in made], experiment.id)


def forget_refused(ws: Workspace, name: str) -> RunsForgottenView | None:
    """Withdraw the runs of an experiment that were refused, so that they are left to be made again; null where none
    was. `undo` brings them back. Raises UnknownNameError."""
    with database.write(ws.database) as connection:
        experiment, made = _experiment(connection, ws, name)
        refused = [run.id for run in made if run.standing == "refused"]
        return _withdrawn(connection, ws, experiment.title, refused, None) if refused else None


def _withdrawn(
    connection: sqlite3.Connection, ws: Workspace, title: str, ids: Sequence[str], experiment: str | None
) -> RunsForgottenView:
    """Withdraw runs, and the experiment where one is named, as one event."""
    from roadweek.usecases.unit_of_work import UnitOfWork

    change = UnitOfWork(connection, ws)
    for one in ids:
        change.set_run(f"runs/{one}", False)
    if experiment:
        change.set_run(f"experiments/{experiment}", False)
    what: dict[str, Any] = {"title": title, "count": len(ids)}
    event = change.finish(kind="runs_forgotten", actor=ws.actor, subject=title, summary=("runs_forgotten", what))
    return {"event": event.seq, "runs": list(ids), "experiment": experiment}


def runs_of_week(ws: Workspace, first: date, last: date) -> list[RunView]:
    """The runs that were made between two days, both included, by time: for the weekly report."""
    lang = language_of_runs(ws)
    with database.read(ws.database) as connection:
        found = runs.between(connection, ws.person, first, last)
    return [run_view(Run.model_validate(row), lang) for row in found]
