"""Cards that could be made of what was tried, a fact each. They are shown; only what the person takes is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from roadweek.domain.records import Problem
from roadweek.errors import InputError, UnknownNameError
from roadweek.messages import say
from roadweek.reviewing.atoms import Atom, atoms
from roadweek.reviewing.card_texts import CardText
from roadweek.storage import attempts, cards, database
from roadweek.usecases.answer import applied
from roadweek.usecases.cards import LESSON, add
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from roadweek.domain.base import Language
    from roadweek.storage.attempts import Record
    from roadweek.views.cards import CardsChangedView, CardSuggestionsView, CardSuggestionView, SuggestedBy
    from roadweek.views.documents import AppliedView
    from roadweek.workspace import Workspace

PAPER = ("problem", "key", "limit")
"""The three questions of a paper: what was not possible before it, what makes it work, where it does not hold."""
LOOK_BACK = 60
"""Days whose attempts give cards."""
LISTED = 40
DROPPED = "cards_not_wanted"
"""Where the ids are kept that the person did not want."""


def suggestions(ws: Workspace, *, topic: str | None = None) -> CardSuggestionsView:
    """The cards that attempts of the last weeks could give and that are not there; what was hard first."""
    with database.read(ws.database) as connection:
        found = _suggested(connection, ws)
    if topic is not None:
        found = [one for one in found if (one["topic"] or "").casefold() == topic.casefold()]
    return {"suggestions": found[:LISTED], "count": len(found)}


def take(ws: Workspace, names: Sequence[str], *, topic: str | None = None) -> CardsChangedView:
    """Make cards of suggestions, by their ids, or (``all``) of those that are listed.

    Raises UnknownNameError, and InputError where there is none.
    """
    taken = _named(suggestions(ws, topic=topic)["suggestions"], names)
    return add(ws, [CardText(one["front"], one["back"], topic=one["topic"], source=one["source"]) for one in taken])


def drop(ws: Workspace, names: Sequence[str], *, topic: str | None = None) -> AppliedView:
    """Suggest some no more. Raises as :func:`take`."""
    gone = _named(suggestions(ws, topic=topic)["suggestions"], names)
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        row = attempts.get(connection, ws.person, "coach", DROPPED) or {"ids": []}
        change = UnitOfWork(connection, ws)
        ids = sorted({*row["ids"], *(one["id"] for one in gone)})
        change.set_record("coach", DROPPED, {"ids": ids})
        what = {"count": len(gone), "title": gone[0]["front"][:80]}
        event = change.finish(kind="cards_not_wanted", actor=ws.actor, summary=("cards_not_wanted", what))
        return applied(ws, [event], lang, proposal=None, publish=False, connection=connection)


def _named(listed: Sequence[CardSuggestionView], names: Sequence[str]) -> list[CardSuggestionView]:
    if not listed:
        raise InputError("cards_no_suggestions")
    by_id = {one["id"]: one for one in listed}
    wanted = list(by_id) if [name.casefold() for name in names] == ["all"] else list(dict.fromkeys(names))
    for name in wanted:
        if name not in by_id:
            raise UnknownNameError(what="suggestion", name=name, known=list(by_id)[:8], see="see_card_suggest")
    return [by_id[name] for name in wanted]


def _suggested(connection: sqlite3.Connection, ws: Workspace) -> list[CardSuggestionView]:
    lang = language_of(connection, ws)
    today = ws.now().date()
    fronts = {row["front"].casefold() for row in cards.every(connection, ws.person)}
    dropped = set((attempts.get(connection, ws.person, "coach", DROPPED) or {"ids": []})["ids"])
    found: list[CardSuggestionView] = []
    for row in _tried(connection, ws, today):
        problem = Problem.model_validate(row)
        for key, front, back, by in _cards_of(problem, lang):
            name = hashlib.sha256(f"{problem.id}\0{key}".encode()).hexdigest()[:6]
            if front.casefold() in fronts or name in dropped:
                continue
            fronts.add(front.casefold())
            one: CardSuggestionView = {
                "id": name,
                "front": front,
                "back": back,
                "topic": problem.topic,
                "source": problem.title,
                "by": by,
            }
            found.append(one)
    return found


def _tried(connection: sqlite3.Connection, ws: Workspace, today: date) -> list[Record]:
    """Problems that were tried lately, those that went badly most often first, then the latest."""
    first = today - timedelta(days=LOOK_BACK)
    bad: dict[str, int] = {}
    for row in attempts.attempts_between(connection, ws.person, first, today):
        hard = row["outcome"] != "solved" or row.get("stuck", False)
        bad[row["problem"]] = bad.pop(row["problem"], 0) + int(hard)  # the last tried stands last
    for row in attempts.reviews_between(connection, ws.person, ("recall", "redo"), first, today):
        if row["subject"] in bad and row.get("rating", 3) < 3:
            bad[row["subject"]] += 1
    order = {name: n for n, name in enumerate(bad)}
    found = attempts.problems(connection, ws.person, sorted(bad, key=lambda name: (-bad[name], -order[name])))
    return list(found.values())


def _cards_of(problem: Problem, lang: Language) -> Iterator[tuple[str, str, str, SuggestedBy]]:
    """What tells it from others in any language, front, back, and where it comes from."""
    title = problem.title
    for atom in atoms(problem.notes or ""):
        by: SuggestedBy = "blind" if atom.kind == "blind" else "idea"
        yield f"{atom.kind}\0{atom.asked}\0{atom.answer}", _front(title, atom, lang), atom.answer, by
    if problem.kind == "lesson":
        for key in LESSON:
            yield f"lesson_{key}", say(f"cards.lesson_{key}", lang, title=title), "", "lesson"
    if problem.kind == "paper":
        for key in PAPER:
            yield f"paper_{key}", say(f"cards.paper_{key}", lang, title=title), "", "paper"


def _front(title: str, atom: Atom, lang: Language) -> str:
    key = f"{atom.kind}_first" if atom.kind == "step" and not atom.asked else atom.kind
    several = f" ({atom.number}/{atom.of})" if atom.kind == "blind" and atom.of > 1 else ""
    return say(f"cards.ask_{key}", lang, title=title, asked=atom.asked, of=atom.of) + several
