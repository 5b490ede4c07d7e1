"""A look before a sync: where the server lists what is known, nothing is written and nobody is waited for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from tests.calendars.helpers import ME, NOW, Person, session

from roadweek.calendars.client import Client, Collection
from roadweek.storage import database, outbox

pytestmark = pytest.mark.server


def state(person: Person) -> bytes:
    return person.db.read_bytes()


def test_a_sync_without_news_writes_nothing_and_waits_for_nobody(person: Person) -> None:
    person.adds("single_utc", "one")
    person.plans(session("a"))
    person.drains()
    first = person.syncs()
    before = state(person)
    with database.write(person.db) as conn:
        assert outbox.take_lease(conn, ME, outbox.new_holder(), now_s=time.time(), seconds=600)
    held = state(person)
    again = person.syncs()
    assert (again.busy_elsewhere, again.changed, again.busy) == (False, 0, first.busy)
    assert state(person) == held != before


def test_with_news_the_lease_is_waited_for_and_what_is_new_is_read_after(person: Person) -> None:
    person.syncs()
    person.adds("single_utc", "one")
    holder = outbox.new_holder()
    with database.write(person.db) as conn:
        outbox.take_lease(conn, ME, holder, now_s=time.time(), seconds=600)
    assert person.syncs_without_waiting().busy_elsewhere
    with database.write(person.db) as conn:
        outbox.release_lease(conn, ME, holder)
    assert person.syncs().changed == 1


def test_a_drain_with_nothing_to_write_writes_nothing(person: Person) -> None:
    person.plans(session("a"))
    person.drains()
    before = state(person)
    assert person.drains().done == 0
    assert state(person) == before


def test_a_calendar_that_another_process_made_after_the_look_is_not_taken_for_lost(person: Person) -> None:
    """What a look saw counts only while nobody has written since."""
    person.adds("single_utc", "one")
    person.syncs()
    person.adds("floating", "two")
    person.plans(session("a"))

    def drained() -> None:
        assert person.drains().written == 1

    report = replace(person, connection=replace(person.connection, client=Slow(person.connection.client, drained)))
    found = report.syncs(NOW)
    assert (found.suspicious, found.vanished, found.changed) == ((), 0, 1)
    assert set(person.ours()) == {"数学 a"}
    assert person.hand_changes() == {}


class Slow(Client):
    """A client whose first answer comes so late that others have gone on meanwhile."""

    def __init__(self, alive: Client, meanwhile: Callable[[], None]) -> None:
        self.__dict__.update(alive.__dict__)
        self._meanwhile: Callable[[], None] | None = meanwhile

    def collections(self, homes: Iterable[str]) -> tuple[Collection, ...]:
        found = super().collections(homes)
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile is not None:
            meanwhile()
        return found
