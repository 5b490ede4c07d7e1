"""The words by which people ask for a change, by meaning.

A cue alone decides nothing: ``intents`` looks at what stands beside it.
"""

from __future__ import annotations

import re
from functools import cache

_DONE_ZH = r"(?:做|学|练|看|听|刷|读|写|背|跑|搞|弄|复习|整理|完成|花|刷题|推导|调|录|游|骑|画|弹|唱|爬|踢|打)"

CUES: dict[str, str] = {
    "cancel": (
        r"\b(?:cancel(?:l?ed|s)?|call(?:ed)?\s+off|scrap(?:ped)?|fell\s+through|falls\s+through|is\s+off|"
        r"won't\s+happen|isn't\s+happening)\b|\bnot\s+(?:going|travell?ing|flying)\b|\b(?:don't|do\s+not|"
        r"needn't|no\s+longer|won't)\s+(?:have\s+to\s+|need\s+to\s+|be\s+)?(?:go(?:ing)?|travel(?:l?ing)?|"
        r"fly(?:ing)?)\b|取消|不去了?|不用去|去不成|不出差|黄了|泡汤|作废|没了(?=\W*$)"
    ),
    "move": (
        r"\b(?:mov(?:e|es|ed|ing)|shift(?:s|ed)?|shov(?:e|es|ed)|nudg(?:e|es|ed)|drag(?:ged)?|bounce[sd]?|reschedul\w+|push(?:ed)?|postpone[sd]?|delay(?:ed|"
        r"s)?|put(?:\s+.{1,40})?\s+off|br(?:ing|ought)(?:\s+.{1,40})?\s+forward|pull(?:\s+.{1,40})?\s+(?:forward|"
        r"in)|swap|switch(?:ed|es)?(?=.{1,60}\b(?:to|until)\s+(?:next\s+|this\s+|the\s+)*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b(?!s\b)|"
        r"tomorrow|\d))|bump(?:ed)?(?!\s+(?:.{1,16}\s+)?up\b)|slide|slips?|slipped|transfer|change\s+(?:it\s+)?to|"
        r"make\s+(?:it|that)\s+(?:on\s+)?(?:next\s+|this\s+)?(?=mon|tue|wed|thu|fri|sat|sun|tomorrow|the\s+\d)|"
        r"(?:can|could|should|may|will)\s+go\s+(?:to|on)(?!\s+the\b)|extend(?:ed|s)?)\b|改到|提到(?=\s*(?:下?下?周|明|后天|今|\d+[月号日]|星期|礼拜))|挪|移到|"
        r"移动|移至|调到|调整到|换到|放到|推迟|延期|延后|延到|提前|推到|顺延|"
        r"往[前后][推提挪移放调]|(?:改成?|放|挪|换|调)(?=\s*(?:下?下?周|明|后天|大后天|\d+[月号日]|星期|礼拜))|改在|改期|"
        r"调至|"
        r"延至|推至|改为(?=\s*(?:下?下?周|明|后天|\d+[月号日]|星期))"
    ),
    "earlier": r"\b(?:earlier|forward|sooner|bring)\b|提前|早|往前",
    "later": (
        r"\b(?:later?|back|postpone[sd]?|delay(?:ed|s)?|push(?:ed)?|put\s+(?:.{1,40}\s+)?off|slips?|slipped|longer|"
        r"extend(?:ed|s)?)\b|推迟|延期|延后|延长|顺延|往后|晚|多待|多留|多呆"
    ),
    "longer": (
        r"\b(?:longer|extend(?:ed|s)?|more|extra|stay(?:ing)?\s+(?:on\s+)?(?:until|till))\b|延长|多待|多加|"
        r"多留|多呆|晚.{0,3}回|再待"
    ),
    "shorter": r"\b(?:shorter|shorten(?:ed)?|less)\b|缩短|少待|早.{0,3}回|提前.{0,4}回",
    "returns": (
        r"\b(?:end(?:s|ing)?|return(?:s|ing)?|back|com(?:e|ing)\s+(?:home|back)|home|get\s+back|until|"
        r"till|stay)\b|回来|返回|回程|回家|结束|返程|回"
    ),
    "begins": r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|leav(?:e|es|ing)|depart(?:s|ing|ure)?)\b|开始|出发|动身|走",
    "trip_verb": (
        r"\b(?:travell?ing|travel|fly(?:ing)?|away|abroad|out\s+of\s+town|on\s+the\s+road|visit(?:ing)?|"
        r"off\s+to|going\s+to|heading\s+to|go\s+to|conference\s+in)\b|出差|去|飞|前往|赴|外地"
    ),
    "go_place": r"\b(?:i'm|i\s+am|i'll\s+be|i\s+will\s+be|we're|we'll\s+be|be)\s+(?:in|at)\s+[a-z]",
    "instead": r"\binstead(?:\s+of)?\b|\brather\s+than\b|而不是|不去(?!了)|改(?:成|为)?去|换到|换成",
    "pause": (
        r"\b(?:paus(?:e|es|ed|ing)|suspend|freeze|on\s+(?:hold|ice|pause)|on\s+a\s+break|hold(?!\s+on\b)(?:\s+off(?:\s+on)?)?|(?:take|want|need|have)\s+a\s+(?:[\w-]+\s+){0,2}break\s+from|"
        r"halt|rest)\b|暂停|停一停|停一下|先停|停掉(?=.{0,4}(?:到|直到))|停到|"
        r"停[一二两三四五六七八九十百半\d]+(?![次节回一二两三四五六七八九十百半\d])|搁置|缓一缓|放一放|中止|歇"
    ),
    "resume": (
        r"\b(?:resum(?:e|es|ed|ing)|restart|unpause|continue\s+with|pick\s+(?:.{1,24}\s+)?(?:back\s+)?up|"
        r"take\s+(?:.{1,24}\s+)?up\s+again|get\s+back\s+(?:in)?to|(?:is|are|comes?)\s+back(?:\s+on)?|start\s+.{1,24}\s+again|"
        r"back\s+to|again)\b|恢复|重新开始|重启|继续|重新捡起|接着"
    ),
    "stop": (
        r"\b(?:take\s+.{1,30}(?:out\s+of|off)\s+(?:the|my)\s+(?:plan|schedule|list)|stop(?:ping)?|quit(?:ting)?|giv(?:e|ing)\s+up|end|remove|delete|no\s+longer|get\s+rid\s+of|"
        r"drop|cancel|scrap|abandon|kill|axe)\b|不再|停止|停掉|删掉|删除|去掉|砍掉|放弃|取消|移除|停了|[不别][学练做刷搞写读看听弹跑游画背].{0,8}了"
    ),
    "for_good": (
        r"\b(?:for\s+good|altogether|completely|entirely|permanently|for\s+ever|forever|(?:from|out\s+of|off)\s+(?:the|my)\s+(?:plan|schedule)|"
        r"from\s+my\s+plan|no\s+longer|(?:stop(?:ping)?|quit(?:ting)?|giv(?:e|ing)\s+up|end|remov(?:e|"
        r"ing)|delet(?:e|ing)|abandon(?:ing)?|kill|axe))\b|不再|以后.{0,8}不|彻底|永久|"
        r"完全|从计划|放弃|停止|删掉|删除|砍掉|移除|停掉|[不别][学练做刷搞写读看听弹跑游画背].{0,8}了|"
        r"去掉"
    ),
    "skip": (
        r"\btake\s+(?:[\w']+\s+){1,3}off\s+(?=(?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun|today|tomorrow|the\s+\d))|\b(?:skip(?:s|ping)?|scrap|ditch|drop|leave\s+out|miss|cancel|omit|without|can't|cannot|can\s+not|won't|"
        r"don't\s+(?:do|have|want|schedule|plan|put)|do\s+not\s+(?:do|have|schedule|plan)|no\s+time\s+for|"
        r"not\s+able\s+to|not\s+doing|not\s+going\s+to\s+do|unable\s+to|remove|take\s+out|no)\b|跳过|取消|不[做学练看听刷读写上想去跑游弹画骑打]|"
        r"[没无]空|没时间|来不及|没法|"
        r"停[一1][次节回]|[做学练看听刷读写上去跑游弹画][不]了|免了|算了|去掉|删掉|别[做学练排安]|不用[做学练]|不要[做学练排安]|不要了|不安排|略过|拿掉"
    ),
    "skipped": (
        r"\b(?:did\s+neither|skipped|missed|didn't|did\s+not|couldn't|haven't|hadn't|no\s+time\s+yesterday|failed\s+to|never\s+(?:got|did|managed)|(?:was|were|felt)\s+too\s+(?:tired|busy|sick|late|lazy)|forgot(?:ten)?(?=\s+(?:(?:about|to\s+(?:do|practi[sc]e|study)|my|the)\s+)*\x00)|didn't\s+get\s+a?round\s+to)\b|"
        r"没[做学练看听刷读写碰能完弄搞跑游弹画背动上去打唱吹骑拉]|没有[做学练看听刷读写]|漏了|漏掉|跳过了|错过|落下|没顾上|没来得及|没顾得上|忘了[做学练看听刷读写]?(?=\x00)|没有?(?=去?\x00)"
    ),
    "did": (
        r"\b(?:did|done|studied|practi[sc]ed|spent|worked|read|listened|logged|log|finished|completed|"
        r"managed|got\s+through|put\s+in|wrote|watched|solved|coded|ran|went\s+through|trained|played|"
        r"trained|learned|learnt|reviewed|had|got|was)\b|"
    )
    + _DONE_ZH
    + r"(?:完|到|过|好)?了|记录|记一下|打卡",
    "only": r"\b(?:only|just|merely|no\s+more\s+than|but)\b|只|才|仅|就(?=[做学练看听刷读写]了)|就(?=\d)",
    "done": (
        r"\b(?:done(?:\s+with)?|finish(?:ed)?|complete[d]?|published|posted|passed|reached|shipped|"
        r"submitted|delivered|achieved|wrapped\s+up|ready|hit|(?:tick|check|cross)(?:ed)?\s+(?:.{1,40}\s+)?off|handed\s+in|live|out)\b|"
        r"(?:交|办|写|做|弄|搞|发|填|还|寄|考|改)(?:掉|完|好|过|上去?)了|完成|做完|搞定|写完|发布|发了|发出|上线|发表|交了|交上去|交出去|提交|达成|通过|弄完|结束了|"
        r"过了(?=[！!。\s]*$)|好了|办完|办好|验收|跑通|学完|练完|看完|读完|刷完|听完"
    ),
    "day_off": (
        r"\b(?:off|day\s+off|days\s+off|free\s+day|rest\s+day|holiday|vacation|(?:on|annual|sick|paid|unpaid|parental|of|take|taking|my)\s+leave|rest|nothing|"
        r"no\s+(?:work|study|studying|sessions?)|(?:i'm|i\s+am|feel(?:ing)?|got|call(?:ing)?\s+in|being|be)\s+(?:\w+\s+)?(?:sick|ill|unwell)(?!\s+of)|(?:clear|free\s+up|empty|wipe)(?=\s+(?:out\s+)?(?:my\s+|the\s+|all\s+of\s+|next\s+|this\s+)?\W*$)|keep\s+.{0,24}\s*(?:free|clear|empty)|free)\b|\b(?:won't|"
        r"don't|can't|cannot|not|nothing)\s+.{0,12}anything\b|\bdo(?:ing)?\s+nothing\b|休息|放.{0,3}假|请.{0,3}假|放空|"
        r"空出来|空着|歇|全休|休一?天|全天休|不安排|[什啥]么?[都也]不|生病|病了|发烧|感冒|不舒服|躺平|放松|休整|别(?:再)?(?:给我)?[排安]|全天没空|不(?:想)?学[了啦]|不学习|不干活|不排|休假"
    ),
    "a_day_off": (
        r"\b(?:a|one|another|some)\s+(?:free\s+|rest\s+)?days?(?:\s+(?:off|of\s+rest))\b|\btime\s+off\b|"
        r"休息[一两\d]+天|请[一两\d]+天假|请个假|放[一两\d]+天假"
    ),
    "from_now": (
        r"\b(?:from\s+now\s+on|always|in\s+future|from\s+(?:here|then|there)\s+on)\b|"
        r"以后|今后|往后都|从那时起|一直这样"
    ),
    "everything": (
        r"\b(?:everything|all\s+(?:my\s+|the\s+)?(?:tracks|sessions|study|work|of\s+it)|all)\b|所有|"
        r"全部|一切|都(?=停|暂停|取消)|全都"
    ),
    "except": r"\b(?:except(?:\s+for)?|(?:all|everything|anything|nothing)\s+but|but\s+not|"
    r"apart\s+from|other\s+than)\b|除了|除.{1,8}(?:之外|以外)",
    "capacity": (
        r"\b(?:only|just|have|i've(?:\s+got)?|can|at\s+most|max(?:imum)?|free|available|manage|limit|no\s+more\s+than|"
        r"up\s+to|capacity|time|cap|tight|left|tops)\b|只有|只能|最多|只|有空|空闲|"
        r"能学|可以学|能抽出|抽得出|可用|上限|不超过|只剩|能用"
    ),
    "event": (
        r"\b(?:meetings?|appointments?|dentist|doctor|interviews?|calls?|dinner|lunch|party|class|"
        r"exam|wedding|block(?:ed)?|busy|occupied|taken|unavailable|visitors?|event|concert|gym|haircut|"
        r"seminar|talk|standup|errands?|reserve)\b|会议|开会|有会|有个会|面试|"
        r"看牙|牙医|看病|体检|聚餐|约会|约了|占用|没空|考试|婚礼|"
        r"讲座|组会|家长会|有事|活动|饭局|聚会|培训|上课|有课"
    ),
    "block": r"\bblock(?:ed)?(?:\s+(?:out|off))?\b|占用|空出|留出|锁住",
    "prioritize_up": (
        r"\b(?:prioriti[sz]e|focus\s+(?:more\s+)?on|more\s+important|most\s+important|higher\s+priority|"
        r"high\s+priority|top\s+priority|comes?\s+first|first\s+priority|matters\s+(?:more|most)|(?:over|above|before)\s+everything|(?:rais|increas|boost|lift)\w*\s+(?:[\w']+\s+){0,3}priority|"
        r"priority\s+up|up\s+the\s+priority|give\s+.{1,24}\s+priority|bump\s+.{1,16}\s+up|more\s+weight|"
        r"put\s+.{1,24}\s+first|is\s+the\s+priority)\b|优先|更重要|比.{1,12}重要|最重要|"
        r"重点|放在?首位|放在?第一|往前(?:排|放|靠)|提高.{0,8}优先级|优先级.{0,4}(?:提|升|高|调高)|[提升]一?[档级格]|要紧|侧重"
    ),
    "prioritize_down": (
        r"\b(?:deprioriti[sz]e|de-prioriti[sz]e|less\s+important|(?:lower|reduc|decreas)\w*\s+(?:[\w']+\s+){0,3}priority|lowest\s+priority|"
        r"low\s+priority|back\s+burner|can\s+wait(?!\s+(?:until|till))|back\s+seat|priority\s+down|least\s+important|less\s+(?:weight|"
        r"priority|focus|attention)|(?:not|isn't|no\s+longer)\s+(?:a\s+|my\s+)?(?:top\s+)?priority|"
        r"put\s+.{1,24}\s+last|comes?\s+last|not\s+(?:so|that|as)\s+important|matters\s+less)\b|降低.{0,8}优先级|"
        r"不那么重要|没那么重要|次要|往后放|往后排|不着急|不急|靠后|放后面|优先级.{0,4}(?:降|低|调低)|放低|[降低]一?[档级格]|排后|"
        r"往后靠|让路"
    ),
    "pin": r"\b(?:pin|lock|fix(?!ed\s+by)|keep\s+.{1,30}\s+(?:fixed|pinned|locked))\b|固定|锁定|钉住|钉死|定死",
    "unpin": r"\b(?:unpin|unlock|unfix|release)\b|取消固定|解锁|解除固定|取消锁定|不用固定|松开",
    "decide": (
        r"\b(?:decid(?:e|ed|ing)|go(?:ing)?\s+(?:with|for)|went\s+with|choose|chose|chosen|pick(?:ed)?|"
        r"settle[d]?\s+(?:on|for)|prefer|let's\s+(?:use|do|have|go)|(?:we'll|i'll|we\s+will|i\s+will)\s+(?:use|have)|using|opt(?:ed)?\s+for|will\s+be|take)\b|决定|选择|选|定了|敲定|就用|确定|定为|用"
    ),
    "milestone": r"\b(?:milestones?|deadline|deliverable|goal)\b|里程碑|目标|截止|交付",
    "new_milestone": (
        r"\b(?:(?:new|add|another|set|create)\s+(?:a\s+|an\s+|the\s+)?(?:new\s+|further\s+)?(?:milestone|"
        r"deliverable|goal|deadline)|milestone\s*:|deadline\s*:|goal\s*:)|(?:新增|增加|加|添加|新建|新|设|定|设定|"
        r"再加)(?:一?个|一?项|一?条)?(?:新的?)?(?:里程碑|目标|交付物)|(?:里程碑|目标)[:：]"
    ),
    "new_task": (
        r"\b(?:(?:new|add|another|create)\s+(?:a\s+|an\s+|the\s+)?(?:new\s+|one-off\s+)?(?:task|to-?do|"
        r"todo)|(?:task|to-?do)(?:\s+[\w' -]{1,28}?)?\s*:|"
        r"i\s+(?:need|have)\s+to|^\W*(?:need|have|got|gotta|remember)\s+to(?=\s.*\b(?:by|before|until|due)\b)|i\s+must|i've\s+got\s+to|don't\s+let\s+me\s+forget|"
        r"put\s+.{1,60}\s+on\s+(?:my|the)\s+(?:to-?do\s+|task\s+)?list)|(?:新增|增加|加|添加|新建|记)(?:一?个|"
        r"一?项|一?条)?(?:新的?)?(?:任务|待办|事项)|(?:待办|任务)(?:事项|清单)?(?:里|中)?[加添记](?:上|入)?(?:一?[条个项])|(?:待办|任务)(?:事项)?(?:\s*[+＋]\s*[1一])?[:：]|"
        r"(?:我)?(?:得|需要|必须|要)(?:在)?(?=.{0,12}(?:之前|"
        r"前|以前).{0,2}(?:把|交|写|完成|提交|准备|做|整理|买|寄|办|弄|填|"
        r"报|改|发))|(?:之前|以前|前)(?:我)?(?:得|需要|必须|要|必须要)(?!再|"
        r"每)"
    ),
    "add": (
        r"\b(?:add|give\s+me|extra|additional|put(?!\s+off)|schedule|(?<!the\s)(?<!my\s)(?<!this\s)plan|squeeze\s+in|"
        r"fit\s+(?:.{1,40}\s+)?in|squeeze\s+.{1,40}\s+in|insert|include|make\s+(?:(?:it|that|them)\s+)?up|catch\s+(?:it\s+)?up|one\s+more|one-off|another)\b|(?<!增)加(?!到(?!\s*(?:下|这|周|星期|礼拜|明|后天|今)))|增加(?!到|为|至)|"
        r"新增|(?<![别不])(?<!不[要用])安排|(?<!最)多[做学练看听刷读跑游弹画写背]|补|再来|插|追加|"
        r"添|留(?=出|\s*[\d一两半])"
    ),
    "start": r"\b(?:start|begin|introduce|take\s+up|new|i\s+want\s+to|i'd\s+like\s+to)\b|开始|新开|想|新增",
    "set": (
        r"\b(?:make|set|change[sd]?|switch|reduc\w+|cut|lower(?!\s+priority)|increas\w+|rais\w+|shorten|"
        r"lengthen|drop\s+.{1,30}\s+to|turn|adjust|double|halve|keep|bump|trim|scale|go\s+(?:up|down)|"
        r"down\s+to|up\s+to|instead\s+of|rather\s+than|from\s+now\s+on|should\s+be|becomes?|will\s+be)\b|"
        r"改成|改为|变成|变为|调整|调成|调到|减到|减少|增加到|增到|加到|提高到|"
        r"降到|降为|缩短|延长到|缩减|压缩|设为|设成|保持|改到每|只做|只学|"
        r"只要|改(?=每)|"
        r"就行|换成"
    ),
    "relative": (
        r"[多少][做学练看听刷读写跑游弹画背来去]?几[次回遍趟]|\ba\s+few\s+(?:more|fewer)\b|\bby\s+(?:another\s+)?(?:\d|an?\b|half|one|two|ten|fifteen|twenty|thirty)|\b(?:more|less|longer|shorter|fewer)\b|"
        r"减少(?!到|为|至)|增加(?!到|为|至)|多(?=\d|[一两三四五六七八九十])|"
        r"少(?=\d|[一两三四五六七八九十])|延长(?!到|至|为)|缩短(?!到|至|为)|"
        r"[多少长短久][排学练做写读看安]?[排]?一?[点些]"
    ),
    "change": (
        r"\b(?:change|adjust|modify|update|tweak|rework|rearrange|fix|redo|sort\s+out|do\s+something\s+about)\b|"
        r"调|改|换|变|动一?[下动]|弄一?下|处理|重排"
    ),
    "again": r"\b(?:it|that|them|this\s+one|the\s+same)\b|它|那个|这个(?!周|月|星期)",
}


@cache
def _compiled(cue: str) -> re.Pattern[str]:
    return re.compile(CUES[cue], re.IGNORECASE)


def has(cue: str, text: str) -> bool:
    return _compiled(cue).search(text) is not None


def where(cue: str, text: str) -> re.Match[str] | None:
    return _compiled(cue).search(text)
