"""A model asked about the notes of a plan, portion by portion; whoever asked holds each proposal against the text.

Nothing is trusted here: an answer is a list of JSON objects or it is no answer. The model has no tools.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from pydantic import Field

from roadweek.domain.base import Model as Value
from roadweek.errors import ModelError
from roadweek.importing.proposed import MAX_PROPOSALS, Proposed
from roadweek_agents.drafting import plain_json, schema_of
from roadweek_agents.prompting import filled

if TYPE_CHECKING:
    from roadweek.importing.asking import Portion
    from roadweek_agents.model import Model

REPAIRS = 1
"""Rounds of repair of one portion: an answer of the wrong shape twice will not be right the third time."""
CALLS = 24
"""Portions of one import; what is beyond them stays notes, and is said to have been left out."""
TOTAL_S = 600.0
"""Seconds for all portions together."""
ITEMS = 24
"""Items of one answer."""
ANSWER_CHARS = 200_000
"""A longer answer is no list of a few items."""


class Items(Value):
    """What a model answers to one portion."""

    items: tuple[Proposed, ...] = Field(default=(), max_length=ITEMS)
    """The limit is for servers that write under the schema: a small model would not stop by itself."""


@dataclass(slots=True)
class Answers:
    """``answered`` are the portions that the model dealt with; ``error`` is what ended the asking, if anything did."""

    proposals: list[object] = field(default_factory=list[object])
    answered: list[int] = field(default_factory=list[int])
    unusable: int = 0
    error: ModelError | None = None


async def propose(model: Model, portions: Sequence[Portion], *, written: str, total_s: float = TOTAL_S) -> Answers:
    """What the model proposes for ``portions``, unchecked. It never raises for what a model does: an endpoint that is
    away ends the asking, an unusable answer costs its own portion only."""
    answers = Answers()
    try:
        async with asyncio.timeout(total_s):
            for number, portion in enumerate(portions[:CALLS]):
                found = await _ask(model, portion, written)
                if found is None:
                    answers.unusable += 1
                    continue
                answers.answered.append(number)
                answers.proposals += found[:MAX_PROPOSALS]
    except ModelError as error:
        answers.error = error
    except TimeoutError:
        answers.error = ModelError(url=model.where, why=f"it took longer than {total_s:.0f} s")
    return answers


async def _ask(model: Model, portion: Portion, written: str) -> list[object] | None:
    """The items of one answer as plain data, None where two answers were no list of items. Raises ModelError."""
    schema = schema_of(Items)
    shape = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    prompt = filled("relabel_notes", written=written, schema=shape, text=portion.text)
    asked = prompt
    for _ in range(1 + REPAIRS):
        text = await model.draft(asked, schema)
        try:
            return _items(text)
        except (ValueError, RecursionError) as error:
            wrong = f'it is no JSON object with a list "items": {str(error)[:120]}'
        asked = prompt + "\n\n" + filled("repair_edits", draft=text[:2_000], error=wrong)
    return None


def _items(text: str) -> list[object]:
    if len(text) > ANSWER_CHARS:
        raise ValueError("it is too long")
    answer = plain_json(text)
    found: Any = cast("dict[str, Any]", answer).get("items") if isinstance(answer, dict) else answer
    if not isinstance(found, list):
        raise ValueError("items is missing")
    return cast("list[object]", found)
