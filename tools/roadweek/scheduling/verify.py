"""An independent check of a solved week: what it breaks, and what it costs, from its sessions alone.

Written apart from the model, the board and the layout: it shares only the demand (which wishes there are), the frame
(hours, busy times, budgets) and the constants of ``weights``. Tests and benchmarks trust this, not the solver's word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime, time
from itertools import pairwise

from roadweek.domain.base import SLOT_HOURS, Slot, Strength
from roadweek.domain.week import Session, Week
from roadweek.scheduling import weights
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.limits import rules_on
from roadweek.scheduling.solve import Setup, setup


def violations(inputs: WeekInputs, week: Week) -> tuple[str, ...]:
    """Every rule that the week breaks, in words for a developer; empty for a sound week."""
    made = setup(inputs)
    free = [s for s in week.sessions if s.id not in {f.id for f in made.frozen}]
    return (
        *_accounting(made, week),
        *_times(made, week, free),
        *_days(made, week, free),
        *_pace(made, week, free),
        *_order(made, week),
    )


def _accounting(made: Setup, week: Week) -> list[str]:
    """Every wish exactly once, placed or listed; frozen sessions untouched."""
    found: list[str] = []
    seen = Counter([s.id for s in week.sessions] + [u.id for u in week.unplaced])
    found += [f"{name} appears {n} times" for name, n in sorted(seen.items()) if n > 1]
    wanted = {w.id for w in made.wishes} | {s.id for s in made.frozen}
    found += [f"{name} vanished" for name in sorted(wanted - set(seen))]
    found += [f"{name} was never asked for" for name in sorted(set(seen) - wanted)]
    after = {s.id: s for s in week.sessions}
    for old in made.frozen:
        new = after.get(old.id)
        if new is None or (new.start, new.end, new.status) != (old.start, old.end, old.status):
            found.append(f"{old.id} is fixed and was changed")
    planned = sum(s.minutes for s in week.sessions)
    if planned != week.planned_min:
        found.append(f"planned_min says {week.planned_min}, sessions have {planned}")
    return found


def _times(made: Setup, week: Week, free: list[Session]) -> list[str]:
    """Windows, busy times, overlaps, lengths, the grid, and nothing before now."""
    found: list[str] = []
    wishes = {w.id: w for w in made.wishes}
    ordered = sorted(week.sessions, key=lambda s: (s.start, s.end))
    loose = {s.id for s in free}
    for one, other in pairwise(ordered):
        if other.start < one.end and ({one.id, other.id} & loose):
            found.append(f"{one.id} and {other.id} overlap")
    for session in free:
        wish = wishes.get(session.id)
        if wish is None:
            continue
        day = _day(made, session)
        frame = made.frame
        start, end = frame.minute(session.start), frame.minute(session.end)
        if session.start < made.inputs.now:
            found.append(f"{session.id} starts before now")
        if day not in wish.days:
            found.append(f"{session.id} lies on day {day}, allowed are {wish.days}")
        if not wish.lo <= session.minutes <= wish.hi:
            found.append(f"{session.id} has {session.minutes} min, wanted {wish.lo}..{wish.hi}")
        if start % weights.GRID_MIN or end % weights.GRID_MIN:
            found.append(f"{session.id} is off the grid")
        if not any(a <= start and end <= b for a, b in frame.days[day].windows):
            found.append(f"{session.id} lies outside the day's hours")
        hits = [t for t in frame.taken if t.span[0] < end and start < t.span[1]]
        found += [f"{session.id} overlaps {t.title!r}" for t in hits]
        if wish.hours is not None and not _in_hours(made, wish.hours, day, start, end):
            found.append(f"{session.id} lies outside {wish.hours}")
        if wish.only_slots and wish.slots and not wish.hours and not _in_slots(made, wish.slots, day, start, end):
            found.append(f"{session.id} is not in the {wish.slots} that was asked for")
    return found


def _days(made: Setup, week: Week, free: list[Session]) -> list[str]:
    """Day budgets with the buffer, and distance between sessions of one activity."""
    found: list[str] = []
    wishes = {w.id: w for w in made.wishes}
    load: dict[int, int] = defaultdict(int)
    fixed: dict[int, int] = defaultdict(int)
    crowd: dict[tuple[str, int], list[Session]] = defaultdict(list)
    loose = {s.id for s in free}
    for session in week.sessions:
        if not any(session.start.astimezone(d.zone).date() == d.date for d in made.frame.days):
            continue
        day = _day(made, session)
        load[day] += session.minutes
        if session.id not in loose:
            fixed[day] += session.minutes
        wish = wishes.get(session.id)
        group = wish.group if wish else session.activity or session.task
        if group:
            crowd[group, day].append(session)
    found += [
        f"{d.date} holds {load[d.index]} min, its budget is {d.capacity}"
        for d in made.frame.days
        if load[d.index] > max(d.capacity, fixed[d.index])
    ]
    for at in made.frame.days:
        here = [s for s in free if _day(made, s) == at.index]
        musts = all(s.must for s in here)
        stays = all(_stays(wishes[s.id].standing, s) for s in here)
        if not musts and not stays and load[at.index] > max(at.usable, fixed[at.index]):
            found.append(f"{at.date} holds {load[at.index]} min, with its buffer only {at.usable} may be used")
    for (group, index), sessions in sorted(crowd.items()):
        tops = [wishes[s.id].per_day for s in sessions if s.id in wishes]
        if tops and len(sessions) > max(tops):
            found.append(f"{group} lies {len(sessions)} times on day {index}")
    return found


def _pace(made: Setup, week: Week, free: list[Session]) -> list[str]:
    """The plan's cap on the week, on top of which comes what the person adds, and activities that keep a day apart."""
    found: list[str] = []
    wishes = {w.id: w for w in made.wishes}
    rules = [rule for day in made.frame.days for rule in rules_on(made.plan, day.date, day.template)]
    own = [s for s in free if not s.task and not wishes[s.id].group.startswith(("add-", "move-"))]
    fixed = sum(s.minutes for s in made.frozen if s.activity or not s.task)
    held = fixed + sum(s.minutes for s in own)
    caps = [r.minutes for r in rules if r.kind == "max_minutes_per_week" and r.minutes is not None]
    if caps and held > max(min(caps), fixed):
        found.append(f"the week holds {held} min, its cap is {min(caps)}")
    for name in {a for r in rules if r.kind == "days_apart" for a in r.activities}:
        days = sorted({_day(made, s) for s in own if s.activity == name and wishes[s.id].group == name})
        near = [(a, b) for a, b in pairwise([*days, *(d + 7 for d in days[:1])]) if b - a == 1]
        found += [f"{name} lies on days {a} and {b % 7}, which touch" for a, b in near]
    return found


def _stays(old: Session | None, new: Session) -> bool:
    return old is not None and (old.start, old.end) == (new.start, new.end)


def _order(made: Setup, week: Week) -> list[str]:
    found: list[str] = []
    placed = {s.id: s for s in week.sessions}
    known = {w.id for w in made.wishes} | {s.id for s in made.frozen}
    for wish in made.wishes:
        mine = placed.get(wish.id)
        if mine is None or wish.after is None or wish.after not in known:
            continue
        before = placed.get(wish.after)
        if before is None or before.end > mine.start:
            found.append(f"{wish.id} lies before {wish.after}")
    return found


def cost(inputs: WeekInputs, week: Week) -> float:
    """The week's cost by the definition in ``weights``, from its sessions only."""
    made = setup(inputs)
    placed = {s.id: s for s in week.sessions}
    total = 0
    for wish in made.wishes:
        session = placed.get(wish.id)
        if session is None:
            total += wish.rate * (wish.hi + wish.absence)
            continue
        day = _day(made, session)
        total += wish.rate * (wish.hi - session.minutes)
        if wish.ideal is not None:
            total += weights.DRIFT * abs(day - wish.ideal)
        start, end = made.frame.minute(session.start), made.frame.minute(session.end)
        if wish.slots and not _in_slots(made, wish.slots, day, start, end):
            total += weights.OFF_SLOT_MIN * wish.rate
        if wish.at is not None:
            frame = made.frame.days[day]
            wished = made.frame.minute(datetime.combine(frame.date, wish.at, frame.zone).astimezone(UTC))
            total += weights.off_time(wish.rate, abs(start - wished // weights.GRID_MIN * weights.GRID_MIN))
        old = wish.standing
        if old is not None and (old.start, old.end) != (session.start, session.end):
            total += weights.left_day(day - _day(made, old)) * wish.rate + wish.touch
            if wish.keeps_hour:
                total += weights.shifted(_clocks_apart(old, session)) * wish.rate
    frozen = {s.id for s in made.frozen}
    for at in made.frame.days:
        here = [s for s in week.sessions if s.start.astimezone(at.zone).date() == at.date]
        fixed = sum(s.minutes for s in here if s.id in frozen)
        total += weights.BUFFER_RATE * max(0, sum(s.minutes for s in here) - max(at.usable, fixed))
    return float(total)


def _clocks_apart(old: Session, new: Session) -> int:
    """Minutes between the clock times of two sessions, each by its own place's clock."""
    first, second = (s.start.hour * 60 + s.start.minute for s in (old, new))
    return abs(first - second)


def lost_minutes(inputs: WeekInputs, week: Week) -> dict[Strength, int]:
    """Minutes that were wished and have no place, by the strength of their wish; what was shortened counts with what it
    lacks. A share of the week's cost hides a review that was dropped, this does not."""
    made = setup(inputs)
    placed = {s.id: s.minutes for s in week.sessions}
    priority = {t.id: t.priority for t in made.plan.tracks}
    lost: dict[Strength, int] = {"must": 0, "should": 0, "optional": 0}
    for wish in made.wishes:
        optional = wish.rate <= weights.rate("optional", priority.get(wish.track or "", 0))
        strength: Strength = "must" if wish.must else "optional" if optional else "should"
        lost[strength] += wish.hi - placed.get(wish.id, 0)
    return lost


def cost_of_nothing(inputs: WeekInputs) -> float:
    """What the week costs where no wish is placed: the scale on which a distance to the bound is read."""
    return float(sum(w.rate * (w.hi + w.absence) for w in setup(inputs).wishes))


def _day(made: Setup, session: Session) -> int:
    """The day a session lies on by the clock of that day's place."""
    dates = [d.date for d in made.frame.days]
    for day in made.frame.days:
        if session.start.astimezone(day.zone).date() == day.date:
            return day.index
    return 0 if session.start.date() < dates[0] else 6


def _in_hours(made: Setup, hours: tuple[time, time], day: int, start: int, end: int) -> bool:
    """The session begins and ends between two clock times of its day."""
    first, last = made.frame.moment(start, day), made.frame.moment(end, day)
    until = last.time() <= hours[1] if last.date() == first.date() else last.time() == hours[1] == time()
    return hours[0] <= first.time() and (hours[1] == time() or until)


def _in_slots(made: Setup, slots: tuple[Slot, ...], day: int, start: int, end: int) -> bool:
    """Every minute of the session lies in one of the named parts of the day."""
    frame = made.frame
    for minute in range(start, end, weights.GRID_MIN):
        clock = frame.moment(minute, day)
        inside = any(SLOT_HOURS[s][0] <= clock.hour < SLOT_HOURS[s][1] for s in slots)
        if not inside or clock.date() != frame.days[day].date:
            return False
    return True
