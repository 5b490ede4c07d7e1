"""What a plan divides a session into is shown: by the week in short, by an explanation with its lines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.importing.helpers import read
from tests.samples import workspace

from roadweek.domain.plan import Activity
from roadweek.exporting.markdown import markdown
from roadweek.importing.divided import divided
from roadweek.usecases import queries
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.lists import add_trip
from roadweek.views.format import titled
from roadweek.workspace import Workspace

AS_OF = date(2026, 3, 2)
CHINESE = """# 计划
## 正常周
### 工作日
- 每天 80 分钟
  - 30 分钟：日语口语
  - 50 分钟：主线（数学 / 工程）
## 出差周
- 每天只做：
  - 日语 15 分钟
# 数学
## 3月 概率
1. 事件
2. 条件概率
3. 期望
## 每周怎么学
- 工作日：
  - 30–40 分钟 看数学课
  - 10 分钟 写数学笔记
# 日语
## 每天 30–40 分钟日语方案
### 工作日
1. 日语慢速泛听（15 分钟）
   - 不看字幕
2. 日语精听（10 分钟）
3. 日语跟读（5–10 分钟）
   - 只求跟上
## 出差时的日语
- 只做：
  - 日语泛听 15 分钟
- 地点：
  - 火车 / 旅馆
"""


def activity(text: str, title: str) -> Activity:
    return next(a for a in read(text, AS_OF).plan.activities if title in a.title)


@pytest.mark.parametrize(
    ("line", "head", "parts"),
    [
        ("Piano 30 min a day: scales 10 min, etudes 10 min, sight reading 10 min", "Piano 30 min a day",
         [("scales", 10, 10), ("etudes", 10, 10), ("sight reading", 10, 10)]),
        ("Every evening 45 min Italian (grammar 20, listening 15, speaking 10 min)", "Every evening 45 min Italian",
         [("grammar", 20, 20), ("listening", 15, 15), ("speaking", 10, 10)]),
        ("每天 30 分钟日语：单词 10 分钟 + 语法 15 分钟 + 跟读 5 分钟", "每天 30 分钟日语",
         [("单词", 10, 10), ("语法", 15, 15), ("跟读", 5, 5)]),
        ("吉他每天 40–50 分钟（10 分钟爬格子、30–40 分钟曲子）", "吉他每天 40–50 分钟",
         [("爬格子", 10, 10), ("曲子", 30, 40)]),
    ],
)  # fmt: skip
def test_a_line_is_divided_where_named_parts_add_up(line: str, head: str, parts: list[tuple[str, int, int]]) -> None:
    found = divided(line)
    assert found is not None
    assert found[0] == head
    assert [(p.title, p.minutes.lo, p.minutes.top) for p in found[1]] == parts


@pytest.mark.parametrize(
    "line",
    [
        "Running 60 min a week: Monday 30 min, Friday 30 min",  # two sessions
        "Piano 30 min a day: scales 10 min, etudes 10 min",  # they do not add up
        "Piano 30 min a day: scales, etudes",
        "Evening: 30 min guitar, 30 min reading",  # no whole
        "每天 60 分钟：上午 30 分钟、晚上 30 分钟",
        "Every day 90 min: Maths 30 min, French 40 min, piano 20 min",  # activities of their own, summed
        "每天 90 分钟：物理 40 分钟、德语 30 分钟、钢琴 20 分钟",
        "Swim 20 min, then 20 min weights",
    ],
)
def test_what_is_no_division_is_read_whole(line: str) -> None:
    assert divided(line) is None


def test_a_divided_line_is_one_session_with_its_own_name() -> None:
    found = read("# P\n- Piano 30 min a day: scales 10 min, etudes 20 min\n", AS_OF)
    only = found.plan.activities
    assert [(a.title, a.minutes.lo if a.minutes else None) for a in only] == [("Piano", 30)]
    assert [(p.title, p.minutes.lo, p.lines) for p in only[0].parts] == [("scales", 10, (2,)), ("etudes", 20, (2,))]
    assert [c.kind for c in found.conflicts] == []


def test_a_section_that_divides_what_the_week_has_gives_it_its_parts() -> None:
    japanese = activity(CHINESE, "日语口语")
    assert [(p.title, p.minutes.lo, p.minutes.top) for p in japanese.parts] == [
        ("日语慢速泛听", 15, 15),
        ("日语精听", 10, 10),
        ("日语跟读", 5, 10),
    ]
    assert japanese.parts[0].how == ("不看字幕",)
    trip = next(a for a in read(CHINESE, AS_OF).plan.activities if a.template == "trip")
    assert [(p.title, p.where) for p in trip.parts] == [("日语泛听", "火车 / 旅馆")]


def test_parts_of_a_main_line_are_those_of_the_works_of_their_chapter() -> None:
    plan = read(CHINESE, AS_OF).plan
    main = activity(CHINESE, "主线")
    titles = {w.id: w.title for s in plan.strands for w in s.works}
    assert [p.minutes.top for p in main.parts] == [40, 10]
    assert {titles[name] for name in main.parts[0].works} == {"事件", "条件概率", "期望"}


def test_one_thing_of_a_field_is_no_division_of_a_longer_session() -> None:
    text = CHINESE.replace("日语泛听 15 分钟", "日语泛听 10 分钟")
    trip = next(a for a in read(text, AS_OF).plan.activities if a.template == "trip")
    assert trip.parts == ()


ENGLISH = """# Autumn
## Regular week
### Weekdays
- 75 min a day
  - 45 min: Japanese
  - 30 min: guitar
# Japanese
## My Japanese, 45 min a day
### Weekdays
1. Japanese vocabulary (15 min)
   - flash cards only
2. Japanese reading (20 min)
3. Japanese writing (10 min)
"""


def test_a_section_in_english_divides_too() -> None:
    parts = activity(ENGLISH, "Japanese").parts
    assert [(p.title, p.minutes.lo) for p in parts] == [
        ("Japanese vocabulary", 15),
        ("Japanese reading", 20),
        ("Japanese writing", 10),
    ]
    assert parts[0].how == ("flash cards only",)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "home", now=datetime(2026, 3, 1, 9, tzinfo=UTC))


def _import(ws: Workspace, text: str) -> None:
    path = ws.path.parent / "plan.md"
    path.write_text(text, encoding="utf-8")
    import_plan(ws, path, as_of=AS_OF)


def test_the_week_holds_the_minutes_of_each_part_and_explain_its_lines(ws: Workspace) -> None:
    _import(ws, CHINESE)
    week = queries.week(ws, date(2026, 3, 9))
    japanese = [s for s in week["sessions"] if s["title"].startswith("日语")]
    assert japanese
    for session in japanese:
        assert [p["minutes"] for p in session["parts"]] == [15, 10, 5]
    told = queries.explain(ws, japanese[0]["id"])
    assert [p["title"] for p in told["parts"]] == ["日语慢速泛听", "日语精听", "日语跟读"]
    assert [p["lines"] for p in told["parts"]] == [[22, 23], [24], [25, 26]]
    main = [s for s in week["sessions"] if s["title"].startswith("主线") and s["parts"]]
    assert main
    assert all([p["minutes"] for p in s["parts"]] == [40, 10] for s in main)


def test_on_a_trip_the_part_and_its_place_are_told(ws: Workspace) -> None:
    _import(ws, CHINESE)
    add_trip(ws, date(2026, 3, 9), date(2026, 3, 12))
    week = queries.week(ws, date(2026, 3, 9))
    away = next(s for s in week["sessions"] if s["start"][:10] == "2026-03-10")
    assert titled(away["title"], away["parts"]).endswith("（日语泛听）")
    assert queries.explain(ws, away["id"])["parts"][0]["where"] == "火车 / 旅馆"


def test_a_session_of_another_length_is_shown_undivided(ws: Workspace) -> None:
    from roadweek.usecases import replan

    _import(ws, "# P\n- Piano 30 min a day: scales 10 min, etudes 20 min\n")
    track = queries.week(ws, date(2026, 3, 9))["sessions"][0]["track"]
    assert all(len(s["parts"]) == 2 for s in queries.week(ws, date(2026, 3, 9))["sessions"])
    edit = {"kind": "set_activity", "track": track, "minutes": 45, "from": "2026-03-02"}
    made = replan.propose(ws, edits=[edit])
    replan.approve(ws, made["proposal"] or "")
    assert all(s["parts"] == [] for s in queries.week(ws, date(2026, 3, 9))["sessions"])


def test_a_title_has_its_parts_where_they_fit() -> None:
    parts = [{"title": "words", "minutes": 20}, {"title": "reading", "minutes": 25}]
    assert titled("Spanish", parts) == "Spanish (words 20 · reading 25)"
    assert titled("西语", [{"title": "单词", "minutes": 20}]) == "西语（单词）"
    assert titled("Spanish", [{"title": "x" * 70, "minutes": 20}]) == "Spanish"
    assert titled("Spanish", []) == "Spanish"


@pytest.mark.parametrize("text", [CHINESE, "# P\n- Piano 30 min a day: scales 10 min, etudes 20 min\n"])
def test_an_export_says_the_parts_and_reads_back_with_them(text: str) -> None:
    plan = read(text, AS_OF).plan
    written = markdown(plan, today=AS_OF)
    assert [a.parts for a in read(written, AS_OF).plan.activities] == [a.parts for a in plan.activities]
    for part in next(a.parts for a in plan.activities if len(a.parts) > 1):
        assert any(part.title in line.split("<!--")[0] for line in written.splitlines())
