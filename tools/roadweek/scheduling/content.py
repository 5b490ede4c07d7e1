"""What a week's sessions are for: wishes for work without a place of its own, and the works that each session holds."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from roadweek.domain.base import Language, Weekday
from roadweek.domain.edits import DayOff
from roadweek.domain.holidays import chosen_days
from roadweek.domain.plan import Plan
from roadweek.domain.week import Reason, Session, Trip
from roadweek.domain.weeks import monday_of, weekday_code
from roadweek.domain.work import Strand, Work, WorkPortion
from roadweek.messages import say
from roadweek.planning.allocate import Ledger, allocate
from roadweek.planning.effort import SMALLEST_MIN, Outlook, outlook
from roadweek.planning.rhythm import LONGEST_MIN, on_grid, split
from roadweek.planning.supply import Conditions
from roadweek.scheduling.bars import day_bar
from roadweek.scheduling.effective import pauses
from roadweek.scheduling.grid import WeekFrame
from roadweek.scheduling.inputs import Hours, WeekInputs
from roadweek.scheduling.kept_blocks import numbered_blocks
from roadweek.scheduling.limits import holds_off
from roadweek.scheduling.weights import rate
from roadweek.scheduling.wishes import Wish


@dataclass(frozen=True, slots=True)
class WeekWork:
    """A week's share of the plan's work."""

    view: Outlook
    week: date
    done: Mapping[str, int]
    given: Conditions
    missed: Mapping[str, int]
    """Minutes that titles of earlier weeks count and that are not in ``done``."""
    later: Mapping[str, int]
    """The minute from which titles of later weeks count a work."""


def hours_minutes(hours: Hours, buffer_share: float) -> dict[Weekday, int]:
    """Minutes that may be worked on each weekday, the buffer left out."""
    return {
        code: int(
            sum(_length(s.start.hour * 60 + s.start.minute, s.end.hour * 60 + s.end.minute) for s in pairs)
            * (1 - buffer_share)
        )
        for code, pairs in hours.days.items()
    }


def _length(start: int, end: int) -> int:
    return (end if end > start else 1440) - start


_Key = tuple[Hashable, ...]
_SEEN: dict[_Key, Outlook] = {}
"""The last outlooks: a week's inputs, its wishes and its titles look at the same one."""


def look_ahead(inputs: WeekInputs, plan: Plan) -> Outlook:
    """The strands of ``plan`` (as it stands) over their horizon."""
    hours = tuple(sorted(hours_minutes(inputs.hours, inputs.buffer_share).items()))
    key = (plan.strands, plan.activities, plan.periods, plan.as_of, inputs.began, hours, inputs.focus_share)
    found = _SEEN.get(key)
    if found is None:
        start = inputs.began or monday_of(inputs.week)
        found = outlook(plan, start, began=inputs.began, hours=dict(hours), focus_share=inputs.focus_share)
        if len(_SEEN) > 8:
            _SEEN.clear()
        _SEEN[key] = found
    return found


def conditions(inputs: WeekInputs, trips: Sequence[Trip]) -> Conditions:
    off = frozenset(a.edit.date for a in inputs.adjustments if isinstance(a.edit, DayOff))
    off |= {day for day, choice in chosen_days(inputs.adjustments).items() if choice == "off"}
    hours = hours_minutes(inputs.hours, inputs.buffer_share)
    return Conditions(tuple(trips), pauses(inputs.adjustments), off, hours)


def week_work(inputs: WeekInputs, plan: Plan, trips: Sequence[Trip]) -> WeekWork | None:
    """Null where the plan has no work but its habits."""
    if not plan.strands:
        return None
    view, week, given = look_ahead(inputs, plan), monday_of(inputs.week), conditions(inputs, trips)
    return WeekWork(view, week, inputs.work_done, given, inputs.work_missed, inputs.work_next)


def work_wishes(inputs: WeekInputs, plan: Plan, frame: WeekFrame, work: WeekWork) -> list[Wish]:
    """Wishes for blocks in free time and for dated occasions; the places have theirs already."""
    content, _ = allocate(work.view, work.week, work.done, work.given)
    strands = {s.id: s for s in work.view.strands}
    found: list[Wish] = []
    for block in numbered_blocks(content.blocks, Ledger(work.view, work.week, work.done), inputs):
        strand = strands[block.strand]
        days, barred = _block_days(strand, inputs, plan, frame)
        count = len(block.sittings)
        whole, shut = (days, barred), _until(days, barred, frame, block.due)
        for n, (number, minutes) in enumerate(block.sittings):
            days, barred = shut if n < block.closing else whole
            found.append(
                Wish(
                    id=f"{frame.week}.{strand.id}.b{number}",
                    title=strand.title,
                    track=strand.track,
                    lo=max(25, on_grid(minutes * 2 // 3)) if minutes > 25 else minutes,
                    hi=minutes,
                    rate=_rate(strand, plan),
                    days=days,
                    group=f"work-{strand.id}",
                    per_day=max(1, block.a_day, -(-count // max(1, len(days)))),
                    strand=strand.id,
                    ideal=days[(2 * n + 1) * len(days) // (2 * count)] if days else None,
                    barred=barred,
                    no_units=True,
                )
            )
    for occasion in content.occasions:
        found += _occasion(strands[occasion.strand], occasion.work, inputs, plan, frame)
    return found


def _until(
    days: tuple[int, ...], barred: tuple[tuple[int, Reason], ...], frame: WeekFrame, due: date | None
) -> tuple[tuple[int, ...], tuple[tuple[int, Reason], ...]]:
    """``days`` up to the day ``due``; all of them where none of those is left, for what is late is done soon."""
    kept = tuple(index for index in days if due is None or frame.days[index].date <= due)
    if due is None or not kept:
        return days, barred
    reason = Reason(code="deadline", params={"due": due.isoformat()})
    return kept, (*barred, *((index, reason) for index in days if index not in kept))


def _rate(strand: Strand, plan: Plan) -> int:
    track = next((t for t in plan.tracks if t.id == strand.track), None)
    wanted = strand.lead or strand.beside or strand.weekly is not None or any(w.due for w in strand.works)
    return rate("should" if wanted else "optional", track.priority if track else 0)


def _block_days(
    strand: Strand, inputs: WeekInputs, plan: Plan, frame: WeekFrame
) -> tuple[tuple[int, ...], tuple[tuple[int, Reason], ...]]:
    days: list[int] = []
    barred: list[tuple[int, Reason]] = []
    first = min((w.first for w in strand.works if w.first is not None and w.open), default=None)
    ends = [w.last for w in strand.works if w.last is not None and w.open and w.due]
    last = max(ends) if len(ends) == len([w for w in strand.works if w.open]) and ends else None
    if last is not None and last < frame.days[0].date:
        last = None  # overdue: as soon as it can be
    for day in frame.days:
        reason = _bar(strand.track, inputs, plan, frame, day.index)
        if reason is not None:
            barred.append((day.index, reason))
        elif last is not None and day.date > last:
            barred.append((day.index, Reason(code="deadline", params={"due": last.isoformat()})))
        elif first is None or day.date >= first:
            days.append(day.index)
    return tuple(days), tuple(barred)


def _bar(track: str | None, inputs: WeekInputs, plan: Plan, frame: WeekFrame, index: int) -> Reason | None:
    from roadweek.scheduling.bars import pause_reason, trip_reason

    day = frame.days[index]
    for name, first, last in pauses(inputs.adjustments):
        if name == track and first <= day.date <= last:
            return pause_reason(plan, name, first, last)
    if day.trip:
        return trip_reason(plan, day.trip)
    return day_bar(frame, index) or holds_off(None, plan, day.date, day.template)


def _occasion(strand: Strand, work: Work, inputs: WeekInputs, plan: Plan, frame: WeekFrame) -> list[Wish]:
    """The sittings of what is done once."""
    mine = [
        d.index
        for d in frame.days
        if (work.first is None or d.date >= work.first)
        and (work.last is None or d.date <= work.last)
        and (not work.days or weekday_code(d.date) in work.days)
    ]
    bars = {index: _bar(work.track, inputs, plan, frame, index) for index in mine}
    days = tuple(index for index in mine if bars[index] is None)
    barred = tuple((index, reason) for index, reason in bars.items() if reason is not None)
    minutes = on_grid(work.minutes.top if work.minutes else 60)
    lengths = split(minutes, max(1, -(-minutes // LONGEST_MIN)))
    track = next((t for t in plan.tracks if t.id == work.track), None)
    return [
        Wish(
            id=f"{frame.week}.{work.id}" + (f".{n + 1}" if len(lengths) > 1 else ""),
            title=work.title,
            track=work.track,
            lo=max(min(length, 25), on_grid(length * 2 // 3)),
            hi=length,
            rate=rate("optional" if work.optional else "should", track.priority if track else 0),
            days=days,
            group=f"work-{work.id}" if len(mine) == 1 else f"work-{strand.id}",
            per_day=len(lengths) if len(mine) == 1 else 1,
            strand=strand.id,
            occasion=work.id,
            slots=work.slots,
            at=work.at if n == 0 else None,
            after=f"{frame.week}.{work.id}.{n}" if n else None,
            barred=barred,
            no_units=True,
        )
        for n, length in enumerate(lengths)
    ]


def assigned(work: WeekWork, wishes: Sequence[Wish]) -> list[Wish]:
    """The wishes of places with the strand that each is for: what is moved takes its work along."""
    content, ledger = allocate(work.view, work.week, work.done, work.given)
    queues: dict[str, list[str | None]] = {}
    strand_of = {w.id: s.id for s in work.view.strands for w in s.works}
    track_of = {w.id: w.track if w.kind != "decision" else None for s in work.view.strands for w in s.works}
    for sitting, parts in content.filled:
        queues.setdefault(sitting.place, []).append(parts[0].work if parts else None)
    result: list[Wish] = []
    for wish in wishes:
        if wish.activity in ledger.slots and wish.strand is None and not wish.no_units:
            queue = queues.get(wish.activity or "", [])
            first = queue.pop(0) if queue else None
            if first is not None:
                track = track_of[first] if not ledger.slots[wish.activity].slot_for else None
                wish = replace(wish, strand=strand_of[first], track=track or wish.track)
        result.append(wish)
    return result


def named(
    work: WeekWork, plan: Plan, wishes: Sequence[Wish], sessions: Sequence[Session], now: datetime
) -> tuple[Session, ...]:
    """``sessions``, in order of time, with what they are for; what was approved keeps its words, unless the person has
    since finished, left out or split what it was for."""
    by_id = {w.id: w for w in wishes}
    works = {w.id: w for s in work.view.strands for w in s.works}
    ledger = Ledger(work.view, work.week, work.done)
    lang = plan.language
    kept: set[str] = set()
    for session in sessions:
        wish = by_id.get(session.id)
        stands = wish.standing if wish is not None else session
        if stands is not None and stands.work and (wish is None or all(_goes_on(p, works) for p in stands.work)):
            kept.add(session.id)
            for part, minutes in shared_out(stands, now):
                ledger.done[part] = ledger.done.get(part, 0) + minutes
    result: list[Session] = []
    for session in sessions:
        wish = by_id.get(session.id)
        if session.id in kept:
            stands = wish.standing if wish is not None else session
            assert stands is not None
            result.append(session.model_copy(update={"title": stands.title, "work": stands.work}))
        elif wish is None or wish.no_units:
            result.append(_loose(session, wish, works, ledger, lang))
        elif wish.activity in ledger.slots:
            ledger.day = session.start.date()
            parts = ledger.take(ledger.by_id[wish.strand], session.minutes) if wish.strand else []
            rest = session.minutes - sum(p.minutes for p in parts)
            if rest >= SMALLEST_MIN or not parts:
                parts += ledger.fill(wish.activity or "", rest)
            result.append(_titled(session, wish.title, parts, lang, ledger))
        else:
            result.append(session)
    begun = {s.id for s in sessions if s.id not in by_id or s.status != "planned" or s.pinned or s.start < now}
    places = {w.id: w.title for w in wishes if w.activity in ledger.slots and not w.no_units}
    return tuple(
        session if parts == session.work else _titled(session, places.get(session.id), parts, lang, ledger)
        for session, parts in zip(result, numbered(work, result, kept, begun), strict=True)
    )


def numbered(
    work: WeekWork, sessions: Sequence[Session], kept: Collection[str], fixed: Collection[str]
) -> list[tuple[WorkPortion, ...]]:
    """What a week's ``sessions`` (in order of time) are for, the parts of each work numbered on from what earlier weeks
    say of it, done or not, and not beyond where later ones begin.

    Titles of ``fixed`` sessions stay. Those of ``kept`` ones were approved: they stay too while their order is that of
    their numbers, else they change numbers with one another. What is owed until it is finished has one part more for
    each that was missed; a topic's number of parts stays.
    """
    due = {w.id for s in work.view.strands for w in s.works if w.due}
    starts: dict[str, list[int]] = {}
    for session in sessions:
        if session.id in kept and session.id not in fixed:
            for part in (part for part in session.work if part.shared):
                starts.setdefault(part.work, []).append(part.done_min - part.minutes)
    for queue in starts.values():
        queue.sort()
    up_to: dict[str, int] = {}
    found: list[tuple[WorkPortion, ...]] = []
    for session in sessions:
        parts: list[WorkPortion] = []
        for part in session.work:
            name = part.work
            if not part.shared or part.of_min is None or session.id in fixed:
                up_to[name] = max(up_to.get(name, 0), part.done_min)
                parts.append(part)
                continue
            missed = work.missed.get(name, 0)
            start = up_to.get(name, work.done.get(name, 0) + missed)
            if session.id in kept:
                start = max(start, starts[name].pop(0))
            end = start + part.minutes
            of = part.of_min + (missed if name in due and session.id not in kept else 0)
            end = max(part.minutes, min(end, work.later.get(name, end)))
            up_to[name] = max(start, end)
            parts.append(part.model_copy(update={"done_min": end, "of_min": max(of, end)}))
        found.append(tuple(parts))
    return found


def shared_out(session: Session, now: datetime) -> list[tuple[str, int]]:
    """The minutes of a session that count, see ``Session.counted_min``, given to its works in their order."""
    left = session.counted_min(now)
    found: list[tuple[str, int]] = []
    for part in session.work:
        found.append((part.work, min(left, part.minutes)))
        left -= found[-1][1]
    return found


def _goes_on(part: WorkPortion, works: Mapping[str, Work]) -> bool:
    found = works.get(part.work)
    return found is not None and found.open


def _loose(session: Session, wish: Wish | None, works: Mapping[str, Work], ledger: Ledger, lang: Language) -> Session:
    """A session that lies in no place: a dated occasion, a block of a strand, or none of the plan's work."""
    if wish is not None and wish.occasion is not None:
        return _of_occasion(session, works[wish.occasion], ledger, lang)
    if wish is not None and wish.strand is not None:
        return _titled(session, None, ledger.take(ledger.by_id[wish.strand], session.minutes), lang, ledger)
    return session


def _of_occasion(session: Session, work: Work, ledger: Ledger, lang: Language) -> Session:
    before = ledger.done.get(work.id, 0)
    ledger.done[work.id] = before + session.minutes
    of = work.minutes.top if work.minutes else session.minutes
    portion = WorkPortion(
        work=work.id,
        title=work.title,
        minutes=session.minutes,
        done_min=before + session.minutes,
        of_min=max(of, before + session.minutes),
    )
    part = ""
    if of > LONGEST_MIN:
        count = -(-on_grid(of) // LONGEST_MIN)
        part = _part(min(count, before // max(1, of // count) + 1), count, lang)
    return session.model_copy(update={"title": f"{work.title}{part}", "work": (portion,)})


def _titled(
    session: Session, place: str | None, parts: Sequence[WorkPortion], lang: Language, ledger: Ledger
) -> Session:
    if not parts:
        return session
    words = "；" if lang == "zh" else "; "
    text = words.join(f"{p.title}{_progress(p, ledger, lang)}" for p in parts)
    colon = "：" if lang == "zh" else ": "
    text = text.removeprefix(f"{place}{colon}")
    title = f"{place}{colon}{text}" if place else text
    return session.model_copy(update={"title": title[:200], "work": tuple(parts)})


def _progress(part: WorkPortion, ledger: Ledger, lang: Language) -> str:
    """How far a work is up to and with this sitting: hours where its effort is known, else the number of the part."""
    if part.box is not None:
        return say("titles.box", lang, minutes=part.box, done=part.done_min)
    if part.of_min is None or part.of_min <= part.minutes:
        return ""
    if not part.shared:
        return say("titles.hours", lang, done=_hours(part.done_min), of=_hours(part.of_min))
    unit = ledger.view.units.get(part.work, 60)
    count = max(1, round(part.of_min / unit))
    last = min(count, max(1, round(part.done_min / unit)))
    first = min(last, round((part.done_min - part.minutes) / unit) + 1)
    if count == 1:
        return ""
    return _part(last, count, lang) if first == last else say("titles.parts", lang, first=first, last=last, of=count)


def _part(number: int, count: int, lang: Language) -> str:
    return say("titles.part", lang, n=number, of=count)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")


__all__ = ["WeekWork", "assigned", "conditions", "look_ahead", "named", "week_work", "work_wishes"]
