"""What a reading of a plan gives: the plan, its items, its conflicts, and the lines that are only notes."""

from __future__ import annotations

from typing import Any

from roadweek.domain.base import Model
from roadweek.domain.plan import Conflict, Plan
from roadweek.domain.work import Lines
from roadweek.importing.items import Item


class PlanReading(Model):
    """What was read. ``notes`` are the lines with text that are in no item; ``accounted`` counts both."""

    plan: Plan
    items: tuple[Item, ...]
    notes: Lines
    conflicts: tuple[Conflict, ...]
    lines: int
    """Non-blank lines of the document."""
    accounted: int
    unread: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """By line: words of when and how long on lines that were read as something else."""

    def to_json(self) -> dict[str, Any]:
        """The contract's ``items``, ``notes``, ``conflicts``, ``coverage`` and ``unused``."""
        return {
            "items": [item.to_json() for item in self.items],
            "notes": list(self.notes),
            "conflicts": [
                {"kind": c.kind, "lines": list(c.lines), "message": c.message, "params": c.params}
                for c in self.conflicts
            ],
            "coverage": {"lines": self.lines, "accounted": self.accounted},
            "unused": self._unused(),
        }

    def _unused(self) -> list[dict[str, Any]]:
        """Words that no field holds, by the first line that has them."""
        found: dict[int, dict[str, None]] = {line: dict.fromkeys(words) for line, words in self.unread}
        for item in self.items:
            if item.unused:
                found.setdefault(item.lines[0], {}).update(dict.fromkeys(item.unused))
        return [{"line": line, "words": list(words)} for line, words in sorted(found.items())]
