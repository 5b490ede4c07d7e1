"""`roadweek today`: the command of every day. Standard library only, so that it is there at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.domain.sanitise import sanitised_document
from roadweek.messages import say
from roadweek.views.format import clock, day_name, length
from roadweek_cli.common import emit, language, workspace
from roadweek_cli.plain import minutes_between, padded, span, styled, width

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.documents import SessionView, TodayView

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
    column = max((width(session["title"]) for session in view["sessions"]), default=0)
    lines += [_line(session, column, lang) for session in view["sessions"]]
    if view["recall"]:
        titles = ", ".join(recall["title"] or recall["problem"] for recall in view["recall"])
        lines.append(say("terminal.today_recall", lang, titles=titles))
    following = view["next"]
    if following:
        day = "" if following["start"][:10] == view["date"] else day_name(following["start"], lang)
        words = say("terminal.today_next", lang, title=following["title"], day=day, time=clock(following["start"]))
        lines.append(styled(" ".join(words.split()), "cyan"))
    return "\n".join(lines)


def _line(session: SessionView, column: int, lang: Language) -> str:
    notes = [
        say(f"terminal.status_{session['status']}", lang),
        say("terminal.pinned", lang) if session["pinned"] else "",
    ]
    mark = _MARKS.get(session["status"], " ")
    minutes = length(minutes_between(session["start"], session["end"]), lang)
    tail = ", ".join(note for note in notes if note) or session["reason"] or ""
    head = f"{mark} {span(session['start'], session['end'])}  {padded(session['title'], column)}  {padded(minutes, 9)}"
    return f"{head} {styled(tail, 'dim')}".rstrip()
