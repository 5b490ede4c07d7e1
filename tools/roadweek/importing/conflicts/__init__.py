"""Places of a document that do not agree: found and told with both lines and a proposal, never settled in silence."""

from __future__ import annotations

from roadweek.importing.conflicts.case import Case, Telling
from roadweek.importing.conflicts.find import find_conflicts

__all__ = ["Case", "Telling", "find_conflicts"]
