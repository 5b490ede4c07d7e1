"""How well predicted recall agreed with what happened: log loss and RMSE in bins, beside a constant.

Measures as in the benchmark of spaced-repetition algorithms by open-spaced-repetition (``srs-benchmark``): log loss is
the mean of ``-ln(p of what happened)``; RMSE(bins) weighs, by size, the squared difference between mean prediction and
observed share in bins of equal width. The constant is the observed share itself: the best a forecaster could do who
knows nothing of the single memory, reckoned with hindsight, so beating it is not easy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

LEAST = 30
"""Fewer predictions than this say nothing."""
BINS = 20
_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Calibration:
    """``log_loss`` in nats and ``rmse`` in shares of 1, of the predictions and of the constant."""

    count: int
    predicted: float
    observed: float
    log_loss: float
    rmse: float
    constant_log_loss: float

    @property
    def better(self) -> bool:
        """Whether the predictions beat the constant."""
        return self.log_loss < self.constant_log_loss


def calibration(pairs: Sequence[tuple[float, bool]]) -> Calibration | None:
    """Of (predicted recall in 0..1, remembered); None below :data:`LEAST` pairs."""
    if len(pairs) < LEAST:
        return None
    count = len(pairs)
    observed = sum(happened for _, happened in pairs) / count
    bins: dict[int, list[tuple[float, bool]]] = {}
    for pair in pairs:
        bins.setdefault(min(int(pair[0] * BINS), BINS - 1), []).append(pair)
    return Calibration(
        count=count,
        predicted=sum(p for p, _ in pairs) / count,
        observed=observed,
        log_loss=_log_loss(pairs),
        rmse=sqrt(sum(len(held) * _gap(held) ** 2 for held in bins.values()) / count),
        constant_log_loss=_log_loss([(observed, happened) for _, happened in pairs]),
    )


def _log_loss(pairs: Sequence[tuple[float, bool]]) -> float:
    return -sum(log(min(max(p if happened else 1 - p, _EDGE), 1)) for p, happened in pairs) / len(pairs)


def _gap(held: Sequence[tuple[float, bool]]) -> float:
    return (sum(p for p, _ in held) - sum(happened for _, happened in held)) / len(held)
