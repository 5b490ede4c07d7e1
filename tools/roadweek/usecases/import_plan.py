"""Importing a plan: the file is kept byte for byte, its reading becomes the active plan, its next week a proposal.

A changed document imported again is a new version: what changed in it is told, edits made in conversation stay in
force, and those that it no longer fits are listed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roadweek.domain.edits import Withdraw
from roadweek.domain.weeks import next_week, week_id
from roadweek.errors import NoPlanError, PlanFileError, UnwritableError
from roadweek.importing.source import LIMIT_MIB, Decoded, decoded
from roadweek.planning import FORM
from roadweek.planning.read import read_plan
from roadweek.scheduling.content import hours_minutes
from roadweek.storage import database, lineage, plans, sessions
from roadweek.usecases import drafts
from roadweek.usecases.conflicts import births, of_document, of_edits
from roadweek.usecases.plan_checks import checks_of
from roadweek.usecases.plan_sum import asking
from roadweek.usecases.plan_versions import as_decided
from roadweek.usecases.relabel import look_again
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.usecases.week_totals import stated_of
from roadweek.versions.diff import difference
from roadweek.versions.rebase import Stage, carried, edit_conflicts, renamed_works, renumbered, with_renamed
from roadweek.versions.region import hinted
from roadweek.versions.restore import restored
from roadweek.versions.snapshot import hours_of, language_of, load
from roadweek.views.bounds import obeyed
from roadweek.views.build import effects_view
from roadweek.views.documents import ConflictView, DiffView, EditConflictView, ImportView, ModelView, ProposalView
from roadweek.workspace import Workspace, private

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.domain.edits import Adjustment, Edit
    from roadweek.importing.reading import PlanReading
    from roadweek.usecases.relabel import Help


def read_file(path: Path) -> bytes:
    """The bytes of a plan file. Raises PlanFileError where it is missing, unreadable, too large or not a file: a pipe
    or a device may never end."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise PlanFileError("file_special", path=path)
            data = file.read((LIMIT_MIB << 20) + 1)
            size = max(len(data), os.fstat(file.fileno()).st_size)
    except IsADirectoryError as error:
        raise PlanFileError("file_is_folder", path=path) from error
    except FileNotFoundError as error:
        raise PlanFileError("file_missing", path=path) from error
    except (OSError, ValueError) as error:  # ValueError: a name with NUL in it
        why = getattr(error, "strerror", None) or str(error)
        raise PlanFileError("file_unreadable", path=path, why=why) from error
    if size > LIMIT_MIB << 20:
        raise PlanFileError("file_large", path=path, size_mib=-(-size // (1 << 20)), limit_mib=LIMIT_MIB)
    return data


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def import_plan(
    ws: Workspace, path: Path, *, as_of: date | None = None, dry_run: bool = False, model: Help | None = None
) -> ImportView:
    """Read a plan file, make it the active plan and propose its next week; ``dry_run`` reads and stores nothing.

    ``model`` is asked about the lines that were left as notes; what an earlier import accepted of one stays without
    asking. The same file read the same way makes no new version. Raises PlanFileError (also where nothing could be read
    and a plan stands already), WorkspaceError.
    """
    data = read_file(path)
    read = decoded(data, str(path))
    text = read.text
    plain = as_decided(ws, read_plan(text, name=path.name, as_of=as_of), text, path.name, as_of)
    looked = look_again(plain, text, _record(ws), model, ws.language or plain.plan.language)
    reading = named(looked.reading, data)
    if dry_run:
        return _preview(ws, reading, looked.view, read, path.name)
    _keep(ws, reading.plan.source_sha256, data)
    back: tuple[Edit, ...] = ()
    with database.write(ws.database) as connection:
        standing = plans.active(connection, ws.person)
        before = standing.plan if standing else None
        if before is not None and before != reading.plan.id and not reading.items:
            raise PlanFileError("nothing_read", path=path)  # a wrong file must not take the place of a plan
        document = stored(reading, looked.record)
        diff = _difference(connection, ws, standing, document)
        if standing is not None and before == reading.plan.id:
            version = standing.n
            if looked.record or plans.form_of(connection, ws.person, reading.plan.id) < FORM:
                # what was asked without a find is not asked again, nor what is read as before read again
                lineage.keep_reading(connection, ws.person, reading.plan.id, document)
        else:
            plans.save_plan(
                connection,
                ws.person,
                reading.plan,
                name=path.name,
                reading=document,
                at=ws.now().isoformat(),
            )
            change = UnitOfWork(connection, ws)
            change.set_plan(reading.plan.id)
            carried = carry(change, before, Stage(reading.plan, document["items"])) if before else {}
            back = restored(
                text,
                reading.plan,
                plans.in_force(connection, ws.person),
                on=ws.now().date(),
                first=plans.next_seq(connection, ws.person),
            )
            for edit in back:
                change.put_in_force(edit)
            version = change.version
            change.finish(
                kind="imported",
                actor=ws.actor,
                subject=reading.plan.id,
                summary=("imported", {"name": path.name, "version": version, "carried": carried}),
            )
        lang = language_of(connection, ws)
        after = load(connection, ws)
        conflicts = of_document(document, after.adjustments, lang)
        edits = of_edits(connection, ws, after, lang)
        began = plans.began(connection, ws.person) or ws.now().date()
    _meet_calendar(ws)
    seen = Seen(version, _first_proposal(ws), began, after.adjustments)
    return _view(ws, reading, seen, diff, conflicts, edits, looked.view, back, read)


def _record(ws: Workspace) -> dict[str, Any]:
    """What the active plan remembers of a model; nothing without a plan."""
    try:
        with database.read(ws.database) as connection:
            standing = plans.active(connection, ws.person)
            if standing is None or standing.plan is None:
                return {}
            record: dict[str, Any] = lineage.reading_of(connection, ws.person, standing.plan).get("model", {})
            return record
    except NoPlanError:
        return {}


def named(reading: PlanReading, data: bytes) -> PlanReading:
    """The reading with its plan named after the file's bytes and what was read of them: another as-of date, or an
    importer that reads more, makes another plan of the same file."""
    sha256 = hashlib.sha256(data).hexdigest()
    plan = reading.plan.model_copy(update={"source_sha256": sha256})
    said = plan.model_copy(update={"id": "plan"}).model_dump_json()
    name = hashlib.sha256((said + json.dumps(reading.to_json(), sort_keys=True)).encode()).hexdigest()
    return reading.model_copy(update={"plan": plan.model_copy(update={"id": f"plan-{name[:12]}"})})


def stored(reading: PlanReading, record: dict[str, Any]) -> dict[str, Any]:
    """What is kept of a reading beside its plan: what was read, what a model added, the form of the planner."""
    document = {**reading.to_json(), "form": FORM}
    if record:
        document["model"] = record
    return document


def _difference(
    connection: sqlite3.Connection, ws: Workspace, standing: plans.Version | None, document: dict[str, Any]
) -> DiffView:
    """What changed since the plan that stands; against nothing, no items are told, for all are new."""
    if standing is None or standing.plan is None:
        return {"against": None, "added": [], "removed": [], "changed": []}
    old = lineage.reading_of(connection, ws.person, standing.plan)
    return difference(old.get("items", ()), document["items"], against=standing.n)


def _stage(connection: sqlite3.Connection, ws: Workspace, plan: str) -> Stage:
    reading = lineage.reading_of(connection, ws.person, plan)
    return Stage(plans.plan_of(connection, ws.person, plan), reading.get("items", ()))


def carry(change: UnitOfWork, before: str, now: Stage) -> dict[str, str]:
    """Give edits in force, and the sessions that stand, the names that their things have in the new document; new
    adjustments to old ones."""
    connection, ws = change.connection, change.ws
    standing = plans.in_force(connection, ws.person)
    old = _stage(connection, ws, before)
    renamed = carried(standing, old, now)
    works = renamed_works(old, now)
    for row in sessions.with_work(connection, ws.person) if works else ():
        change.set_session(row["id"], {**row, "work": with_renamed(row["work"], works)})
    found: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for adjustment in standing:
        edit = renumbered(renamed.get(adjustment.id, adjustment.edit), numbers)
        if edit != adjustment.edit:
            change.edit(Withdraw(adjustment=adjustment.id))
            change.put_in_force(edit)
            found[change.after.added[-1]] = adjustment.id
            numbers[adjustment.id] = change.after.added[-1]
    return found


def _preview(ws: Workspace, reading: PlanReading, model: ModelView | None, read: Decoded, name: str) -> ImportView:
    """What an import would bring; a workspace need not be there."""
    document = reading.to_json()
    try:
        with database.read(ws.database) as connection:
            standing = plans.active(connection, ws.person)
            lang = ws.language or reading.plan.language
            in_force = plans.in_force(connection, ws.person)
            diff = _difference(connection, ws, standing, document)
            found = of_document(document, in_force, lang)
            edits: list[EditConflictView] = []
            if standing is not None and standing.plan is not None:
                old = _stage(connection, ws, standing.plan)
                renamed = carried(in_force, old, Stage(reading.plan, document["items"]))
                born = births(connection, ws, in_force)
                would = [a.model_copy(update={"edit": renamed.get(a.id, a.edit)}) for a in in_force]
                edits = edit_conflicts(would, born, reading.plan, today=ws.now().date(), lang=lang)
            began = ws.now().date()
            if standing is not None and standing.plan is not None:
                known = plans.source_of(connection, ws.person, standing.plan)[0]
                began = (plans.began(connection, ws.person) or began) if known == name else began
            first = plans.next_seq(connection, ws.person)
            back = restored(read.text, reading.plan, in_force, on=ws.now().date(), first=first)
            return _view(ws, reading, Seen(None, None, began, ()), diff, found, edits, model, back, read)
    except NoPlanError:
        nothing: DiffView = {"against": None, "added": [], "removed": [], "changed": []}
        found = of_document(document, (), ws.language or reading.plan.language)
        back = restored(read.text, reading.plan, (), on=ws.now().date())
        return _view(ws, reading, Seen(None, None, ws.now().date(), ()), nothing, found, [], model, back, read)


def _meet_calendar(ws: Workspace) -> None:
    """See what the calendar holds before the first week is proposed for it."""
    import logging

    from roadweek.usecases.calendar_meeting import read_first

    for words in read_first(ws):
        logging.getLogger(__name__).warning(words)


def _first_proposal(ws: Workspace) -> ProposalView:
    """A proposal for the week to come; this week is drafted on the way, so that ``today`` and ``week`` find it."""
    from roadweek.usecases.replan import propose

    this = week_id(ws.now().date())
    drafts.draft(ws, this)
    stated_of(ws, this)
    return propose(ws, (), weeks=[next_week(this)], origin="import")


def _keep(ws: Workspace, sha256: str, data: bytes) -> None:
    """Store the bytes under their hash; a half-written file never has that name."""
    target = ws.plans / f"{sha256}.md"
    if target.exists():
        return
    draft = target.with_suffix(f".{os.getpid()}.part")
    try:
        ws.plans.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(draft, "wb", opener=private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UnwritableError(path=target, why=error.strerror or str(error)) from error


@dataclass(frozen=True, slots=True)
class Seen:
    """What an import left: its version and proposal (null in a preview), the day on which the plan was first imported,
    and the edits in force."""

    version: int | None
    proposal: ProposalView | None
    began: date
    adjustments: Sequence[Adjustment]


def _view(
    ws: Workspace,
    reading: PlanReading,
    seen: Seen,
    diff: DiffView,
    conflicts: list[ConflictView],
    edits: list[EditConflictView],
    model: ModelView | None,
    back: Sequence[Edit],
    read: Decoded,
) -> ImportView:
    document: dict[str, Any] = reading.to_json()
    lang = ws.language or reading.plan.language
    hours = hours_minutes(hours_of(ws, reading.plan), ws.settings.buffer)
    region = ws.settings.region or hinted(read.text.splitlines(), reading.plan.language, ws.timezone)
    asked = asking(ws, reading.plan, conflicts, lang, seen.began, seen.adjustments, region)
    return {
        "plan": reading.plan.id,
        "title": reading.plan.title,
        "language": reading.plan.language,
        "version": seen.version,
        "items": document["items"],
        "notes": document["notes"],
        "encoding": read.encoding,
        "conflicts": [*conflicts, *asked.conflicts],
        "coverage": document["coverage"],
        "unused": document["unused"],
        "questions": asked.questions,
        "sum": asked.total,
        "without_time": asked.without_time,
        "obeyed": obeyed(reading.plan.rules),
        "checks": checks_of(reading.plan, ws.now().date(), hours, lang, seen.began),
        "proposal": seen.proposal["proposal"] if seen.proposal else None,
        "effects": seen.proposal["effects"] if seen.proposal else effects_view(()),
        "diff": diff,
        "edit_conflicts": edits,
        "model": model,
        "restored": [edit.to_json() for edit in back],
    }
