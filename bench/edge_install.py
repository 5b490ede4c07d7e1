"""An environment that only serves `edge`, as `make install-edge` makes it on a device: its lock and Roadweek."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

__all__ = ["edge_environment", "mib_of"]


def edge_environment(folder: Path) -> Path:
    """Make it in ``folder``; the folder of its programs. Raises CalledProcessError where pip fails."""
    root = Path(__file__).parent.parent
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-q", "--no-input"]
    lock = ["install", "--require-hashes", "--requirement", str(root / "requirements-edge.lock")]
    subprocess.run([*pip, *lock], check=True, stdout=sys.stderr)
    subprocess.run([*pip, "install", "--no-deps", "--no-build-isolation", str(root)], check=True, stdout=sys.stderr)
    return folder / "bin"


def mib_of(folder: Path) -> float:
    """What the files below a folder weigh."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return round(sum(path.stat().st_size for path in files) / 2**20, 1)
