"""``llama-bench`` of llama.cpp as JSON, JSON lines, CSV or Markdown: a run a row.

Its rates are the engine's own, without server, HTTP or sampling, and so are called as a server's own timings are: a
test of prompt only gives ``server_prefill_tok_s``, one of generation only ``server_decode_tok_s``. A test of both mixes
two rates and keeps its tool's name. Samples are rates of its repetitions; Markdown gives only mean and deviation.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from roadweek.benchmarking.card import DeviceCard, EngineCard, ModelCard, RunCard
from roadweek.benchmarking.foreign.found import ForeignRun, number_in

_SETTINGS = ("n_batch", "n_ubatch", "n_threads", "n_gpu_layers", "flash_attn", "type_k", "type_v", "use_mmap",
             "n_depth", "split_mode", "no_kv_offload")  # fmt: skip
_UNITS = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_TEST = re.compile(r"(?:(pp)(\d+))?\+?(?:(tg)(\d+))?(?: *@ *d(\d+))?")


def read_llama_bench(text: str) -> list[ForeignRun]:
    """The runs of a file in any of the four forms; none where it is none of them."""
    rows = _json_rows(text) or _csv_rows(text)
    if rows:
        return [found for row in rows if (found := _run(row)) is not None]
    return [found for row in _table_rows(text) if (found := _table_run(row)) is not None]


def _json_rows(text: str) -> list[dict[str, Any]]:
    pieces = [text] if text.lstrip().startswith("[") else text.splitlines()
    rows: list[dict[str, Any]] = []
    for piece in pieces:
        try:
            document = json.loads(piece)
        except ValueError:
            continue
        held: list[Any] = document if isinstance(document, list) else [document]  # pyright: ignore[reportUnknownVariableType]
        rows += [row for row in held if isinstance(row, dict) and "avg_ts" in row and "n_gen" in row]
    return rows


def _csv_rows(text: str) -> list[dict[str, Any]]:
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines) if "avg_ts" in line and "n_gen" in line and "," in line), None)
    if start is None:
        return []
    table = csv.DictReader(io.StringIO("\n".join(lines[start:])), restval="", restkey="more")
    return [{name: _value(value) for name, value in row.items() if isinstance(value, str)} for row in table]


def _value(text: str) -> Any:
    try:
        return int(text) if re.fullmatch(r"-?\d+", text) else float(text)
    except ValueError:
        return text


def _run(row: Mapping[str, Any]) -> ForeignRun | None:
    prompt, generated, rate = (number_in(row.get(name)) for name in ("n_prompt", "n_gen", "avg_ts"))
    if prompt is None or generated is None or rate is None or rate <= 0 or prompt + generated <= 0:
        return None
    name = _figure(prompt, generated)
    held: object = row.get("samples_ts")
    samples: list[Any] = held if isinstance(held, list) else []  # pyright: ignore[reportUnknownVariableType]
    rates = tuple(value for each in samples if (value := number_in(each)) is not None)
    settings = {key: row[key] for key in _SETTINGS if row.get(key) not in (None, "")}
    file = str(row.get("model_filename") or "").replace("\\", "/").rsplit("/", 1)[-1]
    kind = str(row.get("model_type") or "")
    size, parameters, threads, layers = (
        number_in(row.get(key)) for key in ("model_size", "model_n_params", "n_threads", "n_gpu_layers")
    )
    build = row.get("build_number")
    return ForeignRun(
        tool="llama-bench",
        model=file or kind or None,
        figures={name: rate} | _spread(name, number_in(row.get("stddev_ts"))),
        at=_moment(row.get("test_time")),
        card=RunCard(
            device=DeviceCard(cpu=_words(row.get("cpu_info")), gpu=_words(row.get("gpu_info"))),
            engine=EngineCard(
                name="llama.cpp",
                version=f"b{build}" if build else None,
                backend=_words(row.get("backends")),
                gpu_layers=int(layers) if layers is not None else None,
                threads=int(threads) if threads is not None else None,
            ),
            model=ModelCard(
                name=file or kind or None,
                quantisation=_quantisation(kind),
                size_bytes=int(size) if size else None,
                parameters=parameters,
            ),
        ),
        settings={"n_prompt": int(prompt), "n_gen": int(generated), **settings},
        samples={name: rates} if rates else {},
        counts={"good": len(rates)} if rates else {},
        notes=("engine_only",),
        commands=(f"llama-bench -m {file} -p {int(prompt)} -n {int(generated)}",) if file else (),
    )


def _figure(prompt: float, generated: float) -> str:
    if prompt and generated:
        return "llama_bench_mixed_tok_s"
    return "server_decode_tok_s" if generated else "server_prefill_tok_s"


def _spread(name: str, deviation: float | None) -> dict[str, float]:
    return {} if deviation is None else {f"llama_bench_{name.removeprefix('llama_bench_')}_stddev": deviation}


def _table_rows(text: str) -> list[dict[str, str]]:
    """Rows of a Markdown table whose head has ``test`` and ``t/s``."""
    head: list[str] | None = None
    rows: list[dict[str, str]] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if {"test", "t/s", "model"} <= set(cells):
            head = cells
        elif head and len(cells) == len(head) and not set(line) <= set("|-: "):
            rows.append(dict(zip(head, cells, strict=True)))
    return rows


def _table_run(row: Mapping[str, str]) -> ForeignRun | None:
    rate = re.match(r"(\d+(?:\.\d+)?)(?:\s*±\s*(\d+(?:\.\d+)?))?$", row["t/s"])
    test = _TEST.fullmatch(row["test"])
    if not rate or not test or not (test[2] or test[4]) or float(rate[1]) <= 0:
        return None
    prompt, generated = int(test[2] or 0), int(test[4] or 0)
    size, parameters = _amount(row.get("size", "")), _amount(row.get("params", ""))
    threads, layers = row.get("threads", ""), row.get("ngl", "")
    name = _figure(prompt, generated)
    return ForeignRun(
        tool="llama-bench",
        model=row["model"],
        figures={name: float(rate[1])} | _spread(name, float(rate[2]) if rate[2] else None),
        card=RunCard(
            engine=EngineCard(
                name="llama.cpp",
                backend=row.get("backend") or None,
                gpu_layers=int(layers) if layers.isdecimal() else None,
                threads=int(threads) if threads.isdecimal() else None,
            ),
            model=ModelCard(
                name=row["model"],
                quantisation=_quantisation(row["model"]),
                size_bytes=int(size) if size else None,
                parameters=parameters,
            ),
        ),
        settings={"n_prompt": prompt, "n_gen": generated, **({"n_depth": int(test[5])} if test[5] else {})},
        notes=("engine_only", "no_samples"),
    )


def _amount(text: str) -> float | None:
    """``1.88 GiB`` in bytes, ``3.21 B`` in parameters."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) (KiB|MiB|GiB|B|M|K)", text)
    return float(found[1]) * {**_UNITS, "B": 1e9, "M": 1e6, "K": 1e3}[found[2]] if found else None


def _quantisation(kind: str) -> str | None:
    """Of ``llama 3B Q4_K - Medium``: ``Q4_K_M``, as files are called."""
    found = re.search(r"\b((?:I?Q\d|F16|BF16|F32|TQ\d|MXFP4)\w*)(?: - (Small|Medium|Large))?", kind)
    return None if not found else found[1] + (f"_{found[2][0]}" if found[2] else "")


def _words(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else None
