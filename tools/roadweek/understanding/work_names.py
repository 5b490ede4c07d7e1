"""Which work of the plan a few words mean: its title, or words that one title alone holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from roadweek.understanding.context import NamedWork, SentenceContext
from roadweek.understanding.frame import Ask

_ARTICLE = re.compile(
    r"^(?:the|my|our|this|that|these|those|all\s+of\s+the)\s+|^(?:那个|这个|那项|这项|那份|这份|我的)", re.I
)
_ZH_TAIL = re.compile(r"(?:的?(?:那|这)(?:个|章|项|部分|块|份|件事|一步)(?:工作)?|(?:的)?(?:部分|工作)|这件事)$")
_EN_TAIL = re.compile(r"\s+(?:work|part|piece|thing|one|step|task)$", re.I)
_EDGES = " \t,，.。:：;；!！“”\"'‘’（）()《》「」"
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "our",
        "of",
        "for",
        "on",
        "in",
        "to",
        "with",
        "and",
        "from",
        "at",
        "by",
        "its",
        "it",
        "work",
        "part",
        "piece",
        "thing",
        "one",
        "step",
    ]
)
_TOKEN = re.compile(r"[a-z0-9][a-z0-9+#]*|[\u4e00-\u9fff]+")
SHOWN = 4
"""Works that a question names at most."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What some words were taken for. ``exact``: they are the whole name."""

    works: tuple[NamedWork, ...]
    exact: bool = False
    others: tuple[str, ...] = ()
    """Names of other things (milestones, tasks, tracks, decisions) that the same words fit."""
    track: str | None = None
    """The track that the words name, where its works are meant."""
    sure: bool = False
    """Enough words that they can hardly be said of anything else."""


def plain(words: str) -> str:
    """Words without the small ones around a name."""
    before = None
    while before != words:
        before = words
        words = words.strip(_EDGES)
        words = _EN_TAIL.sub("", _ZH_TAIL.sub("", _ARTICLE.sub("", words)))
    return words


def tokens(words: str) -> tuple[str, ...]:
    """English words by their stem and runs of Chinese, without what says nothing."""
    found = _TOKEN.findall(words.casefold())
    kept = [w[:-1] if w.isascii() and len(w) > 3 and w.endswith("s") else w for w in found if w not in _SMALL]
    return tuple(kept)


def _holds(title: str, wanted: tuple[str, ...]) -> bool:
    known = frozenset(tokens(title))
    chinese = re.sub(r"[^\u4e00-\u9fff]", "", title)
    return all(w in known if w.isascii() else w.replace("的", "") in chinese.replace("的", "") for w in wanted)


def _telling(wanted: tuple[str, ...]) -> bool:
    """Whether the words can name anything: a word of three letters, two Chinese characters."""
    return any(len(w) >= (3 if w.isascii() else 2) and not w.isdigit() for w in wanted)


def seek(words: str, context: SentenceContext) -> Sought:
    """What ``words`` name. Without works: nothing that is known."""
    bare = plain(words)
    said = bare.casefold()
    known = {w.id for w in context.works}
    every: tuple[NamedWork, ...] = (
        *context.works,
        *(NamedWork(t.id, t.names) for t in context.tasks if t.id not in known),
    )
    forms = {said, words.strip(_EDGES).casefold()}
    exact = tuple(w for w in every if any(n.casefold().strip() in forms for n in w.names))
    if exact:
        return Sought(exact, exact=True, sure=True)
    wanted = tokens(bare)
    tracks = [t.id for t in context.tracks if said in {n.casefold() for n in t.names}]
    if tracks:
        return Sought(tuple(w for w in context.works if w.track == tracks[0]), track=tracks[0])
    if not _telling(wanted):
        return Sought(())
    works = tuple(w for w in every if any(_holds(n, wanted) for n in w.names))
    groups = (context.milestones, context.decisions, context.tracks)
    things = [t.names for group in groups for t in group]
    same = " \n ".join(n.casefold() for w in works for n in w.names)  # a goal and the work for it are one
    fits = (names for names in things if any(_holds(n, wanted) for n in names))
    others = tuple(names[0] for names in fits if not any(n.casefold() in same for n in names))
    article = bool(_ARTICLE.match(words.strip(_EDGES)))
    long = len(wanted) > 1 or any(not w.isascii() and len(w) > 2 for w in wanted)
    whole = len(works) == 1 and any(len("".join(wanted)) * 2 >= len("".join(tokens(n))) for n in works[0].names)
    return Sought(works, others=others, sure=article or long or whole)


def one(found: Sought, among: str, chosen: Iterable[str] = ()) -> NamedWork:
    """The one work that is meant. Raises Ask, naming those that it could be; ``among`` joins them, ``chosen`` are
    ids that an answer to this question named."""
    picked = [w for w in found.works if w.id in set(chosen)]
    works: list[NamedWork] = picked if len(picked) == 1 else list(dict.fromkeys(found.works))
    if len(works) == 1:
        return works[0]
    raise Ask("which_of_works", works=listed([w.names[0] for w in works], among))


def listed(names: Iterable[str], among: str) -> str:
    """Names for a question, the first few of them."""
    each = list(dict.fromkeys(names))
    return among.join([*each[:SHOWN], *(["…"] if len(each) > SHOWN else [])])
