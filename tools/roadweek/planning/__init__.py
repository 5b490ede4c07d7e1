"""From plan to work: what kind of thing each item is, which week does what, and what each sitting is for. No I/O."""

from typing import Final

FORM: Final = 4
"""The number of the planner's form. It grows when the same plan is read or planned otherwise than before, so that what
an earlier form made is told apart: a plan is read again, a proposal is stale, a draft is not shown.

1: recurring wishes alone. 2: works in strands, with efforts and windows. 3: guessed efforts are bounded, undated lists
take a sitting a unit, what lay before the first import is caught up in a share.
"""
