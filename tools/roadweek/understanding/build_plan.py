"""Lasting changes: what recurs, what pauses, what matters more; and pins of single sessions."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta

from roadweek.domain.base import WEEKDAYS, Weekday
from roadweek.domain.edits import Edit, EditPer, EditSlot, Prioritize
from roadweek.understanding.build_week import ADD_WORDS, in_slot
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


def _lasting(frame: SentenceFrame, weekdays: tuple[Weekday, ...]) -> tuple[date, date | None]:
    """The first and the last day of a recurring wish, or null. "Next week" without "from" may mean either: ask."""
    if frame.whens and has("except", frame.text):
        raise Ask("how_often")  # "every day except Wednesday" names days to leave out, and no first day
    whens = [w for w in frame.whens if not (weekdays and _is_weekdays(w))]
    ends = [w for w in whens if w.value.edge == "until" or (w.value.edge == "to" and len(whens) > 1)]
    until = ends[0].value.end if len(ends) == 1 else None
    whens = [w for w in whens if w not in ends]
    if len(ends) > 1 or len(whens) > 1:
        raise Ask("from_when")
    if not whens:
        return frame.today, _after(frame.today, until)
    first = whens[0].value
    if first.joined and first.start != first.end:
        if until is not None or not first.start >= frame.today:
            raise Ask("from_when")
        return first.start, first.end  # "from the 9th to the 20th"
    if first.bare and not first.edge and frame.frequency() and not weekdays:
        raise Ask("how_often")
    if first.edge != "from" and first.grain != "day" and not has("from_now", frame.text):
        raise Ask("only_then", day=whens[0].text.strip())
    return first.start, _after(first.start, until)


def _after(first: date, last: date | None) -> date | None:
    if last is not None and last < first:
        raise Ask("until_when")
    return last


def _is_weekdays(item: Found[When]) -> bool:
    return (item.value.bare and item.value.edge == "") or (item.value.joined and not re.search(r"\d", item.text))


@dataclass(frozen=True, slots=True)
class SaidRhythm:
    """What a sentence says of a rhythm; null where it does not say it."""

    times: int | None = None
    per: EditPer | None = None
    interval: int | None = None
    days: tuple[Weekday, ...] | None = None
    nth: int | None = None
    at: time | None = None
    slot: EditSlot | None = None
    minutes: int | None = None


def _rhythm(frame: SentenceFrame) -> SaidRhythm:
    """Rhythm, place in the day and length; a stretch of hours ("8 to 9:30") is both of these."""
    either = week_or_day().search(frame.text)
    if either is not None:
        raise Ask("week_or_day", words=either[0])
    frequency, minutes, (at, length) = frame.frequency(), frame.minutes(), _clock(frame)
    if length is not None and minutes is not None and length != minutes:
        raise Ask("how_long")
    minutes = minutes if minutes is not None else length
    slots = edit_slots(frequency.slots) if frequency else []
    if at is None and (len(slots) > 1 or (frequency and "daytime" in frequency.slots)):
        raise Ask("which_slot")
    slot = None if at is not None else slots[0] if slots else frame.slot()
    if frequency is None:
        return SaidRhythm(at=at, slot=slot, minutes=minutes)
    if frequency.per in ("lesson", "unspecified") or frequency.times.top != frequency.times.lo:
        raise Ask("how_often")
    per: EditPer = "day" if frequency.per == "day" else ("month" if frequency.per == "month" else "week")
    if minutes is not None and frequency.times.lo > 1 and _in_all(frame):
        minutes = max(5, round(minutes / frequency.times.lo / 5) * 5)
        frame.aside.extend([(length.start, length.end) for length in frame.mentions.durations])
    return SaidRhythm(
        times=frequency.times.lo,
        per=per,
        interval=frequency.interval if frequency.interval > 1 else None,
        days=frequency.days or _span_days(frame, frequency) or None,
        nth=frequency.nth,
        at=at,
        slot=slot,
        minutes=minutes,
    )


def _in_all(frame: SentenceFrame) -> bool:
    """ "Three times a week, six hours in all", 每周三次共六小时: a length is that of all of them together."""
    return any(
        _all_before().search(frame.before(length)) or _all_behind().match(frame.behind(length))
        for length in frame.mentions.durations
    )


@pattern
def _all_before() -> str:
    return (
        r"(?:\b(?:in\s+all|in\s+total|altogether|a\s+total\s+of|total(?:ling)?)\s*,?\s*|"
        r"[总一合]?共计?|总计|合计|加起来)\s*$"
    )


@pattern
def _all_behind() -> str:
    return r"\s*,?\s*(?:in\s+all|in\s+total|altogether|total\b|all\s+together)"


@pattern
def week_or_day() -> str:
    """每周三四小时: three or four hours a week, or four on Wednesdays."""
    pairs = "一二|二三|三四|四五|五六"
    return rf"每(?:个|一)?(?:周|星期|礼拜)(?:{pairs})(?:个)?(?:小时|钟头|十分钟)"


def _clock(frame: SentenceFrame) -> tuple[time | None, int | None]:
    """The hour at which it begins, and how long it is where its end is named too."""
    clocks = frame.mentions.clocks
    if not clocks:
        return None, None
    if len({c.value for c in clocks}) > 1 or clocks[0].value.doubt:
        raise Ask("which_times")
    span = in_slot(frame, clocks[0].value)
    if span.start >= 1440 or (span.end is not None and span.end <= span.start):
        raise Ask("which_times")
    at = time(*divmod(span.start, 60))
    return at, (span.end - span.start if span.end is not None else None)


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
    tracks, said = frame.tracks(), _rhythm(frame)
    if said.times is None or said.per is None:
        raise Ask("how_often")
    if said.minutes is None:
        raise Ask("how_long")
    start, until = _lasting(frame, said.days or ())
    title = title_beside(frame) if len(tracks) == 1 else None
    return [make("add_activity", track=t, title=title, from_=start, until=until, **asdict(said)) for t in tracks]


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
    said = _rhythm(frame)
    minutes, times, per, days = said.minutes, said.times, said.per, said.days
    if minutes is None and re.search(r"\b(?:no|not|never|without|don't|won't)\b|不|别", frame.text, re.I) and days:
        raise Ask("which_weekdays")  # which days are left is not said
    if steps(frame):
        return [_stepped(frame, track) for track in tracks]
    if minutes is None and times is None and said.slot is None and said.at is None:
        raise Ask("how_much")
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
        and said.interval is None
        and not any(re.search(r"\bonce\b|\btimes?\b|[次回趟]", f.text, re.I) for f in frame.mentions.frequencies)
    ):
        raise Ask("how_often")  # "three hours a week" is a sum: it does not say how many sessions
    start, until = _lasting(frame, days or ())
    lone = [w for w in frame.whens if not (days and _is_weekdays(w)) and w.value.edge != "until"]
    if lone and until is None and times is None and lone[0].value.edge == "" and not _from_there(frame):
        raise Ask("only_then", day=lone[0].text.strip())
    fields = {**asdict(said), "from_": start, "until": until}
    return [make("set_activity", track=t, title=title_of(frame, t), **fields) for t in tracks]


def title_of(frame: SentenceFrame, track: str) -> str | None:
    """Which of a track's activities is named; null where it is the track, or its only one."""
    titles = {n.value.title for n in frame.mentions.names if n.value.id == track and n.value.title}
    if len(titles) > 1:
        raise Ask("which_track")
    mine = [a for a in frame.context.activities if a.track == track]
    return titles.pop() if titles and len(mine) > 1 else None


def steps(frame: SentenceFrame) -> bool:
    """Whether a length is a step and no length: 每次加10分钟, "half an hour more"."""
    if any(_step().search(frame.before(d)) for d in frame.mentions.durations):
        return True
    return bool(frame.mentions.durations) and has("relative", frame.text) and not _absolute(frame.text)


def _stepped(frame: SentenceFrame, track: str) -> Edit:
    """So much more or less than the activity takes now. Asks where it is not known how long that is."""
    step, title = frame.minutes(), title_of(frame, track)
    mine = [a for a in frame.context.activities if a.track == track and title in (None, a.title)]
    now = mine[0].minutes if mine else None
    if step is None or now is None:
        raise Ask("how_long")
    often = frame.frequency()
    if often is not None and (often.per != mine[0].per or often.days or often.times.top != 1):
        raise Ask("how_long")  # "an hour more a week" of something daily
    if any(c.value.number != 1 or c.value.unit != mine[0].per for c in frame.mentions.counts):
        raise Ask("how_long")
    less = _less().search(frame.text) is not None
    length = now - step if less else now + step
    if length < 1:
        raise Ask("how_long")
    start, until = _lasting(frame, ())
    frame.aside.extend((f.start, f.end) for f in (*frame.mentions.durations, *frame.mentions.frequencies))
    frame.aside.extend((c.start, c.end) for c in frame.mentions.counts)  # "more a day"
    return make("set_activity", track=track, title=title, minutes=length, from_=start, until=until)


@pattern
def _less() -> str:
    return r"少|减|缩短|压缩|短|\b(?:less|fewer|shorter|shorten|reduc\w+|cut|trim|down|lower)\b"


@pattern
def _step() -> str:
    return r"(?:[加增多减少]|延长|缩短|增加|减少|\bby)\s*(?:了|个)?\s*$"


def _from_there(frame: SentenceFrame) -> bool:
    """Words that make a day the first of many."""
    return has("from_now", frame.text) or re.search(r"每次|每天|each|every", frame.text, re.I) is not None


def _absolute(text: str) -> bool:
    return re.search(r"\bto\b|\binto\b|\bonly\b|\bjust\b|到|成|为|至|每天|每次|只", text) is not None


def remove_activity(frame: SentenceFrame) -> list[Edit]:
    return [make("remove_activity", track=t, title=title_of(frame, t), from_=begin(frame)) for t in frame.tracks()]


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
