"""Nothing is written that was not shown, and every answer tells the truth: scripts against real processes.

`make test` plays a few of each kind, the long run (``soak``) all of them; `python -m tests.trust` prints the table.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.trust.conversations import known_to_fail, play, scripts

QUICK = 1
"""So many of each kind are in every run."""
QUICK_CONVERSATIONS = ("t01", "t10", "t20", "t28", "t40")


def _params() -> list[Any]:
    known = known_to_fail()
    out: list[Any] = []
    for kind, group in scripts().items():
        for n, script in enumerate(group):
            quick = script["id"][:3] in QUICK_CONVERSATIONS if kind == "conversations" else n < QUICK
            marks: list[Any] = [] if quick else [pytest.mark.soak]
            if script["id"] in known:  # strict: one that passes fails here until it is taken off the list
                marks.append(pytest.mark.xfail(reason="known_failing.txt; `python -m tests.trust --shrink`"))
            out.append(pytest.param(script, id=script["id"], marks=marks))
    return out


@pytest.mark.parametrize("script", _params())
def test_a_script_breaks_no_promise(script: dict[str, Any], tmp_path: Path) -> None:
    breaches = play(script, tmp_path)
    assert not breaches, "\n".join(map(str, breaches))


def test_every_script_has_its_own_id_and_the_known_failures_are_scripts() -> None:
    ids = [script["id"] for group in scripts().values() for script in group]
    assert len(ids) == len(set(ids))
    assert set(known_to_fail()) <= set(ids)
    assert len(scripts()["conversations"]) >= 40
    assert all(len(group) >= 10 for group in scripts().values())
