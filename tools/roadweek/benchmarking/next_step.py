"""What to measure next, from what was learnt; and which work of a plan a benchmark is evidence for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from roadweek.benchmarking.remarks import Remark

__all__ = ["next_experiment", "work_meant"]

LOADS = "1, 2, 4"


def next_experiment(
    varies: Mapping[str, Sequence[object]],
    held: Mapping[str, object],
    runs: Sequence[Mapping[str, Any]],
    comparisons: Sequence[Mapping[str, Any]],
    repeats: int,
) -> Remark:
    """One experiment that follows, by the first rule that fits: what was spoilt is done again, what is not clear more
    often, what is clear under load, and load as it comes by chance. Codes of ``messages.edge``."""
    if any(run["standing"] == "refused" for run in runs):
        return Remark("next_refused", {})
    if any(not one["comparable"] for one in comparisons):
        return Remark("next_same_card", {})
    effects = [effect for one in comparisons for effect in one["effects"]]
    if effects and not any(effect["verdict"] in ("better", "worse") for effect in effects):
        return Remark("next_more_repeats", {"repeats": max(6, 2 * repeats)})
    endpoint, model = str(held.get("endpoint", "")), str(held.get("model", ""))
    if "concurrency" in varies or "rate_per_s" in varies:
        reached = [run["figures"].get("requests_per_s") for run in runs]
        best = max((value for value in reached if value), default=None)
        if best is None or "rate_per_s" in varies:
            return Remark("next_lengths", {"model": model, "endpoint": endpoint})
        rates = f"{best * 0.5:.2g}, {best * 0.8:.2g}"
        return Remark("next_arrivals", {"model": model, "endpoint": endpoint, "rates": rates})
    if "model" in varies and not any("energy_per_token_j" in run["figures"] for run in runs):
        return Remark("next_energy", {})
    return Remark("next_load", {"model": model or "…", "endpoint": endpoint or "…", "loads": LOADS})


_WORDS = re.compile(r"[a-z0-9][a-z0-9.+-]*|[\u4e00-\u9fff]{2}", re.IGNORECASE)
_COMMON = frozenset(["the", "and", "on", "of", "for", "with", "compare", "against", "run", "vs", "对比", "比较"])


def work_meant(text: str, works: Sequence[tuple[str, str]]) -> str | None:
    """The work, of (id, title), that the words name by its id, or whose title shares most of them: two at least, and
    no other as many."""
    said = {word.lower() for word in _WORDS.findall(text)} - _COMMON
    by_id = [name for name, _ in works if re.search(rf"(?:for|evidence|为|给)\s*{re.escape(name)}\b", text)]
    if by_id:
        return by_id[0]
    scored = sorted(
        ((len(said & ({word.lower() for word in _WORDS.findall(title)} - _COMMON)), name) for name, title in works),
        reverse=True,
    )
    if not scored or scored[0][0] < 2 or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return scored[0][1]
