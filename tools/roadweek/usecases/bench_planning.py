"""Words about a benchmark become an experiment that is kept and shown; only what was shown is started.

The digest of an experiment names all that it measures. A tool or a chat that starts it gives the digest back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from roadweek.benchmarking.asking import AskedExperiment, read_asked
from roadweek.benchmarking.series import SERIES, BenchSeries, series_named, step_experiment
from roadweek.errors import InputError, UnknownNameError
from roadweek.messages import say
from roadweek.usecases.benchmarks import experiment_of, keep_experiment, language_of_runs, new_experiment
from roadweek.usecases.edge import known_endpoints
from roadweek.views.bench_documents import BenchPlanView

if TYPE_CHECKING:
    from roadweek.benchmarking.experiment import Experiment, SettingValue
    from roadweek.domain.base import Language
    from roadweek.workspace import Workspace

USUAL_REPEATS = 3
USUAL_REQUESTS = 30
"""Of an experiment of which nobody said how many: enough for a median and its interval within minutes."""


class BenchSeriesListView(TypedDict):
    series: list[BenchSeriesView]


class SeriesStepView(TypedDict):
    """``experiment`` is set where the step was planned; ``commands`` are run on the device by hand."""

    step: int
    title: str
    varies: dict[str, list[str]]
    commands: list[str]
    experiment: str | None


class BenchSeriesView(TypedDict):
    series: str
    title: str
    needs: str
    steps: list[SeriesStepView]


def plan_words(
    ws: Workspace, text: str, *, lang: Language | None = None, work: str | None = None, milestone: str | None = None
) -> BenchPlanView:
    """Read the words against the endpoints that answer now, and keep the experiment; or ask one question.

    Raises InputError for settings that cannot be.
    """
    spoken = lang or language_of_runs(ws)
    asked = read_asked(text, known_endpoints(ws))
    if asked.question is not None:
        question = say(f"edge.{asked.question.code}", spoken, **asked.question.params)
        return {"experiment": None, "digest": None, "question": question}
    return plan_asked(ws, asked, question=text, work=work, milestone=milestone)


def plan_asked(
    ws: Workspace,
    asked: AskedExperiment,
    *,
    title: str | None = None,
    question: str | None = None,
    work: str | None = None,
    milestone: str | None = None,
) -> BenchPlanView:
    """Keep what was asked as an experiment. Raises InputError or UnknownNameError for settings that cannot be."""
    held = {"requests": USUAL_REQUESTS, **asked.held} if "requests" not in asked.varies else dict(asked.held)
    made = new_experiment(
        ws,
        varies=asked.varies,
        held=held,
        title=title,
        question=question,
        repeats=asked.repeats or USUAL_REPEATS,
        work=work,
        milestone=milestone,
    )
    view = keep_experiment(ws, made)
    return {"experiment": view, "digest": digest_of(experiment_of(ws, view["id"])[0]), "question": None}


def plan_settings(
    ws: Workspace,
    varies: Mapping[str, Sequence[str | int | float | bool]],
    held: Mapping[str, str | int | float | bool],
    repeats: int | None,
    *,
    question: str | None = None,
    work: str | None = None,
    milestone: str | None = None,
) -> BenchPlanView:
    """Keep an experiment of typed settings, endpoints by their names. Raises UnknownNameError, InputError."""
    whole = with_endpoint(ws, varies, held)
    asked = AskedExperiment({name: tuple(levels) for name, levels in varies.items()}, whole, repeats)
    return plan_asked(ws, asked, question=question, work=work, milestone=milestone)


def with_endpoint(
    ws: Workspace, varies: Mapping[str, Sequence[object]], held: Mapping[str, SettingValue]
) -> dict[str, SettingValue]:
    """What is held, with the only endpoint that is configured where none was named. Raises UnknownNameError for one
    that is not configured, and where none is named and there are none or several."""
    from roadweek.usecases.edge import device_of

    edge = ws.settings.edge
    known = [*(one.name for one in edge.endpoints), *(f"{one.name}/…" for one in edge.devices)]
    wanted = [*varies.get("endpoint", ()), *([held["endpoint"]] if "endpoint" in held else [])]
    for name in wanted:
        if name not in known and device_of(ws, str(name)) is None:
            raise UnknownNameError(what="endpoint", name=str(name), known=known, see="see_endpoints")
    if wanted:
        return dict(held)
    if len(known) == 1 and edge.endpoints:
        return {**held, "endpoint": known[0]}
    raise UnknownNameError(what="endpoint", name="", known=known, see="see_endpoints")


def digest_of(experiment: Experiment) -> str:
    """A short fingerprint of all that an experiment measures, its id included."""
    told = experiment.model_dump(
        mode="json", include={"id", "kind", "varies", "held", "cells", "repeats", "order_seed"}
    )
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]


def plan_again(ws: Workspace, name: str) -> BenchPlanView:
    """A kept experiment as it stands now. Raises UnknownNameError."""
    from roadweek.views.benchmarks import experiment_view

    experiment, made = experiment_of(ws, name)
    view = experiment_view(experiment, made, language_of_runs(ws))
    return {"experiment": view, "digest": digest_of(experiment), "question": None}


def confirmed(ws: Workspace, name: str, digest: str) -> Experiment:
    """The experiment, if its digest is the one that was shown. Raises UnknownNameError, InputError."""
    experiment, _ = experiment_of(ws, name)
    if digest_of(experiment) != digest:
        raise InputError("bench_digest", name=name)
    return experiment


def shown_with(ws: Workspace, digest: str) -> str:
    """The kept experiment of that digest. Raises UnknownNameError."""
    from roadweek.benchmarking.experiment import Experiment as Kept
    from roadweek.storage import database, runs

    with database.read(ws.database) as connection:
        kept = [Kept.model_validate(row) for row, _ in runs.experiments(connection, ws.person, limit=50)]
    found = next((one.id for one in kept if digest_of(one) == digest), None)
    if found is None:
        raise UnknownNameError(what="experiment", name=digest, known=[one.id for one in kept], see="see_runs")
    return found


def series(ws: Workspace) -> list[BenchSeriesView]:
    """The ready series with their steps."""
    lang = language_of_runs(ws)
    return [_series_view(one, lang, {}) for one in SERIES]


def plan_series(ws: Workspace, name: str, endpoints: Sequence[str], models: Sequence[str]) -> BenchSeriesView:
    """A series with these endpoints and models: its experiments are kept, its commands shown.

    Raises UnknownNameError for a series or endpoint that there is not, InputError where too few are named.
    """
    found = series_named(name)
    if found is None:
        raise UnknownNameError(what="series", name=name, known=[one.name for one in SERIES])
    if endpoints:
        with_endpoint(ws, {"endpoint": endpoints}, {})
    lang = language_of_runs(ws)
    kept: dict[int, str] = {}
    for number, step in enumerate(found.steps, 1):
        if step.commands:
            continue
        asked = step_experiment(found, step, endpoints, models)
        if asked is None:
            raise InputError("bench_series_needs", name=name, needs=say(f"edge.needs_{found.needs}", lang))
        planned = plan_asked(ws, asked, title=f"{say(f'edge.{found.title}', lang)} {number}", question=None)
        assert planned["experiment"] is not None
        kept[number] = planned["experiment"]["id"]
    return _series_view(found, lang, kept)


def _series_view(one: BenchSeries, lang: Language, kept: Mapping[int, str]) -> BenchSeriesView:
    return {
        "series": one.name,
        "title": say(f"edge.{one.title}", lang),
        "needs": say(f"edge.needs_{one.needs}", lang),
        "steps": [
            {
                "step": number,
                "title": say(f"edge.{step.title}", lang),
                "varies": {name: [str(level) for level in levels] for name, levels in step.varies.items()},
                "commands": list(step.commands),
                "experiment": kept.get(number),
            }
            for number, step in enumerate(one.steps, 1)
        ],
    }
