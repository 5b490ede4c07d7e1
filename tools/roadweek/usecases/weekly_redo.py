"""The Sunday redo: the set of a week, swaps, and the closed-book exams that feed the memory of the code."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from roadweek.domain.records import Problem
from roadweek.errors import InputError
from roadweek.messages import say
from roadweek.reviewing.memory import due_on, retrievability
from roadweek.reviewing.rating import redone
from roadweek.reviewing.redo import BOX_MIN, MOST, RedoCandidate, RedoSwaps, choose_redo, expected_minutes, learned
from roadweek.storage import attempts, database
from roadweek.usecases.answer import applied
from roadweek.usecases.attempts import LONGEST, time_of
from roadweek.usecases.problems import answer as answer_memory
from roadweek.usecases.problems import find, memory_of, problem_view
from roadweek.usecases.queries import rows_of, week_name
from roadweek.usecases.repeated import check_noted
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of
from roadweek.views.reviewing_words import reason_text, reason_values

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.reviewing.redo import RedoChoice, RedoPick
    from roadweek.storage.attempts import Record
    from roadweek.views.reviewing import (
        RedoneView,
        RedoPickView,
        RedoSessionView,
        RedoSwappedView,
        RedoView,
    )
    from roadweek.workspace import Workspace

EARLIER_WEEKS = 3
"""Where a week has less than a set, problems of so many weeks before may be picked."""
TAUGHT = "redo-taught"
_REDO = re.compile(r"\bre-?do|\bre-?solve|\brewrit|closed[- ]book|重做|重写|重刷|二刷|闭卷", re.IGNORECASE)


class _Redo:
    """All that the redo of one week is reckoned from."""

    def __init__(self, connection: sqlite3.Connection, ws: Workspace, on: date) -> None:
        self.connection, self.ws, self.on = connection, ws, on
        self.week = week_name(on)
        self.monday = on - timedelta(days=on.weekday())
        self.sunday = self.monday + timedelta(days=6)
        person = ws.person
        redos = attempts.reviews_between(connection, person, ("redo",), self.monday, self.sunday)
        self.done = list({row["subject"]: row for row in redos}.values())
        kept = attempts.get(connection, person, "coach", f"redo/{self.week}") or {}
        taught = attempts.get(connection, person, "coach", TAUGHT) or {}
        self.swaps = RedoSwaps(
            kept=tuple(kept.get("set", ())),
            into=tuple(kept.get("into", ())),
            out=tuple(kept.get("out", ())),
            taught=taught.get("topics", {}),
        )
        self.tried = attempts.attempts_between(connection, person, self.monday, self.sunday)
        names = {row["problem"] for row in self.tried} | {row["id"] for row in attempts.pinned(connection, person)}
        recalls = attempts.reviews_between(connection, person, ("recall",), self.monday, self.sunday)
        names |= {row["subject"] for row in recalls if row["rating"] == 1} | set(self.swaps.kept)
        if len(names) < MOST:
            before = self.monday - timedelta(weeks=EARLIER_WEEKS)
            earlier = attempts.attempts_between(connection, person, before, self.monday - timedelta(days=1))
            self.tried = earlier + self.tried
            names |= {row["problem"] for row in earlier}
        names |= {row["subject"] for row in self.done}
        found = attempts.problems(connection, person, sorted(names))
        self.tried_by, self.recalled_by = _by(self.tried, "problem"), _by(recalls, "subject")
        self.problems = {name: Problem.model_validate(row) for name, row in found.items()}

    def candidate(self, problem: Problem) -> RedoCandidate:
        tried = self.tried_by.get(problem.id, [])
        recalls = self.recalled_by.get(problem.id, [])
        code = memory_of(self.connection, self.ws.person, problem, "code")
        in_a_week = datetime.combine(self.sunday, datetime.min.time(), self.ws.now().tzinfo) + timedelta(days=7)
        return RedoCandidate(
            problem=problem.id,
            topic=topic_of(problem),
            pinned=problem.pinned,
            stuck=sum(row.get("stuck", False) for row in tried) + sum(row["rating"] == 1 for row in recalls),
            failed=sum(row["outcome"] == "failed" for row in tried),
            hint=sum(row["outcome"] == "hint" for row in tried),
            shaky=sum(row["rating"] == 2 for row in recalls),
            refusals=problem.refusals,
            lapses=code.lapses,
            longest=max((row.get("minutes") or 0 for row in tried), default=0),
            gone=round(1 - retrievability(code, in_a_week), 2) if code.reviews else 0.0,
            expected=self.expected(problem.id),
        )

    def expected(self, problem: str) -> int:
        redos = [
            row["minutes"]
            for row in attempts.reviews_of(self.connection, self.ws.person, problem)
            if row["kind"] == "redo" and row.get("minutes")
        ]
        tried = [row["minutes"] for row in self.tried_by.get(problem, ()) if row.get("minutes")]
        return expected_minutes(redos, tried)

    def choice(self, box: int) -> RedoChoice:
        redone_already = {row["subject"] for row in self.done}
        spent = self.spent
        return choose_redo(
            [self.candidate(one) for name, one in self.problems.items() if name not in redone_already],
            box=box - spent,
            swaps=self.swaps,
            done=len(self.done),
            topics_done=[topic_of(self.problems[name]) for name in redone_already if name in self.problems],
        )

    @property
    def spent(self) -> int:
        return sum(row.get("minutes") or 0 for row in self.done)


def _by(rows: Sequence[Record], key: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def topic_of(problem: Problem) -> str:
    """What a problem stands for in a set: its topic, else that it is a paper, a question or a lesson."""
    return problem.topic or ("" if problem.kind == "problem" else problem.kind)


def session_of(ws: Workspace, on: date) -> RedoSessionView | None:
    """The session of the week that is for the redo, by its name; Sunday's before others."""
    _, rows, _, _ = rows_of(ws, week_name(on))
    named = [row for row in rows if _REDO.search(row["title"])]
    if not named:
        return None
    row = max(named, key=lambda one: datetime.fromisoformat(one["start"]).weekday())
    start, end = datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"])
    minutes = round((end - start) / timedelta(minutes=1))
    return {"id": row["id"], "title": row["title"], "start": row["start"], "end": row["end"], "minutes": minutes}


def redo(ws: Workspace, on: date | None = None) -> RedoView:
    """The redo of the week that holds ``on`` (default: today). Its minutes are those of the week's session for it, at
    most ``BOX_MIN``."""
    on = on or ws.now().date()
    session = session_of(ws, on)
    with database.read(ws.database) as connection:
        return _view(_Redo(connection, ws, on), session, language_of(connection, ws))


def _box(session: RedoSessionView | None) -> int:
    return min(BOX_MIN, session["minutes"]) if session else BOX_MIN


def _view(state: _Redo, session: RedoSessionView | None, lang: Language) -> RedoView:
    box = _box(session)
    choice = state.choice(box)
    return {
        "week": state.week,
        "box_min": box,
        "spent_min": state.spent,
        "planned_min": choice.minutes,
        "session": session,
        "chosen": [_pick(pick, state, lang) for pick in choice.picks],
        "done": [
            {
                "problem": row["subject"],
                "title": _title(state, row["subject"]),
                "at": row["at"],
                "solved": row["rating"] > 1,
                "minutes": row.get("minutes"),
            }
            for row in state.done
        ],
        "others": [_pick(pick, state, lang) for pick in choice.others],
        "taught": dict(state.swaps.taught),
    }


def _title(state: _Redo, problem: str) -> str:
    found = state.problems.get(problem)
    return found.title if found else problem


def _pick(pick: RedoPick, state: _Redo, lang: Language) -> RedoPickView:
    problem = state.problems[pick.candidate.problem]
    return {
        "problem": problem.id,
        "title": problem.title,
        "kind": problem.kind,
        "topic": problem.topic,
        "minutes": pick.candidate.expected,
        "value": pick.value,
        "reasons": [
            {
                "code": reason.code,
                "points": reason.points,
                "values": (values := reason_values(reason.code, reason.count, pick)),
                "text": reason_text(reason.code, reason.points, values, lang),
            }
            for reason in pick.reasons
        ],
    }


def swap(ws: Workspace, out: str, into: str, *, on: date | None = None, actor: str | None = None) -> RedoSwappedView:
    """Put ``into`` in the place of ``out`` in this week's redo; the topics of both teach the next choices a little.

    Raises UnknownNameError, and InputError where ``out`` is not in the set, ``into`` is, or it does not fit the box.
    """
    on = on or ws.now().date()
    session = session_of(ws, on)
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        state = _Redo(connection, ws, on)
        box = _box(session)
        choice = state.choice(box)
        one, other = find(connection, ws.person, out), find(connection, ws.person, into)
        chosen = {pick.candidate.problem: pick.candidate for pick in choice.picks}
        if one.id not in chosen:
            titles = ", ".join(_title(state, name) for name in chosen) or "-"
            raise InputError("redo_not_in", title=one.title, titles=titles)
        if other.id in chosen or other.id in {row["subject"] for row in state.done}:
            raise InputError("redo_in_already", title=other.title)
        minutes = choice.minutes - chosen[one.id].expected + state.expected(other.id)
        if minutes > box - state.spent:
            raise InputError("redo_no_room", title=other.title, minutes=minutes, box=box - state.spent)
        change = UnitOfWork(connection, ws)
        stay = [name for name in chosen if name in state.swaps.into and name != one.id]
        change.set_record(
            "coach",
            f"redo/{state.week}",
            {
                "set": [other.id if name == one.id else name for name in chosen],
                "into": [*stay, other.id],
                "out": [name for name in dict.fromkeys([*state.swaps.out, one.id]) if name != other.id],
            },
        )
        left, taken = topic_of(one), topic_of(other)
        taught = learned(state.swaps.taught, out=left, into=taken)
        if taught != dict(state.swaps.taught):
            change.set_record("coach", TAUGHT, {"topics": taught} if taught else None)
        said = say("reviewing.redo_learned", lang, into=taken, out=left) if left != taken and left and taken else None
        what = {"week": state.week, "out": one.title, "into": other.title}
        event = change.finish(kind="redo", actor=actor or ws.actor, subject=other.id, summary=("redo_swapped", what))
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
        return {**done, "redo": _view(_Redo(connection, ws, on), session, lang), "learned": said}


def exam(
    ws: Workspace,
    problem: str,
    *,
    solved: bool,
    minutes: int | None = None,
    on: date | None = None,
    actor: str | None = None,
    again: bool = False,
) -> RedoneView:
    """Note a closed-book redo with its result; it feeds the memory of the code, and one that failed is recalled on the
    next day.

    Raises UnknownNameError, InputError, DateError for a day to come, OutOfOrderError for one before its last answer,
    and RepeatedError for the same in a moment without ``again``.
    """
    if minutes is not None and not 0 < minutes <= LONGEST:
        raise InputError("attempt_minutes", minutes=minutes, most=LONGEST)
    at = time_of(ws, on)
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        one = find(connection, ws.person, problem)
        expected = _Redo(connection, ws, at.date()).expected(one.id)
        what = {"title": one.title, "minutes": minutes, "outcome": "solved" if solved else "failed"}
        if not again:
            check_noted(connection, ws, one.id, ("redone_problem", what), at.date(), lang)
        change = UnitOfWork(connection, ws)
        rating = redone(solved=solved, minutes=minutes, expected=expected)
        card = answer_memory(change, one, "code", "redo", rating, at, minutes)
        event = change.finish(
            kind="reviewed", actor=actor or ws.actor, subject=one.id, summary=("redone_problem", what)
        )
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    due = due_on(card) if card else None
    return {
        **done,
        "problem": problem_view(one, notes=not solved),
        "solved": solved,
        "minutes": minutes,
        "expected_min": expected,
        "again": None if solved else (at.date() + timedelta(days=1)).isoformat(),
        "due": due.isoformat() if due else None,
    }
