"""The load generator held against servers that note when they wrote, on the same clock.

Per level of 1, 8 and 64 at once, 200 requests: each mark and time of a request has its truth in the scripted server's
log (a process of its own; TTFT from our start, TPOT between its first write of a token and that of the finish reason).
An error is the difference of a percentile of ours and of the truth, ÷ max(1 ms, 1 %); the figures are the worst of p50
and p99, of all levels and of the scripts with reasoning first, several tokens a chunk and a role-only first chunk. A
level whose sending was late is no measurement: it is tried again, TRIES times in all; after that the one of 64 is left
out (``refused_64``), and the others count all the same.

``overhead_ratio`` is our CPU ÷ that of a loop of httpx2 that only reads lines, at the same 100 requests/s; the two
take turns. ``decode_ratio`` is ours ÷ llama.cpp's own timings where requirements-model.lock is installed, else ÷ what
the scripted server wrote. ``install_mib`` makes an environment of requirements-edge.lock in a temporary folder.
BENCH_AIPERF names the ``aiperf`` of an environment of its own (1.2 GB), to be held against in the same run.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import monotonic, process_time
from typing import Any
from urllib.request import urlopen

import httpx2

from bench import Result
from bench.edge_install import edge_environment, mib_of
from bench.model_server import installed, model_server
from bench.scripted_server import FAULTS, Script, log_of, named, scripted_server
from roadweek.benchmarking.latency import P99_FROM, decode_ms_per_token, percentile
from roadweek.benchmarking.load import LoadResult, LoadSettings, ServiceLevel
from roadweek.benchmarking.traces import RequestTrace
from roadweek.inference.endpoints import read_metrics
from roadweek.inference.hearing import EndpointApi
from roadweek.inference.load import measure_load
from roadweek.inference.prompts import arrival_times, prompt
from roadweek.settings import EndpointSettings

REQUESTS, TRIES = 200, 3
USUAL = Script(first_ms=250, gap_ms=8, chunks=16, spread=0.4)
LEVELS = {1: USUAL, 8: USUAL, 64: replace(USUAL, gap_ms=40)}
VARIANTS = {
    "reasoning": replace(USUAL, reasoning_chunks=6),
    "packed": replace(USUAL, tokens_per_chunk=4, chunks=8, gap_ms=20),
    "role": replace(USUAL, role_first=True, headers_ms=20),
    "cut": replace(USUAL, fault="truncated", fault_at=10),
}
GOODPUT = ServiceLevel(ttft_ms=310, tpot_ms=10)
RATE, SLICES, PER_SLICE = 100.0, 5, 200
BYTES_TOKENIZER = """
import sys
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast

letters = sorted(pre_tokenizers.ByteLevel.alphabet())
made = Tokenizer(models.BPE(vocab={letter: number for number, letter in enumerate(letters)}, merges=[]))
made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
made.decoder = decoders.ByteLevel()
PreTrainedTokenizerFast(tokenizer_object=made).save_pretrained(sys.argv[1])
"""
STALL_S, STALL_RATE, SURE_S = 1.0, 50.0, 0.1
"""The server stalls for STALL_S; a busy machine may send SURE_S late, which is far from not sending."""


def run() -> Result:
    figures: dict[str, float] = {}
    settings: dict[str, Any] = {"requests": REQUESTS, "levels": [*LEVELS], "tries": TRIES}
    with scripted_server() as url:
        figures |= _accuracy(url)
        overhead, bare = _overhead(url)
        figures |= overhead
        figures["stall_caught"] = _stall_caught(url)
        figures["faults_right"] = _faults_right(url)
    baselines: dict[str, dict[str, float]] = {"httpx2": bare}
    if installed():
        settings["decode_by"] = "llama.cpp"
        figures |= _real(baselines)
    else:
        settings["decode_by"] = "scripted"
    figures["install_mib"] = _install_mib()
    return Result(figures, settings, baselines)


def _endpoint(url: str, api: EndpointApi = "openai") -> EndpointSettings:
    return EndpointSettings("bench", url, api)


def _level(url: str, script: Script, concurrency: int) -> tuple[LoadResult, list[tuple[RequestTrace, dict[str, Any]]]]:
    """One level as it ran, and each trace with the server's record of it."""
    log_of(url)
    settings = LoadSettings(
        named(script), concurrency, requests=REQUESTS, warmup=2, max_tokens=64, service_level=GOODPUT
    )
    result = measure_load(_endpoint(url), settings, {})
    written = {record["head"]: record for record in log_of(url)}
    key = f"{result.settings.nonce}:{result.settings.seed}"
    return result, [(trace, written[prompt(key, trace.index, 20).split(" ")[0]]) for trace in result.traces]


def _tried(url: str, script: Script, concurrency: int) -> tuple[LoadResult, list[tuple[RequestTrace, dict[str, Any]]]]:
    """The level, again where its sending was late, at most TRIES times."""
    for _ in range(TRIES - 1):
        level = _level(url, script, concurrency)
        if "schedule_delay" not in level[0].measured.refusals:
            return level
    return _level(url, script, concurrency)


def _accuracy(url: str) -> dict[str, float]:
    figures: dict[str, float] = {}
    ttft: list[float] = []
    tpot: list[float] = []
    ends: list[float] = []
    goodput: list[float] = []
    for concurrency, script in LEVELS.items():
        result, pairs = _tried(url, script, concurrency)
        refused = "schedule_delay" in result.measured.refusals
        errors = _errors(pairs)
        figures[f"refused_{concurrency}"] = float(refused)
        figures[f"delay_p99_ms_{concurrency}"] = round(result.measured.figures["schedule_delay_p99_ms"] or 0, 3)
        figures[f"ttft_error_{concurrency}"] = errors["ttft"]
        figures[f"tpot_error_{concurrency}"] = errors["tpot"]
        if concurrency == 1:
            figures["decode_ratio"] = _scripted_ratio(pairs)
        figures[f"e2e_error_{concurrency}"] = errors["e2e"]
        if concurrency < 64 or not refused:
            ttft.append(errors["ttft"])
            tpot.append(errors["tpot"])
            ends.append(errors["e2e"])
            goodput.append(abs((result.measured.figures["goodput_share"] or 0) - _true_goodput(pairs)))
    for name, script in VARIANTS.items():
        result, pairs = _tried(url, script, 8)
        errors = _errors(pairs)
        figures[f"ttft_error_{name}"] = errors["ttft"]
        if name == "cut":
            figures["cut_counted"] = result.measured.counts.get("cut", 0) / REQUESTS
        else:
            figures[f"tpot_error_{name}"] = errors["tpot"]
        ttft.append(errors["ttft"])
        tpot.append(errors["tpot"])
    worst = {"ttft_error": max(ttft), "tpot_error": max(tpot)}
    worst |= {"e2e_error": max(ends), "goodput_error": round(max(goodput), 4)}
    return worst | figures


def _errors(pairs: Sequence[tuple[RequestTrace, dict[str, Any]]]) -> dict[str, float]:
    """By figure the worst error at p50 and p99, in units of max(1 ms, 1 %)."""
    assert len(pairs) >= P99_FROM
    marks: dict[str, list[tuple[float, float]]] = {"byte": [], "token": [], "content": [], "e2e": [], "tpot": []}
    for trace, wrote in pairs:
        for name, ours, truth in (
            ("byte", trace.first_byte_s, wrote.get("byte_s")),
            ("token", trace.first_token_s, wrote["token_s"][0]),
            ("content", trace.first_content_s, wrote["content_s"]),
            ("e2e", trace.ended_s if trace.good else None, wrote.get("done_s")),
        ):
            if ours is not None and truth is not None:
                marks[name].append(((ours - trace.started_s) * 1000, (truth - trace.started_s) * 1000))
        ours = decode_ms_per_token(trace) if trace.good else None
        if ours is not None and trace.completion_tokens:
            span = wrote["finish_s"] - wrote["token_s"][0]
            marks["tpot"].append((ours, span * 1000 / (trace.completion_tokens - 1)))
    errors = {name: _worst(values) for name, values in marks.items()}
    return {"ttft": max(errors[name] for name in ("byte", "token", "content")), **errors}


def _worst(values: list[tuple[float, float]]) -> float:
    worst = 0.0
    for percent in (50, 99):
        ours = percentile([one for one, _ in values], percent)
        truth = percentile([one for _, one in values], percent)
        if ours is not None and truth is not None:
            worst = max(worst, abs(ours - truth) / max(1.0, truth / 100))
    return round(worst, 3)


def _scripted_ratio(pairs: Sequence[tuple[RequestTrace, dict[str, Any]]]) -> float:
    """Our decode rate ÷ that of the server's own writes, the median of the requests."""
    ratios: list[float] = []
    for trace, wrote in pairs:
        ours = decode_ms_per_token(trace)
        if ours:
            ratios.append((wrote["finish_s"] - wrote["token_s"][0]) * 1000 / (len(wrote["token_s"]) - 1) / ours)
    return round(median(ratios), 4)


def _true_goodput(pairs: Sequence[tuple[RequestTrace, dict[str, Any]]]) -> float:
    assert GOODPUT.ttft_ms is not None
    assert GOODPUT.tpot_ms is not None
    kept = 0
    for trace, wrote in pairs:
        first, tokens = wrote["token_s"][0], len(wrote["token_s"])
        quick = (first - trace.started_s) * 1000 <= GOODPUT.ttft_ms
        kept += quick and (wrote["finish_s"] - first) * 1000 / (tokens - 1) <= GOODPUT.tpot_ms
    return kept / len(pairs)


def _overhead(url: str) -> tuple[dict[str, float], dict[str, float]]:
    """Shares of one core at RATE requests/s of 16 chunks from a server that answers at once: ours, the bare loop's."""
    ours: list[float] = []
    bare: list[float] = []
    for number in range(SLICES):
        before = process_time()
        settings = LoadSettings("instant", rate_per_s=RATE, requests=PER_SLICE, warmup=1, max_tokens=64, seed=number)
        result = measure_load(_endpoint(url), settings, {})
        ours.append((process_time() - before) / (result.ended_s - result.began_s))
        before = process_time()
        window = asyncio.run(_bare(url, number))
        bare.append((process_time() - before) / window)
    figures = {
        "overhead_cpu_share": round(median(ours), 4),
        "overhead_ratio": round(sum(ours) / sum(bare), 3),
    }
    return figures, {"overhead_cpu_share": round(median(bare), 4)}


async def _bare(url: str, seed: int) -> float:
    """The same requests at the same times by a loop that only reads lines; the seconds that it took."""
    body = {"model": "instant", "stream": True, "max_tokens": 64}
    bodies = [
        json.dumps({**body, "messages": [{"role": "user", "content": prompt(f"bare:{seed}", index, 96)}]}).encode()
        for index in range(PER_SLICE)
    ]

    async def one(client: httpx2.AsyncClient, content: bytes) -> None:
        async with client.stream("POST", f"{url}/v1/chat/completions", content=content) as response:
            async for _ in response.aiter_lines():
                pass

    async with httpx2.AsyncClient(timeout=None, trust_env=False, limits=httpx2.Limits(max_connections=None)) as client:
        began = monotonic()
        async with asyncio.TaskGroup() as group:
            for after, content in zip(arrival_times(seed, RATE, PER_SLICE), bodies, strict=True):
                await asyncio.sleep(began + after - monotonic())
                group.create_task(one(client, content))
        return monotonic() - began


def _stall_caught(url: str) -> float:
    """The share of the requests due while the server stalled whose TTFT shows how long it still did. A generator that
    waits for answers before it sends more would have sent next to none of them."""
    stalled: list[float] = []

    def stall() -> None:
        stalled.append(monotonic())
        with urlopen(f"{url}/stall/{STALL_S}", timeout=10) as answer:
            answer.read()
        stalled.append(monotonic())

    timer = threading.Timer(2.0, stall)
    timer.start()
    settings = LoadSettings("plain", rate_per_s=STALL_RATE, requests=250, warmup=1, max_tokens=64)
    result = measure_load(_endpoint(url), settings, {})
    timer.join()
    begin, end = stalled[1], stalled[0] + STALL_S  # within it for certain
    due = [result.began_s + after for after in arrival_times(settings.seed, STALL_RATE, settings.requests)]
    hit = [index for index, at in enumerate(due) if begin <= at < end - 2 * SURE_S]
    by_index = {trace.index: trace for trace in result.traces}
    caught = 0
    for index in hit:
        trace = by_index.get(index)
        if trace is not None and trace.first_token_s is not None:
            caught += trace.first_token_s - trace.started_s >= end - due[index] - SURE_S
    return round(caught / len(hit), 3)


def _faults_right(url: str) -> float:
    """The share of failures, on each API, whose requests were all counted as what they were."""
    right: list[bool] = []
    apis: tuple[EndpointApi, ...] = ("openai", "ollama", "llamacpp")
    for api in apis:
        for fault, outcome in FAULTS.items():
            timeout_s = 1.0 if fault == "slow_headers" else 60.0
            settings = LoadSettings(fault, 4, requests=10, warmup=0, max_tokens=64, request_timeout_s=timeout_s)
            right.append(measure_load(_endpoint(url, api), settings, {}).measured.counts == {outcome: 10})
        settings = LoadSettings("plain", 4, requests=10, warmup=0)
        refused = measure_load(_endpoint("http://127.0.0.1:1", api), settings, {})
        right.append(refused.measured.counts == {"refused": 10})
    return round(sum(right) / len(right), 3)


def _real(baselines: dict[str, dict[str, float]]) -> dict[str, float]:
    """Against llama.cpp with a small model: our decode rate ÷ that of its own timings, request by request; the same of
    aiperf, which has its turn between two of ours. Its many processes slow a server on two cores, so that the rates
    themselves differ; each is held against what the server told of its own turn."""
    with model_server("--parallel", "1", "--threads", "1") as told:  # a second core is for us
        endpoint = EndpointSettings("real", told["llamacpp"], "llamacpp")
        settings = LoadSettings(told["model"], 1, requests=12, warmup=2, prompt_tokens=64, max_tokens=64, max_s=120)
        found = measure_load(endpoint, settings, {}).measured.figures
        baselines["llamacpp"] = {"decode_tok_s": round(found["server_decode_tok_s"] or 0, 3)}
        figures = {name: round(found[name] or 0, 4) for name in ("decode_ratio", "decode_tok_s", "good_n")}
        if program := os.environ.get("BENCH_AIPERF"):
            theirs, own = _aiperf(program, told)
            again = measure_load(endpoint, settings, {}).measured.figures["decode_tok_s"] or 0
            baselines["aiperf"] = {"decode_tok_s": round(theirs, 3), "decode_ratio": round(theirs / own, 4)}
            figures["rate_ratio_aiperf"] = round((figures["decode_tok_s"] + again) / 2 / theirs, 4)
            figures["decode_ratio_aiperf"] = round(figures["decode_ratio"] / (theirs / own), 4)
        return figures


def _spent(told: dict[str, Any]) -> float:
    """Seconds that the server spent on generating so far."""
    with urlopen(f"{told['llamacpp']}/metrics", timeout=10) as answer:
        return read_metrics(answer.read().decode())["tokens_predicted_seconds_total"]


def _aiperf(program: str, told: dict[str, Any]) -> tuple[float, float]:
    """aiperf's decode rate in tokens/s, by the mean of its inter-token latency, which has our TPOT's definition; and
    the server's own meanwhile, of the tokens after the first. It counts by the server's usage; the tokenizer that it
    wants all the same is one of bytes, made here, as it has no network."""
    with tempfile.TemporaryDirectory() as folder:
        count, tokens = 12, 64
        python = str(Path(program).with_name("python"))
        subprocess.run([python, "-c", BYTES_TOKENIZER, folder], check=True, stdout=sys.stderr)
        command = [program, "profile", "--model", told["model"], "--url", told["llamacpp"], "--tokenizer", folder]
        command += ["--endpoint-type", "chat", "--streaming", "--use-server-token-count", "--use-legacy-max-tokens"]
        command += [
            "--concurrency",
            "1",
            "--request-count",
            str(count),
            "--isl",
            "150",
            "--osl",
            str(tokens),
            "--ui",
            "none",
        ]
        command += ["--extra-inputs", "ignore_eos:true", "--extra-inputs", "cache_prompt:false"]
        command += ["--connection-reuse-strategy", "never", "--artifact-dir", f"{folder}/out"]
        before = _spent(told)
        subprocess.run(command, check=True, stdout=sys.stderr, env={**os.environ, "HOME": folder})
        own = count * (tokens - 1) / (_spent(told) - before)
        (export,) = Path(folder, "out").rglob("profile_export_aiperf.json")
        return 1000 / float(json.loads(export.read_text(encoding="utf-8"))["inter_token_latency"]["avg"]), own


def _install_mib() -> float:
    with tempfile.TemporaryDirectory() as folder:
        edge_environment(Path(folder))
        return mib_of(Path(folder))
