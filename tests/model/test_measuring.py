"""A real model measured over MCP: a quick answer through each API, and runs of both with figures that count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.mcp_servers.helpers import call, connect
from tests.mcp_servers.test_edge import named, table

pytestmark = [pytest.mark.model, pytest.mark.anyio]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_a_model_answers_and_is_measured_through_both_of_its_apis(tmp_path: Path, served: dict[str, Any]) -> None:
    llama = table(served["llamacpp"], "cpp", api="llamacpp")
    ws = named(tmp_path / "w", table(served["ollama"], "ollama"), llama)
    async with connect("edge", ws) as client:
        for name in ("ollama", "cpp"):
            told = await call(client, "model_generate", prompt="Say one word.", endpoint=name, max_tokens=6)
            assert (told["outcome"], told["model"]) == ("good", served["model"])
            assert told["text"].strip()
        wish = "benchmark smollm2 on cpp and ollama, 3 requests, prompts of 24 tokens, answers of 12 tokens"
        planned = await call(client, "bench_plan", words=wish)
        assert planned["experiment"]["varies"] == {"endpoint": ["ollama", "cpp"]}
        names = {"experiment": planned["experiment"]["id"], "digest": planned["digest"]}
        for cell in (one["id"] for one in planned["experiment"]["cells"]):
            run = (await call(client, "cell_run", **names, cell=cell))["run"]
            assert run["counts"] == {"good": 3}
            assert run["figures"]["decode_tok_s"] > 0
