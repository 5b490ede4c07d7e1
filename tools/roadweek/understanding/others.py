"""What somebody else does: "my boss travels", 我老公周五休息. The plans of others change nothing of the speaker's."""

from __future__ import annotations

from roadweek.understanding.spans import pattern

_KIN = (
    r"husband|wife|partner|son|daughter|kids?|child(?:ren)?|baby|mum|mom|mother|dad|father|parents?|brother|sister|"
    r"cousin|aunt|uncle|(?:grand|step)\w+|girlfriend|boyfriend|fiancée?|in-laws|family"
)
_OTHERS = (
    rf"{_KIN}|boss|manager|supervisor|advisor|adviser|professor|prof|teacher|tutor|coach|trainer|colleagues?|co-?workers?|"
    r"teammates?|team|client|customer|friends?|flatmate|roommate|neighbou?r|landlord|doctor|therapist|study\s+partner|"
    r"band|group|buddy"
)
_OTHERS_ZH = (
    r"(?:大|小)?老板|领导|经理|主管|同事|老公|老婆|媳妇|丈夫|妻子|太太|爱人|对象|男朋友|女朋友|男友|女友|儿子|女儿|孩子|小孩|娃|"
    r"爸妈|爸爸?|妈妈?|父母|父亲|母亲|哥哥?|姐姐?|弟弟?|妹妹?|爷爷|奶奶|外公|外婆|室友|舍友|朋友|同学|闺蜜|哥们|导师|老师|教练|"
    r"客户|队友|邻居|房东|他们?|她们?|人家|别人"
)


@pattern
def _of_others() -> str:
    """Somebody else is away, off or ill; days are blanked. A sentence that takes the speaker along is none."""
    does = (
        r"(?:(?:will|would|has\s+to|have\s+to|needs?\s+to|may|might|usually|also|always)\s+(?:be\s+)?)?"
        r"(?:is|are|was|be|travels?|flies|fly|goes|leaves?|went|takes?|took|gets?|has|have)\s*\x00*\s*"
        r"(?:(?:now|also|only|all|both)\s+)?"
        r"(?:travel(?:l?ing)?|away|off|abroad|out\b|out\s+of\s+\w+|on\s+(?:holiday|leave|vacation|a\s+trip|business)|flying|going|"
        r"sick|ill|in\s+[a-z]|to\s+[a-z]|the\s+(?:day|week)\s+off|(?:a\s+)?(?:days?|time)\s+off|a\s+(?:business\s+)?trip|at\s+a)"
    )
    alone = r"(?:travels|flies|goes\s+(?:to|away)|leaves)\b"
    who = rf"(?:(?:my|our|his|her|their|the)\s+(?:[\w-]+\s+)?(?:{_OTHERS})|he|she|they|somebody|someone(?:\s+else)?)"
    zh = (
        rf"(?:我(?:们)?(?:家)?的?)?(?:{_OTHERS_ZH})[\x00\s]*(?:也|要|都|得|会|又|说|在|打算|准备|可能|已经|刚|请了|放了)*[\x00\s]*"
        r"(?:出差|休息|请.{0,2}假|放.{0,2}假|休假|飞|去(?!世)|生病|病了|发烧|不在|旅[游行])"
    )
    lead = (
        r"^\W*(?:(?:so|and|but|because|since|as|when|that|while|also|well|因为|由于|不过|但是?|而且|听说)\s*)?[\x00\s]*"
    )
    trip = rf"(?:my|our|his|her|their|the)\s+(?:{_OTHERS})'s?\s+(?:[a-z]+\s+)?(?:trip|journey|flight|holiday)\b"
    return rf"{lead}(?:{trip}|{who}(?:'s|\s+(?:{does}|{alone}))|{zh})"


@pattern
def _with_me() -> str:
    return (
        r"\b(?:me|us|we|i|i'm|i'll|i've|myself)\b|"
        r"(?:[和跟陪带让叫派送]|一起).{0,4}我|我.{0,3}(?:[和跟陪带送]|也|一起)|我们"
    )


_FIRST = 240
"""Characters of a piece that can tell whose plans it is about: the subject stands in front."""


def is_of_others(blanked: str) -> bool:
    """Whether a piece tells the plans of somebody else: ``blanked`` is the piece without its days."""
    blanked = " ".join(blanked.replace("\x00", " ").split())[:_FIRST]
    found = _of_others().search(blanked)
    if not found or _with_me().search(blanked[found.start() :].lstrip("我\x00 ")):
        return False
    return not found[0].endswith("'s") or _is_away().search(blanked) is not None


@pattern
def _is_away() -> str:
    """ "My husband's away", but not "my husband's birthday"."""
    return r"'s\s*(?:travel|away|off|abroad|out|on\s|flying|going|sick|ill|in\s)"


@pattern
def _doer() -> str:
    """A line that begins with somebody else as the one who does something: "My son swims …", 我妈每天…, 老公周六…."""
    does = r"(?:\s+(?:always|usually|also|only))?\s+(?:is|has|will|goes|does|[a-z]{2,}(?<!s)s)\b"
    zh = (
        rf"(?:我们?(?:家)?的?)?(?:{_OTHERS_ZH}|我[爸妈哥姐弟妹儿]|我家\w)(?:也|都|要|会|得|们)?"
        r"(?=每|天天|周[一二三四五六日末]|星期|礼拜|工作日|[早晚]上|[上下]午)"
    )
    return rf"^\W*(?:(?:my|our|his|her|their)\s+(?:{_OTHERS}){does}|{zh})"


def done_by_others(line: str) -> bool:
    """Whether a line of a plan tells what somebody else does; with the person beside them it does not."""
    found = _doer().search(line[:_FIRST])
    return found is not None and not _with_me().search(line[found.end() : _FIRST])
