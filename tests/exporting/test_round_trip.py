"""Any plan, written out and read again, is the same plan; what a person changes in the text counts over a comment."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from roadweek.domain.base import WEEKDAYS, DateWindow, Range, Slot, Strength, Weekday
from roadweek.domain.plan import (
    Activity,
    Curriculum,
    Decision,
    Milestone,
    Period,
    Plan,
    Rule,
    RuleKind,
    Task,
    Template,
    TemplateKind,
    Track,
    Unit,
)
from roadweek.exporting.markdown import markdown
from roadweek.importing.stated import comment, hash_of, notes_in
from roadweek.planning.read import read_plan

TODAY = date(2026, 1, 1)
FIRST = date(2026, 2, 2)

_PLAIN = {
    "en": ["Running", "Cello practice", "Read a paper", "Swedish", "Maths problems", "Draft the talk", "Evening walk"],
    "zh": ["跑步", "练大提琴", "读论文", "学瑞典语", "数学题", "写讲稿", "散步"],
}
_ODD = [
    "Every Monday, 20 min", "每天早晨 10 分钟", "5 May 2026", "3月上旬", "# heading", "- dash", "---", "```", "| a |",
    "> quote", "1. first", "18.06", "No new tasks", "出差周", "[x] done", "~~gone~~", "2 of 3: two parts", "a <!-- b",
    "占 60% 精力", "Milestones", "到 5 月底", "x" * 60, "Q3", "**bold:**", "Decide: tea or coffee?", "at least twice",
    "W1", "\\slash", "week 2 of 6", "`code`", "100 %", "a: b: c", "（可选）", "DDL 6 月 1 日", "->", "✅", "周一到周五",
]  # fmt: skip
_WEEKS = {"en": {"normal": "normal", "trip": "business-trip"}, "zh": {"normal": "普通", "trip": "出差"}}
_SLOTS: tuple[Slot, ...] = ("morning", "afternoon", "evening")
_STRENGTHS: tuple[Strength, ...] = ("must", "should", "optional")
_DAYS = st.integers(0, 300).map(lambda n: FIRST + timedelta(days=n))


def _titles(lang: str) -> st.SearchStrategy[str]:
    return st.one_of(
        st.sampled_from(_PLAIN[lang]),
        st.sampled_from(_PLAIN[lang] + _ODD),
        st.text("abcXYZ 09.,:;()-/*_#|>[]!?中文，。：（）每周三", min_size=1, max_size=24).map(
            lambda text: " ".join(text.split()) or "x"
        ),
    )


@st.composite
def _windows(draw: st.DrawFn) -> DateWindow:
    first = draw(_DAYS)
    kind = draw(st.sampled_from(["day", "day", "early", "mid", "late", "any"]))
    if kind == "day":
        return DateWindow.on(first)
    if kind == "any":
        return DateWindow(earliest=first, latest=first + timedelta(days=draw(st.integers(1, 50))))
    opens = first.replace(day={"early": 1, "mid": 11, "late": 21}[kind])
    closes = opens.replace(day=10) if kind == "early" else opens.replace(day=20) if kind == "mid" else _month_end(opens)
    return DateWindow(earliest=opens, latest=closes)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _ranges(low: int, high: int) -> st.SearchStrategy[Range]:
    exact = st.integers(low, high).map(Range.exactly)
    return exact | st.tuples(st.integers(low, high), st.integers(0, 40)).map(lambda p: Range(lo=p[0], hi=p[0] + p[1]))


_RULES: tuple[RuleKind, ...] = ("note", "note", "max_minutes_per_day", "closed_hours", "free_day")
_KINDS: tuple[tuple[TemplateKind, ...], ...] = ((), ("normal",), ("normal", "trip"))


def _in_week_order(days: list[Weekday]) -> tuple[Weekday, ...]:
    return tuple(day for day in WEEKDAYS if day in days)


_WEEKDAYS = st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=7).map(_in_week_order)


def _unit(title: str, note: str | None, optional: bool) -> Unit:
    return Unit(id="u", title=title, note=note, optional=optional)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    lang = draw(st.sampled_from(["en", "zh"]))
    titles = _titles(lang)
    periods: list[Period] = []
    for n, title in enumerate(draw(st.lists(titles, max_size=4, unique=True))):
        start = draw(_DAYS)
        end = start + timedelta(days=draw(st.integers(6, 200)))
        parent = draw(st.sampled_from([None, *(p.id for p in periods)]))
        periods.append(
            Period(
                id=f"p{n}", title=title, parent=parent, end=draw(st.sampled_from([DateWindow.on(end), None])),
                start=DateWindow.on(start), kind=draw(st.sampled_from(["phase", "month", "week", "span", "horizon"])),
            )
        )  # fmt: skip
    holders = st.sampled_from([None, *(p.id for p in periods)])
    tracks = [Track(id="math", title="Maths"), Track(id="english", title="English"), Track(id="cello", title="Cello")]
    names = st.sampled_from([t.id for t in tracks])
    activities: list[Activity] = []
    for n in range(draw(st.integers(0, 4))):
        whole = draw(st.booleans())
        first = draw(st.none() | _DAYS)
        assumed = not whole and draw(st.booleans())
        activities.append(
            Activity(
                id=f"a{n}", track=draw(names), title=draw(titles), period=draw(holders), first=first,
                minutes=None if whole else Range.exactly(30) if assumed else draw(_ranges(5, 240)), assumed=assumed,
                total_minutes=draw(_ranges(30, 600)) if whole else None, times=draw(_ranges(1, 4)),
                per=draw(st.sampled_from(["day", "week", "month"])), days=draw(_WEEKDAYS),
                slots=tuple(draw(st.lists(st.sampled_from(_SLOTS), unique=True, max_size=2))),
                at=draw(st.none() | st.times(time(5), time(22)).map(lambda t: t.replace(second=0, microsecond=0))),
                interval=draw(st.sampled_from([1, 1, 1, 2, 3])), strength=draw(st.sampled_from(_STRENGTHS)),
                template=draw(st.sampled_from(["normal", "normal", "trip"])),
                last=first + timedelta(days=draw(st.integers(0, 99))) if first and draw(st.booleans()) else None,
            )
        )  # fmt: skip
    milestones = [
        Milestone(
            id=f"m{n}", title=title, due=draw(st.none() | _windows()), deadline=draw(st.booleans()),
            done=draw(st.none() | _DAYS), track=draw(st.none() | names), period=draw(holders),
        )
        for n, title in enumerate(draw(st.lists(titles, max_size=4)))
    ]  # fmt: skip
    units = st.builds(_unit, titles, st.none() | titles, st.booleans())
    curricula = [
        Curriculum(
            id=f"c{n}", title=title, track=draw(st.none() | names), units=tuple(draw(st.lists(units, max_size=4)))
        )
        for n, title in enumerate(draw(st.lists(titles, max_size=2)))
    ]
    rules: list[Rule] = []
    for n, title in enumerate(draw(st.lists(titles, max_size=3))):
        kind: RuleKind = draw(st.sampled_from(_RULES))
        shut, opened = (time(22), time(7)) if kind == "closed_hours" else (None, None)
        most = 90 if kind == "max_minutes_per_day" else None
        rules.append(
            Rule(id=f"u{n}", text=title, kind=kind, days=draw(_WEEKDAYS), minutes=most, start=shut, end=opened)
        )
    decisions = [
        Decision(
            id=f"q{n}", question=title, options=tuple(draw(st.lists(titles, max_size=3))),
            due=draw(st.none() | _windows()), choice=draw(st.none() | titles),
        )
        for n, title in enumerate(draw(st.lists(titles, max_size=2)))
    ]  # fmt: skip
    tasks = [
        Task(id=f"t{n}", title=title, due=draw(st.none() | _DAYS), minutes=draw(st.none() | st.integers(5, 300)))
        for n, title in enumerate(draw(st.lists(titles, max_size=2)))
    ]
    minutes = st.dictionaries(st.sampled_from(WEEKDAYS), _ranges(0, 300), max_size=3)
    templates = [
        Template(
            id=kind,
            title=_WEEKS[lang][kind],
            day_minutes=draw(minutes),
            no_new_tasks=kind == "trip" and draw(st.booleans()),
        )
        for kind in draw(st.sampled_from(_KINDS))
    ]
    return Plan.model_validate(
        {
            "id": "plan", "title": draw(titles), "language": lang, "as_of": TODAY, "source_sha256": "0",
            "periods": periods, "tracks": tracks, "activities": activities, "milestones": milestones, "rules": rules,
            "curricula": curricula, "decisions": decisions, "tasks": tasks, "templates": templates,
        }
    )  # fmt: skip


def contract(plan: Plan) -> dict[str, list[Any]]:
    """The parts of a plan that an export must keep, in words and figures, in no order."""
    named = {p.id: p.title for p in plan.periods}

    def turns(a: Activity) -> Any:
        """On each of five days, or five times on these: one rhythm said in two ways."""
        return ("week", (len(a.days),) * 2) if a.per == "day" and a.days else (a.per, (a.times.lo, a.times.hi))

    found: dict[str, list[Any]] = {
        "periods": [(p.title, p.start, p.end, p.kind, named.get(p.parent or "")) for p in plan.periods],
        "activities": [
            (
                a.title, a.track, a.minutes, a.total_minutes, turns(a), a.days, a.slots, a.at, a.interval, a.strength,
                a.template, a.assumed, a.first, a.last, named.get(a.period or ""),
            )
            for a in plan.activities
        ],
        "milestones": [
            (m.title, m.due, m.deadline, m.done, m.track, named.get(m.period or "")) for m in plan.milestones
        ],
        "rules": [(r.text, r.kind, r.minutes, r.start, r.end, r.days) for r in plan.rules],
        "decisions": [(d.question, d.options, d.due, d.choice) for d in plan.decisions],
        "curricula": [(c.title, c.track, [(u.title, u.note, u.optional) for u in c.units]) for c in plan.curricula],
        "tasks": [(t.title, t.due, t.minutes, t.done) for t in plan.tasks],
    }  # fmt: skip
    return {name: sorted(things, key=repr) for name, things in found.items()}


@pytest.mark.parametrize(
    "obsidian", [pytest.param(False, id="plain"), pytest.param(True, id="obsidian", marks=pytest.mark.soak)]
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[phase for phase in Phase if phase is not Phase.explain],  # tracing every line of a reading takes minutes
)  # fmt: skip
@given(plan=plans())
def test_a_plan_written_out_and_read_again_is_the_same_plan(plan: Plan, obsidian: bool) -> None:
    text = markdown(plan, today=TODAY, obsidian=obsidian)
    back = read_plan(text, name="back.md")
    assert contract(back.plan) == contract(plan)
    weeks = {week.id: (week.title, week.day_minutes, week.no_new_tasks) for week in back.plan.templates}
    for week in plan.templates:
        assert weeks[week.id] == (week.title, week.day_minutes, week.no_new_tasks)
    assert back.accounted == back.lines
    assert (back.plan.title, back.plan.as_of, back.plan.language) == (plan.title, plan.as_of, plan.language)
    ids = [thing.id for name in ("activities", "milestones", "periods") for thing in getattr(back.plan, name)]
    assert len(ids) == len(set(ids))


PLAN = Plan(
    id="plan", title="A plan", as_of=TODAY, source_sha256="0",
    tracks=(Track(id="cello", title="Cello"), Track(id="fitness", title="Exercise")),
    activities=(
        Activity(id="scales", track="cello", title="Every Monday: scales", minutes=Range.exactly(20), days=("TU",)),
        Activity(id="run", track="fitness", title="Running", minutes=Range.exactly(15), per="day"),
    ),
)  # fmt: skip


def test_words_that_are_read_as_meant_need_no_comment() -> None:
    text = markdown(PLAN, today=TODAY)
    (noted,) = [line for line in text.splitlines() if line.startswith("- ") and "<!-- rw:" in line]
    assert "Every Monday: scales" in noted


def test_who_changes_the_words_of_a_line_takes_its_comment_out_of_force() -> None:
    text = markdown(PLAN, today=TODAY)
    assert "Tuesday, 20 min" in text
    back = read_plan(text.replace("Tuesday, 20 min", "Tuesday, 25 min"), name="x").plan
    assert [a for a in back.activities if a.minutes == Range.exactly(20)] == []


def test_a_section_of_the_week_is_read_anew_when_one_of_its_lines_changes() -> None:
    week = Template(id="normal", title="normal", day_minutes={"MO": Range.exactly(7)})
    text = markdown(PLAN.model_copy(update={"templates": (week,)}), today=TODAY)
    assert read_plan(text, name="x").plan.templates[0].day_minutes == {"MO": Range.exactly(7)}
    changed = read_plan(text.replace("every day, 15 min", "every day, 50 min"), name="x").plan
    assert changed.templates[0].day_minutes != {"MO": Range.exactly(7)}


@pytest.mark.parametrize(
    "body",
    [
        "[]", '[["activity",{}]]', '[["activity"]]', "[7]", '[["spell",{}]]', '[["period",{"id":"","title":1}]]',
        '[["milestone",{"id":"m","title":"x","surprise":1}]]', "[" * 50, '[["rule",[]]]',
        '[["curriculum",{"units":[{}]}]]',
        '[["curriculum",{"id":"c","title":"x","units":7}]]', '[["activity",{"id":7,"track":[],"title":{}}]]',
    ],
)  # fmt: skip
def test_a_comment_that_says_nothing_sensible_does_no_harm(body: str) -> None:
    line = "- Long bows: every day, 15 min"
    text = f"# Plan\n\n{line} <!-- rw:{hash_of([line])} {body} -->\n"
    reading = read_plan(text, name="x")
    assert reading.accounted == reading.lines == 2


@given(st.text("<!- rw:0123abc+[]{}\"',\n", max_size=80))
def test_no_comment_however_broken_stops_a_reading(text: str) -> None:
    assert isinstance(notes_in("<!-- rw:" + text), tuple)


def test_a_comment_cannot_be_ended_by_what_it_says() -> None:
    said = comment(["- x"], [("rule", {"id": "r", "text": "a --> b"})])
    assert said.count("-->") == 1
    ((kind, fields),) = notes_in(f"- x {said}")[0].said
    assert (kind, fields["text"]) == ("rule", "a --> b")


@pytest.mark.parametrize(
    "text",
    [
        " " * 300_000 + "<!-- rw:",
        "<!-- rw:01234567 [" * 30_000,
        "x\n" * 3_000 + "- a <!-- rw:01234567+2999 [] -->\n" * 3_000,
    ],
    ids=["spaces", "openings", "spans"],
)
def test_comments_of_a_hostile_file_are_looked_for_in_one_pass(text: str) -> None:
    assert notes_in(text) == ()
