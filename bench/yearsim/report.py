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


WHY = """\
Where the front bends: a fixed template changes nothing and misses what takes longer than was thought. Planning every
morning by due days alone hits nearly everything, for it works ahead with every open minute, the buffer included, and
moves what stood to do so. Most of those hits do not need the moves: they need efforts that are learned, works that are
begun early enough to have time in hand, and what is due first to have the room first. What is left beyond that is
bought with restlessness, or with the buffer: Roadweek leaves it free, and the fuller the year, the more it misses for
that. Linear programs without learning plan to be done on the last day, and most works take longer.
"""


def report(by_demand: Mapping[float, Mapping[str, Mapping[str, Spread]]], policies: Sequence[str], seeds: int) -> str:
    """The page that is kept beside the result."""
    of_seeds = (
        "Only seed 1 was lived, so nothing is said of the spread."
        if seeds == 1
        else f"Means of the seeds 1 to {seeds}, with their 10th and 90th of 100 in brackets."
    )
    lines = [
        "# A year that is lived",
        "",
        f"`python -m bench yearsim --seeds {seeds} --keep` wrote this page from 46 weeks. {of_seeds}",
        "How each figure is measured: `bench/yearsim/measures.py`.",
        "",
        "![Milestones hit against chosen churn](front.svg)",
        "",
        WHY.rstrip(),
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
