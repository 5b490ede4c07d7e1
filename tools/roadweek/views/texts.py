"""Views as a few lines of text, for chats, forms and resources: what is said about them comes from the catalogue."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from roadweek.messages import say

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.documents import (
        AppliedView,
        MomentView,
        OutboxView,
        ProposalView,
        SessionView,
        TodayView,
        UnplacedView,
        WeekView,
    )

_DAYS: dict[str, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
_MARKS = {"done": " ✓", "partial": " ~", "skipped": " ✗"}


def moment(when: MomentView | None, lang: Language) -> str:
    """``Mon 2 Mar 19:00`` in the time of its place; "–" for none."""
    if when is None:
        return "–"
    start = datetime.fromisoformat(when["start"])
    return f"{_DAYS[lang][start.weekday()]} {start:%m-%d %H:%M}"


def proposal_text(proposal: ProposalView, lang: Language, *, limit: int = 40) -> str:
    """The changes, one a line with its reason, the forced ones first; more than ``limit`` are counted."""
    if proposal["question"]:
        return proposal["question"]
    if not proposal["changes"] and not proposal["unplaced"]:
        return say("agents.no_changes", lang)
    lines = [say("agents.changes_head", lang, weeks=", ".join(proposal["weeks"]), count=len(proposal["changes"]))]
    changes = sorted(proposal["changes"], key=lambda change: not change["forced"])
    lines += [
        say(
            f"agents.change_{change['kind']}",
            lang,
            title=change["title"],
            before=moment(change["from"], lang),
            after=moment(change["to"], lang),
            reason=change["reason"],
        )
        for change in changes[:limit]
    ]
    if len(changes) > limit:
        lines.append(say("agents.more", lang, count=len(changes) - limit))
    lines += _unplaced(proposal["unplaced"], lang, limit)
    return "\n".join(lines)


def proposal_told(proposal: ProposalView, lang: Language) -> str:
    """A proposal as a tool tells it: its id, version and state, what it writes, and what has no place."""
    head = ""
    if proposal["proposal"]:
        state = say(f"states.{proposal['state']}", lang)
        head = (
            say("agents.proposal_head", lang, id=proposal["proposal"], version=proposal["version"], state=state) + "\n"
        )
    lines = [f"! {warning}" for warning in proposal["warnings"]]
    return "\n".join([head + proposal_text(proposal, lang), *lines])


def applied_text(applied: AppliedView, lang: Language) -> str:
    """What an approval, a record or an undo did, and whether the calendar has it."""
    summary = "; ".join(event["summary"] for event in applied["events"])
    lines = [say("agents.applied", lang, summary=summary) if summary else say("agents.applied_plain", lang)]
    waiting = applied["calendar"]
    if waiting["pending"] and waiting["error"]:
        lines.append(say("agents.calendar_waits", lang, pending=waiting["pending"], why=waiting["error"]))
    elif waiting["pending"]:
        lines.append(say("agents.calendar_waits_plain", lang, pending=waiting["pending"]))
    return "\n".join(lines)


def week_text(week: WeekView, lang: Language) -> str:
    """A week as text: a line a session under its day, then what has no place and why."""
    lines = [
        say(
            f"agents.week_{week['state']}",
            lang,
            week=week["week"],
            planned=week["planned_min"],
            capacity=week["capacity_min"],
            buffer=week["buffer_min"],
        )
    ]
    for day in week["days"]:
        when = date.fromisoformat(day["date"])
        template = "" if day["template"] == "normal" else f" ({day['template']})"
        lines.append(f"{_DAYS[lang][when.weekday()]} {day['date']}{template}")
        mine = [session for session in week["sessions"] if datetime.fromisoformat(session["start"]).date() == when]
        lines += [f"  {session_line(session)}" for session in mine]
    lines += _unplaced(week["unplaced"], lang, 40)
    return "\n".join([*lines, week["timezone"], *calendar_lines(week["calendar"], lang)])


def session_line(session: SessionView) -> str:
    """``19:00–20:00 title [short id]``; marked when done, with ``?`` where nobody has said, with a star when pinned."""
    start, end = datetime.fromisoformat(session["start"]), datetime.fromisoformat(session["end"])
    mark = " ?" if session["open"] else _MARKS.get(session["status"], "")
    return f"{start:%H:%M}–{end:%H:%M} {session['title']}{mark}{' *' if session['pinned'] else ''} [{session['short']}]"


def today_text(today: TodayView, lang: Language) -> str:
    """Today as text: now, the sessions, what comes next, what is open, and what the evening asks."""
    now = datetime.fromisoformat(today["now"])
    lines = [f"{today['weekday']} {today['date']} {now:%H:%M} {today['timezone']}"]
    lines += [f"  {session_line(session)}" for session in today["sessions"]]
    if not today["sessions"]:
        lines.append("  " + say("agents.day_empty", lang, date=today["date"]))
    if today["recall"]:
        lines.append("recall: " + ", ".join(one["title"] or one["problem"] for one in today["recall"]))
    following = today["next"]
    if following is not None:
        lines.append(say("agents.next_up", lang, day=following["weekday"], session=session_line(following)))
    lines += opened(today["open"], lang)
    lines += [today["ask"]] if today["ask"] else []
    return "\n".join(lines + calendar_lines(today["calendar"], lang))


def opened(sessions: list[SessionView], lang: Language, limit: int = 12) -> list[str]:
    """What is over and was not reported, a line each."""
    if not sessions:
        return []
    lines = [say("agents.open_head", lang, count=len(sessions))]
    lines += [f"- {one['weekday']} {one['start'][5:10]} {session_line(one)}" for one in sessions[:limit]]
    return [*lines, say("agents.more", lang, count=len(sessions) - limit)] if len(sessions) > limit else lines


def calendar_lines(waiting: OutboxView, lang: Language) -> list[str]:
    """What waits for the calendar, or was given up, and why."""
    why = waiting["error"] or say("terminal.calendar_unknown_why", lang)
    return [
        say(f"agents.calendar_{state}", lang, count=waiting[state], why=why)
        for state in ("pending", "failed")
        if waiting[state]
    ]


def _unplaced(unplaced: list[UnplacedView], lang: Language, limit: int) -> list[str]:
    if not unplaced:
        return []
    lines = [say("agents.unplaced_head", lang, count=len(unplaced))]
    lines += [f"- {wish['title']} ({wish['minutes']} min): {wish['reason']}" for wish in unplaced[:limit]]
    if len(unplaced) > limit:
        lines.append(say("agents.more", lang, count=len(unplaced) - limit))
    return lines
