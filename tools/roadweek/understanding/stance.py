"""Whether a sentence asks for a change at all: questions, thoughts, negations, thanks and errands do not."""

from __future__ import annotations

from typing import Literal

from roadweek.domain.base import Language
from roadweek.understanding.spans import pattern

Stance = Literal["wish", "question", "thought", "negation", "errand"]


def language_of(text: str) -> Language:
    """The language of a sentence, by its letters: Chinese where there is more than a stray Chinese character."""
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in text)
    words = len([w for w in "".join(c if c.isascii() else " " for c in text).split() if any(map(str.isalpha, w))])
    return "zh" if chinese and chinese >= words else "en"


@pattern
def _polite() -> str:
    return (
        r"^\W*(?:(?:hi|hey|hello|ok|okay|so|well|and|also|then|please|thanks|thank\s+you)\W+)*"
        r"(?:can|could|would|will)\s+(?:you|we|i)\b(?!.*\b(?:tell|show|explain|say|see|know)\b)|"
        r"\bplease\b|^\W*(?:can|could|would)\s+.{1,40}\s+be\s+(?:pushed|moved|shifted|postponed|cancel|skipped|dropped|"
        r"rescheduled|changed|put|cut|paused|shortened|pinned|added)|能不能|可不可以|可否|能否|麻烦|帮我|^(?:我)?(?:可以|能)(?:把|"
        r"再|将).*[吗嘛]|(?:好|行|可以|(?<![完达变])成)(?:吗|不|么)\W*$|吧\W*$"
    )


@pattern
def _question() -> str:
    return (
        r"^\W*(?:(?:hi|hey|hello|ok|okay|so|well|and|but|also|then)\W+)*(?:what|when|where|which|who|"
        r"whose|why|how|is|are|was|were|do(?=\s+(?:i|you|we|they)\b)|does|did(?=\s+(?:i|you|we|they|"
        r"it|any)\b|\s+(?:the|my)\b.*\?)|am|"
        r"has(?=\s+(?:the|my|it|any)\b)|have(?=\s+(?:i|we|you)\b)|should|shall|will\s+(?!be)(?:i|it|"
        r"there|the)|would\s+it|can\s+(?:i|it)\s+still|could\s+it)\b|"
        r"\b(?:tell|show)\s+me\b|\bi\s+wonder\b|"
        r"多少|几点|(?<!再)(?<![多少])(?<![多少][\u4e00-\u9fff])几次|几个小时|几小时|什么时候(?!.{0,8}再[说定看议])|什么(?!都|也|时候)|哪[一天些个里儿]|"
        r"怎么(?!滴|着|样?也|都)|为什么|为何|何时(?!.{0,8}再[说定看议])|多久|是不是|有没有|要不要|"
        r"该不该|来得及吗|"
        r"[吗嘛呢]\W*$|[?？]\W*$"
    )


@pattern
def _thought() -> str:
    quoted = r"[\"“「][^\"“”「」]{4,80}[\"”」]"
    return (
        rf"{quoted}.{{0,16}}\b(?:wrote|said|says)\b|\b(?:wrote|said|says)\b.{{0,16}}{quoted}|[写说]的?[:：]?{quoted}|"
        r"\bif\b(?!\s+(?:possible|you\s+(?:can|could|don't\s+mind)|that's\s+ok))|\b(?:maybe|perhaps|"
        r"might|possibly|wonder(?:ing)?|thinking\s+(?:of|about)|"
        r"considering|not\s+sure|what\s+if|unless|in\s+case|suppose|except\s+when|"
        r"i\s+heard|apparently|rumou?r|(?:told|asked|spoke|talked|mentioned|discussed)\b.{0,30}\babout|"
        r"probably|i\s+guess|i\s+may|we\s+may|"
        r"may\s+have\s+to|i\s+wish|i\s+hope|would\s+be\s+nice|not\s+decided|undecided|haven't\s+decided)\b|"
        r"听说|据说|(?:说|聊|讨论|商量|谈|问|提)(?:了|到|起|过)?[^，,。]{1,16}的事|"
        r"如果|除非|要是|假如|假设|万一|也许|可能(?!地|的话)|或许|说不定|没准|考虑|"
        r"在想|我想是不是|不确定|还没定|没想好|要不然|估计|犹豫|大概会"
    )


@pattern
def _negation() -> str:
    return (
        r"\b(?:don't|do\s+not|never|no\s+need\s+to|shouldn't|should\s+not|needn't|not\s+going\s+to|"
        r"rather\s+not|(?:didn't|never)\s+(?:said|asked|meant|wanted|say|ask|mean|want)(?:\s+\w+)?)\s+(?:to\s+)?(?:(?:want|"
        r"like|wish|plan|intend|mean|have|need)\s+(?:you\s+)?to\s+)?"
        r"(?:cancel|move|shift|change|touch|delete|remove|pause|postpone|push|stop|reschedule|drop|"
        r"skip|delay|shorten|reduce|cut|unpin|pin|resume|mark|add|take|book|block|extend|log|prolong|double|halve)\w*\b|"
        r"\bnot\s+(?:taking|having|getting)\b.{1,40}\b(?:off|holiday|leave)\b|\bnot\s+off\b|"
        r"(?:先别|千万别|别|不要|不想|不打算|不希望|不愿意?|不用|不必|无需|不需要|没必要|没说要|没让你)(?:再|"
        r"先|给我)?(?:把.{1,16})?(?:取消|挪|移|动|改|删|停|跳过|推迟|"
        r"暂停|换|延期|提前|去掉|减|恢复|调)|"
        r"\bkeep(?:ing)?\s+(?:[\w']+\s+)?\w+'s(?:\s+(?:one|session))?\W*$|"
        r"\b(?:leave|keep)\s+.{1,40}\s+(?:as\s+(?:it\s+is|is|planned)|unchanged|alone|where\s+it\s+is)\b|"
        r"\b(?:is|are|stays?|remains?)\s+(?:fine|ok|okay|good|put)?\s*(?:(?:as|where)\s+(?:it|they)\s+(?:is|are)|as\s+planned)\b|\bstays?\s+put\b(?!.{0,4}so)|"
        r"\bleave\s+(?:it|that|them|everything)(?=\s*(?:$|[.!,]|as\b|be\b|alone\b))|"
        r"(?:不用|别|不要|不必|无需|不需要|没必要)(?:再|先|给我?|帮我|为)*.{0,4}(?:请.{0,2}假|休息|放.{0,2}假|休假)|"
        r"(?:不|没|没法|不能|无法|别想)(?:请假|休息|放假|休假)|休息不了|休不了|请不[了到下]假|"
        r"(?:不用|别|不要|不必|不需要)(?:再|先|给我|帮我)*(?:[把给].{1,16}?)?(?:加(?!班)|增加|延长|压缩|记(?!得))|"
        r"(?:不变|照旧|不动|照常)(?!.{0,3}改)"
    )


@pattern
def _errand() -> str:
    return (
        r"^\W*(?:(?:please|kindly|also|then|and|can\s+you|could\s+you|would\s+you|will\s+you|i\s+want\s+you\s+to|"
        r"help\s+me(?:\s+to)?)\W+)*"
        r"(?:book|buy|order|reserve|email|e-mail|mail|send|text|message|call(?!\s+(?:off|with|from|at|on\b))|ring|phone|"
        r"remind|translate|search|google|look\s+up|play|print|"
        r"tell|show|let\s+me\s+know|explain|summari[sz]e|export|write\s+(?:me|an?\s+(?:email|mail|poem|story))|recommend|"
        r"suggest|check(?!\s+off)|find\s+(?:me|a)|generate|draw)\b|"
        r"(?:别|不要)忘|\bdon't\s+(?:let\s+me\s+)?forget\s+(?:about\s+)?(?:the|my|your)\b|"
        r"(?:^|[，,。\s]|帮我|请|麻烦|给我)(?:再)?(?:预?订(?!阅)|买(?!.{0,12}(?:之前|"
        r"前))|发(?:个|一?封|一?条)?(?:邮件|消息|微信)|"
        r"提醒|查(?:一?下|查)|搜|翻译|打(?:个)?电话|告诉我|显示|解释|总结一下|推荐|播放|写(?:一?首|一?封))"
    )


@pattern
def _thanks() -> str:
    """Thanks for something done are no wish to do it."""
    return (
        r"^\W*(?:many\s+)?(?:thanks|thank\s+you)\s+(?:so\s+much\s+|a\s+lot\s+)?for\b|"
        r"^\W*(?:谢谢|多谢|感谢)(?:你)?(?:帮|把|给)"
    )


def stance_of(sentence: str) -> Stance:
    """What a whole sentence does. A polite question ("could you …?") is a wish."""
    if _thought().search(sentence):
        return "thought"
    if _errand().search(sentence) or _thanks().search(sentence):
        return "errand"
    if _question().search(sentence) and not _polite().search(sentence):
        return "question"
    return "wish"


@pattern
def _meant_once() -> str:
    return (
        r"\bi\s+was\s+(?:meant|supposed|due|to\s+have)\b(?=.{0,60}\b(?:but|now|instead)\b)|\bi\s+(?:was\s+going|had\s+planned|was\s+planning|wanted|used|meant|had\s+meant)\s+to\b(?!.*\bplease\b)|"
        r"(?:本来|原本|原来|本)(?:是)?(?:想|打算|要|计划)"
    )


def is_past_plan(piece: str) -> bool:
    """Whether a piece tells what was wanted once: "I was going to take Friday off"."""
    return _meant_once().search(piece) is not None


def is_negated(piece: str) -> bool:
    """Whether a piece of a sentence says what is not to be changed."""
    return _negation().search(piece) is not None
