"""Edits made in conversation follow a document that is imported again, or it is told why they cannot.

A decision's id is its line and a milestone's its title, so an edit is carried over to what its thing is called now.
What is gone keeps its edit, under a name that nothing has: it does nothing, hits nothing else, and waits for a word.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, cast

from roadweek.domain.edits import (
    Add,
    AddActivity,
    AddMilestone,
    AddTask,
    Adjustment,
    Decide,
    Drop,
    Edit,
    Move,
    MoveMilestone,
    Pause,
    RemoveActivity,
    Resume,
    SetActivity,
    SplitWork,
)
from roadweek.domain.plan import Activity, Milestone, Plan
from roadweek.messages import say
from roadweek.planning.steer import Spot, added_id, find
from roadweek.scheduling.effective import effective
from roadweek.versions.diff import ItemDocument, Matching, match, plain

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.domain.work import Work
    from roadweek.views.documents import EditConflictView

KEEP, DROP = "keep", "drop"
MADE = ("milestone-a", "work-a", "task-a")
"""Begin the ids of things that were made in conversation."""
WORK_FIELDS = ("work", "before", "after")
"""The fields of edits that name a work."""
GONE = "gone: "
"""Begins the id of a thing that the document no longer has; no id of the importer has a colon."""
SETTLES = ("c-", "e-")
"""Begin the ids of conflicts, which ``decide`` edits settle: of the document, and of an edit with the document."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A plan with the items that were read of its document."""

    plan: Plan
    items: Sequence[ItemDocument] = field(default_factory=tuple[ItemDocument, ...])


@dataclass(frozen=True, slots=True)
class Birth:
    """The plan that an adjustment was made on, and the edit as it was made then."""

    plan: Plan
    edit: Edit


def carried(adjustments: Sequence[Adjustment], old: Stage, new: Stage) -> dict[str, Edit]:
    """Of the adjustments in force those that need another form on ``new``, by id: their thing has another id, or
    none."""
    if not any(_references(a.edit) for a in adjustments):
        return {}
    names = _Names(old, new, match(old.items, new.items))
    by_kind = {"milestone": names.milestone, "decision": names.decision}
    found: dict[str, Edit] = {}
    for adjustment in adjustments:
        known = _references(adjustment.edit)
        now = {name: by_kind.get(name, names.work)(told) for name, told in known.items()}
        if now != known:
            found[adjustment.id] = adjustment.edit.model_copy(update=now)
    return found


def _references(edit: Edit) -> dict[str, str]:
    """What an edit refers to that an import may rename, by its field; things made in conversation keep their names."""
    found: dict[str, str] = {}
    for name in ("milestone", "decision", *WORK_FIELDS):
        known: str | None = getattr(edit, name, None)
        if known is not None and not known.startswith((*SETTLES, GONE, *MADE)):
            found[name] = known
    return found


def renamed_works(old: Stage, new: Stage) -> dict[str, str]:
    """The works of a plan that have another id in a later one, or none, by their old ids."""
    names = _Names(old, new, match(old.items, new.items))
    found = {w.id: names.work(w.id) for s in old.plan.strands for w in s.works}
    return {was: now for was, now in found.items() if was != now}


def with_renamed(parts: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """What a session is for, by the names that its works have now."""
    result: list[dict[str, Any]] = []
    for part in parts:
        name, dot, step = str(part["work"]).partition(".")
        result.append({**part, "work": names.get(name, name) + dot + step})
    return result


def renumbered(edit: Edit, numbers: Mapping[str, str]) -> Edit:
    """``edit`` where adjustments were put in force again: ``numbers`` are their new ids by the old ones, and the
    works that they add are named after those."""
    now: dict[str, str] = {}
    for name in WORK_FIELDS:
        known: str | None = getattr(edit, name, None)
        made, _, step = (known or "").partition(".")
        if made.startswith("work-") and made[5:] in numbers:
            now[name] = added_id(numbers[made[5:]]) + (f".{step}" if step else "")
    return edit.model_copy(update=now) if now else edit


class _Names:
    """What the things of one plan are called in a later one."""

    def __init__(self, old: Stage, new: Stage, matching: Matching) -> None:
        self.old, self.new, self.became = old, new, matching.became
        self.items = {item["id"]: item for item in new.items}
        self.by_line: dict[int, list[Milestone]] = {}
        for milestone in new.plan.milestones:
            for line in milestone.lines:
                self.by_line.setdefault(line, []).append(milestone)

    def decision(self, known: str) -> str:
        before = next((d for d in self.old.plan.decisions if d.id == known), None)
        read = any(item["id"] == known for item in self.old.items)
        now = self.became.get(known) if read else known
        if now in {d.id for d in self.new.plan.decisions}:
            return now or known
        return f"{GONE}{before.question if before else known}"[:120]

    def work(self, known: str) -> str:
        """A work's id is its words: it is the one of its title now, else the one on the line that its line became.

        A step goes with its work."""
        name, dot, step = known.partition(".")
        spot = find(self.old.plan.strands, name)
        if spot is None:
            return known
        now = self._titled(spot) or self._lined(spot.work)
        return now + dot + step if now else f"{GONE}{spot.work.title}"[:120]

    def _titled(self, spot: Spot) -> str | None:
        """The work of the same title; of several the one in the list of the same title, else the first."""
        wanted = plain(spot.work.title)
        same = [(s, w) for s in self.new.plan.strands for w in s.works if plain(w.title) == wanted]
        same.sort(key=lambda one: (one[0].title != spot.strand.title, one[1].id != spot.work.id))
        return same[0][1].id if same else None

    def _lined(self, work: Work) -> str | None:
        became = {
            self.became.get(item["id"])
            for item in self.old.items
            if item["lines"] and set(item["lines"]) & set(work.lines)
        }
        lines = {line for name in became if name in self.items for line in self.items[name]["lines"]}
        works = (w for s in self.new.plan.strands for w in s.works)
        return next((w.id for w in works if w.kind == work.kind and set(w.lines) & lines), None)

    def milestone(self, known: str) -> str:
        before = next((m for m in self.old.plan.milestones if m.id == known), None)
        there = {m.id for m in self.new.plan.milestones}
        if before is None:
            return known
        mine = [
            item
            for item in self.old.items
            if item["group"] in ("milestones", "deadlines") and set(item["lines"]) <= set(before.lines)
        ]
        if not mine:
            return known if known in there else f"{GONE}{before.title}"[:120]
        for item in sorted(mine, key=lambda item: item.get("title") != before.title):
            now = self.items.get(self.became.get(item["id"], ""))
            holders = self.by_line.get(now["lines"][0], []) if now else []
            holders = [m for m in holders if now and (m.title == now.get("title") or set(now["lines"]) <= set(m.lines))]
            holders.sort(key=lambda m: (now is None or m.title != now.get("title"), m.id != known))
            if holders:
                return holders[0].id
        return f"{GONE}{before.title}"[:120]


def edit_conflicts(
    adjustments: Sequence[Adjustment],
    births: Mapping[str, Birth],
    plan: Plan,
    *,
    today: date,
    lang: Language,
) -> list[EditConflictView]:
    """The edits in force that ``plan``, as the document now is, does not fit; decided ones have their choice.

    ``births`` has the plan on which each adjustment was made. Edits whose time has passed are left out.
    """
    now = effective(plan, adjustments)
    chosen = {a.edit.decision: a.edit.choice for a in adjustments if isinstance(a.edit, Decide)}
    tracks = {t.id for t in plan.tracks} | {a.edit.track for a in adjustments if isinstance(a.edit, AddActivity)}
    split = {a.edit.work for a in adjustments if isinstance(a.edit, SplitWork)}
    split = {w for w in split if not w.startswith(GONE)}
    found: list[EditConflictView] = []
    for adjustment in adjustments:
        edit = adjustment.edit
        if _over(edit, today) or (isinstance(edit, Decide) and edit.decision.startswith(SETTLES)):
            continue
        birth = births.get(adjustment.id)
        clash = _gone(edit, now, tracks, split, lang) or (_clash(edit, birth, plan, lang) if birth else None)
        if clash is None:
            continue
        kind, params = clash
        stamp = json.dumps([kind, edit.to_json(), {k: str(v) for k, v in params.items()}], sort_keys=True)
        name = f"e-{hashlib.sha256(stamp.encode()).hexdigest()[:8]}"
        found.append(
            {
                "id": name,
                "kind": kind,
                "adjustment": adjustment.id,
                "edit": edit.to_json(),
                "message": say(f"provenance.edit_{kind}", lang, edit=brief(edit, lang), **params),
                "choices": [KEEP, DROP, *(_instead(edit, now) if kind == "gone" else ())],
                "choice": chosen.get(name),
            }
        )
    return found


Clash = tuple[Literal["gone", "changed", "twice"], dict[str, Any]]


def _over(edit: Edit, today: date) -> bool:
    """Whether nothing of an edit is still to come."""
    last: date | None = None
    match edit:
        case Move():
            last = edit.to
        case Drop() | Add():
            last = edit.date
        case Pause():
            last = edit.until
        case Resume():
            return True  # it ends what is past, and asks for nothing
        case _:
            pass
    return last is not None and last < today


def _gone(edit: Edit, now: Plan, tracks: set[str], split: set[str], lang: Language) -> Clash | None:
    works = {w.id for s in now.strands for w in s.works} | {t.id for t in now.tasks} | split
    known: dict[str, set[str]] = {
        "milestone": {m.id for m in now.milestones},
        "task": {t.id for t in now.tasks},
        "work": works,
        "before": works,
        "after": works,
        "decision": {d.id for d in now.decisions},
        "track": tracks,
    }
    for what, ids in known.items():
        name: str | None = getattr(edit, what, None)
        if name is not None and name not in ids and not isinstance(edit, AddActivity):
            kind = "work" if what in WORK_FIELDS else what
            return "gone", {"what": say(f"provenance.what_{kind}", lang), "name": name.removeprefix(GONE)}
    return None


def _instead(edit: Edit, now: Plan) -> list[str]:
    """What the edit may be about now: the likeliest few."""
    from difflib import get_close_matches

    reference = getattr(edit, "milestone", None), getattr(edit, "decision", None), getattr(edit, "track", None)
    name = next((r for r in reference if r), "").removeprefix(GONE)
    works = [getattr(edit, field, None) or "" for field in WORK_FIELDS]
    gone = next((name for name in works if name.startswith(GONE)), None)
    if gone is not None:
        name = gone.removeprefix(GONE)
        titles = {plain(w.title): w.id for s in now.strands for w in s.works}
    elif reference[0]:
        titles = {plain(m.title): m.id for m in now.milestones}
    elif reference[1]:
        titles = {plain(d.question): d.id for d in now.decisions}
    else:
        titles = {plain(t.title): t.id for t in now.tracks}
    return [titles[close] for close in get_close_matches(plain(name), titles, n=3, cutoff=0.4)]


def _clash(edit: Edit, birth: Birth, plan: Plan, lang: Language) -> Clash | None:
    """What the document changed under an edit, or now says itself; agreeing with the edit is no conflict."""
    before, after = birth.plan, plan
    match edit:
        case MoveMilestone():
            known = birth.edit.milestone if isinstance(birth.edit, MoveMilestone) else edit.milestone
            old, new = _due(before, known), _due(after, edit.milestone)
            if old is not None and new is not None and old != new and new != edit.due.isoformat():
                return "changed", {"before": old, "after": new}
        case Decide():
            known = birth.edit.decision if isinstance(birth.edit, Decide) else edit.decision
            was = next((d.options for d in before.decisions if d.id == known), None)
            now = next((d.options for d in after.decisions if d.id == edit.decision), None)
            if was is not None and now is not None and was != now and edit.choice not in now:
                return "changed", {"before": " / ".join(was) or "–", "after": " / ".join(now) or "–"}
        case SetActivity() | RemoveActivity():
            fields = _set_fields(edit)
            said, says = _wishes(before, edit.track, fields), _wishes(after, edit.track, fields)
            if said != says and said and says and not _agrees(edit, after):
                return "changed", {"before": _shown(said - says, lang), "after": _shown(says - said, lang)}
        case AddActivity():
            if not _wishes(before, edit.track, ()) and (mine := _of_track(after, edit.track)):
                return "twice", {"name": mine[0].title}
        case AddMilestone() | AddTask():
            title = plain(edit.title)
            there = next((m for m in after.milestones if plain(m.title) == title), None)
            if there is not None and not any(plain(m.title) == title for m in before.milestones):
                return "twice", {"name": there.title}
        case _:
            pass
    return None


def _due(plan: Plan, milestone: str) -> str | None:
    found = next((m for m in plan.milestones if m.id == milestone), None)
    return found.due.latest.isoformat() if found and found.due else None


def _set_fields(edit: SetActivity | RemoveActivity) -> tuple[str, ...]:
    """The fields of an activity that an edit speaks of; an ending speaks of all."""
    names = {
        "minutes": ("minutes", "total_minutes"),
        "times": ("times",),
        "per": ("per",),
        "days": ("days",),
        "interval": ("interval",),
        "nth": ("nth",),
        "at": ("at",),
        "slot": ("slots",),
    }
    spoken = [n for n in names if isinstance(edit, RemoveActivity) or getattr(edit, n) is not None]
    return tuple(part for name in spoken for part in names[name])


def _of_track(plan: Plan, track: str) -> list[Activity]:
    return [a for a in plan.activities if a.track == track and not a.superseded]


def _wishes(plan: Plan, track: str, fields: Sequence[str]) -> frozenset[str]:
    """A track's recurring wishes, as words for the fields that are compared."""
    lines = (a.model_dump(mode="json", include={"template", *fields}) for a in _of_track(plan, track))
    return frozenset(json.dumps(line, sort_keys=True) for line in lines)


def _agrees(edit: SetActivity | RemoveActivity, plan: Plan) -> bool:
    if isinstance(edit, RemoveActivity):
        return False
    for activity in _of_track(plan, edit.track):
        same = (
            (edit.minutes is None or (activity.minutes is not None and activity.minutes.lo == edit.minutes)),
            (edit.times is None or activity.times.lo == edit.times),
            (edit.per is None or activity.per == edit.per),
            (edit.days is None or set(activity.days) == set(edit.days)),
            (edit.slot is None or edit.slot in activity.slots),
            (edit.interval is None or activity.interval == edit.interval),
            (edit.nth is None or activity.nth == edit.nth),
            (edit.at is None or activity.at == edit.at),
        )
        if all(same):
            return True
    return False


def _shown(wishes: frozenset[str], lang: Language) -> str:
    """Compared wishes for people: the numbers alone."""
    parts: list[str] = []
    for text in sorted(wishes):
        wish: dict[str, Any] = json.loads(text)
        trip = " (trip)" if wish.pop("template") == "trip" else ""
        parts.append(" ".join(_value(value) for value in wish.values() if value) + trip)
    return "; ".join(part for part in parts if part.strip()) or say("provenance.nothing", lang)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(str, cast("list[object]", value)))
    if isinstance(value, dict):
        low, high = cast("dict[str, object]", value).values()
        return str(low) if high in (None, low) else f"{low}–{high}"
    return str(value)


def brief(edit: Edit, lang: Language) -> str:
    """An edit in a few words: what it is called, and its values."""
    words = [_value(value) for key, value in edit.to_json().items() if key != "kind"]
    return " · ".join([say(f"edits.{edit.kind}", lang), *(word.removeprefix(GONE) for word in words)])
