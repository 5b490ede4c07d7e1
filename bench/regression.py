"""How often the detector of regressions is wrong: on series whose answer is known, made from fixed seeds.

Each series is a history of good runs with log-normal noise (heavy-tailed for a tenth of the runs), then one run more:
the same, or worse by 5, 10 or 20 %. False alarms are unchanged runs that are called worse, misses are worse runs that
are not. The comparison of two interleaved cells is asked the same way. No machine is measured: it is the same on any.
"""

from __future__ import annotations

import math

from bench import Result
from roadweek.benchmarking.bootstrap import Chance, interval_of_mean
from roadweek.benchmarking.comparing import verdict_of
from roadweek.benchmarking.regression import finding

SEED, SERIES = 20263, 2000
HISTORIES = (1, 3, 5, 10)
SHIFTS = (5, 10, 20)
NOISE = 0.02
PAIRS = (3, 5, 8)
COMPARISONS = 300


def value_of(chance: Chance, noise: float, shift: float = 0.0) -> float:
    """A decode rate of about 20 tok/s; one in ten has three times the noise."""
    wide = noise * (3 if chance.unit() < 0.1 else 1)
    return 20 * (1 - shift) * math.exp(wide * chance.normal())


def detected(history: int, noise: float, shift: float, seed: int) -> bool:
    chance = Chance(seed)
    before = [value_of(chance, noise) for _ in range(history)]
    return finding("decode_tok_s", value_of(chance, noise, shift), before).change == "worse"


def share(history: int, noise: float, shift: float) -> float:
    return sum(detected(history, noise, shift, SEED * 1000 + n) for n in range(SERIES)) / SERIES


def compared(pairs: int, shift: float, seed: int) -> bool:
    """Whether two interleaved cells are called different."""
    chance = Chance(seed)
    logs = [
        math.log(value_of(chance, NOISE, shift)) - math.log(value_of(chance, NOISE)) for _ in range(pairs)
    ]  # fmt: skip
    return verdict_of("decode_tok_s", interval_of_mean(logs, seed=seed, resamples=400)) in ("better", "worse")


def run() -> Result:
    figures: dict[str, float] = {}
    for history in HISTORIES:
        figures[f"false_alarm_{history}"] = share(history, NOISE, 0.0)
        for shift in SHIFTS:
            figures[f"miss_{shift}_{history}"] = 1 - share(history, NOISE, shift / 100)
    for pairs in PAIRS:
        seeds = range(SEED, SEED + COMPARISONS)
        figures[f"compare_false_alarm_{pairs}"] = sum(compared(pairs, 0.0, seed) for seed in seeds) / COMPARISONS
        for shift in SHIFTS:
            found = sum(compared(pairs, shift / 100, seed) for seed in seeds)
            figures[f"compare_miss_{shift}_{pairs}"] = 1 - found / COMPARISONS
    settings = {"seed": SEED, "series": SERIES, "noise": NOISE, "comparisons": COMPARISONS}
    return Result(settings=settings, figures={name: round(value, 4) for name, value in figures.items()}, baselines={})
