"""The few words that tell work from what is said about it, in Chinese and English."""

from __future__ import annotations

import re
from typing import Final

from roadweek.understanding.quick import Quick

LEAD: Final = Quick(
    r"主攻|优先(?!级)|聚焦|重心|重点攻克|\bmain focus\b|\bfocus(?:es|ing)? on\b|^\W*focus\s*[:：]|\bpriority\s*[:：]"
)
"""A stretch that says what comes first in it."""
BESIDE: Final = Quick(r"^\W*(?:同时|并行|穿插|顺便|in parallel|meanwhile|alongside|at the same time)")
CHECKLIST: Final = Quick(
    r"检查清单|打卡(?:表|清单)|验收(?:标准|清单|项)|达标|自测|日志模板|记录模板|进度(?:表|追踪|跟踪|记录)|"
    r"(?:log|report|journal|note|review|entry) template|\bcheck-?lists?\b|\bacceptance\b|\bcriteria\b|"
    r"\bprogress (?:log|tracker|tracking)\b|\bself[- ]?(?:test|check|assessment)\b|\bmetrics?\b|指标|评估标准|"
    r"\bgrading\b|\brubric\b",
)
"""A section that measures: nothing in it is done by itself."""
ASIDE: Final = Quick(
    r"常见(?:错误|问题|误区)|错误清单|易错|注意事项|(?:小?贴士|技巧|建议|提醒|名言|座右铭|心得|鸡汤|备注|说明|要点|"
    r"策略)\W*$|^\W*(?:说明|备注|提醒|注意)\b|"
    r"免责|许可|推荐(?:资源|书|课程|工具)?$|(?:学习|参考|关键|必看)?(?:资源|资料|教程|平台|工具|书单|链接)(?:推荐|"
    r"汇总|列表|清单)?\W*$|"
    r"方法论|(?:笔记|文件|项目)?目录\W*$|"
    r"\bcommon (?:mistakes|errors|pitfalls)\b|\bmistakes\b|\bpitfalls\b|\btips\b|\bquotes?\b|\bmotto\b|\bfaq\b|"
    r"\b(?:resources?|references|links|tools|bibliography|further reading|materials|equipment|gear|recommendations|"
    r"hacks|strategies)\W*$|"
    r"\b(?:about|repository structure|project structure|folder structure|license|contributing|acknowledg\w+|"
    r"table of contents|contents|how to use|disclaimer|nutrition|hydration|installation|usage|"
    r"(?:problem )?description|significance|background|overview of)\b",
)
"""A section of remarks, links and lists of means."""
CRITERION: Final = Quick(
    r"^\W*(?:能(?!力)(?:够)?|可以(?!先)|会(?:用|做|写|说)|听懂|看懂|读懂|达到|熟练(?!度)|做到|保证|确保|争取|不低于|"
    r"正确率)|"
    r"\d\s*[%％]\s*(?:以上|准确|正确|of)|"
    r"^\W*(?:can|able to|be able to|understands?|comfortable|confident|fluent|knows? how|you (?:can|will|should)|"
    r"i (?:can|will be able))\b",
)
"""An ability: it is reached, not done."""
QUESTIONS: Final = Quick(r"问题(?:去学|\W*$)|提问|\bquestions?\b")
REVIEWS: Final = Quick(
    r"周复盘|复盘|周报|月报|日报|回顾|重刷|重做|总结会|计划制定|制定.{0,4}计划|"
    r"\breviews?\b|\bretro\w*|\breflection\b|\bredo\b|\brecall\b|\breport\b|\bplanning\b|\bwarm[- ]?up\b|"
    r"\bcool[- ]?down\b|\bjournal\b",
)
"""What is its own purpose."""
STUDY: Final = Quick(
    r"主线|主攻|核心(?:学习|任务|时间|攻坚)|深度(?:工作|学习)?|学习时间|自由学习|专注|专项|学习|自学|推导|编码|"
    r"写代码|代码|开发|实验|实践|项目时间|练习时间|"
    r"\bmain (?:line|work|track|study|block)\b|\bdeep work\b|\bfocus(?:ed)?\b|\bstud(?:y|ies|ying)\b|\blearn(?:ing)?\b|"
    r"\bcoding\b|\bpractice\b|\bproject (?:time|work)\b|\bwork on\b|\bhands[- ]on\b|\bcourse ?work\b",
)
"""A place for whatever is to be learnt or made."""
NEXT_ONE: Final = Quick(
    r"一个?(?:模块|章节?|节|单元|专题|课时?|讲|知识点)|按.{0,6}顺序|新(?:模块|章节|内容|知识点|课)|\b(?:one|a|an|"
    r"next|new) (?:chapter|module|lesson|unit|lecture|topic|section)\b",
)
"""A place for the next of a list: "one module a day"."""
STUDIES: Final = Quick(r"学习|自学|\bstud(?:y|ies|ying)\b|\bdeep work\b|\blearn(?:ing)?\b")
GENERIC: Final = Quick(
    r"\W*(?:每[天日周]|每个?工作日|周末|工作日|平时|daily|weekly|weekdays?|weekends?|each day|per (?:day|week)|"
    r"every day)?\W*"
    r"(?:专注|投入|有效|计划|总|合计|约|预计|学习|自学|time|total|study|learning|hours?|commitment|schedule|"
    r"effort|budget|load|available|的|时间|时长|\W)*",
)
"""A title that names nothing but that time is spent."""
OPEN_DAY: Final = Quick(r"白天|全天|整天|脱产|全职(?:学习|备考)|\bfull[- ]?time\b|\ball day\b|\bdaytime\b")
DONE: Final = Quick(
    r"^\W*(?:✅|☑|✔|\[x\])|已完成|已经完成|[（(](?:done|finished|completed|已完成|完成了)[)）]|\bdone\W*$"
)
SKIPPED: Final = Quick(r"^\W*(?:skip(?:ped)?|跳过|取消|cancelled)\b|[（(](?:skip|跳过|取消)[)）]|^\W*(?:跳过|取消)")
REST: Final = Quick(
    r"^\W*(?:rest|off|free|休息|放假|自由|休|无|none|n/?a|[-–—/])\b|^\W*(?:休息|放假|休|无|[-–—/])\W*$|\brest day\b|"
    r"\bday off\b"
)
DAY_OF_REST: Final = Quick(r"^\W*(?:rest(?: day)?|day off|off|休息(?:日|一天)?|放假)\W*$")
"""A line or cell that holds nothing but rest."""
WEIGHTY: Final = Quick(r"[（(](?:重点|核心|重要|关键)[)）]|\((?:key|important|core|main)\)|【重点】")
OPTIONAL: Final = Quick(r"可选|选做|有空|\boptional\b|\bif time\b|\bbonus\b|\bstretch goal\b|知道存在即可")
DAYS: Final = Quick(
    r"(?:耗时|需要?|预计|约|大约|用时|花|takes?|about|~|estimate[d]?:?|effort:?)\W{0,3}"
    r"(\d+(?:\.\d+)?)(?:\s*[-–~～至到]\s*(\d+(?:\.\d+)?))?\s*(?:个)?(?:工作)?(天|日|days?|周|weeks?)(?!\w)|"
    r"[（(]\s*(\d+(?:\.\d+)?)(?:\s*[-–~～至到]\s*(\d+(?:\.\d+)?))?\s*(天|days?)\s*[)）]",
)
"""An effort in days, of four hours each."""
DAY_MIN: Final = 240
THEN: Final = re.compile(r"\s*(?:->|→|⇒|➜|=>)\s*")
AFTERWARDS: Final = re.compile(
    r"[。；;，,.]\s*(?:完成后|做完后?|之后|然后|接着|随后|then|after that|afterwards|once done)[，,:：\s]*"
)
SPARE: Final = Quick(r"碎片时间|零碎时间|空闲时间|spare (?:moments|time)|in between")
NOW: Final = Quick(r"^\W*(?:本周|这周|现在|立刻|马上|今天|this week|now|today|right now|immediately)(?!起|开始)")
PROSE: Final = Quick(
    r"了(?:太|很|好|一)|现在|我|但是|因为|所以|其实|觉得|应该|可能|有点|而是|不是|需要完善|\b(?:i|i'm|my|because|"
    r"however|but|should|would|maybe|"
    r"this plan|the plan|you)\b",
)
"""A sentence about the plan rather than a thing to do."""
INSTEAD: Final = Quick(
    r"示例|样例|举例|例如|\b(?:example|sample|e\.g\.)|(?:最低|保底|精简|简化|缩减)(?:版|方案|计划)|"
    r"\b(?:minimum|minimal|fallback|emergency|reduced|light(?:er)?) (?:viable )?(?:version|plan|week|schedule|mode)\b|"
    r"\b(?:if|when) (?:you(?:['’]?re| are)?|i(?:['’]?m| am)?|things|it|overwhelmed|busy|behind|short on time)\b|"
    r"\bminimums?\W*$|\balternatives?\b",
)
"""A section that shows the same again or what is done in another case."""
BASELINE: Final = Quick(
    r"(?:当前|目前|现有|已有|现在).{0,4}(?:进度|水平|情况|状态|基础|能力|评估)|(?:进度|能力|水平)评估|"
    r"\bcurrent (?:progress|level|status|state|skills?)\b|\bwhere i am\b|\bprogress so far\b|\balready (?:done|know)\b",
)
"""A list of where the person stands."""
CONDITION: Final = Quick(r"^\W*(?:if|when|once|in case|unless)\b(?!.{0,4}:)|^\W*(?:如果|假如|万一|一旦|若)")
"""A lead of what happens in some case."""
ADJECTIVE: Final = Quick(
    r"\beveryday\b(?!\s*[,.;:]|\s*$)|\bdaily (?:life|lives|conversations?|talk|speech|use|situations?|needs|"
    r"tasks? list|routine words)\b|日常(?:生活|对话|用语|会话)",
)
"""A word of rhythm that only describes."""
NEGATED: Final = Quick(
    r"(?:不是|不必|不用|不需要|没必要|并非|无需)(?:非得?)?(?:每|天天|周周)|不一定(?:要)?(?:每|天天)|"
    r"\bnot (?:necessarily )?(?:every|each|daily|weekly)\b|\b(?:don['’]?t|do not|needn['’]?t|"
    r"no need to)\b.{0,24}\b(?:every|each|daily)\b",
)
"""A rhythm that is denied."""
HOW_IT_GOES: Final = Quick(
    r"\bhow (?:a|an|the|each|every|my|one)\b.{0,24}\b(?:goes|works|runs|looks?)\b|\b(?:session|lesson|"
    r"workout) (?:structure|format|flow|outline|steps)\b|"
    r"(?:每次|一次|单次|每节课?|每场).{0,6}(?:流程|步骤|结构|怎么)|(?:流程|步骤)\W*$",
)
"""A section that tells the steps of one occasion."""
AFTER_EVENT: Final = re.compile(
    r"^\W*(?:(?P<a>\S{1,8}?)(?:之|以)?后|after (?:the |my )?(?P<b>[a-z ]{2,24}?))\W*$", re.IGNORECASE
)
ASLEEP: Final = Quick(
    r"睡(?:眠|觉|够)|午休|\bsleep\b|\bnaps?\b|\bbed ?time\b|喝水|\b(?:drink|water intake|hydrat\w*)\b|通勤|\bcommut\w*"
)
APPOINTMENT: Final = Quick(
    r"(?<!mock )\b(?:coffee chat|(?:coffee|lunch|dinner|drinks|chat|call|meeting|meet|appointment) with\b|appointment|"
    r"dentist|doctor'?s?\b|gp\b|optician|vet\b|haircut|hairdresser|interview(?!\s*(?:prep|practice|questions?|review|drills?)))|"
    r"牙医|看牙|看病|看医生|复诊|体检|理发|喝咖啡|喝茶|约会|见面|聚餐|(?<!模拟)面试(?!题|准备|练习|复习|刷|八股|知识)"
)
"""What one goes to at an hour that somebody else keeps."""
DUE_SECTION: Final = Quick(r"\bdeadlines?\b|\bdue dates?\b|\bmilestones?\b|截止|交付|里程碑|DDL")
"""A section of days by which something is due."""
EMPTY: Final = Quick(
    r"^\W*(?:not written yet|tbd|tba|to be (?:decided|determined|written|added)|todo|待定|待补充|待写|暂无|未定|无)\W*$"
)
ASKS: Final = Quick(r"[?？]\W*$")
LIFE: Final = Quick(
    r"起床|洗漱|洗澡|刷牙|早餐|早饭|午餐|午饭|晚餐|晚饭|用餐|吃饭|做饭|睡|午休|上班|下班|通勤|途中|路上|家务|拖地|"
    r"洗碗|洗衣|"
    r"收纳|烧水|陪|接送|孩子|休息|放松|自由|娱乐|游戏|刷手机|准备.{0,4}物品|整理房间|茶|水果|任务清单|日程安排|"
    r"工作任务|优先级|"
    r"\b(?:wake|get up|breakfast|lunch|dinner|supper|meal|eat|cook|sleep|nap|bed|shower|commut\w*|chores?|clean\w*|"
    r"laundry|"
    r"dishes|rest|relax\w*|free time|personal time|leisure|hobbies|entertainment|break|kids?|family|"
    r"work(?:ing)?(?! on| through| out)|office|job|meetings?|snacks?|tea|coffee|get ready|tv|games?)\b",
)
"""What a day is made of besides the plan."""
GROWS: Final = Quick(
    r"锻炼|运动|健身|跑步|瑜伽|拉伸|冥想|阅读|看书|读书|写作|笔记|英语|背|练|刷题|复习|听|"
    r"\b(?:exercise|gym|run(?:ning)?|yoga|stretch\w*|meditat\w*|read(?:ing)?|writ(?:e|ing)|notes?|vocab\w*|drill\w*|"
    r"train\w*|workout|code|solve|revise|revision)\b",
)
FILLER: Final = re.compile(
    r"或者?|和|与|及|制定|安排|进行|完成|做|写|看|的|要|会|\b(?:or|and|do|make|write|plan|the|a|an|my)\b|[\W_]",
    re.IGNORECASE,
)
LESS: Final = Quick(
    r"(?:允许|可以)\S{0,6}(?:少|减)|(?:少|减)(?:刷|做|学|练)?一?点|"
    r"\b(?:may|can) (?:do |be )?(?:less|fewer|shorter)\b|\b(?:less|fewer|lighter) on\b",
)
TOGETHER: Final = Quick(
    r"(?:必须|要|需)?(?:一起|同时|同步)(?:做|练|进行|训练|推进)|\b(?:all )?(?:together|simultaneously|in parallel)\b"
)
"""A list of things that are done at the same time is no order of topics."""
ACT_NOW: Final = Quick(
    r"现在.{0,6}(?:立刻|马上|立即|就)|(?:立刻|马上|立即)(?:该|要)?(?:做|行动|开始)|\b(?:do|start|right) now\b|"
    r"\bimmediate (?:actions?|next steps?)\b|\bthis week'?s? (?:actions?|tasks?)\b"
)
"""A section of what is to be done at once."""
NUMBER_HEAD: Final = Quick(
    r"\W*(?:序号|编号|#|no\.?|id|题号|状态|完成|打卡|进度|备注|链接|资源|参考.*|.*参考资源.*|时长|用时|耗时|时间|"
    r"日期|星期|"
    r"status|done|notes?|links?|resources?|references?|hours?|duration|time|date|day|week|difficulty|难度|✓|✅|check|"
    r"remarks?|url|book|source)\W*"
)
"""A column that holds no topic."""
SLOT_HEAD: Final = Quick(
    r"上午|早上|早晨|中午|下午|晚上|晚间|夜间|\bmornings?\b|\bafternoons?\b|\bevenings?\b|\bnights?\b"
)


HEADER = Quick(
    r"\W*(?:start(?:s|ed)?|end(?:s)?|begin(?:s|ning)?|finish|from|until|created|updated|"
    r"开始|结束|起始|截止|创建|更新)"
    r"(?: (?:date|day|on))?(?:日期|时间|日)?\s*[:：]\W*\d[\d年月日号./\s-]*$",
)
"""A line of a plan's head that says when it begins or who wrote it."""
