"""“… find another time for it”: the wish behind what was left undone, which needs no edit of its own."""

from __future__ import annotations

import re

_EN = (
    r"[\s,;.–—-]*\b(?:and\s+|so\s+|then\s+|please\s+|can\s+you\s+|could\s+you\s+)*(?:find|give|pick|get|look\s+for|choose)"
    r"\s+(?:me\s+|it\s+)?(?:an?other|a\s+new|some\s+other|a\s+different)\s+(?:time|day|slot|place|spot)"
    r"(?:\s+(?:for\s+(?:it|that|this|them)|this\s+week|instead|please))*[\s.!?]*$"
)
_EN_SHORT = (
    r"[\s,;.–—-]*\b(?:and\s+|so\s+|then\s+|please\s+)*(?:reschedule|re-?plan|make\s+up\s+for)\s+(?:it|that|this)"
    r"(?:\s+(?:please|this\s+week))*[\s.!?]*$"
)
_ZH = (
    r"[\s，,；;。]*(?:请|麻烦|帮我|你|给我|再|那|就|另外|另|重新|换)*(?:找|安排|排|换|挑|选|改|补)(?:一?个|到|一下)?"
    r"(?:另外?的?|别的|其他|新的?)?(?:个|一个)?(?:时间|日子|时段|一天|空档|空当)(?:补上|补回来|来补|补|做)?(?:吧|一下)?[\s。！!？?]*$"
)
_ALL = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (_EN, _EN_SHORT, _ZH))


def without_another_time(text: str) -> str | None:
    """The words before “find another time for it”; null where a message does not end in that, or says nothing else."""
    for pattern in _ALL:
        found = pattern.search(text)
        if found and text[: found.start()].strip():
            return text[: found.start()].rstrip(" ,，;；")
    return None
