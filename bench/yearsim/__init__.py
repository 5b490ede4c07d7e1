"""A year that is lived: 46 weeks of one person under each policy, with the same trips, illnesses, slips and skips.

`python -m bench yearsim --seeds 8` compares Roadweek itself, in process, with a fixed template, greedy earliest
deadline first and linear programs; see :mod:`.person` for the plan, :mod:`.disruptions` for what comes up,
:mod:`.measures` for the figures. A run that was cut off goes on where it was; ``--keep`` writes its result down,
with the digests of the code that it came from.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import Result
from bench.yearsim.cells import BASELINES, OURS, Cell, Row, code, rows_of
from bench.yearsim.measures import FIGURES, Spread, spreads
from bench.yearsim.person import BUFFER, FIRST, SLIP_MU, SLIP_SIGMA, WEEKS
from bench.yearsim.picture import picture
from bench.yearsim.report import report, table

DEMANDS = (0.62, 0.75)
SEEDS, JOBS = 8, 2
RESULT = Path(__file__).parent / "result.json"
PICTURE = Path(__file__).parent / "front.svg"
REPORT = Path(__file__).parent / "result.md"


def run(seeds: int = SEEDS, jobs: int = JOBS, keep: bool = False) -> Result:
    """Live ``seeds`` years under each policy, ``jobs`` at a time; ``keep`` writes the result into this folder."""
    policies = [OURS, *BASELINES]
    cells = [Cell(policy, d, seed) for seed in range(1, seeds + 1) for d in DEMANDS for policy in policies]
    rows = rows_of(cells, jobs=jobs, tell=_tell)
    wrong = [row for row in rows if row.error]
    found = {
        d: {p: spreads([r.figures for r in rows if (r.cell.policy, r.cell.demand) == (p, d)]) for p in policies}
        for d in DEMANDS
        if not wrong
    }
    for row in wrong:
        print(f"{row.cell}: {row.error}", file=sys.stderr)
    if wrong:
        raise SystemExit("some of these plans cannot be lived, see above: nothing is reported")
    for d in DEMANDS:
        print(f"\ndemand {d}, {seeds} seeds: mean (10th – 90th of 100)\n{table(found[d], policies)}", file=sys.stderr)
    if keep:
        RESULT.write_text(json.dumps(_document(found, seeds), indent=1) + "\n", encoding="utf-8")
        PICTURE.write_text(picture(found, seeds), encoding="utf-8")
        REPORT.write_text(report(found, policies, seeds), encoding="utf-8")
    return Result(
        figures=_flat(found, OURS),
        settings={
            "seeds": seeds,
            "weeks": WEEKS,
            "first": FIRST.isoformat(),
            "buffer": BUFFER,
            "slip": [SLIP_MU, SLIP_SIGMA],
            "demands": list(DEMANDS),
        },
        baselines={name: _flat(found, name) for name in BASELINES},
    )


def _flat(found: dict[float, dict[str, dict[str, Spread]]], policy: str) -> dict[str, float]:
    """``hit_062`` and so on: means over seeds."""
    return {f"{name}_{round(100 * d):03d}": round(found[d][policy][name].mean, 4) for d in DEMANDS for name in FIGURES}


def _document(found: dict[float, dict[str, dict[str, Spread]]], seeds: int) -> dict[str, Any]:
    return {
        "seeds": seeds,
        "code": {policy: code(policy) for policy in (OURS, *BASELINES)},
        "demands": {
            str(d): {p: {name: asdict(s) for name, s in one.items()} for p, one in found[d].items()} for d in DEMANDS
        },
    }


def _tell(row: Row, left: int) -> None:
    cell = row.cell
    said = row.error or f"hit {row.figures['hit']:.2f}, chosen churn {row.figures['chosen_churn_min']:.0f} min"
    print(f"{cell.policy} at {cell.demand}, seed {cell.seed}: {said}; {left} left", file=sys.stderr)
