"""Prompts with what others wrote in them: sanitised, and unable to leave the fence that says that it is data.

A prompt's own file puts each such place between ``<fence>`` and ``</fence>``. Whatever stands there (a message, titles,
an event's place, a model's earlier answer) cannot open or close a fence of any prompt.
"""

from __future__ import annotations

import re
from functools import cache

from roadweek.domain.sanitise import sanitised
from roadweek_prompts import load, names, read

__all__ = ["filled"]

_FENCE = re.compile(r"^</?([a-z_]+)>$", re.MULTILINE)


@cache
def fences() -> frozenset[str]:
    """The names of all fences, as the prompts have them."""
    return frozenset(name for prompt in names() for name in _FENCE.findall(read(prompt).body))


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(rf"<(?=\s*/?\s*(?:{'|'.join(sorted(fences()))})\b)", re.IGNORECASE)


def filled(name: str, /, **variables: str) -> str:
    """The text of a prompt, its places filled. Raises PromptError as :func:`roadweek_prompts.load` does."""
    return load(name, **{key: _marks().sub("‹", sanitised(value)) for key, value in variables.items()})
