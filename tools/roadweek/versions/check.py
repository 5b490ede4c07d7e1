"""Edits held against the plan that they are for: every name must be known, and is replaced by its id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from roadweek.domain.base import Model
from roadweek.domain.edits import (
    EDIT,
    AddActivity,
    CatchUp,
    Edit,
    Finish,
    FinishWork,
    Focus,
    OrderWork,
    Pin,
    Reinstate,
    RemoveActivity,
    ReportSession,
    SetActivity,
    SetEffort,
    SkipWork,
    SplitWork,
    Unpin,
    Withdraw,
)
from roadweek.domain.holidays import OPTIONS, holiday_choice, holiday_days
from roadweek.domain.plan import Plan, Task
from roadweek.domain.short import full_id
from roadweek.domain.work import Work
from roadweek.errors import EditError, UnknownNameError
from roadweek.messages.faults import fault_words
from roadweek.planning.steer import find, focus_strands, ordered
from roadweek.views.format import near


def parse_edits(values: Iterable[Any]) -> tuple[Edit, ...]:
    """Edits from JSON-plain data. Raises EditError with the field and what is wrong with it."""
    out: list[Edit] = []
    for value in values:
        try:
            out.append(EDIT.validate_python(value.to_json() if isinstance(value, Model) else value))
        except ValidationError as error:
            faults = [{**one, "loc": one["loc"][1:]} for one in error.errors(include_url=False, include_input=False)]
            raise EditError(why=_why(error), faults=faults) from error
    return tuple(out)


def _why(error: ValidationError) -> str:
    """The first fault in English, for programs that get no more than that."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or ".".join(str(part) for part in first["loc"]) or "edit"
    return f"{where}: {fault_words(first, 'en')}"


def ended(edits: Sequence[Edit], plan: Plan, today: date) -> tuple[Edit, ...]:
    """``edits`` with "finished" said of an activity, such as one that goes on until something happens, as its end, and
    days that were lost ending yesterday."""
    return tuple(_as_said(edit, plan, today) for edit in edits)


def _as_said(edit: Edit, plan: Plan, today: date) -> Edit:
    if isinstance(edit, CatchUp) and edit.until >= today > edit.from_:  # today may still be worked on
        return edit.model_copy(update={"until": today - timedelta(days=1)})
    return _ended(edit, plan, today) if isinstance(edit, FinishWork) else edit


def _ended(edit: FinishWork, plan: Plan, today: date) -> Edit:
    try:
        work_id(plan, edit.work)
    except UnknownNameError:
        known = [a for a in plan.activities if not a.superseded]
        wanted = _plain(edit.work)
        for fits in (_same, _within, _all_words):
            found = {(a.track, a.title) for a in known if wanted and fits(wanted, edit.work, a.title)}
            if len(found) == 1:
                ((track, title),) = found
                return RemoveActivity.model_validate({"track": track, "title": title, "from": edit.date or today})
    except EditError:
        pass  # several works: asked about where it is checked
    return edit


def checked(edits: Sequence[Edit], plan: Plan, *, sessions: Iterable[str] = ()) -> tuple[Edit, ...]:
    """The same edits with names of tracks, works, milestones, tasks and decisions replaced by ids.

    ``plan`` is the effective plan; ``sessions`` the ids that may be pinned or finished. Raises UnknownNameError, which
    lists what is known, and EditError for what would change nothing of a work.
    """
    known = set(sessions)
    return tuple(_checked(edit, plan, known) for edit in edits)


def _checked(edit: Edit, plan: Plan, sessions: set[str]) -> Edit:
    if getattr(edit, "title", None) == "":
        raise EditError("title_empty")
    if isinstance(edit, Withdraw | Reinstate):
        raise EditError(why=f"{edit.kind} is what undo writes; use `roadweek undo`")
    if isinstance(edit, Pin | Unpin | Finish | ReportSession):
        found = full_id(edit.session, sessions)
        if found is None:
            raise UnknownNameError(what="session", name=edit.session, see="see_week")
        return edit.model_copy(update={"session": found})
    for each in type(edit).model_fields:
        value = getattr(edit, each)
        if isinstance(value, date):
            near(value.date() if isinstance(value, datetime) else value)
    updates: dict[str, str] = {}
    track = getattr(edit, "track", None)
    if track is not None and not isinstance(edit, AddActivity):
        updates["track"] = track_id(plan, track)
    if isinstance(edit, SetActivity | RemoveActivity) and edit.title is not None:
        updates["title"] = _activity_title(plan, updates["track"], edit.title)
    for field, things in (("milestone", plan.milestones), ("task", plan.tasks), ("decision", plan.decisions)):
        name = getattr(edit, field, None)
        if field == "decision" and name is not None and holiday_days(name):
            updates["choice"] = _of_holiday(getattr(edit, "choice", ""))
            continue
        if name is not None and name not in {thing.id for thing in things}:
            raise UnknownNameError(what=field, name=name, known=(thing.id for thing in things))
    for field in ("work", "before", "after"):
        name = getattr(edit, field, None)
        if name is not None:
            updates[field] = work_id(plan, name)
    edit = edit.model_copy(update=updates) if updates else edit
    why = _needless(edit, plan)
    if why is not None:
        raise why
    return edit


def _of_holiday(choice: str) -> str:
    """One of the three words for a holiday, in the language that it was said in."""
    if holiday_choice(choice) is None:
        raise UnknownNameError(what="choice", name=choice, known=(*OPTIONS["en"].values(), *OPTIONS["zh"].values()))
    return choice.strip()


def _activity_title(plan: Plan, track: str, title: str) -> str:
    """The title of one of a track's activities as the plan has it. Raises UnknownNameError, which lists them."""
    mine = [a.title for a in plan.activities if a.track == track and not a.superseded]
    found = next((t for t in mine if t.strip().casefold() == title.strip().casefold()), None)
    if found is None:
        raise UnknownNameError(what="activity", name=title, known=dict.fromkeys(mine))
    return found


def _needless(edit: Edit, plan: Plan) -> EditError | None:
    """Why an edit of a work would change nothing, or cannot be."""
    match edit:
        case FinishWork() | SkipWork() | SetEffort() | SplitWork():
            return _closed(edit, plan)
        case OrderWork():
            return _unordered(edit, plan)
        case Focus():
            return _unfocused(edit, plan)
        case _:
            return None


def _closed(edit: FinishWork | SkipWork | SetEffort | SplitWork, plan: Plan) -> EditError | None:
    work = next(w for w in works_of(plan) if w.id == edit.work)
    if work.done is not None:
        return EditError("work_done", title=work.title, day=work.done.isoformat())
    if work.dropped:
        return EditError("work_dropped", title=work.title)
    minutes = work.minutes if isinstance(work, Task) else work.minutes.top if work.minutes else None
    if isinstance(edit, SetEffort) and minutes == edit.minutes and _exact(work):
        return EditError("work_effort", title=work.title, minutes=edit.minutes)
    return None


def _exact(work: Work | Task) -> bool:
    return isinstance(work, Task) or (work.minutes is not None and work.minutes.lo == work.minutes.hi)


def _unordered(edit: OrderWork, plan: Plan) -> EditError | None:
    beside = edit.before or edit.after or ""
    spot, other = find(plan.strands, edit.work), find(plan.strands, beside)
    titles = {w.id: w.title for w in works_of(plan)}
    names = {"title": titles[edit.work], "other": titles[beside]}
    if edit.work == beside:
        return EditError("work_itself", **names)
    if spot is None or other is None or spot.strand.id != other.strand.id:
        return EditError("work_elsewhere", **names)
    if ordered(plan.strands, edit.work, before=edit.before, after=edit.after) == plan.strands:
        return EditError("work_order", **names)
    return None


def _unfocused(edit: Focus, plan: Plan) -> EditError | None:
    name = next((w.title for w in works_of(plan) if w.id == edit.work), edit.track)
    mine = focus_strands(plan.strands, edit, edit.from_ or date.min)
    if edit.minutes == 0 and all(s.weekly is None for s in mine):
        return EditError("focus_none", name=name)
    return None if mine else EditError("focus_without", name=name)


def works_of(plan: Plan) -> list[Work | Task]:
    """Everything that has a work's id: the works of the strands, and the tasks."""
    return [*(w for s in plan.strands for w in s.works), *plan.tasks]


def work_id(plan: Plan, name: str) -> str:
    """The id of a work by its id, its title, or words of its title; open ones before closed ones.

    Raises UnknownNameError, listing the likeliest, and EditError for words that several titles have.
    """
    works = works_of(plan)
    if any(w.id == name for w in works):
        return name
    wanted = _plain(name)
    for fits in (_same, _within, _all_words):
        for among in ([w for w in works if w.open], works):
            found = [w for w in among if wanted and fits(wanted, name, w.title)]
            if len(found) == 1:
                return found[0].id
            if found:
                shown = "; ".join(f"{w.id} ({w.title[:60]})" for w in found[:6])
                raise EditError("work_several", name=name, works=shown)
    raise UnknownNameError(what="work", name=name, known=_likely(name, works), see="see_works")


def _same(wanted: str, name: str, title: str) -> bool:
    return wanted == _plain(title)


def _within(wanted: str, name: str, title: str) -> bool:
    return len(wanted) > 1 and wanted in _plain(title)


def _all_words(wanted: str, name: str, title: str) -> bool:
    words = name.casefold().split()
    return len(words) > 1 and all(word in title.casefold() for word in words)


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _likely(name: str, works: Sequence[Work | Task]) -> list[str]:
    """The works whose titles are nearest to a name that is not known."""
    from difflib import get_close_matches

    titles = {w.title.casefold(): w for w in reversed(works)}
    near = get_close_matches(name.casefold(), titles, n=6, cutoff=0.45)
    return [f"{titles[title].id} ({titles[title].title[:60]})" for title in near]


def track_id(plan: Plan, name: str) -> str:
    """The id of a track by its id, title or any of its names. Raises UnknownNameError, listing the tracks."""
    wanted = name.casefold().strip()
    for track in plan.tracks:
        if wanted in {track.id.casefold(), track.title.casefold(), *(n.casefold() for n in track.names)}:
            return track.id
    raise UnknownNameError(what="track", name=name, known=(track.id for track in plan.tracks))
