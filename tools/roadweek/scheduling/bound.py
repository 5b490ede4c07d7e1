"""A bound of a week's cost without a search: the most that its minutes could be worth, whatever lies where.

The fractional knapsack (G. B. Dantzig, "Discrete-Variable Extremum Problems", Operations Research 5, 1957) over the
week's minutes: a wish's shortest sitting is worth what its absence costs, each minute beyond it a minute of its rate.
"""

from __future__ import annotations

from collections.abc import Sequence

from roadweek.scheduling.wishes import Wish


def least_cost(wishes: Sequence[Wish], minutes: int) -> float:
    """What a week of so many ``minutes`` costs at least, by ``weights``, if days, gaps and hours were no matter."""
    items: list[tuple[float, int, int]] = []
    for wish in wishes:
        if not wish.days or wish.lo > minutes:
            continue
        first = wish.missing - wish.rate * (wish.hi - wish.lo)
        items.append((first / wish.lo, wish.lo, first))
        if wish.hi > wish.lo:
            items.append((float(wish.rate), wish.hi - wish.lo, wish.rate * (wish.hi - wish.lo)))
    left, value = minutes, 0.0
    for density, weight, worth in sorted(items, reverse=True):
        if weight > left:
            value += density * left
            break
        left -= weight
        value += worth
    return max(0.0, sum(w.missing for w in wishes) - value)
