"""What open tasks cost: writing down 600 and 1,200 of them, and planning a week beside them, as ratios of the two.

A ratio of 2 is linear. The week is one that nobody accepted, so all of them are looked at for a place.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench import Result, median_ms
from roadweek.usecases import replan
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.record import record
from roadweek.workspace import open_workspace

PLAN = Path(__file__).parent.parent / "examples" / "year-plan.en.md"
NUMBERS = (600, 1200)
ROUNDS = 3
NOW = datetime(2026, 3, 4, 20, tzinfo=ZoneInfo("Asia/Shanghai"))


def run() -> Result:
    """Measure; a small round before pays for imports."""
    _measured(20)
    few, many = (_measured(number) for number in NUMBERS)
    figures: dict[str, float] = {}
    for name in ("record", "replan"):
        figures |= {f"{name}_{number}_ms": one[name] for number, one in zip(NUMBERS, (few, many), strict=True)}
        figures[f"{name}_ratio"] = round(many[name] / few[name], 2)
    return Result(figures=figures, settings={"rounds": ROUNDS, "statistic": "median", "week": "not accepted"})


def _measured(number: int) -> dict[str, float]:
    times: dict[str, list[float]] = {"record": [], "replan": []}
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            ws = open_workspace(Path(folder), create=True, clock=lambda: NOW)
            import_plan(ws, PLAN)
            track = replan.propose(ws, [], week="2026-W11")["changes"][0]["track"]
            tasks = [_task(n, track) for n in range(number)]
            times["record"].append(_timed(partial(record, ws, tasks)))
            times["replan"].append(_timed(partial(replan.propose, ws, [], week="2026-W11")))
    return {name: median_ms(seconds) for name, seconds in times.items()}


def _task(number: int, track: str | None) -> dict[str, Any]:
    return {"kind": "add_task", "title": f"letter {number}", "track": track, "minutes": 30 + number % 3 * 30}


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
