"""Patterns that tell one kind of change from another where the cues alone leave it open."""

from __future__ import annotations

import re

from roadweek.understanding.places import names_of
from roadweek.understanding.spans import pattern


@pattern
def edge_word() -> str:
    """下周开始 starts nothing new: the word belongs to the day."""
    return r"(?:开始|起|之后|以后)"


@pattern
def definite_trip() -> str:
    return r"\b(?:the|my|our|that|this)\s+(?:[a-z']+\s+){0,2}(?:trip|travels?|journey)\b|[这那]趟|[这那]次出差|行程"


@pattern
def owned_trip() -> str:
    """What stands between a stretch of days and the trip that lies in it."""
    return (
        r"\s*(?:的|那|这|'s)?\s*(?:[\w']+\s+|[\u4e00-\u9fff]{1,4}?)?(?:business\s+)?"
        r"(?:\b(?:trip|journey|travels?)\b|出差|行程|[那这]?[趟次])"
    )


@pattern
def goes_instead() -> str:
    """ "The June trip goes to Rome", 那趟换成罗马: a trip that is known gets another place."""
    return (
        r"\b(?:trip|journey|travels?)\s+(?:now\s+)?(?:goes|is\s+going|is\s+now|will\s+be)\s+(?:to|in)\b|"
        r"(?:换|改)(?:成|去|到|为)"
    )


@pattern
def all_trips() -> str:
    return (
        r"\b(?:both|all)\b.{0,16}\b(?:trips|journeys|travels?)\b|"
        r"(?:两|所有|全部|每)[个次趟]?的?(?:出差|行程)|(?:出差|行程)[都全]"
    )


@pattern
def drops_trip() -> str:
    """Words that call a journey off, said of the journey itself."""
    return (
        r"\b(?:scratch|bin|axe|ditch|drop|skip|remove|delete|kill|nix|forget(?:\s+about)?)\s+(?:the\s+|my\s+|that\s+)?"
        r"(?:[\w']+\s+){0,2}(?:trip|travels?|journey)\b|(?:删掉?|删除|去掉|划掉).{0,12}(?:出差|行程)|(?:出差|行程).{0,6}(?:删掉?|删除|去掉|划掉)"
    )


@pattern
def is_now() -> str:
    """New facts about something known: "Hamburg is now 9-12 June", "change Lyon to Marseille"."""
    return r"\bnow\b|\bchanged?\b|\bturn(?:s|ed)?\s+into\b|\bbecomes?\b|现在是|变成|改成|换成|改为"


@pattern
def sets_out() -> str:
    return r"去|飞|前往|赴|\b(?:fly(?:ing)?|go(?:ing)?\s+to|travel(?:l?ing)?\s+to|head(?:ing)?\s+to|off\s+to|new)\b"


@pattern
def comes_back() -> str:
    return r"\b(?:back|return(?:ing)?|home)\s+from\b|从.{1,6}回"


@pattern
def away() -> str:
    """Words that can only be of a journey."""
    return (
        r"\b(?:travel(?:l?ing)?|fly(?:ing)?|away|abroad|out\s+of\s+town|on\s+the\s+road)\b|"
        r"不在(?:家|本地|这边|国内|公司)|出(?:趟)?远门|(?:人|会|要)在国外|回(?:一?趟)?(?:老家|家乡|娘家)|[回去](?:一)?趟|出差|外地|飞往?|前往|赴|在.{1,8}(?:开会|培训|参会)"
    )


@pattern
def goes_somewhere() -> str:
    """Words of going that are of a journey only with the name of a place: "going to study" is none."""
    return (
        r"\b(?:off|going|go|heading|head|visit(?:ing)?|conference)\s+(?:to\s+|in\s+)?(?-i:(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)[A-Z])|"
        r"\b(?:i'm|i\s+am|i'll\s+be|i\s+will\s+be|be|we're|we'll\s+be|staying|working)\s+"
        r"(?:(?:at|with)\s+(?:a|the|our|my)\s+(?:customer|client|site|office|plant|supplier)s?\s+)?(?:in|at|from)\s+(?-i:[A-Z])|"
        r"\b(?:leav(?:e|ing)|depart(?:ing)?|set(?:ting)?\s+off)\s+(?:for|to)\s+(?-i:[A-Z])|"
        r"\b(?:sends?|takes?|brings?)\s+(?:me|us)\s+to\s+(?-i:[A-Z])|"
        r"\bvisit(?:ing)?\s+(?:[\w']+\s+){1,3}in\s+(?-i:[A-Z])|"
        r"\b(?:workshop|wedding|training|summit|seminar|fair|offsite)\s+in\s+(?-i:[A-Z])|"
        r"(?<!不)去(?!不|看|吃|爬|玩|打|跑|健|买|医|上|开|做|学|参|听|游|逛|唱|聚|接|"
        r"送|办|取|面|约|找|见|拜|体|理|图|公|超|商|掉|年|哪)"
    )


@pattern
def off_work() -> str:
    return r"\boff\b(?!\s+to\b)|休息|[请放].{0,3}假"


@pattern
def rest() -> str:
    """A wish for time off is no task, even after "I need"."""
    return r"\boff\W*$|\bto\s+rest\b|休息|[请放].{0,3}假"


@pattern
def swaps() -> str:
    """Two things change places."""
    return r"\b(?:swap|switch|exchange|trade)\b|对调|互换|交换|换一下|调换|对换"


@pattern
def makes_up() -> str:
    """A session that comes back on another day: 周六补上, "make it up on Sunday"."""
    return (
        r"补(?!充|习|助|课班)|"
        r"\bmake\s+(?:it|that|them|(?:up\s+)?for\s+it)?\s*up\b|\bmake\s+up\s+(?:for\s+)?|\bcatch\s+up\b"
    )


@pattern
def put_it() -> str:
    """ "I can't run on Friday, put it on Saturday": what falls out has a new day."""
    return r"\b(?:put|do|have|schedule|slot|fit|squeeze)\s+(?:it|that|this\s+one)\b|(?:放|排|换|安排)(?:到|在)"


@pattern
def comes_first() -> str:
    return r"\x00?\w+\s+first(?:\s+please)?\W*$|(?:放|排)(?:在)?最?(?:前面?|第一|首位|头里)"


@pattern
def from_to() -> str:
    """ "French from 30 to 45 minutes", 从30分钟到45分钟."""
    return r"(?:\bfrom|从|由)\s*[\w\s]{1,24}?(?:\bto\b|到|至)"


@pattern
def all_done() -> str:
    """A whole day's work reported: "all done for today", 今天的都做完了."""
    return (
        r"^\W*(?:i\s+)?(?:(?:did|finished|completed|have\s+done|'ve\s+done)\s+(?:all\b|everything\b)|(?:all|everything)\s+(?:is\s+)?"
        r"(?:done|finished|completed?)\b)|(?:都|全部?|全都)(?:做|学|练|搞|弄)?(?:完成?|好)了?\W*$"
    )


@pattern
def slots_ever() -> str:
    """ "In the mornings": every one of them."""
    return r"\b(?:mornings|afternoons|evenings|nights)\b|都.{0,4}(?:早上|上午|下午|晚上|早晨)"


@pattern
def almost() -> str:
    """What is not done yet, though it is said with the word for it: 快做完了, "nearly finished"."""
    return r"快(?!速)|马上|就要|差点|几乎|差不多|一半|\b(?:almost|nearly|soon|half|for\s+(?:today|now|tonight))\b"


@pattern
def to_parts() -> str:
    """ "Move it to evenings": to a part of every day."""
    return (
        r"\b(?:mov|shift|switch|push|chang|put)\w*\b.{1,40}\b(?:to|into)\s+(?:the\s+)?(?:mornings|afternoons|evenings|nights)\b|"
        r"(?:改|挪|移|调|换|放)(?:到|在|成)?每天的?(?:早上|上午|下午|晚上)"
    )


@pattern
def settled() -> str:
    """An errand that is over: "the form is signed", 书还了."""
    return (
        r"\b(?:returned|sent|paid|bought|signed|booked|filed|printed|renewed|fixed|cleaned|emailed|posted|mailed|ordered|collected|"
        r"picked\s+up|handed\s+over|filled\s+(?:in|out)|gave\s+back|set\s+up|sorted)\b|[还买寄发订填交付签领取]了\W*$"
    )


@pattern
def do_it() -> str:
    return r"\b(?:do|have)\s+(?:it|that)\b"


@pattern
def ahead() -> str:
    return (
        r"\b(?:will|going\s+to|want\s+to|need\s+to|should|let's|'ll|please|add|make|set|put|schedule|"
        r"from\s+now)\b|改成|改为|安排|想|打算|准备|加(?!了)"
    )


@pattern
def will_be() -> str:
    """A milestone's new day, where the words tell of no end reached."""
    return (
        r"\b(?:is|will\s+be)\s+(?:now\s+)?(?:on|in|by|at)\b|\b(?:has|have|needs?|must|should|got)\s+(?:to\s+)?(?:be\s+)|"
        r"\bnow\b.{0,12}\b(?:on|by)\b|\btakes?\s+place\b|\bcan\s+wait\s+(?:until|till)\b|定在|[得要](?:在)?.{0,12}(?:之前|以前|前)"
    )


@pattern
def takes() -> str:
    """How long a work takes as a whole: "the run takes six hours", 那个要六小时."""
    return (
        r"\b(?:takes?|needs?|requires?|(?:will|'ll|would|should|is\s+going\s+to)\s+(?:take|need|be)|is\s+(?:about|more\s+like)?)\b|"
        r"(?<!不)[要需得](?:要|花|用)?|(?:一共|总共|大概|大约)?(?:花|用)(?!了)"
    )


@pattern
def denied() -> str:
    """What is said not to be: "the run is not done", 还没做完."""
    return r"\b(?:not|never|no\s+longer)\b|n't\b|[没未]"


@pattern
def adds_to() -> str:
    """More time for something that is named: "add 20 hours to …", 给…加20小时."""
    return (
        r"(?:minutes?|mins?|hours?|hrs?|h)\s+(?:more\s+)?(?:to|onto)\s+(?!(?:the\s+|my\s+)?(?:week|plan|calendar|schedule)\b)[^\W\d]|"
        r"(?:给|为|替)(?!我|自己).{1,30}?(?:再|多)?[加添补增]"
    )


@pattern
def orders_to_add() -> str:
    """A piece that begins with the order to add something, and says what."""
    return (
        r"\W*(?:(?:please|also|and|then|can\s+you|could\s+you|i\s+want\s+to|i'd\s+like\s+to|let's)\s+)*(?:add|introduce)\s+"
        r"(?!(?:it|that|this|them|one|some|more|another|an?\s+(?:session|hour|half))\b)(?=[\w“'])|"
        r"\W*(?:请|麻烦|帮我|给我|我想|我要|想|再|也)*(?:加上?|增加|新增|添加|加入)(?![油班急剧薪价深])(?=[\w“])"
    )


@pattern
def gives_time() -> str:
    """Time a week for the work of a track: "give the thesis ten hours a week", 每周给论文十小时."""
    return r"\b(?:giv(?:e|es|ing)|devote|dedicate|invest|focus)\b|投入|专注|[拨花]出?|给(?!我)"


@pattern
def common() -> str:
    """Words that answer anything: an option called so counts only where its decision is named too."""
    return r"yes|no|ok|none|later|maybe|[是否好不要行]|不要|可以|不行|以后|暂不|待定|first|second|a|b|[12]"


def option_in(option: str, text: str) -> bool:
    """Whether an option is named: in English as whole words, so that "no" is not in "now"."""
    for name in (option.casefold(), *names_of(option)):
        words = re.escape(name)
        edged = rf"(?<![a-z0-9]){words}(?![a-z0-9])" if name.isascii() else words
        if re.search(edged, text.casefold()):
            return True
    return False


@pattern
def worked() -> str:
    """Words for having worked at something that is not named."""
    return (
        r"\b(?:did|studied|practi[sc]ed|worked|trained|logged|managed)\s+(?:only\s+|just\s+|for\s+|about\s+|another\s+)*"
        r"(?=\d|an?\b|half|one|two|three|forty|thirty|twenty|ten|fifteen|ninety|sixty|fifty)|(?<![加上])[做学练弄搞]了(?=[\d一二两三四五六七八九十半])"
    )


@pattern
def open_ended() -> str:
    """A pause whose end is left open on purpose."""
    return (
        r"\b(?:(?:un)?till?\s+further\s+notice|for\s+the\s+time\s+being|for\s+now|indefinitely|for\s+the\s+moment|"
        r"until\s+i\s+say\s+(?:so|otherwise))\b|(?:以后|之后|到时候?|什么时候.{0,8}|何时.{0,8}|回头|后面)再(?:说|定|看|议)|"
        r"再说吧?\W*$|另行通知|暂时"
    )


@pattern
def halts() -> str:
    """停 directly before what stops: 这几天停跑步."""
    return r"(?<![暂])停$"


@pattern
def obliged() -> str:
    """Words that put something ahead, so that "done" in them reports nothing."""
    return (
        r"\b(?:will|'ll|would|(?:has|have|needs?|wants?|got|going|ought|plan|aim|hope)\s+to|must|should|shall|can|could|"
        r"to\s+be)\b|[得要会将](?!了)|必须|需要|应该|打算|准备|计划|争取|希望|想"
    )


@pattern
def rescales() -> str:
    """More or less of something on a day, which no edit expresses without figures."""
    return r"\b(?:doubl(?:e|ed|ing)|halve[ds]?|reduc\w+|cut|trim|lighten)\b|翻倍|减半|加倍|[多少][排做学练]"


@pattern
def ends_halt() -> str:
    """期间游泳停: what stops stands before."""
    return r"(?<![暂])停(?:了|一下|着)?\W*$"


@pattern
def each_time() -> str:
    return r"每[次节回]|一[次节回](?=[\d一两俩仨二三四五六七八九十半])|\b(?:each|every|per|a)\s+(?:time|session)\b"


@pattern
def arrow() -> str:
    """ "Tuesday's French -> Friday"."""
    return r"[-=–—]>|[→➡⇒]"


@pattern
def not_that() -> str:
    """今天不游泳了: the verb that is denied is the track itself (its name stands as one sign)."""
    return r"(?<![要能可是好对不])[不别](?:去|想|用|再|打算)?\x00"


@pattern
def owned_then_placed() -> str:
    """ "Tomorrow's piano on Sunday": the first day has it, the second gets it."""
    return r"'s\s.{1,40}\b(?:on|for)\s"
