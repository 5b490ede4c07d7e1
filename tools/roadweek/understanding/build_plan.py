"""Lasting changes: what recurs, what pauses, what matters more; and pins of single sessions."""

from __future__ import annotations

import re
from datetime import date, timedelta

from roadweek.domain.base import WEEKDAYS, Weekday
from roadweek.domain.edits import Edit, EditPer, EditSlot, Prioritize
from roadweek.understanding.build_week import ADD_WORDS
from roadweek.understanding.cues import has
from roadweek.understanding.frame import Ask, SentenceFrame, days_between, edit_slots, make
from roadweek.understanding.recurrence import Frequency
from roadweek.understanding.spans import Found, pattern
from roadweek.understanding.when import When


def begin(frame: SentenceFrame) -> date:
    """The day from which a lasting change holds; today where none is named."""
    whens = frame.whens
    if not whens:
        return frame.today
    first, *more = whens
    if more or first.value.edge == "until" or (first.value.grain == "part" and not first.value.edge):
        raise Ask("from_when")  # "in mid-March" names no first day
    return first.value.start


def _lasting(frame: SentenceFrame, weekdays: tuple[Weekday, ...]) -> date:
    """The start of a recurring wish. "Next week" without "from" would have an end, which no edit expresses: ask."""
    if frame.whens and has("except", frame.text):
        raise Ask("how_often")  # "every day except Wednesday" names days to leave out, and no first day
    whens = [w for w in frame.whens if not (weekdays and _is_weekdays(w))]
    if not whens:
        return frame.today
    first = whens[0].value
    if len(whens) > 1 or first.edge == "until" or (first.joined and first.start != first.end):
        raise Ask("from_when")
    if first.bare and not first.edge and frame.frequency() and not weekdays:
        raise Ask("how_often")  # "every other week on Sunday": a rhythm that no edit keeps
    if first.edge != "from" and first.grain != "day" and not has("from_now", frame.text):
        raise Ask("only_then", day=whens[0].text.strip())
    return first.start


def _is_weekdays(item: Found[When]) -> bool:
    return (item.value.bare and item.value.edge == "") or (item.value.joined and not re.search(r"\d", item.text))


def _rhythm(frame: SentenceFrame) -> tuple[int | None, EditPer | None, tuple[Weekday, ...] | None, EditSlot | None]:
    """times, per, days and slot; each null where the sentence does not say it."""
    frequency = frame.frequency()
    slot = frame.slot()
    if frequency is None:
        return None, None, None, slot
    if frequency.per in ("lesson", "unspecified") or frequency.times.top != frequency.times.lo:
        raise Ask("how_often")
    slots = edit_slots(frequency.slots)
    if len(slots) > 1 or "daytime" in frequency.slots:
        raise Ask("which_slot")
    per: EditPer = "day" if frequency.per == "day" else ("month" if frequency.per == "month" else "week")
    days = frequency.days or _span_days(frame, frequency)
    return frequency.times.lo, per, days or None, (slots[0] if slots else slot)


def _span_days(frame: SentenceFrame, frequency: Frequency) -> tuple[Weekday, ...]:
    """ "Monday to Friday, every day": the span names weekdays, not dates."""
    spans = [
        w.value for w in frame.mentions.whens if w.value.joined and not re.search(r"\d", w.text) and w.value.edge == ""
    ]
    if frequency.per != "day" or len(spans) != 1:
        return ()
    inside = {d.weekday() for d in days_between(spans[0].start, spans[0].end)}
    return tuple(code for n, code in enumerate(WEEKDAYS) if n in inside)


def add_activity(frame: SentenceFrame) -> list[Edit]:
    tracks, minutes = frame.tracks(), frame.minutes()
    times, per, days, slot = _rhythm(frame)
    if times is None or per is None:
        raise Ask("how_often")
    if minutes is None:
        raise Ask("how_long")
    start = _lasting(frame, days or ())
    title = title_beside(frame) if len(tracks) == 1 else None
    return [
        make(
            "add_activity",
            track=t,
            title=title,
            minutes=minutes,
            times=times,
            per=per,
            days=days,
            slot=slot,
            from_=start,
        )
        for t in tracks
    ]


@pattern
def _called() -> str:
    return (
        r"\s*(?:activity|habit|routine|session|practice|block|的?(?:活动|项目|练习|习惯))?"
        r"\s*[:：]\s*(?P<t>[^,，;；:：.。]{2,40})"
    )


def title_beside(frame: SentenceFrame) -> str | None:
    """What is named beyond the track: "Japanese grammar" is a title, "Japanese" alone is none."""
    names = [n for n in frame.mentions.names if n.value.kind == "track"]
    if len(names) != 1:
        return None
    called = _called().search(frame.text, names[0].end - frame.start)
    if called:
        # "a new choir activity: warm-up, 15 minutes": what stands behind the colon, up to the figures
        begin = frame.start + called.start("t")
        end = min((a for a, _ in frame.mentions.pieces() if a >= begin), default=frame.start + called.end("t"))
        title = frame.text[called.start("t") : min(called.end("t"), end - frame.start)].strip(" -–—")
        if title:
            return title
    words = re.compile(
        (
            r"[\s-]*((?!(?:sessions?|activity|habit|routine|block|practice|study|time|work|every|each|on|in|at|from|for|to|a|per|and|"
            r"once|twice|starting)\b)[a-z]{3,})"
        ),
        re.I,
    )
    match = words.match(frame.text, names[0].end - frame.start)
    if match and not any(
        a < frame.start + match.end(1) and frame.start + match.start(1) < b for a, b in frame.mentions.pieces()
    ):
        return frame.text[names[0].start - frame.start : match.end(1)]
    return None


def set_activity(frame: SentenceFrame) -> list[Edit]:
    tracks = frame.tracks()
    minutes = frame.minutes()
    times, per, days, slot = _rhythm(frame)
    if minutes is None and re.search(r"\b(?:no|not|never|without|don't|won't)\b|不|别", frame.text, re.I) and days:
        raise Ask("which_weekdays")  # which days are left is not said
    if minutes is not None and times is None and has("relative", frame.text) and not _absolute(frame.text):
        raise Ask("how_long")
    if any(_step().search(frame.before(d)) for d in frame.mentions.durations):
        raise Ask("how_long")  # 每次加10分钟 is a step, and no length
    if minutes is None and times is None and slot is None:
        raise Ask("how_much")
    if frame.mentions.clocks:
        raise Ask("no_clock")
    if re.search(
        r"[多少加减][做学练看听刷读写跑游弹画背来去]?[一两三几\d]\s*[次回]|\ba\s+few\s+(?:more|fewer)\b|\b(?:once|twice|one|two|times?)\s+(?:less|fewer|more)\b",
        frame.text,
        re.I,
    ):
        raise Ask("how_often")  # "once less a week" is no count
    if (
        re.search(r"\b(?:a|per)\s+week\b|每周(?!.{0,8}次)", frame.text)
        and minutes is not None
        and times == 1
        and per == "week"
        and not days
        and not any(re.search(r"\bonce\b|\btimes?\b|[次回趟]", f.text, re.I) for f in frame.mentions.frequencies)
    ):
        raise Ask("how_often")  # "three hours a week" is a sum: it does not say how many sessions
    start = _lasting(frame, days or ())
    lone = [w for w in frame.whens if not (days and _is_weekdays(w))]
    if lone and times is None and lone[0].value.edge == "" and not _from_there(frame):
        raise Ask("only_then", day=lone[0].text.strip())
    return [
        make("set_activity", track=t, minutes=minutes, times=times, per=per, days=days, slot=slot, from_=start)
        for t in tracks
    ]


@pattern
def _step() -> str:
    return r"(?:[加增多减少]|延长|缩短|增加|减少|\bby)\s*(?:了|个)?\s*$"


def _from_there(frame: SentenceFrame) -> bool:
    """Words that make a day the first of many."""
    return has("from_now", frame.text) or re.search(r"每次|每天|each|every", frame.text, re.I) is not None


def _absolute(text: str) -> bool:
    return re.search(r"\bto\b|\binto\b|\bonly\b|\bjust\b|到|成|为|至|每天|每次|只", text) is not None


def remove_activity(frame: SentenceFrame) -> list[Edit]:
    return [make("remove_activity", track=t, from_=begin(frame)) for t in frame.tracks()]


def pause_days(frame: SentenceFrame) -> list[Edit]:
    """A pause over the days named: a week, a span, from a day on, until a day, or for some weeks."""
    start, until = frame.today, None
    for item in frame.whens:
        when = item.value
        if (
            when.edge == "until"
            or (when.edge == "to" and when.start == when.end)
            or (when.grain == "part" and when.edge != "from")
        ):
            until = when.end
        elif when.edge == "from" and when.grain in ("day", "month", "week", "part"):
            start = when.start
        else:
            start, until = when.start, when.end
    counts = frame.mentions.counts
    if len(counts) > 1 or (counts and until):
        raise Ask("until_when")
    if counts:
        until = counts[0].value.after(start) - timedelta(days=1)
    if until and until < start:
        raise Ask("until_when")
    tracks = many(frame)
    return [make("pause", track=t, from_=start, until=until) for t in tracks]


def many(frame: SentenceFrame) -> tuple[str, ...]:
    """The tracks meant, where "everything" and "everything but German" are possible too."""
    named = frame.mentions.tracks
    if has("everything", frame.text) or (has("except", frame.text) and named):
        if named and not has("except", frame.text):
            return named
        frame.aside.extend((n.start, n.end) for n in frame.mentions.names if n.value.kind == "track")
        return tuple(t.id for t in frame.context.tracks if t.id not in named)
    return frame.tracks()


def resume(frame: SentenceFrame) -> list[Edit]:
    start = begin(frame)
    return [make("resume", track=t, from_=start) for t in many(frame)]


def prioritize_up(frame: SentenceFrame) -> list[Edit]:
    return _prioritize(frame, "up")


def prioritize_down(frame: SentenceFrame) -> list[Edit]:
    return _prioritize(frame, "down")


def _prioritize(frame: SentenceFrame, level: str) -> list[Edit]:
    """The track before "than" or "over" moves; the other one is only its measure."""
    names = [n for n in frame.mentions.names if n.value.kind == "track"]
    measures = [n for n in names if re.search(r"(?:\bthan|\bover|\babove|\bbefore|比|于)\s*$", frame.before(n), re.I)]
    frame.aside.extend((n.start, n.end) for n in measures)
    kept = tuple(dict.fromkeys(n.value.id for n in names if n not in measures))
    if frame.mentions.whens or frame.mentions.counts:
        raise Ask("priority_dates")
    return [Prioritize(track=t, level="up" if level == "up" else "down") for t in kept or frame.tracks()]


__all__ = [
    "ADD_WORDS",
    "add_activity",
    "pause_days",
    "prioritize_down",
    "prioritize_up",
    "remove_activity",
    "resume",
    "set_activity",
    "title_beside",
]
