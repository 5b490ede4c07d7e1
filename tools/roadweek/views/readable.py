"""Any document as lines that a person or a model reads, and texts that are too long cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from roadweek.domain.base import Language
from roadweek.messages import say

MOST = 4_500
"""So many tokens a text may have, as :func:`about_tokens` counts them."""


def readable(document: object) -> str:
    """``key: value`` lines; a flat object of a list is one line. What is null or empty is left out."""
    return "\n".join(_lines(document, ""))


def _lines(value: object, indent: str) -> list[str]:
    if isinstance(value, Mapping):
        out: list[str] = []
        for key, each in cast("Mapping[str, object]", value).items():
            if _empty(each):
                continue
            if _flat(each):
                out.append(f"{indent}{key}: {_said(each)}")
            else:
                out += [f"{indent}{key}:", *_lines(each, indent + "  ")]
        return out
    if isinstance(value, Sequence) and not isinstance(value, str):
        out = []
        for each in cast("Sequence[object]", value):
            if isinstance(each, Mapping):
                fields = cast("Mapping[str, object]", each)
                parts = [f"{key} {_said(one)}" for key, one in fields.items() if not _empty(one) and _flat(one)]
                out.append(f"{indent}- " + "; ".join(parts))
                for key, one in fields.items():
                    if not _empty(one) and not _flat(one):
                        out += [f"{indent}  {key}:", *_lines(one, indent + "    ")]
            else:
                out.append(f"{indent}- {_said(each)}")
        return out
    return [f"{indent}{_said(value)}"]


def _empty(value: object) -> bool:
    return value is None or value is False or value in ("", [], {})


def _flat(value: object) -> bool:
    """Whether a value fits on the line of its key: a plain one, a list of such, or a small object of numbers."""
    if isinstance(value, Mapping):
        return all(isinstance(one, int | float) for one in cast("Mapping[str, object]", value).values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return all(not isinstance(one, Mapping | list) for one in cast("Sequence[object]", value))
    return True


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {one}" for key, one in cast("Mapping[str, object]", value).items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(one) for one in cast("Sequence[object]", value))
    return "yes" if value is True else str(value)


def about_tokens(text: str) -> int:
    """A cautious guess at the tokens of a text: one for each Chinese character, one for each three of others."""
    wide = sum(1 for character in text if character > "\u2e80")
    return wide + -(-(len(text) - wide) // 3)


def cut(text: str, lang: Language, most: int = MOST) -> str:
    """``text`` with at most so many tokens; what is left off is counted in lines."""
    if about_tokens(text) <= most:
        return text
    kept: list[str] = []
    room = most - 60
    lines = text.split("\n")
    for line in lines:
        room -= about_tokens(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join([*kept, say("agents.cut", lang, count=len(lines) - len(kept))])
