"""An export reads back with its works: the same lists, windows, efforts and places; changed words are read anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from roadweek.domain.plan import Plan
from roadweek.exporting.markdown import markdown
from roadweek.planning.carried import MARK, with_works, without_works
from roadweek.planning.effort import outlook
from roadweek.planning.read import read_plan

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 3, 2)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_export_reads_back_with_the_same_works_in_the_same_places(lang: str) -> None:
    plan = read_plan((EXAMPLES / f"year-plan.{lang}.md").read_text("utf-8"), name="plan.md", as_of=DAY).plan
    text = markdown(plan, today=DAY, works=plan)
    again = read_plan(text, name="export.md", as_of=DAY).plan
    assert sum(len(s.works) for s in plan.strands) > 10

    def told(of: Plan) -> list[tuple[object, ...]]:
        return [
            (
                s.title,
                s.lead,
                s.percent,
                len(s.places),
                [(w.id, w.title, w.first, w.last, w.due, w.minutes) for w in s.works],
            )
            for s in of.strands
        ]

    assert told(again) == told(plan)
    efforts, before = outlook(again, DAY).efforts, outlook(plan, DAY).efforts
    assert {k: (v.p50, v.p80, v.by) for k, v in efforts.items()} == {k: (v.p50, v.p80, v.by) for k, v in before.items()}
    lines = text.split("\n")
    here = [w for s in again.strands for w in s.works if w.lines]
    assert len(here) > 10
    assert all(lines[w.lines[0] - 1].strip() for w in here)


def test_changed_words_take_the_line_out_of_force() -> None:
    plan = read_plan("# A\n\n## Topics\n- Reeds (2h)\n- Scales (3h)\n", name="plan.md", as_of=DAY).plan
    text = markdown(plan, today=DAY, works=plan)
    assert {w.title for s in read_plan(text, name="", as_of=DAY).plan.strands for w in s.works} == {"Reeds", "Scales"}
    changed = text.replace("Scales", "Octaves", 1)
    titles = {w.title for s in read_plan(changed, name="", as_of=DAY).plan.strands for w in s.works}
    assert any("Octaves" in t for t in titles)
    assert not any("Scales" in t for t in titles)


@pytest.mark.parametrize(
    "line", ["{}", '{"strands":[{"id":5}]}', '{"strands":7,"allowances":[],"tracks":[],"places":[]}', "{"]
)
def test_a_damaged_line_is_read_past(line: str) -> None:
    plan = read_plan("# A\n\n## Topics\n- Reeds (2h)\n- Scales (3h)\n", name="plan.md", as_of=DAY).plan
    text = with_works("# A\n\n## Topics\n- Reeds (2h)\n- Scales (3h)\n", plan)
    at = text.rindex(MARK) + len(MARK)
    broken = f"{text[: at + 8]} {line} -->\n"
    assert {w.title for s in read_plan(broken, name="", as_of=DAY).plan.strands for w in s.works} == {"Reeds", "Scales"}


def test_a_title_cannot_close_the_line() -> None:
    plan = read_plan("# A\n\n## Topics\n- Reeds --> and more (2h)\n- Scales (3h)\n", name="plan.md", as_of=DAY).plan
    text = with_works("# A\n", plan)
    above, said = without_works(text)
    assert above == "# A\n"
    assert said is not None
    assert any("-->" in w["title"] for s in said["strands"] for w in s["works"])
