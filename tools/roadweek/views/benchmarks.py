"""Runs, experiments and comparisons as documents, their codes in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from roadweek.benchmarking.comparing import INSTEAD, better_when
from roadweek.benchmarking.experiment import minutes_needed, run_order, spoilers
from roadweek.benchmarking.remarks import Remark
from roadweek.messages import say
from roadweek.messages.benchmarks import TEXTS

if TYPE_CHECKING:
    from roadweek.benchmarking.card import CardDifference, Scalar
    from roadweek.benchmarking.comparing import MeasuredEffect, RunComparison
    from roadweek.benchmarking.experiment import Experiment
    from roadweek.benchmarking.regression import RegressionFinding, RegressionReport
    from roadweek.benchmarking.run import Run
    from roadweek.domain.base import Language
    from roadweek.views.bench_documents import (
        BenchCheckView,
        BenchProgressView,
        CardDifferenceView,
        CellView,
        CodeView,
        ExperimentView,
        MeasuredEffectView,
        RegressionFindingView,
        RunComparisonView,
        RunDetailView,
        RunView,
    )


def remark_view(remark: Remark, lang: Language) -> CodeView:
    params = dict(remark.params)
    if "figure" in params:
        params["figure"] = figure_title(str(params["figure"]), lang)
    return {"code": remark.code, "text": say(f"benchmarks.{remark.code}", lang, **params)}


def code_view(code: str, lang: Language) -> CodeView:
    """A refusal or note of a run in words; one that a newer version wrote stands for itself."""
    return {"code": code, "text": code_words(code, lang)}


def code_words(code: str, lang: Language) -> str:
    name = f"code_{code}"
    return TEXTS[name][lang] if name in TEXTS else code.replace("_", " ")


def figure_title(figure: str, lang: Language) -> str:
    """A figure's name for people; one without words of ours is called as it is."""
    name = f"fig_{figure}"
    return TEXTS[name][lang] if name in TEXTS else figure


UNITS: tuple[tuple[str, str], ...] = (
    ("_tok_s", "token/s"),
    ("_per_s", "1/s"),
    ("_ms", "ms"),
    ("_mib", "MiB"),
    ("_mhz", "MHz"),
    ("_j", "J"),
    ("_w", "W"),
    ("_c", "°C"),
    ("_s", "s"),
)
"""The unit that a figure's or channel's name ends in."""


def unit_of(figure: str) -> str:
    """Its unit, "" where it is a share or a count."""
    return next((unit for ending, unit in UNITS if figure.endswith(ending)), "")


def figure_label(figure: str, lang: Language) -> str:
    """A figure's name with its unit, for a column or an axis."""
    unit = unit_of(figure)
    between = "，" if lang == "zh" else ", "
    return f"{figure_title(figure, lang)}{between}{unit}" if unit else figure_title(figure, lang)


def channel_label(channel: str) -> str:
    """A sensor's channel, such as ``power_in_w``: power in, W."""
    unit = next((ending for ending, _ in UNITS if channel.endswith(ending)), "")
    bare = channel.removesuffix(unit).replace("_", " ")
    return f"{bare}, {unit_of(channel)}" if unit else bare


def with_unit(figure: str, value: float) -> str:
    return f"{number(value)} {unit_of(figure)}".strip()


def number(value: float) -> str:
    """Three significant digits, and no more zeros than needed: 1234, 56.7, 0.0123."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:.0f}"
    text = f"{value:.3g}"
    return f"{float(text):f}".rstrip("0").rstrip(".") if "e" in text else text


def progress_words(view: BenchProgressView, lang: Language, *, run: bool = True) -> str:
    """How far a benchmark is, in one line: which ``run``, its requests, how long so far, about how long still."""
    if view["state"] != "running":
        told = {"place": view["place"], "of": view["of"], "id": view["experiment"], "why": view["why"] or ""}
        return say(f"benchmarks.state_{view['state']}", lang, **told)
    parts: list[str] = []
    if run and not view["of"]:
        parts.append(say("benchmarks.state_starting", lang))
    elif run:
        parts.append(say("benchmarks.progress", lang, **{k: view[k] for k in ("place", "of", "cell", "repeat")}))
    if view["requests"] is not None:
        parts.append(say("benchmarks.requests_done", lang, done=view["requests_done"], of=view["requests"]))
    parts.append(span_words(view["elapsed_s"], lang))
    if view["left_s"] is not None:
        parts.append(say("benchmarks.time_left", lang, span=span_words(view["left_s"], lang)))
    return " · ".join(parts)


def span_words(seconds: float, lang: Language) -> str:
    """A stretch of time, in seconds up to two minutes, then in minutes."""
    if seconds < 120:
        return say("benchmarks.span_s", lang, count=round(seconds))
    return say("benchmarks.span_min", lang, count=round(seconds / 60))


def outcome_words(counts: Mapping[str, int], failures: Mapping[str, str], lang: Language) -> list[str]:
    """How the requests that did not end well ended, an outcome a line, with the words of the first."""
    lines: list[str] = []
    for outcome, count in counts.items():
        if outcome != "good":
            why = failures.get(outcome, "")
            told = f"{count} × {say(f'benchmarks.outcome_{outcome}', lang)}"
            lines.append(f"{told}: {why}" if why else told)
    return lines


def run_view(run: Run, lang: Language) -> RunView:
    return {
        "id": run.id,
        "at": run.at.isoformat(timespec="seconds"),
        "experiment": run.experiment,
        "cell": run.cell,
        "repeat": run.repeat,
        "source": run.source,
        "tool": run.tool,
        "standing": run.standing,
        "model": run.model,
        "endpoint": run.endpoint,
        "device": run.device,
        "seconds": run.seconds,
        "figures": dict(run.figures),
        "counts": dict(run.counts),
        "refusals": [code_view(code, lang) for code in run.refusals],
        "notes": [code_view(code, lang) for code in run.notes],
    }


def run_detail(run: Run, lang: Language, *, whole: bool = False) -> RunDetailView:
    """A run with its card; ``whole``: with its samples and series too."""
    view: RunDetailView = {
        **run_view(run, lang),  # type: ignore[typeddict-item]  # it has none of the keys that may be left out
        "failures": dict(run.failures),
        "card": run.card.to_json(),
        "settings": dict(run.settings),
        "telemetry": dict(run.telemetry),
        "commands": list(run.commands),
    }
    if whole:
        view["samples"] = {name: list(values) for name, values in run.samples.items()}
        view["series"] = {name: list(values) for name, values in run.series.items()}
    return view


def experiment_view(experiment: Experiment, runs: Sequence[Run], lang: Language) -> ExperimentView:
    order = run_order(experiment)
    made = {(run.cell, run.repeat) for run in runs}
    done = sum((one.cell, one.repeat) in made for one in order)
    return {
        "id": experiment.id,
        "at": experiment.at.isoformat(timespec="seconds"),
        "title": experiment.title,
        "question": experiment.question,
        "kind": experiment.kind,
        "varies": {name: list(levels) for name, levels in experiment.varies.items()},
        "held": dict(experiment.held),
        "cells": [_cell(experiment, cell.id, runs) for cell in experiment.cells],
        "repeats": experiment.repeats,
        "runs": len(order),
        "made": done,
        "left": len(order) - done,
        "minutes": _minutes(experiment, runs, done),
        "spoilers": [remark_view(one, lang) for one in spoilers(experiment)],
        "work": experiment.work,
        "milestone": experiment.milestone,
    }


def _cell(experiment: Experiment, name: str, runs: Sequence[Run]) -> CellView:
    mine = [run for run in runs if run.cell == name]
    settings: dict[str, Any] = next(dict(cell.settings) for cell in experiment.cells if cell.id == name)
    return {"id": name, "settings": settings, "made": len(mine), "counted": sum(r.counts_as_measured for r in mine)}


def _minutes(experiment: Experiment, runs: Sequence[Run], done: int) -> float | None:
    """How long the rest takes, by what its cells took; a cell without a run is taken for the mean of the others."""
    took = [run.seconds for run in runs if run.seconds is not None]
    if not took or done >= len(run_order(experiment)):
        return None if not took else 0.0
    usual = sum(took) / len(took)
    cells: dict[str, float] = {}
    for cell in experiment.cells:
        own = [run.seconds for run in runs if run.cell == cell.id and run.seconds is not None]
        cells[cell.id] = sum(own) / len(own) if own else usual
    return minutes_needed(experiment, cells, done=done)


def effect_view(effect: MeasuredEffect, lang: Language) -> MeasuredEffectView:
    title = figure_title(effect.figure, lang)
    percent = 100 * (effect.ratio - 1)
    params = {
        "title": title,
        "percent": number(abs(percent)),
        "way": say(f"benchmarks.way_{'higher' if percent >= 0 else 'lower'}", lang),
        "low": _signed(effect.low),
        "high": _signed(effect.high),
        "seen": number(100 * effect.seen) if effect.seen is not None else "?",
    }
    return {
        "figure": effect.figure,
        "title": title,
        "base": effect.base,
        "other": effect.other,
        "ratio": effect.ratio,
        "low": effect.low,
        "high": effect.high,
        "pairs": effect.pairs,
        "method": effect.method,
        "noise": effect.noise,
        "seen": effect.seen,
        "verdict": effect.verdict,
        "text": say(f"benchmarks.verdict_{effect.verdict}", lang, **params),
    }


def brief_words(effect: MeasuredEffectView, lang: Language) -> str:
    """A sure effect in a few words; "" for one that is not."""
    if effect["verdict"] == "same":
        return say("benchmarks.brief_same", lang, title=effect["title"])
    if effect["verdict"] not in ("better", "worse"):
        return ""
    percent = 100 * (effect["ratio"] - 1)
    return say(
        "benchmarks.brief",
        lang,
        title=effect["title"],
        percent=number(abs(percent)),
        way=say(f"benchmarks.way_{'higher' if percent >= 0 else 'lower'}", lang),
        low=_signed(effect["low"]),
        high=_signed(effect["high"]),
    )


def _signed(ratio: float | None) -> str:
    """A ratio as a change in percent with its sign."""
    if ratio is None:
        return "?"
    percent = 100 * (ratio - 1)
    return f"{'+' if percent >= 0 else '−'}{number(abs(percent))} %"


def difference_view(one: CardDifference, lang: Language) -> CardDifferenceView:
    params = {"field": one.field, "base": _known(one.ours, lang), "other": _known(one.theirs, lang)}
    return {
        "field": one.field,
        "base": one.ours,
        "other": one.theirs,
        "text": say("benchmarks.differs", lang, **params),
    }


def _known(value: Scalar, lang: Language) -> str:
    return say("benchmarks.unknown", lang) if value is None else str(value)


def comparison_view(found: RunComparison, lang: Language) -> RunComparisonView:
    return {
        "base": found.base,
        "other": found.other,
        "comparable": found.comparable,
        "against": [difference_view(one, lang) for one in found.against],
        "noted": [difference_view(one, lang) for one in found.noted],
        "effects": [effect_view(one, lang) for one in found.effects],
        "remarks": [remark_view(one, lang) for one in found.remarks],
    }


SHOWN: tuple[str, ...] = (
    "decode_tok_s",
    "output_tok_s",
    "ttft_content_p50_ms",
    "tpot_p50_ms",
    "energy_per_token_j",
    "server_decode_tok_s",
    "server_prefill_tok_s",
    "latency_p50_ms",
    "images_per_s",
    "accuracy",
)


def figures_in_short(figures: Mapping[str, float], most: int = 3) -> str:
    """The first figures that people look for, in one line."""
    found = [name for name in SHOWN if name in figures] or [name for name in figures if better_when(name)]
    return " · ".join(f"{name} {number(figures[name])}" for name in found[:most])


def held_figures(runs: Iterable[Run], wanted: Sequence[str]) -> list[str]:
    """Those of ``wanted`` that any of the runs has; one that stands in for another only where none has that."""
    held = {name for run in runs for name in run.figures}
    return [name for name in wanted if name in held and INSTEAD.get(name) not in held]


def regression_view(run: Run, report: RegressionReport, lang: Language) -> BenchCheckView:
    remarks = [] if run.counts_as_measured else [Remark(f"standing_{run.standing}")]
    if report.against is None:
        remarks.append(Remark("check_nothing"))
    elif report.findings and not all(one.noise_known for one in report.findings):
        remarks.append(Remark("check_noise_assumed", {"percent": round(100 * max(f.allowed for f in report.findings))}))
    return {
        "run": report.run,
        "against": report.against,
        "worse": run.counts_as_measured and bool(report.worse),
        "findings": [_finding(one, lang) for one in report.findings],
        "skipped": [{"code": why, "text": _skipped(name, why, lang)} for name, why in report.skipped],
        "remarks": [remark_view(one, lang) for one in remarks],
    }


def _finding(one: RegressionFinding, lang: Language) -> RegressionFindingView:
    title = figure_title(one.figure, lang)
    told = say(
        f"benchmarks.check_{one.change}",
        lang,
        title=title,
        change=_signed(one.ratio),
        value=with_unit(one.figure, one.value),
        last=with_unit(one.figure, one.last),
        allowed=number(100 * one.allowed),
    )
    if one.slide is not None:
        told += " " + say("benchmarks.check_slide", lang, percent=_signed(1 + one.slide), runs=one.history + 1)
    return {
        "figure": one.figure,
        "title": title,
        "value": one.value,
        "last": one.last,
        "ratio": one.ratio,
        "allowed": one.allowed,
        "history": one.history,
        "change": one.change,
        "slide": one.slide,
        "text": told,
    }


def _skipped(name: str, why: str, lang: Language) -> str:
    words = say(f"benchmarks.standing_{why}", lang) if f"standing_{why}" in TEXTS else ""
    if why == "worse":
        words = say("benchmarks.check_was_worse", lang)
    return f"{name}: {words or say('benchmarks.check_differs', lang, field=why)}"
