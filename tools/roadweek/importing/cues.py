"""The small lexicon that tells what a heading, a label or a sentence is for, in Chinese and English."""

from __future__ import annotations

import re
from typing import Final, Literal

from roadweek.importing.look import remembered
from roadweek.understanding.quick import Quick

Role = Literal[
    "plan",  # says what to do
    "baseline",  # where the person stands
    "offer",  # what an assistant could do next
    "reason",  # why, to what effect
    "summary",  # said before, said again
    "resource",  # where to learn from
    "method",  # how to work
    "output",  # what comes out
    "topics",  # what to learn
    "steps",  # what to do within one occasion
]
SILENT: Final[frozenset[Role]] = frozenset({"baseline", "offer", "reason", "summary", "resource"})
"""Roles whose text is never read as a wish, a date or a goal."""


def _any(*parts: str) -> Quick:
    return Quick("|".join(parts))


GOALS: Final = _any(
    (
        r"(?<!不是)(?:目标|愿望清单|心愿单|愿望|flag|要做的事|想做的事|待办|"
        r"KPI|OKR)(?:清单|列表|们|汇总)?[\W\d_]*$|^[\W\d年月]*(?:新年|年度|"
        r"季度|月度)?(?:目标|flag)"
    ),
    r"^(?!.*\b(?:over|vs|versus|not|than|of my) ).*\b(?:goals?|resolutions?|"
    r"objectives|okrs?|bucket list|wish ?list|to-?do'?s?(?: list)?|"
    r"milestones?|key results|targets)\b(?! (?:is|are|was|were|plan|tracking|"
    r"tracker|setting)\b)(?=\W*$|\W* (?:for|in|of|by|this|&|and) |\W+\w+\W*$)",
)
"""A heading of things to be reached."""
HEADING_ROLES: Final[tuple[tuple[Role, Quick], ...]] = (
    (
        "baseline",
        _any(
            r"基线|现状|当前(?:真实)?(?:能力|水平)|(?:能力|水平|技能)(?:拆解|盘点|评估|自评)",
            r"\bbaseline|starting point|where i (?:am|stand)|current (?:level|state)",
        ),
    ),
    ("summary", _any(r"^(?:\W*\d*\W*)(?:总结|小结)[:：]?$", r"^(?:summary|recap|tl;?dr)\b")),
    ("reason", _any(r"结论", r"为什么|^背景", r"^why\b|^background|^motivation|^conclusions?\b")),
    ("resource", _any(r"资源|参考(?:资料|书)|书单", r"\bresources?\b|references|further reading")),
    (
        "method",
        _any(
            (
                r"(?:学习|错误|正确|工作)?方(?:法|式)(?:$|\W)|原则|规则|规矩|纪律|"
                r"约定|底线|注意(?:事项|点)|(?<!项目)(?:建议|贴士|提醒)\W*$|心态|要求\W*$|"
                r"方法(?:论)?(?:策略|要点|建议)|踩坑|避坑|规避|误区|护栏|敬告|忠告|告诫|"
                r"应对|应急|预案|备选(?:方案|计划)|灵活调整|调整(?:策略|"
                r"机制|原则)|(?:执行|学习)策略|应该避免"
            ),
            r"\brules?\b|principles?|guidelines?|how i work|ground rules|guardrails|\btips\b|\badvice\b|reminders?\b|"
            r"\bdo'?s (?:and|&) don'?ts\b|\bmindset\b|best practices|\bnon[- ]negotiables?\b|"
            r"\bwhat (?:not )?to (?:do|avoid)\b|"
            r"\bcontingenc(?:y|ies)\b|\bbackup plans?\b|\bplan b\b|^\W*if (?:i |"
            r"you |we )?(?:am |are |get |fall |falling )?"
            r"(?:behind|stuck|tired|sick|ahead|things|.{3,40} (?:takes|slips|fails))|"
            r"\bstrateg(?:y|ies)\W*$|\bfor success\b",
        ),
    ),
    (
        "output",
        _any(
            (
                r"(?:短期|长期|中期|本周|本月|今日|主要|核心|重点|学习|阶段)任务\W*$|"
                r"(?:实践|实战|练手|毕业|个人|学习)项目|项目(?:清单|列表|建议|规划|实践)\W*$|"
                r"(?:当前|本周|近期|下一步|立即|今日)\S{0,4}行动|下一步\W*$|"
                r"(?:关键|核心|本月|本周|主要)动作\W*$|交付(?:内容|清单)?\W*$|(?:成功|"
                r"完成|月底|阶段|最终)(?:标准|验收)\W*$|"
                r"里程碑|产出|交付物|待办|实验清单|任务清单|收获|成果|想要的|^[\W\d]*(?:\S{0,6}(?:年度|"
                r"季度|月度|学期|主要|具体|阶段|总))?目标(?!\S)|行动(?:指令|清单|项)|"
                r"(?:立刻|马上|立即|现在就)(?:该|要)?做"
            ),
            r"^[\W\d]*(?:labs?|hands-on(?: work)?|builds?|build list|projects?)\W*$|\bmilestones?\b|deliverables?|"
            r"outputs?\b|action items|next actions|^[\W\d]*(?:my |main |key |concrete |the )?(?:goals?|objectives?|"
            r"things i want|what i want|want to have|outcomes?|"
            r"key results?|okrs?|to-?dos?|tasks?|backlog|checklist)\b",
        ),
    ),
    (
        "topics",
        _any(
            r"学习范围|必须掌握|(?:学习|补课|阅读|写作|复习|内容|写的|看书|读书)的?顺序|"
            r"知识点|大纲|课程表|基础知识|^可选(?!.*\d)|"
            r"技术栈|技能(?:点|树|清单|列表)|知识(?:体系|清单|储备)?\W*$|考点|"
            r"考试(?:科目|范围)|(?:学习|复习|自学)(?:内容|清单|科目)|"
            r"(?:需要|想|要)(?:自?学|掌握|补|看)的",
            r"\bsyllabus|curricul(?:um|a)|topics?\b|\btech stack\b|\bsubjects?\b|"
            r"\b(?:things|what|skills|areas)(?: \w+){0,3} to "
            r"(?:learn|study|cover|know|develop|work on|improve)\b|reading (?:order|"
            r"list)|fundamentals|course plan|learning path|"
            r"\bin (?:this |the )?order\b",
        ),
    ),
    ("output", GOALS),
    ("output", _any(r"^\W*(?:年度|全年|每年|今年|一年)\W*$", r"^\W*(?:yearly|annual(?:ly)?|this year)\W*$")),
)

LABEL_ROLES: Final[tuple[tuple[Role, Quick], ...]] = (
    (
        "baseline",
        _any(
            r"^(?:当前|目前|现在)?(?:的)?(?:状态|进度|进展|情况|水平|基础)$|^(?:目前|现状|已有(?:基础)?)$",
            (
                r"^(?:current(?:ly)?|present) (?:status|state|progress|level)$|^(?:status|"
                r"progress|last updated?|updated)$"
            ),
        ),
    ),
    (
        "offer",
        _any(
            r"如果你愿意|下一步我可以|我(?:还)?可以(?:帮你|给你)",
            r"^if you(?:'d)? (?:like|want)|^i can (?:also )?|^would you like",
        ),
    ),
    ("summary", _any(r"^(?:总结|小结|一句话|总之)$", r"^(?:summary|recap|in short|tl;?dr)$")),
    (
        "output",
        _any(
            r"产出|产物|交付|输出物|^输出$|成果|里程碑|^(?:小|动手|课后|练手|大)?(?:实验|实践|项目|作业|实战|练手)$",
            r"^(?:expected )?(?:outputs?|deliverables?|produces?|results?)$|^(?:\w+ \d+ )?milestones?$|"
            r"^(?:mini[- ]?|weekly |final |capstone |side )?(?:labs?|projects?|"
            r"hands[- ]on|assignments?|homework|builds?)$",
        ),
    ),
    (
        "reason",
        _any(
            (
                r"^(?:\S{1,6}(?:的)?)?(?:理由|原因|效果|定位|写在前面|前言|优势|好处|"
                r"意义|场景|疑虑|看法|结论|关键词|说明|备注|背景|注意?|提示|"
                r"标准)(?:一句话)?$"
            ),
            r"为什么|^你的(?:疑虑|感觉|回答)?$|^(?:核心|总|作战|攻击|最终|阶段)目标$",
            r"^(?:preface|intro(?:duction)?|why|reasons?|because|rationale|benefits?|effects?|background|"
            r"notes?|context|motivation|purpose|focus|theme|keywords?|aim|idea|point)\b",
        ),
    ),
    (
        "resource",
        _any(
            r"^(?:\S{0,4})(?:推荐|资源|参考|教材|资料|材料|范围|地图|题库)$",
            r"^(?:resources?|references?|materials?|books?|links?|sources?)$",
        ),
    ),
    ("steps", _any(r"^(?:行动|步骤|做法|操作|流程|内容)$", r"^(?:actions?|steps?|what to do|how|procedure|content)$")),
    (
        "method",
        _any(
            (
                r"方法$|^(?:\S{0,2}原则|规则|要求|约定|纪律|底线|应对(?:措施|方案|"
                r"策略)?|对策|解决(?:方案|办法)?|缓解)$|核心原则"
            ),
            r"^(?:method|rules?|principles?|constraints?|guidelines?|mitigations?|fallback|response|remedy)$|"
            r"^how (?:to|i|we) (?:practi[cs]e|study|train|do (?:it|this)|use (?:it|this)|work)$",
        ),
    ),
    (
        "topics",
        _any(
            r"(?:主攻)?区域|专题$|知识点|概念|剩余内容|章节|(?:带着|围绕|要回答的|"
            r"核心)(?:\S{0,4})问题|问题清单|课程|题单|(?:需要|想|要)(?:自?学|掌握|"
            r"补|看)的|"
            r"(?:看|读|学)\S{0,2}的?顺序|^(?:技术|理论|知识|学习(?:内容)?)$",
            r"\b(?:topics?|areas?|concepts?|chapters?|lectures?|syllabus|course|"
            r"modules?|sections?|guiding questions|questions to (?:answer|explore)|"
            r"units?)\b|\bMIT\s*\d",
        ),
    ),
)

FIELD_LABEL: Final = _any(
    r"^(?:\S{0,4})(?:频率|频次|耗时|时长|时间|用时|时间段|时段)$",
    r"^(?:frequency|how often|how long|duration|length|time|when|slot|takes|cadence|days?|time of day|repeats?|"
    r"scheduled|session length|"
    r"per session)$",
)
"""Labels that carry the numbers of the activity above them."""

NAME_LABEL: Final = _any(r"^(?:任务|习惯|活动|名称|事项|做什么)$", r"^(?:task|habit|activity|name|what|routine|block)$")
"""The label of an activity's name in a list of labelled lines."""

LENGTH_LABEL: Final = _any(r"耗时|时长|用时", r"^(?:how long|duration|length|takes|session length|per session)$")
RATE_LABEL: Final = _any(r"频率|频次", r"^(?:frequency|how often|cadence|repeats?|scheduled)$")

GENERIC_LABEL: Final = _any(
    r"^(?:\S{0,4})(?:频率|频次|耗时|时长|时间|用时|做什么|只做|任务|计划|安排|答案|决定|方式)$",
    r"^(?:frequency|how often|how long|duration|time|when|answer|plan|schedule|task|do|only)$",
)

ANSWER: Final = _any(r"^(?:答案|决定|结论|回答)$", r"^(?:answer|decision|decided)$")
TRIP: Final = _any(
    r"出差|差旅|旅途|在路上的",
    r"\bbusiness[- ]trips?\b|\btrips?\b|\btravel(?:l?ing)?\b|\bon the road\b|\baway weeks?\b",
)
WHEN_AWAY: Final = Quick(
    r"\W*(?:when(?:ever)?|while|if)\s+(?:i(?:['’]m| am)?\s+)?"
    r"(?:travel(?:l?ing)?|away|on (?:a |the )?(?:trip|road|business trip)s?)\b|"
    r"\W*(?:在)?出差(?:时|期间|的时候|的日子)",
)
"""What is said of trips in a line of its own."""
NORMAL: Final = _any(
    r"普通(?:工作)?周|正常(?:工作)?周|平常周|常规周", r"\b(?:normal|regular|ordinary|typical|standard|home) weeks?\b"
)
SPECIAL: Final = _any(
    (
        r"(?:值班|考试|期末|期中|假期|放假|度假|节假日|春节|国庆|生病|病假|"
        r"加班|冲刺|忙碌|特殊|低能量|低谷)(?:的)?(?:周|一?星期|期间|时)|忙的(?:时候|"
        r"那周)|风险|应急|预案|应对|落后(?:时|了)"
    ),
    r"\bcontingenc(?:y|ies)\b|\bbackup plans?\b|\bplan b\b|^\W*if (?:i |"
    r"you |we )?(?:am |are |get |fall |falling )?behind\b|"
    r"\b(?:on[- ]?call|exam|finals|midterms?|holiday|vacation|sick|crunch|busy|bad|low[- ]energy|conference|release|"
    r"deload|"
    r"recovery|guest|family)[- ](?:weeks?|days?|mode|plan)\b|\bwhen (?:i am |i'm )?(?:sick|on call|busy)\b",
)
"""A week of another kind, which comes when it comes: what is wished for it is not wished every week."""
TEMPLATE: Final = _any(
    r"周(?:计划)?模[板版]|一周安排|每周安排|周安排", r"\bweek(?:ly)? (?:template|plan|rhythm|schedule|shape)\b"
)
DRAFT: Final = _any(
    (
        r"[（(【\[][^（()）【】]{1,12}[,，、]\s*(?:旧|废弃|过时|已?作废)\s*[)）】\]]|"
        r"[（(【\[]\s*(?:旧|废弃|过时|已?弃用|已?作废|已取消|v\d旧)\s*[)）】\]]|"
        r"(?:已|被)(?:取代|替代|替换|废弃|弃用)|仅供?存档|本来的?\s*计划|原(?:来的?)?计划|"
        r"旧(?:的)?计划|旧版|作废|已废弃|之前的计划"
    ),
    r"\b(?:original|old|previous|earlier|abandoned|superseded) (?:plan|draft|version)\b|"
    r"\bsuperseded\b|\bno longer valid\b|\b(?:obsolete|outdated|deprecated|archived?|scrapped|cancelled|discarded|"
    r"retired)\b(?!\s+\w+ing)|"
    r"\breplaced by\b|\bkept for (?:reference|the record)\b|\b(?:original|old|first|previous) (?:plan|draft|version|"
    r"schedule|idea)\b|\bdo not follow\b",
)
PHASE: Final = _any(
    (
        r"第[一二三四五六七八九十\d]+(?:个)?阶段|(?<![\d一二三四五六七八九十])[一二三四五六七八九十]阶段|"
        r"阶段\s*[一二三四五六七八九十\d]"
    ),
    r"\b(?:phase|stage|sprint|part)\s*(?:\d+|[a-h]\b|one|two|three|four|five|[ivx]+\b)",
)
WEEK_ORDINAL: Final = Quick(
    r"^\W*(?:第\s*([一二三四五六七八九十\d]+)\s*(?:周?\s*[-–~～到至]\s*第?\s*([一二三四五六七八九十\d]+)\s*)?周|"
    r"weeks?\s*(\d+)(?:\s*(?:[-–~]|to|and)\s*(\d+))?\b|W(\d+)(?:\s*[-–~]\s*W?(\d+))?\b)",
)
"""第三周, "Week 3", "Weeks 5-8": the first and the last week."""
DAY_ORDINAL: Final = Quick(
    r"^\W*(?:第\s*([一二三四五六七八九十\d]+)\s*(?:天?\s*[-–~～到至]\s*第?\s*([一二三四五六七八九十\d]+)\s*)?天|"
    r"days?\s*(\d+)(?:\s*(?:[-–~]|to|and)\s*(\d+))?\b|D(\d+)(?:\s*[-–~]\s*D?(\d+))?(?![\w.]))",
)
"""第三天, "Day 3", "Days 5-8": the same for days."""
TOPIC_ORDINAL: Final = _any(
    r"^\W*第[一二三四五六七八九十\d]+(?:优先级|层|级|讲|课|章|节|单元|模块)",
    r"^\W*(?:lecture|lesson|chapter|unit|module|layer|priority|level|topic|section)\s*[#\d]",
)
STEP_HEADING: Final = _any(
    r"^\W*第[一二三四五六七八九十\d]+(?:讲|课|章|节|单元|模块)",
    r"^\W*(?:lecture|lesson|unit|module|level|topic)\s*[#\d]",
)
"""A step of a course: what it lists is learnt. A chapter may be one's own to write."""
NEGATION: Final = _any(
    r"^(?:\W|绝)*(?:不(?!仅|只|断|过|同|免|知|得不|由|少)|别|勿|禁止|严禁|拒绝|避免|切勿)",
    r"^\S{1,8}(?:时间?|期间|时候|之?[前后]|晚上|早上|白天|周末|绝对|坚决)不(?!同|仅|只|断|过|是|错)",
    r"(?:[，,；;。\s]|^)(?:不要|不再|不许|不写|不做|不准|别再|不能(?!试|性))",
    r"^\W*(?:no|never|skip|nothing|don'?t|do not|avoid|not)\b|\b(?:must not|never|do not|don't|will not|won't|"
    r"shall not)\b",
)
NO_NEW_TASKS: Final = _any(
    r"(?:不|别|勿)(?:做|开|接|加|要|安排|启动|碰)?(?:任何)?新(?:的)?(?:任务|工作|内容|东西|坑)",
    r"\b(?:no|not any|never(?: start)?|don'?t start(?: any)?) new (?:tasks?|"
    r"work|projects?|topics?|things?|material)\b|"
    r"\bnothing new\b",
)
OFFER: Final = _any(
    r"^\W*(?:如果你(?:愿意|需要|想)|需要的话我|要不要我|我(?:还)?可以(?:帮你|给你|继续|再))",
    r"^\W*(?:if you(?:['’]d)? (?:like|want|wish)|would you like me|want me to|let me know if|shall i\b)",
)
IN_ORDER: Final = _any(
    (
        r"按.{0,6}(?:顺序|次序)|(?:看|读|学|刷)\S{0,2}的?顺序(?:如下)?\W*$|"
        r"依次(?:学|看|读)|学习顺序|先.{1,24}[，,]\s*再.{1,24}(?:然后|最后)"
    ),
    r"\bin (?:this|the following|that|the) order\b|\(in order\)|\bfirst\b.{3,60}\bthen\b.{3,60}\b(?:then|finally|"
    r"last)\b",
)
NOT_PLAN: Final = _any(
    r"不算(?:在)?计划|不在计划|不计入|与计划无关|不是计划",
    r"\bnot (?:part of|in) (?:the|this|my) plan\b|\bdoes ?n[o']t count\b|\bdoesn't count\b|\bnot counted\b",
)
"""What the writer says is no part of the plan."""
RULE: Final = _any(
    (
        r"(?:所有|任何|一律|每次|凡是).{0,30}(?:必须|都要|不得|不能|才|先)|"
        r"务必|切记|一定(?:要|注意|不)|注意不要|必须(?!完成|掌握|在|于|的)|"
        r"优先于|"
        r"要独立|严格|只(?!有|要|是|做)\S{0,4}?[\d一两二三四五](?:个|件|条|"
        r"项|门|样)"
    ),
    r"^\W*(?:如果|一旦|要是|假如|若|凡是?|只要|超过|落后).{2,40}?(?:就|"
    r"则|→|->|[，,：:])|如果.{1,16}[，,].{0,20}(?:打.折|减半|停|取消|跳过|"
    r"顺延|改成|不)|"
    r"超过.{1,12}就|不过夜|\S{1,8}不(?:得|准|许)|减半|打[一二三四五六七八九]折|一律|至多|"
    r"如果卡住|卡住了|允许|(?:视为|当作|当成)|上限|不超过|最多",
    r"\b(?:at most|no more than|max(?:imum)?(?! out\b)|always|only after|whenever|if (?:i|you) (?:am |are |"
    r"get )?(?:tired|stuck|behind)|instead of)\b|^\W*(?:if|when|once|in case|unless)\b.{3,80}?(?:[:,→]|->)|"
    r"\bmax\.? \d|\bnothing else\b|(?:without|miss|over|more than|if)\b.{3,60}(?:=>|→)|"
    r"\b(?:before|after|over|beats|>) .{0,30}(?:always|first)\b|\bmust\b|"
    r"^\W*(?:prefer|stick to|make sure|remember to|ensure|prioriti[sz]e|limit)\b|\b\w+ (?:>|over) \w+\.",
)
DECISION: Final = _any(
    (
        r"是否|要不要|到底要|任选其一|二选一|待定|还没(?:想好|决定)|我?选哪个|"
        r"做哪个|去哪|分[两二三四]种|看情况|还是.{1,20}(?:[?？]|[，,。]\s*(?:都行|"
        r"都可以|看|再说|再定|到时候))|再说(?:吧|了)?[。.!！]?$|\?\?$"
    ),
    r"\bwhether\b|\b(?:choose|pick) (?:one|between)\b|\beither\b.{1,60}\bor\b|\bundecided\b|"
    r"\bopen (?:question|decision)s?\b|\bto be decided\b|\bTBD\b|\bdecide (?:on|between|if)\b|"
    r"\bor\b.{1,40}\?$|\b(?:should|shall|do) (?:i|we)\b.{1,100}\bor\b.{1,60}\?",
)
TO_DECIDE: Final = _any(
    r"是否|要不要|还是.{1,20}[，,。]\s*(?:都行|都可以|看|再说|再定|到时候)|到底要|待定|任选其一|二选一",
    r"\bwhether\b|\bundecided\b|\bTBD\b|\bdecide (?:on|between|if|whether)\b|\b(?:choose|pick) (?:one|between)\b",
)
DONE_VERB: Final = _any(
    r"完成|完善|上架|跑通|搭建|配环境|配置|绘制|画架构|画出|编写|撰写|写(?:一|出|"
    r"完|个)|构建|构思|整理|打磨|上传|发布|提交|打包|解析|解剖|标注|跟踪|"
    r"实现|改进|着手|"
    r"部署|选定|订阅|报名|注册|通过|训练出|录制|做出|产出|输出|思考|看完|读完|学完|听懂|梳理出|->|→",
    r"\b(?:finish|complete|build|write|publish|ship|deploy|release|submit|set up|draw|draft|"
    r"implement|port|run|measure|compare|record|pass|solve|read|finali[sz]e|prepare|make|get|"
    r"create|train|fine-?tune|quanti[sz]e|merge|launch|post|choose|subscribe|register|benchmark|"
    r"profile|reach|demo)\b",
)
MAKES: Final = _any(
    r"^\W*(?:要|想|需要)(?:写|做|完成|读|看|刷|考|学)的",
    r"^\W*(?:read|complete|finish|build|improve|write|develop|publish|"
    r"make|create|ship|submit|apply (?:to|for)|buy|register for)\b"
    r"|^[^:]{1,40}\bto (?:read|finish|build|write|complete|contribute|publish|make|ship|submit|buy|watch)\W*$",
)
"""A lead that asks for what its list names."""
LEARN_WORD: Final = _any(
    r"原理|概念|理论|专题|章节|知识|复习",
    r"\b(?:theory|concepts?|basics|foundations?|fundamentals|chapter|lecture|review of)\b",
)
DUE_WORD: Final = _any(
    r"DDL|截止|最迟|最晚|争取|力争|之前|以前|前(?:完成|提交)|必须完成|投递|上线|交付|提交|考试|报名|到期",
    r"\b(?:deadline|due|by|before|until|no later than|latest|submit|exam|deliver)\b",
)
PHASE_END: Final = _any(
    r"在?(?:这段时间|本阶段|这个阶段|本月|这个月|该阶段)(?:内|之内|结束前|末)|阶段(?:结束|末)(?:前|时)",
    r"\bby the end of (?:this|the) (?:phase|stage|month|period|sprint|quarter)\b|"
    r"\bwithin this (?:phase|stage|month|period)\b",
)
LIMIT: Final = _any(
    r"最多|不超过|不多于|上限|至多", r"\b(?:at most|no more than|not more than|up to|max(?:imum)?(?: of)?)\b"
)
REST: Final = _any(
    r"自由(?:活动|安排)?$|休息|放松|缓冲|睡觉|机动|补救|散步",
    r"\b(?:rest|free (?:time|afternoon|morning|evening|day)|day off|nothing planned|buffer|"
    r"catch[- ]up|recover(?:y)?|off)\b",
)
TOTAL: Final = _any(r"总(?:投入|时长|时间|学时)|合计", r"\b(?:commitment|total|overall)\b|\btime budget\b")
"""A sum over all that is done: it is checked against, never placed."""
REST_DAY: Final = _any(r"休息日|放假", r"\b(?:rest|recovery) day\b|\bday off\b")
QUESTION: Final = Quick(r"[?？][”\"』」)）\s]*$", re.NOFLAG)
ASIDE_QUOTE: Final = Quick(r"^\s*[“\"「『].*[?？]\s*[”\"」』]\s*$", re.NOFLAG)
STATUS_HEAD: Final = _any(r"状态|水平|现状|掌握", r"\b(?:status|state|level|current)\b")
TIME_HEAD: Final = _any(r"月份|时间|日期|周期|起止", r"\b(?:months?|dates?|when|time|period|weeks?)\b")
DUE_HEAD: Final = _any(r"截止|到期|期限|最晚|最迟|考试日|DDL|完成日", r"\b(?:due|deadline|by|target date)\b")
BUDGET_LABEL: Final = Quick(
    r"(?:占|用|投入|分配|spend|about|~|≈)?\s*(\d{1,3})\s*[%％]\s*(?:的)?\s*(?:精力|时间|投入|of (?:the |"
    r"my )?(?:time|effort|energy|hours))|(?:精力|时间|effort|time)\s*[:：]?\s*(\d{1,3})\s*[%％]",
)


@remembered
def heading_role(text: str) -> Role | None:
    """What a heading's section is for, where its words say so."""
    return next((role for role, cue in HEADING_ROLES if cue.search(text)), None)


_BRACKETS: Final = Quick(r"[（(][^（()）]*[)）]", re.NOFLAG)


@remembered
def label_role(label: str) -> Role | None:
    """What follows a label such as "Output:" or 理由："""
    bare = _BRACKETS.sub("", label).strip(" ：:，,。?？!！")
    return next((role for role, cue in LABEL_ROLES if cue.search(bare)), None)
