"""The plan that the sentences of these tests speak of: six tracks on Friday 15 May 2026."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadweek.understanding.context import SentenceContext

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def context() -> SentenceContext:
    return SentenceContext.from_json(json.loads((HERE / "context_may.json").read_text(encoding="utf-8")))
