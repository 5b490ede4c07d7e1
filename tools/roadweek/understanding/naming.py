"""Whether words that ask for no edit yet speak of the plan: only then may a model find what the rules did not."""

from __future__ import annotations

from roadweek.understanding.clauses import sentences
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.corrections import read
from roadweek.understanding.stance import is_negated, is_past_plan, stance_of


def names_something(text: str, context: SentenceContext) -> bool:
    """Whether a sentence that may be a wish names a thing of the plan or a trip, or two of: a day, a length, a rhythm,
    an hour. Chat, a question, a thought and "don't move it" do not, whatever they name."""
    plain, full = read(text, context)
    for start, end in sentences(plain):
        sentence = plain[start:end]
        if stance_of(sentence) != "wish" or is_negated(sentence) or is_past_plan(sentence):
            continue
        m = full.inside(start, end)
        amounts = (m.whens or m.counts, m.durations, m.frequencies, m.clocks)
        if m.names or m.trips or m.works or sum(bool(each) for each in amounts) > 1:
            return True
    return False
