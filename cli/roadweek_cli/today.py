"""`roadweek today`: the command of every day. Standard library only, so that it is there at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.domain.sanitise import sanitised_document
from roadweek.messages import say
from roadweek.views.format import clock, day_name, length, notice_lines, titled
from roadweek_cli.common import emit, language, workspace
from roadweek_cli.plain import minutes_between, padded, span, styled, width

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.counts import DecisionAskedView
    from roadweek.views.documents import OutboxView, SessionView, TodayView

_MARKS = {"done": "✓", "partial": "◐", "skipped": "✗"}


def today() -> None:
    """What stands today, what to recall, and what comes next."""
    from roadweek.usecases.queries import today as read

    ws = workspace()
    view = read(ws)
    lang = language(ws)
    emit(view, lambda: print(shown(view, lang)))


def shown(view: TodayView, lang: Language) -> str:
    view = sanitised_document(view)
    state = say(f"terminal.state_{view['state']}", lang)
    lines = [styled(say("terminal.today_title", lang, day=day_name(view["date"], lang), state=state), "bold")]
    if not view["sessions"]:
        lines.append("  " + say("terminal.today_empty", lang))
    column = max((width(titled(s["title"], s["parts"])) for s in view["sessions"]), default=0)
    lines += [_line(session, column, lang) for session in view["sessions"]]
    if view["recall"]:
        titles = ", ".join(recall["title"] or recall["problem"] for recall in view["recall"])
        lines.append(say("terminal.today_recall", lang, titles=titles))
    if view["drill"] and not view["drill"]["answered"]:
        lines.append(say("drill.today", lang, title=view["drill"]["title"]))
    for one in view["decisions"]:
        lines += [styled(text, "yellow" if number == 0 else "dim") for number, text in enumerate(decided(one, lang))]
    lines += [styled(text, "yellow") for text in notice_lines(view["notices"], lang)]
    if view["ask"]:
        lines.append(styled(view["ask"] + " `roadweek done`", "yellow"))
    lines += [styled(text, "yellow") for text in waiting(view["calendar"], lang)]
    following = view["next"]
    if following:
        day = "" if following["start"][:10] == view["date"] else day_name(following["start"], lang)
        words = say("terminal.today_next", lang, title=following["title"], day=day, time=clock(following["start"]))
        lines.append(styled(" ".join(words.split()), "cyan"))
    return "\n".join(lines)


def decided(one: DecisionAskedView, lang: Language) -> list[str]:
    """An open decision as it is asked, and the command that makes it."""
    from roadweek.usecases.asked_decisions import decision_lines

    return [*decision_lines(one, lang), "  " + say("decisions.how", lang, id=one["id"])]


def waiting(calendar: OutboxView, lang: Language) -> list[str]:
    """What waits for the calendar, or was given up, with the command that tries again."""
    from roadweek.views.texts import refused_lines

    why = calendar["error"] or say("terminal.calendar_unknown_why", lang)
    lines: list[str] = []
    if calendar["pending"]:
        lines.append(say("terminal.calendar_waiting", lang, pending=calendar["pending"], why=why))
    return lines + refused_lines(calendar.get("refused", []), lang)


def _line(session: SessionView, column: int, lang: Language) -> str:
    notes = [
        say("terminal.mark_open", lang) if session["open"] else say(f"terminal.status_{session['status']}", lang),
        say("terminal.pinned", lang) if session["pinned"] else "",
    ]
    mark = _MARKS.get(session["status"], " ")
    minutes = length(minutes_between(session["start"], session["end"]), lang)
    tail = ", ".join(note for note in notes if note) or session["reason"] or ""
    when = f"{session['short']}  {span(session['start'], session['end'])}"
    head = f"{mark} {when}  {padded(titled(session['title'], session['parts']), column)}  {padded(minutes, 9)}"
    return f"{head} {styled(tail, 'dim')}".rstrip()
