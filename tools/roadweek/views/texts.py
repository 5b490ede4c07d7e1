"""Views as a few lines of text, for chats, forms and resources: what is said about them comes from the catalogue."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from roadweek.messages import say

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.documents import AppliedView, MomentView, ProposalView, SessionView, UnplacedView, WeekView

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
    return "\n".join(lines + _unplaced(week["unplaced"], lang, 40))


def session_line(session: SessionView) -> str:
    """``19:00–20:00 title``, with a mark for what was done and a star for what is pinned."""
    start, end = datetime.fromisoformat(session["start"]), datetime.fromisoformat(session["end"])
    mark = _MARKS.get(session["status"], "") + (" *" if session["pinned"] else "")
    return f"{start:%H:%M}–{end:%H:%M} {session['title']}{mark}"


def _unplaced(unplaced: list[UnplacedView], lang: Language, limit: int) -> list[str]:
    if not unplaced:
        return []
    lines = [say("agents.unplaced_head", lang, count=len(unplaced))]
    lines += [f"- {wish['title']} ({wish['minutes']} min): {wish['reason']}" for wish in unplaced[:limit]]
    if len(unplaced) > limit:
        lines.append(say("agents.more", lang, count=len(unplaced) - limit))
    return lines
