"""`bench`: experiments measured run by run, compared, reported; runs of other tools imported beside them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek.views.format import clock, day_name
from roadweek_cli.bench_series import series
from roadweek_cli.common import Usage, common, emit, language, note, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from roadweek.benchmarking.experiment import CellJob, ExperimentKind
    from roadweek.benchmarking.run import Run
    from roadweek.domain.base import Language
    from roadweek.inference.load import LoadProgress
    from roadweek.views.bench_documents import (
        BenchCheckView,
        BenchCompareView,
        BenchListView,
        BenchShowView,
        ExperimentView,
        RunView,
    )
    from roadweek.workspace import Workspace

app = new_app()
bench_app = new_app("Measure models on devices: experiments, runs, comparisons, reports. Works without a plan.")
app.add_typer(bench_app, name="bench")
command(bench_app, "series")(series)

Name = Annotated[str, typer.Argument(metavar="NAME", help="the id of a run or an experiment: `bench list`")]


def bench_workspace() -> Workspace:
    """The workspace of a command that needs no plan: it is made where there is none."""
    return workspace(create=True, as_it_is=True)


@command(bench_app, "list")
def list_(
    limit: Annotated[int, typer.Option(metavar="N", help="so many runs", min=1, max=1000)] = 30,
    model: Annotated[str | None, typer.Option(metavar="MODEL", help="only runs of this model")] = None,
) -> None:
    """The last experiments and runs, newest first; what was refused as a measurement says so."""
    from roadweek.usecases.benchmarks import listing

    ws = bench_workspace()
    view = listing(ws, limit=limit, model=model)
    emit(view, lambda: _listed(view, language(ws)))


@command(bench_app, "show")
def show(
    name: Name,
    whole: Annotated[bool, typer.Option("--whole", help="with --json: samples and series of the sensors too")] = False,
) -> None:
    """A run with its card, or an experiment with its runs."""
    from roadweek.usecases.benchmarks import show as read

    ws = bench_workspace()
    view = read(ws, name, whole=whole)
    emit(view, lambda: _shown(view, language(ws)))


@command(bench_app, "compare")
def compare(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME…", help="an experiment, or runs: the first is the base; a,b is one group"),
    ] = None,
    base: Annotated[str | None, typer.Option(metavar="CELL", help="the cell that others are held against")] = None,
    figure: Annotated[list[str] | None, typer.Option(metavar="FIGURE", help="only this figure; may repeat")] = None,
    varied: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="what is meant to differ: model, precision; may repeat")
    ] = None,
) -> None:
    """Hold cells or runs against each other: an effect only above the noise, or why they are not comparable."""
    from roadweek.usecases.bench_comparing import compare_runs

    ws = bench_workspace()
    view = compare_runs(ws, names or (), base=base, figures=figure, varies=varied or ())
    emit(view, lambda: _compared(view, language(ws)))


@command(bench_app, "report")
def report(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help="an experiment, or runs; default: the last experiment")
    ] = None,
    base: Annotated[str | None, typer.Option(metavar="CELL", help="the cell that others are held against")] = None,
    varied: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="of runs: what is meant to differ; may repeat")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="where to; default: the workspace's reports/")
    ] = None,
) -> None:
    """Write the report: Markdown for a post, one page with its pictures, each picture as a file.

    What was refused is shown as refused, and a replayed run is never called a measurement.
    """
    from roadweek.domain.sanitise import sanitised
    from roadweek.usecases.bench_report import bench_report, write_bench_report
    from roadweek.views.bench_report_text import bench_markdown

    ws = bench_workspace()
    lang = language(ws)
    view = write_bench_report(ws, bench_report(ws, names or (), base=base, varies=varied or ()), out)

    def show_it() -> None:
        from roadweek_cli.paint import line

        print(sanitised(bench_markdown(view, lang)))
        line(say("benchmarks.report_written", lang, files=" · ".join(view["files"][:2])), "dim")

    emit(view, show_it)


@command(bench_app, "check")
def check(
    name: Annotated[str | None, typer.Argument(metavar="RUN", help="default: the last run")] = None,
) -> None:
    """Has it become slower? A run against the last good one of the same model, device and load."""
    from roadweek.usecases.bench_regression import check_run

    ws = bench_workspace()
    view = check_run(ws, name)
    emit(view, lambda: _checked(view, language(ws)))


@command(bench_app, "why")
def why(
    name: Annotated[str, typer.Argument(metavar="RUN", help="a run of a language model: `bench list`")],
    published: Annotated[float, typer.Option(metavar="TOK_S", help="the published decode rate", min=0.001)],
    module: Annotated[str | None, typer.Option(metavar="KEY", help="such as orin-nano-8gb, pi-5")] = None,
    power_mode: Annotated[str | None, typer.Option(metavar="NAME", help="such as 15W, MAXN_SUPER")] = None,
    emc: Annotated[float | None, typer.Option(metavar="MHZ", help="the memory's clock", min=1)] = None,
    locked: Annotated[bool, typer.Option("--locked", help="its clocks were locked (jetson_clocks)")] = False,
    model: Annotated[str | None, typer.Option(metavar="MODEL", help="the model as the run calls it")] = None,
    quantisation: Annotated[str | None, typer.Option(metavar="NAME", help="such as Q4_K_M")] = None,
    gigabytes: Annotated[float | None, typer.Option(metavar="GB", help="of its weights", min=0.001)] = None,
    engine: Annotated[str | None, typer.Option(metavar="NAME", help="such as ollama, llama.cpp")] = None,
    backend: Annotated[str | None, typer.Option(metavar="NAME", help="such as CUDA, CPU")] = None,
    context: Annotated[int | None, typer.Option(metavar="N", help="length of the context", min=1)] = None,
    concurrent: Annotated[int | None, typer.Option(metavar="N", help="answers at once", min=1)] = None,
) -> None:
    """Why is mine slower than published? What differs, with a factor where it can be reckoned, in one line."""
    from roadweek.benchmarking.slower import PublishedFigure
    from roadweek.usecases.bench_why import why_is_it_slower

    ws = bench_workspace()
    figure = PublishedFigure(
        source="", decode_tok_s=published, module=module, power_mode=power_mode, emc_mhz=emc,
        clocks_locked=True if locked else None, model=model, quantisation=quantisation,
        size_bytes=round(gigabytes * 1e9) if gigabytes else None, engine=engine, backend=backend, context=context,
        concurrent=concurrent,
    )  # fmt: skip
    view = why_is_it_slower(ws, name, figure)

    def show_it() -> None:
        from roadweek_cli.paint import line

        line(view["line"])
        for each in view["ceiling"]:
            line(f"  {each}", "dim")

    emit(view, show_it)


@command(bench_app, "import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="of trtexec, llama-bench, guidellm, aiperf, tegrastats")],
    device: Annotated[str | None, typer.Option(metavar="TEXT", help="where it was measured")] = None,
) -> None:
    """Keep the runs of another tool, with their source named; a figure has our name only where it means the same."""
    from roadweek.usecases.bench_import import import_runs

    ws = bench_workspace()
    lang = language(ws)
    view = import_runs(ws, file, device=device)

    def show_it() -> None:
        from roadweek_cli.paint import line

        line(say("benchmarks.imported", lang, count=len(view["runs"]), tool=view["tool"]))
        if view["known"]:
            line(say("benchmarks.imported_known", lang, count=len(view["known"])))
        if view["runs"]:
            _runs(view["runs"], lang)

    emit(view, show_it)


@command(bench_app, "evidence")
def evidence(
    name: Name,
    work: Annotated[str | None, typer.Option(metavar="WORK", help="the work that it proves done")] = None,
    milestone: Annotated[str | None, typer.Option(metavar="MILESTONE", help="the milestone that it proves")] = None,
    approve: Annotated[bool, typer.Option("--approve", help="apply it at once")] = False,
) -> None:
    """Attach what was found to a work or a milestone of the plan: a proposal that finishes it, with its evidence."""
    from roadweek.usecases.bench_evidence import propose_evidence
    from roadweek_cli.common import working
    from roadweek_cli.replanning import answer

    ws = workspace()
    with working("solve"):
        view = propose_evidence(ws, name, work=work, milestone=milestone)
    answer(ws, view, approve=approve)


@command(bench_app, "forget")
def forget(name: Name) -> None:
    """Withdraw a run, or an experiment with its runs: it counts no longer. `undo` brings it back."""
    from roadweek.usecases.benchmarks import forget as withdraw

    ws = bench_workspace()
    view = withdraw(ws, name)
    emit(view, say("benchmarks.forgotten", language(ws), count=len(view["runs"])))


@command(bench_app, "export")
def export(
    name: Name,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="where to; default: standard output")] = None,
) -> None:
    """A run or an experiment as JSON, with all samples and series."""
    from roadweek.domain.sanitise import sanitised_document
    from roadweek.errors import UnwritableError
    from roadweek.usecases.benchmarks import show as read

    ws = bench_workspace()
    view = read(ws, name, whole=True)
    if file is None:
        sys.stdout.write(json.dumps(sanitised_document(view), ensure_ascii=False, indent=1) + "\n")
        return
    try:
        file.write_text(json.dumps(view, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise UnwritableError(path=file, why=error.strerror or str(error)) from error
    emit(view, say("benchmarks.exported", language(ws), path=file))


@command(bench_app, "run")
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
    ws = bench_workspace()
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
    from roadweek.usecases.benchmarks import keep_experiment, new_experiment

    varies = {key: value.split(",") for key, value in map(_pair, vary or [])}
    held = dict(map(_pair, hold or []))
    for key, value in (("model", model), ("endpoint", endpoint)):
        if value and "," in value:
            varies = {key: value.split(","), **varies}
        elif value:
            held[key] = value
    if pictures and not varies:
        varies = {"precision": ["fp32", "int8"]}
    kind: ExperimentKind = "vision" if pictures else "load"
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
        _experiment(view, lang)
    if yes or common().json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    print(say("benchmarks.ask_start", lang, runs=view["runs"]), end=" ", flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "是", "好", "好的")


def _measure(ws: Workspace, name: str, lang: Language) -> None:
    from roadweek.usecases.benchmarks import experiment_of, run_experiment
    from roadweek.usecases.measuring import measurer

    def told(job: CellJob, made: Run | None) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[2K")
        if made is None:
            note(say("benchmarks.progress", lang, place=job.place, of=job.of, cell=job.cell, repeat=job.repeat))
        else:
            note("  " + _line_of(made, lang))

    try:
        view = run_experiment(ws, name, measurer(ws, on_progress=_live), on_job=told)
    except KeyboardInterrupt:
        made = len(experiment_of(ws, name)[1])
        note(say("benchmarks.stopped", lang, made=made, id=name))
        raise
    emit(view, lambda: _after(view["experiment"], lang))


def _live(now: LoadProgress) -> None:
    """On a terminal: how far the run is; elsewhere a line a run is enough."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[2K\x1b[2m  {now.done}/{now.of} · {now.elapsed_s:.0f} s\x1b[0m")
        sys.stderr.flush()


def _line_of(made: Run, lang: Language) -> str:
    from roadweek.views.benchmarks import code_words, figures_in_short

    short = figures_in_short(made.figures)
    if made.standing == "measurement":
        return short
    why = "; ".join(code_words(code, lang) for code in made.refusals)
    return " · ".join(part for part in (say(f"benchmarks.standing_{made.standing}", lang), why, short) if part)


def _after(view: ExperimentView, lang: Language) -> None:
    from roadweek_cli.paint import line

    _experiment(view, lang, spoilers=False)
    spoilt = sum(cell["made"] - cell["counted"] for cell in view["cells"])
    if spoilt:
        line(say("benchmarks.refused_again", lang, count=spoilt, id=view["id"]), "yellow")
    line(say("benchmarks.go_on" if view["left"] else "benchmarks.all_made", lang, left=view["left"], id=view["id"]))


def _experiment(view: ExperimentView, lang: Language, *, spoilers: bool = True) -> None:
    from roadweek_cli.paint import line

    head = {name: view[name] for name in ("title", "id", "made", "runs")}
    line(say("benchmarks.experiment_head", lang, **head), "bold")
    for name, levels in view["varies"].items():
        line(f"  {say('benchmarks.varies', lang)} {name}: {', '.join(map(str, levels))}")
    if view["held"]:
        held = " · ".join(f"{name} {value}" for name, value in view["held"].items())
        line(f"  {say('benchmarks.held', lang)} {held}")
    if view["minutes"]:
        line("  " + say("benchmarks.experiment_minutes", lang, minutes=view["minutes"]))
    if spoilers and view["spoilers"]:
        line("  " + say("benchmarks.spoilers", lang) + ":")
        for one in view["spoilers"]:
            line(f"  - {one['text']}", "yellow")


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
        _runs(view["runs"], lang)


def _runs(runs: list[RunView], lang: Language) -> None:
    from roadweek.views.benchmarks import figures_in_short
    from roadweek_cli.paint import table

    heads = [say(f"benchmarks.col_{name}", lang) for name in ("run", "when", "model", "where", "standing", "figures")]
    rows = [
        [
            one["id"],
            f"{day_name(one['at'], lang)} {clock(one['at'])}",
            one["model"],
            one["endpoint"] or one["device"] or one["tool"],
            say(f"benchmarks.standing_{one['standing']}", lang),
            figures_in_short(one["figures"]),
        ]
        for one in runs
    ]
    table(heads, rows, fold=(0, -1))


def _shown(view: BenchShowView, lang: Language) -> None:
    from roadweek.views.benchmarks import figure_title, number
    from roadweek_cli.paint import line

    if view["experiment"] is not None:
        _experiment(view["experiment"], lang)
        _runs([*view["runs"]], lang)
        return
    for one in view["runs"]:
        standing = say(f"benchmarks.standing_{one['standing']}", lang)
        line(f"{one['id']}  {standing}", "bold")
        line(f"  {one['model']} · {one['endpoint'] or one['device'] or one['tool']} · {one['at']}")
        for code in [*one["refusals"], *one["notes"]]:
            line(f"  - {code['text']}", "yellow")
        for name, value in one["figures"].items():
            line(f"  {figure_title(name, lang)}: {number(value)}")
        for command_ in one["commands"]:
            line(f"  $ {command_}", "dim")


def _meant(field: str) -> str:
    """What a person says to compare things that differ in a field: the model as a whole, a setting by its name."""
    part = field.partition(".")[0]
    return part if part in ("model", "device") else field.removeprefix("settings.")


def _compared(view: BenchCompareView, lang: Language) -> None:
    from roadweek_cli.paint import line

    styles = {"better": "green", "worse": "red"}
    for one in view["comparisons"]:
        if not one["comparable"] and one["against"]:
            why = "; ".join(each["text"] for each in one["against"])
            line(say("benchmarks.not_comparable", lang, other=one["other"], base=one["base"], why=why), "yellow")
            if view["experiment"] is None:
                meant = dict.fromkeys(_meant(each["field"]) for each in one["against"])
                line("  " + say("benchmarks.varied_hint", lang, options=" ".join(f"--varied {name}" for name in meant)))
        else:
            line(say("benchmarks.against_base", lang, other=one["other"], base=one["base"]), "bold")
        for effect in one["effects"]:
            line(f"  {effect['text']}", styles.get(effect["verdict"]))
        for remark in one["remarks"]:
            line(f"  - {remark['text']}", "yellow")
    for remark in view["remarks"]:
        line(f"- {remark['text']}", "yellow")


def _checked(view: BenchCheckView, lang: Language) -> None:
    from roadweek_cli.paint import line

    if view["against"]:
        line(say("benchmarks.check_head", lang, run=view["run"], against=view["against"]), "bold")
    styles = {"worse": "red", "better": "green"}
    for one in view["findings"]:
        line(f"  {one['text']}", styles.get(one["change"]))
    for each in [*view["remarks"], *view["skipped"]]:
        line(f"  - {each['text']}", "yellow")
