"""Server, network, plan and person in any order, as a Hypothesis state machine over a real server.

What must stand in the end is kept beside: a session stands where the plan put it last, unless the person's own hand
has been at it since the calendar was last read; then it stands where they put it, or nowhere. After a quiet sync both
sides say that, nothing stands twice, every decision of the person was told and none made up, what they called an event
is what it is called, and events of others are the same to the byte.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.calendars.helpers import ME, NOW, SHANGHAI, Person, Server, homes_of, session
from tests.calendars.trouble import Trouble, TroubleKind

from roadweek.calendars.account import Connection
from roadweek.calendars.client import Client, Resource, connect
from roadweek.calendars.drain import drain
from roadweek.calendars.events import CalendarEvent, read_event
from roadweek.calendars.sync import sync
from roadweek.errors import CalendarError
from roadweek.storage import calendar, database, outbox, sessions

MOST = 3
"""So many of ours, and of others, may be deleted between two readings: more at once would be asked about."""
KINDS: tuple[TroubleKind, ...] = (
    *("lost_request", "lost_answer", "twice", "lying_etag", "no_etag", "busy", "fault", "token_gone", "stale_list"),
)


class Death(BaseException):
    """A process that ends here: nothing after it runs, and nobody catches it."""


@dataclass
class Stand:
    """Where an event must stand, and what it is called."""

    start: datetime
    end: datetime
    title: str


class Living(RuleBasedStateMachine):
    """``server`` is asked directly by the person's phone, and by way of ``gate`` by us."""

    server: ClassVar[Server]
    gate: ClassVar[str]
    trouble: ClassVar[Trouble]
    deaths: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.server.clear()
        self.trouble.armed.clear()
        self.trouble.listed.clear()
        self._folder = tempfile.TemporaryDirectory(prefix="living-")
        db = Path(self._folder.name) / "roadweek.db"
        database.create(db)
        self._open = [self.server.client(), connect(self.gate, self.server.user, self.server.password, basic=True)]
        phone, ours = (one.__enter__() for one in self._open)
        self.phone = Person(db, Connection(phone, "living", "Roadweek"))
        self.ours = Connection(ours, "living", "Roadweek")
        self.db = db
        self.now = NOW
        self.names = 0
        self.minute = 0
        self.plan: dict[str, Stand] = {}
        self.gone_before: dict[str, Stand] = {}
        self.must: dict[str, Stand | None] = {}
        self.hands: dict[str, Stand | None] = {}
        """Decisions that were not told yet."""
        self.theirs: set[str] = set()
        """Sessions that the plan dropped and the person keeps."""
        self.others: dict[str, str] = {}
        self.deleted = 0
        self.quieted = False

    def teardown(self) -> None:
        try:
            self.a_quiet_sync()
        finally:
            for one in self._open:
                one.__exit__(None, None, None)
            self._folder.cleanup()

    # -- the plan --------------------------------------------------------------------------------------------------

    def _planned(self, name: str, day: int, hour: int) -> None:
        one = session(name, day=day, hour=hour)
        self.phone.plans(one, accepted=True)
        self.plan[name] = Stand(one.start, one.end, self.plan[name].title if name in self.plan else one.title)
        if name not in self.hands:
            self.must[name] = self.plan[name]
        self.quieted = False

    @rule(day=st.integers(5, 27), hour=st.integers(7, 20))
    def the_plan_has_a_new_session(self, day: int, hour: int) -> None:
        self.names += 1
        self._planned(f"s{self.names}", day, hour)

    @precondition(lambda self: self.settled())
    @rule(data=st.data(), day=st.integers(5, 27), hour=st.integers(7, 20))
    def the_plan_moves_one(self, data: st.DataObject, day: int, hour: int) -> None:
        self._planned(data.draw(st.sampled_from(self.settled())), day, hour)

    @precondition(lambda self: self.settled())
    @rule(data=st.data())
    def the_plan_drops_one(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(self.settled()))
        self.phone.drops(name)
        with database.write(self.db) as conn:
            sessions.remove(conn, ME, name)
        self.gone_before[name] = self.plan.pop(name)
        if name not in self.hands:
            self.must[name] = None
        self.quieted = False

    @precondition(lambda self: self.gone_before)
    @rule(data=st.data())
    def the_drop_is_undone(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.gone_before)))
        before = self.gone_before.pop(name)
        if name in self.hands or self._told(name):
            return
        if name in self.theirs:  # they keep it; what an undo makes of that is not told here
            return
        self.plan[name] = replace(before, title=f"数学 {name}" if self.must.get(name) is None else before.title)
        self._planned(name, before.start.day, before.start.hour)

    def settled(self) -> list[str]:
        """Sessions of the plan about which no decision waits to be taken up."""
        told = self.phone.hand_changes()
        return [name for name in sorted(self.plan) if name not in told]

    def _told(self, name: str) -> bool:
        return name in self.phone.hand_changes()

    # -- the person's hand -----------------------------------------------------------------------------------------

    def standing(self) -> dict[str, tuple[Resource, CalendarEvent]]:
        """Our events as the phone sees them, by session; fails where one stands twice."""
        client = self.phone.connection.client
        found: dict[str, tuple[Resource, CalendarEvent]] = {}
        for one in client.collections(homes_of(client)):
            for item in client.get_many(one.href, client.changes(one.href, None).changed):
                event = read_event(item.data)
                if event is None or event.mark is None:
                    continue
                assert event.mark.session not in found, f"{event.mark.session} stands twice"
                found[event.mark.session] = item, event
        return found

    def _touched(self, data: st.DataObject, *, sure: bool = False) -> tuple[str, Resource, CalendarEvent] | None:
        links = self.phone.links()
        there = {
            name: pair
            for name, pair in self.standing().items()
            if name in self.must and not self._told(name) and not (sure and not (name in links and links[name].etag))
        }
        if not there:
            return None
        name = data.draw(st.sampled_from(sorted(there)))
        self.quieted = False
        return (name, *there[name])

    def _moves(self, name: str, item: Resource, start: datetime, end: datetime, title: str) -> None:
        lines = [
            f"DTSTART:{start.astimezone(UTC):%Y%m%dT%H%M%SZ}"
            if line.startswith("DTSTART") and "TZOFFSET" not in line
            else f"DTEND:{end.astimezone(UTC):%Y%m%dT%H%M%SZ}"
            if line.startswith("DTEND")
            else line
            for line in _event_lines(item.data)
        ]
        self.phone.connection.client.put(item.href, _with_event(item.data, lines), item.etag)
        self.must[name] = Stand(start, end, title)
        if name not in self.theirs:  # what is theirs they may move without telling anybody
            self.hands[name] = self.must[name]

    @rule(data=st.data(), day=st.integers(5, 27), hour=st.integers(7, 20))
    def the_person_moves_one(self, data: st.DataObject, day: int, hour: int) -> None:
        if (found := self._touched(data)) is None:
            return
        name, item, event = found
        self.minute = self.minute % 58 + 1  # never where the plan puts anything
        start = datetime(2026, 3, day, hour, self.minute, tzinfo=SHANGHAI)
        self._moves(name, item, start, start + (event.end - event.start), event.summary)

    @rule(data=st.data())
    def the_person_shortens_one(self, data: st.DataObject) -> None:
        if (found := self._touched(data)) is None:
            return
        name, item, event = found
        self.minute = self.minute % 58 + 1
        self._moves(name, item, event.start, event.start + timedelta(minutes=60 + self.minute), event.summary)

    @rule(data=st.data(), word=st.sampled_from(("Mine", "我的", "Late, or never; maybe")))
    def the_person_renames_one(self, data: st.DataObject, word: str) -> None:
        if (found := self._touched(data)) is None:
            return
        name, item, _ = found
        title = word.replace(",", "\\,").replace(";", "\\;")
        lines = [f"SUMMARY:{title}" if line.startswith("SUMMARY") else line for line in _event_lines(item.data)]
        self.phone.connection.client.put(item.href, _with_event(item.data, lines), item.etag)
        for some in (self.must, self.plan, self.hands):
            if (stands := some.get(name)) is not None:
                some[name] = replace(stands, title=word)

    @precondition(lambda self: self.deleted < MOST)
    @rule(data=st.data())
    def the_person_deletes_one(self, data: st.DataObject) -> None:
        # a first write that was never confirmed and is deleted at once cannot be told from one that never arrived
        if (found := self._touched(data, sure=True)) is None:
            return
        name, item, _ = found
        self.phone.connection.client.delete(item.href, item.etag)
        self.must[name] = self.hands[name] = None
        self.deleted += 1

    # -- others ----------------------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.others) < MOST + 1)
    @rule(day=st.integers(5, 27), ours=st.booleans(), odd=st.booleans())
    def another_event_comes(self, day: int, ours: bool, odd: bool) -> None:
        self.names += 1
        self._puts(f"o{self.names}", day, "Roadweek" if ours and self.phone.links() else "Work", odd)

    def _puts(self, name: str, day: int, where: str, odd: bool, href: str | None = None) -> None:
        length = "DURATION:PT2H" if odd else f"DTEND:202603{day:02}T040000Z"
        raw = "".join(
            f"{line}\r\n"
            for line in (
                *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//another//EN", "BEGIN:VEVENT", f"UID:{name}"),
                *("DTSTAMP:20260301T000000Z", f"DTSTART:202603{day:02}T020000Z", length, f"SUMMARY:Other {name}"),
                *("X-OTHER;A=b:c\\,d", "END:VEVENT", "END:VCALENDAR"),
            )
        )
        client = self.phone.connection.client
        href = href or f"{self.phone.calendar_of(where)}{name}.ics"
        before = client.get(href)
        client.put(href, raw, before.etag if before else None)
        after = client.get(href)
        assert after is not None
        self.others[href] = after.data
        self.quieted = False

    @precondition(lambda self: self.others)
    @rule(data=st.data(), day=st.integers(5, 27))
    def another_event_moves(self, data: st.DataObject, day: int) -> None:
        href = data.draw(st.sampled_from(sorted(self.others)))
        self._puts(href.rsplit("/", 1)[-1].removesuffix(".ics"), day, "", odd=False, href=href)

    @precondition(lambda self: self.others)
    @rule(data=st.data())
    def another_event_goes(self, data: st.DataObject) -> None:
        href = data.draw(st.sampled_from(sorted(self.others)))
        self.phone.connection.client.delete(href, None)
        del self.others[href]
        self.quieted = False

    # -- network, clock, ourselves ---------------------------------------------------------------------------------

    @rule(kind=st.sampled_from(KINDS), after=st.integers(0, 8), draining=st.booleans())
    def there_is_trouble_on_the_way(self, kind: TroubleKind, after: int, draining: bool) -> None:
        self.trouble.armed.append((kind, after))
        (self.we_drain if draining else self.we_sync)()

    @rule(hours=st.integers(-30, 30))
    def the_clock_steps(self, hours: int) -> None:
        self.now = min(max(self.now + timedelta(hours=hours), NOW - timedelta(days=2)), NOW + timedelta(days=2))

    @rule()
    def we_sync(self) -> None:
        with suppress(CalendarError):
            self._sync(self.ours)
            self._taken_up()

    @rule()
    def we_drain(self) -> None:
        self._drain(self.ours)
        self._taken_up()

    @rule(at=st.integers(1, 14), after=st.booleans(), draining=st.booleans())
    def we_die_on_the_way(self, at: int, after: bool, draining: bool) -> None:
        dying = replace(self.ours, client=Dying(self.ours.client, at, after))
        try:
            with suppress(CalendarError):
                (self._drain if draining else self._sync)(dying)
        except Death:
            type(self).deaths += 1
            return
        self._taken_up()

    def _sync(self, connection: Connection) -> Any:
        return sync(self.db, connection, ME, self.now, timezone="Asia/Shanghai")

    def _drain(self, connection: Connection) -> Any:
        self.quieted = False
        return drain(self.db, connection, ME, self.now, timezone="Asia/Shanghai", lang="zh")

    def _taken_up(self) -> None:
        """The planner takes up what the hand did, as a command does after each reading."""
        for name, told in self.phone.hand_changes().items():
            assert name in self.hands, f"{name}: nobody {told.kind} it"
            decided = self.hands.pop(name)
            with database.write(self.db) as conn:
                row = sessions.get(conn, ME, name)
                if told.kind == "moved":
                    assert decided is not None, f"{name} was deleted, and is told as moved"
                    assert told.start is not None
                    assert told.end is not None
                    assert (told.start, told.end) == (decided.start, decided.end), name
                    if row is None:
                        calendar.let_go(conn, ME, name)
                        self.theirs.add(name)
                        continue
                    calendar.accept_hand_change(conn, ME, name)
                    new = {**row, "start": decided.start.isoformat(), "end": decided.end.isoformat()}
                    sessions.put(conn, ME, [new], 1)
                    self.plan[name] = decided
                else:
                    assert decided is None, f"{name} was moved, and is told as deleted"
                    calendar.accept_hand_change(conn, ME, name)
                    if row is not None:
                        sessions.remove(conn, ME, name)
                    self.plan.pop(name, None)
                self.gone_before.pop(name, None)

    # -- what must hold --------------------------------------------------------------------------------------------

    @invariant()
    def nothing_stands_twice(self) -> None:
        self.standing()

    @precondition(lambda self: not self.quieted)
    @rule()
    def a_quiet_sync(self) -> None:
        """No trouble: everything that was going on comes to its end."""
        self.trouble.armed.clear()
        report = self._sync(self.ours)
        assert (report.suspicious, report.busy_elsewhere) == ((), False)
        self._taken_up()
        written = self._drain(self.ours)
        assert (written.error, written.left) == (None, 0)
        self._taken_up()
        again = self._sync(self.ours)
        assert again.suspicious == ()
        self._taken_up()
        self.deleted = 0
        self.quieted = True
        self._agree()
        assert self._drain(self.ours).done == 0
        last = self._sync(self.ours)
        assert (last.changed, last.removed, last.our_moved, last.our_deleted) == (0, 0, (), ())
        self.quieted = True

    def _agree(self) -> None:
        there = self.standing()
        wanted = {name: stands for name, stands in self.must.items() if stands is not None}
        assert set(there) == set(wanted)
        for name, stands in wanted.items():
            event = there[name][1]
            assert (event.start, event.end, event.summary) == (stands.start, stands.end, stands.title), name
        # what the plan dropped before the person deleted it is agreed, and nothing to tell
        untold = {name: stands for name, stands in self.hands.items() if stands is not None or name in self.plan}
        assert untold == {}, [self.phone.links().get(name) for name in untold]
        self.hands.clear()
        client = self.phone.connection.client
        for href, raw in self.others.items():
            now = client.get(href)
            assert now is not None
            assert now.data == raw
        with database.read(self.db) as conn:
            busy = {one.title for one in calendar.busy_between(conn, ME, NOW, NOW + timedelta(days=60))}
            standing = {row["id"]: (row["start"], row["end"]) for row in _rows(conn)}
            assert outbox.failed_count(conn, ME) == 0
        theirs = {stands.title for name, stands in wanted.items() if name not in self.plan}
        titles = {f"Other {href.rsplit('/', 1)[-1].removesuffix('.ics')}" for href in self.others}
        assert titles <= busy <= titles | theirs
        assert set(standing) == set(self.plan) == {name for name in wanted if name in self.plan}
        for name, (start, end) in standing.items():
            assert (datetime.fromisoformat(start), datetime.fromisoformat(end)) == (
                wanted[name].start,
                wanted[name].end,
            ), name


class Dying(Client):
    """A client whose process ends right before or after its request number ``at``."""

    def __init__(self, alive: Client, at: int, after: bool) -> None:
        self.__dict__.update(alive.__dict__)
        self._left, self._after = at, after

    def _send(self, method: str, href: str, body: str = "", headers: dict[str, str] | None = None) -> Any:
        self._left -= 1
        if self._left == 0 and not self._after:
            raise Death
        answer = super()._send(method, href, body, headers)
        if self._left == 0:
            raise Death
        return answer


def _rows(conn: Any) -> list[Any]:
    return [row for name in sessions.ids(conn, ME) if (row := sessions.get(conn, ME, name)) is not None]


def _event_lines(raw: str) -> list[str]:
    """The unfolded lines of the event in an object."""
    lines = raw.replace("\r\n", "\n").replace("\n ", "").split("\n")
    return lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT") + 1]


def _with_event(raw: str, lines: list[str]) -> str:
    own = raw.replace("\r\n", "\n").replace("\n ", "").split("\n")
    first, last = own.index("BEGIN:VEVENT"), own.index("END:VEVENT")
    return "\r\n".join([*own[:first], *lines, *own[last + 1 :]])
