"""What goes wrong on the way to GitHub: tried again where that helps, told in a line, and what was kept is shown."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import httpx2
import pytest
import respx
from tests.github.conftest import NOW, TOKEN, Asking
from tests.github.server import (
    ContractServer,
    Fault,
    cut_off,
    dripping,
    failed_with,
    limited_in_200,
    limited_in_200_until,
    refused_with,
    slow,
    truncated,
)
from tests.github.world import World

from roadweek.errors import (
    GithubAnswerError,
    GithubError,
    GithubLimitError,
    GithubLoginError,
    GithubUnreachableError,
)
from roadweek.github.notes import note_text
from roadweek.github.records import WeekAnswer

MONDAY = date(2026, 11, 23)
FAR = str(int((NOW + timedelta(minutes=40)).timestamp()))


def week(asking: Asking, **more: float) -> WeekAnswer:
    with asking(patience=asking.patience(**more), login="ada", fresh_s=0) as client:
        return client.week(MONDAY, "UTC")


def told(error: GithubError, *words: str) -> None:
    """One line in each language, with the next step, and never the token."""
    for text in (error.text("en"), error.text("zh"), repr(error), str(error.params)):
        assert "\n" not in text
        assert TOKEN not in text
    for word in words:
        assert word in error.text("en")


@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        (truncated, [0.5 + 0.5]),
        (cut_off, [1.0]),
        (failed_with(502), [1.0]),
        (failed_with(503, b""), [1.0]),
        (failed_with(200, b"<html>Please log in to the hotel's network</html>"), [1.0]),
        (failed_with(200, b"[" * 100_000), [1.0]),
        (failed_with(200, b'{"errors": [{"message": "Something went wrong"}]}'), [1.0]),
        (failed_with(200, b'{"errors": "odd", "data": null}'), [1.0]),
        (refused_with(403, retry_after="7"), [7.0]),
        (refused_with(429, retry_after="Sat, 28 Nov 2026 09:00:09 GMT"), [9.0]),
        (refused_with(403, x_ratelimit_remaining="0", x_ratelimit_reset=str(int(NOW.timestamp()) + 4)), [4.0]),
    ],
)
def test_what_passes_is_tried_again_and_works(
    fault: Fault, waits: list[float], github: ContractServer, asking: Asking
) -> None:
    github.faults.append(fault)
    found = week(asking)
    assert found.source == "live"
    assert asking.slept == waits
    assert github.asked == ["Week", "Week", "Activity"]


@pytest.mark.parametrize(
    ("fault", "kind", "tries", "words"),
    [
        (truncated, GithubAnswerError, 3, ("no JSON", "github.url")),
        (cut_off, GithubAnswerError, 3, ("cut off",)),
        (failed_with(502), GithubUnreachableError, 3, ("502", "Try again")),
        (failed_with(401, b"{}"), GithubLoginError, 1, ("refuses the token from a test", "GITHUB_ENTERPRISE_TOKEN")),
        (refused_with(403), GithubLoginError, 1, ("may not see this", "docs/github.md")),
        (failed_with(404, b"Not Found"), GithubAnswerError, 1, ("404", "github.url")),
        (failed_with(301, b""), GithubAnswerError, 1, ("301", "github.url")),
        (limited_in_200, GithubLimitError, 1, ("too often", "2026-11-28T09:01")),
        (limited_in_200_until(FAR), GithubLimitError, 1, ("2026-11-28T09:40",)),
        (
            failed_with(403, b'{"message": "You have exceeded a secondary rate limit. Please wait."}'),
            GithubLimitError,
            1,
            ("2026-11-28T09:01",),
        ),
        (
            failed_with(200, b'{"errors": [{"message": "You have exceeded a secondary rate limit."}]}'),
            GithubLimitError,
            1,
            ("2026-11-28T09:01",),
        ),
        (refused_with(429, retry_after="3600"), GithubLimitError, 1, ("2026-11-28T10:00",)),
        (refused_with(429), GithubLimitError, 1, ("2026-11-28T09:01",)),
        (
            refused_with(403, x_ratelimit_remaining="0", x_ratelimit_reset=FAR),
            GithubLimitError,
            1,
            ("2026-11-28T09:40",),
        ),
        (refused_with(403, retry_after="soon"), GithubLoginError, 1, ("may not see this",)),
        (
            failed_with(200, b'{"data": null, "errors": [{"type": "FORBIDDEN", "message": "no"}]}'),
            GithubLoginError,
            1,
            ("read access",),
        ),
        (failed_with(200, b'{"data": {"user": {"login": 3}}}'), GithubAnswerError, 1, ("user.login",)),
    ],
)
def test_what_stays_is_one_error_with_its_next_step(
    fault: Fault,
    kind: type[GithubError],
    tries: int,
    words: tuple[str, ...],
    github: ContractServer,
    asking: Asking,
) -> None:
    github.faults.extend([fault] * 3)
    with pytest.raises(kind) as raised:
        week(asking)
    assert type(raised.value) is kind
    assert len(github.asked) == tries
    told(raised.value, *words)


def test_tries_wait_longer_each_time_by_chance(github: ContractServer, asking: Asking) -> None:
    github.faults.extend([failed_with(502)] * 3)
    with pytest.raises(GithubUnreachableError):
        week(asking)
    assert asking.slept == [1.0, 2.0]


def test_a_limit_says_when_it_ends_as_an_instant_too(github: ContractServer, asking: Asking) -> None:
    github.faults.append(refused_with(429, retry_after="1800"))
    with pytest.raises(GithubLimitError) as raised:
        week(asking)
    assert raised.value.params["reset_at"] == NOW + timedelta(minutes=30)
    assert asking.slept == []


@pytest.mark.parametrize(
    ("fault", "kind"),
    [(limited_in_200, GithubLimitError), (failed_with(401, b"{}"), GithubLoginError)],
    ids=["limited", "refused"],
)
def test_who_is_limited_or_refused_does_not_go_on_asking(
    fault: Fault, kind: type[GithubError], github: ContractServer, asking: Asking
) -> None:
    github.faults.append(fault)
    with asking(login="ada") as client:
        for _ in range(2):
            with pytest.raises(kind):
                client.good_first_issues(["guild/dye", "guild/loom", "guild/kiln"])
        assert len(github.asked) == 1
        asking.now += timedelta(hours=2)
        if kind is GithubLimitError:  # it is over
            assert client.week(MONDAY, "UTC").source == "live"


def test_one_repository_that_may_not_be_seen_does_not_hide_the_others(
    world: World, github: ContractServer, asking: Asking
) -> None:
    world.issue("bob", "guild/kiln", 1, "Cracks", "2026-11-20T10:00:00Z", labels=["help wanted"])
    github.faults.append(failed_with(200, b'{"data": null, "errors": [{"type": "FORBIDDEN", "message": "SAML"}]}'))
    with asking(login="ada") as client:
        found = client.good_first_issues(["firm/vault", "guild/kiln"])
    assert [one.title.text for one in found.issues] == ["Cracks"]
    (note,) = found.partial
    assert "firm/vault" in note_text(note, "en")


@pytest.mark.parametrize("fault", [slow(2.0), dripping(0.05)], ids=["silent", "dripping"])
def test_a_slow_answer_is_not_waited_for_without_end(fault: Fault, github: ContractServer, asking: Asking) -> None:
    github.faults.append(fault)
    with pytest.raises(GithubUnreachableError) as raised:
        week(asking, silence_s=0.3, answer_s=0.4)
    told(raised.value, "longer than", "Try again later")
    assert github.asked == ["Week"]


def test_an_answer_without_end_is_given_up(
    github: ContractServer, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roadweek.github.transport._ANSWER_MOST", 100_000)
    github.faults.append(failed_with(200, b'{"data": "' + b"x" * 200_000))
    with pytest.raises(GithubAnswerError) as raised:
        week(asking)
    told(raised.value, "too long")


def test_nobody_there_is_told_with_what_to_check(make: Callable[[str], Asking]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    asking = make(url)
    with pytest.raises(GithubUnreachableError) as raised:
        week(asking)
    told(raised.value, "cannot be reached", "github.url")
    assert len(asking.slept) == 2


def test_an_unsafe_connection_is_not_tried_again(github: ContractServer, make: Callable[[str], Asking]) -> None:
    asking = make(github.url.replace("http://", "https://"))
    with pytest.raises(GithubUnreachableError) as raised:
        week(asking)
    told(raised.value, "not safe", "SSL_CERT_FILE")
    assert asking.slept == []
    assert github.asked == []


def test_data_and_errors_together_are_both_told(world: World, github: ContractServer, asking: Asking) -> None:
    world.committed("ada", "guild/dye", "2026-11-24", 2)
    world.issue("ada", "guild/dye", 1, "Fades", "2026-11-24T10:00:00Z")
    body = b"""{"data": {"user": {"login": "ada", "contributionsCollection": {
        "restrictedContributionsCount": 0,
        "contributionCalendar": {"weeks": []},
        "commitContributionsByRepository": [
            {"repository": {"nameWithOwner": "guild/dye", "isPrivate": false},
             "contributions": {"totalCount": 2, "nodes": [null]}}],
        "pullRequestContributionsByRepository": [],
        "issueContributionsByRepository": [],
        "pullRequestReviewContributionsByRepository": [
            {"repository": {"nameWithOwner": "guild/dye", "isPrivate": false}, "contributions": null}],
        "issueContributions": {"nodes": null},
        "pullRequestReviewContributions": {"nodes": [null]}}}},
      "errors": [
        {"type": "SERVICE_UNAVAILABLE", "path": ["user", "contributionsCollection", "issueContributions", "nodes"],
         "message": "timeout"},
        {"path": null}, 7, {"message": 5}]}"""
    github.faults.append(failed_with(200, body))
    found = week(asking)
    assert [(row.repository, row.commits) for row in found.repositories] == [("guild/dye", 2)]
    assert (found.issues, found.reviews, found.commits) == ((), (), ())
    assert [note.code for note in found.partial] == ["missing_part", "missing_part", "missing_part", "missing_more"]
    assert "issueContributions.nodes" in note_text(found.partial[0], "en")
    assert "timeout" in note_text(found.partial[0], "zh")


def test_a_part_that_the_schema_cannot_leave_out_ends_the_answer(
    world: World, github: ContractServer, asking: Asking
) -> None:
    world.broken.add("issueContributions")
    with pytest.raises(GithubError) as raised:
        week(asking)
    told(raised.value, "Something went wrong")


def test_without_network_what_was_kept_is_shown_with_why(world: World, github: ContractServer, asking: Asking) -> None:
    world.committed("ada", "guild/dye", "2026-11-24", 2)
    live = week(asking)
    asking.now += timedelta(hours=3)
    github.faults.extend([failed_with(502)] * 3)
    kept = week(asking)
    assert (kept.source, kept.as_of, kept.repositories) == ("cache", NOW, live.repositories)
    (note,) = kept.partial
    assert "502" in note_text(note, "en")
    assert "502" in note_text(note, "zh")
    asking.token = None
    (note,) = week(asking).partial
    assert "GITHUB_ENTERPRISE_TOKEN" in note_text(note, "en")
    assert "GITHUB_ENTERPRISE_TOKEN" in note_text(note, "zh")


def test_each_calendar_year_that_is_known_is_shown_when_another_is_not(
    world: World, github: ContractServer, asking: Asking
) -> None:
    world.committed("ada", "guild/dye", "2025-12-30", 2)
    world.committed("ada", "guild/dye", "2026-01-02", 3)
    with asking(login="ada") as client:
        client.year(date(2026, 1, 1), date(2026, 11, 28))
    with asking(login="ada", offline=True) as client:
        found = client.year(date(2025, 12, 1), date(2026, 11, 28))
    assert found.calendar.total == 3
    assert found.calendar.days[0].date == date(2026, 1, 1)
    assert {note.code for note in found.partial} == {"not_now", "days_missing"}
    words = [note_text(note, "en") for note in found.partial]
    assert any("31 days" in text for text in words)


def test_offline_nothing_is_sent(world: World, github: ContractServer, asking: Asking) -> None:
    with asking(offline=True) as client:
        for ask in (
            lambda: client.week(MONDAY, "UTC"),
            lambda: client.year(MONDAY, MONDAY),
            client.pull_requests,
            lambda: client.since(NOW),
            lambda: client.story("guild/dye#1"),
            lambda: client.good_first_issues(["guild/dye"]),
        ):
            with pytest.raises(GithubError) as raised:
                ask()
            told(raised.value, "with a network")
        assert client.last_asked() is None
    assert github.asked == []


def test_without_a_token_the_steps_are_told(github: ContractServer, asking: Asking) -> None:
    asking.token = None
    with asking() as client, pytest.raises(GithubLoginError) as raised:
        client.week(MONDAY, "UTC")
    told(raised.value, "docs/github.md", "GITHUB_ENTERPRISE_TOKEN", "`gh auth login`")
    assert github.asked == []


# Edges of HTTP that no server can be brought to: a network that fails in its own ways.


@pytest.mark.parametrize(
    ("failure", "kind", "tries", "word"),
    [
        (httpx2.ConnectTimeout("slow"), GithubUnreachableError, 3, "timeout"),
        (httpx2.ReadError("reset by peer"), GithubUnreachableError, 3, "reset by peer"),
        (httpx2.ProxyError("407 Proxy Authentication Required"), GithubUnreachableError, 3, "407"),
        (httpx2.WriteTimeout("slow"), GithubUnreachableError, 1, "longer than"),
        (httpx2.PoolTimeout("slow"), GithubUnreachableError, 1, "longer than"),
        (httpx2.DecodingError("not gzip"), GithubUnreachableError, 3, "not gzip"),
        (httpx2.RemoteProtocolError("peer closed connection"), GithubAnswerError, 3, "cut off"),
        (httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED]"), GithubUnreachableError, 1, "not safe"),
        (ssl.SSLError("record layer failure"), GithubUnreachableError, 3, "record layer"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_each_failure_of_a_network_is_one_of_ours(
    failure: Exception,
    kind: type[GithubError],
    tries: int,
    word: str,
    httpx2_mock: respx.Router,
    make: Callable[[str], Asking],
) -> None:
    route = httpx2_mock.post("https://forge.example.com/api/graphql").mock(side_effect=failure)
    with pytest.raises(kind) as raised:
        week(make("https://forge.example.com"))
    told(raised.value, word)
    assert route.call_count == tries


def test_a_redirect_does_not_carry_the_token_elsewhere(
    httpx2_mock: respx.Router, make: Callable[[str], Asking]
) -> None:
    elsewhere = {"location": "https://evil.example.com/api/graphql"}
    route = httpx2_mock.post("https://forge.example.com/api/graphql").respond(307, headers=elsewhere)
    with pytest.raises(GithubAnswerError):
        week(make("https://forge.example.com"))
    assert route.call_count == 1
    sent = route.calls.last.request
    assert sent.headers["authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in str(sent.url)
    assert TOKEN.encode() not in sent.content


def test_a_date_without_a_zone_is_no_reason_to_fail(httpx2_mock: respx.Router, make: Callable[[str], Asking]) -> None:
    odd = {"retry-after": "Sat, 28 Nov 2026 09:20:00"}
    httpx2_mock.post("https://forge.example.com/api/graphql").respond(429, headers=odd)
    with pytest.raises(GithubLimitError) as raised:
        week(make("https://forge.example.com"))
    assert raised.value.params["reset_at"] > datetime(2026, 11, 28, 9, tzinfo=UTC)
