"""The report of a benchmark as a document: what was found, on what, how to do it again, and what is no measurement."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from roadweek.benchmarking.ceiling import Ceiling, ceiling_of
from roadweek.benchmarking.comparing import INSTEAD, NOT_COMPARED
from roadweek.benchmarking.definitions import definition_words, definitions_of
from roadweek.benchmarking.device_words import ceiling_lines, summary_lines
from roadweek.benchmarking.experiment import LOADS
from roadweek.benchmarking.telemetry import TelemetrySummary
from roadweek.messages import say
from roadweek.messages.devices import TEXTS as DEVICE_TEXTS
from roadweek.views.benchmarks import (
    brief_words,
    comparison_view,
    experiment_view,
    figure_title,
    held_figures,
    remark_view,
    run_view,
    with_unit,
)

if TYPE_CHECKING:
    from roadweek.benchmarking.card import RunCard
    from roadweek.benchmarking.comparing import RunComparison
    from roadweek.benchmarking.experiment import Experiment
    from roadweek.benchmarking.remarks import Remark
    from roadweek.benchmarking.run import Run
    from roadweek.domain.base import Language
    from roadweek.views.bench_documents import (
        BenchReportView,
        CardRowView,
        ReportCellView,
        RunComparisonView,
        SpreadView,
        TimelineView,
    )

REPORT_FIGURES: tuple[str, ...] = (
    "decode_tok_s",
    "output_tok_s",
    "ttft_content_p50_ms",
    "ttft_content_p90_ms",
    "tpot_p50_ms",
    "e2e_p50_ms",
    "e2e_p99_ms",
    "goodput_share",
    "energy_per_token_j",
    "power_mean_w",
    "peak_memory_mib",
    "latency_p50_ms",
    "images_per_s",
    "accuracy",
    "agreement",
    "model_mib",
    "throughput_per_s",
    *INSTEAD,
)
SHORT = 8
SHORT_FIGURES: tuple[str, ...] = (
    "decode_tok_s",
    "ttft_content_p50_ms",
    "output_tok_s",
    "energy_per_token_j",
    "latency_p50_ms",
    "accuracy",
    "peak_memory_mib",
)
"""What a conclusion names, where it is sure."""
TIMELINES = 6


def report_view(
    name: str,
    experiment: Experiment | None,
    runs: Sequence[Run],
    comparisons: Sequence[RunComparison],
    remarks: Sequence[Remark],
    lang: Language,
    *,
    made_at: str,
) -> BenchReportView:
    """The report of the runs. Refused and replayed ones are told, and are in no figure and no picture."""
    counted = [run for run in runs if run.counts_as_measured]
    load = load_of(experiment, counted)
    cells = _cells(experiment, counted, runs, load)
    compared = [comparison_view(one, lang) for one in comparisons]
    firsts = [(cell["id"], next(run for run in counted if cell_name(run) == cell["id"])) for cell in cells]
    times = sorted(run.at for run in runs)
    figures = held_figures(counted, REPORT_FIGURES)
    return {
        "name": name,
        "title": experiment.title if experiment else _title(counted or runs),
        "question": experiment.question if experiment else None,
        "made_at": made_at,
        "first": times[0].isoformat(timespec="minutes") if times else None,
        "last": times[-1].isoformat(timespec="minutes") if times else None,
        "measured": bool(counted),
        "experiment": experiment_view(experiment, runs, lang) if experiment else None,
        "short": _short(compared, cells, figures, lang),
        "cells": cells,
        "figures": figures,
        "load_name": load,
        "comparisons": compared,
        "refused": [run_view(run, lang) for run in runs if run.standing == "refused"],
        "replayed": [run_view(run, lang) for run in runs if run.standing == "replayed"],
        "imported": [run_view(run, lang) for run in runs if run.standing == "imported"],
        "failed": _failed(counted),
        "remarks": [remark_view(one, lang) for one in remarks],
        "not_measured": _not_measured(firsts, lang),
        "card": _card(firsts, lang),
        "card_cells": [cell for cell, _ in firsts],
        "ceiling": _ceilings(firsts, counted, lang),
        "timelines": _timelines(firsts, counted, lang),
        "definitions": [{"code": code, "text": definition_words(code, lang)} for code in definitions_of(figures)],
        "commands": _commands(experiment, counted),
        "files": [],
    }


def load_of(experiment: Experiment | None, runs: Sequence[Run]) -> str | None:
    """The setting along which lines run: that of ``LOADS`` which varies."""
    for name in LOADS:
        if experiment is not None and len(set(experiment.varies.get(name, ()))) > 1:
            return name
        if experiment is None and len({_setting(run, name) for run in runs} - {None}) > 1:
            return name
    return None


def _setting(run: Run, name: str) -> float | None:
    value = run.settings.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def cell_name(run: Run) -> str:
    """The cell of a run; of no experiment, what was run where: the same again is another repeat of it."""
    if run.cell is not None:
        return run.cell
    told = [run.model, run.endpoint or run.device or run.tool]
    told += [f"{name[0]}{run.settings[name]:g}" for name in LOADS if _setting(run, name) is not None]
    return " · ".join(part for part in told if part)


def _title(runs: Sequence[Run]) -> str:
    return " · ".join(dict.fromkeys(run.model for run in runs)) or "benchmark"


def _cells(
    experiment: Experiment | None, counted: Sequence[Run], runs: Sequence[Run], load: str | None
) -> list[ReportCellView]:
    names = [cell.id for cell in experiment.cells] if experiment else list(dict.fromkeys(map(cell_name, runs)))
    out: list[ReportCellView] = []
    for name in names:
        mine = [run for run in counted if cell_name(run) == name]
        if not mine:
            continue
        settings = (
            {cell.id: dict(cell.settings) for cell in experiment.cells}[name]
            if experiment
            else {key: value for key, value in mine[0].settings.items() if key not in NOT_COMPARED}
        )
        others = [str(value) for key, value in settings.items() if key not in LOADS] if experiment else []
        out.append(
            {
                "id": name,
                "settings": settings,
                "group": " · ".join(others) or mine[0].model if load else name,
                "load": _setting(mine[0], load) if load else None,
                "runs": sum(cell_name(run) == name for run in runs),
                "counted": len(mine),
                "figures": {figure: spread for figure in REPORT_FIGURES if (spread := _spread(figure, mine))},
            }
        )
    return out


def _spread(figure: str, runs: Sequence[Run]) -> SpreadView | None:
    values = [run.figures[figure] for run in runs if figure in run.figures]
    if not values:
        return None
    return {"value": median(values), "low": min(values), "high": max(values), "n": len(values)}


def _short(
    compared: Sequence[RunComparisonView], cells: Sequence[ReportCellView], figures: Sequence[str], lang: Language
) -> list[str]:
    """What was found, in a few sentences: only what the noise lets through."""
    found: list[str] = []
    for one in compared:
        head = say("benchmarks.against_base", lang, other=one["other"], base=one["base"])
        if one["against"]:
            why = "; ".join(each["text"] for each in one["against"])
            found.append(say("benchmarks.not_comparable", lang, other=one["other"], base=one["base"], why=why))
            continue
        told = [text for name in SHORT_FIGURES for each in one["effects"] if each["figure"] == name and
                (text := brief_words(each, lang))]  # fmt: skip
        if told:
            between = say("benchmarks.brief_between", lang)
            found.append(say("benchmarks.brief_all", lang, head=head, told=between.join(told)))
        elif any(each["verdict"] == "unclear" for each in one["effects"]):
            found.append(say("benchmarks.brief_all", lang, head=head, told=say("benchmarks.nothing_sure", lang)))
        elif one["effects"]:
            found.append(say("benchmarks.brief_all", lang, head=head, told=say("benchmarks.too_few_sure", lang)))
    if not compared:
        found += [f"{cell['id']}: {cell_words(cell, figures[:3], lang)}" for cell in cells[:SHORT]]
    return found[:SHORT]


def cell_words(cell: ReportCellView, figures: Sequence[str], lang: Language) -> str:
    told = [
        f"{figure_title(name, lang)} {with_unit(name, cell['figures'][name]['value'])}"
        for name in figures
        if name in cell["figures"]
    ]
    return say("benchmarks.brief_between", lang).join(told)


def _failed(runs: Sequence[Run]) -> dict[str, int]:
    """Requests of counted runs by how they ended."""
    found: dict[str, int] = {}
    for run in runs:
        for outcome, count in run.counts.items():
            found[outcome] = found.get(outcome, 0) + count
    return found


_SUMMARY = TypeAdapter(TelemetrySummary)


def _summary(run: Run) -> TelemetrySummary | None:
    if not run.telemetry:
        return None
    told: dict[str, Any] = {"energy": None, "energy_refusal": None, "largest_gap_s": None, "cost_share": None}
    return _SUMMARY.validate_python({**told, **run.telemetry})


def _not_measured(firsts: Sequence[tuple[str, Run]], lang: Language) -> list[str]:
    """What the sensors came to, or why there are none; said once where it is the same of all cells."""
    lines: list[str] = []
    for cell, run in firsts:
        summary = _summary(run)
        if summary is None:
            told = [] if run.source == "imported" else [say("benchmarks.code_no_sensors", lang)]
        else:
            told = summary_lines(summary, lang)
        lines += [f"{cell}: {line}" if summary is not None and summary.energy is not None else line for line in told]
    return list(dict.fromkeys(lines))


def card_lines(card: RunCard, lang: Language) -> list[str]:
    """What is known of a card, a field a line."""
    return [f"{_field(name)}: {_said(value, name, lang)}" for name, value in card.flat().items() if _is_told(name)]


def _is_told(name: str) -> bool:
    return not name.startswith("device.unread.")


def _card(firsts: Sequence[tuple[str, Run]], lang: Language) -> list[CardRowView]:
    """Each known field; where the cells differ, a value a cell."""
    flats = [run.card.flat() for _, run in firsts]
    names = list(dict.fromkeys(name for flat in flats for name in flat if _is_told(name)))
    rows: list[CardRowView] = []
    for name in names:
        values = [_said(flat.get(name), name, lang) for flat in flats]
        rows.append({"field": name, "title": _field(name), "values": values[:1] if len(set(values)) == 1 else values})
    return rows


def _field(name: str) -> str:
    part, _, rest = name.partition(".")
    return f"{part} {rest.removesuffix('_bytes').replace('_', ' ').replace('.', ' ')}"


def _said(value: object, name: str, lang: Language) -> str:
    if value is None:
        return say("benchmarks.unknown", lang)
    if isinstance(value, bool):
        return say(f"benchmarks.{'yes' if value else 'no'}", lang)
    if isinstance(value, int | float) and name.endswith("_bytes"):
        return f"{value / 1e9:.2f} GB"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value)


def _ceilings(firsts: Sequence[tuple[str, Run]], counted: Sequence[Run], lang: Language) -> list[str]:
    """What memory allows and what was reached of it, by the cell's median; or why nobody can say, once."""
    lines: list[str] = []
    for cell, run in firsts:
        spread = _spread("decode_tok_s", [one for one in counted if cell_name(one) == cell])
        if spread is None:
            continue
        streams = int(_setting(run, "concurrency") or 1) if _setting(run, "rate_per_s") is None else 2
        found = ceiling_of(run.card, spread["value"], concurrent=streams)
        told = ceiling_lines(found, lang)
        lines += [f"{cell}: {line}" for line in told] if isinstance(found, Ceiling) else told
    return list(dict.fromkeys(lines))


def _timelines(firsts: Sequence[tuple[str, Run]], counted: Sequence[Run], lang: Language) -> list[TimelineView]:
    """The sensors of the last run of each cell."""
    out: list[TimelineView] = []
    for cell, _ in firsts[:TIMELINES]:
        run = [one for one in counted if cell_name(one) == cell][-1]
        if not run.series:
            continue
        spans: list[dict[str, Any]] = run.telemetry.get("throttled", [])
        out.append(
            {
                "cell": cell,
                "run": run.id,
                "seconds": run.seconds or max(at for points in run.series.values() for at, _ in points),
                "channels": {name: list(points) for name, points in run.series.items()},
                "throttled": [
                    {"reason": _held(str(one["reason"]), lang), "start_s": one["start_s"], "end_s": one["end_s"]}
                    for one in spans
                ],
            }
        )
    return out


def _held(reason: str, lang: Language) -> str:
    name = f"held_{reason}"
    return DEVICE_TEXTS[name][lang] if name in DEVICE_TEXTS else reason.replace("_", " ")


def _commands(experiment: Experiment | None, counted: Sequence[Run]) -> list[str]:
    """What measures it again: the experiment as a whole, or each run's own command."""
    if experiment is None or experiment.kind != "load":
        return list(dict.fromkeys(command for run in counted for command in run.commands))
    words = ["roadweek bench run"]
    words += [
        f"--vary {name}={','.join(_word(level) for level in levels)}" for name, levels in experiment.varies.items()
    ]
    words += [f"--set {name}={_word(value)}" for name, value in experiment.held.items() if value is not None]
    return [" ".join([*words, f"--repeats {experiment.repeats}"])]


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if text and all(c.isalnum() or c in "-_.:/@+" for c in text) else "'" + text.replace("'", "'\\''") + "'"
