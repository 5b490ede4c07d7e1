"""Settings for every test: machines are shared and slow, so nothing here depends on how fast one is."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("roadweek", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("roadweek")

ROOM = 4 << 30
"""Bytes that must be free in memory before test data goes there."""
_MEMORY = Path("/dev/shm")

if (
    "TMPDIR" not in os.environ
    and _MEMORY.is_dir()
    and os.access(_MEMORY, os.W_OK)
    and shutil.disk_usage(_MEMORY).free >= ROOM
):
    # Thousands of small databases are written, and each commit waits for the disk: a quarter of the time of all tests.
    os.environ["TMPDIR"] = str(_MEMORY)
    tempfile.tempdir = None


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own workspace, clock and passwords never reach a test."""
    for name in list(os.environ):
        if name.startswith("ROADWEEK_"):
            monkeypatch.delenv(name)
