"""A week's figures and what each day has to show, by the person's own day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from tests.github.made import at, pull, week

from roadweek.github.records import CommitCount, RepositoryCount
from roadweek.github.week_facts import day_evidence, happened, week_counts


def test_the_sums_are_those_of_the_repositories_private_ones_included() -> None:
    told = week(
        repositories=(
            RepositoryCount(repository="ada-dev/notes", commits=5, issues=1),
            RepositoryCount(repository=None, private=True, commits=2, reviews=1),
        ),
        restricted=4,
    )

    counts = week_counts(told)

    assert (counts.commits, counts.pull_requests, counts.issues, counts.reviews, counts.private) == (7, 0, 1, 1, 4)


def test_a_pull_request_is_told_once_by_the_last_thing_that_happened_to_it() -> None:
    done = pull(1, state="merged", merged_at=at(3, 11))
    left = pull(2, state="closed", closed_at=at(3, 12))
    new = pull(3)
    told = week(opened=(done, new), merged=(done,), closed=(left,), discussed=(pull(4),))

    assert [(what, one.number) for what, one in happened(told)] == [
        ("merged", 1),
        ("unmerged", 2),
        ("opened", 3),
        ("discussed", 4),
    ]


def test_evidence_lies_on_the_day_that_the_persons_clocks_show() -> None:
    late = datetime(2026, 3, 10, 17, 30, tzinfo=UTC)  # 01:30 on the 11th in Shanghai
    told = week(
        opened=(pull(5, created_at=late),),
        commits=(CommitCount(repository="ada-dev/notes", date=date(2026, 3, 9), commits=3),),
    )

    shanghai = day_evidence(told, ZoneInfo("Asia/Shanghai"))
    berlin = day_evidence(told, ZoneInfo("Europe/Berlin"))

    assert list(shanghai) == [date(2026, 3, 9), date(2026, 3, 11)]
    assert list(berlin) == [date(2026, 3, 9), date(2026, 3, 10)]
    assert shanghai[date(2026, 3, 9)][0].amount == 3


def test_work_on_one_that_is_not_merged_shows_on_the_day_of_its_last_change() -> None:
    told = week(discussed=(pull(6, updated_at=at(3, 13, 9)),))

    (one,) = day_evidence(told, ZoneInfo("UTC"))[date(2026, 3, 13)]

    assert (one.kind, one.name) == ("discussed", "tilings/quilt#6")


def test_what_lies_outside_the_week_in_the_persons_zone_is_left_out() -> None:
    sunday_night = datetime(2026, 3, 15, 20, tzinfo=UTC)  # Monday in Auckland
    told = week(opened=(pull(8, created_at=sunday_night),))

    assert day_evidence(told, ZoneInfo("Pacific/Auckland")) == {}
