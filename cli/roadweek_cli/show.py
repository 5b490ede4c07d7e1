"""How weeks, proposals and imports look to a person. Each function prints one of the contract's documents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views import texts
from roadweek.views.format import day_name, edit_words, length, notice_lines, titled
from roadweek_cli.paint import line, parts, table
from roadweek_cli.plain import minutes_between, padded, span, width
from roadweek_cli.today import waiting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.views.documents import (
        AppliedView,
        ChangeView,
        EffectView,
        MomentView,
        ProposalView,
        TrackTotalView,
        UnplacedView,
        WeekView,
    )

_KIND_STYLE = {"moved": "yellow", "added": "green", "dropped": "red", "shortened": "yellow", "lengthened": "yellow"}


def heads(lang: Language, *names: str) -> list[str]:
    return [say(f"terminal.col_{name}", lang) for name in names]


def week(view: WeekView, lang: Language) -> None:
    days = [day["date"] for day in view["days"]]
    state = say(f"terminal.state_{view['state']}", lang)
    line(
        say(
            "terminal.week_title",
            lang,
            week=view["week"],
            first=day_name(days[0], lang),
            last=day_name(days[-1], lang),
            state=state,
        ),
        "bold",
    )
    for text in notice_lines(view["notices"], lang):
        line(text, "yellow")
    usual = _usual_reason(view)
    if view["sessions"]:
        rows: list[list[str]] = []
        for day in view["days"]:
            sessions = [session for session in view["sessions"] if session["start"][:10] == day["date"]]
            template = say(f"terminal.template_{day['template']}", lang)
            holiday = texts.holiday_mark(view["holidays"], date.fromisoformat(day["date"]), lang)
            name = day_name(day["date"], lang) + (f" · {template}" if template else "") + holiday
            if not sessions and not template and not holiday:
                continue
            rows += [[""]] if rows else []
            rows += [] if sessions else [[name, "", "", "—", "", ""]]
            for session in sessions:
                marks = [
                    say("terminal.mark_open", lang)
                    if session["open"]
                    else say(f"terminal.status_{session['status']}", lang)
                ]
                marks += [say("terminal.pinned", lang)] if session["pinned"] else []
                marks += [say("terminal.assumed", lang)] if session["assumed"] else []
                reason = session["reason"] if session["reason"] != usual else None
                notes = [mark for mark in marks if mark] + ([reason] if reason else [])
                minutes = length(minutes_between(session["start"], session["end"]), lang)
                when = span(session["start"], session["end"])
                title = titled(session["title"], session["parts"])
                rows.append([name, when, minutes, title, session["short"], "; ".join(notes)])
                name = ""
        table(
            heads(lang, "day", "time", "length", "what", "id", "why"),
            rows,
            styles={0: "cyan", 3: "bold", 4: "cyan", 5: "dim"},
            fold=(3, 5),
        )
        if usual:
            line(say("terminal.usual_reason", lang, reason=usual), "dim")
    else:
        line("  " + say("terminal.week_empty", lang))
    sums = say(
        "terminal.week_sums",
        lang,
        planned=length(view["planned_min"], lang),
        capacity=length(view["capacity_min"], lang),
        buffer=length(view["buffer_min"], lang),
    )
    line(sums, "dim")
    if text := totals_text(view["totals"], lang):
        line(text, "dim")
    for text in texts.elsewhere_lines(view, lang):
        line(text)
    for text in waiting(view["calendar"], lang):
        line(text, "yellow")
    unplaced(view["unplaced"], lang)


def totals_text(totals: Sequence[TrackTotalView], lang: Language) -> str:
    """The week's minutes by line, each with what the plan states of it: "maths 5 h (stated 5 h)"."""
    parts: list[str] = []
    for one in totals:
        if not one["title"]:
            continue
        said = one["stated_min"]
        if said is None or said[0] is None:
            stated = ""
        elif said[1] is None:
            stated = say("terminal.week_stated_least", lang, low=length(said[0], lang))
        elif said[0] == said[1]:
            stated = say("terminal.week_stated", lang, stated=length(said[0], lang))
        else:
            stated = say("terminal.week_stated_range", lang, low=length(said[0], lang), high=length(said[1], lang))
        parts.append(f"{one['title']} {length(one['planned_min'], lang)}{stated}")
    return say("terminal.week_totals", lang, totals=("；" if lang == "zh" else "; ").join(parts)) if parts else ""


def _usual_reason(view: WeekView) -> str | None:
    """The reason that most sessions share: it is said once."""
    reasons = [session["reason"] for session in view["sessions"] if session["reason"]]
    most = max(set(reasons), key=reasons.count, default=None)
    return most if most is not None and 2 * reasons.count(most) > len(view["sessions"]) else None


def unplaced(items: Sequence[UnplacedView], lang: Language) -> None:
    """What has no place, under its reason; the same wish more than once is counted."""
    if not items:
        return
    line()
    line(say("terminal.unplaced", lang), "bold")
    groups: dict[str, dict[tuple[str, int], int]] = {}
    for item in items:
        group, wish = groups.setdefault(item["reason"], {}), (item["title"], item["minutes"])
        group[wish] = group.get(wish, 0) + 1
    for reason, wishes in groups.items():
        line(reason, "dim")
        for (title, minutes), count in wishes.items():
            times = f" ×{count}" if count > 1 else ""
            line(f"  {padded(length(minutes, lang), 12)}  {title}{times}")


def proposal(view: ProposalView, lang: Language, *, next_step: bool = True) -> None:
    if view["question"]:
        line(say("terminal.question", lang, question=view["question"]), "bold cyan")
        return
    if view["proposal"] is None:
        line(say("terminal.proposal_none", lang))
        for text in notice_lines(view["notices"], lang):
            line(text, "yellow")
        unplaced(view["unplaced"], lang)
        return
    weeks = ", ".join(view["weeks"])
    key = "proposal_title" if weeks else "proposal_kept"
    title = say(f"terminal.{key}", lang, proposal=view["proposal"], weeks=weeks)
    line(title, "bold")
    for warning in (*view["warnings"], *notice_lines(view["notices"], lang)):
        line(warning, "yellow")
    if view["edits"]:
        for edit in view["edits"]:
            line(say("terminal.proposal_edit", lang, edit=edit_words(edit, lang)), "dim")
    effects(view, lang)
    unplaced(view["unplaced"], lang)
    if view["state"] not in (None, "open"):
        line(say("terminal.proposal_state", lang, state=say(f"terminal.state_{view['state']}", lang)))
        return
    if view["others"]:
        line(say("states.also_open", lang, proposals=", ".join(view["others"])), "dim")
    if next_step:
        line(say("terminal.next_approve", lang, proposal=view["proposal"]), "cyan")


def effects(view: ProposalView, lang: Language) -> None:
    """All that approval writes: a week for the first time as a week, else the changes under their reasons. What a
    change does to a draft that nobody has approved is said apart."""
    whole, rest = texts.by_first(view)
    drafted, standing = texts.changes_by_first(view)
    line(texts.effects_head(view["effects"], lang))
    if whole:
        _new_week(whole, lang)
    changes(standing, lang)
    for text in texts.effect_lines(rest, lang):
        line(text)
    if standing:
        line(_sums(standing, view, lang), "dim")
    if drafted:
        line(say("agents.against_draft", lang), "dim")
        changes(drafted, lang)


def changes(items: Sequence[ChangeView], lang: Language) -> None:
    """The forced changes, then the chosen ones, each under its reason."""
    groups: dict[tuple[bool, str], list[ChangeView]] = {}
    for change in items:
        groups.setdefault((change["forced"], change["reason"]), []).append(change)
    kinds = {kind: say(f"terminal.kind_{kind}", lang) for kind in _KIND_STYLE}
    column = max((width(kinds[change["kind"]]) for change in items), default=0)
    for (forced, reason), group in groups.items():
        line(say("terminal.forced" if forced else "terminal.chosen", lang, reason=reason), "bold")
        places = max(width(_when(change, lang)) for change in group)
        for change in group:
            kind = (padded(kinds[change["kind"]], column), _KIND_STYLE[change["kind"]])
            parts("  ", kind, f"  {padded(_when(change, lang), places)}  {change['title']}")


def _new_week(items: Sequence[EffectView], lang: Language) -> None:
    rows: list[list[str]] = []
    last = ""
    for one in items:
        day = day_name(one["start"], lang)
        minutes = length(minutes_between(one["start"], one["end"]), lang)
        was = _moment(one["from"], lang)
        mark = "" if one["what"] == "new" else say(f"agents.effect_{one['what']}", lang, before=was)
        title = f"{one['title']} ({mark})" if mark else one["title"]
        rows.append([day if day != last else "", span(one["start"], one["end"]), minutes, title])
        last = day
    table(heads(lang, "day", "time", "length", "what"), rows, styles={0: "cyan"})


def _when(change: ChangeView, lang: Language) -> str:
    before, after = _moment(change["from"], lang), _moment(change["to"], lang)
    return f"{before} → {after}" if before and after else before or after


def _moment(moment: MomentView | None, lang: Language) -> str:
    return f"{day_name(moment['start'], lang)} {span(moment['start'], moment['end'])}" if moment else ""


def _sums(items: Sequence[ChangeView], view: ProposalView, lang: Language) -> str:
    counts = {kind: sum(change["kind"] == kind for change in items) for kind in _KIND_STYLE}
    return say(
        "terminal.proposal_sums",
        lang,
        moved=counts["moved"],
        added=counts["added"],
        dropped=counts["dropped"],
        resized=counts["shortened"] + counts["lengthened"],
        forced=length(view["forced_min"], lang),
        chosen=length(view["chosen_min"], lang),
    )


def applied(view: AppliedView, lang: Language, *, undo: bool = True, published: bool = True) -> None:
    for event in view["events"]:
        line(f"{event['event']}  {event['summary']}")
    if not view["events"]:
        line(say("terminal.applied", lang))
    calendar = view["calendar"]
    if calendar["error"]:
        words = say("terminal.applied_calendar_error", lang, pending=calendar["pending"], error=calendar["error"])
        line(words, "yellow")
    elif calendar["pending"]:
        line(say("terminal.applied_calendar", lang, pending=calendar["pending"]))
    elif published and not calendar.get("warnings"):
        line(say("terminal.applied_written", lang))
    for warning in calendar.get("warnings", ()):
        line(warning, "yellow")
    if undo:
        line(say("terminal.next_undo", lang), "cyan")


def line_numbers(lines: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in lines[:4])
    return shown + (" …" if len(lines) > 4 else "")
