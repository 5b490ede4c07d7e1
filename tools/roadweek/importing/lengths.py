"""The length that stands in where a plan gives none."""

from typing import Final

ASSUMED_MIN: Final = 30
"""Minutes of an occasion where the plan gives no length: about one problem, card set or page; a conflict says so."""
