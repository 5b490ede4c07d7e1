"""Settings for every test: machines are shared and slow, so nothing here depends on how fast one is."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("roadweek", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("roadweek")


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own workspace, clock and passwords never reach a test."""
    for name in list(os.environ):
        if name.startswith("ROADWEEK_"):
            monkeypatch.delenv(name)
