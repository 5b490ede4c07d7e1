"""A track told by its verb alone: "ran 40 minutes", 昨天跑了半小时. Only in a clause that names no track itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from roadweek.understanding.spans import TakenSpans, pattern

_IRREGULAR = {
    "run": "ran",
    "write": "wrote",
    "swim": "swam",
    "read": "read",
    "draw": "drew",
    "sing": "sang",
    "ride": "rode",
    "build": "built",
    "teach": "taught",
    "speak": "spoke",
    "sew": "sewed",
    "row": "rowed",
}
_ZH_VERBS = "跑写读练背刷画游骑唱弹听爬踢打"


def _bases(name: str) -> set[str]:
    """The verbs that a name may be formed from: running → run, writing → write."""
    if not (name.isascii() and name.isalpha()):
        return set()
    if not (name.endswith("ing") and len(name) > 5):
        return {name} if name in _IRREGULAR else set()
    stem = name[:-3]
    return {stem, stem + "e", *([stem[:-1]] if stem[-1] == stem[-2] else [])}


def _past(base: str) -> set[str]:
    if base in _IRREGULAR:
        return {_IRREGULAR[base]}
    return {base + "d"} if base.endswith("e") else {base + "ed", base + base[-1] + "ed"}


@lru_cache(maxsize=16)
def _forms(tracks: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Past forms, base forms and Chinese verbs, each with its one track; what two tracks share tells nothing."""
    pasts: dict[str, set[str]] = {}
    bases: dict[str, set[str]] = {}
    chinese: dict[str, set[str]] = {}
    for ident, names in tracks:
        for name in names:
            for base in _bases(name.casefold()):
                bases.setdefault(base, set()).add(ident)
                for form in _past(base):
                    pasts.setdefault(form, set()).add(ident)
            if 2 <= len(name) <= 3 and not name.isascii():
                for char in {name[0], name[-1]} & set(_ZH_VERBS + "琴"):
                    chinese.setdefault(char, set()).add(ident)

    def single(found: dict[str, set[str]]) -> dict[str, str]:
        return {form: next(iter(idents)) for form, idents in found.items() if len(idents) == 1}

    return single(pasts), single(bases), single(chinese)


@pattern
def _clause_end() -> str:
    return r"[,，。；;!！?？\n]|\b(?:and|but|then)\b|然后|但是?|不过"


@pattern
def _filler() -> str:
    """What may stand beside a verb of a track without naming anything else."""
    return (
        r"\d+(?:\.\d+)?\s*(?:公里|千米|km|k|米|圈|页|章|首|道题?|篇|遍|miles?|laps?|pages?)|用了?|花了?|一共|共|总共|大概|大约|左右|"
        r"只|才|就|又|也|都|我|的|了|完|过|没有?|能|成|去|快|多|差不多|[早晚]上?|\b(?:i|only|just|about|for|around|in|on|at|of|"
        r"the|this|today|a|an|did|not|didn't|also|managed|only|went|roughly|almost|nearly)\b|[\s.…~]"
    )


def find_verbs(
    text: str, tracks: tuple[tuple[str, tuple[str, ...]], ...], named: Iterable[int], read: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int, str], ...]:
    """Start, end and track of every verb of a track. ``named`` are where names stand, ``read`` the pieces in use."""
    pasts, bases, chinese = _forms(tracks)
    if not (pasts or bases or chinese):
        return ()
    at, pieces = list(named), list(read)
    taken = TakenSpans(pieces)
    found: list[tuple[int, int, str]] = []
    start = 0
    for stop in [*(m.span() for m in _clause_end().finditer(text)), (len(text), len(text))]:
        clause = (start, stop[0])
        start = stop[1]
        if any(clause[0] <= n < clause[1] for n in at):
            continue
        for match in re.finditer(
            r"(?P<no>didn't|did not)\s+(?P<base>[a-z]+)|[a-z]+", text[slice(*clause)], re.IGNORECASE
        ):
            track = bases.get(match["base"].lower()) if match["no"] else pasts.get(match[0].lower())
            a = clause[0] + match.start("base" if match["no"] else 0)
            b = clause[0] + match.end()
            if track and not taken.overlaps(a, b) and _alone(text, clause, pieces, (a, b)):
                found.append((a, b, track))
        for match in re.finditer(rf"(?P<a>[{_ZH_VERBS}])(?=了|完|过)|没有?(?P<b>[{_ZH_VERBS}])", text[slice(*clause)]):
            group = "a" if match["a"] else "b"
            a, b = clause[0] + match.start(group), clause[0] + match.end(group)
            track = chinese.get(match[group])
            if track and not taken.overlaps(a, b) and _alone(text, clause, pieces, (a, b)):
                found.append((a, b, track))
    found += _split(text, tracks, taken)
    found += _nouns(text, bases, chinese, taken)
    return tuple(found)


@pattern
def _noun() -> str:
    """A sport as a thing: "my run", "the Sunday swim", "a 40 minute run", 长跑; or ordered at the head of a clause."""
    word = r"run|swim|ride|row|walk|hike|jog|climb"
    lead = (
        r"\b(?:my|our|a|an|the|this|that|no|skip|drop|long|short|easy|quick|slow|morning|evening|afternoon|daily|weekly|"
        r"minutes?|mins?|hour|k|km|today's|tomorrow's|tonight's|couldn't|could\s+not|can't|didn't|(?:mon|tues|wednes|thurs|"
        r"fri|satur|sun)day(?:'s)?)\s+"
    )
    stop = r"(?![\w-]|\s+(?:out|through|over|into|by|the|up|down|of|errands?|away|it)\b)"
    order = r"(?:every|each|once|twice|daily|\w+\s+times|for\s+\d|on\s+|(?:mon|tues|wednes|thurs|fri|satur|sun)days)"
    return (
        rf"{lead}(?P<a>{word})s?{stop}|(?:^|[,.;!]\s*|\bto\s+|\band\s+)(?P<b>{word})(?=\s+{order})|"
        r"(?<![\u4e00-\u9fff])?[长晨夜慢](?P<c>跑)|[弹拉练的](?P<d>琴)(?![键谱房行])"
    )


def _nouns(text: str, bases: dict[str, str], chinese: dict[str, str], taken: TakenSpans) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for match in _noun().finditer(text):
        group = match.lastgroup or "a"
        track = (bases if group in "ab" else chinese).get(match[group].lower())
        start = match.start(group) - (group in "cd")
        if track and not taken.overlaps(start, match.end(group)):
            found.append((start, match.end(group), track))
    return found


def _split(text: str, tracks: tuple[tuple[str, tuple[str, ...]], ...], taken: TakenSpans) -> list[tuple[int, int, str]]:
    """A Chinese verb and its object with a length between them: 刷一个小时题 is of the track 刷题."""
    found: list[tuple[int, int, str]] = []
    for ident, names in tracks:
        for name in {n for n in names if 2 <= len(n) <= 4 and n[0] in _ZH_VERBS and not n.isascii()}:
            for match in re.finditer(
                rf"{name[0]}[了过完]?(?P<mid>[^，。；,;!！?？\n]{{2,12}}?)的?{re.escape(name[1:])}", text
            ):
                a, b = match.span("mid")
                if taken.overlaps(a, a + 1) and taken.overlaps(b - 1, b):
                    found.append((match.end() - len(name) + 1, match.end(), ident))
    return found


def _alone(text: str, clause: tuple[int, int], pieces: list[tuple[int, int]], verb: tuple[int, int]) -> bool:
    """Whether the clause names nothing that the verb could be about: "wrote two letters" is not the thesis."""
    chars = list(text[slice(*clause)])
    for a, b in [*pieces, verb]:
        for n in range(max(a, clause[0]), min(b, clause[1])):
            chars[n - clause[0]] = " "
    return not _filler().sub("", "".join(chars)).strip()
