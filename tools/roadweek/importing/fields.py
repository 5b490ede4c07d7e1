"""Fields of work, with their words in Chinese and English: how a statement finds its track."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from roadweek.understanding.numbers import read_number
from roadweek.understanding.quick import Quick


@dataclass(frozen=True, slots=True)
class Field:
    """A field: ``names`` are words by which a sentence may call it, ``cue`` what else points to it."""

    id: str
    en: str
    zh: str
    names: tuple[str, ...]
    cue: str


FIELDS: tuple[Field, ...] = (
    Field(
        "english",
        "English",
        "英语",
        ("english", "listening", "english listening", "英语", "听力", "英语听力"),
        r"英语|听力|单词|播客|泛听|精听|跟读|口语|雅思|CET|\benglish\b|\blistening\b|\bvocabulary\b|\bpodcasts?\b|\bshadowing\b|\bIELTS\b|\bTOEFL\b",
    ),
    Field("japanese", "Japanese", "日语", ("japanese", "日语"), r"日语|日文|\bjapanese\b|\bN[1-5]\b|\bJLPT\b"),
    Field(
        "algorithms",
        "Algorithms",
        "算法",
        ("algorithms", "leetcode", "problems", "算法", "刷题", "算法题"),
        r"算法|刷题|力扣|高频题|错题|\bhot\s?100|\bleetcode\b|\balgorithms?\b|\bcoding problems?\b",
    ),
    Field(
        "exam",
        "Past papers",
        "笔试",
        ("past papers", "mock exams", "笔试", "笔试题", "真题"),
        r"笔试|真题|模拟考|\bpast papers?\b|\bmock (?:exam|test)s?\b",
    ),
    Field(
        "interview",
        "Interview preparation",
        "面试",
        ("interview", "interviews", "面试", "面经"),
        r"面试|面经|\binterviews?\b",
    ),
    Field(
        "resume",
        "Job search",
        "求职",
        ("resume", "cv", "job search", "简历", "求职"),
        r"简历|求职|投递|内推|找实习|\bCV\b|\br[eé]sum[eé]\b|\bjob (?:search|applications?)\b",
    ),
    Field(
        "opensource",
        "Open source",
        "开源",
        ("open source", "opensource", "开源", "开源贡献"),
        r"开源|\bopen[- ]source\b|\bpull requests?\b",
    ),
    Field(
        "blog",
        "Blog",
        "博客",
        ("blog", "blog post", "writing", "博客", "写博客"),
        r"博客|公众号|\bblogs?\b|\bposts?\b|\bwrite-?ups?\b|技术文章|深度文章",
    ),
    Field(
        "vlm",
        "VLM fine-tuning",
        "VLM 微调",
        ("vlm", "fine-tuning", "vlm 微调", "微调"),
        r"VLM|微调|多模态|LoRA|Qwen|\bfine-?tun\w*|\bmulti-?modal\b|\bvision[- ]language\b",
    ),
    Field(
        "edge",
        "Edge AI",
        "端侧部署",
        ("edge", "jetson", "orin", "deployment", "edge ai", "端侧", "端侧部署", "部署"),
        r"端侧|边缘|部署|树莓派|双板|开发板|板子|Jetson|Orin|RPi|TensorRT|ONNX|INT8|FP16|量化|剪枝|\bedge\b|\braspberry\b|"
        r"\bdeploy\w*|\bquanti[sz]\w*|\bboards?\b|\bprofiling\b",
    ),
    Field(
        "math",
        "Maths",
        "数学",
        ("math", "maths", "mathematics", "calculus", "linear algebra", "数学", "微积分", "线代", "线性代数"),
        r"数学|微积分|线代|线性代数|概率|高数|微分方程|积分|推导|MIT\s*18|\bmath\w*|\bcalculus\b|\blinear algebra\b|"
        r"\bstatistics\b|\bprobability\b|\beigen\w*|\bmatri(?:x|ces)\b",
    ),
    Field("papers", "Papers", "论文", ("papers", "论文"), r"论文|文献|\bpapers?\b"),
    Field(
        "llm",
        "LLM fundamentals",
        "大模型基础",
        ("llm", "大模型", "基础知识"),
        r"LLM|大模型|基础知识|Transformer|DPO|PPO|SFT|RLHF|\bfundamentals\b",
    ),
    Field(
        "review",
        "Review",
        "复盘",
        ("review", "weekly review", "复盘", "周报", "周复盘"),
        r"复盘|周报|周计划|日计划|总结|回顾|\breviews?\b|\bretro\w*|\bplanning\b|\bjournal\b",
    ),
    Field("reading", "Reading", "阅读", ("reading", "阅读"), r"阅读|读书|看书|\breading\b|\bread\b|\bbooks?\b"),
    Field("project", "Project", "项目", ("project", "项目"), r"项目|\bprojects?\b|\bdemo\b"),
    Field(
        "fitness",
        "Exercise",
        "运动",
        ("exercise", "workout", "运动", "健身", "跑步"),
        r"跑步|健身|运动|游泳|\bgym\b|\bworkout\b|\brunning\b|\bjog\w*|\d ?km\b|\bswim\w*",
    ),
    Field("photo", "Photography", "摄影", ("photography", "摄影"), r"摄影|拍照|\bphotograph\w*"),
    Field(
        "makeup",
        "Make-up and cosplay",
        "化妆",
        ("make-up", "cosplay", "化妆", "cos"),
        r"化妆|\bcos(?:play)?\b|\bmake-?up\b",
    ),
)
WEAK = frozenset({"review", "project", "reading", "llm"})
"""Fields whose words are used of anything: they count only where no other field is named."""
BY_ID: dict[str, Field] = {field.id: field for field in FIELDS}
MAIN = Quick(r"主线|主攻|\bmain (?:line|work|track|study|block)\b|\bdeep work\b|\bfocus (?:block|work)\b")
ENGINEERING = Quick(r"^\s*(?:工程|engineering)\s*$")
_MODES: tuple[tuple[str, str], ...] = (
    ("redo", r"重刷|重做|\bredo\b"),
    ("recall", r"快速回顾|回忆|复述|\brecall\b|\bflash ?cards?\b"),
    ("plan", r"日计划|\bdaily plan"),
    ("record", r"录下|录音|录像|\brecord (?:your|my|an)"),
    ("map", r"总结|\bsummar\w+"),
)


@cache
def _cue(field: Field) -> Quick:
    return Quick(field.cue)


@cache
def _any_cue() -> Quick:
    return Quick("|".join(f"(?:{field.cue})" for field in FIELDS))


@lru_cache(20_000)
def fields_in(text: str) -> tuple[Field, ...]:
    """The fields that ``text`` names, the one named first in front."""
    if not _any_cue().may(text):
        return ()
    at = [(match.start(), n) for n, field in enumerate(FIELDS) if (match := _cue(field).search(text))]
    named = [FIELDS[n] for _, n in sorted(at)]
    return tuple(f for f in named if f.id not in WEAK) or tuple(named)


def starts_with_field(text: str) -> bool:
    """Whether a field's word opens the text."""
    return any((match := _cue(field).search(text)) and match.start() <= 2 for field in FIELDS if field.id not in WEAK)


def listed_fields(text: str) -> list[Field]:
    """The fields of a list such as "maths / VLM / engineering": one an entry, none unless it is a list of several."""
    inner = re.search(r"[（(]([^（()）]*)[)）]", text)
    parts = re.split(r"\s*[/、|]\s*|\s+\bor\b\s+", inner[1] if inner else text)
    found: list[Field] = []
    for part in parts:
        named = fields_in(part)
        field = named[0] if named else BY_ID["edge"] if ENGINEERING.match(part) else None
        if field is not None and field not in found:
            found.append(field)
    return found if len(found) >= 2 else []


def mode_of(text: str) -> str:
    """What kind of occasion it is within its field: two with the same are the same activity said twice."""
    return next((mode for mode, cue in _mode_cues() if cue.search(text)), "")


@cache
def _mode_cues() -> tuple[tuple[str, Quick], ...]:
    return tuple((mode, Quick(cue)) for mode, cue in _MODES)


def slug(text: str, limit: int = 32) -> str:
    """A stable id out of words: lower case, letters and digits (of any script) joined by hyphens."""
    plain = unicodedata.normalize("NFKC", text).lower()
    kept = re.sub(r"[^\w]+", "-", plain.replace("_", "-")).strip("-")
    return kept[:limit].strip("-") or "x"


_ZH_TO_TEN = "零一二三四五六七八九十"


def numbered_names(text: str, field: Field | None) -> tuple[int, tuple[str, ...]] | None:
    """``blog post 2``, 第二篇: its number and the names that a sentence may use for it."""
    if field is None or field.id != "blog":
        return None
    match = re.search(
        r"第\s*([一二三四五六七八九十\d]{1,2})\s*篇|\bpost\s*#?(\d{1,2})\b|\bblog(?: post)?\s*#?(\d{1,2})\b",
        text,
        re.IGNORECASE,
    )
    if not match:
        return None
    raw = match[1] or match[2] or match[3]
    number = int(read_number(raw) or 0)
    if not 0 < number <= 10:
        return None
    ordinal = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")[
        number - 1
    ]
    zh = _ZH_TO_TEN[number]
    return number, (
        f"{ordinal} blog post",
        f"blog {number}",
        f"blog post {number}",
        f"博客第{zh}篇",
        f"第{zh}篇博客",
        f"博客第 {number} 篇",
    )
