"""What an answer lacks, as a note of it and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.github.records import PartialNote
from roadweek.messages import say

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.errors import RoadweekError

__all__ = ["not_now", "note_text"]


def not_now(error: RoadweekError) -> PartialNote:
    """That GitHub was not asked, or in vain: the answer is what was kept."""
    return PartialNote(code="not_now", params={"why_en": error.text("en"), "why_zh": error.text("zh")})


def note_text(note: PartialNote, lang: Language) -> str:
    """A note in one sentence."""
    params = {**note.params, "why": note.params.get(f"why_{lang}", note.params.get("why", ""))}
    return say(f"github.{note.code}", lang, **params)
