"""`python -m bench NAME [--json]`: find the bench, run it, print its one document."""

from __future__ import annotations

import argparse
import json
import pkgutil
import sys
from importlib import import_module
from pathlib import Path


def names() -> list[str]:
    """The benches there are: modules of this package that define ``run``; the others are their helpers."""
    here = Path(__file__).parent
    found = [module.name for module in pkgutil.iter_modules([str(here)]) if not module.name.startswith("_")]
    return sorted(name for name in found if "\ndef run(" in (here / f"{name}.py").read_text(encoding="utf-8"))


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=names(), metavar="NAME", help=", ".join(names()))
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    options = parser.parse_args(argv)
    result = import_module(f"bench.{options.name}").run()
    document = {
        "name": options.name,
        "settings": result.settings,
        "figures": result.figures,
        "baselines": result.baselines,
    }
    if options.json:
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return 0
    width = max(len(name) for name in result.figures)
    for name, value in result.figures.items():
        print(f"{name:<{width}}  {value:g}")
    for peer, figures in result.baselines.items():
        for name, value in figures.items():
            print(f"{peer}: {name} {value:g}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
