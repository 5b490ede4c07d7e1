"""One goal that is dated twice is one work, by the earlier day; what only sounds alike stays two."""

from __future__ import annotations

from datetime import date

import pytest
from tests.planning.test_interpret import plan, works

from roadweek.domain.edits import Adjustment, MoveMilestone
from roadweek.scheduling.effective import effective

EN = (
    "# Season\n\n## Ideas\n- Send the choir application by 20 April 2026\n\n"
    "## Spring\n- Choir application: before 3 April 2026 (4 hours)\n\n"
    "## Forms\n- Deadline of the choir application: 9 May 2026\n- Hand in the tax form by 9 May 2026\n"
)
ZH = "# 春季\n\n## 上半年\n- 驾照体检最迟4月12日\n\n## 手续\n- 5月20日之前完成驾照体检\n- 5月20日之前交居住证材料\n"


@pytest.mark.parametrize(
    ("text", "word", "lines", "due", "count"),
    [
        (EN, "application", (4, 7, 10), date(2026, 4, 3), 2),
        (ZH, "体检", (4, 7), date(2026, 4, 12), 2),
    ],
)
def test_one_goal_with_two_due_days_is_one_work_by_the_earlier(
    text: str, word: str, lines: tuple[int, ...], due: date, count: int
) -> None:
    found = works(text)
    (mine,) = [w for w in found if word in w.title]
    assert (mine.lines, mine.last, mine.due) == (lines, due, True)
    assert len(found) == count
    (conflict,) = [c for c in plan(text).conflicts if c.kind == "due_differs"]
    assert conflict.lines == lines
    assert conflict.params["proposal"] == due.isoformat()


@pytest.mark.parametrize("day", [date(2026, 5, 9), date(2026, 3, 6)])
def test_the_work_follows_its_milestone_to_the_day_that_is_chosen(day: date) -> None:
    read = plan(EN)
    milestone = next(m for m in read.milestones if 4 in m.lines)
    move = Adjustment(id="a1", seq=1, on=date(2026, 3, 2), edit=MoveMilestone(milestone=milestone.id, due=day))
    after = [w for s in effective(read, [move]).strands for w in s.works]
    assert {w.title: w.last for w in after if w.last != day} == {
        w.title: w.last for w in works(EN) if 4 not in w.lines and w.last != day
    }
    mine = next(w for w in after if 4 in w.lines)
    assert mine.last == day
    assert mine.first is not None
    assert mine.first <= day


def test_numbered_things_with_days_of_their_own_stay_apart() -> None:
    text = "# Year\n\n## A\n- Hand in essay 1 by 3 April 2026\n\n## B\n- Hand in essay 2 by 9 May 2026\n"
    assert len(works(text)) == 2


YEAR = (
    "# Year\n\n## Stage 1 (2 March 2026 – 17 May 2026)\n\n### {track}\n- {track}: {a}{by} {d[0]}\n"
    "- {track}: {b}{by} {d[1]}\n"
    "\n## Stage 2 (18 May 2026 – 9 August 2026)\n\n### {track}\n- {track}: {c}{by} {d[2]}\n- {track}: {d2}{by} {d[3]}\n"
)
DAYS = ("29 March 2026", "26 April 2026", "14 June 2026", "12 July 2026")


@pytest.mark.parametrize(
    ("track", "by", "titles"),
    [
        ("Weaving", " (8 hours), due", ("Samples of twill", "Samples of satin", "Samples of felt", "Samples of lace")),
        ("Weaving", " (8 hours), due", ("Small wall rug", "Large wall rug", "Round wall rug", "Striped wall rug")),
        ("编织", "（8小时），截止", ("斜纹布样片", "缎纹布样片", "毛毡样片", "蕾丝样片")),
        ("编织", "（8小时），截止", ("窄幅挂毯", "宽幅挂毯", "圆形挂毯", "条纹挂毯")),
    ],
)
def test_works_whose_titles_share_a_noun_are_works_of_their_own(
    track: str, by: str, titles: tuple[str, str, str, str]
) -> None:
    a, b, c, d2 = titles
    found = works(YEAR.format(track=track, by=by, a=a, b=b, c=c, d2=d2, d=DAYS))
    assert len(found) == 4
    assert all(any(title in w.title and w.minutes for w in found) for title in titles)


@pytest.mark.parametrize("again", ["Samples of twill", "Twill samples", "Hand in the samples of twill"])
def test_what_is_written_twice_is_one_work(again: str) -> None:
    text = YEAR.format(
        track="Weaving", by=" due", a="Samples of twill", b="Warp plan", c=again, d2="Loom repair", d=DAYS
    )
    found = works(text)
    assert len(found) == 3
    (mine,) = [w for w in found if "twill" in w.title.lower()]
    assert mine.last == date(2026, 3, 29)


def test_no_list_is_left_empty() -> None:
    assert all(s.works for s in plan(EN).strands)
