"""Applications told in words, and what is none."""

from __future__ import annotations

import pytest

from roadweek.understanding.counting import counts_applications, find_applications, number_and_name


@pytest.mark.parametrize(
    ("text", "number", "when"),
    [
        ("I applied to 4 today", 4, "today"),
        ("Applied to two startups on Monday.", 2, "on Monday"),
        ("yesterday I've sent out three résumés", 3, "yesterday"),
        ("submitted an application", 1, None),
        ("12 applications sent", 12, None),
        ("I applied another 2 times", 2, None),
        ("投了4家", 4, None),
        ("今天又投了两家大厂", 2, "今天"),
        ("周二投递了 6 份简历", 6, "周二"),
        ("我申请了三个岗位", 3, None),
        ("昨天5份简历都投出去了", 5, "昨天"),
    ],
)
def test_what_was_sent_is_a_number_and_the_words_of_a_day(text: str, number: int, when: str | None) -> None:
    told = find_applications(text)
    assert told is not None
    assert (told.number, told.when) == (number, when)


@pytest.mark.parametrize(
    "text",
    [
        "I want to apply to 3 companies",
        "apply to 3 a week until an offer comes",
        "did I apply to 3 companies?",
        "applied to 3, and two interviews on Friday",
        "I applied for leave",
        "I didn't apply to 3 companies",
        "I've applied to 3 positions a day off tomorrow instead of the reading of the paper",
        "每周投3家",
        "想投5家",
        "今天投了3家吗",
        "没投3家",
        "投了3家，面了1家",
        "投了3票",
        "投资了3个项目",
    ],
)
def test_wishes_questions_and_other_things_are_none(text: str) -> None:
    assert find_applications(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3 applications", (3, "applications")),
        ("applications: 3", (3, "applications")),
        ("投递 2", (2, "投递")),
        ("2 份简历", (2, "简历")),
        ("mock interviews 12", (12, "mock interviews")),
        ("3", None),
        ("applications", None),
    ],
)
def test_a_number_and_a_name_stand_in_either_order(text: str, said: tuple[int, str] | None) -> None:
    assert number_and_name(text) == said


def test_applications_are_known_by_words_of_either_language() -> None:
    assert all(map(counts_applications, ("Applications", "résumés", "投递", "投简历", "网申")))
    assert not any(map(counts_applications, ("mock interviews", "模拟面试", "pushups")))
