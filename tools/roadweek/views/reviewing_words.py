"""How attempts and reviews are said: outcomes, minutes, events of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roadweek.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadweek.domain.base import Language


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
