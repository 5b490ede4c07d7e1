"""The decisions that are asked: those whose window is open and that nobody has made, with what the log has for them.

It reads with nothing heavier than SQLite, because today shows them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from roadweek.errors import WorkspaceError
from roadweek.messages import say
from roadweek.storage import database, log, plans, sessions
from roadweek.usecases.counts import counts_of
from roadweek.usecases.public_holidays import PREFIX, asked_holidays
from roadweek.views.format import day_name, length

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.views.counts import CountView, DecisionAskedView
    from roadweek.workspace import Workspace

LOOK_BACK = timedelta(weeks=4)
"""So long before today the time that was spent is told."""
SHORTEST = 2
"""A name of a track counts as named from this many characters on."""


def asked_decisions(
    connection: sqlite3.Connection, ws: Workspace, lang: Language, *, until: date | None = None
) -> list[DecisionAskedView]:
    """The decisions whose window opens by ``until`` (default: today): by their last day."""
    today = ws.now().date()
    version = plans.active(connection, ws.person)
    if version is None or version.plan is None:
        return []
    holidays = asked_holidays(connection, ws, lang, until=until)
    document = plans.plan_document(connection, ws.person, version.plan)
    chosen = plans.chosen(connection, ws.person)
    found = [
        one
        for one in document.get("decisions", ())
        if one.get("due")
        and not one.get("choice")
        and one["id"] not in chosen
        and date.fromisoformat(one["due"]["earliest"]) <= (until or today)
    ]
    if not found:
        return holidays
    facts = _Lately(connection, ws, document, today, lang)
    views = [*(_view(one, facts, today) for one in found), *holidays]
    return sorted(views, key=lambda one: (one["due"], one["id"]))


def _view(one: dict[str, Any], facts: _Lately, today: date) -> DecisionAskedView:
    due = date.fromisoformat(one["due"]["latest"])
    options = list(one.get("options", ()))
    return {
        "id": one["id"],
        "question": one["question"],
        "options": options,
        "opens": one["due"]["earliest"],
        "due": due.isoformat(),
        "days_left": (due - today).days,
        "facts": [*facts.of(" ".join([one["question"], *options])), *facts.of_options(options)],
    }


class _Lately:
    """What was done lately, by track, and what was counted."""

    def __init__(
        self, connection: sqlite3.Connection, ws: Workspace, document: dict[str, Any], today: date, lang: Language
    ) -> None:
        self.lang: Language = lang
        self.today = today
        self.first = today - LOOK_BACK
        self.tracks = document.get("tracks", ())
        self.milestones = document.get("milestones", ())
        self.counts: list[CountView] = counts_of(connection, ws, today)
        self.minutes: dict[str, int] = {}
        start = datetime.combine(self.first, datetime.min.time(), ws.now().tzinfo)
        for row in sessions.between(connection, ws.person, int(start.timestamp()), int(ws.now().timestamp()) + 1):
            if row["status"] in ("done", "partial"):
                took = datetime.fromisoformat(row["end"]) - datetime.fromisoformat(row["start"])
                spent = row["spent_min"] if row.get("spent_min") is not None else int(took.total_seconds()) // 60
                self._add(row["track"], spent)
        for track, minutes in log.without_session(
            connection, ws.person, self.first.isoformat(), today.isoformat()
        ).items():
            self._add(track, minutes)

    def _add(self, track: str | None, minutes: int) -> None:
        if track:
            self.minutes[track] = self.minutes.get(track, 0) + minutes

    def of(self, words: str) -> list[str]:
        """The time of each track that the words name, and the counts that go on or that they name."""
        heard = words.casefold()
        out: list[str] = []
        for track in self.tracks:
            if _named(track, heard):
                spent = length(self.minutes.get(track["id"], 0), self.lang)
                out.append(say("decisions.fact_track", self.lang, title=track["title"], length=spent))
        for one in self.counts:
            if one["until"] or one["name"].casefold() in heard:
                key = "fact_count_reached" if one["reached"] else "fact_count_until" if one["until"] else "fact_count"
                out.append(
                    say(
                        f"decisions.{key}",
                        self.lang,
                        name=one["name"],
                        total=one["total"],
                        week=one["week"],
                        until=one["until"],
                        day=day_name(one["reached"], self.lang) if one["reached"] else "",
                    )
                )
        return out

    def of_options(self, options: list[str]) -> list[str]:
        """What the plan has of each option that names a track, where not all name the same."""
        named = [[track["title"] for track in self.tracks if _named(track, option.casefold())] for option in options]
        if not any(named) or all(one == named[0] for one in named):
            return []
        both = "、" if self.lang == "zh" else ", "
        return [
            say("decisions.fact_option", self.lang, number=number, tracks=both.join(titles))
            if titles
            else say("decisions.fact_option_none", self.lang, number=number)
            for number, titles in enumerate(named, 1)
        ]


def _named(track: dict[str, Any], heard: str) -> bool:
    names = [track["title"], *track.get("names", ())]
    return any(len(name) >= SHORTEST and name.casefold() in heard for name in names)


def decision_lines(one: DecisionAskedView, lang: Language) -> list[str]:
    """A decision as it is asked: the question with its last day, numbered options, the facts. A holiday's question
    says its days itself."""
    holiday = one["id"].startswith(PREFIX)
    asked = say("decisions.asked", lang, question=one["question"], day=day_name(one["due"], lang))
    lines = [one["question"] if holiday else asked]
    lines += [f"  {number}. {option}" for number, option in enumerate(one["options"], 1)]
    lines += [f"  · {fact}" for fact in one["facts"]]
    return lines


def ask_decisions(ws: Workspace, who: Literal["chat", "watch"]) -> list[DecisionAskedView]:
    """The open decisions that ``who`` puts now: each once when its window opens, and once a week from then on.

    That they were put is a note of the workspace about itself. Raises NoPlanError.
    """
    from roadweek.usecases.queries import language_of_plan, week_name

    week = week_name(ws.now().date())
    with database.read(ws.database) as connection:
        found = asked_decisions(connection, ws, language_of_plan(connection, ws))
        due = [one for one in found if database.note(connection, _name(ws, who, one["id"])) != week]
    if due:
        try:
            with database.write(ws.database) as connection:
                for one in due:
                    database.set_note(connection, _name(ws, who, one["id"]), week)
        except WorkspaceError:  # a workspace that is only read asks again
            return due
    return due


def _name(ws: Workspace, who: str, decision: str) -> str:
    return f"decision-asked:{ws.person}:{who}:{decision}"
