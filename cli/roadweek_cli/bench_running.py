"""`bench run`: an experiment made of settings, shown, and measured run by run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek.views.benchmarks import progress_words
from roadweek_cli.bench_telling import told_experiment
from roadweek_cli.common import Usage, common, emit, language, note, workspace

if TYPE_CHECKING:
    from roadweek.benchmarking.experiment import CellJob, ExperimentKind, SettingValue
    from roadweek.benchmarking.progress import LoadProgress
    from roadweek.benchmarking.run import Run
    from roadweek.domain.base import Language
    from roadweek.views.bench_documents import ExperimentView
    from roadweek.workspace import Workspace


def run(
    name: Annotated[
        str | None, typer.Argument(metavar="EXPERIMENT", help="one that is kept: what is left of it is measured")
    ] = None,
    vary: Annotated[
        list[str] | None, typer.Option(metavar="NAME=A,B", help="what varies, such as concurrency=1,4; may repeat")
    ] = None,
    hold: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="what is held, such as requests=100")
    ] = None,
    endpoint: Annotated[str | None, typer.Option(metavar="NAME", help="an endpoint of config.toml")] = None,
    model: Annotated[str | None, typer.Option(metavar="MODEL", help="the model; a,b compares two")] = None,
    onnx: Annotated[
        str | None, typer.Option(metavar="FILE", help="a model of pictures in ONNX Runtime here, or `shapes`, built in")
    ] = None,
    repeats: Annotated[int, typer.Option(metavar="N", help="rounds: from 3 a difference can be shown", min=1)] = 3,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="what it is called")] = None,
    question: Annotated[str | None, typer.Option(metavar="TEXT", help="what it is to answer")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="only keep it; `bench run EXPERIMENT` measures it")] = False,
    refused: Annotated[
        bool, typer.Option("--refused", help="with EXPERIMENT: measure once more what was refused")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="measure without asking")] = False,
) -> None:
    """Measure an experiment run by run, interleaved. What dies goes on: `bench run EXPERIMENT` makes what is left.

    A new one: `bench run --endpoint orin --model small:q4,small:f16 --vary concurrency=1,4 --set requests=100`. A model
    of pictures: `bench run --onnx model.onnx --set data=pictures.npz`, FP32 against INT8 with the accuracy beside.
    """
    ws = workspace(create=True, as_it_is=True)
    lang = language(ws)
    if name is None:
        if onnx and (endpoint or model):
            raise Usage("bench_onnx_alone", "roadweek bench run")
        view = _new(ws, vary, hold, endpoint, onnx or model, repeats, title, question, pictures=bool(onnx))
        if keep:
            emit({"experiment": view, "runs": []}, say("benchmarks.not_started", lang, id=view["id"]))
            return
        if not _agreed(view, lang, yes=yes):
            note(say("benchmarks.not_started", lang, id=view["id"]))
            return
        name = view["id"]
    elif vary or hold or endpoint or model or onnx:
        raise Usage("bench_fixed", "roadweek bench run", name=name)
    if refused:
        from roadweek.usecases.benchmarks import forget_refused

        forget_refused(ws, name)
    _measure(ws, name, lang)


def _new(
    ws: Workspace,
    vary: list[str] | None,
    hold: list[str] | None,
    endpoint: str | None,
    model: str | None,
    repeats: int,
    title: str | None,
    question: str | None,
    *,
    pictures: bool,
) -> ExperimentView:
    """A new experiment, kept. Of a model of pictures FP32 and INT8 are held against each other where nothing varies."""
    from roadweek.usecases.bench_planning import with_endpoint
    from roadweek.usecases.benchmarks import keep_experiment, new_experiment

    varies = {key: value.split(",") for key, value in map(_pair, vary or [])}
    held: dict[str, SettingValue] = dict(map(_pair, hold or []))
    for key, value in (("model", model), ("endpoint", endpoint)):
        if value and "," in value:
            varies = {key: value.split(","), **varies}
        elif value:
            held[key] = value
    if pictures and not varies:
        varies = {"precision": ["fp32", "int8"]}
    kind: ExperimentKind = "vision" if pictures else "load"
    if not pictures:
        held = with_endpoint(ws, varies, held)
    made = new_experiment(ws, varies=varies, held=held, repeats=repeats, title=title, question=question, kind=kind)
    return keep_experiment(ws, made)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip() or not value.strip():
        raise Usage("bench_pair", "roadweek bench run", value=text)
    return key.strip(), value.strip()


def _agreed(view: ExperimentView, lang: Language, *, yes: bool) -> bool:
    """The experiment is shown; on a terminal the person says yes. Elsewhere asking for it was the yes."""
    if not common().json:
        told_experiment(view, lang)
    if yes or common().json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    print(say("benchmarks.ask_start", lang, runs=view["runs"]), end=" ", flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "是", "好", "好的")


def _measure(ws: Workspace, name: str, lang: Language) -> None:
    from roadweek.usecases.bench_progress import followed
    from roadweek.usecases.benchmarks import experiment_of, run_experiment
    from roadweek.usecases.measuring import measurer

    live = sys.stderr.isatty()

    def told(job: CellJob, made: Run | None) -> None:
        if live:
            sys.stderr.write("\r\x1b[2K")
        if made is None:
            note(say("benchmarks.progress", lang, place=job.place, of=job.of, cell=job.cell, repeat=job.repeat))
        else:
            note("  " + _line_of(made, lang))
        bench.on_job(job, made)

    def heard(now: LoadProgress) -> None:
        """On a terminal: how far it is; elsewhere a line a run is enough."""
        view = bench.on_progress(now)
        if live:
            sys.stderr.write(f"\r\x1b[2K\x1b[2m  {progress_words(view, lang, run=False)}\x1b[0m")
            sys.stderr.flush()

    try:
        with followed(ws, name) as bench:
            view = run_experiment(ws, name, measurer(ws, bench.cancelled, heard), on_job=told)
    except KeyboardInterrupt:
        made = len(experiment_of(ws, name)[1])
        note(say("benchmarks.stopped", lang, made=made, id=name))
        raise
    emit(view, lambda: _after(view["experiment"], lang))


def _line_of(made: Run, lang: Language) -> str:
    from roadweek.views.benchmarks import code_words, figures_in_short, outcome_words

    short = figures_in_short(made.figures)
    if made.standing == "measurement":
        return short
    why = "; ".join(code_words(code, lang) for code in made.refusals)
    failed = "; ".join(outcome_words(made.counts, made.failures, lang)) if not made.counts.get("good") else ""
    said = (say(f"benchmarks.standing_{made.standing}", lang), why, failed or short)
    return " · ".join(part for part in said if part)


def _after(view: ExperimentView, lang: Language) -> None:
    from roadweek_cli.paint import line

    told_experiment(view, lang, spoilers=False)
    spoilt = sum(cell["made"] - cell["counted"] for cell in view["cells"])
    if spoilt:
        line(say("benchmarks.refused_again", lang, count=spoilt, id=view["id"]), "yellow")
    line(say("benchmarks.go_on" if view["left"] else "benchmarks.all_made", lang, left=view["left"], id=view["id"]))
