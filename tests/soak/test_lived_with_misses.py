"""A few weeks lived with misses: every missed minute comes back or is named, and nothing of the plan is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bench.lived import live
from bench.planning import plan_text

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1200)]


@pytest.mark.parametrize("seed", range(3))
def test_no_missed_minute_vanishes_and_no_unit_is_lost(tmp_path: Path, seed: int) -> None:
    plan = tmp_path / "year.md"
    plan.write_text(plan_text(), encoding="utf-8")
    figures = live(plan, seed, first=date(2026, 3, 2), weeks=12, as_of=date(2026, 3, 2))
    assert figures["missed_min"] > 0
    assert figures["again_min"] > 0
    assert figures["told_share"] == 1.0
    assert figures["units_lost"] == 0
