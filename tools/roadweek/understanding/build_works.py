"""Works of the plan: done, how long they take, and time a week for them."""

from __future__ import annotations

from datetime import date

from roadweek.domain.edits import Edit, FinishWork, Focus, SetEffort
from roadweek.understanding.build_goals import past_day
from roadweek.understanding.build_plan import week_or_day
from roadweek.understanding.frame import Ask, SentenceFrame


def _work(frame: SentenceFrame) -> str:
    found = {item.value for item in frame.mentions.works}
    if len(found) != 1:
        raise Ask("which_work")
    return found.pop()


def finish_work(frame: SentenceFrame) -> list[Edit]:
    return [FinishWork(work=_work(frame), date=past_day(frame))]


def set_effort(frame: SentenceFrame) -> list[Edit]:
    minutes = frame.minutes()
    if minutes is None:
        raise Ask("how_long")
    return [SetEffort(work=_work(frame), minutes=minutes)]


def focus(frame: SentenceFrame) -> list[Edit]:
    """Minutes a week from a day on (today) until another (open)."""
    either = week_or_day().search(frame.text)
    if either is not None:
        raise Ask("week_or_day", words=either[0])
    minutes = frame.minutes()
    if minutes is None:
        raise Ask("how_long")
    first, last = frame.today, None
    for when in frame.whens:
        if when.value.edge in ("until", "to"):
            last = _once(last, when.value.end)
        elif when.value.edge == "from":
            first = when.value.start
        elif when.value.start != when.value.end:
            first, last = when.value.start, _once(last, when.value.end)
        else:
            raise Ask("from_when")
    begin = first if first != frame.today else None
    tracks = frame.mentions.tracks
    if len(tracks) == 1:
        return [Focus.model_validate({"track": tracks[0], "minutes": minutes, "from": begin, "until": last})]
    if tracks:
        raise Ask("which_track")
    return [Focus.model_validate({"work": _work(frame), "minutes": minutes, "from": begin, "until": last})]


def _once(known: date | None, day: date) -> date:
    if known is not None and known != day:
        raise Ask("from_when")
    return day
