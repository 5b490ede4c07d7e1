"""Prompts as data: one Markdown file each, with front matter that says its name, purpose and variables.

``load("copy_wishes", words="…")`` gives the text. A place to fill is ``{{name}}``; every variable that the
front matter lists must be given, none other may be, and a place that it does not list is a mistake of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

__all__ = ["Prompt", "PromptError", "load", "names", "read"]

_PLACE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n+", re.DOTALL)


class PromptError(ValueError):
    """A prompt that does not exist, is written wrongly, or was given the wrong variables: always a mistake of ours."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One file. ``body`` still has its places."""

    name: str
    purpose: str
    variables: tuple[str, ...]
    body: str


def names() -> tuple[str, ...]:
    """All prompts of this package, in alphabetical order."""
    return tuple(sorted(entry.name[:-3] for entry in files(__name__).iterdir() if entry.name.endswith(".md")))


@cache
def read(name: str) -> Prompt:
    """The prompt of one file, unfilled. Raises PromptError where it is missing or its front matter does not fit it."""
    entry = files(__name__).joinpath(f"{name}.md")
    if not re.fullmatch(r"[a-z_]+", name) or not entry.is_file():
        raise PromptError(f"no prompt called {name!r}; there are {', '.join(names())}")
    return parse(name, entry.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Prompt:
    """The prompt that a file of this ``name`` and ``text`` holds. Raises PromptError as :func:`read` does."""
    from yaml import YAMLError, safe_load

    front = _FRONT.match(text)
    if front is None:
        raise PromptError(f"{name}.md does not begin with front matter between two lines of ---")
    try:
        loaded: object = safe_load(front[1])
    except YAMLError as error:
        raise PromptError(f"{name}.md: its front matter is not YAML: {error}") from error
    head = cast("dict[str, Any]", loaded) if isinstance(loaded, dict) else {}
    if set(head) != {"name", "purpose", "variables"}:
        raise PromptError(f"{name}.md: its front matter has name, purpose and variables, and nothing else")
    if head["name"] != name:
        raise PromptError(f"{name}.md calls itself {head['name']!r}")
    variables = tuple(str(each) for each in head["variables"] or ())
    body = text[front.end() :].strip()
    if set(_PLACE.findall(body)) != set(variables):
        raise PromptError(f"{name}.md lists {sorted(variables)} but has places for {sorted(set(_PLACE.findall(body)))}")
    return Prompt(name=name, purpose=str(head["purpose"]), variables=variables, body=body)


def load(name: str, /, **variables: str) -> str:
    """The text of a prompt with its places filled in. What is filled in is not read again, so it may hold ``{{…}}``.

    Raises PromptError for a variable that is missing or that the prompt does not have.
    """
    prompt = read(name)
    missing = [each for each in prompt.variables if each not in variables]
    unknown = [each for each in variables if each not in prompt.variables]
    if missing or unknown:
        said = [f"lacks {', '.join(missing)}"] if missing else []
        said += [f"does not have {', '.join(unknown)}"] if unknown else []
        raise PromptError(f"prompt {name!r} {' and '.join(said)}")
    return _PLACE.sub(lambda place: variables[place[1]], prompt.body)
