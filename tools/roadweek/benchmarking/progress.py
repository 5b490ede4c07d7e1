"""How far a measurement is: requests of one run, and from them about how long the run and its experiment still take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadweek.benchmarking.experiment import PAUSE_S

__all__ = ["LoadProgress", "read_progress", "seconds_left"]


@dataclass(frozen=True, slots=True)
class LoadProgress:
    """``done`` of ``of`` requests have ended, ``good`` of them well, ``elapsed_s`` after the first was sent; in the
    warm-up none is done."""

    done: int
    of: int
    good: int
    elapsed_s: float

    @property
    def left_s(self) -> float | None:
        """About how many seconds its other requests take, at the pace so far; None before one has ended."""
        return self.elapsed_s / self.done * max(0, self.of - self.done) if self.done else None

    def told(self) -> str:
        """The same in the words that one `edge serve` tells another Roadweek and any client."""
        return f"{self.done}/{self.of} requests, {self.good} good, {self.elapsed_s:.1f} s"


def read_progress(text: str) -> LoadProgress | None:
    """What :meth:`LoadProgress.told` said; None for other words."""
    found = re.fullmatch(r"(\d{1,9})/(\d{1,9}) requests, (\d{1,9}) good, (\d{1,9}\.\d) s", text)
    if found is None:
        return None
    return LoadProgress(int(found[1]), int(found[2]), int(found[3]), float(found[4]))


def seconds_left(runs_after: int, made_s: Sequence[float], run_s: float, now: LoadProgress | None) -> float | None:
    """About how many seconds an experiment still takes, with ``runs_after`` the run that is being made.

    ``made_s`` are the seconds of the runs made so far, ``run_s`` those of this run until now. Before the first is made
    a run takes as long as the pace of this one says; None where that is not known either.
    """
    if made_s:
        usual = sum(made_s) / len(made_s)
        rest = now.left_s if now is not None and now.left_s is not None else max(0.0, usual - run_s)
        return rest + runs_after * usual
    if now is None or now.left_s is None:
        return None
    return now.left_s + runs_after * (now.elapsed_s + now.left_s + PAUSE_S)
