"""The report of a benchmark as Markdown: it can be read as it is, and a blog post can take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.benchmarks import figure_label, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadweek.domain.base import Language
    from roadweek.views.bench_documents import BenchReportView, RunComparisonView, RunView, SpreadView

BenchSection = tuple[str, list[str]]
"""A title and its lines of Markdown."""


def bench_markdown(view: BenchReportView, lang: Language, pictures: Mapping[str, str] | None = None) -> str:
    """The report; ``pictures`` are files beside it by what they show."""
    lines = [f"# {say('benchmarks.report_title', lang, title=view['title'])}", ""]
    lines += [line for line in bench_head(view, lang) if line]
    for title, body in bench_sections(view, lang):
        lines += ["", f"## {title}", "", *body]
        if title == say("benchmarks.report_figures", lang):
            for what, file in (pictures or {}).items():
                lines += ["", f"![{what}]({file})"]
    return "\n".join(lines) + "\n"


def bench_head(view: BenchReportView, lang: Language) -> list[str]:
    """When it was measured, what it asks, and what must be known before any figure."""
    lines: list[str] = []
    if view["first"] and view["last"]:
        first, last = (text.replace("T", " ")[:16] for text in (view["first"], view["last"]))
        lines.append(first if first == last else say("benchmarks.report_span", lang, first=first, last=last))
    if view["question"]:
        lines += ["", f"> {view['question']}"]
    if not view["measured"]:
        key = "report_none" if view["refused"] or view["replayed"] else "report_empty"
        lines += ["", f"**{say(f'benchmarks.{key}', lang)}**"]
    experiment = view["experiment"]
    if experiment and experiment["left"]:
        told = say("benchmarks.report_unfinished", lang, left=experiment["left"], runs=experiment["runs"])
        lines += ["", f"**{told}**"]
    return lines


def bench_sections(view: BenchReportView, lang: Language) -> list[BenchSection]:
    """Each part that has something to say."""
    parts: list[tuple[str, list[str]]] = [
        ("short", [f"- {line}" for line in view["short"]]),
        ("figures", _figures(view, lang)),
        ("compared", [line for one in view["comparisons"] for line in _compared(one, lang)]),
        ("refused", [_spoilt(run, lang) for run in view["refused"]]),
        ("replayed", _replayed(view["replayed"], lang)),
        ("imported", [f"- {run['id']}: {run['tool']} · {run['model']}" for run in view["imported"]]),
        ("requests", _requests(view, lang)),
        ("remarks", [f"- {one['text']}" for one in view["remarks"]]),
        ("sensors", [f"- {line}" for line in view["not_measured"]]),
        ("ceiling", [f"- {line}" for line in view["ceiling"]]),
        ("card", _card(view)),
        ("how", _how(view, lang)),
        ("spoilers", [f"- {one['text']}" for one in view["experiment"]["spoilers"]] if view["experiment"] else []),
        ("definitions", [f"- **{one['code']}**: {one['text']}" for one in view["definitions"]]),
        ("again", ["```", *view["commands"], "```"] if view["commands"] else []),
    ]
    return [(say(f"benchmarks.report_{name}", lang), body) for name, body in parts if body]


def spread_words(spread: SpreadView | None) -> str:
    """``20.1 (19.8–20.4)``; one value alone has no range."""
    if spread is None:
        return "–"
    value = number(spread["value"])
    if spread["n"] < 2:
        return value
    return f"{value} ({number(spread['low'])}–{number(spread['high'])})"


def _figures(view: BenchReportView, lang: Language) -> list[str]:
    if not view["cells"]:
        return []
    heads = [say("benchmarks.col_cell", lang), *(figure_label(name, lang) for name in view["figures"])]
    rows = [
        [cell["id"], *(spread_words(cell["figures"].get(name)) for name in view["figures"])] for cell in view["cells"]
    ]
    hint = [say("benchmarks.report_figures_hint", lang), ""] if any(c["counted"] > 1 for c in view["cells"]) else []
    return [*hint, *_table(heads, rows)]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return [*lines, *("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)]


def _compared(one: RunComparisonView, lang: Language) -> list[str]:
    head = say("benchmarks.against_base", lang, other=one["other"], base=one["base"])
    if one["against"]:
        why = "; ".join(each["text"] for each in one["against"])
        return [f"- {say('benchmarks.not_comparable', lang, other=one['other'], base=one['base'], why=why)}"]
    lines = [f"**{head}**", "", *(f"- {effect['text']}" for effect in one["effects"])]
    lines += [f"- {remark['text']}" for remark in one["remarks"]]
    return [*lines, ""]


def _spoilt(run: RunView, lang: Language) -> str:
    why = "; ".join(code["text"] for code in run["refusals"])
    return f"- {run['id']} ({run['cell'] or run['model']}): {why}"


def _replayed(runs: Sequence[RunView], lang: Language) -> list[str]:
    if not runs:
        return []
    told = [f"- {run['id']} ({run['cell'] or run['model']})" for run in runs]
    return [say("benchmarks.report_replayed_hint", lang), "", *told]


def _requests(view: BenchReportView, lang: Language) -> list[str]:
    if not view["failed"]:
        return []
    told = [f"{say(f'benchmarks.outcome_{name}', lang)} {count}" for name, count in view["failed"].items()]
    return [" · ".join(told)]


def _card(view: BenchReportView) -> list[str]:
    if not view["card"]:
        return []
    shared = [f"- {row['title']}: {row['values'][0]}" for row in view["card"] if len(row["values"]) == 1]
    apart = [row for row in view["card"] if len(row["values"]) > 1]
    if not apart:
        return shared
    rows = [[row["title"], *row["values"]] for row in apart]
    return [*shared, "", *_table(["", *view["card_cells"]], rows)]


def _how(view: BenchReportView, lang: Language) -> list[str]:
    one = view["experiment"]
    if one is None:
        return []
    lines = [
        say(
            "benchmarks.report_how_text", lang, runs=one["runs"], repeats=one["repeats"], cells=len(one["cells"])
        ),
        "",
    ]  # fmt: skip
    lines += [
        f"- {say('benchmarks.varies', lang)} {name}: {', '.join(map(str, levels))}"
        for name, levels in one["varies"].items()
    ]
    held = " · ".join(f"{name} {value}" for name, value in one["held"].items() if value is not None)
    return [*lines, f"- {say('benchmarks.held', lang)} {held}"] if held else lines
