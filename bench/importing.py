"""How long a long plan takes to read, how much memory it needs, and how the time grows with its length.

The plan is made of varied sections (stages, week templates, tables, deadlines, prose, in Chinese and English), each
with figures of its own, so that nothing is read twice from a cache. The exponent is the slope of log time over log
length between a thousand lines and a hundred thousand; 1 is linear.
"""

from __future__ import annotations

import math
import subprocess
import sys
import time
from datetime import date
from typing import Any

from bench import Result, median_ms
from roadweek.planning.read import read_plan

LINES = 10_000
SIZES = (100, 1_000, LINES, 100_000)
ROUNDS = 3
AS_OF = date(2026, 3, 1)

_PEAK = """
import resource
from bench.importing import AS_OF, LINES, document
from roadweek.planning.read import read_plan
read_plan(document(LINES), name="plan.md", as_of=AS_OF)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def document(lines: int) -> str:
    """A plan of so many lines; the n-th section has its own numbers and names."""
    written: list[str] = []
    number = 0
    while len(written) < lines:
        month, day = number % 12 + 1, number % 27 + 1
        written += [
            f"## Stage {number}: part {number} ({month}.{day}-{month}.{day + 1})",
            "",
            f"- 每天 {number % 50 + 10} 分钟听力第 {number} 组",
            f"- Tuesday and Thursday evenings: project {number}, {number % 3 + 1} h",
            f"- 完成第 {number} 篇笔记并发布",
            f"- submit draft {number} by {day} May",
            "",
            f"Notes on section {number}: nothing here asks for time, it only explains why it matters so much.",
            f"这一段只是说明第 {number} 节的原因，并没有要求任何时间。",
            "",
            "| # | Topic | Why |",
            "|---|---|---|",
            f"| 1 | topic {number} a | reason {number} |",
            f"| 2 | topic {number} b | reason {number} |",
            "",
            f"- 不要同时开 {number % 4 + 2} 个坑",
            f"- Whether to buy board {number} or board {number + 1}?",
            "",
        ]
        number += 1
    return "\n".join(written[:lines])


def run() -> Result:
    """Measure. Imports and the grammar's patterns are paid before any clock starts."""
    peak = _peak()  # first: a process begins with the peak of the one that starts it
    read_plan(document(4 * SIZES[1]), name="plan.md", as_of=AS_OF)
    times = {lines: _timed(document(lines), ROUNDS if lines <= LINES else 1) for lines in SIZES}
    settings: dict[str, Any] = {"lines": LINES, "sizes": SIZES, "rounds": ROUNDS, "statistic": "median"}
    settings |= {"imports": "excluded", "us_per_line_and_exponent": "processor time"}
    short, long = SIZES[1], SIZES[-1]
    figures = {"ms_10k_lines": times[LINES][0], "cpu_ms_10k_lines": times[LINES][1], "peak_mib": peak}
    figures |= {f"us_per_line_{lines}": round(1000 * times[lines][1] / lines, 1) for lines in SIZES}
    figures["growth_exponent"] = round(math.log(times[long][1] / times[short][1]) / math.log(long / short), 2)
    return Result(figures=figures, settings=settings, baselines={})


def _timed(text: str, rounds: int) -> tuple[float, float]:
    """Median wall and processor time in ms; a busy machine disturbs the second less."""
    walls: list[float] = []
    works: list[float] = []
    for _ in range(rounds):
        wall, own = time.perf_counter(), time.process_time()
        read_plan(text, name="plan.md", as_of=AS_OF)
        walls.append(time.perf_counter() - wall)
        works.append(time.process_time() - own)
    return median_ms(walls), median_ms(works)


def _peak() -> float:
    """Peak resident memory of a fresh process that reads the plan once, imports included."""
    done = subprocess.run([sys.executable, "-c", _PEAK], check=True, capture_output=True, text=True)
    return round(float(done.stdout), 1)


if __name__ == "__main__":
    from bench.__main__ import main

    sys.exit(main(["importing", *sys.argv[1:]]))
