"""`bench series`: ready series of experiments for small devices, shown, or kept with endpoints and models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import emit, language, workspace

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.usecases.bench_planning import BenchSeriesView


def series(
    name: Annotated[str | None, typer.Argument(metavar="SERIES", help="which; default: all are listed")] = None,
    endpoint: Annotated[list[str] | None, typer.Option(metavar="NAME", help="of `edge devices`; may repeat")] = None,
    model: Annotated[list[str] | None, typer.Option(metavar="MODEL", help="of `edge models`; may repeat")] = None,
) -> None:
    """Ready series: TensorRT FP16/INT8, ONNX on the Pi, memory, load, Jetson against Pi, several models.

    With a name and endpoints its experiments are kept, and `bench run EXPERIMENT` measures each.
    """
    from roadweek.usecases import bench_planning

    ws = workspace(create=True, as_it_is=True)
    if name is None:
        views = bench_planning.series(ws)
    else:
        views = [bench_planning.plan_series(ws, name, endpoint or (), model or ())]
    emit({"series": views}, lambda: _told(views, language(ws)))


def _told(views: list[BenchSeriesView], lang: Language) -> None:
    from roadweek_cli.paint import line

    for view in views:
        line(f"{view['series']}: {view['title']}", "bold")
        line("  " + say("edge.series_needs", lang, needs=view["needs"]), "dim")
        for step in view["steps"]:
            line(f"  {step['step']}. {step['title']}")
            for name, levels in step["varies"].items():
                line(f"     {name}: {', '.join(levels)}")
            for words in step["commands"]:
                line(f"     $ {words}", "dim")
            if step["experiment"]:
                line(f"     → roadweek bench run {step['experiment']}", "green")
