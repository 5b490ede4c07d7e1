"""Runs held against runs: comparable or not, then each figure's ratio with its interval, above the noise or not.

Two runs of one round are a pair, and what is judged is the mean of the pairs' log ratios: what slowed both runs of a
round cancels out. A difference is shown as one only where its interval excludes 1 and it is at least ``LEAST``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, stdev
from typing import Literal, cast

from roadweek.benchmarking.bootstrap import Chance, ConfidenceInterval, interval_of_mean, quantile, student_t
from roadweek.benchmarking.card import CardDifference, Scalar, card_differences
from roadweek.benchmarking.experiment import LEAST_REPEATS
from roadweek.benchmarking.noise import drift_of, outliers_of
from roadweek.benchmarking.remarks import Remark
from roadweek.benchmarking.run import Run

Verdict = Literal["better", "worse", "same", "unclear", "too_few"]
"""``same``: the whole interval lies within ``EQUAL``. ``unclear``: the noise hides what there may be.
``too_few``: fewer rounds than say anything of the noise between runs."""

LEAST = 0.01
"""A ratio nearer to 1 is no effect that anybody would feel, however sure it is."""
EQUAL = 0.03
"""Within this of 1 two figures are called the same."""

_OF_POWER = ("energy_", "power_")
"""Figures that mean something only beside another of the same scope."""
KEY_FIGURES: tuple[str, ...] = (
    "ttft_content_p50_ms",
    "tpot_p50_ms",
    "e2e_p50_ms",
    "decode_tok_s",
    "output_tok_s",
    "prefill_tok_s",
    "goodput_share",
    "energy_per_token_j",
    "peak_memory_mib",
    "latency_p50_ms",
    "images_per_s",
    "accuracy",
)
"""What is compared by default, where both sides have it. A few, because one of twenty sure differences is chance."""


INSTEAD: Mapping[str, str] = {
    "ttft_token_p50_ms": "ttft_content_p50_ms",
    "server_decode_tok_s": "decode_tok_s",
    "server_prefill_tok_s": "prefill_tok_s",
}
"""Figures that stand in where the usual one is missing: an engine's own rates, a tool that knows no content tokens."""

_OURS = ("schedule_delay", "window", "cached_", "chunk_gap_max")
"""Figures of the load itself: they say how it was measured."""


def better_when(figure: str) -> Literal["lower", "higher"] | None:
    """Which way a figure is better, by its unit; null where neither is: a count, a delay of our own."""
    if figure.startswith(_OURS) or figure.endswith(("_n", "_mean")) or figure == "n":
        return None
    if figure.endswith(("_tok_s", "_per_s", "_share")) or figure == "accuracy":
        return "higher"
    if figure.endswith(("_ms", "_s", "_mib", "_j", "_w", "_c")):
        return "lower"
    return None


@dataclass(frozen=True, slots=True)
class MeasuredEffect:
    """One figure of two groups of runs. ``base`` and ``other`` are geometric means; ``ratio`` is other ÷ base with its
    ``low`` and ``high``, null where there are too few pairs. ``noise`` is the spread between repeats of one cell as a
    share, ``seen`` the smallest difference that these runs could have shown."""

    figure: str
    base: float
    other: float
    ratio: float
    low: float | None
    high: float | None
    pairs: int
    method: str
    noise: float | None
    seen: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RunComparison:
    """What two groups of runs say. With ``against`` they are not comparable, and there are no effects."""

    base: str
    other: str
    effects: tuple[MeasuredEffect, ...] = ()
    against: tuple[CardDifference, ...] = ()
    noted: tuple[CardDifference, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def comparable(self) -> bool:
        return not self.against and bool(self.effects)


PATHS: Mapping[str, tuple[str, ...]] = {
    "endpoint": ("device.", "engine."),
    "device": ("device.",),
    "model": ("model.",),
    "quantisation": ("model.",),
    "precision": ("model.", "settings.precision"),
    "provider": ("engine.backend", "settings.provider"),
    "threads": ("engine.threads", "settings.threads"),
    "context": ("model.context", "settings.context"),
}
"""What of a card a setting that varies may change; each also changes ``settings.<its name>``. A name with a dot is a
path of the card itself."""
NOT_COMPARED = frozenset({"seed", "nonce", "endpoint", "model", "cell", "repeat"})
"""Settings of a load that differ from run to run by design, or are compared as part of the card."""


def differences(ours: Run, theirs: Run, varies: Iterable[str] = ()) -> list[CardDifference]:
    """In what two runs differ beside what is meant to; those that matter first. Figures of two tools are not of one
    definition, and a figure at another concurrency or length is another figure."""
    names = set(varies)
    meant = {
        path
        for card in (ours.card.flat(), theirs.card.flat())
        for path in card
        if any(path.startswith(PATHS.get(name, (name,) if "." in name else (f"settings.{name}",))) for name in names)
        or path in {f"settings.{name}" for name in names}
    }
    meant |= {f"settings.{name}" for name in NOT_COMPARED}
    found = card_differences(ours.card, theirs.card, frozenset(meant))
    if ours.tool != theirs.tool:
        found.append(CardDifference(field="tool", ours=ours.tool, theirs=theirs.tool, weight="matters"))
    if ours.model != theirs.model and "model" not in names:
        found.append(CardDifference(field="model", ours=ours.model, theirs=theirs.model, weight="matters"))
    told = {one.field for one in found}
    bare = names | {name.removeprefix("settings.") for name in names}
    for name in sorted((ours.settings.keys() | theirs.settings.keys()) - NOT_COMPARED - bare):
        one, two = ours.settings.get(name), theirs.settings.get(name)
        if one != two and f"settings.{name}" not in told:
            known = name in ours.settings and name in theirs.settings
            found.append(
                CardDifference(
                    field=f"settings.{name}",
                    ours=_plain(one),
                    theirs=_plain(two),
                    weight="matters" if known else "noted",
                )
            )
    return sorted(found, key=lambda each: each.weight != "matters")


def _plain(value: object) -> Scalar:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def compare(
    base: Sequence[Run],
    other: Sequence[Run],
    *,
    names: tuple[str, str],
    varies: Iterable[str] = (),
    figures: Sequence[str] | None = None,
    seed: int = 1,
) -> RunComparison:
    """Hold ``other`` against ``base``: the runs of two cells, paired by their repeat, or one run each.

    Refused and replayed runs take no part and are told. ``varies`` are the settings that are meant to differ.
    Raises ValueError where a side has no runs at all.
    """
    if not base or not other:
        raise ValueError("nothing to compare")
    remarks = [*_left_out(base, names[0]), *_left_out(other, names[1])]
    ours, theirs = ([run for run in runs if run.counts_as_measured] for runs in (base, other))
    if not ours or not theirs:
        return RunComparison(*names, remarks=(*remarks, Remark("nothing_measured", {})))
    varies = tuple(varies)
    within = [(one, differences(runs[0], run)) for runs in (ours, theirs) for one, run in enumerate(runs[1:], 2)]
    unsteady = [each for _, found in within for each in found if each.weight == "matters"]
    found = differences(ours[0], theirs[0], varies)
    against = [each for each in found if each.weight == "matters"]
    if unsteady:
        remarks.append(Remark("card_changed", {"fields": ", ".join(sorted({each.field for each in unsteady}))}))
    if against:
        return RunComparison(*names, against=tuple(against), noted=_noted(found), remarks=tuple(remarks))
    shared = shared_figures((*ours, *theirs), figures or (*KEY_FIGURES, *INSTEAD))
    scopes = {scope for run in (*ours, *theirs) if (scope := power_scope(run))}
    if len(scopes) > 1 and any(one.startswith(_OF_POWER) for one in shared):
        remarks.append(Remark("power_scopes", {"scopes": ", ".join(sorted(scopes))}))
        shared = [one for one in shared if not one.startswith(_OF_POWER)]
    effects = [effect_of(one, ours, theirs, seed=seed) for one in shared]
    if not _of_one_experiment((*ours, *theirs)):
        remarks.append(Remark("not_interleaved"))
    for name, runs in zip(names, (ours, theirs), strict=True):
        remarks += run_remarks(name, runs, shared)
    return RunComparison(*names, effects=tuple(effects), noted=_noted(found), remarks=tuple(remarks))


def power_scope(run: Run) -> str | None:
    """Of what the run's power is: the whole input, a card, or the rails that are seen, estimated or measured."""
    energy = run.telemetry.get("energy")
    if not isinstance(energy, dict):
        return None
    told = cast("dict[str, object]", energy)
    return f"{told.get('quality', 'measured')} {told.get('scope', '')}".strip()


def shared_figures(runs: Sequence[Run], wanted: Sequence[str]) -> list[str]:
    """Those of ``wanted`` that all runs have; one of ``INSTEAD`` only where its usual one is not among them."""
    held = [one for one in wanted if all(run.figures.get(one, 0) > 0 for run in runs) and better_when(one)]
    return [one for one in held if INSTEAD.get(one) not in held]


def _noted(found: Iterable[CardDifference]) -> tuple[CardDifference, ...]:
    return tuple(each for each in found if each.weight == "noted")


def _left_out(runs: Sequence[Run], name: str) -> list[Remark]:
    out = [run for run in runs if not run.counts_as_measured]
    return (
        [Remark("left_out", {"cell": name, "count": len(out), "runs": ", ".join(run.id for run in out)})] if out else []
    )


def run_remarks(name: str, runs: Sequence[Run], figures: Sequence[str]) -> list[Remark]:
    """Outliers among the repeats of a cell, and requests that drift within a run, of what is compared. Flagged,
    never dropped."""
    found: list[Remark] = []
    for figure in figures:
        odd = outliers_of([run.figures[figure] for run in runs])
        if odd:
            which = ", ".join(runs[one].id for one in odd)
            found.append(Remark("outlier", {"cell": name, "figure": figure, "runs": which}))
    for run in runs:
        for sample, values in run.samples.items():
            figure = _figure_of(sample)
            drift = drift_of(values) if figure in (*KEY_FIGURES, *figures) else None
            if drift is not None:
                found.append(Remark("drift_in_run", {"run": run.id, "figure": figure, "percent": round(100 * drift)}))
    return found


def _figure_of(sample: str) -> str:
    """The figure that is reckoned from a sample: the median of times, a rate by its own name."""
    head, _, unit = sample.rpartition("_")
    return f"{head}_p50_ms" if unit == "ms" else sample


def effect_of(figure: str, base: Sequence[Run], other: Sequence[Run], *, seed: int = 1) -> MeasuredEffect:
    """One figure's effect: of pairs where the runs are of one experiment, of two groups elsewhere.

    With fewer than ``LEAST_REPEATS`` pairs, or runs a side, the interval is that of the requests within the runs, where
    there are samples: it says nothing of the noise between runs, and the verdict says so.
    """
    one, two = _logs(figure, base), _logs(figure, other)
    if _of_one_experiment((*base, *other)):
        shared = sorted(one.keys() & two.keys())
        here, there = [one[key] for key in shared], [two[key] for key in shared]
        interval = (
            interval_of_mean([b - a for a, b in zip(here, there, strict=True)], seed=seed)
            if len(shared) >= LEAST_REPEATS
            else None
        )
        how = "paired"
    else:
        here, there = [*one.values()], [*two.values()]
        interval = _welch(here, there) if min(len(here), len(there)) >= LEAST_REPEATS else None
        how = "groups"
    here, there = here or [*one.values()], there or [*two.values()]
    middle = fmean(there) - fmean(here)
    told = (figure, math.exp(fmean(here)), math.exp(fmean(there)), math.exp(middle))
    count, noise = min(len(here), len(there)), _spread(here, there)
    if interval is not None:
        low, high = interval.low, interval.high
        return MeasuredEffect(*told, math.exp(low), math.exp(high), count, f"{how} {interval.method}", noise,
                              math.expm1((high - low) / 2), verdict_of(figure, interval))  # fmt: skip
    inner = _within(figure, base, other, seed)
    ends = (inner.low, inner.high) if inner else (None, None)
    return MeasuredEffect(*told, ends[0], ends[1], count, "requests" if inner else "none", noise, None, "too_few")


def _of_one_experiment(runs: Iterable[Run]) -> bool:
    names = {run.experiment for run in runs}
    return len(names) == 1 and None not in names


def _welch(here: Sequence[float], there: Sequence[float]) -> ConfidenceInterval:
    """The interval of the difference of two means (Welch 1947), degrees of freedom rounded down."""
    parts = [stdev(values) ** 2 / len(values) for values in (here, there)]
    spread = sum(parts)
    middle = fmean(there) - fmean(here)
    if spread == 0:
        return ConfidenceInterval(middle, middle, middle, len(here) + len(there), method="welch")
    below = sum(part**2 / (len(v) - 1) for part, v in zip(parts, (here, there), strict=True))
    half = student_t(max(1, math.floor(spread**2 / below))) * math.sqrt(spread)
    return ConfidenceInterval(middle, middle - half, middle + half, len(here) + len(there), method="welch")


def verdict_of(figure: str, interval: ConfidenceInterval) -> Verdict:
    """What the interval of a mean log ratio says."""
    if interval.excludes(0.0) and abs(interval.value) >= math.log1p(LEAST):
        return "better" if (interval.value < 0) == (better_when(figure) == "lower") else "worse"
    if -math.log1p(EQUAL) <= interval.low and interval.high <= math.log1p(EQUAL):
        return "same"
    return "unclear"


def _logs(figure: str, runs: Sequence[Run]) -> dict[int, float]:
    """The log of a figure by repeat, or by its place among runs that are no repeats of one experiment."""
    one = _of_one_experiment(runs)
    return {run.repeat if one else place: math.log(run.figures[figure]) for place, run in enumerate(runs)}


def _spread(here: Sequence[float], there: Sequence[float]) -> float | None:
    """The noise between repeats of one cell, pooled over both, as a share."""
    spreads = [stdev(values) for values in (here, there) if len(values) >= 2]
    return math.expm1(math.sqrt(fmean(one * one for one in spreads))) if spreads else None


SAMPLE_OF: Mapping[str, str] = {
    "ttft_content_p50_ms": "ttft_content_ms",
    "tpot_p50_ms": "tpot_ms",
    "e2e_p50_ms": "e2e_ms",
    "latency_p50_ms": "latency_ms",
}
"""The samples whose median a figure is."""


def _within(
    figure: str, base: Sequence[Run], other: Sequence[Run], seed: int, resamples: int = 1000
) -> ConfidenceInterval | None:
    """The interval of the ratio of two medians, resampling the requests of each side."""
    name = SAMPLE_OF.get(figure)
    ours, theirs = ([value for run in runs for value in run.samples.get(name or "", ())] for runs in (base, other))
    if len(ours) < 10 or len(theirs) < 10:
        return None
    chance = Chance(seed)

    def drawn(values: Sequence[float]) -> float:
        return quantile(sorted(chance.picked(values)), 0.5)

    ratios = sorted(drawn(theirs) / drawn(ours) for _ in range(resamples))
    middle = quantile(sorted(theirs), 0.5) / quantile(sorted(ours), 0.5)
    return ConfidenceInterval(
        middle, quantile(ratios, 0.025), quantile(ratios, 0.975), len(ours) + len(theirs), method="requests"
    )


def order_drift(runs: Iterable[tuple[int, str, Run]], figure: str) -> float | None:
    """By what share a figure moved from the first to the last run of an experiment, where that is above chance.

    ``runs`` are (place, cell, run): each cell's own mean is taken out first. Pairs share such a drift, so that ratios
    stand; what a figure is in itself depends on when it was measured.
    """
    rows = [(place, cell, math.log(run.figures[figure])) for place, cell, run in runs if run.figures.get(figure, 0) > 0]
    means = {cell: fmean(value for _, name, value in rows if name == cell) for cell in {cell for _, cell, _ in rows}}
    return drift_of([math.exp(value - means[cell]) for _, cell, value in sorted(rows)], least=LEAST * 2)
