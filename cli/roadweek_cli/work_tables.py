"""How works look to a person: the lists with their progress, and one work with its lines and sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.format import day_name, length
from roadweek_cli.paint import line, parts, table
from roadweek_cli.plain import padded, span, width
from roadweek_cli.show import heads, line_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.views.documents import (
        PlanDayView,
        StrandView,
        WorkDetailView,
        WorkOutputView,
        WorksView,
        WorkView,
    )

AHEAD = 3
"""So many of the coming weeks stand in the list."""
TITLE_MOST, GROUP_MOST = 80, 48
"""Columns of a title in the list; `work show` has all of it."""
SHORT_MIN = 25
"""Less than one sitting too much is not told in the list."""


def works(view: WorksView, lang: Language) -> None:
    if not view["strands"]:
        line(say("works.none", lang))
        return
    columns = [*heads(lang, "id", "what"), say("works.col_effort", lang), say("works.col_window", lang)]
    columns += [*heads(lang, "state"), say("works.col_ahead", lang)]
    rows: list[list[str]] = []
    said = ""
    for strand in view["strands"]:
        title = f"▸ {shortened(strand['title'], GROUP_MOST)}{_asked(strand, lang)}"
        if title != said:  # strands of one place stand under one heading
            rows += [[""]] if rows else []
            rows.append(["", title])
        said = title
        rows += [_row(work, lang) for work in strand["works"]]
    table(columns, rows, styles={0: "cyan", 5: "dim"}, fold=(1, 5))
    every = [work for strand in view["strands"] for work in strand["works"]]
    left = [work for work in every if work["state"] in ("waiting", "running")]
    short = sum(work["short_min"] >= SHORT_MIN for work in left)
    line(say("works.sums", lang, open=len(left), short=short), "dim")


def _asked(strand: StrandView, lang: Language) -> str:
    return " · " + say("works.weekly", lang, length=length(strand["weekly_min"], lang)) if strand["weekly_min"] else ""


def shortened(text: str, most: int) -> str:
    """The first ``most`` columns of a text, on one line: a plan's line may be a paragraph."""
    text = " ".join(text.split())
    if width(text) <= most:
        return text
    kept = text[:most]
    while width(kept) >= most:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _row(work: WorkView, lang: Language) -> list[str]:
    state = say(f"works.state_{work['state']}", lang)
    if work["short_min"] >= SHORT_MIN:
        state += f"\n{say('works.short', lang, hours=_hours(work['short_min']))}"
    return [
        work["id"],
        shortened(work["title"], TITLE_MOST),
        _progress(work, lang),
        window_words(work["from"], work["due"], lang),
        state,
        _ahead(work, lang),
    ]


def _progress(work: WorkView, lang: Language) -> str:
    if work["box_min"] is not None:
        about = "≤ "
    else:
        about = "" if work["effort_by"] in ("stated", "learned") else "~"
    if not work["effort_min"][0]:
        return _hours(work["done_min"]) if work["done_min"] else ""
    effort = about + _hours(work["effort_min"][0])
    return say("works.progress", lang, done=_hours(work["done_min"]), of=effort) if work["done_min"] else effort


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")


def window_words(first: str | None, last: str | None, lang: Language) -> str:
    """From when to when, in short."""
    if first and last:
        same = first == last
        return _day(first, lang) if same else say("works.window", lang, first=_day(first, lang), last=_day(last, lang))
    if first:
        return say("works.window_from", lang, first=_day(first, lang))
    return say("works.window_until", lang, last=_day(last, lang)) if last else ""


def _day(text: str, lang: Language) -> str:
    month, day = text[5:7], text[8:10]
    return f"{int(month)}/{int(day)}" if lang == "zh" else day_name(text, lang).split(maxsplit=1)[1]


def _ahead(work: WorkView, lang: Language) -> str:
    weeks = list(work["weeks"].items())
    shown = [f"{week[5:]} {_hours(minutes)}" for week, minutes in weeks[:AHEAD]]
    return ", ".join(shown) + (" …" if len(weeks) > AHEAD else "")


def days(view: list[PlanDayView], lang: Language) -> None:
    """Each day with its sessions."""
    rows: list[list[str]] = []
    for day in view:
        rows += [[""]] if rows else []
        name = day_name(day["date"], lang)
        if not day["sessions"]:
            rows.append([name, "", "", "—"])
        for one in day["sessions"]:
            rows.append([name, span(one["start"], one["end"]), length(one["minutes"], lang), one["title"]])
            name = ""
    table(heads(lang, "day", "time", "length", "what"), rows, styles={0: "cyan"})
    every = [one for day in view for one in day["sessions"]]
    minutes = length(sum(one["minutes"] for one in every), lang)
    line(say("works.days_sums", lang, count=len(every), length=minutes), "dim")


def outputs(told: Sequence[WorkOutputView], lang: Language, indent: str, most: int | None = None) -> None:
    """What is to come out of a work, each in at most ``most`` columns."""
    if told:
        line(indent + say("works.show_outputs", lang), "dim")
    for one in told:
        text = shortened(one["text"], most) if most else one["text"]
        line(f"{indent}  {say('works.output', lang, label=one['label'], text=text)}")


def work(view: WorkDetailView, lang: Language) -> None:
    kind = say(f"works.kind_{view['kind']}", lang)
    parts((view["title"], "bold"), (f"  {view['id']} · {kind}", "dim"))
    p50, p80 = view["effort_min"]
    key, by = "show_effort_exact" if p50 == p80 else "show_effort_value", view["effort"]
    length_of_it = say(f"works.{key}", lang, p50=length(p50, lang), p80=length(p80, lang), by=by) if p50 else ""
    facts = {
        "list": view["strand"],
        "state": say(f"works.state_{view['state']}", lang),
        "window": window_words(view["from"], view["due"], lang),
        "effort": length_of_it,
        "done": length(view["done_min"], lang),
        "ahead": ", ".join(f"{week} {length(minutes, lang)}" for week, minutes in view["weeks"].items()),
        "short": length(view["short_min"], lang) if view["short_min"] else "",
    }
    names = {name: say(f"works.show_{name}", lang) for name in facts}
    column = max(width(text) for text in names.values())
    for name, value in facts.items():
        if value:
            parts((f"  {padded(names[name], column)}  ", "dim"), (value, "yellow" if name == "short" else "default"))
    if view["source"]:
        line("  " + say("works.lines", lang, lines=line_numbers(view["lines"])), "dim")
        for text in view["source"]:
            line("    " + text, "dim")
    outputs(view["outputs"], lang, "  ")
    if view["sessions"]:
        line("  " + say("works.show_sessions", lang), "dim")
        for one in view["sessions"]:
            when = f"{day_name(one['start'], lang)} {span(one['start'], one['end'])}"
            status = say(f"terminal.status_{one['status']}", lang)
            parts(f"    {when}  {padded(length(one['minutes'], lang), 9)}  {one['title']}", (f"  {status}", "green"))
