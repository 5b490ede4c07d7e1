"""What is asked of GitHub and what comes of it: over real HTTP, against its published schema."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.github.conftest import NOW, TOKEN, Asking
from tests.github.server import ContractServer
from tests.github.world import Thing, World, connection

from roadweek.errors import GithubError, InputError, UnknownNameError
from roadweek.github.notes import note_text

MONDAY = date(2026, 11, 23)


def days_on(start: date, count: int) -> list[str]:
    return [(start + timedelta(days=n)).isoformat() for n in range(count)]


def test_a_year_over_new_year_is_asked_for_in_two_spans_and_has_every_day(
    world: World, github: ContractServer, asking: Asking
) -> None:
    world.committed("ada", "ada/loom", "2025-12-31", 2)
    world.committed("ada", "ada/loom", "2026-01-01", 3)
    world.committed("ada", "ada/loom", "2024-05-05", 7)
    with asking() as client:
        found = client.year(date(2025, 11, 29), date(2026, 11, 28))
    spans = [(one["from"], one["to"]) for one in github.variables if "from" in one]
    assert spans == [
        ("2025-01-01T00:00:00Z", "2025-12-31T23:59:59Z"),
        ("2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z"),
    ]
    assert [day.date.isoformat() for day in found.calendar.days] == days_on(date(2025, 11, 29), 365)
    assert {day.date.isoformat(): day.count for day in found.calendar.days if day.count} == {
        "2025-12-31": 2,
        "2026-01-01": 3,
    }
    assert found.calendar.total == 5
    assert found.years == (2026, 2025, 2024)
    assert found.partial == ()
    assert found.rate is not None
    assert found.rate.cost == 1


def test_no_day_of_the_calendar_is_still_to_come_anywhere(asking: Asking) -> None:
    asking.now = datetime(2026, 11, 28, 9, 59, tzinfo=UTC)  # in UTC+14 it is a minute before midnight
    with asking() as client:
        assert client.year(date(2026, 11, 1), date(2026, 12, 31)).calendar.days[-1].date == date(2026, 11, 28)
    asking.now = datetime(2026, 11, 28, 10, tzinfo=UTC)
    with asking(fresh_s=0) as client:
        assert client.year(date(2026, 11, 1), date(2026, 12, 31)).calendar.days[-1].date == date(2026, 11, 29)


def test_the_moments_of_a_busy_year_come_page_by_page(world: World, github: ContractServer, asking: Asking) -> None:
    begin = datetime(2026, 2, 1, 23, 30, tzinfo=UTC)
    for n in range(230):
        at = (begin + timedelta(hours=n)).isoformat().replace("+00:00", "Z")
        world.issue("ada", "ada/loom", n, "Warp", at)
    pull = world.pull_request("bob", "ada/loom", 900, "Weft", "2026-03-01T10:00:00Z")
    world.reviewed("ada", pull, "2026-03-02T23:59:00Z")
    with asking() as client:
        found = client.year(date(2026, 1, 1), date(2026, 11, 28))
    assert github.asked.count("Year") == 3
    kinds = [moment.kind for moment in found.calendar.moments]
    assert (kinds.count("issue"), kinds.count("review"), kinds.count("pull_request")) == (230, 1, 0)
    assert found.calendar.moments == tuple(sorted(found.calendar.moments, key=lambda moment: moment.at))
    assert found.calendar.total == 231


def test_a_week_takes_three_requests_at_most_also_the_first_time(
    world: World, github: ContractServer, asking: Asking
) -> None:
    for n in range(250):
        world.pull_request("ada", "guild/dye", n, "Indigo", "2026-11-24T08:00:00Z")
    with asking() as client:
        found = client.week(MONDAY, "Asia/Shanghai")
    assert github.asked == ["Viewer", "Week", "Activity"]
    assert found.calls == 3
    assert len(found.opened) == 100
    assert [note.code for note in found.partial] == ["older_missing"]
    with asking(fresh_s=0) as client:
        again = client.week(MONDAY, "Asia/Shanghai")
    assert again.calls == 3
    assert len(again.opened) == 200


def test_a_week_begins_and_ends_at_the_persons_midnight(world: World, github: ContractServer, asking: Asking) -> None:
    world.pull_request("ada", "guild/dye", 1, "Before", "2026-11-22T15:59:59Z")
    world.pull_request("ada", "guild/dye", 2, "First", "2026-11-22T16:00:00Z")
    world.pull_request("ada", "guild/dye", 3, "Last", "2026-11-29T15:59:59Z")
    world.pull_request("ada", "guild/dye", 4, "After", "2026-11-29T16:00:00Z")
    with asking() as client:
        found = client.week(MONDAY, "Asia/Shanghai")
    assert [one.title.text for one in found.opened] == ["Last", "First"]
    assert (found.first, found.last) == (MONDAY, date(2026, 11, 29))
    asked = next(one for one in github.variables if "from" in one)
    assert (asked["from"], asked["to"]) == ("2026-11-23T00:00:00+08:00", "2026-11-29T23:59:59+08:00")


def test_a_week_tells_pull_requests_by_what_happened(world: World, asking: Asking) -> None:
    dye = "guild/dye"
    in_week = "2026-11-25T10:00:00Z"
    ended: Thing = {"changed": in_week, "closedAt": in_week}
    world.pull_request("ada", dye, 1, "Opened", "2026-11-24T10:00:00Z")
    merged: Thing = {**ended, "mergedAt": in_week, "state": "MERGED"}
    world.pull_request("ada", dye, 2, "Merged", "2026-10-01T10:00:00Z", **merged)
    world.pull_request("ada", dye, 3, "Closed", "2026-10-02T10:00:00Z", **ended, state="CLOSED")
    world.pull_request("ada", dye, 4, "Discussed", "2026-10-03T10:00:00Z", changed=in_week)
    world.pull_request("ada", dye, 5, "Old", "2026-10-04T10:00:00Z")
    world.pull_request("bob", dye, 6, "Not hers", in_week)
    with asking() as client:
        found = client.week(MONDAY, "UTC")
    told = {
        name: [one.title.text for one in getattr(found, name)] for name in ("opened", "merged", "closed", "discussed")
    }
    assert told == {"opened": ["Opened"], "merged": ["Merged"], "closed": ["Closed"], "discussed": ["Discussed"]}
    assert [one.state for one in (*found.merged, *found.closed)] == ["merged", "closed"]


def test_a_week_counts_by_repository_and_day(world: World, asking: Asking) -> None:
    world.committed("ada", "guild/dye", "2026-11-23", 2)
    world.committed("ada", "guild/dye", "2026-11-24", 1)
    world.committed("ada", "ada/loom", "2026-11-24", 1)
    world.committed("ada", "ada/loom", "2026-11-30", 9)
    pull = world.pull_request("bob", "guild/dye", 8, "Madder", "2026-11-20T10:00:00Z")
    world.reviewed("ada", pull, "2026-11-25T10:00:00Z", "CHANGES_REQUESTED", 4)
    world.issue("ada", "ada/loom", 9, "It squeaks", "2026-11-26T10:00:00Z")
    with asking() as client:
        found = client.week(MONDAY, "UTC")
    assert [(row.repository, row.commits, row.issues, row.reviews) for row in found.repositories] == [
        ("guild/dye", 3, 0, 1),
        ("ada/loom", 1, 1, 0),
    ]
    assert [(one.repository, one.date.day, one.commits) for one in found.commits] == [
        ("guild/dye", 23, 2),
        ("ada/loom", 24, 1),
        ("guild/dye", 24, 1),
    ]
    (review,) = found.reviews
    assert (review.state, review.comments, review.title.text, review.title.by) == (
        "changes_requested",
        4,
        "Madder",
        "bob",
    )
    assert [issue.title.text for issue in found.issues] == ["It squeaks"]
    assert [day.count for day in found.days] == [2, 2, 1, 1, 0, 0]  # to the 28th, which nowhere is over yet


def test_private_repositories_are_counted_together_unless_the_person_opts_in(
    world: World, github: ContractServer, asking: Asking
) -> None:
    world.seers.add("ada")
    for name in ("ada/secret-alloy", "firm/secret-plans"):
        world.repository(name, private=True)
        world.committed("ada", name, "2026-11-24", 2)
    world.committed("ada", "ada/loom", "2026-11-24", 1)
    pull = world.pull_request("ada", "firm/secret-plans", 4, "Secret title", "2026-11-24T09:00:00Z")
    world.issue("ada", "firm/secret-plans", 5, "Secret issue", "2026-11-24T09:00:00Z")
    world.reviewed("ada", pull, "2026-11-24T10:00:00Z")
    with asking() as client:
        found = client.week(MONDAY, "UTC")
        (public, private) = found.repositories
        assert (private.repository, private.private, private.commits, private.pull_requests) == (None, True, 4, 1)
        assert public.repository == "ada/loom"
        assert [(one.repository, one.commits) for one in found.commits] == [("ada/loom", 1), (None, 4)]
        assert (found.opened, found.issues, found.reviews) == ((), (), ())
        assert client.pull_requests().pull_requests == ()
        with pytest.raises(GithubError) as raised:
            client.story("firm/secret-plans#4")
        assert "include_private" in raised.value.text("en")
        with pytest.raises(GithubError):
            client.good_first_issues(["firm/secret-plans"])
    assert b"secret" not in asking.database.read_bytes().lower()
    with asking(include_private=True) as client:
        assert [row.repository for row in client.week(MONDAY, "UTC").repositories] == [
            "firm/secret-plans",
            "ada/secret-alloy",
            "ada/loom",
        ]
        assert client.story("firm/secret-plans#4").pull_request.title.text == "Secret title"
    with asking() as client:  # switched off again: what was kept of it goes
        client.week(MONDAY, "Asia/Shanghai")
    with closing(sqlite3.connect(asking.database)) as opened:
        rows = str(opened.execute("SELECT * FROM github_answers").fetchall())
    assert "secret" not in rows.lower()


def test_what_the_token_may_not_see_is_a_number(world: World, asking: Asking) -> None:
    world.repository("firm/vault", private=True)
    world.committed("ada", "firm/vault", "2026-11-24", 5)
    with asking() as client:
        found = client.week(MONDAY, "UTC")
        assert (found.restricted, found.repositories) == (5, ())
        assert client.year(date(2026, 1, 1), date(2026, 11, 28)).calendar.restricted == 5


def test_pull_requests_come_page_by_page_back_to_a_time(world: World, github: ContractServer, asking: Asking) -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    for n in range(250):
        world.pull_request("ada", "guild/dye", n, "Shade", f"{(begin + timedelta(days=n)).date()}T00:00:00Z")
    with asking() as client:
        some = client.pull_requests()
        assert github.asked.count("Activity") == 1
        assert [one.number for one in some.pull_requests] == list(range(249, 149, -1))
        assert some.more
        later = client.pull_requests(since=begin + timedelta(days=120), most=300)
        assert github.asked.count("Activity") == 3
        assert [one.number for one in later.pull_requests] == list(range(249, 119, -1))
        assert not later.more
        every = client.pull_requests(most=300)
        assert github.asked.count("Activity") == 6
    assert [one.number for one in every.pull_requests] == list(range(249, -1, -1))
    assert not every.more
    assert every.pull_requests[0].name == "guild/dye#249"


def test_what_changed_since_then_is_told_and_when_it_was_last_seen(world: World, asking: Asking) -> None:
    world.pull_request("ada", "guild/dye", 1, "Old", "2026-01-01T10:00:00Z")
    world.pull_request("ada", "guild/dye", 2, "Stirred", "2026-01-01T10:00:00Z", changed="2026-11-27T10:00:00Z")
    world.issue("ada", "guild/dye", 3, "Fresh", "2026-11-26T10:00:00Z")
    with asking() as client:
        assert client.last_asked() is None
        found = client.since(NOW - timedelta(days=7))
        assert [one.title.text for one in found.pull_requests] == ["Stirred"]
        assert [one.title.text for one in found.issues] == ["Fresh"]
        assert found.partial == ()
        client.mark_asked(NOW)
    with asking() as client:
        assert client.last_asked() == NOW


def timeline() -> list[dict[str, object]]:
    bob, ada = ({"__typename": "User", "login": login} for login in ("bob", "ada"))
    return [
        {
            "__typename": "PullRequestCommit",
            "commit": {"committedDate": "2026-10-01T07:00:00Z", "messageHeadline": "Try it", "author": {"user": ada}},
        },
        {"__typename": "IssueComment", "createdAt": "2026-10-02T08:00:00Z", "author": bob, "body": "Why so?"},
        {
            "__typename": "PullRequestReview",
            "createdAt": "2026-10-03T08:00:00Z",
            "submittedAt": "2026-10-03T09:00:00Z",
            "state": "CHANGES_REQUESTED",
            "author": bob,
            "body": "Please test it.",
        },
        {"__typename": "HeadRefForcePushedEvent", "createdAt": "2026-10-04T08:00:00Z", "actor": ada},
        {
            "__typename": "RenamedTitleEvent",
            "createdAt": "2026-10-05T08:00:00Z",
            "actor": bob,
            "currentTitle": "A better name",
        },
        {
            "__typename": "CrossReferencedEvent",
            "createdAt": "2026-10-06T08:00:00Z",
            "actor": None,
            "source": {"__typename": "Issue", "title": "Uneven", "repository": {"isPrivate": False}},
        },
        {"__typename": "ClosedEvent", "createdAt": "2026-10-07T08:00:00Z", "actor": bob},
    ]


def test_the_story_of_an_unmerged_pull_request_is_told_in_order(world: World, asking: Asking) -> None:
    issue = world.issue("cleo", "guild/dye", 3, "Fades", "2026-09-01T08:00:00Z")
    world.pull_request(
        "ada",
        "guild/dye",
        12,
        "Faster fixing",
        "2026-10-01T08:00:00Z",
        changed="2026-10-07T08:00:00Z",
        state="CLOSED",
        closedAt="2026-10-07T08:00:00Z",
        timelineItems=connection(timeline()),
        files=connection([{"path": "dye/vat.py"}, {"path": "tests/test_vat.py"}]),
        closingIssuesReferences=connection([issue]),
        body="What others wrote",
    )
    with asking() as client:
        found = client.story("https://github.com/guild/dye/pull/12#discussion")
    assert [(event.kind, event.by, event.own) for event in found.events] == [
        ("committed", "ada", True),
        ("opened", "ada", True),
        ("commented", "bob", False),
        ("changes_requested", "bob", False),
        ("force_pushed", "ada", True),
        ("renamed", "bob", False),
        ("mentioned", None, False),
        ("closed", "bob", False),
    ]
    assert [event.what.text for event in found.events if event.what] == ["Try it", "A better name", "Uneven"]
    assert (found.own, found.pull_request.state, found.files) == (True, "closed", ("dye/vat.py", "tests/test_vat.py"))
    assert [one.title.text for one in found.closes] == ["Fades"]
    assert found.body is None  # bodies are off
    assert all(event.body is None for event in found.events)
    with asking(bodies=True) as client:
        told = client.story("guild/dye#12")
    assert told.body == "What others wrote"
    assert [event.body for event in told.events if event.body] == ["Why so?", "Please test it."]


def test_a_merge_is_told_once_and_a_long_story_page_by_page(
    world: World, github: ContractServer, asking: Asking
) -> None:
    said = [
        {"__typename": "IssueComment", "createdAt": f"2026-10-02T08:{n // 60:02}:{n % 60:02}Z", "author": None}
        for n in range(150)
    ]
    end = [
        {"__typename": kind, "createdAt": "2026-10-03T08:00:00Z", "actor": None}
        for kind in ("MergedEvent", "ClosedEvent")
    ]
    world.pull_request("bob", "guild/dye", 5, "Big", "2026-10-01T08:00:00Z", timelineItems=connection([*said, *end]))
    with asking() as client:
        found = client.story(" guild/dye # 5 ")
    assert github.asked.count("Story") == 2
    assert len(found.events) == 152
    assert found.events[-1].kind == "merged"
    assert not found.own


@pytest.mark.parametrize("name", ["dye", "guild/dye", "guild/dye#", "#12", "guild/dye#twelve", "javascript:alert(1)"])
def test_what_names_no_pull_request_is_said_before_anything_is_asked(
    name: str, github: ContractServer, asking: Asking
) -> None:
    with asking() as client, pytest.raises(InputError) as raised:
        client.story(name)
    assert "owner/name#12" in raised.value.text("en")
    assert github.asked == []


def test_what_is_not_there_is_named(world: World, asking: Asking) -> None:
    world.repository("guild/dye")
    with asking() as client:
        for name, kind in (("guild/dye#77", "pull request"), ("guild/nothing#1", "repository")):
            with pytest.raises(UnknownNameError) as raised:
                client.story(name)
            assert kind in raised.value.text("en")
    with asking(login="nobody") as client, pytest.raises(UnknownNameError) as raised:
        client.week(MONDAY, "UTC")
    assert "nobody" in raised.value.text("en")


def test_scouting_finds_open_issues_under_each_label_once(world: World, asking: Asking) -> None:
    day = "2026-11-0{}T08:00:00Z".format
    comments = [
        {"createdAt": day(5), "authorAssociation": "NONE", "author": None},
        {"createdAt": day(6), "authorAssociation": "MEMBER", "author": None},
    ]
    world.issue("bob", "guild/dye", 1, "Two labels", day(1), labels=["good first issue", "Help Wanted"])
    world.issue("bob", "guild/dye", 2, "Dashed", day(2), labels=["good-first-issue"], comments=connection(comments))
    world.issue("bob", "guild/dye", 3, "Other", day(3), labels=["bug"])
    world.issue("bob", "guild/dye", 4, "Shut", day(4), labels=["help wanted"])["state"] = "CLOSED"
    taken = world.issue("bob", "guild/dye", 5, "Taken", day(5), labels=["help wanted"], assignees=connection([{}]))
    taken["closedByPullRequestsReferences"] = connection([{}])
    with asking() as client:
        found = client.good_first_issues(["guild/dye", "guild/gone"])
    assert [(one.title.text, one.assignees, one.linked) for one in found.issues] == [
        ("Taken", 1, 1),
        ("Dashed", 0, 0),
        ("Two labels", 0, 0),
    ]
    dashed = found.issues[1]
    assert (dashed.answered, dashed.comments) == (True, 2)
    assert dashed.maintainer_at == datetime(2026, 11, 6, 8, tzinfo=UTC)
    (note,) = found.partial
    assert "guild/gone" in note_text(note, "en")
    assert "guild/gone" in note_text(note, "zh")
    with asking() as client:
        with pytest.raises(UnknownNameError):
            client.good_first_issues(["guild/gone"])
        with pytest.raises(InputError):
            client.good_first_issues(["dye"])


def test_an_answer_is_not_asked_for_again_at_once_and_says_so(
    world: World, github: ContractServer, asking: Asking
) -> None:
    world.committed("ada", "ada/loom", "2026-11-24", 1)
    with asking() as client:
        live = client.week(MONDAY, "UTC")
    asking.now += timedelta(minutes=4)
    with asking() as client:
        kept = client.week(MONDAY, "UTC")
    assert (live.source, kept.source, kept.calls, kept.rate) == ("live", "cache", 0, None)
    assert kept.as_of == NOW
    assert kept.repositories == live.repositories
    asking.now += timedelta(minutes=2)
    with asking() as client:
        assert client.week(MONDAY, "UTC").source == "live"
    assert github.asked.count("Week") == 2


def test_a_token_of_somebody_else_never_mixes_two_people(world: World, github: ContractServer, asking: Asking) -> None:
    world.person("bob", "github_pat_of_bob_0001")
    world.committed("ada", "ada/loom", "2026-11-24", 1)
    world.committed("bob", "bob/kiln", "2026-11-24", 2)
    with asking() as client:
        assert client.week(MONDAY, "UTC").repositories[0].repository == "ada/loom"
    asking.token = "github_pat_of_bob_0001"
    with asking(fresh_s=0) as client:
        found = client.week(MONDAY, "UTC")
        assert (found.login, client.login) == ("bob", "bob")
    assert [row.repository for row in found.repositories] == ["bob/kiln"]
    with asking(offline=True) as client:
        assert client.week(MONDAY, "UTC").repositories[0].repository == "bob/kiln"
    with asking(offline=True, login="ada") as client:
        assert client.week(MONDAY, "UTC").repositories[0].repository == "ada/loom"
    with asking(offline=True, login="cleo") as client, pytest.raises(GithubError):
        client.week(MONDAY, "UTC")


def test_a_login_of_the_settings_may_be_anybody(world: World, github: ContractServer, asking: Asking) -> None:
    world.people.add("cleo")
    world.committed("cleo", "cleo/glaze", "2026-11-24", 2)
    with asking(login="Cleo") as client:
        assert client.week(MONDAY, "UTC").repositories[0].repository == "cleo/glaze"
    assert github.asked == ["Week", "Activity"]
    assert set(github.tokens) == {TOKEN}
