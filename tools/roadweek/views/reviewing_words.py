"""How attempts and reviews are said: outcomes, minutes, events of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roadweek.messages import say
from roadweek.views.format import length

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadweek.domain.base import Language
    from roadweek.reviewing.redo import RedoPick
    from roadweek.views.report_documents import QuestionCode


def how(outcome: str, minutes: int | None, lang: Language, *, stuck: bool = False) -> str:
    """ "40 min, with hints, stuck"."""
    said = [say("reviewing.minutes", lang, minutes=minutes)] if minutes else []
    said.append(say(f"reviewing.{outcome}", lang))
    if stuck:
        said.append(say("reviewing.stuck", lang))
    return ("，" if lang == "zh" else ", ").join(said)


def summary_params(key: str, params: Mapping[str, Any], lang: Language) -> dict[str, Any]:
    """The parameters of an event's words, those that are words themselves in ``lang``."""
    if key == "recalled":
        return {**params, "answer": say(f"reviewing.{params['answer']}", lang)}
    stuck = bool(params.get("stuck"))
    return {"title": params["title"], "how": how(params["outcome"], params.get("minutes"), lang, stuck=stuck)}


def reason_values(code: str, count: float, pick: RedoPick) -> dict[str, int | str]:
    """What the words of a redo's reason are filled with, whole numbers and the topic."""
    values: dict[str, int | str] = {"count": abs(int(count)), "topic": pick.candidate.topic}
    if code == "fragile":
        values["percent"] = round(100 * count)
    if code == "long":
        values["minutes"] = pick.candidate.longest
    return values


def reason_text(code: str, points: float, values: Mapping[str, int | str], lang: Language) -> str:
    """One reason of a redo's pick, with its number."""
    name = "taught_away" if code == "taught" and points < 0 else code
    return say(f"reviewing.reason_{name}", lang, **values)


def question_text(code: QuestionCode, values: Mapping[str, Any], lang: Language) -> str:
    """One of the three questions of a report; ``values`` of a gap are its track's title and minutes."""
    said = {name: length(one, lang) if isinstance(one, int) else one for name, one in values.items()}
    if code == "gap":
        said["title"] = values["title"] or say("report.track_none", lang)
    return say(f"report.question_{code}", lang, **said)
