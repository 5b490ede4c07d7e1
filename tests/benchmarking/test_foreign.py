"""Runs of other tools. Every sample is written here by hand in the tool's documented form; none is a tool's output."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.benchmarking.foreign.found import ForeignRun
from roadweek.benchmarking.foreign.reading import read_foreign
from roadweek.errors import InputError
from roadweek.messages.benchmarks import TEXTS

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)

TRTEXEC = """\
&&&& RUNNING TensorRT.trtexec [TensorRT v100300] # \
trtexec --onnx=models/small.onnx --fp16 --iterations=500
[11/20/2026-10:00:00] [I] Selected Device: Orin
[11/20/2026-10:00:00] [I] TensorRT version: 10.3.0
[11/20/2026-10:00:09] [I]
[11/20/2026-10:00:09] [I] === Performance summary ===
[11/20/2026-10:00:09] [I] Throughput: 1.5e+02 qps
[11/20/2026-10:00:09] [I] Latency: min = 6.1 ms, max = 9.2 ms, mean = 6.7 ms, median = 6.6 ms, percentile(90%) = 7 ms, \
percentile(95%) = 7.4 ms, percentile(99%) = 8.8 ms
[11/20/2026-10:00:09] [I] Enqueue Time: min = 0.1 ms, max = 0.3 ms, mean = 0.2 ms, median = 0.2 ms, \
percentile(90%) = 0.3 ms, percentile(95%) = 0.3 ms, percentile(99%) = 0.3 ms
[11/20/2026-10:00:09] [I] H2D Latency: min = 0.4 ms, max = 0.6 ms, mean = 0.5 ms, \
median = 0.5 ms, percentile(99%) = 0.6 ms
[11/20/2026-10:00:09] [I] GPU Compute Time: min = 5.6 ms, max = 8.5 ms, mean = 6.1 ms, median = 6 ms, \
percentile(90%) = 6.5 ms, percentile(95%) = 6.9 ms, percentile(99%) = 8.1 ms
[11/20/2026-10:00:09] [I] Total Host Walltime: 3.02 s
[11/20/2026-10:00:09] [W] * GPU compute time is unstable, with coefficient of variance = 5.1%.
&&&& PASSED TensorRT.trtexec [TensorRT v100300]
"""


def _one(text: str) -> ForeignRun:
    found = read_foreign(text, "file")
    assert len(found) == 1
    return found[0]


def test_a_trtexec_log_gives_latency_of_a_call_and_compute_apart() -> None:
    found = _one(TRTEXEC)
    assert found.tool == "trtexec"
    assert found.model == "small.onnx"
    assert found.figures["latency_p50_ms"] == 6.6
    assert found.figures["latency_p99_ms"] == 8.8
    assert found.figures["compute_p50_ms"] == 6.0
    assert found.figures["queries_per_s"] == 150.0
    assert found.counts == {"good": 453}
    assert found.seconds == 3.02
    assert (found.card.device.gpu, found.card.engine.version) == ("Orin", "10.3.0")
    assert found.card.model.quantisation == "FP32+FP16"
    assert found.settings == {"iterations": "500"}
    assert "trtexec_unstable" in found.notes
    assert found.refusals == ()
    assert found.commands[0].endswith("--iterations=500")


def test_a_short_trtexec_run_has_no_99th_percentile() -> None:
    found = _one(TRTEXEC.replace("Walltime: 3.02", "Walltime: 0.5"))
    assert found.counts == {"good": 75}
    assert "latency_p99_ms" not in found.figures
    assert "latency_p95_ms" in found.figures


@pytest.mark.parametrize(
    "text",
    [TRTEXEC.replace("PASSED", "FAILED"), TRTEXEC[: TRTEXEC.index("=== Perf")], TRTEXEC[: TRTEXEC.index("max = 9.2")]],
)
def test_a_trtexec_log_that_failed_or_is_cut_is_refused_and_kept(text: str) -> None:
    found = _one(text)
    assert found.refusals == ("foreign_failed",)
    assert found.as_run("r1", NOW).standing == "refused"


def _times(count: int) -> list[dict[str, float]]:
    return [
        {
            "startH2dMs": i * 10,
            "endH2dMs": i * 10 + 1,
            "startComputeMs": i * 10 + 1,
            "endComputeMs": i * 10 + 7,
            "startD2hMs": i * 10 + 7,
            "endD2hMs": i * 10 + 8,
            "h2dMs": 1,
            "computeMs": 6,
            "d2hMs": 1,
            "latencyMs": 8 + i % 2,
        }
        for i in range(count)
    ]


def test_trtexecs_times_keep_each_inference() -> None:
    found = _one(json.dumps(_times(120)))
    assert found.figures["latency_p50_ms"] == 8.5
    assert found.figures["latency_p99_ms"] == 9.0
    assert found.figures["queries_per_s"] == pytest.approx(120 / 1.198)
    assert len(found.samples["latency_ms"]) == 120
    assert found.samples["compute_ms"][0] == 6


def test_few_of_trtexecs_times_give_no_99th_percentile_and_older_ones_are_read() -> None:
    old = [
        {"startInMs": i * 5, "endOutMs": i * 5 + 4, "startComputeMs": i * 5, "endComputeMs": i * 5 + 3, "latencyMs": 4}
        for i in range(10)
    ]
    found = _one(json.dumps(old))
    assert found.figures["compute_p50_ms"] == 3
    assert "latency_p99_ms" not in found.figures


def _row(**changed: Any) -> dict[str, Any]:
    return {
        "build_commit": "abc1234",
        "build_number": 4500,
        "cpu_info": "Some CPU",
        "gpu_info": "Orin",
        "backends": "CUDA",
        "model_filename": "/models/tiny-q4_k_m.gguf",
        "model_type": "llama 1B Q4_K - Medium",
        "model_size": 800_000_000,
        "model_n_params": 1_200_000_000,
        "n_batch": 2048,
        "n_ubatch": 512,
        "n_threads": 6,
        "n_gpu_layers": 99,
        "flash_attn": False,
        "n_prompt": 512,
        "n_gen": 0,
        "test_time": "2026-11-20T08:00:00Z",
        "avg_ns": 1,
        "stddev_ns": 1,
        "avg_ts": 640.0,
        "stddev_ts": 4.0,
        "samples_ts": [636.0, 640.0, 644.0],
        **changed,
    }


GENERATED = {"n_prompt": 0, "n_gen": 128, "avg_ts": 21.5, "stddev_ts": 0.2, "samples_ts": [21.3, 21.5, 21.7]}


def test_llama_benchs_json_is_a_run_a_row_under_the_servers_names() -> None:
    one, two = read_foreign(json.dumps([_row(), _row(**GENERATED)]), "bench.json")
    assert one.figures == {"server_prefill_tok_s": 640.0, "llama_bench_server_prefill_tok_s_stddev": 4.0}
    assert two.figures["server_decode_tok_s"] == 21.5
    assert two.samples == {"server_decode_tok_s": (21.3, 21.5, 21.7)}
    assert two.model == "tiny-q4_k_m.gguf"
    assert (two.card.model.quantisation, two.card.model.size_bytes) == ("Q4_K_M", 800_000_000)
    assert (two.card.engine.name, two.card.engine.version, two.card.engine.gpu_layers) == ("llama.cpp", "b4500", 99)
    assert two.at == datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    assert two.settings["n_threads"] == 6
    assert two.notes == ("engine_only",)


def test_llama_benchs_json_lines_and_csv_say_the_same() -> None:
    lines = "\n".join(["ggml_cuda_init: found 1 device", json.dumps(_row(**GENERATED))])
    assert _one(lines).figures["server_decode_tok_s"] == 21.5
    row = {key: value for key, value in _row(**GENERATED).items() if key != "samples_ts"}
    table = ",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n"
    found = _one("a warning before it\n" + table)
    assert found.figures["server_decode_tok_s"] == 21.5
    assert found.card.model.size_bytes == 800_000_000
    assert found.settings["flash_attn"] == "False"
    assert found.samples == {}


def test_llama_benchs_mixed_test_has_no_name_of_ours() -> None:
    found = _one(json.dumps([_row(n_gen=128, avg_ts=90.0, samples_ts=[])]))
    assert found.figures["llama_bench_mixed_tok_s"] == 90.0
    assert not any(name.startswith(("server_", "decode", "prefill")) for name in found.figures)


def test_llama_benchs_table_gives_means_without_samples() -> None:
    text = """\
| model                  |       size |     params | backend | ngl | threads |          test |            t/s |
| ---------------------- | ---------: | ---------: | ------- | --: | ------: | ------------: | -------------: |
| tiny 1B Q4_K - Medium  |   0.75 GiB |     1.20 B | CUDA    |  99 |       6 |         pp512 |  640.12 ± 4.20 |
| tiny 1B Q4_K - Medium  |   0.75 GiB |     1.20 B | CUDA    |  99 |       6 |         tg128 |   21.50 ± 0.20 |
| tiny 1B Q4_K - Medium  |   0.75 GiB |     1.20 B | CUDA    |  99 |       6 | tg32 @ d4096 |   18.00 ± 0.10 |
| tiny 1B Q4_K - Medium  |   0.75 GiB |     1.20 B | CUDA    |  99 |       6 |   pp512+tg128 |   90.00 ± 0.30 |
| tiny 1B Q4_K - Medium  |   0.75 GiB |     1.20 B | CUDA    |  99 |       6 |         tg128 |            nan |
build: abc1234 (4500)
"""
    found = read_foreign(text, "bench.md")
    assert [next(iter(run.figures)) for run in found] == [
        "server_prefill_tok_s", "server_decode_tok_s", "server_decode_tok_s", "llama_bench_mixed_tok_s",
    ]  # fmt: skip
    assert found[1].card.model.size_bytes == round(0.75 * 2**30)
    assert found[2].settings == {"n_prompt": 0, "n_gen": 32, "n_depth": 4096}
    assert "no_samples" in found[0].notes


def _spread(value: float) -> dict[str, Any]:
    return {
        "successful": {
            "mean": value,
            "median": value,
            "count": 120,
            "percentiles": {"p50": value, "p90": value * 1.2, "p95": value * 1.3, "p99": value * 2},
        }
    }


def _guidellm(good: int = 120, **changed: Any) -> dict[str, Any]:
    metrics = {
        "request_totals": {"successful": good, "errored": 3, "incomplete": 1, "total": good + 4},
        "requests_per_second": _spread(2.5),
        "output_tokens_per_second": _spread(160.0),
        "time_to_first_token_ms": _spread(80.0),
        "time_per_output_token_ms": _spread(11.0),
        "inter_token_latency_ms": _spread(9.9),
        "request_latency": _spread(0.7),
        **changed,
    }
    return {
        "args": {"model": "some/model"},
        "benchmarks": [{"config": {"strategy": {"type_": "concurrent", "streams": 4}}, "metrics": metrics,
                        "start_time": 1_795_000_000.0, "duration": 48.0}],
    }  # fmt: skip


def test_guidellms_tpot_is_never_under_our_name() -> None:
    found = _one(json.dumps(_guidellm()))
    assert found.figures["guidellm_tpot_with_ttft_p50_ms"] == 11.0
    assert found.figures["guidellm_itl_p50_ms"] == 9.9
    assert not any(name.startswith("tpot") for name in found.figures)
    assert found.figures["e2e_p50_ms"] == 700.0
    assert found.figures["ttft_token_p99_ms"] == 160.0
    assert found.figures["output_tok_s"] == 160.0
    assert found.counts == {"good": 120, "failed": 3, "stopped": 1}
    assert found.settings == {"type_": "concurrent", "streams": 4}
    assert found.model == "some/model"
    assert found.at == datetime.fromtimestamp(1_795_000_000, UTC)


def test_a_load_of_guidellm_without_a_good_request_is_refused() -> None:
    found = _one(json.dumps(_guidellm(good=0)))
    assert found.refusals == ("foreign_failed",)
    assert "ttft_token_p99_ms" not in found.figures


def _aiperf(**changed: Any) -> dict[str, Any]:
    return {
        "request_count": {"unit": "requests", "avg": 200.0},
        "request_throughput": {"unit": "requests/sec", "avg": 3.0},
        "time_to_first_token": {"unit": "ms", "avg": 90.0, "p50": 88.0, "p90": 110.0, "p95": 120.0, "p99": 150.0},
        "inter_token_latency": {"unit": "ms", "avg": 9.0, "p50": 8.9, "p90": 9.5, "p95": 9.8, "p99": 11.0},
        "request_latency": {"unit": "ms", "avg": 660.0, "p50": 650.0, "p90": 700.0, "p95": 720.0, "p99": 790.0},
        "output_token_throughput": {"unit": "tokens/sec", "avg": 190.0},
        "was_cancelled": False,
        "start_time": "2026-11-20T08:00:00+00:00",
        "input_config": {
            "endpoint": {"model_names": ["some/model"]},
            "loadgen": {"concurrency": 2, "request_rate": None},
        },
        **changed,
    }


def test_aiperfs_inter_token_latency_is_our_tpot_and_its_tokens_are_its_own() -> None:
    found = _one(json.dumps(_aiperf()))
    assert found.figures["tpot_p50_ms"] == 8.9
    assert found.figures["ttft_token_p95_ms"] == 120.0
    assert found.figures["e2e_p99_ms"] == 790.0
    assert found.figures["output_tok_s"] == 190.0
    assert found.settings == {"concurrency": 2}
    assert found.model == "some/model"
    assert "foreign_tokenizer" in found.notes
    config = {"endpoint": {"model_names": ["m"], "use_server_token_count": True}}
    assert "foreign_tokenizer" not in _one(json.dumps(_aiperf(input_config=config))).notes


def test_aiperf_in_seconds_is_made_ms_and_an_unknown_unit_is_left_out() -> None:
    seconds = {"unit": "s", "p50": 0.5}
    found = _one(json.dumps(_aiperf(request_latency=seconds, inter_token_latency={"unit": "furlongs", "p50": 1.0})))
    assert found.figures["e2e_p50_ms"] == 500.0
    assert "tpot_p50_ms" not in found.figures


@pytest.mark.parametrize("changed", [{"was_cancelled": True}, {"request_count": {"avg": 0}}])
def test_a_cancelled_or_empty_aiperf_run_is_refused(changed: dict[str, Any]) -> None:
    assert _one(json.dumps(_aiperf(**changed))).refusals == ("foreign_failed",)


def test_an_imported_run_names_its_tool_and_when_it_was_measured() -> None:
    run = _one(json.dumps(_aiperf())).as_run("r7", NOW, device="the desk")
    assert (run.source, run.tool, run.standing, run.device) == ("imported", "aiperf", "imported", "the desk")
    assert run.at == datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    assert _one(TRTEXEC).as_run("r8", NOW).at == NOW


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "[1, 2]", "null", "a,b\n1,2\n", "| a | b |\n|---|---|\n| 1 | 2 |", '{"benchmarks": 3}',
             '{"benchmarks": [{"metrics": null}]}', '[{"avg_ts": "x", "n_gen": 1}]', "[" * 100_000, "\x00\x01",
             '[{"startComputeMs": 1}, 7]']
)  # fmt: skip
def test_what_no_tool_wrote_is_refused_with_what_can_be_read(text: str) -> None:
    with pytest.raises(InputError) as told:
        read_foreign(text, "odd.txt")
    assert "odd.txt" in told.value.text("en")
    assert "llama-bench" in told.value.text("zh")


def _damaged(document: Any, cut: Any) -> Any:
    """The document with each leaf in turn made something else."""
    if isinstance(document, dict):
        return {key: _damaged(value, cut) for key, value in document.items()}  # pyright: ignore
    if isinstance(document, list):
        return [_damaged(value, cut) for value in document]  # pyright: ignore
    return cut


@pytest.mark.parametrize("cut", [None, "n/a", True, [], {}, -1, 1e308, "1,5"])
@pytest.mark.parametrize("document", [_guidellm(), _aiperf(), [_row()], _times(3)])
def test_garbage_in_every_place_is_refused_or_read_without_a_figure_of_it(document: Any, cut: Any) -> None:
    try:
        found = read_foreign(json.dumps(_damaged(document, cut)), "odd.json")
    except InputError:
        return
    for run in found:
        assert all(isinstance(value, float) for value in run.figures.values())
        run.as_run("r", NOW)


@given(st.integers(0, len(TRTEXEC)), st.text(max_size=20))
def test_no_cut_of_a_log_breaks_the_reader(at: int, more: str) -> None:
    try:
        for run in read_foreign(TRTEXEC[:at] + more, "cut.log"):
            run.as_run("r", NOW)
    except InputError:
        pass


def test_every_note_has_words() -> None:
    runs = [_one(TRTEXEC), _one(json.dumps(_guidellm())), _one(json.dumps(_aiperf())), _one(json.dumps([_row()]))]
    codes = {code for run in runs for code in (*run.notes, *run.refusals)} | {
        "foreign_failed",
        "no_samples",
        "trtexec_enqueue",
    }
    assert [code for code in codes if f"code_{code}" not in TEXTS] == []


TEGRASTATS = "\n".join(
    f"11-20-2026 09:15:{i:02d} RAM {5000 + i}/7620MB (lfb 5x4MB) CPU [10%@1510,off] EMC_FREQ 5%@2133 "
    f"GR3D_FREQ {i}%@[611] cpu@{50 + i}C VDD_IN {5000 + 100 * i}mW/5000mW"
    for i in range(10)
)


def test_a_recorded_log_of_sensors_is_a_replay_and_never_a_measurement() -> None:
    found = _one(TEGRASTATS + "\nRAM 5")
    run = found.as_run("t1", NOW)
    assert (run.source, run.tool, run.standing) == ("replayed", "tegrastats", "replayed")
    assert not run.counts_as_measured
    assert run.figures["power_in_w_mean"] == pytest.approx(5.45)
    assert run.figures["cpu_temp_c_max"] == 59.0
    assert not any("energy" in name or name.endswith("_j") for name in run.figures)
    assert run.counts == {"lines": 10}
