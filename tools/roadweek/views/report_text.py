"""The weekly report as Markdown: what is written into ``reports/`` and printed. Texts of others are escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.foretold_text import foretold_lines
from roadweek.views.format import clock, day_name, length
from roadweek.views.github_text import head_line, hours_line
from roadweek.views.promises_text import load_lines, promise_lines

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.counts import CountView
    from roadweek.views.report_documents import ReportLineView, ReportView, TopicView

__all__ = ["count_words", "line_title", "report_markdown", "report_sections"]

Section = tuple[str, list[str]]
"""A heading and its lines of Markdown."""


def report_markdown(view: ReportView, lang: Language) -> str:
    """The whole report, one heading a part; parts that have nothing to say are left out."""
    lines = [f"# {say('report.title', lang, week=view['week'])}", "", *head(view, lang), ""]
    for title, body in report_sections(view, lang):
        lines += [f"## {title}", "", *body, ""]
    return "\n".join(lines).rstrip() + "\n"


def head(view: ReportView, lang: Language) -> list[str]:
    """The days, whether the week runs yet, and its sums."""
    span = say("report.span", lang, first=day_name(view["first"], lang), last=day_name(view["last"], lang))
    if not view["whole"]:
        now = f"{day_name(view['now'], lang)} {clock(view['now'])}"
        span += " · " + say("report.so_far", lang, now=now)
    total = view["total"]
    if view["state"] == "draft":
        words = "report.not_accepted" if total["done_min"] else "report.nothing"
        return [span, "", say(words, lang)]
    sums = say(
        "report.sums",
        lang,
        done=length(total["done_min"], lang),
        planned=length(total["planned_min"], lang),
        sessions_done=view["sessions_done"],
        sessions=view["sessions"],
    )
    left = say(
        "report.sums_left", lang, skipped=length(total["skipped_min"], lang), open=length(total["open_min"], lang)
    )
    before = say("report.than_before", lang, before=length(total["before_min"], lang))
    return [span, "", f"**{sums}**", "", f"{left} · {before}"]


def report_sections(view: ReportView, lang: Language) -> list[Section]:
    """The parts behind the head, those with something to say."""
    parts: list[tuple[str, list[str]]] = [
        ("tracks", _table(view["tracks"], "track", lang)),
        ("strengths", _table(view["strengths"], "strength", lang) if len(view["strengths"]) > 1 else []),
        ("works", _table(view["works"], "work", lang)),
        ("estimates", _estimates(view, lang)),
        ("promises", [*promise_lines(view["promises"], lang), *foretold_lines(view["foretold"], lang)]),
        ("load", load_lines(view["load"], lang)),
        ("owed", _owed(view, lang)),
        ("trips", _trips(view, lang)),
        ("milestones", _milestones(view, lang)),
        ("recall", _recall(view, lang)),
        ("experience", _experience(view, lang)),
        ("counts", [f"- {escaped(count_words(one, lang))}" for one in view["counts"]]),
        ("decisions", _decisions(view, lang)),
        ("github", _github(view, lang)),
        ("runs", _runs(view, lang)),
        ("open", _open(view, lang)),
        ("questions", _questions(view, lang)),
    ]
    out = [(say(f"report.{name}", lang), body) for name, body in parts if body]
    coming = view["next"]
    if coming is not None:
        words = say(
            f"report.next_{coming['state']}",
            lang,
            proposal=coming["proposal"],
            count=coming["sessions"],
            length=length(coming["minutes"], lang),
        )
        out.append((say("report.next", lang, week=coming["week"]), [words]))
    return out


def line_title(line: ReportLineView, group: str, lang: Language) -> str:
    """The name of a line: its title, or the word for what has none."""
    if group == "strength":
        return say(f"report.strength_{line['key'].split('/')[1]}", lang)
    return line["title"] or say("report.track_none", lang)


def escaped(text: str) -> str:
    """``text`` as it reads in Markdown, on one line and in a table."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))


def _table(lines: list[ReportLineView], group: str, lang: Language) -> list[str]:
    if not lines:
        return []
    columns = [say(f"report.col_{name}", lang) for name in ("what", "planned", "done", "left", "before")]
    rows = [f"| {' | '.join(columns)} |", "|---|---:|---:|---:|---:|"]
    for line in lines:
        left = line["skipped_min"] + line["open_min"]
        figures = (line["planned_min"], line["done_min"], left, line["before_min"])
        cells = [length(figure, lang) if figure else "" for figure in figures]
        rows.append(f"| {escaped(line_title(line, group, lang))} | {' | '.join(cells)} |")
    return rows


def _estimates(view: ReportView, lang: Language) -> list[str]:
    return [
        "- "
        + say(
            "report.estimate",
            lang,
            title=escaped(one["title"]),
            planned=length(one["planned_min"], lang),
            spent=length(one["spent_min"], lang),
            factor=f"{one['factor']:.2f}",
            count=one["sessions"],
        )
        for one in view["estimates"]
    ]


def _owed(view: ReportView, lang: Language) -> list[str]:
    if not view["owed"]:
        return []
    lines = [
        "- "
        + say(
            "report.owed_line" if one["placed"] else "report.owed_unplaced",
            lang,
            title=escaped(one["title"]),
            length=length(one["minutes"], lang),
        )
        for one in view["owed"]
    ]
    words = "report.owed_fits" if view["owed_min"] <= view["buffer_min"] else "report.owed_over"
    sums = say(words, lang, owed=length(view["owed_min"], lang), buffer=length(view["buffer_min"], lang))
    return [*lines, "", sums]


def _trips(view: ReportView, lang: Language) -> list[str]:
    trips = view["trips"]
    if not trips["trips"]:
        return []
    lines = [
        "- "
        + say(
            "report.trip",
            lang,
            place=escaped(one["trip"]["place"] or say("report.trip_nowhere", lang)),
            first=day_name(one["trip"]["start"], lang),
            last=day_name(one["trip"]["end"], lang),
            days=one["days"],
        )
        for one in trips["trips"]
    ]
    if not trips["left_out"]:
        return [*lines, "", say("report.trip_free", lang)]
    titles = ("、" if lang == "zh" else ", ").join(
        dict.fromkeys(escaped(one["title"]) for one in trips["left_out"][:6])
    )
    return [*lines, "", say("report.trip_cost", lang, length=length(trips["left_out_min"], lang), titles=titles)]


def _milestones(view: ReportView, lang: Language) -> list[str]:
    return [
        "- "
        + say(
            f"report.milestone_{one['what']}",
            lang,
            title=escaped(one["title"]),
            day=day_name((one["done"] if one["what"] == "reached" else one["due"]) or view["last"], lang),
        )
        for one in view["milestones"]
    ]


def _recall(view: ReportView, lang: Language) -> list[str]:
    lines: list[str] = []
    if view["topics"]:
        columns = [say(f"report.col_{name}", lang) for name in ("what", "attempts", "time", "recalled")]
        lines += [f"| {' | '.join(columns)} |", "|---|---:|---:|---|"]
    for one in view["topics"]:
        recalled = recalled_words(one, lang)
        stuck = f" · {say('report.stuck', lang, count=one['stuck'])}" if one["stuck"] else ""
        name = escaped(one["topic"] or say("report.topic_none", lang))
        minutes = length(one["minutes"], lang) if one["minutes"] else ""
        lines.append(f"| {name} | {one['attempts'] or ''} | {minutes} | {recalled}{stuck} |")
    cards = view["reviews"]
    more: list[str] = []
    if cards["redone"]:
        more.append("- " + say("report.redo", lang, solved=cards["redone_solved"], redone=cards["redone"]))
    if cards["drilled"]:
        more.append("- " + say("report.drill", lang, **cards))
    if cards["cards"] or cards["due"]:
        told = say("report.cards", lang, **cards)
        coming = cards["coming"]
        if coming is not None and coming < cards["due"]:
            told += say("report.cards_room", lang, coming=coming)
        more.append("- " + told)
    if view["topics"] or more:
        more.append("- " + calibration_words(view, lang))
    return [*lines, *([""] if lines and more else []), *more]


def recalled_words(topic: TopicView, lang: Language) -> str:
    if not topic["asked"]:
        return say("report.recall_none", lang)
    return say("report.recall_line", lang, recalled=topic["recalled"], asked=topic["asked"])


def calibration_words(view: ReportView, lang: Language) -> str:
    found = view["calibration"]
    return say(
        f"report.calibration_{found['verdict']}",
        lang,
        least=found["least"],
        count=found["count"],
        predicted=percent(found["predicted"]),
        observed=percent(found["observed"]),
        loss=f"{found['log_loss'] or 0:.3f}",
        constant=f"{found['constant_log_loss'] or 0:.3f}",
        rmse=f"{found['rmse'] or 0:.3f}",
    )


def percent(share: float | None) -> str:
    return f"{round(100 * (share or 0))} %"


def _experience(view: ReportView, lang: Language) -> list[str]:
    found = view["experience"]
    if not found["total"]:
        return []
    gained = say(
        "report.experience_week", lang, focus=found["focus"], method=found["method"], organising=found["organising"]
    )
    left = found["next_level_at"] - found["total"]
    level = say("report.experience_level", lang, level=found["level"], total=found["total"], left=left)
    lines = [f"- {gained} · {level}"]
    if found["row_days"] > 1:
        words = "report.in_a_row_waited" if found["waited_days"] else "report.in_a_row"
        lines.append("- " + say(words, lang, days=found["row_days"], waited=found["waited_days"]))
    for quest in found["quests"]:
        words = say(
            "report.quest",
            lang,
            title=escaped(quest["title"]),
            day=day_name(quest["due"], lang),
            beaten=quest["beaten"],
            steps=quest["steps"],
        )
        coming = quest["left"][:1]
        lines.append(f"- {words}" + "".join(f" · {say('report.quest_next', lang, step=escaped(s))}" for s in coming))
    return lines


def _decisions(view: ReportView, lang: Language) -> list[str]:
    lines: list[str] = []
    for one in view["decisions"]:
        words = say(
            "report.decision" if one["options"] else "report.decision_free",
            lang,
            question=escaped(one["question"]),
            options=" / ".join(escaped(option) for option in one["options"]),
            day=day_name(one["due"], lang),
        )
        lines += [f"- {words}", *(f"  - {escaped(fact)}" for fact in one["facts"])]
    return lines


def count_words(one: CountView, lang: Language) -> str:
    """A count in a line: this week, the week before, all, and what it goes on for."""
    parts = [
        say(
            "decisions.count_line",
            lang,
            name=one["name"],
            week=one["week"],
            before=one["before"],
            total=one["total"],
            since=day_name(one["since"], lang) if one["since"] else "–",
        )
    ]
    if one["a_week"]:
        parts.append(say("decisions.count_aim", lang, a_week=one["a_week"]))
    if one["until"]:
        parts.append(say("decisions.count_until", lang, until=one["until"]))
    if one["reached"]:
        parts.append(say("decisions.count_reached", lang, day=day_name(one["reached"], lang)))
    return " · ".join(parts)


def _runs(view: ReportView, lang: Language) -> list[str]:
    """The week's benchmark runs; figures only of what may be called a measurement."""
    if not view["runs"]:
        return []
    from roadweek.views.benchmarks import figures_in_short

    lines: list[str] = []
    for one in view["runs"]:
        words = say("report.runs_line", lang, model=one["model"], where=one["where"], count=one["runs"])
        if one["set_aside"]:
            words += say("report.runs_aside", lang, count=one["set_aside"])
        if one["last"] is not None:
            figures = figures_in_short(one["figures"])
            words += say("report.runs_last", lang, run=one["last"], figures=figures)
        lines.append(f"- {escaped(words)}")
    return lines


def _github(view: ReportView, lang: Language) -> list[str]:
    """The week on GitHub as it was last read: its sums, the hours of its line, what became of pull requests."""
    found = view["github"]
    if found is None:
        return []
    counts = {name: found[name] for name in ("commits", "pull_requests", "reviews", "issues")}
    lines = [f"- {say('contributions.sums', lang, **counts, days=found['active_days'])}"]
    if found["hours"] is not None:
        lines.append(f"- {escaped(hours_line(found['hours'], lang))}")
    for pull in found["pulls"]:
        what = say(f"contributions.pull_{pull['what']}", lang)
        lines.append(f"- {escaped(pull['name'])} {what}: {escaped(pull['title'])}")
    for one in found["closings"]:
        said = say("contributions.closing", lang, title=escaped(one["title"]), why=escaped(one["why"]))
        step = say("contributions.closing_next", lang, id=one["id"], evidence=one["evidence"])
        lines.append(f"- {said} {step}")
    return [*lines, "", escaped(head_line(found, lang))]


def _open(view: ReportView, lang: Language) -> list[str]:
    if not view["open"]:
        return []
    lines = [
        "- "
        + say(
            "report.open_line",
            lang,
            day=day_name(one["start"], lang),
            time=clock(one["start"]),
            title=escaped(one["title"]),
        )
        for one in view["open"]
    ]
    return [*lines, "", say("report.open_hint", lang)]


def _questions(view: ReportView, lang: Language) -> list[str]:
    lines: list[str] = []
    for one in view["questions"]:
        lines.append(f"{one['n']}. {escaped(one['question'])}")
        lines += [f"   > {escaped(one['answer'])}"] if one["answer"] else []
    return lines
