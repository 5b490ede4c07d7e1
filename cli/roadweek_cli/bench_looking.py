"""`bench list`, `show`, `export` and `forget`: what was measured, looked at, written down, withdrawn."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.bench_telling import told_experiment, told_runs
from roadweek_cli.common import emit, language, workspace

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.bench_documents import BenchListView, BenchShowView


Name = Annotated[str, typer.Argument(metavar="NAME", help="the id of a run or an experiment: `bench list`")]


def list_(
    limit: Annotated[int, typer.Option(metavar="N", help="so many runs", min=1, max=1000)] = 30,
    model: Annotated[str | None, typer.Option(metavar="MODEL", help="only runs of this model")] = None,
) -> None:
    """The last experiments and runs, newest first; what was refused as a measurement says so."""
    from roadweek.usecases.benchmarks import listing

    ws = workspace(create=True, as_it_is=True)
    view = listing(ws, limit=limit, model=model)
    emit(view, lambda: _listed(view, language(ws)))


def show(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="of `bench list`; default: what is measured now, or the last")
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="with --json: samples and series of the sensors too")] = False,
) -> None:
    """A run with its card, or an experiment with its runs and how far its measuring is."""
    from roadweek.usecases.bench_comparing import last_experiment
    from roadweek.usecases.bench_progress import progress
    from roadweek.usecases.benchmarks import show as read

    ws = workspace(create=True, as_it_is=True)
    now = progress(ws)
    measured = now["experiment"] if now and now["state"] == "running" else None
    view = read(ws, name or measured or last_experiment(ws), whole=whole)
    emit(view, lambda: _shown(view, language(ws)))


def export(
    name: Name,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="where to; default: standard output")] = None,
) -> None:
    """A run or an experiment as JSON, with all samples and series."""
    from roadweek.domain.sanitise import sanitised_document
    from roadweek.errors import UnwritableError
    from roadweek.usecases.benchmarks import show as read

    ws = workspace(create=True, as_it_is=True)
    view = read(ws, name, whole=True)
    if file is None:
        sys.stdout.write(json.dumps(sanitised_document(view), ensure_ascii=False, indent=1) + "\n")
        return
    try:
        file.write_text(json.dumps(view, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise UnwritableError(path=file, why=error.strerror or str(error)) from error
    emit(view, say("benchmarks.exported", language(ws), path=file))


def forget(name: Name) -> None:
    """Withdraw a run, or an experiment with its runs: it counts no longer. `undo` brings it back."""
    from roadweek.usecases.benchmarks import forget as withdraw

    ws = workspace(create=True, as_it_is=True)
    view = withdraw(ws, name)
    emit(view, say("benchmarks.forgotten", language(ws), count=len(view["runs"])))


def _listed(view: BenchListView, lang: Language) -> None:
    from roadweek_cli.paint import line

    if not view["experiments"] and not view["runs"]:
        line(say("benchmarks.list_empty", lang))
        return
    if view["experiments"]:
        line(say("benchmarks.list_title", lang), "bold")
        for one in view["experiments"]:
            line("  " + say("benchmarks.experiment_head", lang, **{k: one[k] for k in ("title", "id", "made", "runs")}))
    if view["runs"]:
        line(say("benchmarks.runs_title", lang), "bold")
        told_runs(view["runs"], lang)


def _shown(view: BenchShowView, lang: Language) -> None:
    from roadweek.benchmarking.card import RunCard
    from roadweek.views.bench_report import card_lines
    from roadweek.views.benchmarks import figure_title, outcome_words, progress_words, with_unit
    from roadweek_cli.paint import line

    if view["experiment"] is not None:
        told_experiment(view["experiment"], lang)
        if view["progress"] is not None and (view["experiment"]["left"] or view["progress"]["state"] == "running"):
            line(progress_words(view["progress"], lang), "bold")
        told_runs([*view["runs"]], lang)
        return
    for one in view["runs"]:
        standing = say(f"benchmarks.standing_{one['standing']}", lang)
        line(f"{one['id']}  {standing}", "bold")
        line(f"  {one['model']} · {one['endpoint'] or one['device'] or one['tool']} · {one['at']}")
        for code in [*one["refusals"], *one["notes"]]:
            line(f"  - {code['text']}", "yellow")
        for text in outcome_words(one["counts"], one["failures"], lang):
            line(f"  - {text}", "yellow")
        known = [name for name in one["figures"] if figure_title(name, lang) != name]
        for name in known:
            line(f"  {figure_title(name, lang)}: {with_unit(name, one['figures'][name])}")
        more = len(one["figures"]) - len(known)
        if more:
            line("  " + say("benchmarks.more_figures", lang, count=more), "dim")
        told = card_lines(RunCard.model_validate(one["card"]), lang)
        if told:
            line("  " + say("benchmarks.card_title", lang), "bold")
        for text in told:
            line(f"  {text}")
        for command_ in one["commands"]:
            line(f"  $ {command_}", "dim")


def cancel() -> None:
    """Stop the measurement that runs in this workspace, whoever started it; the runs that it has made stay."""
    from roadweek.usecases.bench_progress import cancelled
    from roadweek.views.benchmarks import progress_words

    ws = workspace(create=True, as_it_is=True)
    view = cancelled(ws)
    lang = language(ws)
    words = say("benchmarks.cancelling", lang, id=view["experiment"])
    emit(view, words if view["state"] == "running" else progress_words(view, lang))
