"""What the columns of a table hold, by their heads: topics to learn, outputs to reach."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadweek.understanding.quick import Quick

_TOPIC = Quick(
    r"主题|内容|学什么|^学$|学习|.任务|^任务|知识点?|章节|重点|专题|科目|数学|理论|概念|课程|"
    r"\b(?:topics?|themes?|subjects?|contents?|chapters?|focus(?: areas?)?|"
    r"concepts?|modules?|lectures?|syllabus|skills?|theory|"
    r"what to (?:learn|study))\b",
)
_MADE = re.compile(
    r"里程碑|产出|产物|输出|交付|成果|验收|\b(?:milestones?|deliverables?|outputs?|"
    r"results?|outcomes?|products?|proof|done when|exit criteri(?:on|a))\b",
    re.IGNORECASE,
)
_AIMED = re.compile(r"目标|表现|要完成|\b(?:goals?|targets?|objectives?|aims?)\b", re.IGNORECASE)
CLOCK = Quick(r"(?<!\d)(?:[01]?\d|2[0-4])[:：][0-5]\d|\b\d{1,2}\s?[ap]\.?m\b")


def topic(head: Sequence[str]) -> int | None:
    """The column of topics."""
    at = next((n for n, title in enumerate(head) if _TOPIC.search(title)), None)
    # a first column called "task" names what is done, not what is learnt
    return None if at == 0 and "任务" in head[0] else at


_STEP = Quick(
    (r"\W*(?:周|周次|第?几?[周天]|日|日次|天数?|序号|编号|课次|讲|week|day|lesson|lecture|session|no\.?|#)\W*\d*$"),
)


_ACTIVITY = re.compile(
    (
        r"^\W*(?:活动|任务|事项|做什么|习惯|训练|科目)\W*$|^\W*(?:activit(?:y|"
        r"ies)|task|what|habit|exercise|session|subject)\W*$"
    ),
    re.IGNORECASE,
)


def activity(head: Sequence[str]) -> int | None:
    """The column that names what is done."""
    return next((n for n, title in enumerate(head) if _ACTIVITY.match(title)), None)


def timed_topics(head: Sequence[str]) -> bool:
    """Whether a table gives the steps of a course their days: "Day | Date | Topic". Such a day is no due day."""
    return bool(head) and bool(_STEP.match(head[0])) and (topic(head) or 0) > 0


def output(head: Sequence[str]) -> int | None:
    """The column of what is made, else of what is aimed at; the first column names the row."""
    for pattern in (_MADE, _AIMED):
        at = next((n for n, title in enumerate(head) if n and pattern.search(title)), None)
        if at is not None:
            return at
    return None
