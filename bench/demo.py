"""`make demo-bench`: a small honest benchmark of a real model on this machine, by the commands that a person would use.

It starts llama.cpp with SmolLM2, names it in the config.toml of a workspace of its own, and measures one against two
requests at once, three rounds, interleaved. Few and short requests keep it to minutes; what that spoils is said.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.model_server import installed, model_server

CONFIG = '[[edge.endpoints]]\nname = "smol"\nurl = "{url}"\napi = "llamacpp"\ndevice = "this machine"\n'
MEASURE = (
    *("bench", "run", "--endpoint", "smol", "--vary", "concurrency=1,2", "--repeats", "3", "--yes"),
    *("--set", "requests=6", "--set", "warmup=1", "--set", "prompt_tokens=32", "--set", "max_tokens=16"),
)
STEPS: tuple[tuple[str, ...], ...] = (("edge", "models"), MEASURE, ("bench", "compare"))


def main(words: list[str]) -> int:
    """``words`` (``--lang zh``) go to every command."""
    if not installed():
        print("error: the model is not installed; `make demo-bench` installs it", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, model_server("--threads", "1", "--parallel", "2") as served:
        (Path(folder) / "config.toml").write_text(CONFIG.format(url=served["llamacpp"]), encoding="utf-8")
        for step in STEPS:
            print(f"\n$ roadweek {' '.join(step)}", flush=True)
            command = [sys.executable, "-m", "roadweek_cli", *step, "--workspace", folder, *words]
            code = subprocess.run(command, check=False).returncode
            if code:
                return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
