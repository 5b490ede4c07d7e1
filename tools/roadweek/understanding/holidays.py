"""Days that people call by a name: those with a fixed date are read, those that move or last several days are asked."""

from __future__ import annotations

from datetime import date

from roadweek.understanding.spans import Found, pattern

_FIXED: tuple[tuple[int, int, str], ...] = (
    (1, 1, r"\bnew\s+year'?s\s+day(?:'s)?\b|元旦(?!节?假期|节?期间)节?(?:当天|那天)?"),
    (2, 14, r"\bvalentine'?s\s+day(?:'s)?\b|情人节"),
    (3, 8, r"\bwomen'?s\s+day(?:'s)?\b|妇女节|三八节"),
    (6, 1, r"\bchildren'?s\s+day(?:'s)?\b|儿童节|(?<![周期拜])六一(?![\d月号日])"),
    (10, 31, r"\bhalloween(?:'s)?\b|万圣夜"),
    (12, 24, r"\b(?:christmas|xmas)\s+eve(?:'s)?\b|平安夜"),
    (
        12,
        25,
        r"\b(?:christmas|xmas)(?:\s+day)?(?:'s)?\b(?!\s+(?:break|holidays?|eve|vacation|week|period))|圣诞节?(?!假|期间)(?:当天|那天)?",
    ),
    (12, 26, r"\bboxing\s+day(?:'s)?\b"),
    (12, 31, r"\bnew\s+year'?s\s+eve(?:'s)?\b|跨年(?:夜|那天|当天)"),
)
"""Month, day and the words for it."""


@pattern
def _fixed() -> str:
    return "|".join(f"(?P<d{month:02}{day:02}>{words})" for month, day, words in _FIXED)


@pattern
def moving() -> str:
    """Names of days and spells whose dates nobody can tell from the words alone."""
    return (
        r"\b(?:easter|thanksgiving|chinese\s+new\s+year|spring\s+festival|lunar\s+new\s+year|new\s+year|pentecost|"
        r"good\s+friday|ascension|whit\s+(?:sunday|monday)|corpus\s+christi|(?:mother|father)'?s'?\s+day|eid|diwali|hanukkah|"
        r"(?:bank|public|summer|winter|christmas|school|spring|autumn)\s+(?:holidays?|break|vacation)|"
        r"(?:my|his|her|our|\w+'s)\s+birthday|black\s+friday|golden\s+week|labou?r\s+day|semester)\b|"
        r"春节|除夕|清明|端午|中秋|国庆|(?<![周期拜])五一|十一(?=假|放|黄金|长假)|元宵|重阳|腊八|小年|[寒暑]假|小?长假|黄金周|过年|"
        r"元旦节?(?:假期|期间)|圣诞(?:假|期间)|感恩节|复活节|劳动节|生日"
    )


def find_holidays(text: str, today: date) -> tuple[tuple[Found[date], date], ...]:
    """Every named day with a fixed date: the coming one (today included), and the last one for the past tense."""
    found: list[tuple[Found[date], date]] = []
    for match in _fixed().finditer(text):
        month, day = int((match.lastgroup or "")[1:3]), int((match.lastgroup or "")[3:5])
        this = date(today.year, month, day)
        coming = this if this >= today else date(today.year + 1, month, day)
        past = this if this <= today else date(today.year - 1, month, day)
        found.append((Found(match.start(), match.end(), coming, match[0]), past))
    return tuple(found)
