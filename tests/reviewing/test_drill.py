"""The question of a day: the same all day, drawn by weights that can be shown, never more than one."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from roadweek.reviewing.drill import (
    REST,
    DrillQuestion,
    TopicEvidence,
    TopicStrength,
    courses,
    draw,
    strengths,
    weight_of,
)

ON = date(2026, 3, 4)
DAYS = [ON + timedelta(days=n) for n in range(4000)]


def test_a_question_is_drawn_as_often_as_its_weight_says() -> None:
    questions = [DrillQuestion("a", "norms"), DrillQuestion("b", "queues"), DrillQuestion("c", "")]
    topics = {"norms": TopicStrength(8, 0.0), "queues": TopicStrength(8, 8.0)}
    weights = {one.id: weight_of(one, topics).total for one in questions}
    assert weights["a"] > weights["c"] > weights["b"] > 0
    drawn = Counter(found.weight.question.id for day in DAYS if (found := draw(questions, topics, day, "ada")))
    for name, weight in weights.items():
        assert drawn[name] / len(DAYS) == pytest.approx(weight / sum(weights.values()), abs=0.03)


def test_the_draw_is_that_of_the_person_and_the_day_and_its_reasons_add_up() -> None:
    questions = [DrillQuestion(str(n)) for n in range(9)]
    by_day = [draw(questions, {}, day, "ada") for day in DAYS[:50]]
    assert by_day == [draw(list(reversed(questions)), {}, day, "ada") for day in DAYS[:50]]
    assert by_day != [draw(questions, {}, day, "bob") for day in DAYS[:50]]
    for found in by_day:
        assert found is not None
        assert found.weight.total == pytest.approx(sum(points for _, points in found.weight.reasons))
        assert found.chance == pytest.approx(1 / 9)


def test_a_question_that_is_added_changes_the_draw_only_where_it_is_drawn_itself() -> None:
    questions = [DrillQuestion(str(n)) for n in range(9)]
    for day in DAYS[:200]:
        before = draw(questions, {}, day, "ada")
        after = draw([*questions, DrillQuestion("new")], {}, day, "ada")
        assert before is not None
        assert after is not None
        assert after.weight.question.id in (before.weight.question.id, "new")


def test_what_was_answered_lately_rests_and_where_all_rest_the_longest_rested_is_asked() -> None:
    fresh = DrillQuestion("fresh", last=ON - timedelta(days=REST), share=0.0)
    other = DrillQuestion("other")
    assert {found.weight.question.id for day in [ON] if (found := draw([fresh, other], {}, day, "x"))} == {"other"}
    newer = DrillQuestion("newer", last=ON - timedelta(days=1), share=0.0)
    found = draw([newer, fresh], {}, ON, "x")
    assert found is not None
    assert (found.weight.question.id, found.among, found.chance) == ("fresh", 1, 1.0)
    assert draw([], {}, ON, "x") is None


def test_a_topic_is_one_whatever_its_case_and_what_is_of_today_or_long_ago_does_not_weigh() -> None:
    told = [
        TopicEvidence("KV Cache", ON - timedelta(days=1), 1.0),
        TopicEvidence("kv  cache", ON - timedelta(days=2), 0.0),
        TopicEvidence("kv cache", ON, 0.0),
        TopicEvidence("kv cache", ON - timedelta(days=91), 0.0),
    ]
    assert strengths(told, ON) == {"kv cache": TopicStrength(2, 1.0)}


def test_topics_over_time_have_a_place_for_each_week_and_begin_with_the_weakest() -> None:
    told = [TopicEvidence("a", ON - timedelta(weeks=n), 1.0) for n in range(9)]
    told += [TopicEvidence("b", ON, 0.0), TopicEvidence("b", ON + timedelta(days=1), 1.0)]
    weak, strong = courses(told, ON)
    assert (weak.topic, weak.strength, [one.answers for one in weak.weeks]) == (
        "b",
        TopicStrength(1, 0.0),
        [0] * 7 + [1],
    )
    assert (strong.topic, strong.strength.answers, len(strong.weeks)) == ("a", 8, 8)
