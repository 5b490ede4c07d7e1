"""Thirty kills: a drainer that dies at random moments, while plan and person go on changing things."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from tests.calendars.helpers import ME, SHANGHAI, Person, Server, session

from roadweek.calendars.account import Connection
from roadweek.calendars.events import read_event
from roadweek.storage import database, outbox

pytestmark = [pytest.mark.soak, pytest.mark.server, pytest.mark.timeout(600)]

ROUNDS = 30
PROGRAM = """
import sys
from datetime import datetime
from pathlib import Path
from roadweek.calendars.account import Connection
from roadweek.calendars.client import connect
from roadweek.calendars.drain import drain
db, url, user, password, now = sys.argv[1:]
with connect(url, user, password, basic=True) as client:
    print("go", flush=True)
    connection = Connection(client, "mine", "Roadweek")
    report = drain(Path(db), connection, "me", datetime.fromisoformat(now), timezone="Asia/Shanghai")
    print(report, flush=True)
"""


def standing(person: Person) -> dict[str, datetime]:
    """When each of our events stands in the calendar, by title; fails where one stands twice."""
    found: dict[str, datetime] = {}
    for title, item in person.ours().items():
        event = read_event(item.data)
        assert event is not None
        found[title] = event.start
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_after_thirty_kills_calendar_and_database_agree(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    server = Server("radicale", tmp_path / "server").start()
    try:
        db = tmp_path / "roadweek.db"
        database.create(db)
        with server.client() as client:
            person = Person(db, Connection(client, "mine", "Roadweek"))
            wanted: dict[str, datetime] = {}
            by_hand: set[str] = set()
            agreed: set[str] = set()  # deleted by the person while our own drop was waiting: nothing to tell
            killed = 0
            for number in range(ROUNDS):
                _plan(draw, person, wanted, by_hand, number)
                process = subprocess.Popen(
                    [
                        *(sys.executable, "-c", PROGRAM, str(db), server.url, str(server.user), str(server.password)),
                        datetime(2026, 3, 2, 9, tzinfo=SHANGHAI).isoformat(),
                    ],
                    stdout=subprocess.PIPE,
                )
                assert process.stdout is not None
                assert process.stdout.readline() == b"go\n"
                time.sleep(draw.uniform(0, 0.3))
                process.kill()
                killed += not process.communicate()[0]
                _touch(draw, person, wanted, by_hand, agreed)
            assert killed >= ROUNDS // 2, "the kills came too late to mean anything"
            assert person.drains().left == 0
            there = standing(person)
            different = {title for title in there | wanted if there.get(title) != wanted.get(title)}
            assert not different, _story(person, different, by_hand)
            assert person.drains().done == 0
            report = person.syncs()
            assert (report.suspicious, report.unreadable) == ((), 0)
            moved = {one for one in by_hand if f"数学 {one}" in wanted}
            changes = person.hand_changes()
            assert {name for name, one in changes.items() if one.kind == "moved"} == moved
            assert {name for name, one in changes.items() if one.kind == "deleted"} == by_hand - moved - agreed
            with database.read(db) as conn:
                assert outbox.last_error(conn, ME) is None
            links = person.links()
            assert {f"数学 {name}" for name, link in links.items() if link.state != "deleted"} == set(wanted)
    finally:
        server.kill()


def _story(person: Person, titles: set[str], by_hand: set[str]) -> str:
    """What the tables know of sessions that went wrong."""
    lines: list[str] = []
    with database.read(person.db) as conn:
        for title in sorted(titles):
            name = title.removeprefix("数学 ")
            rows = conn.execute("SELECT id, action, state, attempts, error FROM outbox WHERE session = ?", [name])
            lines += [f"{name} by hand: {name in by_hand}", *(str(tuple(row)) for row in rows)]
            lines.append(str(person.links().get(name)))
    return "\n".join(lines)


def _plan(draw: random.Random, person: Person, wanted: dict[str, datetime], by_hand: set[str], number: int) -> None:
    """New sessions, moves and drops, of sessions that the person has not touched."""
    fresh = [f"n{number}-{n}" for n in range(draw.randint(1, 6))]
    free = [title.removeprefix("数学 ") for title in wanted if title.removeprefix("数学 ") not in by_hand]
    for name in fresh + draw.sample(free, min(len(free), draw.randint(0, 6))):
        one = session(name, day=draw.randint(3, 28), hour=draw.randint(6, 19))
        person.plans(one)
        wanted[one.title] = one.start
    for name in draw.sample(free, min(len(free), draw.randint(0, 2))):
        person.drops(name)
        del wanted[f"数学 {name}"]


def _touch(
    draw: random.Random, person: Person, wanted: dict[str, datetime], by_hand: set[str], agreed: set[str]
) -> None:
    """The person moves one event to eleven at night, or deletes one: whatever stands there at this moment."""
    there = {title: item for title, item in person.ours().items() if title.removeprefix("数学 ") not in by_hand}
    if not there or draw.random() < 0.5:
        return
    title = draw.choice(sorted(there))
    name, item = title.removeprefix("数学 "), there[title]
    by_hand.add(name)
    if draw.random() < 0.4:
        person.connection.client.delete(item.href, item.etag)
        if wanted.pop(title, None) is None:
            agreed.add(name)
        return
    event = read_event(item.data)
    assert event is not None
    local = event.start.astimezone(SHANGHAI)
    start, end = f"{local:%Y%m%dT%H%M%S}", f"{event.end.astimezone(SHANGHAI):%Y%m%dT%H%M%S}"
    data = item.data.replace(f":{start}", f":{local:%Y%m%d}T230000").replace(f":{end}", f":{local:%Y%m%d}T233000")
    person.connection.client.put(item.href, data, item.etag)
    wanted[title] = local.replace(hour=23)
