"""Time and chance of a conversation with GitHub: how long is waited, and by which clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

__all__ = ["Patience"]


@dataclass(frozen=True, slots=True)
class Patience:
    """Time and chance, passed in: ``clock`` is now, ``steady`` seconds that only grow, ``jitter`` is from 0 to 1."""

    clock: Callable[[], datetime]
    steady: Callable[[], float]
    sleep: Callable[[float], None]
    jitter: Callable[[], float]
    answer_s: float = 30
    """For one answer to be there whole, however slowly it comes."""
    silence_s: float = 20
    """For the next piece of it to come."""
