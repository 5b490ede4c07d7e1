"""“… once more”: a fact that is told again because it happened again."""

from __future__ import annotations

import re

_MORE = (
    r"(?:(?:it|that|this)\s+(?:really\s+)?(?:did\s+)?(?:happened|was)\s+)?"
    r"(?:once\s+more|once\s+again|one\s+more\s+time|a\s+second\s+time|for\s+the\s+second\s+time|again|(?:really\s+)?twice)"
    r"|(?:确实|真的|是|的确)*(?:(?:又|再|另)(?:记|做|写|学|加|来)?了?一?[次遍回]|[做记学]了两[次遍回]|两[次遍回]|第二[次遍回])"
)
_YES = r"(?:(?:yes|yeah|yep|ok|okay|sure|right|对|是的?|好的?|嗯)[\s,，.。!！]*)?"
_ENDS = re.compile(rf"(?:^|[\s,，。;；、.]|(?<=[一-鿿]))(?:{_MORE})\s*(?:please|吧|的|了)?[\s.。!！]*$", re.IGNORECASE)
_ONLY = re.compile(
    rf"^\s*{_YES}(?:please\s+)?(?:note|log|write|record|do)?\s*(?:it|that)?\s*(?:{_MORE})\s*(?:please|吧|的|了)?[\s.。!！]*$",
    re.IGNORECASE,
)


def says_again(text: str) -> bool:
    """Whether a message ends by saying that what it tells happened once more."""
    return _ENDS.search(text) is not None


def only_again(text: str) -> bool:
    """Whether a message says nothing but that it happened once more."""
    return _ONLY.match(text) is not None
