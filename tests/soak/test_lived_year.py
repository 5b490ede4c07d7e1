"""Roadweek itself lives a year: what it plans can be lived, hits its milestones and stays calm."""

from __future__ import annotations

import pytest
from bench.yearsim.cells import OURS, Cell, lived

pytestmark = [pytest.mark.soak, pytest.mark.timeout(900)]


def test_a_year_under_roadweek_can_be_lived_hits_most_of_its_milestones_and_stays_calm() -> None:
    row = lived(Cell(OURS, 0.62, 1))
    assert row.error is None
    assert row.figures["hit"] >= 0.85
    assert row.figures["chosen_churn_min"] <= 45
    assert row.figures["cadence"] >= 0.9
    assert row.figures["buffer_use"] <= 0.15
