"""The report of a benchmark as one page with its pictures, and the same pictures as files for a post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from roadweek.messages import say
from roadweek.pages import markdown_html, render
from roadweek.pages.charts import (
    ChartLine,
    ChartPoint,
    ChartStrip,
    dots_with_ranges,
    frontier,
    lines_over_levels,
    points_chart,
    strips_over_time,
)
from roadweek.views.bench_report_text import bench_head, bench_sections
from roadweek.views.benchmarks import channel_label, figure_label, figure_title, with_unit

if TYPE_CHECKING:
    from markupsafe import Markup

    from roadweek.domain.base import Language
    from roadweek.views.bench_documents import BenchReportView, ReportCellView, SpreadView, TimelineView


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """``name`` is a file's; ``keys`` are the lines in their colours, where there are several; ``hint`` is below."""

    name: str
    title: str
    svg: Markup
    keys: tuple[str, ...] = ()
    hint: str = ""


def bench_page(view: BenchReportView, lang: Language) -> str:
    """The page; it needs nothing beside itself."""
    drawn = pictures(view, lang)
    parts = [(title, markdown_html(body)) for title, body in bench_sections(view, lang)]
    first = {say(f"benchmarks.report_{name}", lang) for name in ("short", "figures")}
    return render(
        "bench_report.html",
        lang,
        title=say("benchmarks.report_title", lang, title=view["title"]),
        head=markdown_html(bench_head(view, lang)),
        first=[part for part in parts if part[0] in first],
        pictures=drawn,
        parts=[part for part in parts if part[0] not in first],
    )


def pictures(view: BenchReportView, lang: Language, *, standalone: bool = False) -> list[ReportPicture]:
    """Every picture that has something to show."""
    made = [
        _throughput(view, lang, standalone),
        *(_over_load(view, lang, standalone, *each) for each in OVER_LOAD),
        _pareto(view, lang, standalone),
        *(_by_cell(view, lang, standalone, figure) for figure in BY_CELL),
        *(_timeline(one, n, lang, standalone) for n, one in enumerate(view["timelines"])),
    ]
    return [one for one in made if one is not None]


OVER_LOAD: tuple[tuple[str, str], ...] = (
    ("ttft", "ttft_content_p50_ms"),
    ("tpot", "tpot_p50_ms"),
    ("rate", "decode_tok_s"),
)
BY_CELL: tuple[str, ...] = ("ttft_content_p50_ms", "tpot_p50_ms", "decode_tok_s", "latency_p50_ms", "accuracy")


def _groups(view: BenchReportView) -> dict[str, list[ReportCellView]]:
    """Cells that share a line, in the order of their load."""
    found: dict[str, list[ReportCellView]] = {}
    for cell in view["cells"]:
        found.setdefault(cell["group"], []).append(cell)
    return {name: sorted(cells, key=lambda cell: cell["load"] or 0.0) for name, cells in found.items()}


def _told(cell: ReportCellView, figure: str, spread: SpreadView, lang: Language) -> str:
    return f"{cell['id']}: {figure_title(figure, lang)} {with_unit(figure, spread['value'])}"


def _throughput(view: BenchReportView, lang: Language, standalone: bool) -> ReportPicture | None:
    """What more load costs: the whole answer's time over all output together."""
    over, up = "output_tok_s", "e2e_p50_ms"
    lines: list[ChartLine] = []
    for name, cells in _groups(view).items():
        both = [cell for cell in cells if over in cell["figures"] and up in cell["figures"]]
        points = tuple(
            ChartPoint(
                cell["figures"][over]["value"],
                cell["figures"][up]["value"],
                cell["figures"][up]["low"],
                cell["figures"][up]["high"],
                f"{_told(cell, over, cell['figures'][over], lang)} · {_told(cell, up, cell['figures'][up], lang)}",
            )
            for cell in both
        )
        lines += [ChartLine(name, points, joined=view["load_name"] is not None)] if points else []
    if sum(len(line.points) for line in lines) < 2:
        return None
    title = say("benchmarks.chart_throughput", lang)
    svg = points_chart(
        lines, x=figure_label(over, lang), y=figure_label(up, lang), title=title, standalone=standalone
    )  # fmt: skip
    return ReportPicture("throughput", title, svg, _keys(lines), say("benchmarks.chart_range", lang))


def _keys(lines: Sequence[ChartLine]) -> tuple[str, ...]:
    return tuple(line.name for line in lines) if len(lines) > 1 else ()


def _over_load(view: BenchReportView, lang: Language, standalone: bool, name: str, figure: str) -> ReportPicture | None:
    load = view["load_name"]
    if load is None:
        return None
    levels = sorted({cell["load"] for cell in view["cells"] if cell["load"] is not None})
    lines: list[ChartLine] = []
    for group, cells in _groups(view).items():
        points = tuple(
            ChartPoint(
                float(levels.index(cell["load"])),
                cell["figures"][figure]["value"],
                cell["figures"][figure]["low"],
                cell["figures"][figure]["high"],
                _told(cell, figure, cell["figures"][figure], lang),
            )
            for cell in cells
            if cell["load"] is not None and figure in cell["figures"]
        )
        lines += [ChartLine(group, points)] if points else []
    if len(levels) < 2 or not lines:
        return None
    title = say(f"benchmarks.chart_{name}", lang)
    svg = lines_over_levels(
        lines,
        [f"{level:g}" for level in levels],
        x=say(f"benchmarks.axis_{load}", lang),
        y=figure_label(figure, lang),
        title=title,
        standalone=standalone,
    )
    return ReportPicture(name, title, svg, _keys(lines), say("benchmarks.chart_range", lang))


def _pareto(view: BenchReportView, lang: Language, standalone: bool) -> ReportPicture | None:
    """Rate against energy a token, or against memory where energy is not measured; nothing where neither is."""
    cells = [cell for cell in view["cells"] if "decode_tok_s" in cell["figures"]]
    costs = [name for name in ("energy_per_token_j", "peak_memory_mib") if all(name in c["figures"] for c in cells)]
    if len(cells) < 2 or not costs:
        return None

    def value(cell: ReportCellView, name: str) -> float:
        return cell["figures"][name]["value"]

    rows = [(value(cell, "decode_tok_s"), *(value(cell, name) for name in costs)) for cell in cells]
    ways: list[Literal["lower", "higher"]] = ["higher", *("lower" for _ in costs)]  # type: ignore[list-item]
    best = set(frontier(rows, ways))
    largest = max((value(cell, "peak_memory_mib") for cell in cells), default=0.0) if len(costs) > 1 else 0.0
    lines = [
        ChartLine(
            cell["id"],
            (
                ChartPoint(
                    value(cell, costs[0]),
                    value(cell, "decode_tok_s"),
                    title=" · ".join(_told(cell, f, cell["figures"][f], lang) for f in ("decode_tok_s", *costs)),
                    size=value(cell, "peak_memory_mib") / largest if largest else None,
                    marked=n in best,
                ),
            ),
            joined=False,
        )
        for n, cell in enumerate(cells)
    ]
    name = {"energy_per_token_j": "chart_pareto_energy", "peak_memory_mib": "chart_pareto_memory"}[costs[0]]
    title = say(f"benchmarks.{name if len(costs) == 1 else 'chart_pareto'}", lang)
    svg = points_chart(
        lines,
        x=figure_label(costs[0], lang),
        y=figure_label("decode_tok_s", lang),
        title=title,
        standalone=standalone,
    )
    hint = say("benchmarks.chart_pareto_hint", lang)
    if largest:
        hint += " " + say("benchmarks.chart_pareto_size", lang)
    return ReportPicture("pareto", title, svg, _keys(lines), hint)


def _by_cell(view: BenchReportView, lang: Language, standalone: bool, figure: str) -> ReportPicture | None:
    """A figure of each cell, where no load makes lines of them."""
    cells = [cell for cell in view["cells"] if figure in cell["figures"]]
    if view["load_name"] is not None or len(cells) < 2:
        return None
    rows = [
        (
            cell["id"],
            ChartPoint(0, spread["value"], spread["low"], spread["high"], _told(cell, figure, spread, lang)),
        )
        for cell in cells
        for spread in (cell["figures"][figure],)
    ]
    named = figure_title(figure, lang)
    title = say("benchmarks.chart_cells", lang, title=named)
    svg = dots_with_ranges(rows, x=figure_label(figure, lang), title=title, standalone=standalone)
    return ReportPicture(f"cells-{figure}", title, svg, (), say("benchmarks.chart_range", lang))


STRIPS: tuple[tuple[str, ...], ...] = (("_w",), ("_temp_c", "_c"), ("_mhz",), ("_mib",), ("_share",))
"""A row each: the channel of such a unit that says most."""


def _timeline(one: TimelineView, n: int, lang: Language, standalone: bool) -> ReportPicture | None:
    strips = [ChartStrip(channel_label(name), tuple(one["channels"][name])) for name in shown_channels(one["channels"])]
    marks = [(span["start_s"], span["end_s"], span["reason"]) for span in one["throttled"]]
    title = say("benchmarks.chart_time", lang, cell=one["cell"])
    svg = strips_over_time(
        strips, one["seconds"], marks, x=say("benchmarks.axis_seconds", lang), title=title, standalone=standalone
    )
    if not svg:
        return None
    return ReportPicture(f"time-{n + 1}", title, svg, (), say("benchmarks.chart_time_hint", lang) if marks else "")


def shown_channels(channels: dict[str, list[tuple[float, float]]]) -> list[str]:
    """At most four: the whole power, the hottest zone, the clock that moves most, memory, else how busy it was."""
    found: list[str] = []
    for endings in STRIPS:
        fitting = [name for name in channels if name.endswith(endings) and channels[name]]
        if not fitting:
            continue
        if endings[0] == "_w":
            whole = [name for name in fitting if name in ("power_in_w", "power_gpu_w", "power_rails_w")]
            found.append((whole or sorted(fitting))[0])
        elif endings[0] == "_mhz":
            found.append(max(fitting, key=lambda name: (_moves(channels[name]), name)))
        else:
            found.append(max(fitting, key=lambda name: (max(v for _, v in channels[name]), name)))
    return found[:4]


def _moves(points: Sequence[tuple[float, float]]) -> float:
    values = [value for _, value in points]
    return max(values) - min(values)
