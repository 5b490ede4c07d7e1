"""Whom a message is for, as far as code can tell: whole-message commands, yes and no, the words of the specialists."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadweek_agents.state import Language, Route

_ID = r"(?P<arg>[\w.:#-]+)"
_SPAN = r"这周|本周|这一周|这个?星期|这个?礼拜|上周|上个?星期|今天|昨天|最近|目前|到现在(?:为止)?"
_COMMANDS: tuple[tuple[str, str], ...] = (
    ("today", r"today|what(?:'s| is) (?:on )?today|今天|今日|今天有什么|今天的?安排|看今天"),
    ("today", r"what (?:should|do) i (?:do|have)(?: to do)? today|what(?:'s| is) next"),
    (
        "today",
        r"(?:我)?今[天日](?:我)?(?:该|要|应该|需要)?(?:做|干|学|有)(?:点)?(?:什么|啥)|接下来(?:做|干|学)?(?:什么|啥)",
    ),
    (
        "today",
        (
            r"what(?:'s| is)? (?:still )?(?:left|remaining|to do|open)(?: (?:for )?(?:today|tonight))?|"
            r"what else (?:is (?:there|on)(?: for)?|do i have) today"
        ),
    ),
    (
        "today",
        (
            r"(?:我)?今[天日晚](?:我)?(?:还)?(?:剩(?:下)?|有|要|得)?(?:做|干|学)?(?:些|点)?(?:什么|啥|哪些)"
            r"(?:没(?:做|学|完成))?(?:要做|任务|安排)?(?:呢|吗)?|还剩(?:下)?(?:什么|啥)"
        ),
    ),
    ("thanks", r"(?:many )?thanks(?: a lot| so much)?|thank you(?: very much)?|thx|cheers"),
    ("thanks", r"谢谢(?:你|您|啦|了)?|多谢(?:你|您|了)?|感谢|辛苦了"),
    ("week", r"week|this week|show (?:the |my |this )?week|本周|这周|这一周|本周安排|看本周"),
    ("next_week", r"next week|show next week|下周|下一周|下周安排|看下周"),
    ("replan_next", r"(?:re)?plan (?:my |the )?next week|(?:重新)?(?:安排|规划)下周|下周重排|重排下周"),
    ("replan", r"replan(?: (?:my |the |this )?week)?|(?:重新)?(?:安排|规划)(?:本周|这周)|重排(?:本周|这周)?"),
    ("trips", r"trips|my trips|出差|行程|出差列表"),
    ("tasks", r"tasks|my tasks|to-?dos?|任务|待办|任务列表"),
    ("milestones", r"milestones|deadlines|goals|里程碑|截止日|目标"),
    (
        "progress",
        (
            r"(?:my )?progress(?: (?:this|last) week)?|(?:what|how much) (?:did|have) i (?:already )?"
            r"(?:do|done|get done|got done|finish|finished|manage|managed)"
            r"(?: (?:today|yesterday|this week|last week|so far))*"
            r"(?:,? ?(?:and )?(?:what|how much)(?:'s| is| do i have)(?: still)? (?:left|open|missing)(?: to do)?)?"
            r"|(?:what|how much)(?:'s| is| do i have)(?: still)? (?:left|open)(?: to do)?(?: this week)?"
            r"|how far am i(?: this week)?"
        ),
    ),
    (
        "progress",
        (
            rf"(?:我的?)?(?:{_SPAN})?的?(?:学习|完成)?(?:进度|进展|情况)(?:怎么样|如何|怎样)?(?:了|呢)?"
            rf"|我?(?:{_SPAN})?我?(?:都|一共|总共|共|已经|到底)*(?:做|学|完成|干)了?(?:些|哪些)?(?:什么|啥|哪些|多少|几个?小时|多久)"
            r"(?:时间|内容|小时|分钟)?了?"
            r"(?:[，, 。？?]*(?:还|又)(?:剩|差|有|欠)(?:下)?(?:些)?(?:什么|啥|哪些|多少)(?:没做|没完成|没学|要做)?)?"
            rf"|(?:{_SPAN})?我?(?:完成|做|学)得(?:怎么样|如何|怎样)(?:了)?"
            rf"|(?:{_SPAN})?(?:我)?还(?:剩|差|欠)(?:下)?(?:些)?(?:什么|啥|哪些|多少)(?:没做|没完成|没学|要做)?"
            rf"|(?:{_SPAN})?(?:我)?还有(?:什么|哪些|多少)没(?:做|学|完成)"
        ),
    ),
    ("history", r"history|what happened|历史|记录|最近改动"),
    ("explain", rf"(?:explain|why)\s+{_ID}|(?:解释|为什么)\s*{_ID.replace('arg', 'arg2')}"),
    ("undo", r"undo(?:\s+(?P<arg>#?\d+))?|撤销(?:\s*(?P<arg2>#?\d+)\s*(?:步|个|次)?)?|撤回|恢复上一步"),
    ("redo", r"redo(?: (?:it|that))?|undo the undo|put (?:it|that) back|恢复|还原|取消撤销|恢复撤销"),
    (
        "review_week",
        (
            r"(?:let'?s |let us |can we |could we |shall we |i(?:'d like| want|'ll)(?: to)? |time for )?(?:start |"
            r"do |begin |go through |"
            r"go on with |resume |continue |have )?(?:with )?(?:the |my |a |our |this week'?s )?(?:week(?:ly)?|"
            r"sunday)[- ]review"
            r"(?: (?:now|with me|together|for this week|of this week))*|(?:let'?s )?review (?:my|the|"
            r"this) week(?: with me| now)*"
        ),
    ),
    (
        "review_week",
        (
            r"(?:请|帮我|我们|咱们|我想|我要|来|现在|开始|继续|做|进行|一下|一个|个|一次|本周|这周|这一周|每周|"
            r"周日|的|周)*"
            r"(?:复盘|周总结)(?:这周|本周|这一周|一下|吧|开始|了)*"
        ),
    ),
    (
        "review_day",
        (
            r"(?:let'?s )?(?:start|do|begin|go on with|continue|resume) (?:the |my |"
            r"today'?s )?(?:daily )?recall(?: now)?|quiz me(?: on yesterday)?|(?:请|来|现在)*(?:开始|继续|"
            r"做)(?:一下)?(?:今天的?|每日|今日)?(?:的)?(?:回忆|快速复习|复习)(?:吧)?|考(?:考|"
            r"一下)?我(?:昨天的题)?(?:吧)?"
        ),
    ),
    (
        "review_redo",
        (
            r"(?:let'?s )?(?:start|do|begin|go on with|continue|resume) (?:the |my |this week'?s )?(?:weekly |"
            r"sunday )?(?:redo|closed[- ]book exam)(?: now)?|(?:请|来|现在)*(?:开始|继续|做)(?:一下)?(?:本周|这周|"
            r"周日)?(?:的)?(?:闭卷)?重做(?:吧)?"
        ),
    ),
    (
        "review_cards",
        (
            r"(?:let'?s |let us |i(?:'d like| want|'ll)(?: to)? |time for )?(?:start |do |begin |go on with |continue |"
            r"resume |go through |study |practi[cs]e )?(?:with )?(?:the |my |some |today'?s |due )*"
            r"(?:flash ?)?cards(?: (?:now|for today|of today|due|today))*(?: with me)?"
            r"|quiz me on (?:the |my )?(?:flash ?)?cards"
            r"|(?:请|来|现在|我想|我要|咱们|我们|帮我)*(?:开始|继续|做|过|背|复习|练)?(?:一下|一遍)?"
            r"(?:今天的?|今日|每日|到期的?)?(?:的)?(?:卡片|记忆卡|闪卡|知识卡片?)(?:吧|复习)*"
        ),
    ),
    (
        "review_drill",
        (
            r"(?:let'?s |let us |i(?:'d like| want|'ll)(?: to)? |time for )?(?:start |do |begin |go on with |continue |"
            r"resume |have )?(?:with )?(?:the |a |my |today'?s |daily )*(?:interview )?drill(?: (?:now|for today|me))*"
            r"|(?:ask|give) me (?:an?|the|today'?s) (?:interview )?question(?: now| (?:of the day|for today))*"
            r"|(?:today'?s |the |an? )?interview question(?: of (?:the day|today)| for today)*|question of the day"
            r"|(?:请|来|现在|我想|我要|咱们|我们|给我|帮我)*(?:开始|继续|做|来|出|抽|问我?|考我?|练)?(?:一下|一次|一?道|一?个)?"
            r"(?:今天的?|今日|每日|随机)?(?:的|一?道|一?个)?(?:面试(?:练习|题|问题)|每日一[问题])(?:吧)?"
        ),
    ),
    ("approve", rf"(?:approve|apply|accept)\s+{_ID}|(?:同意|批准|应用)\s*(?P<arg2>p[\w.:#-]+)"),
    ("reject", rf"(?:reject|decline)\s+{_ID}|(?:拒绝|否决)\s*(?P<arg2>p[\w.:#-]+)"),
    ("help", r"help|\?|commands|帮助|怎么用|你能做什么|what can you do"),
)
_YES = (
    r"yes|y|yep|yup|yeah|ok|okay|okey|k|sure|of course|certainly|absolutely|definitely|exactly|right|correct|agreed?|"
    r"deal|fine|perfect|great|approved?|apply|accept(?:ed)?|do (?:it|that|this|so)|go ahead|go for it|make it so|"
    r"why not\??|i agree|let'?s (?:do (?:it|that|this)|go)|"
    r"(?:that |it |this |all )?(?:sounds|looks|is) (?:good|great|fine|right|ok|okay|perfect)(?: to me)?|"
    r"that'?s (?:it|fine|right|good|great|ok|okay|perfect)|(?:that )?works(?: for me)?|no problem|"
    r"(?:apply|accept|approve|take) (?:it|that|this)|"
    r"好|好的|好吧|好啊|好呀|好哒|好嘞|可以|可以的|行|行吧|行的|成|中|同意|批准|应用|确定|确认|是|是的|对|"
    r"对的|嗯+|没问题|没意见|没错|"
    r"就这样(?:吧|定了|办)?|就这么(?:办|定|定了|来|安排)(?:吧|了)?|就按(?:这个|这样|你说的)(?:来|办|"
    r"安排)?(?:吧)?|就它(?:了)?|"
    r"(?:那就)?应用(?:吧|它)?|(?:我)?(?:同意|确认|接受)(?:了|这样)?|(?:看起来|听起来)?(?:不错|挺好|很好|"
    r"可以)(?:的|了)?|"
    r"写入吧|执行(?:吧)?|改吧|排吧|ok的"
)
_NO = (
    r"no|n|nope|nah|no way|not really|reject|decline|don'?t|do not|leave it(?: as it is)?|not now|"
    r"cancel(?: it| that)?|"
    r"discard(?: it| that)?|forget (?:it|that)|never ?mind|rather not|i(?:'d| would) rather not|"
    r"keep (?:it|everything) as it is|don'?t (?:do|apply|change) (?:it|that|anything)|"
    r"不|不要|不要了|不行|不用|不用了|不必|不必了|不可以|不同意|不对|不是|取消(?:吧)?|拒绝|否|否决|"
    r"算了(?:吧)?|先不要|先不(?:用)?了|"
    r"先不改|别改(?:了)?|不改了|别|保持原样|维持原样|不接受"
)
_POLITE = (
    r"please|pls|thanks|thank you(?: very much| so much)?|thx|cheers|then|just|now|oh|well|and|so|"
    r"谢谢(?:你|您|啦|了)?|多谢|辛苦(?:了|啦)?|麻烦(?:了|你了)?|请|吧|呢|哦|噢|那|那就|就|了|哈|啦|的"
)
"""Words beside a yes or a no that change nothing of it."""
_KEEP = {"progress", "tasks", "milestones", "history"}
_UNDO = {"undo", "redo"}
_COACH = (
    r"\breview(?!er)|\bcoach|\bretro|how did (?:i|my week)|flash ?cards?|\bcards (?:are )?(?:due|left)|\bdrill\b"
    r"|\binterview questions?|\b(?:redo set|(?:weekly|sunday) redo)"
    r"|\brecall\b|\byesterday'?s (?:problems?|questions?|ideas?)"
    r"|面试题|面试练习|复盘|总结|回顾|错题|重做|卡片|背诵|教练|回忆|昨天的题|复习(?:些|点)?(?:什么|啥|哪些)"
)
_MEASURING = r"\bcompar(?:e|ing|ison)|\bversus\b|\bvs\b|\bagainst\b|\bmeasure\b|对比|比较|相比|测一?(?:下|测)"
_MEASURED = r"\bi?q[2-8](?:_\w+)?\b|\bfp?16\b|\bbf16\b|\bfp32\b|\bint[48]\b|[48][- ]?bit\b|半精度|量化|\bconcurren"
_BENCHMARK = (
    r"\bbench(?:mark)?|\bttft\b|tokens?/s|tokens? per second|\blatency|\bthroughput|power draw"
    r"|跑分|基准|测速|吞吐|时延|延迟(?!到)|首字|功耗|并发"
    rf"|\bx\d{{6}}-[a-z0-9]|(?:{_MEASURED}).{{0,80}}(?:{_MEASURING})|(?:{_MEASURING}).{{0,80}}(?:{_MEASURED})"
)


LONGEST = 2000
"""Characters of one message; the tools that read words take no more."""


_LEAVING = (
    r"quit|exit|bye|goodbye|bye[ -]bye|good ?bye|see you(?: later| tomorrow)?|that'?s all|:q|q|"
    r"退出|再见|拜拜|结束|关闭|不聊了"
)


def leaving(text: str) -> bool:
    """Whether the whole message is a word for going."""
    return re.fullmatch(_LEAVING, tidy(text), re.IGNORECASE) is not None


def tidy(text: str) -> str:
    """A message without the spaces and marks around it."""
    return re.sub(r"\s+", " ", text).strip(" 　。.!！~～，,；;").strip()


_ASKS = (
    r"(?:and |so )?what(?:'s| is| do i have| have i got)(?: (?:on|planned|happening|up))?(?: for)?|"
    r"show(?: me)?|how does"
)
_ASKS_ZH = r"(?:都?(?:有|要|该)?(?:做|干|学)?(?:些|点)?(?:什么|啥|哪些)(?:安排|计划|课|事|任务)?|安排(?:是什么|呢)?)"
_DAY = (
    rf"(?:{_ASKS})(?: on)? (?P<en>[a-z0-9 ',.]{{3,30}}?)(?: look(?: like)?)?",
    rf"(?:看看?|显示|查看)?(?:一下)?(?P<zh>[^，。,]{{2,12}}?)的?我?{_ASKS_ZH}",
)
"""Asking to see a day or a week."""


def _day_asked(said: str) -> str | None:
    """The words of the days that a message asks to see, where it names days and nothing else."""
    from roadweek.understanding.when import find_whens

    for pattern in _DAY:
        found = re.fullmatch(pattern, said, re.IGNORECASE)
        phrase = (found[found.lastgroup or 0] if found else "").strip()
        whens = find_whens(phrase, date(2026, 1, 1)) if phrase else ()
        if len(whens) == 1 and phrase.replace(whens[0].text.strip(), "").strip().lower() in ("", "on", "the"):
            return phrase
    return None


_WHY = (
    r"(?:and |so |but )?(?:why (?:is|are|does|do|was|did)(?:n't)?|how come|what(?:'s| is) the reason) (?P<a>.{3,80}?)",
    r"(?:请问)?(?:为什么|为何|为啥|怎么会)(?P<a>.{0,30}?(?:在|是|排|放|安排|挪|移|到|没).{0,30})",
    r"(?P<a>[^，。,]{2,40}?)(?:为什么|为何|为啥)(?:是|在|要|会)?(?P<b>.{0,20}?)",
)
"""Asking why something stands where it does."""


def _why_asked(said: str) -> str | None:
    """The words of what is asked about."""
    for pattern in _WHY:
        found = re.fullmatch(pattern, said, re.IGNORECASE)
        if found:
            return " ".join(part for part in found.groups() if part).strip()
    return None


def command(text: str) -> list[str]:
    """The command that the whole message is, with its argument where it has one; else empty."""
    said = tidy(text).removesuffix("?").removesuffix("？").strip() or text.strip()
    for name, pattern in _COMMANDS:
        found = re.fullmatch(pattern, said, re.IGNORECASE)
        if found:
            groups = found.groupdict()
            argument = groups.get("arg") or groups.get("arg2")
            if name == "explain" and argument and not re.search(r"\d", argument):
                return [] if decision(text) else ["why", argument]  # "why Friday?": no id
            return [name, argument] if argument else [name]
    phrase = _day_asked(said)
    if phrase:
        return ["day", phrase]
    from roadweek.understanding.plan_questions import plan_question

    if plan_question(text) is not None:
        return ["ahead", said]
    about = None if decision(text) else _why_asked(said)  # "why not?" is a yes
    return ["why", about] if about else []


def decision(text: str) -> bool | None:
    """Yes or no, where the whole message is made of words for one of them, however many: "yes please", 好的，就这样.

    A yes and a no together, or any other word, is neither.
    """
    parts = [part for part in re.split(r"\s*[,，.。!！;；、~～…]+\s*|\s+[-–—]\s+", tidy(text)) if part]
    heard = {_heard(part) for part in parts}
    if None in heard or len(heard - {"polite"}) != 1:
        return None
    return "yes" in heard


def _heard(part: str) -> str | None:
    """What a piece of a message is: "yes", "no", "polite", or null for anything else."""
    for kind, words in (("yes", _YES), ("no", _NO)):
        beside = rf"(?:(?:{_POLITE})\s*)*"
        if re.fullmatch(rf"{beside}(?:{words})\s*{beside}(?:(?:{words})\s*{beside})?", part, re.IGNORECASE):
            return kind
    return "polite" if re.fullmatch(rf"(?:(?:{_POLITE})\s*)+", part, re.IGNORECASE) else None


def node_of(made: list[str]) -> Route:
    """The node that answers a command."""
    if made[0] in ("approve", "reject"):
        return "approve"
    if made[0].startswith("review_") or made[0] in ("leave", "go_on", "count"):
        return "coach"
    if made[0] in ("help", "thanks"):
        return "answer"
    if made[0].startswith("replan"):
        return "planner"
    if made[0] in _UNDO:
        return "undo"
    return "keep" if made[0] in _KEEP else "look"


def specialist(text: str) -> Route | None:
    """Coach or benchmark, where the words say so; a message may be about planning all the same."""
    if re.search(_BENCHMARK, text, re.IGNORECASE):
        return "benchmark"
    if re.search(_COACH, text, re.IGNORECASE):
        return "coach"
    return None


def says_no_language(text: str) -> bool:
    """Whether a message is a command of a word or two that people say in any language, such as "undo": such a one is
    answered in the language of the plan."""
    return bool(command(text)) and not re.search(r"[\u4e00-\u9fff]", text) and len(tidy(text).split()) < 3


def language_of(text: str, fallback: Language) -> Language:
    """The language of a message: Chinese with any Han character, English with any Latin word, else as before."""
    if re.search(r"[\u4e00-\u9fff]", text):
        return "zh"
    return "en" if re.search(r"[A-Za-z]{2,}", text) else fallback
