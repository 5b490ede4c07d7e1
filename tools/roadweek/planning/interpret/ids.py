"""Names of works that last: made of their own words and those of their list, never of where they stand in the text.

So a plan that is imported again with lines added, moved or dated anew keeps what was done of each work, and the edits
on it. Works of the same words are numbered in their order.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from roadweek.domain.work import Strand
from roadweek.importing.fields import slug

SHORT = 6
"""So much of a title is in a name; four hexadecimal digits stand for all of it."""
_BESIDE = re.compile(r"[（(][^（()）]*[)）]|[\W\d_]+")
"""What a list's title says beside its words: dates in brackets, numbers, punctuation."""


def lasting(strands: Iterable[Strand]) -> list[Strand]:
    """The strands with lasting ids of their works."""
    counts: dict[str, int] = {}
    result: list[Strand] = []
    for strand in strands:
        words = _BESIDE.sub("", strand.title).casefold()
        works = [w.model_copy(update={"id": _name(w.title, words, counts)}) for w in strand.works]
        result.append(strand.model_copy(update={"works": tuple(works)}))
    return result


def _name(title: str, words: str, counts: dict[str, int]) -> str:
    said = " ".join(re.findall(r"\w+", title.casefold()))
    base = f"{slug(title, SHORT)}-{hashlib.sha256(f'{words}|{said}'.encode()).hexdigest()[:4]}"
    counts[base] = count = counts.get(base, 0) + 1
    return base if count == 1 else f"{base}-{count}"
