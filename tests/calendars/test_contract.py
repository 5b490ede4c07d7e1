"""One contract for every CalDAV server: what the client promises, on real Radicale and Xandikos."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from tests.calendars.helpers import ICS, Server

from roadweek.calendars.client import Client, Collection, WriteRefused, connect

pytestmark = pytest.mark.server


def text(case: str) -> str:
    return (ICS / f"{case}.ics").read_bytes().decode()


@pytest.fixture
def client(server: Server) -> Generator[Client]:
    with server.client() as client:
        yield client


@pytest.fixture
def calendar(client: Client) -> Collection:
    homes = client.homes()
    client.make_calendar(homes[0], "plans", "Plans & more <1>")
    return next(one for one in client.collections(homes) if one.name == "Plans & more <1>")


def put(client: Client, calendar: Collection, case: str, etag: str | None = None) -> str | None:
    return client.put(f"{calendar.href}{case}.ics", text(case), etag)


def test_a_calendar_that_was_made_is_listed_with_its_name_and_can_be_written(calendar: Collection) -> None:
    assert calendar.writable
    assert calendar.ctag is not None


def test_what_was_put_is_read_back(client: Client, calendar: Collection) -> None:
    etag = put(client, calendar, "single_utc")
    found = client.get(f"{calendar.href}single_utc.ics")
    assert found is not None
    assert found.etag == etag
    assert "DTSTART:20260310T010000Z" in found.data


def test_reading_many_leaves_out_what_is_not_there(client: Client, calendar: Collection) -> None:
    put(client, calendar, "single_utc")
    hrefs = [f"{calendar.href}single_utc.ics", f"{calendar.href}nothing.ics"]
    assert [item.href for item in client.get_many(calendar.href, hrefs)] == hrefs[:1]


def test_a_missing_object_reads_as_none(client: Client, calendar: Collection) -> None:
    assert client.get(f"{calendar.href}nothing.ics") is None


def test_a_create_never_overwrites(client: Client, calendar: Collection) -> None:
    put(client, calendar, "single_utc")
    with pytest.raises(WriteRefused):
        put(client, calendar, "single_utc")


def test_a_second_object_with_the_same_uid_is_refused(client: Client, calendar: Collection) -> None:
    put(client, calendar, "single_utc")
    with pytest.raises(WriteRefused):
        client.put(f"{calendar.href}other.ics", text("single_utc"), None)


def test_a_replace_needs_the_etag_that_stands_there(client: Client, calendar: Collection) -> None:
    first = put(client, calendar, "single_utc")
    changed = text("single_utc").replace("SUMMARY:Call", "SUMMARY:Called")
    second = client.put(f"{calendar.href}single_utc.ics", changed, first)
    assert second != first
    with pytest.raises(WriteRefused):
        client.put(f"{calendar.href}single_utc.ics", changed, first)


def test_a_replace_of_what_is_gone_is_refused(client: Client, calendar: Collection) -> None:
    etag = put(client, calendar, "single_utc")
    client.delete(f"{calendar.href}single_utc.ics", etag)
    with pytest.raises(WriteRefused):
        put(client, calendar, "single_utc", etag)


def test_a_delete_needs_the_etag_that_stands_there(client: Client, calendar: Collection) -> None:
    etag = put(client, calendar, "single_utc")
    with pytest.raises(WriteRefused):
        client.delete(f"{calendar.href}single_utc.ics", '"another"')
    assert client.delete(f"{calendar.href}single_utc.ics", etag)


def test_deleting_what_is_gone_says_so(client: Client, calendar: Collection) -> None:
    assert not client.delete(f"{calendar.href}nothing.ics", None)


def test_changes_without_a_token_list_everything(client: Client, calendar: Collection) -> None:
    etag = put(client, calendar, "single_utc")
    changes = client.changes(calendar.href, None)
    assert changes.complete
    assert changes.changed == {f"{calendar.href}single_utc.ics": etag}


def test_changes_since_a_token_list_only_what_changed(client: Client, calendar: Collection) -> None:
    put(client, calendar, "single_utc")
    gone = put(client, calendar, "rdate")
    token = client.changes(calendar.href, None).token
    assert token is not None
    new = put(client, calendar, "floating")
    client.delete(f"{calendar.href}rdate.ics", gone)
    changes = client.changes(calendar.href, token)
    assert not changes.complete
    assert changes.changed == {f"{calendar.href}floating.ics": new}
    assert changes.removed == (f"{calendar.href}rdate.ics",)


def test_nothing_changed_is_an_empty_answer_and_the_ctag_stays(client: Client, calendar: Collection) -> None:
    put(client, calendar, "single_utc")
    before = next(one for one in client.collections(client.homes()) if one.href == calendar.href)
    token = client.changes(calendar.href, None).token
    changes = client.changes(calendar.href, token)
    after = next(one for one in client.collections(client.homes()) if one.href == calendar.href)
    assert (changes.changed, changes.removed) == ({}, ())
    assert after.ctag == before.ctag


def test_a_token_that_the_server_does_not_know_means_reading_everything(client: Client, calendar: Collection) -> None:
    put(client, calendar, "single_utc")
    changes = client.changes(calendar.href, "of-another-life")
    assert changes.complete
    assert len(changes.changed) == 1


def test_the_ctag_changes_with_the_content(client: Client, calendar: Collection) -> None:
    put(client, calendar, "single_utc")
    after = next(one for one in client.collections(client.homes()) if one.href == calendar.href)
    assert after.ctag != calendar.ctag


def test_an_object_is_found_by_its_uid_wherever_it_lies(client: Client, calendar: Collection) -> None:
    client.put(f"{calendar.href}elsewhere.ics", text("single_utc"), None)
    found = client.find(calendar.href, "single_utc")
    assert found is not None
    assert found.href == f"{calendar.href}elsewhere.ics"
    assert client.find(calendar.href, "nobody") is None


def test_chinese_text_and_long_lines_survive(client: Client, calendar: Collection) -> None:
    words = "出差前要读完的第三章，" * 12
    client.put(f"{calendar.href}a.ics", text("single_utc").replace("Call", words), None)
    found = client.get(f"{calendar.href}a.ics")
    assert found is not None
    assert words in found.data.replace("\r\n", "\n").replace("\n ", "")


def test_a_calendars_own_address_works_as_the_accounts_address(
    server: Server, client: Client, calendar: Collection
) -> None:
    with connect(server.url.rstrip("/") + calendar.href, server.user, server.password) as narrow:
        assert "Plans & more <1>" in [one.name for one in narrow.collections(narrow.homes())]
