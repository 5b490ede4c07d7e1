"""Times of the day and stretches between them: "2–4 pm", 14:00-15:30, 下午3点到5点, half past six."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from roadweek.grammar.lattice import Lattice
from roadweek.grammar.numerals import Numbers
from roadweek.grammar.rule import Row

HOUR: Final = 60
HALF: Final = 12 * HOUR
"""Half a day."""
Form = Literal["colon", "mark", "past", "number", "word"]
"""How a time is written: 14:00; 3点 or 3 o'clock; half past three; a bare 3; noon."""


class ClockTime(NamedTuple):
    """``minute`` after midnight, moved to the half of the day that ``mark`` says (am, pm, a part of the day)."""

    minute: int
    form: Form
    mark: str = ""
    short: bool = False
    """The hour has one figure."""

    @property
    def sure(self) -> bool:
        """Whether the half of the day is certain: "1:30" without a mark is no hour of the night, "01:30" is."""
        if self.mark or self.form == "word":
            return True
        if self.form == "mark":
            return self.minute >= HALF + HOUR
        return self.form == "colon" and not (self.short and HOUR <= self.minute < 6 * HOUR)


class ClockPiece(NamedTuple):
    """A time, or a stretch of the day from ``start`` to ``end``; as it is said, its halves of the day still open."""

    start: ClockTime
    end: ClockTime | None = None
    doubt: bool = False
    """ "Half six" is half past six to some and half past five to others."""


def in_part(minute: int, part: str) -> int:
    """``minute`` in the half of the day that ``part`` has."""
    if part in ("pm", "am"):
        return minute % HALF + (HALF if part == "pm" else 0)
    late = part in ("afternoon", "evening") and minute < HALF
    return minute + HALF if late or (part == "noon" and minute < 6 * HOUR) else minute


def _marked(time: ClockTime, mark: str) -> ClockTime:
    return time._replace(minute=in_part(time.minute, mark), mark=mark)


def _in_day_part(part: str, time: ClockTime) -> ClockTime:
    return _marked(time, part)


def _hour(number: Numbers, most: int = 24) -> int | None:
    """The minute of a whole hour."""
    low, high = number
    return int(low) * HOUR if low == high and not low % 1 and 0 <= low <= most else None


def _colon(hour: Numbers, minute: Numbers) -> ClockTime | None:
    start = _hour(hour)
    return None if start is None else ClockTime(start + int(minute[0]), "colon", short=hour[0] < 10)


def _colon_padded(hour: Numbers, minute: Numbers) -> ClockTime | None:
    time = _colon(hour, minute)
    return None if time is None else time._replace(short=False)


def _at_hour(number: Numbers) -> ClockTime | None:
    start = _hour(number)
    return None if start is None else ClockTime(start, "mark")


def _at_hour_and(number: Numbers, minute: Numbers) -> ClockTime | None:
    start = _hour(number)
    fits = start is not None and minute[0] == minute[1] and 0 <= minute[0] < HOUR and not minute[0] % 1
    return ClockTime((start or 0) + int(minute[0]), "mark") if fits else None


def _at_half(number: Numbers) -> ClockTime | None:
    return _at_hour_and(number, (30, 30))


def _at_quarter(number: Numbers, quarters: Numbers) -> ClockTime | None:
    return _at_hour_and(number, (15 * quarters[0], 15 * quarters[0])) if quarters[0] in (1, 3) else None


def _past(minutes: int, number: Numbers) -> ClockTime | None:
    hour = _hour(number, 12)
    return ClockTime((hour + minutes) % HALF, "past") if hour else None


def _half_past(number: Numbers) -> ClockTime | None:
    return _past(30, number)


def _quarter_past(number: Numbers) -> ClockTime | None:
    return _past(15, number)


def _quarter_to(number: Numbers) -> ClockTime | None:
    return _past(-15, number)


def _with_meridiem(number: Numbers, mark: str) -> ClockTime | None:
    hour = _hour(number, 12)
    return _marked(ClockTime(hour, "number"), mark) if hour else None


def _with_dot(number: Numbers, mark: str) -> ClockTime | None:
    hour, minute = divmod(round(number[0] * 100), 100)
    return _marked(ClockTime(hour * HOUR + minute, "colon"), mark) if 1 <= hour <= 12 and minute < HOUR else None


def _word(minute: int) -> ClockTime:
    return ClockTime(minute, "word")


def _same(time: ClockTime) -> ClockTime:
    return time


def _one(time: ClockTime) -> ClockPiece:
    return ClockPiece(time)


def _stretch(start: ClockTime, end: ClockTime) -> ClockPiece:
    return ClockPiece(start, end)


def _from_number(number: Numbers, end: ClockTime) -> ClockPiece | None:
    hour = _hour(number, 23)
    return None if hour is None else ClockPiece(ClockTime(hour, "number", short=number[0] < 10), end)


def _from_dot(number: Numbers, end: ClockTime) -> ClockPiece | None:
    start = _with_dot(number, "am") if end.mark in ("am", "pm") else None
    return None if start is None else ClockPiece(start._replace(mark=""), end)


def _from_part_number(part: str, number: Numbers, end: ClockTime) -> ClockPiece | None:
    piece = _from_number(number, end)
    return None if piece is None else piece._replace(start=_marked(piece.start, part))


def _to_number(start: ClockTime, number: Numbers) -> ClockPiece | None:
    hour = _hour(number)
    return ClockPiece(start, ClockTime(hour, "number", short=number[0] < 10)) if hour else None


def _in_doubt(number: Numbers) -> ClockPiece | None:
    return ClockPiece(ClockTime(0, "past"), doubt=True) if _hour(number, 12) else None


def _figure_before(lattice: Lattice, start: int, signs: str) -> bool:
    """Whether a figure stands directly before ``start``, or before one of ``signs`` there."""
    before = lattice.folded[max(0, start - 2) : start]
    return before[-1:].isdigit() or (before[-1:] in tuple(signs) and before[:1].isdigit())


def _alone(lattice: Lattice, start: int, end: int) -> bool:
    """No figures of a longer number or of another time stand around."""
    return not _figure_before(lattice, start, ".:") and not lattice.folded[end : end + 1].isdigit()


def _two_figures(lattice: Lattice, start: int, end: int) -> bool:
    """14:00, 9:05: two figures of minutes, the hour at most two."""
    hour, _, minute = lattice.folded[start:end].partition(":")
    return minute[:1] in tuple("012345") and len(minute) == 2 and len(hour) <= 2 and _alone(lattice, start, end)


def _plain_hour(lattice: Lattice, start: int, end: int) -> bool:
    return lattice.folded[start] != "0" and _two_figures(lattice, start, end)


def _padded(lattice: Lattice, start: int, end: int) -> bool:
    return lattice.folded[start] == "0" and _two_figures(lattice, start, end)


def _two_decimals(lattice: Lattice, start: int, end: int) -> bool:
    """ "8.30 pm": of "8.3 pm" nobody knows what it is."""
    figures, _, rest = lattice.folded[start:end].partition(".")
    return rest[:2].isdigit() and not rest[2:3].isdigit() and len(figures) <= 2 and _alone(lattice, start, end)


def _not_a_little(lattice: Lattice, start: int, end: int) -> bool:
    """降低一点 is "a little", and no hour."""
    return lattice.folded[start:end] != "一点"


def _from_the_left(lattice: Lattice, start: int, end: int) -> bool:
    return not _figure_before(lattice, start, ".:/-")


_OPENS: Final = frozenset(("'between'", "'from'"))


def _between(lattice: Lattice, start: int, end: int) -> bool:
    """Two times with "and" are a stretch only after "between": the class is at 8:00 and 20:00."""
    return any(leaf.symbols[0] in _OPENS and lattice.skip(leaf.end) == start for leaf in lattice.leaves)


_COUNTS: Final = frozenset(("counted", "period", "unit", "hour_mark", "unit_letter", "'of'", "'times'"))


def _counts(lattice: Lattice, end: int) -> bool:
    """Whether what stands behind ``end`` says that a number before it is a count."""
    after = lattice.skip(end)
    return any(leaf.start == after and leaf.symbols[0] in _COUNTS for leaf in lattice.leaves)


def _not_counted(lattice: Lattice, start: int, end: int) -> bool:
    """ "10:15-11": the last end is a bare hour where nothing counted and no longer number stands behind it."""
    behind, more = lattice.folded[end : end + 1], lattice.folded[end + 1 : end + 2]
    longer = behind.isalnum() or behind in tuple(":%/_") or (behind == "." and more.isalnum())
    return not longer and not _counts(lattice, end)


def _no_half_of(lattice: Lattice, start: int, end: int) -> bool:
    """ "Half six", not "half two hours"."""
    return not _counts(lattice, end)


_PART = "slot|slot_char|day_part|day_with_part"
_TO = "'-'|'to'|'until'|'arrow'"

RULES: Final = (
    # a time as it is written, its half of the day open
    Row("hm", "colon", "figure .':' .figure", _colon, "9:45", _plain_hour),
    Row("hm", "colon with a nought", "figure .':' .figure", _colon_padded, "09:45", _padded),
    Row("hm", "n点", "number hour_mark=hour", _at_hour, "9点", _not_a_little),
    Row("hm", "n点m", "number hour_mark=hour .number", _at_hour_and, "9点40"),
    Row("hm", "n点m分", "number hour_mark=hour .number .unit_letter=1", _at_hour_and, "9点40分"),
    Row("hm", "n点半", "number hour_mark=hour .'half'", _at_half, "九点半"),
    Row("hm", "n点一刻", "number hour_mark=hour .number .quarter_mark=15", _at_quarter, "九点一刻"),
    Row("hm", "half past n", "'half' 'past' number", _half_past, "half past nine"),
    Row("hm", "quarter past n", "quarter=15 'past' number", _quarter_past, "a quarter past nine"),
    Row("hm", "quarter to n", "quarter=15 'to' number", _quarter_to, "quarter to nine"),
    # with what says its half of the day
    Row("time", "as written", "hm", _same, "9:45"),
    Row("time", "with am or pm", "hm meridiem", _marked, "9:45 pm"),
    Row("time", "in a part of the day", f"{_PART} hm", _in_day_part, "晚上九点"),
    Row("time", "n pm", "number meridiem", _with_meridiem, "9 pm", _alone),
    Row("time", "n.m pm", "figure meridiem", _with_dot, "9.45 pm", _two_decimals),
    Row("time", "noon", "hour_word", _word, "noon"),
    # a time, or from one to another
    Row("clock", "one time", "time", _one, "9 pm"),
    Row("clock", "from one time to another", f"time {_TO} time", _stretch, "9 am to 11 am"),
    Row("clock", "to a time of the next day", f"time {_TO} 'next_day' time", _stretch, "22:00至次日1:00"),
    Row("clock", "between two times", "time 'and' time", _stretch, "between 9 am and 11 am", _between),
    Row("clock", "from an hour to a time", f"number {_TO} time", _from_number, "9 to 11 am", _from_the_left),
    Row("clock", "from n.m to a time", f"figure {_TO} time", _from_dot, "9.45 to 11 am", _two_decimals),
    Row("clock", "between an hour and a time", "number 'and' time", _from_number, "between 9 and 11 am", _between),
    Row(
        "clock",
        "from an hour of a part of the day to a time",
        f"{_PART} number {_TO} time",
        _from_part_number,
        "下午3-5点",
    ),
    Row("clock", "from a time to an hour", f"time {_TO} number", _to_number, "9:45-11", _not_counted),
    Row("clock", "half six", "'half' number", _in_doubt, "half nine", _no_half_of),
)
"""``hm``: hours and minutes; ``time``: with the half of the day; ``clock``: what a text says."""
