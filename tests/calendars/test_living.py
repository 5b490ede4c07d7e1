"""A calendar that is lived in: any order of plan, person, network, clock and death ends in agreement."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.calendars.helpers import Server
from tests.calendars.living import Living
from tests.calendars.trouble import troubled

from roadweek.calendars import drain

pytestmark = pytest.mark.server

LIVES = int(os.environ.get("LIVES", "0"))
"""So many lives that nobody has seen, to look for faults: ``LIVES=500 pytest -m soak`` on this file."""


@pytest.fixture
def living(radicale: Server, monkeypatch: pytest.MonkeyPatch) -> Generator[type[Living]]:
    monkeypatch.setattr(drain, "_RETRY_S", (0.0, 0.0))
    with troubled(radicale) as (address, trouble):
        Living.server, Living.gate, Living.trouble = radicale, address, trouble
        yield Living


def run(living: type[Living], examples: int, steps: int, *, same: bool = False) -> None:
    """``same``: the same lives every time."""
    run_state_machine_as_test(
        living,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=same,
            suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
        ),
    )


def test_whatever_happens_in_whatever_order_ends_in_agreement(living: type[Living]) -> None:
    run(living, examples=4, steps=12, same=True)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_long_lives_end_in_agreement(living: type[Living]) -> None:
    run(living, examples=LIVES or 40, steps=35, same=not LIVES)
    assert living.deaths > 10
