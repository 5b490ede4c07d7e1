"""The name of an activity: what a statement says besides its numbers."""

from __future__ import annotations

import re

from roadweek.importing import cues
from roadweek.importing.look import find_frequencies, find_slots, find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.outline import split_label
from roadweek.importing.segments import lengths

_FILLER = re.compile(
    r"^(?:同时|然后|并且|左右|1 次|一次|(?:one|an?|of|on|only|just)\s|再|或者?|在|用|于|投入|花|执行|进行|"
    r"开启|争取|需要|\W)+|"
    r"(?:左右|进行|(?:[，,]\s*)?每次|"
    r"[，,]?\s*\beach\b|,?\s*/\s*(?:day|week)|投入|于|在|需要|制定|\s|"
    r"[，,]?\s*分[一二两三四五\d]+(?:段|部分|块)|,?\s*in \w+ parts)+$",
    re.IGNORECASE,
)
"""Words around an activity that name nothing, left over once its numbers are taken out."""
LEFT_OVER = re.compile(
    r"[\s:：,，.。;；()（）【】\[\]、/|·*+\-–—~～\d]|只做|投入|每次|左右|大约|一次|次|\b(?:about|only|just|of|for|at|on|in|the)\b",
    re.IGNORECASE,
)


def left(text: str) -> str:
    """What a piece says besides its numbers: the activity."""
    spans = [(f.start, f.end) for f in lengths(text)]
    spans += [(f.start, f.end) for f in find_frequencies(text) if not re.fullmatch(r"(?i)daily|weekly|monthly", f.text)]
    spans += [(f.start, f.end) for f in find_weekdays(text)] + [(f.start, f.end) for f in find_slots(text)]
    return "".join(c for n, c in enumerate(text) if not any(a <= n < b for a, b in spans))


def name_of(text: str) -> str:
    """The activity's name in ``text``, empty where only numbers stand there."""
    label, rest = split_label(text)
    if (
        label
        and rest
        and (cues.GENERIC_LABEL.match(label) or cues.label_role(label) or not LEFT_OVER.sub("", left(label)))
    ):
        text = rest
    kept = left(text)
    if len(LEFT_OVER.sub("", kept)) < 2:
        return ""
    kept = re.sub(r"[（(]\s*[,，、]?\s*[)）]|[‘'“\"]\s*[’'”\"]", "", kept)
    kept = re.sub(
        r"[（(]\s*(?:强制|必做|可选[^)）]*|必须|mandatory|optional|must|non-negotiable)\s*[)）]|"
        r"\b(?:mandatory|should be|takes)\b|雷打不动",
        "",
        kept,
    )
    kept = re.sub(r"\s+(?=[,，.;；）)])|(?<=[\u4e00-\u9fff（])\s+(?=[\u4e00-\u9fff（])", "", kept)
    kept = re.sub(r"^\W*(?:on|in|at) the\b|\b(?:on|in|at) the\s*(?=$|[,.;])", "", kept)
    kept = re.sub(r"^[\s:：,，.。;；、/|·+\-–—~～]+|[\s:：,，;；、/|·+\-–—~～（(]+$", "", kept)
    if width(kept) > 48:
        clauses = [c.strip() for c in re.split(r"[，,。；;]|\s{2,}", kept)]
        kept = next((c for c in clauses if width(c) >= 6), kept)
    kept = re.sub(r"[（(][^（()）]*(?:[%％]|投入)[^（()）]*[)）]", "", kept)
    kept = re.sub(r"[（(][^（()）]*$", "", re.sub(r"\s{2,}", " ", kept))
    kept = re.sub(r"[\d一两二三四五六]\s*次|两天各学?|每天各", "", kept)
    kept = _FILLER.sub("", kept).strip(" ，,。.；;：:、")
    if kept.count("“") != kept.count("”"):
        kept = kept.replace("“", "").replace("”", "")
    return kept[:80].strip() if len(LEFT_OVER.sub("", kept)) >= 2 else ""
