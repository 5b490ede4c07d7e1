"""The shapes of clauses about works, by language: a kind, and what must fit the whole clause.

Lengths and days stand in them as single signs (LENGTH, DAY). Groups: ``w`` the work, ``o`` another one, ``d`` the
length, ``t``, ``until``, ``from`` days, ``title`` and ``steps`` free words, the others only whether they are there.
"""

from __future__ import annotations

import re

from roadweek.understanding.quick import Quick
from roadweek.understanding.spans import pattern

LENGTH = "[\ue100-\ue1ff]"
DAY = "[\ue200-\ue2ff]"
WHOLE = 600
"""Characters of one clause at most."""

_W = r"(?P<w>.{2,120}?)"
_O = r"(?P<o>.{2,120}?)"
_D = rf"(?P<d>{LENGTH})"
_ABOUT = r"(?:about\s+|around\s+|roughly\s+|some\s+|only\s+|at\s+least\s+)?"
_PLEASE = r"(?:(?:please|ok|okay|and|also|then|so|well)\W+)*"
_UNTIL = rf"(?:\s*,?\s*(?:until|till|through|up\s+to|to)\s+(?P<until>{DAY}))"
_FROM = rf"(?:\s*,?\s*(?:from|starting(?:\s+on)?|beginning)\s+(?P<from>{DAY})(?:\s+on)?)"
_DUE = rf"(?:\s*[,，]?\s*(?:due(?:\s+(?:by|on))?|by|before|no\s+later\s+than)\s+(?P<until>{DAY}))"

_EN: tuple[tuple[str, str], ...] = (
    (
        "effort",
        (
            rf"{_W}\s+(?:(?:will|should|would|is\s+going\s+to|has|is|are)\s+)?(?P<left>still\s+)?(?:take|takes|needs?|require|requires|cost|costs|to\s+take)"
            rf"\s+(?:me\s+)?(?P<left2>still\s+)?{_ABOUT}(?P<more>another\s+|an?\s+(?:extra|additional|further)\s+)?{_D}"
            r"(?:\s+(?:of\s+(?:work|time)))?(?:\s+(?:(?P<over>(?:more|longer)\s+than\s+.{3,40}|longer|extra|on\s+top)|"
            r"(?P<left3>(?:more\s+)?(?:from\s+now|to\s+go|still|to\s+finish|until\s+it\s+is\s+done))|(?P<more2>more)|"
            r"(?P<whole>in\s+all|in\s+total|all\s+in\s+all|altogether|overall|all\s+told)))?"
        ),
    ),
    (
        "effort",
        (
            rf"{_PLEASE}(?:i|we)(?:'ll|\s+will)?\s+(?P<left>still\s+)?(?:need|want)\s+{_ABOUT}(?P<more>another\s+)?{_D}(?:\s+(?P<more2>more))?\s+"
            rf"(?:for|to\s+finish|on)\s+{_W}"
        ),
    ),
    (
        "effort",
        (
            rf"{_PLEASE}(?:plan|budget|allow|reckon(?:\s+with)?|estimate|set\s+aside)\s+{_ABOUT}{_D}(?:\s+(?P<whole>in\s+all|in\s+total))?\s+(?:for|on)\s+"
            rf"{_W}(?:\s+(?P<whole2>in\s+all|in\s+total|altogether))?"
        ),
    ),
    ("effort", rf"{_PLEASE}(?:cut|reduce|shorten|limit|raise|set|change|extend)\s+{_W}\s+to\s+{_ABOUT}{_D}"),
    ("effort", rf"{_W}\s+(?:is|are)\s+(?:about\s+|around\s+)?{_D}\s+of\s+work"),
    (
        "effort",
        (
            rf"(?:there\s+(?:is|are)|i\s+have)\s+(?P<left>(?:still\s+)?{_ABOUT}){_D}\s+(?:of\s+work\s+)?(?:left|"
            rf"to\s+go)\s+(?:on|of|for)\s+{_W}"
        ),
    ),
    (
        "split",
        (
            rf"{_PLEASE}(?:split|break|divide|cut)\s+{_W}\s+(?:up\s+|down\s+)?into\s+(?:(?:these\s+)"
            rf"?(?P<count>\w+)\s+(?:steps|parts|pieces|stages)\s*[:,]\s*)?(?P<steps>.+)"
        ),
    ),
    (
        "split",
        rf"{_PLEASE}(?:split|divide|break\s+up|break\s+down)\s+{_W}(?:\s+into\s+(?:\w+\s+)?(?:steps|parts|pieces))?",
    ),
    (
        "order",
        (
            rf"{_PLEASE}(?:(?:do|put|place|move|schedule|take|start)\s+)?{_W}\s+(?:(?:comes?|goes|should\s+(?:come|go|be)|belongs|must\s+come)\s+)?"
            rf"(?:(?:to\s+)?right\s+)?(?:before|ahead\s+of|(?P<behind>after|behind))\s+(?:doing\s+|starting\s+)"
            rf"?{_O}(?:\s+(?:in\s+the\s+list|in\s+the\s+plan))?"
        ),
    ),
    (
        "order",
        (
            rf"{_PLEASE}(?:do\s+|put\s+|first\s+)?{_W}(?:\s+(?:comes\s+)?first)?\s*[,;]?\s+(?:and\s+)?then\s+"
            rf"(?:do\s+)?{_O}"
        ),
    ),
    ("first", rf"{_PLEASE}(?:do|put|start\s+with)\s+{_W}\s+first"),
    (
        "skip",
        (
            rf"{_PLEASE}(?:skip|drop|leave\s+out|omit|scrap|forget\s+about|remove|delete|take\s+out|give\s+up\s+on)\s+{_W}"
            r"(?:\s+(?:from|out\s+of|off)\s+(?:the|my)\s+(?:plan|list))?(?:\s+(?:for\s+good|altogether|completely|"
            r"entirely))?"
            r"(?:\s*[,;]\s*(?:i|we)\s+(?:don't|do\s+not|no\s+longer)\s+need\s+it(?:\s+any\s*more)?)?"
        ),
    ),
    (
        "skip",
        (
            rf"(?:i|we)\s+(?:won't|will\s+not|am\s+not\s+going\s+to|don't\s+want\s+to|don't\s+need\s+to|needn't)\s+"
            rf"do\s+{_W}(?:\s+(?:any\s*more|after\s+all))?"
        ),
    ),
    (
        "skip",
        (
            rf"(?:i|we)\s+(?:don't|do\s+not|no\s+longer)\s+need\s+(?:to\s+do\s+)?{_W}(?:\s+(?:any\s*more|any\s+"
            rf"longer|after\s+all))"
        ),
    ),
    (
        "skip",
        (
            rf"{_W}\s+(?:is\s+no\s+longer\s+needed|is\s+not\s+needed(?:\s+any\s*more)?|isn't\s+needed(?:\s+"
            rf"any\s*more)?|can\s+go|falls\s+away)"
        ),
    ),
    (
        "finish",
        (
            rf"(?:(?P<t>{DAY})\s*,?\s*)?(?:i|we)(?:'m|'ve|\s+am|\s+have)?\s+(?:just\s+|already\s+|finally\s+)?(?:finished|completed|wrapped\s+up|done\s+with|through\s+with|got\s+.{{0,4}}done\s+with)\s+"
            rf"{_W}"
        ),
    ),
    (
        "finish",
        (
            rf"(?:i|we)(?:'m|'ve|\s+am|\s+have)?\s+(?:just\s+|already\s+|finally\s+)?(?:finished|completed|"
            rf"wrapped\s+up|done\s+with)\s+{_W}\s+(?:on\s+)?(?P<t>{DAY})"
        ),
    ),
    (
        "finish",
        (
            rf"{_W}\s+(?:is|are|was|were|has\s+been|got)\s+(?:now\s+|already\s+|finally\s+)?(?:done|finished|"
            rf"complete|completed|through|wrapped\s+up)(?:\s+(?:(?:on\s+)?(?P<t>{DAY})|now|at\s+last))?"
        ),
    ),
    (
        "add",
        (
            rf"{_PLEASE}(?:add|append|insert)\s+(?:(?:a|an|one|another|one\s+more)\s+(?:new\s+|further\s+)?(?:work(?:\s+item)?|item|piece\s+of\s+work|step|topic|deliverable|thing)\s+)?"
            rf"(?:to|for|(?P<behind>after|behind))\s+{_W}\s*[:：]\s*(?P<title>[^,，;]+?)"
            rf"(?:\s*[,，]?\s*[(（]?\s*{_D}\s*[)）]?)?{_DUE}?"
        ),
    ),
    (
        "add",
        (
            rf"{_PLEASE}(?:a\s+)?(?:new|another)\s+(?:work|item|piece\s+of\s+work|deliverable)\s+(?:for|in|to|"
            rf"(?P<behind>after|behind))\s+{_W}\s*[:：]\s*(?P<title>[^,，;]+?)(?:\s*[,，]?\s*[(（]?\s*{_D}\s*[)）]?)"
            rf"?{_DUE}?"
        ),
    ),
    (
        "add",
        (
            rf"{_PLEASE}(?:add|append|insert)\s+[\"“「'](?P<title>[^\"”」]+?)[\"”」']\s+(?:to|for|(?P<behind>after|"
            rf"behind))\s+{_W}(?:\s*[,，]\s*{_D})?{_DUE}?"
        ),
    ),
    (
        "add",
        (
            rf"{_W}\s+also\s+(?:needs|has|includes)\s*[:：]\s*(?P<title>[^,，;]+?)(?:\s*[,，]?\s*[(（]?\s*{_D}\s*[)"
            rf"）]?)?{_DUE}?"
        ),
    ),
    (
        "focus",
        rf"{_PLEASE}(?:give|devote|allot|grant)\s+{_W}\s+{_ABOUT}{_D}\s+(?:a|per|each|every)\s+week{_FROM}?{_UNTIL}?",
    ),
    (
        "focus",
        (
            rf"{_PLEASE}(?:spend|put|plan|reserve|keep|devote|set\s+aside|give)\s+{_ABOUT}{_D}\s+(?:a|per|each|"
            rf"every)\s+week\s+(?:on|for|into|to)\s+{_W}{_FROM}?{_UNTIL}?"
        ),
    ),
    (
        "unfocus",
        (
            rf"{_PLEASE}(?:no\s+(?:more\s+)?(?:weekly|fixed)\s+hours|(?:stop|end|drop|cancel|remove)\s+the\s+"
            rf"(?:weekly|fixed)\s+(?:hours|time|minutes)|(?:stop|end)\s+the\s+focus)\s+(?:for|on|of)\s+{_W}{_FROM}?"
        ),
    ),
    ("unfocus", rf"{_W}\s+(?:needs|gets)\s+no\s+(?:more\s+)?(?:weekly|fixed)\s+hours(?:\s+any\s*more)?{_FROM}?"),
)

_VERB = r"(?:做|写|画|看|弄|搞|整理|跑|学|读|练|交|改|测|调|搭|录|翻译|准备)"
_ABOUT_ZH = r"(?:大概|大约|差不多|预计|估摸着?|应该|可能)?"
_ADD_TAIL = (
    rf"(?:\s*[,，（(]?\s*(?:大概|大约|约|预计)?(?:要|需要|用|花)?\s*{_D}(?:左右)?\s*[)）]?)?"
    rf"(?:\s*[,，]?\s*(?:截止|最晚|到|在)?\s*(?P<until>{DAY})\s*(?:之前|以前|前|截止|为止|到期)?(?:(?:要|得|"
    rf"必须)?(?:完成|做完|写完|交))?)?"
)

_ZH: tuple[tuple[str, str], ...] = (
    (
        "effort",
        (
            rf"{_W}\s*(?:(?P<whole>一共|总共|共|总的)|{_ABOUT_ZH})(?P<left>还)?(?:得|需要|需|要|得要|会|能)?(?:再)?(?P<over>多)?(?:花|用|耗|占|要)\s*(?:掉)?"
            rf"(?P<whole2>一共|总共)?{_ABOUT_ZH}(?P<left2>还)?\s*{_D}\s*(?:左右|的?时间|上下)?(?:才能?|就能)"
            rf"?(?:{_VERB}?完|{_VERB}?好|完成|搞定)?"
        ),
    ),
    (
        "effort",
        (
            rf"{_W}\s*{_ABOUT_ZH}(?P<left>还)?(?:得|需要|需|要)(?:再)?(?P<over>多)?\s*{_ABOUT_ZH}{_D}\s*(?:左右|"
            rf"的?时间|上下)?(?:才能?|就能)?(?:{_VERB}?完|{_VERB}?好|完成|搞定)?"
        ),
    ),
    (
        "effort",
        rf"{_W}\s*(?P<left>还(?:剩|差|有))(?:下)?\s*{_ABOUT_ZH}{_D}\s*(?:左右)?(?:的(?:工作|活|量))?(?:没做|要做)?",
    ),
    (
        "effort",
        (
            rf"{_W}\s*(?:的?时间|的?用时|的?工时)?\s*(?P<over>(?:要|会|得)?(?:比.{{1,8}})?(?:要|会|得)?(?:再)?(?:多|增加|再加|加|"
            rf"长|超)(?:花|用|出)?(?:了)?)\s*{_D}(?:左右)?"
        ),
    ),
    ("effort", rf"(?:给|为)?{_W}\s*(?P<whole>一共|总共|总计|共)(?:安排|留|算|按)?\s*{_D}(?:左右)?"),
    ("effort", rf"{_W}\s*(?:按|算|估)\s*{_D}\s*(?:算|估|来算|来安排)?"),
    (
        "split",
        rf"(?:请|帮我)?把?{_W}\s*(?:拆|分|拆分|分解|拆解|切)(?:成|为|解成|解为)\s*(?P<steps>.+?)",
    ),
    ("split", rf"(?:请|帮我)?把?{_W}\s*(?:拆|分解|拆分|拆解)(?:一下|开|成几步|一拆)"),
    ("split", rf"(?:请|帮我)?(?:拆一下|拆分|分解|拆解){_W}"),
    (
        "order",
        (
            rf"(?:请|帮我)?把?{_W}\s*(?:应该|要|得)?(?:放|排|挪|移|调|安排)(?:到|在|至)\s*{_O}\s*(?:的)?(?:之)"
            rf"?(?:前面?|(?P<behind>后面?))(?:做|去|吧)?"
        ),
    ),
    (
        "order",
        rf"(?:我?(?:要|想))?先{_VERB}?(?:完)?\s*{_W}\s*[,，]?\s*(?:再|然后(?:再)?|之后(?:再)?){_VERB}?\s*{_O}(?:吧)?",
    ),
    ("order", rf"{_W}\s*(?:要|应该|得)?(?:先于|(?P<behind>晚于))\s*{_O}"),
    ("order", rf"{_W}\s*(?:要|应该|得)?在\s*{_O}\s*(?:之)?(?:前|(?P<behind>后))面?(?:做|进行|完成|开始)"),
    ("first", rf"(?:请|帮我)?先{_VERB}\s*{_W}(?:吧)?"),
    (
        "skip",
        (
            rf"{_W}\s*(?:就|我)?(?:不(?:{_VERB}|要|需要|打算做|想做|用做|用)(?:了|啦)|取消(?:了|吧)?|算了|作废(?:了)"
            rf"?)(?:吧)?"
        ),
    ),
    ("skip", rf"(?:就|我)?(?:不用|不必|不需要|不想|不打算)(?:再)?(?:做)?\s*{_W}\s*(?:了|啦)"),
    ("skip", rf"(?:请|帮我)?(?:跳过|去掉|删掉|删除|取消|放弃|砍掉|略过)\s*{_W}(?:吧|了)?"),
    ("skip", rf"(?:请|帮我)?把\s*{_W}\s*(?:从计划里?)?(?:跳过|去掉|删掉|删除|取消|砍掉|略过|划掉)(?:吧|了)?"),
    ("finish", rf"(?P<t>{DAY})?\s*(?:我)?(?:已经|刚|刚刚|终于|都)?(?:完成|搞定|结束)了\s*{_W}"),
    (
        "finish",
        (
            rf"(?P<t>{DAY})?\s*(?:我)?把?\s*{_W}\s*(?:已经|刚|刚刚|终于|都|也)?(?P<t2>{DAY})?(?:就)?(?:{_VERB}(?:完|"
            rf"好)|完成|搞定|结束|收尾)了(?:吧)?"
        ),
    ),
    ("finish", rf"(?P<t>{DAY})?\s*(?:我)?(?:已经|刚|刚刚|终于)?(?P<v>{_VERB})完了?\s*{_W}了?"),
    (
        "add",
        (
            rf"(?:请|帮我)?在\s*{_W}\s*(?P<behind>之?后面?)(?:再)?(?:加|增加|新增|添加|插|插入|追加)(?:上|入)?(?:一|"
            rf"1)?(?:项|个|件|条)?(?:新的?)?(?:工作|内容|事|工作项)?\s*[:：]?\s*(?P<title>[^,，;；]+?){_ADD_TAIL}"
        ),
    ),
    (
        "add",
        (
            rf"(?:请|帮我)?(?:给|在|为)?\s*{_W}\s*(?:里|中|下面|下)?(?:再)?(?:加|增加|新增|添加|追加|多)(?:一|1)"
            rf"?(?:项|个|件|条)(?:新的?)?(?:工作|内容|事|工作项)?\s*[:：]\s*(?P<title>[^,，;；]+?){_ADD_TAIL}"
        ),
    ),
    (
        "focus",
        (
            rf"(?:请|帮我)?(?:从(?P<from>{DAY})(?:起|开始)\s*[,，]?)?(?:每周|每星期|每个?礼拜)(?:给|为|在)"
            rf"?\s*{_W}\s*(?:上|里)?(?:安排|留|花|投入|分配|做)?\s*{_D}(?:\s*[,，]?\s*(?:一直)?到\s*(?P<until>{DAY})"
            rf"(?:为止)?)?"
        ),
    ),
    (
        "focus",
        (
            rf"(?:请|帮我)?(?:从(?P<from>{DAY})(?:起|开始)\s*[,，]?)?(?:给|为)?\s*{_W}\s*(?:每周|每星期|每个?礼拜)"
            rf"(?:安排|留|花|投入|分配|做)?\s*{_D}(?:\s*[,，]?\s*(?:一直)?到\s*(?P<until>{DAY})(?:为止)?)?"
        ),
    ),
    (
        "unfocus",
        (
            rf"(?:从(?P<from>{DAY})(?:起|开始)\s*[,，]?)?(?:取消|停掉|去掉|不再给|不要)\s*{_W}\s*(?:的)?(?:每周|"
            rf"每星期)(?:的)?(?:固定)?(?:时间|时长|小时数?|投入|时数)(?:了)?"
        ),
    ),
    (
        "unfocus",
        rf"{_W}\s*(?:不用|不再|不需要)(?:再)?(?:安排)?每周(?:的)?(?:固定)?(?:时间|时长|时数|安排)?(?:固定时间)?了?",
    ),
)

SHAPES: dict[str, tuple[tuple[str, Quick], ...]] = {
    lang: tuple((kind, Quick(shape, re.IGNORECASE | re.DOTALL)) for kind, shape in rows)
    for lang, rows in (("en", _EN), ("zh", _ZH))
}


@pattern
def _stop() -> str:
    return (
        r"[。！!;；\n]+|\.(?=\s|$)|\s*[,，]\s*(?:and\s+(?:also\s+)?|also\s+|另外|还有|同时)?|\s+and\s+"
        r"(?:also\s+)?(?=.{6})|(?:另外|还有|同时)"
    )


@pattern
def of_effort() -> str:
    """Words of a sentence that may say how much longer a work takes, or how much of it is left."""
    return r"\b(?:more|longer|another|extra|additional|further|still|left|to\s+go|from\s+now)\b|[还再多超]"


def clauses(text: str) -> list[tuple[str, str]]:
    """The text cut at ends of sentences, commas and conjunctions: each clause and what stood behind it."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in _stop().finditer(text):
        found.append((text[at : match.start()], match[0]))
        at = match.end()
    found.append((text[at:], ""))
    return [(piece, stop) for piece, stop in found if piece.strip()]
