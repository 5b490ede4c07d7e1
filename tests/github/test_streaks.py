"""Streaks: two definitions that agree with a plain count, whatever the zone; nothing unknown ends one."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.github.streaks import Streak, github_streak, own_streak

ZONES = (
    "Pacific/Kiritimati",  # +14
    "Pacific/Chatham",  # +12:45, with summer time
    "Asia/Shanghai",
    "Asia/Kolkata",
    "UTC",
    "Europe/Berlin",  # summer time within the days below
    "America/St_Johns",  # half an hour and summer time
    "America/Los_Angeles",
    "Etc/GMT+12",  # -12
    "Australia/Lord_Howe",  # summer time of half an hour
)
START = date(2026, 2, 16)
SPAN = 80  # over the changes to summer time, and back in the south

zones = st.sampled_from(ZONES).map(ZoneInfo)
worked_days = st.sets(st.integers(0, SPAN - 1))


def counted(moments: list[datetime], first: date, last: date) -> dict[date, int]:
    """The calendar that GitHub would show: every day from ``first`` to ``last`` with its count."""
    found = Counter(at.astimezone(UTC).date() for at in moments)
    return {first + timedelta(days=n): found[first + timedelta(days=n)] for n in range((last - first).days + 1)}


def plain_row(worked: set[date], today: date, away: set[date] = frozenset()) -> int:  # type: ignore[assignment]
    """Days in a row up to today, or to yesterday while today is empty."""
    day, days = today, 0
    if day not in worked:
        day -= timedelta(days=1)
    while day >= START - timedelta(days=2) and (day in worked or day in away):
        days += day in worked
        day -= timedelta(days=1)
    return days


@st.composite
def lives(draw: st.DrawFn) -> tuple[ZoneInfo, list[datetime], datetime]:
    """A zone, moments of work at any time of some days there, and a now on the last of the days."""
    zone = draw(zones)
    moments: list[datetime] = []
    for n in sorted(draw(worked_days)):
        minute = draw(st.integers(0, 24 * 60 - 1))
        moments.append(_local(zone, n, minute))
    now = _local(zone, SPAN - 1, draw(st.integers(0, 24 * 60 - 1)))
    return zone, [at for at in moments if at <= now], now


def _local(zone: ZoneInfo, day: int, minute: int) -> datetime:
    """A moment that the clocks of the zone do show: an hour that is left out is told as the one behind it."""
    at = datetime(START.year, START.month, START.day, minute // 60, minute % 60, tzinfo=zone) + timedelta(days=day)
    return at.astimezone(UTC).astimezone(zone)


@given(lives())
def test_the_own_day_is_the_day_that_the_persons_clocks_show(life: tuple[ZoneInfo, list[datetime], datetime]) -> None:
    zone, moments, now = life
    counts = counted(moments, START - timedelta(days=1), now.astimezone(UTC).date())
    worked = {at.astimezone(zone).date() for at in moments}

    row = own_streak(counts, moments, zone, read_at=now, now=now)

    assert row.days == plain_row(worked, now.date())
    assert row.today == ("done" if now.date() in worked else "pending")
    assert (row.waited, row.dated) == (0, 0)


@given(lives())
def test_githubs_day_is_that_of_utc(life: tuple[ZoneInfo, list[datetime], datetime]) -> None:
    _, moments, now = life
    today = now.astimezone(UTC).date()
    counts = counted(moments, START - timedelta(days=1), today)

    row = github_streak(counts, read_at=now, now=now)

    assert row.days == plain_row({day for day, count in counts.items() if count}, today)
    assert row.today == ("done" if counts[today] else "pending")


@given(zones, st.data())
def test_who_works_each_day_has_a_whole_row_whatever_times_are_known(zone: ZoneInfo, data: st.DataObject) -> None:
    moments = [_local(zone, n, data.draw(st.integers(0, 24 * 60 - 1))) for n in range(30)]
    now = _local(zone, 29, 24 * 60 - 1)
    told = data.draw(st.lists(st.sampled_from(moments), unique=True))

    counts = counted(moments, START - timedelta(days=1), now.astimezone(UTC).date())
    row = own_streak(counts, told, zone, read_at=now, now=now, complete=False)

    assert row.days + row.waited >= 29  # a day of UTC may hold two of theirs, and be one by GitHub's date
    assert row.since is not None
    assert row.since <= START + timedelta(days=1)
    if len(told) == len(moments):
        assert (row.days, row.dated) == (30, 0)


@given(lives(), st.integers(1, 40))
def test_what_was_not_read_yet_ends_no_row(life: tuple[ZoneInfo, list[datetime], datetime], later: int) -> None:
    zone, moments, read = life
    counts = counted(moments, START - timedelta(days=1), read.astimezone(UTC).date())
    now = read + timedelta(days=later)

    then, today = (own_streak(counts, moments, zone, read_at=read, now=at) for at in (read, now))

    assert (today.days, today.since) == (then.days, then.since)
    assert today.today == "unknown"
    assert github_streak(counts, read_at=read, now=now).days == github_streak(counts, read_at=read, now=read).days


@given(lives(), st.sets(st.integers(0, SPAN - 1)))
def test_days_away_end_no_row_and_are_counted_apart(
    life: tuple[ZoneInfo, list[datetime], datetime], off: set[int]
) -> None:
    zone, moments, now = life
    away = {START + timedelta(days=n) for n in off}
    counts = counted(moments, START - timedelta(days=1), now.astimezone(UTC).date())
    worked = {at.astimezone(zone).date() for at in moments}

    row = own_streak(counts, moments, zone, read_at=now, now=now, away=away)
    strict = own_streak(counts, moments, zone, read_at=now, now=now)

    assert row.days == plain_row(worked, now.date(), away)
    assert row.days >= strict.days
    if row.since is not None and row.until is not None:
        assert row.days + row.waited == (row.until - row.since).days + 1


@given(lives(), st.sets(st.integers(0, SPAN - 1)))
def test_a_new_day_takes_nothing_away(life: tuple[ZoneInfo, list[datetime], datetime], off: set[int]) -> None:
    """At midnight a day that was done counts as before; only one that stayed empty ends the row."""
    zone, moments, now = life
    moments = [*moments, now]
    away = {START + timedelta(days=n) for n in off}
    morning = datetime(now.year, now.month, now.day, tzinfo=zone) + timedelta(days=1, minutes=1)
    counts = counted(moments, START - timedelta(days=1), morning.astimezone(UTC).date())

    evening = own_streak(counts, moments, zone, read_at=now, now=now, away=away)
    next_day = own_streak(counts, moments, zone, read_at=morning, now=morning, away=away)

    assert next_day.days == evening.days
    assert (evening.today, next_day.today) == ("done", "pending")


@given(lives())
def test_the_longest_row_is_at_least_the_one_that_runs(life: tuple[ZoneInfo, list[datetime], datetime]) -> None:
    zone, moments, now = life
    counts = counted(moments, START - timedelta(days=1), now.astimezone(UTC).date())
    worked = sorted({at.astimezone(zone).date() for at in moments})

    row = own_streak(counts, moments, zone, read_at=now, now=now)

    best = run = 0
    for before, day in zip([None, *worked], worked, strict=False):
        run = run + 1 if before == day - timedelta(days=1) else 1
        best = max(best, run)
    assert row.longest == best >= row.days


@pytest.mark.parametrize(
    ("zone", "clock", "own", "github"),
    [
        # Every evening at half past eleven in Shanghai: the same days by both.
        ("Asia/Shanghai", (23, 30), 5, 5),
        # Late on Monday and early on Wednesday in Berlin fall on UTC days without a gap, see below for the gap.
        ("Europe/Berlin", (0, 15), 5, 5),
    ],
)
def test_a_steady_hour_is_one_row_by_both(zone: str, clock: tuple[int, int], own: int, github: int) -> None:
    home = ZoneInfo(zone)
    moments = [datetime(2026, 3, 2 + n, *clock, tzinfo=home) for n in range(5)]
    now = moments[-1] + timedelta(minutes=5)
    counts = counted(moments, date(2026, 2, 20), now.astimezone(UTC).date())

    assert own_streak(counts, moments, home, read_at=now, now=now).days == own
    assert github_streak(counts, read_at=now, now=now).days == github


def test_a_late_and_an_early_hour_leave_a_gap_in_utc_that_the_own_days_do_not_have() -> None:
    home = ZoneInfo("Asia/Shanghai")
    moments = [
        datetime(2026, 3, 2, 21, tzinfo=home),
        datetime(2026, 3, 3, 7, tzinfo=home),  # still 2 March in UTC
        datetime(2026, 3, 4, 21, tzinfo=home),
    ]
    now = datetime(2026, 3, 4, 22, tzinfo=home)
    counts = counted(moments, date(2026, 3, 1), date(2026, 3, 4))

    own = own_streak(counts, moments, home, read_at=now, now=now)
    github = github_streak(counts, read_at=now, now=now)

    assert (own.days, github.days) == (3, 1)


def test_a_commit_counts_on_githubs_date_and_only_missing_times_forgive_the_day_beside_it() -> None:
    home = ZoneInfo("Asia/Shanghai")
    counts = {date(2026, 3, n): count for n, count in ((1, 0), (2, 2), (3, 0), (4, 1), (5, 0))}
    now = datetime(2026, 3, 5, 20, tzinfo=home)

    commits = own_streak(counts, [], home, read_at=now, now=now)
    unknown = own_streak(counts, [], home, read_at=now, now=now, complete=False)

    assert commits == Streak(1, 0, date(2026, 3, 4), date(2026, 3, 4), "pending", 1, True, dated=1)
    assert unknown == Streak(2, 1, date(2026, 3, 2), date(2026, 3, 4), "pending", 2, True, dated=2)


def test_a_row_that_goes_back_to_the_first_known_day_may_be_longer() -> None:
    counts = {date(2026, 3, n): 1 for n in (1, 2, 3)}
    now = datetime(2026, 3, 3, 12, tzinfo=UTC)

    assert github_streak(counts, read_at=now, now=now).whole is False
    assert github_streak({**counts, date(2026, 2, 28): 0}, read_at=now, now=now).whole is True


def test_nothing_at_all_is_a_row_of_none() -> None:
    now = datetime(2026, 3, 3, 12, tzinfo=UTC)

    assert github_streak({}, read_at=now, now=now) == Streak(0, 0, None, None, "pending", 0, True)
