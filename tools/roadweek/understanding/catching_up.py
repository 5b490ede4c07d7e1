"""“I was ill for ten days, spread what I missed”, 断了十天，重新安排一下: lost days come back over the weeks ahead.

A message is one where it tells of days without work and wishes them back, and names nothing that lies ahead.
"""

from __future__ import annotations

from datetime import date, timedelta

from roadweek.domain.edits import CatchUp
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.mentions import Mentions, read_mentions
from roadweek.understanding.spans import pattern
from roadweek.understanding.when_reader import DayCount

USUAL_DAYS = 14
"""The days that are meant where none are named and no gap is known."""
LONGEST_DAYS = 120
_DAY = timedelta(days=1)


def caught_up(text: str, context: SentenceContext) -> CatchUp | None:
    """The catch-up that a whole message asks for; null where it is about anything else, or about a single day."""
    if not wishes_back(text) or _against().search(text):
        return None
    m = read_mentions(text, context)
    tracks = m.tracks
    if not tracks and _on().search(text):
        return None  # “catch up on …”: something that is not known
    if m.durations or m.clocks or m.frequencies or len(tracks) > 1 or m.of("milestone") or m.of("task"):
        return None
    ahead = [c for c in m.counts if _over().search(text[: c.start])]
    lost = [c for c in m.counts if c not in ahead]
    if len(ahead) > 1 or len(lost) > 1:
        return None
    days = _named(text, m, context)
    if days is None:
        return None
    if not days and lost:
        days = _counted(lost[0].value, context.today)
    if not days and m.whens:
        return None
    if not days:
        if not _everything().search(text) and not _spread().search(text):
            return None  # “make up for it”: of one session
        days = context.lost or (context.today - USUAL_DAYS * _DAY, context.today - _DAY)
    first, last = days
    if last >= context.today or last < first or (context.today - first).days > LONGEST_DAYS:
        return None
    if first == last and not _everything().search(text):
        return None
    weeks = _weeks(ahead[0].value) if ahead else None
    track = tracks[0] if tracks else None
    return CatchUp.model_validate({"from": first, "until": last, "track": track, "weeks": weeks})


def wishes_back(text: str) -> bool:
    """Whether a message tells of lost days and wishes something back, in any of its words."""
    return _wish().search(text) is not None and _loss().search(text) is not None


def is_of_loss(text: str) -> bool:
    """Whether a piece tells of lost days or of how they come back, so that it belongs to such a wish."""
    return _loss().search(text) is not None or _wish().search(text) is not None


def _counted(count: DayCount, today: date) -> tuple[date, date]:
    """So many days, the last of them yesterday."""
    days = count.number * {"day": 1, "week": 7, "month": 30}.get(count.unit, 1)
    return today - days * _DAY, today - _DAY


def _weeks(count: DayCount) -> int:
    days = count.number * {"day": 1, "week": 7, "month": 30}.get(count.unit, 1)
    return min(26, max(1, -(-days // 7)))


def _named(text: str, m: Mentions, context: SentenceContext) -> tuple[date, date] | tuple[()] | None:
    """The days that are named, a year back where they were read as those to come; empty where none are, null where
    what is named cannot be what was lost."""
    today = context.today
    week = _all_last_week().search(text)
    if week is not None:
        monday = today - timedelta(days=today.weekday() + 7)
        return monday, monday + 6 * _DAY
    spans: list[tuple[date, date]] = []
    for when in m.whens:
        first, last = when.value.start, when.value.end
        if first > today:
            first, last = _year_back(first), _year_back(last)
        since = when.value.edge == "from" and first == last
        spans.append((first, today - _DAY if since else min(last, today - _DAY)))
    if not spans:
        return ()
    if len(spans) > 1 or spans[0][0] >= today:
        return None
    return spans[0]


def _year_back(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


@pattern
def _wish() -> str:
    return (
        r"\b(?:spread|catch(?:ing)?\s+(?:me\s+|us\s+)?up|caught\s+up|make\s+(?:it\s+|that\s+|this\s+)?up|"
        r"re-?(?:schedule|plan|distribute|arrange|organi[sz]e)|distribute|work\s+(?:it|that|them)\s+(?:back\s+)?in)\b"
        r"|重新(?:安排|规划|计划|排|分配)|重排|补(?:上|回|齐|起来|一补)|补落下|分摊|均摊|摊(?:到|开|平)|分散|铺开|追(?:上|回)|赶上"
    )


@pattern
def _loss() -> str:
    return (
        r"\b(?:miss(?:ed)?|lost|ill|illness|sick|flu|fever|covid|hospital|away|offline|travell?ing|gap|backlog|"
        r"dropped\s+out|(?:fell|fallen|am|i'm|got)\s+behind|(?:did|done|do)\s+(?:nothing|anything)|nothing\s+done|"
        r"left\s+undone|did(?:n't|\s+not)\s+(?:do|study|open|work|manage)|(?:was|been)\s+(?:out|off|gone)|break)\b"
        r"|断了|断更|中断|生病|病了|住院|发烧|没[学做打动碰看练开顾]|什么都没|停了|停更|落下|落了|欠(?:的|下|了)|耽误|耽搁|拖欠|掉队|空了|缺了|荒废"
    )


@pattern
def _against() -> str:
    return (
        r"\b(?:if|don't|do\s+not|no\s+need|never\s+mind|without\s+(?:catching|making)|instead\s+of)\b"
        r"|如果|要是|不用|不要|不必|别|不补|无需"
    )


@pattern
def _over() -> str:
    """What stands before a number of weeks that lie ahead."""
    return (
        r"(?:\b(?:over|across|into|onto|within|in)\s+(?:the\s+)?(?:next|following|coming|upcoming)?\s*$|\bnext\s+$)"
        r"|(?:接下来|后面|后续|未来|之后|以后|往后|今后|到|成|用|在)(?:的)?(?:这)?\s*$"
    )


@pattern
def _everything() -> str:
    return (
        r"\b(?:what(?:ever)?\s+(?:i|we)\s+(?:\w+\s+)?missed|everything|all\s+(?:that|of\s+it|the)|the\s+missed|missed\s+"
        r"(?:sessions|work|time|things)|backlog|what\s+was\s+(?:missed|left\s+undone))\b"
        r"|落下的|欠(?:下)?的|没[做学]的|耽误的|缺的|拖欠的"
    )


@pattern
def _on() -> str:
    return (
        r"\bup\s+(?:on|with)\s+(?!(?:(?:all|of|the|my|our|these|those)\s+)*(?:it|that|this|them|what|whatever|everything|"
        r"anything|all|missed|lost|things|work|sessions|backlog|rest)\b)"
    )


@pattern
def _spread() -> str:
    return r"\b(?:spread|distribute)\b|分摊|均摊|摊|分散|铺开"


@pattern
def _all_last_week() -> str:
    return r"上(?:个)?(?:周|星期|礼拜)一直"
