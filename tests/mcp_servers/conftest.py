"""A workspace with the small plan, and both eras of the protocol."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.workspace import Workspace


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


@pytest.fixture(params=["auto", "legacy"])
def mode(request: pytest.FixtureRequest) -> str:
    """The stateless protocol of 2026-07-28, and the handshake before it."""
    return str(request.param)
