"""The table of a run: each policy at each demand, the mean over seeds with the 10th and 90th of 100 beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.yearsim.measures import FIGURES, Spread
from bench.yearsim.picture import bends

HEADS = {
    "hit": ("milestones hit", "{:.2f}"),
    "shortfall": ("mean shortfall", "{:.3f}"),
    "chosen_churn_min": ("chosen churn, min a disruption", "{:.0f}"),
    "churn_h_year": ("churn, h a year", "{:.0f}"),
    "buffer_use": ("buffer used", "{:.2f}"),
    "recovery_days": ("recovery, days", "{:.0f}"),
    "cadence": ("cadence", "{:.2f}"),
    "tracks_week": ("tracks a week", "{:.1f}"),
    "coverage80": ("coverage of 80 %", "{:.2f}"),
    "pinball": ("pinball loss", "{:.3f}"),
    "solve_s": ("solving, s a year", "{:.1f}"),
    "call_ms": ("a call, ms", "{:.1f}"),
}


def table(found: Mapping[str, Mapping[str, Spread]], policies: Sequence[str]) -> str:
    """Markdown: a row a figure, a column a policy."""
    lines = ["| | " + " | ".join(policies) + " |", "|---" * (len(policies) + 1) + "|"]
    for name in FIGURES:
        head, form = HEADS[name]
        cells = [_cell(found[policy][name], form) for policy in policies]
        lines.append(f"| {head} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(one: Spread, form: str) -> str:
    return f"{form.format(one.mean)} ({form.format(one.low)} – {form.format(one.high)})"


def report(by_demand: Mapping[float, Mapping[str, Mapping[str, Spread]]], policies: Sequence[str], seeds: int) -> str:
    """The page that is kept beside the result."""
    lines = [
        "# A year that is lived",
        "",
        f"`python -m bench yearsim --seeds {seeds} --keep` wrote this page: {seeds} seeds, 46 weeks each; means, with",
        "the 10th and the 90th of 100 seeds in brackets. How each figure is measured: `bench/yearsim/measures.py`.",
        "",
        "![Milestones hit against chosen churn](front.svg)",
    ]
    for demand, found in by_demand.items():
        on_front = ", then ".join(bends(found))
        lines += [
            "",
            f"## Demand {demand}",
            "",
            table(found, policies),
            "",
            f"On the front, from the calmest on: {on_front}.",
        ]
    return "\n".join(lines) + "\n"
