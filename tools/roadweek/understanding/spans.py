"""What every finder returns: a value together with the place in the text where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Generic, TypeVar

from roadweek.understanding.quick import Quick

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """A value read from ``text``, which is the piece ``start:end`` (characters, end excluded) of what was read."""

    start: int
    end: int
    value: T_co
    text: str

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def pattern(build: Callable[[], str]) -> Callable[[], Quick]:
    """A pattern that is put together and compiled when it is first used."""

    @cache
    def compiled() -> Quick:
        return Quick(build())

    return compiled


class TakenSpans:
    """Pieces of a text that are taken, asked for in any number: each question takes a binary search."""

    def __init__(self, pieces: Iterable[tuple[int, int]]) -> None:
        self._pieces = sorted(pieces)
        # where pieces lie inside each other, the furthest end so far is what counts
        self._ends = list(accumulate((end for _, end in self._pieces), max))

    def overlaps(self, start: int, end: int) -> bool:
        at = bisect_left(self._pieces, (end, end))
        return at > 0 and self._ends[at - 1] > start


def free(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    """Whether ``start:end`` touches none of the ``taken`` pieces."""
    return all(end <= a or b <= start for a, b in taken)
