"""A scripted server in a process of its own, one for all tests here."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from bench.scripted_server import scripted_server


@pytest.fixture(scope="session")
def server() -> Generator[str]:
    with scripted_server() as url:
        yield url
