"""What is wrong with one value, by the validator's type of fault, so that no library's text reaches a person.

``fault_words`` gives the words; a type that is not here is said as ``other``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roadweek.domain.base import Language

TEXTS: dict[str, dict[str, str]] = {
    "missing": {"en": "it is missing", "zh": "缺少这一项"},
    "extra_forbidden": {"en": "there is no such field", "zh": "没有这个字段"},
    "greater_than_equal": {"en": "it is at least {ge}", "zh": "不能小于 {ge}"},
    "less_than_equal": {"en": "it is at most {le}", "zh": "不能大于 {le}"},
    "greater_than": {"en": "it is more than {gt}", "zh": "必须大于 {gt}"},
    "less_than": {"en": "it is less than {lt}", "zh": "必须小于 {lt}"},
    "literal_error": {"en": "it is one of {expected}", "zh": "只能是 {expected}"},
    "union_tag_invalid": {
        "en": "there is no kind {tag}; kinds are {expected_tags}",
        "zh": "没有“{tag}”这种改动；可用的有 {expected_tags}",
    },
    "union_tag_not_found": {"en": "it needs a kind, such as add_trip", "zh": "缺少 kind，例如 add_trip"},
    "string_too_short": {"en": "it needs at least {min_length} characters", "zh": "至少要有 {min_length} 个字符"},
    "string_too_long": {"en": "it has at most {max_length} characters", "zh": "最多 {max_length} 个字符"},
    "too_short": {"en": "it needs at least {min_length}", "zh": "至少要有 {min_length} 个"},
    "too_long": {"en": "there are at most {max_length}", "zh": "最多 {max_length} 个"},
    "text": {"en": "it is a text", "zh": "应是文字"},
    "number": {"en": "it is a whole number", "zh": "应是整数"},
    "date": {"en": "it is a day, written 2026-03-09", "zh": "应是日期，写作 2026-03-09"},
    "datetime": {"en": "it is a local time, written 2026-03-09T19:00", "zh": "应是当地时间，写作 2026-03-09T19:00"},
    "time": {"en": "it is a time of day, written 19:00", "zh": "应是时刻，写作 19:00"},
    "list": {"en": "it is a list", "zh": "应是列表"},
    "object": {"en": "it is a JSON object with a kind", "zh": "应是带有 kind 的 JSON 对象"},
    "bool": {"en": "it is true or false", "zh": "只能是 true 或 false"},
    "trip_backwards": {
        "en": "the trip ends ({end}) before it starts ({start})",
        "zh": "出差的结束（{end}）早于开始（{start}）",
    },
    "block_offset": {"en": "a block is in local time, without an offset", "zh": "占用的时间用当地时间，不带时差"},
    "block_backwards": {
        "en": "the block ends ({end}) before it starts ({start})",
        "zh": "占用的时间结束（{end}）早于开始（{start}）",
    },
    "days_backwards": {
        "en": "the last day ({end}) is before the first ({start})",
        "zh": "最后一天（{end}）早于第一天（{start}）",
    },
    "nth_alone": {
        "en": "nth needs per month and days: the first Monday is nth 1, per month, days MO",
        "zh": "nth 要和 per month、days 一起给：第一个周一是 nth 1、per month、days MO",
    },
    "at_offset": {"en": "at is a local time HH:MM, without an offset", "zh": "at 是当地时刻 HH:MM，不带时差"},
    "at_or_slot": {"en": "give one of at and slot", "zh": "at 和 slot 只能给一个"},
    "backwards": {"en": "it ends ({end}) before it starts ({start})", "zh": "结束（{end}）早于开始（{start}）"},
    "due_before": {
        "en": "the work is due ({end}) before it may begin ({start})",
        "zh": "截止（{end}）早于可以开始的日子（{start}）",
    },
    "before_or_after": {"en": "give one of before and after", "zh": "before 和 after 只能给一个"},
    "beside_itself": {"en": "a work cannot stand beside itself", "zh": "一项工作不能排在自己旁边"},
    "track_or_work": {"en": "give one of track and work", "zh": "track 和 work 只能给一个"},
    "said": {"en": "{error}", "zh": "{error}"},
    "other": {"en": "it cannot be used", "zh": "不可用"},
}
_LIKE: dict[str, str] = {
    "string": "text",
    "int": "number",
    "float": "number",
    "date": "date",
    "datetime": "datetime",
    "time": "time",
    "tuple": "list",
    "list": "list",
    "dict": "object",
    "model": "object",
    "bool": "bool",
}
"""Families of types by their first word: ``int_parsing``, ``int_type`` …"""


def fault_words(fault: Mapping[str, Any], lang: Language) -> str:
    """The words for one entry of ``ValidationError.errors()``."""
    kind = str(fault["type"])
    more: dict[str, Any] = dict(fault.get("ctx") or {})
    if kind == "value_error":
        kind, more = "said", {"error": str(more.get("error", fault.get("msg", ""))).removeprefix("Value error, ")}
    elif kind not in TEXTS:
        kind = _LIKE.get(kind.split("_")[0], "other")
    more = {name: value[:80] if isinstance(value, str) and name == "tag" else value for name, value in more.items()}
    return TEXTS[kind][lang].format(**more)
