"""What a person calls a problem: "LC 236", "lc236" and "LC 236 Lowest Common Ancestor" are one.

A name with the number of a known collection is that number; any other is its own words. Nothing is looked up.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from roadweek.errors import InputError

if TYPE_CHECKING:
    from roadweek.domain.records import ProblemKind

LONGEST_NAME = 300
_LONGEST_ID = 80

_COLLECTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("lc", "LC", r"lc|leet ?code|力扣", r"\d{1,5}"),
    ("cf", "CF", r"cf|code ?forces", r"\d{1,5}[a-z]\d?"),
    ("acwing", "AcWing", r"ac ?wing", r"\d{1,5}"),
    ("nc", "NC", r"nc|nowcoder|牛客", r"\d{1,6}"),
    ("offer", "剑指 Offer", r"剑指 ?offer|jz", r"\d{1,3}"),
    ("luogu", "Luogu P", r"(?:luogu|洛谷) ?p?", r"\d{4,5}"),
    ("atcoder", "AtCoder", r"at ?coder ?", r"(?:abc|arc|agc)\d{3}_?[a-h]"),
    ("arxiv", "arXiv", r"arxiv", r"\d{4}\.\d{4,5}"),
)
"""Id, how it is shown, how people write it, what its numbers look like."""
_LABELS = {name: label for name, label, _, _ in _COLLECTIONS}

_NUMBERED = re.compile(
    "|".join(
        rf"(?:{written})[\s\-_#.:：]*(?:no\.?\s*|第\s*)?(?P<{name}>{number})"
        for name, _, written, number in _COLLECTIONS
    )
)
_LISTED = re.compile(r"(\d{1,4})[.、]\s*(?=\S)")
"""As LeetCode lists its problems: "236. Lowest Common Ancestor"."""
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?leetcode\.(?:com|cn)/problems/([\w-]+)")


@dataclass(frozen=True, slots=True)
class ProblemName:
    """``id`` is a slug; ``label`` how a collection's own number is shown, null for other names; ``title`` the words,
    null where there is but a number."""

    id: str
    label: str | None
    title: str | None
    kind: ProblemKind

    @property
    def shown(self) -> str:
        """The whole name: "LC 236 Lowest Common Ancestor"."""
        return " ".join(part for part in (self.label, self.title) if part)


def named(text: str) -> ProblemName:
    """Read a name. Raises InputError for one without letters or digits, or longer than ``LONGEST_NAME`` characters."""
    plain = " ".join(normalize("NFKC", text).split())
    if not slug(plain):
        raise InputError("problem_unnamed")
    if len(plain) > LONGEST_NAME:
        raise InputError("problem_name_long", length=len(plain), most=LONGEST_NAME)
    if address := _ADDRESS.match(plain.casefold()):
        title = address[1].replace("-", " ")
        return ProblemName(id=slug(title), label=None, title=title, kind="problem")
    folded = plain.casefold()
    kind: ProblemKind = "question" if plain.endswith("?") else "problem"
    if len(folded) == len(plain):
        found = _NUMBERED.match(folded)
        if found and _ends_there(folded, found.end()):
            name, number = next((key, value) for key, value in found.groupdict().items() if value)
            number = number.lstrip("0") or "0" if number.isdigit() else number
            title = _title(plain[found.end() :])
            kind = "paper" if name == "arxiv" else "problem"
            label = f"{_LABELS[name]} {number.upper()}".replace("P ", "P")
            return ProblemName(id=slug(f"{name} {number}"), label=label, title=title, kind=kind)
        if (listed := _LISTED.match(folded)) and kind == "problem":
            title = _title(plain[listed.end() :])
            if title:
                number = str(int(listed[1]))
                return ProblemName(id=f"lc-{number}", label=f"{_LABELS['lc']} {number}", title=title, kind=kind)
    return ProblemName(id=slug(plain), label=None, title=" ".join(text.split()), kind=kind)


def _ends_there(text: str, end: int) -> bool:
    """Whether a number that ends at ``end`` is a whole one and no part of a word: "LC 236Lowest" is not."""
    return end == len(text) or not text[end].isalnum() or text[end] > "\u2e80"


def _title(rest: str) -> str | None:
    rest = re.sub(r"^\s*题(?![\w])", "", rest)
    return rest.strip(" \t-_#.,;:：，；、()（）|/") or None


def slug(text: str) -> str:
    """Letters and digits of any script, joined by hyphens, at most 80; what is longer ends in a digest of all of it."""
    words = "".join(c if c.isalnum() else " " for c in normalize("NFKC", text).casefold()).split()
    joined = "-".join(words)
    if len(joined) <= _LONGEST_ID:
        return joined
    return f"{joined[:69].rstrip('-')}-{hashlib.sha256(joined.encode()).hexdigest()[:10]}"
