"""The words of the grammar are each said once, in one form, and found where they stand."""

from __future__ import annotations

from collections import Counter

from roadweek.grammar.dimensions import CLAIMS, RULES
from roadweek.grammar.folding import fold
from roadweek.grammar.lattice import lattice
from roadweek.grammar.lexicon import lexicon


def found(text: str) -> set[tuple[str, str]]:
    return {(leaf.kind, text[leaf.start : leaf.end]) for leaf in lattice(text).leaves}


def test_a_spelling_has_one_meaning_unless_the_other_is_declared() -> None:
    words = Counter((word.spelling, word.ends) for _, word in lexicon().rows)
    twice = {spelling for (spelling, _), times in words.items() if times > 1}
    assert twice - set(lexicon().shared) == set()


def test_every_declared_spelling_stands_in_two_places() -> None:
    words = Counter(word.spelling for _, word in lexicon().rows)
    assert [spelling for spelling in lexicon().shared if words[spelling] < 2] == []


def test_spellings_are_written_in_the_form_that_texts_are_looked_up_in() -> None:
    assert [w.spelling for _, w in lexicon().rows if w.spelling != fold(w.spelling)] == []


def test_every_class_of_words_is_used_by_a_rule_or_takes_its_place() -> None:
    named = {s.strip(".").split("=")[0] for r in RULES for e in r.pattern.split() for s in e.split("|")}
    own = {"digit", "power", "about", "counted"}  # for numerals, ends of phrases and guards
    assert {w.kind for _, w in lexicon().rows} - named - set(CLAIMS) - own == {"word"}
    assert {w.symbols[0] for _, w in lexicon().rows if w.kind == "word"} - named == {"'between'", "'from'"}  # guards


def test_words_inside_each_other_stand_side_by_side() -> None:
    assert {("weekday", "周六"), ("number", "六"), ("number", "六十"), ("unit", "分钟")} <= found("周六十分钟")


def test_latin_words_count_only_whole_and_others_anywhere() -> None:
    assert ("unit", "min") not in found("vitamin mint")
    assert ("unit", "min") in found("每天30min口语")
    assert ("word", "a") not in found("à propos")


def test_a_phrase_may_be_written_with_a_hyphen_or_a_wide_gap() -> None:
    assert ("number", "A  Couple of") in found("A  Couple of mangoes")
    assert ("opaque", "rush-hour") in found("the rush-hour line")


def test_case_width_and_traditional_characters_are_folded_and_places_kept() -> None:
    text = "ＬＥＳＳ時間，İ 計劃"
    assert fold(text) == "less时间,İ 计划"
    assert len(fold(text)) == len(text)


def test_words_inside_an_opaque_word_are_hidden_and_words_around_it_are_not() -> None:
    assert ("number", "一") not in found("一定五点")
    assert ("hour_mark", "时") not in found("下午的时间")
    assert ("unit", "小时") in found("3小时间隔")


def test_a_short_unit_counts_only_where_its_phrase_ends() -> None:
    assert ("unit", "分") in found("慢跑30分。")
    assert ("unit", "分") in found("慢跑30分左右")
    assert ("unit", "分") not in found("3分裂")
