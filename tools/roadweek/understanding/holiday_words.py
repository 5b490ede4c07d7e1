"""What is said about a public holiday that comes: "National Day off", 国庆照常. A whole sentence, or something else."""

from __future__ import annotations

import re

from roadweek.domain.edits import Decide
from roadweek.domain.holidays import OPTIONS, HolidayChoice
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.stance import language_of

_EN: dict[HolidayChoice, str] = {
    "usual": r"as\s+(?:usual|always|normal)|normal(?:ly)?|like\s+any\s+(?:other\s+)?day",
    "light": r"light(?:ly)?|half(?:\s+(?:a\s+)?days?)?|easy|a\s+light\s+(?:day|week|one)",
    "off": r"off|free|a\s+day\s+off|no\s+work|as\s+a\s+holiday",
}
_ZH: dict[HolidayChoice, str] = {
    "usual": r"照常(?:安排|学习|进行)?|正常(?:安排|学习)?|跟?平时一样|不休息|不放假",
    "light": r"轻量|轻松(?:点|一点)?|轻(?:一?点|一些)|半量|少(?:排|安排)(?:一?点|一些)|(?:只)?(?:学|做)一半",
    "off": r"休息|放假|全休|休假|不学(?:习)?了?|不安排|放空|休",
}
_LEAD = (
    r"\W*(?:(?:please|ok|so|let's|we|i|i'll|i\s+will|i'd\s+like\s+to|i\s+want\s+to)\s+)*"
    r"(?:take|make|keep|have|treat|leave|work)?\s*"
)
_BETWEEN = r"\s*(?:is|will\s+be|should\s+be|stays?|goes|days?|holidays?|week|:|,)*\s*"


def about_holiday(text: str, context: SentenceContext) -> Decide | None:
    """The decision about a holiday that a whole message makes, in the words of its language; null for others."""
    lang = language_of(text)
    for holiday in context.holidays:
        names = "|".join(_pattern(name) for name in sorted(holiday.names, key=len, reverse=True))
        for choice, words in (_ZH if lang == "zh" else _EN).items():
            if lang == "zh":
                shape = (
                    rf"\W*(?:我想?|我们|那就|就)?(?:在)?(?:{names})(?:期间|假期|那几天|这几天|那天|当天|七天)?"
                    rf"(?:我想?|都|就|要|想|全|全部)*(?:{words})(?:吧|了|好了)?\W*"
                )
            else:
                shape = rf"{_LEAD}(?:the\s+)?(?:{names}){_BETWEEN}(?:{words})(?:\s+please)?\W*"
            if re.fullmatch(shape, text.strip(), re.IGNORECASE):
                return Decide(decision=holiday.id, choice=OPTIONS[lang][choice])
    return None


def _pattern(name: str) -> str:
    """A holiday's name as it is said: 国庆节 is 国庆 too; any space between its words."""
    if not name.isascii():
        bare = name.removesuffix("节")
        return re.escape(bare) + ("(?:节)?" if len(bare) > 1 else "节")
    return r"\s+".join(re.escape(word) for word in name.split())
