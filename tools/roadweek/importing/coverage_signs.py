"""Words of a plan's line that say when, how long or how much: what the check for lost words looks for."""

from __future__ import annotations

import re
from typing import Final

from roadweek.understanding.quick import Quick

NUMBER_EN = (
    r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|hundred|a\s+dozen|half\s+an?|a\s+couple\s+of|several)"
)
NUMBER_ZH = r"(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百半]{1,9})(?:\s*个)?"
STOP: Final = re.compile(r"[。！？；!?;]+|\.\s|[，,]\s*(?=(?:then|然后|之后)\b)")
UNIT: Final = Quick(
    rf"(?:{NUMBER_ZH}\s*)?(?<!每)(?:小时|分钟|刻钟|钟头)(?!制|级|内)|"
    rf"(?<![\w.]){NUMBER_EN}[\s-]*(?:hours?|hrs?|minutes?|mins?)\b",
)
"""A length: where no finder has it and no field, it was lost."""
RANGE_TO: Final = re.compile(rf"(?:{NUMBER_ZH}\s*|{NUMBER_EN}\s+)(?:到|至|[-–~～]|to\b|or\b)\s*$", re.IGNORECASE)
"""What stands before a length and makes it the upper end of a range."""
OR_MORE: Final = re.compile(rf"^\s*(?:or|to|[-–~～]|到|至|或)\s*(?:{NUMBER_EN}|{NUMBER_ZH})(?![\w.])", re.IGNORECASE)
MANNER_AFTER: Final = re.compile(
    r"\s*(?:内|后(?!背)|以内|之内|之后|左右?(?:想|做|没)|想不|做不|没|还没|不会|仍|ago\b|later\b|break|rest|休息)"
)
"""A length that says how it is done: "after 15 minutes look it up"."""
MANNER_BEFORE: Final = re.compile(
    r"(?:after|within|stuck(?: for)?|every|break|rest|前|最开始的?|开头的?|休息|倒计时)\s*[:：(（]?\s*$", re.IGNORECASE
)
TIMES: Final = Quick(r"翻倍|加倍|减半|双倍|\b(?:doubled?|halved?|twice as (?:long|much|many))\b")
COUNT_ZH: Final = re.compile(
    r"(?<![\d.第年月周\-–~到至/:：×x*A-Za-z])(?:\d+(?:\s*[-–~到至]\s*\d+)?|[二两三四五六七八九十百][一二三四五六七八九十百]*)\s*"
    r"(?:页|题|道|篇|套|遍|组|节课|个单词|个词|公里|个番茄|行|句|首|圈|集|章|幅|张)"
)
FIGURES_ZH: Final = re.compile(r"\d+|[零一二两三四五六七八九十百]+")
COUNT_EN: Final = re.compile(
    r"(?<![\w.,:/$€£#&+×*-])(?<!\b[A-Z]\w\s)(?:\d{2,4}|two|three|four|five|six|seven|eight|nine|ten|twenty)"
    r"(?=\s+(?:on|each|every|per|a)\s+(?:the\s+)?(?:mon|tue|wed|thu|fri|sat|sun|week|day|morning|evening))",
    re.IGNORECASE,
)
"""A bare number that is told of a day: "three on Saturdays"."""
OF_SESSIONS: Final = re.compile(
    rf"(?:(?<!\w)(?:two|three|four|five|six)|(?:^|(?<=[:,;] ))\d)\s+(?={NUMBER_EN}[\s-]*(?:minute|min|hour)s?\b\s)",
    re.IGNORECASE,
)
"""How many sittings: "two 25-minute pomodoros"."""
PARITY: Final = Quick(
    r"(?:单|双|奇数|偶数)周|\b(?:odd|even|alternat(?:e|ing))(?:[-\s]numbered)?"
    r"(?=\s+(?:weeks?|days?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?))"
)
ALTERNATE: Final = re.compile(r"alternat", re.IGNORECASE)
NTH: Final = Quick(
    r"(?:第[一二三四1-4]个|最后一?个)(?=周|星期|礼拜|工作日)|"
    r"\b(?:first|second|third|fourth|last)(?=\s+(?:mon|tues|wednes|thurs|fri|satur|sun|week|work)(?:day|end)?\b)"
)
MONTH_DAY: Final = re.compile(
    r"(?<![\d./-])(?<!\d月)(?<!\d月\s)(?<!\d\s月\s)(?<!\d\s月)\d{1,2}\s*[号日](?!线|楼|店)(?:\s*[和与、,，]\s*\d{1,2}\s*[号日])*"
)
BOUND: Final = Quick(
    r"\b(?:until|till|starting|beginning)\s+(?!(?:i|we|you|they|it|done|dark|late|with|at|from)\b)(?:[\w'’]+\s*){1,3}|"
    r"(?:从?(?:下个?(?:周|月|星期|学期)|明天|后天|明年|今天|本月|这周)(?:[一二三四五六日])?(?:开始|起))|"
    r"(?:直?到[^，,。；;]{1,10}(?:为止|结束))"
)
"""From when or until when, in words that no reader knows as days."""
PART_OF_MONTH: Final = Quick(
    r"每个?月[底末初中]旬?|\b(?:at|by)\s+the\s+(?:end|start|beginning)\s+of\s+(?:each|every)\s+month\b"
)
LEFT_OUT: Final = Quick(
    r"\b(?:skip|pause|cancel|no|not|never|don['’]t|without|instead\s+of|only\s+if)\b|暂停|停(?=[^留止车]|$)|取消|跳过|不(?:练|学|做|跑|排|安排|上)|"
    r"免|改为|顺延"
)
TIME_AWAY: Final = Quick(
    r"\b(?:(?:public|bank|school)\s+)?holidays?\b|\bexam(?:s|\s+weeks?)?\b|\btrips?\b|\btravel(?:l?ing)?\b|\bvacations?\b|"
    r"\b(?:ill|sick)\b|假期?|节日|节假日|考试周?|出差|旅行|生病|经期"
)
"""Times at which something may be left out, and the words of leaving out."""
PARTS_ZH: Final = re.compile(r"早晚|早中晚|午晚")
AT_HOUR: Final = re.compile(r"\bat\s+(?:1[0-2]|[1-9])(?!\s*(?:%|[-–:.\w]|km|min|hour|hrs?))(?=\W|$)", re.IGNORECASE)
OF_WEEK: Final = Quick(r"[每一/]周|周合计|每?星期|总|合计|\bweek(?:ly)?\b|\btotal\b")
LIMITS: Final = re.compile(
    r"(?:不超过|最多|至多|上限|不多于|\bat most|\bno more than|\bup to|\bmax(?:imum)?\.?|"
    r"\bless than|\bunder)[^，,。；;]*$",
    re.IGNORECASE,
)
"""What stands before the words of a limit in their clause: a limit changes how much, not when."""
UNLESS: Final = Quick(r"除非|不一定|视情况|看情况|unless|weather permitting|if possible")
IF: Final = Quick(
    r"如果|假如|要是|倘若|\bif\b(?!\s+(?:needed|necessary|required|any|"
    r"applicable|relevant|available|possible|at all|you like)\b)|in case\b"
)
THEN: Final = re.compile(r"[，,]\s*\S|就|则|\bthen\b")
EXCEPT: Final = Quick(r"除了|除外|例外|\bexcept(?:ing)?\b|\bapart from\b|\bbut not\b")
NO_BEFORE: Final = re.compile(
    r"(?:不是|不必|不用|不需要|并非|无需|不再|别|不要|\bnot|\bnever|\bno longer|"
    r"\bdon['’]?t|\bdoesn['’]?t\s+\w+)\s*(?:on\s+|in the\s+)?$",
    re.IGNORECASE,
)
GONE: Final = Quick(
    r"^\W*(?:不再|不要|不用|不必|不需要?|不(?!间断|断|停|少于|低于|同|错|仅|只|但|定|等|得|超|限|止|怕|过|久|管|论|规|变|锈|可|再|要|用|必|需)|"
    r"别(?!的|人)|勿|禁止|戒|停止|取消|少(?=[喝吃玩看刷睡抽打])|"
    r"no longer\b|do(?:es)? not\b|don['’]?t\b|never\b|not\b|stop\b|"
    r"quit\b|avoid\b|no\s+(?!later|less|fewer|more)|less\b|fewer\b|cancel\b)"
)
"""A title that says what is not done."""
ELSEWHERE: Final = Quick(
    r"[见如](?:附件|附录|下文|下表|另表|群文件)|详见|参见|另见|"
    r"\bsee (?:the )?(?:attach\w+|appendix|below|above|separate)|\bas attached\b"
)
JOINED_ZH: Final = re.compile(r"[程常期报志记历语文本]")
"""周日 and such a letter: 周 and 日程, 日语 are as likely meant as Sunday."""
JOINED_EN: Final = re.compile(r"\.[a-z]{2,}|@")
HOLLOW: Final = re.compile(
    r"\b(?:or|and|on|in|at|of|for|the|a|an|each|every|per|to|s|then|plus|odd|even|weeks?|days?|months?|times?|once|twice)\b|"
    r"各|早晚|每[天日周月次晚早]|每|次|和|与|或者?|到|至|约|左右|大约|[\W\d_]",
    re.IGNORECASE,
)
LENGTH_HEAD: Final = Quick(
    r"\W*(?:minutes?|mins?|hours?|hrs?|duration|length|时长|用时|分钟|小时|时间)(?:\s*[(（][^()（）]*[)）])?\W*"
)
SUM_HEAD: Final = Quick(r"合计|总计|总共|小计|\btotal\b|\bsum\b")
HOURS: Final = Quick(r"hour|hrs|小时|时间")
CALLED_HOURS: Final = {
    "morning": (4, 12), "daytime": (8, 18), "afternoon": (11, 19), "evening": (16, 25),
}  # fmt: skip
"""Hours that people call so, wider than where a session of that name is put: a clock time within says the same."""


AFTER_NEXT: Final = Quick(
    r"\b(?:the )?(?:week|month|weekend) after(?: next)?\b|\bafter next\b|下下个?[周月]?|上上个?[周月]?|大后天"
)
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
VALUES: Final = {word: n for n, word in enumerate(_NUMBERS)} | {"twenty": 20}
