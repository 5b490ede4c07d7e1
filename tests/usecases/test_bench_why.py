"""Why a run is slower than published, of runs that are kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.benchmarking.card import DeviceCard, ModelCard, RunCard
from roadweek.benchmarking.run import Run
from roadweek.benchmarking.slower import PublishedFigure
from roadweek.errors import InputError, UnknownNameError
from roadweek.usecases.bench_why import why_is_it_slower
from roadweek.usecases.benchmarks import keep_run
from roadweek.workspace import Workspace

CARD = RunCard(
    device=DeviceCard(kind="jetson", module="orin-nano-8gb", power_mode="15W", clocks_mhz={"emc": 2133.0}),
    model=ModelCard(name="m", size_bytes=2_000_000_000, shape="dense", quantisation="Q4_K_M"),
)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "ws")


def _kept(ws: Workspace, **figures: float) -> str:
    run = Run(id="r1", at=datetime(2026, 11, 20, tzinfo=UTC), model="m", card=CARD, figures=figures,
              settings={"concurrency": 1})  # fmt: skip
    return keep_run(ws, run).id


def test_the_answer_has_its_line_its_causes_and_the_ceiling(ws: Workspace) -> None:
    published = PublishedFigure(source="x", decode_tok_s=40, module="orin-nano-8gb", power_mode="MAXN_SUPER")
    view = why_is_it_slower(ws, _kept(ws, decode_tok_s=25.0), published)
    assert view["ratio"] == 0.625
    assert view["expected"] == pytest.approx(2133 / 3199)
    assert [cause["code"] for cause in view["causes"]] == ["slower_memory", "slower_mode"]
    assert view["line"].startswith("0.62 × the published rate, because")
    assert "engine" in {each["code"] for each in view["unstated"]}
    assert "34" in view["ceiling"][0]


def test_the_engines_own_rate_serves_where_ours_is_not_there(ws: Workspace) -> None:
    view = why_is_it_slower(ws, _kept(ws, server_decode_tok_s=39.9), PublishedFigure(source="x", decode_tok_s=40))
    assert view["line"].startswith("Not slower")


def test_what_cannot_be_held_against_it_is_refused(ws: Workspace) -> None:
    name = _kept(ws, latency_p50_ms=3.0)
    with pytest.raises(InputError):
        why_is_it_slower(ws, name, PublishedFigure(source="x", decode_tok_s=40))
    with pytest.raises(UnknownNameError) as told:
        why_is_it_slower(ws, name, PublishedFigure(source="x", decode_tok_s=40, module="orin"))
    assert "orin-nano-8gb" in told.value.text("zh")
    with pytest.raises(UnknownNameError):
        why_is_it_slower(ws, "nothing", PublishedFigure(source="x", decode_tok_s=40))
