"""`python -m bench NAME [--json]`: find the bench, run it, print its one document."""

from __future__ import annotations

import argparse
import json
import pkgutil
import sys
from importlib import import_module
from inspect import signature
from pathlib import Path


def names() -> list[str]:
    """The benches there are: modules of this package that define ``run``; the others are their helpers."""
    here = Path(__file__).parent
    found = {m.name: here / m.name / "__init__.py" if m.ispkg else here / f"{m.name}.py" for m in modules(here)}
    return sorted(name for name, file in found.items() if "\ndef run(" in file.read_text(encoding="utf-8"))


def modules(here: Path) -> list[pkgutil.ModuleInfo]:
    return [module for module in pkgutil.iter_modules([str(here)]) if not module.name.startswith("_")]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=names(), metavar="NAME", help=", ".join(names()))
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser.add_argument("--seeds", type=int, help="yearsim: how many years are lived under each policy (default 8)")
    parser.add_argument("--jobs", type=int, help="yearsim: how many at a time (default 2)")
    parser.add_argument("--keep", action="store_true", default=None, help="yearsim: write the result and its picture")
    options = parser.parse_args(argv)
    run = import_module(f"bench.{options.name}").run
    given = {name: value for name in ("seeds", "jobs", "keep") if (value := getattr(options, name)) is not None}
    unknown = given.keys() - signature(run).parameters.keys()
    if unknown:
        parser.error(f"{options.name} takes no --{' and no --'.join(sorted(unknown))}")
    result = run(**given)
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
    for line in result.settings.get("verdict", ()):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
