"""Decisions are asked when their window opens, with what the log has for them; counts go on until something comes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.samples import small_plan, workspace

from roadweek.domain.base import DateWindow
from roadweek.domain.edits import Decide
from roadweek.domain.plan import Decision
from roadweek.errors import DateError, InputError
from roadweek.usecases import counts, lists, queries
from roadweek.usecases.asked_decisions import ask_decisions
from roadweek.usecases.decision_meaning import meaning, record_decided
from roadweek.usecases.record import record
from roadweek.usecases.sentences import understand_text
from roadweek.usecases.undo import undo
from roadweek.usecases.weekly_review import weekly_review
from roadweek.views.report_text import report_markdown
from roadweek.workspace import Workspace


def at(ws: Workspace, text: str) -> Workspace:
    return replace(ws, clock=lambda: datetime.fromisoformat(text))


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """A plan with a choice between 16 March and 12 April that names the maths track, and one without a window."""
    plan = small_plan()
    choice = Decision(
        id="school",
        question="Go on with Maths at the academy, or take the job?",
        options=("the academy", "the job"),
        due=DateWindow(earliest=date(2026, 3, 16), latest=date(2026, 4, 12)),
    )
    return workspace(tmp_path, plan=plan.model_copy(update={"decisions": (*plan.decisions, choice)}))


def test_a_decision_is_asked_from_the_day_on_which_its_window_opens(ws: Workspace) -> None:
    assert queries.today(at(ws, "2026-03-15T20:00:00+08:00"))["decisions"] == []
    (asked,) = queries.today(at(ws, "2026-03-16T08:00:00+08:00"))["decisions"]
    assert (asked["id"], asked["due"], asked["days_left"]) == ("school", "2026-04-12", 27)
    assert asked["options"] == ["the academy", "the job"]
    record(at(ws, "2026-03-17T08:00:00+08:00"), [{"kind": "decide", "decision": "school", "choice": "the job"}])
    assert queries.today(at(ws, "2026-03-18T08:00:00+08:00"))["decisions"] == []


def test_its_facts_are_the_time_of_the_tracks_that_it_names_and_what_is_counted_on(ws: Workspace) -> None:
    now = at(ws, "2026-03-20T20:00:00+08:00")
    lists.add_log(now, "math", 90, on=date(2026, 3, 10))
    lists.add_log(now, "math", 600, on=date(2026, 2, 2))  # more than four weeks ago
    lists.add_log(now, "english", 45, on=date(2026, 3, 10))
    counts.add(now, "applications", 4, on=date(2026, 3, 9))
    counts.add(now, "applications", 2)
    counts.aim(now, "Applications", until="an offer")
    counts.add(now, "parcels", 1)
    (asked,) = queries.today(now)["decisions"]
    assert asked["facts"] == [
        "Maths: 1 h 30 in the last four weeks",
        "Applications: 6 in all, 2 this week; “an offer” has not come yet",
    ]


def test_chat_and_the_watcher_put_it_once_a_week_each(ws: Workspace) -> None:
    first = at(ws, "2026-03-16T08:00:00+08:00")
    assert [one["id"] for one in ask_decisions(first, "chat")] == ["school"]
    assert ask_decisions(first, "chat") == []
    assert [one["id"] for one in ask_decisions(first, "watch")] == ["school"]
    assert ask_decisions(at(ws, "2026-03-22T08:00:00+08:00"), "watch") == []
    assert len(ask_decisions(at(ws, "2026-03-23T08:00:00+08:00"), "watch")) == 1


def test_the_report_tells_those_that_open_in_the_week_to_come_and_what_is_counted(ws: Workspace) -> None:
    now = at(ws, "2026-03-15T20:30:00+08:00")
    counts.add(now, "applications", 3)
    counts.aim(now, "applications", until="an offer", a_week=5)
    view = weekly_review(now)
    assert [one["id"] for one in view["decisions"]] == ["school"]
    (counted,) = view["counts"]
    assert (counted["week"], counted["before"], counted["total"], counted["a_week"]) == (3, 0, 3, 5)
    told = report_markdown(view, "en")
    assert "applications: 3 this week, 0 the week before, 3 since Sun 15 Mar · 5 a week wanted · until an offer" in told
    assert "the academy / the job" in told
    assert "直到an offer" in report_markdown(view, "zh")
    assert weekly_review(now, date(2026, 3, 4))["decisions"] == [], "its window opened later than that week's end"


def test_a_count_goes_on_until_it_came_and_undo_takes_back(ws: Workspace) -> None:
    counts.add(ws, "投递", 5, on=date(2026, 2, 24), note="某某 公司")
    counts.add(ws, "投递", 2)
    counts.aim(ws, "投递", until="拿到 offer")
    (one,) = counts.counts(ws)["counts"]
    assert (one["week"], one["before"], one["total"], one["since"]) == (2, 5, 7, "2026-02-24")
    assert (one["until"], one["reached"]) == ("拿到 offer", None)
    counts.aim(ws, "投递", reached=True)
    assert counts.counts(ws)["counts"][0]["reached"] == "2026-03-04"
    undo(ws, 3)
    (one,) = counts.counts(ws)["counts"]
    assert (one["total"], one["until"], one["reached"]) == (5, None, None)


def test_what_cannot_be_counted_is_refused(ws: Workspace) -> None:
    for name, number in (("", 1), ("  ", 1), ("x", 0), ("x", -2), ("x", 1001)):
        with pytest.raises(InputError):
            counts.add(ws, name, number)
    with pytest.raises(DateError):
        counts.add(ws, "x", 1, on=date(2026, 3, 5))
    with pytest.raises(InputError):
        counts.aim(ws, "x")
    assert counts.counts(ws) == {"counts": []}


def test_what_a_choice_means_is_told_with_what_it_names_and_what_goes_on(ws: Workspace) -> None:
    now = at(ws, "2026-03-17T08:00:00+08:00")
    counts.aim(now, "Applications", until="an offer")
    academy = meaning(now, "school", "the academy, and Maths every evening")
    assert academy[0].startswith("It names Maths: next week holds ")
    assert any("“an offer” (0 so far)" in line for line in academy)
    assert any("next week goes on" in line.casefold() for line in academy)
    job = meaning(now, "school", "the job")
    assert job[0].startswith("The plan has no track or milestone that it names")
    assert meaning(now, "nothing", "x") == []


def test_a_choice_says_what_only_the_others_name_and_its_next_sentence_is_read(ws: Workspace) -> None:
    plan = small_plan()
    choice = Decision(id="go", question="What comes first?", options=("only English", "only Maths"), due=None)
    now = workspace(ws.path.parent / "other", plan=plan.model_copy(update={"decisions": (choice,)}))
    done = record_decided(now, [Decide(decision="go", choice="1")])
    assert "only English" in done["events"][0]["summary"]
    with pytest.raises(InputError) as error:
        record_decided(now, [Decide(decision="go", choice="3")])
    assert error.value.key == "decision_option"
    others = next(line for line in done["means"] if "did not choose" in line)
    sentence = others[others.index("“") + 1 : others.index("”")]
    (pause,) = understand_text(now, sentence)["edits"]
    assert (pause["kind"], pause["track"]) == ("pause", "math")
    stands = next(line for line in done["means"] if "goes on" in line)
    for said in re.findall("“(.+?)”", stands):
        assert understand_text(now, said)["edits"], said


def test_a_choice_that_is_an_edit_is_offered_as_that_and_undo_takes_it_back(ws: Workspace) -> None:
    now = at(ws, "2026-03-17T08:00:00+08:00")
    done = record_decided(now, [Decide(decision="school", choice="pause Maths from 1 April")])
    assert any('roadweek replan "pause Maths from 1 April"' in line for line in done["means"])
    undo(now)
    assert [one["id"] for one in queries.today(now)["decisions"]] == ["school"]


def test_before_it_is_made_each_option_says_what_the_plan_has_of_it(ws: Workspace) -> None:
    choice = Decision(
        id="go",
        question="What comes first?",
        options=("more English", "a new job", "Maths or English"),
        due=DateWindow(earliest=date(2026, 3, 1), latest=date(2026, 4, 1)),
    )
    now = workspace(ws.path.parent / "third", plan=small_plan().model_copy(update={"decisions": (choice,)}))
    (asked,) = queries.today(now)["decisions"]
    assert [fact.split(" ", 1)[0] for fact in asked["facts"][-3:]] == ["1", "2", "3"]
    assert "nothing" in asked["facts"][-2]
