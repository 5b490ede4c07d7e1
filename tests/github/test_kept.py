"""What is kept of GitHub: shown without network, told as old, and never worth more than an answer."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.github.conftest import NOW, Asking
from tests.github.server import ContractServer
from tests.github.world import World

from roadweek.errors import GithubError
from roadweek.github.activity import PullRequestTrail, joined
from roadweek.storage import database
from roadweek.storage.github import KeptAnswer, KeptScope, forget_wider, keep, kept

MONDAY = date(2026, 11, 23)
ME = KeptScope("me", "github.com", "Ada")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "roadweek.db"
    database.create(made)
    return made


@pytest.mark.parametrize(
    "other",
    [
        KeptScope("you", "github.com", "ada"),
        KeptScope("me", "forge.example.com", "ada"),
        KeptScope("me", "github.com", "bob"),
        KeptScope("me", "github.com", "ada", private=True),
        KeptScope("me", "github.com", "ada", bodies=True),
    ],
)
def test_an_answer_is_found_by_its_own_account_and_settings_only(path: Path, other: KeptScope) -> None:
    with database.write(path) as connection:
        keep(connection, ME, "week", "1", KeptAnswer("2026-11-28T09:00:00+00:00", "{}"))
    with database.read(path) as connection:
        assert kept(connection, KeptScope("me", "github.com", "ADA"), "week", "1") is not None
        assert kept(connection, ME, "week", "2") is None
        assert kept(connection, ME, "year", "1") is None
        assert kept(connection, other, "week", "1") is None


def test_what_wider_settings_let_in_is_forgotten_for_this_person_only(path: Path) -> None:
    wider = [KeptScope(who, "github.com", "ada", private, bodies) for who, private, bodies in WIDER]
    with database.write(path) as connection:
        for scope in (ME, *wider):
            keep(connection, scope, "week", "", KeptAnswer("2026-11-28T09:00:00+00:00", "{}"))
        forget_wider(connection, ME)
    with database.read(path) as connection:
        assert [kept(connection, scope, "week") is not None for scope in (ME, *wider)] == [True, False, False, True]


WIDER = (("me", True, False), ("me", False, True), ("you", True, True))


def test_a_document_of_another_form_counts_as_none(world: World, github: ContractServer, asking: Asking) -> None:
    with asking(login="ada") as client:
        client.week(MONDAY, "UTC")
    for odd in ('{"host": "x", "colour": "red"}', "{", "[]", "null"):
        with closing(sqlite3.connect(asking.database)) as connection, connection:
            connection.execute("UPDATE github_answers SET document = ?", [odd])
        with asking(login="ada", offline=True) as client, pytest.raises(GithubError):
            client.week(MONDAY, "UTC")
    with asking(login="ada") as client:
        assert client.week(MONDAY, "UTC").source == "live"


def test_an_answer_that_cannot_be_kept_is_told_all_the_same(
    world: World, github: ContractServer, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.committed("ada", "guild/dye", "2026-11-24", 2)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    with closing(sqlite3.connect(asking.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # somebody writes, and does not end
        with asking(login="ada") as client:
            assert client.week(MONDAY, "UTC").repositories[0].commits == 2
    with asking(login="ada", offline=True) as client, pytest.raises(GithubError):
        client.week(MONDAY, "UTC")


def test_without_a_workspace_nothing_is_kept_and_all_is_answered(github: ContractServer, asking: Asking) -> None:
    asking.database = asking.database.with_name("nowhere.db")
    with asking(login="ada") as client:
        assert client.week(MONDAY, "UTC").source == "live"
        assert client.last_asked() is None
    assert not asking.database.exists()


def test_a_year_offline_is_the_same_year_and_asks_nobody(world: World, github: ContractServer, asking: Asking) -> None:
    for n in range(330):
        world.committed("ada", "guild/dye", (date(2026, 1, 1) + timedelta(days=n)).isoformat(), n % 5 + 1)
        world.issue("ada", "guild/dye", n, "Hue", f"{date(2026, 1, 1) + timedelta(days=n)}T10:00:00Z")
    first, last = date(2025, 11, 29), date(2026, 11, 28)
    with asking(login="ada") as client:
        live = client.year(first, last)
    asked = list(github.asked)
    asking.now += timedelta(days=3)
    asking.token = None
    with asking(login="ada", offline=True) as client:
        found = client.year(first, last)
    assert found.calendar == live.calendar
    assert (found.source, found.as_of, found.calls) == ("cache", NOW, 0)
    assert github.asked == asked


def test_what_is_kept_is_shown_without_what_only_a_live_answer_needs() -> None:
    needless = {"httpx2", "keyring", "ssl", "roadweek.github.shapes", "roadweek.github.transport"}
    code = f"import sys, roadweek.github.client; print(sorted({needless} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert found.stdout.strip() == "[]"


def test_a_past_year_is_asked_for_once_a_day_and_this_one_more_often(
    world: World, github: ContractServer, asking: Asking
) -> None:
    def spans() -> list[str]:
        with asking(login="ada") as client:
            client.year(date(2025, 6, 1), date(2026, 11, 28))
        told = [one["from"][:4] for one in github.variables if "from" in one]
        github.variables.clear()
        return told

    assert spans() == ["2025", "2026"]
    asking.now += timedelta(hours=1)
    assert spans() == ["2026"]
    asking.now += timedelta(hours=24)
    assert spans() == ["2025", "2026"]


def trail(*changed: int, back_to: int | None) -> PullRequestTrail:
    """A trail of pull requests numbered by the day of November on which they changed."""
    items = [
        {
            "repository": "guild/dye",
            "number": day,
            "title": {"text": "Hue"},
            "url": "",
            "state": "open",
            "created_at": on(1),
            "updated_at": on(day),
        }
        for day in changed
    ]
    return PullRequestTrail.model_validate({"items": items, "back_to": on(back_to) if back_to else None})


def on(day: int) -> datetime:
    return datetime(2026, 11, day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("new", "old", "asked", "expected", "back_to"),
    [
        (trail(9, 8, back_to=8), trail(7, 5, back_to=5), 8, [9, 8, 7, 5], 5),
        (trail(9, 8, back_to=8), trail(7, 5, back_to=None), 20, [9, 8, 7, 5], None),
        (trail(9, 8, back_to=8), trail(7, 5, back_to=5), 7, [9, 8], 8),  # day 7 to 8 was seen by neither
        (trail(9, 8, back_to=None), trail(7, 5, back_to=5), 8, [9, 8], None),  # it is all there is: 7 and 5 are gone
        (trail(9, 6, back_to=6), trail(9, 7, 6, 5, back_to=5), 9, [9, 6, 5], 5),  # 7 is gone too
    ],
)
def test_two_trails_become_one_where_they_touch(
    new: PullRequestTrail, old: PullRequestTrail, asked: int, expected: list[int], back_to: int | None
) -> None:
    found = joined(new, old, on(asked))
    assert [one.number for one in found.items] == expected
    assert found.back_to == (on(back_to) if back_to else None)
    assert joined(new, None, None) == new


def test_older_pull_requests_stay_known_after_a_shorter_question(
    world: World, github: ContractServer, asking: Asking
) -> None:
    for n in range(150):
        world.pull_request("ada", "guild/dye", n, "Hue", f"{date(2026, 6, 1) + timedelta(days=n)}T10:00:00Z")
    with asking(login="ada") as client:
        assert not client.pull_requests(most=200).more
    asking.now += timedelta(hours=1)
    with asking(login="ada") as client:
        client.since(datetime(2026, 10, 20, tzinfo=UTC))
    with asking(login="ada", offline=True) as client:
        found = client.pull_requests(most=200)
    assert len(found.pull_requests) == 150
    assert not found.more
