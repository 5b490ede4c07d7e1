"""`python -m tests.trust [KIND or ID …] [--shrink]`: play the scripts, print every breach and a table by kind.

``--shrink`` takes what no longer fails out of ``known_failing.txt``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.trust.conversations import HERE, known_to_fail, play, scripts


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.trust", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="KIND or ID")
    parser.add_argument("--shrink", action="store_true", help="take what no longer fails out of known_failing.txt")
    options = parser.parse_args(argv)
    tried: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    breaches: Counter[str] = Counter()
    good: set[str] = set()
    known = set(known_to_fail())
    for kind, group in scripts().items():
        for script in group:
            name = script["id"]
            if options.names and kind not in options.names and name not in options.names:
                continue
            with tempfile.TemporaryDirectory() as folder:
                found = play(script, Path(folder))
            tried[kind] += 1
            wrong[kind] += bool(found)
            breaches.update(one.kind for one in found)
            good |= set() if found else {name}
            mark = ("known" if name in known else "NEW") if found else ("mended" if name in known else "ok")
            print(name, mark, *(f"    {one}" for one in found), sep="\n" if found else " ", flush=True)
    print("\n| kind | tried | wrong |\n|---|---|---|")
    for kind in tried:
        print(f"| {kind} | {tried[kind]} | {wrong[kind]} |")
    print(", ".join(f"{count} × {kind}" for kind, count in sorted(breaches.items())) or "no breach")
    if options.shrink:
        path = HERE / "known_failing.txt"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if line.strip() not in good), encoding="utf-8")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
