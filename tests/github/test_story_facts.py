"""Stories: facts from GitHub under five heads, and nothing under the last, which is the person's to say."""

from __future__ import annotations

from typing import Any

import pytest
from tests.github.made import NOW, at, closed_issue, event, pull, story

from roadweek.domain.base import Language
from roadweek.github.story_facts import HEADS, StoryFacts, StoryHead, days_taken, story_facts
from roadweek.messages import say


def codes(facts: StoryFacts, head: StoryHead) -> list[str]:
    return [one.code for one in facts.heads[head]]


UNMERGED = story(
    pull(state="closed", closed_at=at(3, 9), comments=2, reviews=1),
    (
        event("committed", 2, "ada-dev", own=True, what="Cache seams"),
        event("commented", 4, "keeper"),
        event("changes_requested", 5, "keeper"),
        event("committed", 6, "ada-dev", own=True, what="Measure before caching"),
        event("force_pushed", 7, "ada-dev", own=True),
        event("closed", 9, "keeper"),
    ),
    closes=(closed_issue(),),
    files=("src/seams.py", "tests/test_seams.py"),
)


def test_an_unmerged_pull_request_has_a_whole_story() -> None:
    facts = story_facts(UNMERGED, NOW)

    assert codes(facts, "problem") == ["title", "closes"]
    assert codes(facts, "read") == ["files_more"]
    assert codes(facts, "approach") == ["size", "commits", "reworked"]
    assert codes(facts, "outcome") == ["unmerged", "changes_requested", "comments", "closed_by"]
    assert [what for what, _ in facts.phases] == ["opened", "discussed", "changed", "unmerged"]


def test_the_lesson_is_never_made_up() -> None:
    for record in (UNMERGED, story(pull()), story(pull(state="merged", merged_at=at(3, 8)))):
        assert story_facts(record, NOW).heads["lesson"] == ()


def test_what_changed_after_the_first_answer_is_counted_and_what_came_before_is_not() -> None:
    reworked = next(one for one in story_facts(UNMERGED, NOW).heads["approach"] if one.code == "reworked")
    calm = story(pull(), (event("committed", 2, "ada-dev", own=True, what="One"), event("commented", 4, "keeper")))

    assert reworked.params == {"count": 2}  # a commit and a push of anew
    assert "reworked" not in codes(story_facts(calm, NOW), "approach")


def test_a_commit_of_somebody_else_is_not_told_as_the_persons() -> None:
    told = story(pull(), (event("committed", 3, "keeper", what="Fix typo"),))

    assert "commits" not in codes(story_facts(told, NOW), "approach")


@pytest.mark.parametrize(
    ("more", "outcome", "days"),
    [
        ({"state": "open"}, "open", 10),
        ({"state": "merged", "merged_at": at(3, 5), "closed_at": at(3, 5)}, "merged", 3),
        ({"state": "closed", "closed_at": at(3, 2, 13)}, "unmerged", 0),
    ],
)
def test_each_outcome_is_told_with_its_days(more: dict[str, Any], outcome: str, days: int) -> None:
    record = pull(**more)

    assert codes(story_facts(story(record), NOW), "outcome")[0] == outcome
    assert days_taken(record, NOW) == days


def test_who_closed_their_own_is_told_so() -> None:
    told = story(pull(state="closed", closed_at=at(3, 9)), (event("closed", 9, "ada-dev", own=True),))

    assert codes(story_facts(told, NOW), "outcome")[-1] == "closed_self"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_fact_and_question_has_words(lang: Language) -> None:
    every = (
        UNMERGED,
        story(pull(), (event("approved", 4, "keeper"), event("reviewed", 5, None))),
        story(pull(state="merged", merged_at=at(3, 5))),
    )
    for told in every:
        for head, facts in story_facts(told, NOW).heads.items():
            assert say(f"contributions.story_head_{head}", lang)
            for one in facts:
                assert say(f"contributions.story_{one.code}", lang, **one.params)
    for head in HEADS:
        assert say(f"contributions.story_ask_{head}", lang)
