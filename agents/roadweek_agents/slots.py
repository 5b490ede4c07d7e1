"""What a model may say to a message: its own words, copied into named slots, a wish at a time.

Nothing of it is believed. Each slot has to stand in the message; the wish is put as a plain sentence, which the rules
read as they read any other, so that dates, lengths and names are resolved by one grammar; and what they read has to be
what the wish is for. A wish that fails gives its question, or none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field

from roadweek.domain.base import Language
from roadweek.domain.base import Model as Value

Verb = Literal[
    "travel", "cancel_trip", "move", "skip", "pause", "resume", "add", "did", "missed", "change", "busy", "off",
    "limit", "task", "due", "reached", "more", "less",
]  # fmt: skip

MOST_WISHES = 4
"""Wishes of one message; who asks for more says it in two."""


LONGEST_SLOT = 200


def _worded(words: str) -> str | None:
    if len(words) > LONGEST_SLOT:
        raise ValueError(f"a slot has at most {LONGEST_SLOT} characters")
    return words.strip() or None


Words = Annotated[str, AfterValidator(_worded)]


class CopiedWish(Value):
    """One change that a message asks for. Small models fill what they leave out with an empty text: that is null."""

    do: Verb
    what: Words | None = None
    when: Words | None = None
    to: Words | None = None
    length: Words | None = None
    rhythm: Words | None = None
    clock: Words | None = None
    place: Words | None = None

    def slots(self) -> dict[str, str]:
        """The slots that are filled, by name."""
        return {k: v for k, v in self.model_dump(exclude={"do"}).items() if v}


class CopiedWishes(Value):
    """A model's whole answer."""

    wishes: tuple[CopiedWish, ...] = Field(default=(), max_length=MOST_WISHES)


def slots_schema() -> dict[str, Any]:
    """The JSON schema of an answer, as plain as it can be: a server that constrains a model to it turns each bound of a
    text and each "or null" into a grammar that costs more than the model."""
    slots = {name: {"type": "string"} for name in CopiedWish.model_fields if name != "do"}
    wish = {
        "type": "object",
        "properties": {"do": {"enum": list(get_args(Verb))}, **slots},
        "required": ["do"],
        "additionalProperties": False,
    }
    wishes = {"type": "array", "maxItems": MOST_WISHES, "items": wish}
    return {"type": "object", "properties": {"wishes": wishes}, "required": ["wishes"], "additionalProperties": False}


@dataclass(frozen=True, slots=True)
class WishForm:
    """How a wish is put as a sentence. Words in brackets are left out with their slot; ``kinds`` are the edits that the
    sentence may then be read as."""

    kinds: tuple[str, ...]
    en: str
    zh: str


FORMS: Mapping[Verb, WishForm] = {
    "travel": WishForm(("add_trip",), "I travel {when}[ to {place}]", "{when}[去{place}]出差"),
    "cancel_trip": WishForm(("cancel_trip",), "cancel the trip[ to {place}][ {when}]", "[{when}][去{place}]的出差取消"),
    "move": WishForm(("move",), "move {what}[ from {when}] to {to}", "把[{when}的]{what}挪到{to}"),
    "skip": WishForm(("drop",), "skip {what} {when}", "{when}的{what}跳过"),
    "pause": WishForm(("pause",), "pause {what}[ {when}]", "{what}[{when}]暂停"),
    "resume": WishForm(("resume",), "resume {what}[ {when}]", "[{when}]恢复{what}"),
    "add": WishForm(("add",), "add {length} of {what}[ {when}]", "[{when}]加一次{length}的{what}"),
    "did": WishForm(("log",), "I did {length} of {what}[ {when}]", "[{when}]学了{length}{what}"),
    "missed": WishForm(("log",), "I did not do {what} {when}", "{when}的{what}没做"),
    "change": WishForm(
        ("set_activity",),
        "change {what} to[ {length}][ {rhythm}][ {clock}][, starting {when}]",
        "{what}改成[{rhythm}][{clock}][，每次{length}][，从{when}开始]",
    ),
    "busy": WishForm(("block",), "I am busy {when} {clock}", "{when}{clock}没空"),
    "off": WishForm(("day_off",), "take {when} off", "{when}请假休息"),
    "limit": WishForm(("set_capacity",), "I only have {length} a day {when}", "{when}每天只有{length}"),
    "task": WishForm(
        ("add_task",), "add a task: {what}[, {length}][, due {when}]", "加一个任务：{what}[，{length}][，{when}之前]"
    ),
    "due": WishForm(("move_milestone",), "{what} is now due {when}", "{what}推迟到{when}"),
    "reached": WishForm(("finish_milestone", "finish_task"), "{what} is finished", "{what}完成了"),
    "more": WishForm(("prioritize",), "{what} matters more", "{what}优先级提高"),
    "less": WishForm(("prioritize",), "{what} matters less", "{what}优先级降低"),
}

_AHEAD = re.compile(r"^(?:(?:from|on|at|to|by|until|in|starting|due|with|for)\s+|[从在到由自去])+", re.IGNORECASE)
_BEHIND = re.compile(r"(?:开始|起|之前|以前|前)$")
_LEAVES = re.compile(r"(?:\b(?:from|not|than|instead\s+of)|从|由|不是|而不是|不要)\s*(?:the\s+|on\s+)?$", re.IGNORECASE)
_ARRIVES = re.compile(r"(?:\b(?:to|until|till)|[改挪移推换延][到至成]|推迟到|提前到)\s*(?:the\s+)?$", re.IGNORECASE)


def folded(text: str) -> str:
    """A text in which width, case and spaces make no difference."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).casefold().strip()


def _places(slot: str, text: str) -> list[int]:
    """Where a slot's words stand in a text, both folded; a word is not found inside of another."""
    words = re.escape(slot)
    ahead = r"(?<![a-z0-9])" if slot[:1].isascii() and slot[:1].isalnum() else ""
    behind = r"(?![a-z0-9])" if slot[-1:].isascii() and slot[-1:].isalnum() else ""
    return [found.start() for found in re.finditer(ahead + words + behind, text)]


def _one_length(words: str) -> bool:
    """Whether words are one length, with no figure besides: of "40 minutes, 3 songs" one would be lost."""
    from roadweek.understanding.amounts import find_durations

    found = find_durations(words)
    return len(found) == 1 and not any(c.isdigit() for c in words[: found[0].start] + words[found[0].end :])


def stands(wish: CopiedWish, text: str) -> bool:
    """Whether all words of a wish are the message's, its length is one, and no day that is left stands for one that is
    gone to."""
    told = folded(text)
    if wish.length is not None and not _one_length(wish.length):
        return False
    for name, words in wish.slots().items():
        places = _places(folded(words), told)
        if wish.do == "move" and name in ("when", "to"):
            wrong = _LEAVES if name == "to" else _ARRIVES
            places = [at for at in places if not wrong.search(told[:at])]
        if not places:
            return False
    return True


def sentence_of(wish: CopiedWish, lang: Language) -> str | None:
    """The plain sentence of a wish; null where it lacks a slot without which it says nothing, or fills one that its
    sentence has no place for: then its words would be lost."""
    form = FORMS[wish.do]
    template = form.zh if lang == "zh" else form.en
    slots = {name: _bare(words, name, wish.do) for name, words in wish.slots().items()}
    if any(f"{{{name}}}" not in template for name in slots):
        return None

    def optional(part: re.Match[str]) -> str:
        name = part[2]
        return part[1].replace(f"{{{name}}}", slots[name]) if name in slots else ""

    told = re.sub(r"\[([^\[\]]*\{(\w+)\}[^\[\]]*)\]", optional, template)
    try:
        return " ".join(told.format(**slots).split())
    except (KeyError, IndexError, ValueError):
        return None


def _bare(words: str, name: str, verb: Verb) -> str:
    """A slot without the small words that its sentence brings itself."""
    if name == "to" or (name == "when" and verb in ("move", "due", "task", "change", "off")):
        words = _BEHIND.sub("", _AHEAD.sub("", words))
    if name == "place":
        words = _AHEAD.sub("", words)
    return words.replace("{", "(").replace("}", ")")


def fits(wish: CopiedWish, edits: Sequence[Mapping[str, Any]]) -> bool:
    """Whether edits are of the kinds that the wish is for."""
    return all(edit["kind"] in FORMS[wish.do].kinds for edit in edits)


def quotes_only(question: str | None, text: str) -> bool:
    """Whether a question quotes nothing but the message: our plain sentence is nothing that the person said."""
    return question is not None and all(folded(part) in folded(text) for part in re.findall(r"“([^”]+)”", question))
