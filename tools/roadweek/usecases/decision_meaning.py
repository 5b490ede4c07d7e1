"""What a decision means for the plan, told when it is made: what its words name, what goes on, what a sentence changes.

A choice changes nothing by itself, because only the person knows what it takes. So it is told with facts: which tracks
and milestones the chosen words name and which only the others do, how much of them next week holds, what is counted
until something comes, and what the plan holds after the decision's last day. A choice whose words are an edit is
offered as that edit.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from roadweek.domain.edits import Decide
from roadweek.errors import InputError
from roadweek.messages import say
from roadweek.scheduling.effective import effective
from roadweek.storage import database
from roadweek.usecases.counts import counts_of
from roadweek.usecases.record import record
from roadweek.versions.snapshot import language_of, load
from roadweek.views.format import day_name, edit_words, length

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from roadweek.domain.base import Language
    from roadweek.domain.plan import Decision, Plan, Track
    from roadweek.views.counts import CountView
    from roadweek.views.recorded import RecordedView
    from roadweek.workspace import Workspace

SHORTEST = 2
"""A name counts as named from this many characters on."""
LISTED = 4


def record_decided(
    ws: Workspace, edits: Iterable[Any], *, actor: str | None = None, again: bool = False
) -> RecordedView:
    """Write down facts as :func:`record` does, and say what the decisions among them mean. Raises as it does.

    The number of an option stands for its words.
    """
    made = [_in_words(ws, edit) for edit in edits]
    done = record(ws, made, actor=actor, again=again)
    chosen = [edit for edit in made if isinstance(edit, Decide)]
    return {**done, "means": [line for edit in chosen for line in meaning(ws, edit.decision, edit.choice)]}


def _in_words(ws: Workspace, edit: Any) -> Any:
    """A decision by the number of an option becomes one by its words; any other edit stays. Raises InputError for a
    number that no option has."""
    if not isinstance(edit, Decide) or not re.fullmatch(r"\d{1,2}", edit.choice.strip()):
        return edit
    found = next((one for one in _plan(ws)[0].decisions if one.id == edit.decision), None)
    number = int(edit.choice)
    if found is None or not found.options or edit.choice in found.options:
        return edit
    if not 1 <= number <= len(found.options):
        raise InputError("decision_option", number=number, count=len(found.options), id=found.id)
    return edit.model_copy(update={"choice": found.options[number - 1]})


def _plan(ws: Workspace) -> tuple[Plan, Language, list[CountView]]:
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        lang = language_of(connection, ws)
        return effective(snapshot.plan, snapshot.adjustments), lang, counts_of(connection, ws, ws.now().date())


def meaning(ws: Workspace, decision: str, choice: str) -> list[str]:
    """What a choice means, one line a fact; empty for what is no decision of the plan. Raises NoPlanError."""
    plan, lang, counts = _plan(ws)
    asked = next((one for one in plan.decisions if one.id == decision), None)
    if asked is None:
        return []
    others = " ".join(option for option in asked.options if option.casefold() != choice.casefold())
    today = ws.now().date()
    monday = today + timedelta(days=7 - today.weekday())
    planned = _next_week(ws, monday)
    mine, theirs = _named(plan.tracks, choice), _named(plan.tracks, others)
    lines = [_names(track, planned, lang) for track in mine]
    lines += [
        say("decisions.means_milestone", lang, title=one.title, day=day_name(one.due.latest.isoformat(), lang))
        for one in plan.milestones
        if one.done is None and one.due is not None and _in(one.title, choice)
    ]
    if not lines:
        lines.append(say("decisions.means_nothing_named", lang))
    for track in theirs:
        if track not in mine:
            spent = length(planned.get(track.id, 0), lang)
            lines.append(say("decisions.means_others", lang, title=track.title, length=spent))
    lines.append(_goes_on(plan, planned, lang))
    lines += [
        say("decisions.means_count", lang, name=one["name"], total=one["total"], until=one["until"])
        for one in counts
        if one["until"] and not one["reached"]
    ]
    if asked.due is not None:
        lines.append(_after(plan, asked, asked.due.latest, lang))
    reads = _as_edits(ws, choice, lang)
    return [*lines, *([reads] if reads else [])]


def _in(name: str, words: str) -> bool:
    """Whether words name it; a Latin name stands by itself."""
    said = re.escape(name.strip().casefold())
    return len(name.strip()) >= SHORTEST and (
        re.search(rf"(?<![a-z0-9]){said}(?![a-z0-9])", words.casefold()) is not None
    )


def _named(tracks: Sequence[Track], words: str) -> list[Track]:
    return [track for track in tracks if any(_in(name, words) for name in (track.title, *track.names))]


def _next_week(ws: Workspace, monday: date) -> dict[str, int]:
    """Minutes by track that the week from ``monday`` holds, accepted or as a draft."""
    from roadweek.usecases.queries import week

    return {one["track"]: one["planned_min"] for one in week(ws, monday)["totals"] if one["track"]}


def _names(track: Track, planned: dict[str, int], lang: Language) -> str:
    return say("decisions.means_track", lang, title=track.title, length=length(planned.get(track.id, 0), lang))


def _goes_on(plan: Plan, planned: dict[str, int], lang: Language) -> str:
    """Nothing moved by itself: what next week holds."""
    titles = {track.id: track.title for track in plan.tracks}
    most = sorted(planned.items(), key=lambda one: -one[1])[:LISTED]
    listed = ("、" if lang == "zh" else ", ").join(
        f"{titles.get(track, track)} {length(minutes, lang)}" for track, minutes in most if minutes
    )
    total = sum(planned.values())
    if not total:
        return say("decisions.means_free", lang)
    first = titles.get(most[0][0], most[0][0])
    return say("decisions.means_stands", lang, length=length(total, lang), tracks=listed, first=first)


def _after(plan: Plan, asked: Decision, last: date, lang: Language) -> str:
    """What the plan holds when the window of the decision is over."""
    works = sum(
        work.open and work.last is not None and work.last > last for strand in plan.strands for work in strand.works
    )
    stones = sum(one.done is None and one.due is not None and one.due.latest > last for one in plan.milestones)
    key = "means_after" if works or stones else "means_after_nothing"
    day = day_name(last.isoformat(), lang)
    return say(f"decisions.{key}", lang, day=day, works=works, milestones=stones)


def _as_edits(ws: Workspace, choice: str, lang: Language) -> str | None:
    """Where the words of a choice are edits by themselves: those, and how to have them proposed."""
    from roadweek.usecases.sentences import understand_text

    read = understand_text(ws, choice)
    edits = [edit for edit in read["edits"] if edit["kind"] != "decide"]
    if not edits or read["question"]:
        return None
    said = ("；" if lang == "zh" else "; ").join(edit_words(edit, lang) for edit in edits)
    return say("decisions.means_edits", lang, edits=said, words=choice)
