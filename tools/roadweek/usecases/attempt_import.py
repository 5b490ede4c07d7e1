"""Imports of tried problems: an export of others becomes attempts, problems and memories, in one event that can be
undone. The same file again changes nothing, and every row that was left out is told with its line."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from roadweek.domain.records import Attempt, Problem
from roadweek.domain.sanitise import FIELD, sanitised_line
from roadweek.errors import InputError, WorkspaceError
from roadweek.importing.source import decoded_anyhow
from roadweek.messages import say
from roadweek.reviewing.naming import ProblemName, named
from roadweek.reviewing.rating import attempted
from roadweek.reviewing.sheets import SkippedRow, read_sheet
from roadweek.storage import attempts, database
from roadweek.usecases.answer import applied
from roadweek.usecases.problems import LONGEST_NOTES, feed, known_id, memory_of, merged
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    from pathlib import Path

    from roadweek.domain.base import Language
    from roadweek.reviewing.sheets import SheetRow, SheetState
    from roadweek.views.reviewing import AttemptsImportedView
    from roadweek.workspace import Workspace

LARGEST = 30 * 1024 * 1024
"""Bytes of a file."""
LISTED = 200
"""So many left-out rows are listed; all are counted."""


def import_attempts(ws: Workspace, path: Path) -> AttemptsImportedView:
    """Import a file. Raises WorkspaceError where it cannot be read, InputError where it is of no known form."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError("sheet_large", path=path.name, most=LARGEST // 1024 // 1024)
        text = decoded_anyhow(path.read_bytes())
    except OSError as error:
        raise WorkspaceError("file_unreadable", path=path, why=error.strerror or str(error)) from error
    sheet = read_sheet(text, now=ws.now())
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        run = _Taking(UnitOfWork(connection, ws))
        skipped = list(sheet.skipped)
        for row in sorted(sheet.rows, key=lambda one: (one.at is not None, one.at)):
            try:
                twice = run.take(row)
            except InputError as error:
                skipped.append(SkippedRow(row.line, "name", error.text(lang)[:80]))
                continue
            if twice:
                skipped.append(SkippedRow(row.line, "twice", row.name[:80]))
        run.keep()
        done = []
        if run.change.after.records:
            name = sanitised_line(path.name, FIELD)
            what = {"name": name, "attempts": run.new, "problems": len(run.problems)}
            done = [run.change.finish(kind="imported_attempts", actor=ws.actor, summary=("attempts_imported", what))]
        answer = applied(ws, done, lang, proposal=None, publish=False, connection=connection)
    skipped.sort(key=lambda one: one.line)
    return {
        **answer,
        "form": sheet.form,
        "attempts": run.new,
        "memories": run.memories,
        "known": run.known,
        "problems": len(run.problems),
        "created": run.created,
        "columns": dict(sheet.columns),
        "unused_columns": list(sheet.unused),
        "skipped": [{"line": one.line, "reason": _why(one, lang)} for one in skipped[:LISTED]],
        "skipped_count": len(skipped),
    }


def _why(one: SkippedRow, lang: Language) -> str:
    return say(f"reviewing.skip_{one.why}", lang, value=sanitised_line(one.value, FIELD))


class _Taking:
    """What one import has taken so far."""

    def __init__(self, change: UnitOfWork) -> None:
        self.change = change
        self.new = self.known = self.created = self.memories = 0
        self.problems: dict[str, Problem] = {}
        self.refusals: dict[str, int] = {}
        self.seen: set[str] = set()
        self.ids: dict[str, str] = {}

    def take(self, row: SheetRow) -> bool:
        """Take one row in; True where the file has it twice. Raises InputError for a name that is none."""
        name = named(row.name)
        problem = self._problem(name, row)
        self.refusals[problem.id] = self.refusals.get(problem.id, 0) + row.refusals
        if row.state is not None:
            self._take_state(problem, row.state)
        if row.at is None:
            return False
        one = Attempt(
            id=_attempt_id(problem.id, row, row.at),
            problem=problem.id,
            at=row.at,
            minutes=row.minutes,
            outcome=row.outcome,
            stuck=row.stuck,
            source="import",
        )
        if one.id in self.seen:
            return True
        self.seen.add(one.id)
        standing = attempts.get(self.change.connection, self.change.ws.person, "attempts", one.id)
        if standing is not None:
            self.known += 1
            if row.daily and standing != one.to_json():  # more of that day is told now
                self.change.set_record("attempts", one.id, one.to_json())
            return False
        self.change.set_record("attempts", one.id, one.to_json())
        self.new += 1
        for face in ("idea", "code"):
            feed(
                self.change, problem, face, attempted(row.outcome, stuck=row.stuck), row.at, strict=False
            )  # fmt: skip
        return False

    def _problem(self, name: ProblemName, row: SheetRow) -> Problem:
        connection, person = self.change.connection, self.change.ws.person
        found = self.ids.get(name.id) or known_id(connection, person, name)
        known = self.problems.get(found) if found else None
        if known is None and found:
            known = Problem.model_validate(attempts.get(connection, person, "problems", found))
        topic = row.topic.split(",")[0].split("、")[0].strip() if row.topic else None
        idea = row.idea[:LONGEST_NOTES] if row.idea else None
        problem = merged(
            known, name, kind=row.kind, topic=None if known and known.topic else topic, notes=idea
        )  # fmt: skip
        if known is None:
            self.created += 1
        if known != problem:  # others look it up by name
            self.change.set_record("problems", problem.id, problem.to_json())
        self.problems[problem.id] = problem
        self.ids[name.id] = problem.id
        return problem

    def _take_state(self, problem: Problem, state: SheetState) -> None:
        """A memory that another FSRS kept, where ours knows nothing as late."""
        card = memory_of(self.change.connection, self.change.ws.person, problem, "code")
        if card.last_review is not None and card.last_review >= state.last:
            self.known += 1
            return
        scheduler = {
            "state": 2,
            "step": None,
            "stability": state.stability,
            "difficulty": state.difficulty,
            "due": _noon(state.due).isoformat(),
            "last_review": _noon(state.last).isoformat(),
        }
        said = {
            "scheduler": scheduler,
            "due": _noon(state.due),
            "last_review": state.last,
            "reviews": max(card.reviews, state.reviews),
            "lapses": max(card.lapses, state.lapses),
            "topic": problem.topic,
            "source": "leetsrs",
        }
        self.change.set_record("cards", card.id, card.model_copy(update=said).to_json())
        self.memories += 1

    def keep(self) -> None:
        """Write the refusals: exports tell all there ever were, so the larger count stands."""
        for name, count in self.refusals.items():
            problem = self.problems[name]
            if count > problem.refusals:
                changed = problem.model_copy(update={"refusals": count})
                self.change.set_record("problems", name, changed.to_json())


def _noon(at: datetime) -> datetime:
    """As ``reviewing.memory`` counts days."""
    return datetime.combine(at.date(), time(12), UTC)


def _attempt_id(problem: str, row: SheetRow, at: datetime) -> str:
    """The same row has the same id in every import."""
    if row.daily:
        return f"{problem}@day:{at:%Y%m%d}"
    said = f"{at.isoformat()} {row.outcome} {row.minutes}"
    return f"{problem}@row:{hashlib.sha256(said.encode()).hexdigest()[:12]}"
