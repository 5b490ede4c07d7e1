"""How an import looks to a person: what the plan asks for first, then what was read, at the end what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.bounds import bound_words
from roadweek.views.format import length
from roadweek_cli.paint import line, table
from roadweek_cli.show import heads, line_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.views.documents import ConflictView, ImportView, PlanCheckView

WORST = 6
"""Conflicts that import prints; all of them are in `plan conflicts`."""
GOALS = 6
"""Goals without time that are named."""


def imported(view: ImportView, lang: Language) -> None:
    """Print an import, its proposal and its questions left to ``closing``."""
    dry = " " + say("terminal.import_dry", lang) if view["version"] is None else ""
    line(say("terminal.import_title", lang, title=view["title"]) + dry, "bold")
    groups: dict[str, int] = {}
    for item in view["items"]:
        groups[item["group"]] = groups.get(item["group"], 0) + 1
    if groups:
        _sum(view, lang)
    counts = [
        say("terminal.import_items", lang, count=count, group=say(f"terminal.group_{group}", lang))
        for group, count in groups.items()
    ]
    line("  " + ("，" if lang == "zh" else ", ").join(counts))
    cover = view["coverage"]
    numbers = {"accounted": cover["accounted"], "lines": cover["lines"], "notes": len(view["notes"])}
    line("  " + say("terminal.import_coverage", lang, **numbers))
    count = sum(len(one["words"]) for one in view["unused"])
    if count:
        lines = line_numbers([one["line"] for one in view["unused"]])
        name = "terminal.import_unused_one" if count == 1 else "terminal.import_unused"
        line("  " + say(name, lang, count=count, lines=lines), "yellow")
    if view["encoding"] != "utf-8":
        line("  " + say("terminal.import_encoding", lang, encoding=view["encoding"].upper()))
    if not groups:
        line("  " + say("terminal.nothing_read", lang), "yellow")
    for one in view["conflicts"]:
        if one["kind"] == "begun_late" and one["choice"] is None:
            line("  " + one["message"], "bold yellow")
    _rules(view, groups.get("rules", 0), lang)
    checks(view["checks"], lang)
    _conflicts(view, lang)
    if view["proposal"]:
        line(say("terminal.import_proposal", lang, proposal=view["proposal"]), "cyan")
    elif view["version"] is not None:
        line(say("terminal.import_no_proposal", lang))


def closing(view: ImportView, lang: Language) -> None:
    """What has no time yet, and the one question about it."""
    goals = view["without_time"]
    if not goals:
        return
    comma = "、" if lang == "zh" else ", "
    line()
    titles = comma.join(goals[:GOALS]) + (" …" if len(goals) > GOALS else "")
    line(say("importing.without_time", lang, titles=titles), "yellow")
    told = {one["message"] for one in view["conflicts"]}
    question = next((one for one in reversed(view["questions"]) if one["lines"] and one["text"] not in told), None)
    if question is not None:
        line(question["text"], "bold cyan")


def _sum(view: ImportView, lang: Language) -> None:
    total = view["sum"]
    stated = total["stated_min"]
    count = total["sessions"]
    if not count:
        line("  " + say("importing.sum_none", lang))
        return
    sessions = say("importing.session" if count == 1 else "importing.sessions", lang, count=count)
    if stated is None:
        line("  " + say("importing.sum", lang, sessions=sessions, length=length(total["minutes"], lang)))
        return
    if total["minutes"] > stated:
        words = {"asked": length(total["minutes"], lang), "stated": length(stated, lang)}
        line("  " + say("importing.beyond", lang, **words), "bold yellow")
    for one in view["conflicts"]:
        if one["kind"] == "total":
            line("  " + one["message"], "bold yellow")
    words = {"sessions": sessions, "length": length(total["minutes"], lang), "stated": length(stated, lang)}
    line("  " + say("importing.sum_stated", lang, **words))


def _rules(view: ImportView, count: int, lang: Language) -> None:
    """Which rules the planner obeys, which limits it does not, and how many others it only shows."""
    if view["obeyed"]:
        line()
        line(say("terminal.rules_obeyed", lang), "bold")
        rows = [[line_numbers(one["lines"]), one["text"], bound_words(one, lang)] for one in view["obeyed"]]
        table(heads(lang, "lines", "what", "effect"), rows, styles={0: "cyan"}, fold=(1, 2))
    broken = [one for one in view["conflicts"] if one["kind"] == "rule_not_obeyed"]
    if broken:
        line()
        line(say("importing.not_obeyed", lang), "bold yellow")
        titles = {tuple(item["lines"]): item.get("title", "") for item in view["items"] if item["group"] == "rules"}
        rows = [[line_numbers(one["lines"]), titles.get(tuple(one["lines"]), one["message"])] for one in broken]
        table(heads(lang, "lines", "what"), rows, styles={0: "cyan"}, fold=(1,))
    told = [set(one["lines"]) for one in (*view["obeyed"], *broken)]  # an activity's own bound names its line, too
    rules = [set(item["lines"]) for item in view["items"] if item["group"] == "rules"]
    rest = count - sum(any(rule <= lines for lines in told) for rule in rules)
    if rest > 0:
        line("  " + say("terminal.rules_shown", lang, count=rest), "dim")


def checks(found: Sequence[PlanCheckView], lang: Language) -> None:
    """What was checked unasked: each with its answer, and the worst of it below."""
    if not found:
        return
    line()
    line(say("checks.title", lang), "bold")
    marks = {True: ("✓", "green"), False: ("!", "yellow"), None: ("?", "dim")}
    for one in found:
        mark, style = marks[one["ok"]]
        line(f"  {mark} {one['text']}", style)
        for detail in one["details"]:
            line(f"      {detail}")


def _conflicts(view: ImportView, lang: Language) -> None:
    """What is not planned until it is decided, then the worst of the rest."""
    unsure = [one for one in view["conflicts"] if one["kind"] == "unsure"]
    if unsure:
        line()
        line(say("importing.unsure", lang), "bold yellow")
        _table(unsure, lang)
    held = {line_ for one in unsure for line_ in one["lines"]}
    left = [
        one
        for one in view["conflicts"]
        if one["kind"] not in ("unsure", "rule_not_obeyed", "total", "begun_late")
        and not (one["kind"] == "unused_words" and held & set(one["lines"]))
    ]
    if left:
        line()
        line(say("terminal.import_conflicts", lang), "bold yellow")
        _table(left, lang)


def _table(conflicts: Sequence[ConflictView], lang: Language) -> None:
    rows = [[line_numbers(conflict["lines"]), conflict["message"]] for conflict in conflicts[:WORST]]
    table(heads(lang, "lines", "what"), rows, styles={0: "cyan"})
    if len(conflicts) > WORST:
        line("  " + say("terminal.import_more_conflicts", lang, count=len(conflicts) - WORST), "cyan")
