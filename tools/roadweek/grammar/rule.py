"""One row of the grammar: a name, a pattern of words and kinds, what is made of it, and an example that fires it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from roadweek.grammar.lattice import Lattice

Fits = Callable[[Lattice, int, int], bool]
"""Whether a rule may read the piece from the second to the third argument: what stands around it, its case."""


@dataclass(frozen=True, slots=True)
class Row:
    """``pattern``, elements with blanks between them:

    * ``number``, ``unit``: a kind (what a rule makes), or a class of words; its value is given to ``make``
    * ``unit=60``, ``'and'``: a class with a value, or a word of the class "word"; ``make`` is not given it
    * ``'to'|'or'``: any of some; of two kinds the value is given, of words it is not
    * ``.unit``: stands directly behind the element before it, without a blank

    ``make`` takes the values of the kinds in order and returns the value of a node of ``kind``, or null for none.
    Values are compared and kept in tables: they have to be hashable. ``fits`` looks at the text around.
    """

    kind: str
    name: str
    pattern: str
    make: Callable[..., Any]
    example: str
    fits: Fits | None = None
