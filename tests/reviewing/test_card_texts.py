"""Cards in files: what goes out comes back, whatever it holds; files of others are read as they write them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadweek.domain.sanitise import sanitised
from roadweek.reviewing.card_texts import CardText, OtherColumns, from_csv, from_markdown, to_csv, to_markdown

PIECES = [*'a矩?:\\#;,=x"', "::", "\n", "\n\n", "<!--", "-->", "---", "'", "  "]
TEXT = st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=30)).map(
    lambda text: sanitised(text).replace("\r", "").strip()
)
NAME = st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True)
ONE_LINE = TEXT.map(lambda text: " ".join(text.split()) or None)
CARDS = st.lists(
    st.builds(
        CardText,
        front=TEXT.filter(bool),
        back=TEXT,
        id=NAME,
        topic=ONE_LINE,
        tags=st.lists(NAME, max_size=3, unique=True).map(tuple),
        source=ONE_LINE,
    ),
    max_size=8,
    unique_by=lambda card: card.id,
)


@given(CARDS)
@example([CardText("std::vector", "a: b ::: c", id="c1"), CardText("?", "", id="c2"), CardText("a:", ":b", id="c3")])
def test_no_card_is_lost_doubled_or_changed_by_markdown(cards: list[CardText]) -> None:
    assert from_markdown(to_markdown(cards, "what I know")) == cards


@given(CARDS)
@example([CardText("=1+1", "'quoted'", id="c1"), CardText("a\nb", "-x,\n;", id="c2")])
def test_no_card_is_lost_doubled_or_changed_by_csv(cards: list[CardText]) -> None:
    assert from_csv(to_csv(cards)) == (cards, [])


@given(st.text())
def test_any_text_is_read_without_an_accident(text: str) -> None:
    assert all(card.front for card in from_markdown(text))


def test_notes_of_obsidian_are_read_as_they_are_written_there() -> None:
    note = (
        "#flashcards/linear-algebra\n# Notes\n\nSome words.\n\nrank of A::dimension of its image\n"
        "<!--SR:!2026-03-01,3,250-->\n\nWhat is a norm\nin words?\n?\na length\nthat scales\n\nEigenwert:::特征值\n"
    )
    cards = from_markdown(note)
    assert [(card.front, card.back) for card in cards] == [
        ("rank of A", "dimension of its image"),
        ("What is a norm\nin words?", "a length\nthat scales"),
        ("Eigenwert", "特征值"),
        ("特征值", "Eigenwert"),
    ]
    assert {card.topic for card in cards} == {"linear-algebra"}


def test_a_table_of_others_is_read_by_its_headings_in_both_languages() -> None:
    assert from_csv("\ufeff问题;答案;标签\n秩是什么;像的维数;数学 线代\n")[0] == [
        CardText("秩是什么", "像的维数", tags=("数学", "线代"))
    ]
    cards, empty = from_csv("Question,Answer\nq,a\n,nothing asked\n")
    assert [card.front for card in cards] == ["q"]
    assert empty == [3]


def test_a_table_with_other_columns_says_which_it_has() -> None:
    with pytest.raises(OtherColumns) as error:
        from_csv("name,price\nbread,3\n")
    assert error.value.found == ["name", "price"]


def test_the_same_card_read_twice_has_one_id() -> None:
    assert CardText("a", "b").own_id == CardText("a", "b").own_id != CardText("a", "c").own_id
