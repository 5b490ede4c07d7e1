"""How long a sentence takes to understand without a model, and how the time grows with the length of a text.

Sentences of every day are read in turn against a plan of three tracks. The exponent is the slope of log time over log
length between a long text and one ten times as long; 1 is linear.
"""

from __future__ import annotations

import math
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from bench import Result, median_ms
from roadweek.understanding.context import NamedThing, SentenceContext
from roadweek.understanding.understand import understand

ROUNDS = 7
REPEATS = (20, 200)
SENTENCES = (
    "I travel to Vienna from Tuesday to Thursday next week",
    "下周二到周四去杭州出差",
    "move algorithms from Tuesday to Saturday evening",
    "这周数学少安排一点，英语照常",
    "no more than two hours on Wednesday, I have a dentist at 17:30",
    "接下来三周每天多看半小时论文",
)
LONG = "从6月1日到6月12日每天晚上读2-3篇论文，30-45分钟；then statistics three times a week until mid-July. "
CONTEXT = SentenceContext(
    as_of=datetime(2026, 3, 4, 20, tzinfo=ZoneInfo("Asia/Shanghai")),
    timezone="Asia/Shanghai",
    tracks=(
        NamedThing("math", ("Maths", "数学", "statistics")),
        NamedThing("english", ("English", "英语")),
        NamedThing("algorithms", ("algorithms", "算法")),
    ),
)


def run() -> Result:
    """Measure in processor time. Imports and the grammar's patterns are paid before the clock starts."""
    for text in SENTENCES:
        understand(text, CONTEXT)
    each = [seconds for _ in range(ROUNDS) for seconds in (_timed(text) for text in SENTENCES)]
    short, long = (min(_timed(LONG * times) for _ in range(3)) for times in REPEATS)
    figures = {
        "ms_sentence": median_ms(each),
        "ms_sentence_worst": round(1000 * max(each), 1),
        "growth_exponent": round(math.log(long / short) / math.log(REPEATS[1] / REPEATS[0]), 2),
    }
    return Result(figures, {"rounds": ROUNDS, "sentences": len(SENTENCES), "repeats": REPEATS, "imports": "excluded"})


def _timed(text: str) -> float:
    started = time.process_time()
    understand(text, CONTEXT)
    return time.process_time() - started


if __name__ == "__main__":
    from bench.__main__ import main

    sys.exit(main(["sentences", *sys.argv[1:]]))
