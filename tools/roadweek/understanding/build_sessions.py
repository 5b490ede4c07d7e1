"""Single sessions of the week: pinned, set free again, done as planned."""

from __future__ import annotations

from roadweek.domain.edits import Edit, EditSlot, Finish, Pin, Unpin
from roadweek.understanding.frame import Ask, SentenceFrame, days_between
from roadweek.understanding.signs import all_done


def _session(frame: SentenceFrame) -> str:
    """The one session of the track on the day named."""
    tracks = set(frame.tracks())
    whens = frame.whens
    slot = frame.slot()
    days = {d for w in whens for d in days_between(w.value.start, w.value.end)} if whens else None
    found = [
        s.id
        for s in frame.context.sessions
        if s.track in tracks
        and (days is None or s.start.date() in days)
        and (slot is None or _slot_of(s.start.hour) == slot)
    ]
    if len(found) != 1:
        raise Ask("which_session")
    return found[0]


def _slot_of(hour: int) -> EditSlot:
    return "morning" if hour < 12 else ("afternoon" if hour < 18 else "evening")


def pin(frame: SentenceFrame) -> list[Edit]:
    return [Pin(session=_session(frame))]


def unpin(frame: SentenceFrame) -> list[Edit]:
    return [Unpin(session=_session(frame))]


def finish(frame: SentenceFrame) -> list[Edit]:
    if not frame.mentions.tracks and not frame.carried and all_done().search(frame.text):
        return _all_of_a_day(frame)
    if not frame.context.sessions:
        raise Ask("how_long_done")
    return [Finish(session=_session(frame))]


def _all_of_a_day(frame: SentenceFrame) -> list[Edit]:
    """ "All done for today": each session of that day."""
    whens = frame.whens
    if len(whens) > 1:
        raise Ask("which_day_done")
    day = (whens[0].value.past or (whens[0].value.start, whens[0].value.end)) if whens else (frame.today, frame.today)
    held = [s.id for s in frame.context.sessions if day[0] == day[1] == s.start.date() and day[0] <= frame.today]
    if not held:
        raise Ask("which_session")
    return [Finish(session=s) for s in held]
