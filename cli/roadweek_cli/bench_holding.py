"""`bench compare`, `check`, `why` and `report`: runs held against others, the last good one, what is published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import emit, language, workspace

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.bench_documents import BenchCheckView, BenchCompareView


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

    ws = workspace(create=True, as_it_is=True)
    view = compare_runs(ws, names or (), base=base, figures=figure, varies=varied or ())
    emit(view, lambda: _compared(view, language(ws)))


def check(
    name: Annotated[str | None, typer.Argument(metavar="RUN", help="default: the last run")] = None,
) -> None:
    """Has it become slower? A run against the last good one of the same model, device and load."""
    from roadweek.usecases.bench_regression import check_run

    ws = workspace(create=True, as_it_is=True)
    view = check_run(ws, name)
    emit(view, lambda: _checked(view, language(ws)))


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

    ws = workspace(create=True, as_it_is=True)
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

    ws = workspace(create=True, as_it_is=True)
    lang = language(ws)
    view = write_bench_report(ws, bench_report(ws, names or (), base=base, varies=varied or ()), out)

    def show_it() -> None:
        from roadweek_cli.paint import line

        print(sanitised(bench_markdown(view, lang)))
        line(say("benchmarks.report_written", lang, files=" · ".join(view["files"][:2])), "dim")

    emit(view, show_it)


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


def _meant(field: str) -> str:
    """What a person says to compare things that differ in a field: the model as a whole, a setting by its name."""
    part = field.partition(".")[0]
    return part if part in ("model", "device") else field.removeprefix("settings.")


def _checked(view: BenchCheckView, lang: Language) -> None:
    from roadweek_cli.paint import line

    if view["against"]:
        line(say("benchmarks.check_head", lang, run=view["run"], against=view["against"]), "bold")
    styles = {"worse": "red", "better": "green"}
    for one in view["findings"]:
        line(f"  {one['text']}", styles.get(one["change"]))
    for each in [*view["remarks"], *view["skipped"]]:
        line(f"  - {each['text']}", "yellow")
