"""A configured model's words about an answer of the drill, where the person asks for them. It never grades, and nothing
of it is kept."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from roadweek_cli.common import language, working
from roadweek_cli.compose import model_of

if TYPE_CHECKING:
    from roadweek.views.drill import DrillAnsweredView, DrillCommentView
    from roadweek.workspace import Workspace
    from roadweek_agents.model import OpenAICompatible

LONGEST = 1_500
"""Characters of a comment that are shown."""
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"comment": {"type": "string"}},
    "required": ["comment"],
    "additionalProperties": False,
}
_LANGUAGES = {"en": "English", "zh": "Chinese"}


def commenting(ws: Workspace) -> OpenAICompatible:
    """The model that would comment. Raises SettingsError where none is configured, before anything is kept."""
    from roadweek.errors import SettingsError

    model = model_of(ws)
    if model is None:
        raise SettingsError("drill_no_model", path=ws.path / "config.toml")
    return model


def comment(ws: Workspace, model: OpenAICompatible, view: DrillAnsweredView) -> DrillCommentView:
    """What the model says of a typed answer, or why it says nothing: the answer is kept whatever happens here."""
    from roadweek.domain.sanitise import sanitised
    from roadweek.errors import ModelError
    from roadweek_agents.prompting import filled

    text = view["answer"]["text"]
    lang = language(ws)
    if text is None:  # a recording stays where it is
        return {"by": model.name, "text": None, "problem": "recording"}
    prompt = filled(
        "drill_comment",
        answer=text,
        language=_LANGUAGES[lang],
        points="\n".join(f"- {point}" for point in view["points"]),
        question=view["title"],
    )
    try:
        with working("ask"):
            said: object = json.loads(asyncio.run(model.draft(prompt, SCHEMA)))
        told = said["comment"] if isinstance(said, dict) else None  # pyright: ignore[reportUnknownVariableType] -- any JSON
        if not isinstance(told, str) or not told.strip():
            raise ModelError(url=model.where, why="no comment in its answer")
    except (ModelError, ValueError, KeyError) as error:
        why = (
            error.text(lang) if isinstance(error, ModelError) else ModelError(url=model.where, why="no JSON").text(lang)
        )
        return {"by": model.name, "text": None, "problem": why}
    return {"by": model.name, "text": sanitised(told).strip()[:LONGEST], "problem": None}
