"""How runs and experiments are told on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.format import clock, day_name

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.bench_documents import ExperimentView, RunView


def told_experiment(view: ExperimentView, lang: Language, *, spoilers: bool = True) -> None:
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


def told_runs(runs: list[RunView], lang: Language) -> None:
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
