"""A model's second look at a plan's notes, as part of an import: who is asked, what is taken, and what is remembered.

What was accepted is stored with the plan and holds as long as its lines stay as they are; a line is asked about once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from pydantic import ValidationError

from roadweek.importing.asking import Portion, again, mark_of, portions
from roadweek.importing.proposed import Kept, Refusal
from roadweek.importing.relabel import relabel
from roadweek.messages import say

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.errors import ModelError
    from roadweek.importing.items import Item
    from roadweek.importing.reading import PlanReading
    from roadweek.views.documents import ModelItemView, ModelView


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back: ``portions`` are the numbers of those that were answered, ``error`` what ended the asking."""

    proposals: Sequence[object] = ()
    portions: Sequence[int] = ()
    calls: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0
    error: ModelError | None = None


class NoteReader(Protocol):
    """A model that can be asked about portions of a plan. Nothing that it does raises."""

    @property
    def name(self) -> str: ...

    @property
    def where(self) -> str:
        """The address of its endpoint."""
        ...

    def ask(self, portions: Sequence[Portion], *, written: str) -> Answered: ...


@dataclass(frozen=True, slots=True)
class Help:
    """A model to ask, whether it may be shown a private plan, and who looks at the proposals before they count.

    ``look`` is shown them and says whether to keep them.
    """

    reader: NoteReader
    share_private: bool = False
    look: Callable[[ModelView], bool] | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """A reading with what a model added now or at an earlier import. ``record`` is stored beside it."""

    reading: PlanReading
    record: dict[str, Any] = field(default_factory=dict[str, Any])
    view: ModelView | None = None


def look_again(
    reading: PlanReading, text: str, before: Mapping[str, Any], help_: Help | None, lang: Language
) -> Looked:
    """``reading`` with the items of the record ``before`` whose lines stand unchanged, and with those that a model
    now proposes for the other notes, each held against the text."""
    kept, asked = _recorded(before)
    if help_ is None and not kept and not asked:
        return Looked(reading)
    old = relabel(reading, text, again(kept, text))
    marks = {mark_of(line) for line in text.split("\n")}
    found = [one.to_json() for one in old.kept]
    done = [one for one in asked if one.rpartition(":")[2] in marks]
    record = {"kept": found, "asked": done} if kept or asked else {}
    standing = Looked(old.reading, record, _view(old.accepted) if old.accepted else None)
    if help_ is None:
        return standing
    if reading.plan.private and not help_.share_private and not is_local(help_.reader.where):
        view = _view(old.accepted, reader=help_.reader)
        view["problem"] = say("relabel.private", lang, where=help_.reader.where)
        return Looked(standing.reading, standing.record, view)
    name = f"{help_.reader.name}:"
    wanted = portions(old.reading, text, {one.removeprefix(name) for one in asked if one.startswith(name)})
    answered = help_.reader.ask(wanted, written=str(reading.plan.as_of or "?")) if wanted else Answered()
    told = [line for n in answered.portions for line in wanted[n].lines]
    new = relabel(old.reading, text, answered.proposals)
    view = _view(old.accepted, reader=help_.reader, answered=answered)
    view["asked"], view["unasked"] = len(told), sum(len(one.lines) for one in wanted) - len(told)
    view["proposed"] = len(answered.proposals)
    view["accepted"] = [_item(item) for item in new.accepted]
    view["refused"] = [
        {
            "code": one.code, "reason": reason(one, lang), "group": one.group, "title": one.title,
            "lines": list(one.lines),
        }
        for one in new.refused
    ]  # fmt: skip
    if answered.error is not None:
        view["problem"] = say("relabel.failed", lang, **answered.error.params)
    if new.accepted and help_.look is not None and not help_.look(view):
        view["declined"] = True
        return Looked(standing.reading, standing.record, view)
    source = text.split("\n")
    found += [one.to_json() for one in new.kept]
    done += [name + mark_of(source[line - 1]) for line in told]
    return Looked(new.reading, {"kept": found, "asked": done} if found or done else {}, view)


def _recorded(before: Mapping[str, Any]) -> tuple[list[Kept], list[str]]:
    """What an earlier import remembered; a record that an older Roadweek wrote otherwise is forgotten."""
    try:
        return [Kept.model_validate(one) for one in before.get("kept", ())], [str(m) for m in before.get("asked", ())]
    except ValidationError:
        return [], []


def is_local(url: str) -> bool:
    """Whether an endpoint is on this machine, so that asking it sends nothing away."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def reason(refusal: Refusal, lang: Language) -> str:
    """Why a proposal was refused, in words."""
    return say(f"relabel.{refusal.code}", lang, about=refusal.about)


def _item(item: Item) -> ModelItemView:
    return {"id": item.id, "group": item.group, "title": item.title, "lines": list(item.lines)}


def _view(kept: Sequence[Item], *, reader: NoteReader | None = None, answered: Answered | None = None) -> ModelView:
    answered = answered or Answered()
    return {
        "name": reader.name if reader else None,
        "where": reader.where if reader else None,
        "calls": answered.calls,
        "prompt_tokens": answered.prompt_tokens,
        "answer_tokens": answered.answer_tokens,
        "asked": 0,
        "unasked": 0,
        "proposed": 0,
        "accepted": [],
        "refused": [],
        "kept": [_item(item) for item in kept],
        "declined": False,
        "problem": None,
    }
