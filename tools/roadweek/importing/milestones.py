"""Milestones: an output, a task or an ability that is reached once; below a month or stage it is due at that end."""

from __future__ import annotations

import re

from roadweek.importing import columns, cues
from roadweek.importing.items import Item
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.importing.stretches import Periods
from roadweek.importing.wording import reaches, tallies, tells
from roadweek.understanding.quick import Quick

_CLAUSE = re.compile(r"[，。；;]\s*|\s{2,}|\.\s+")
_ACTION_SECTION = Quick(
    r"行动(?:指令|清单|项)|(?:立刻|马上|立即|现在就)(?:该|要)?做|\baction items\b|\bnext actions\b|\bdo now\b",
)
_MEASURE = Quick(
    (
        r"[\W\d]*(?:(?:as needed|hours?|hrs?|h|min(?:ute)?s?|小时|分钟|天|"
        r"周|days?|weeks?|months?|个月|[/每per a日]+)[\W\d]*)+"
    ),
)
"""A cell that only measures: "6-8 hrs"."""
_AIM = Quick(
    (
        r"(?:my |main |the |primary |final |end |weekly |monthly )?(?:goals?|"
        r"objectives?|targets?)|(?:本?[周月年]|学期|最终|小)?目标"
    ),
)
"""A label of what is to be reached; without a verb or a number behind it, it is only a direction."""
_RISES = Quick(
    (r"提升|达到|掌握|学会|通过|拿到|养成|建立|能够|→|->|\b(?:become|reach|achieve|master|be able)\b"),
)
_WORDS = re.compile(r"[^\W\d]{2}")
_WIDE = re.compile(r"[\u4e00-\u9fff]")
_COUNTED = re.compile(r"\d|[一二三四五六七八九十两][个本篇道套项门次]")
_YEAR_ORDINAL = Quick(r"\W*(?:第[一二三四五]年|year (?:one|two|three|four|[1-5])\b)(?!级).{6,}")
_BEGINS = Quick(
    (r"\W*(?:start|begin|apply|expand|send|attend|take|sit|schedule|开始|投递?|参加|报考|启动|联系|面试)\b"),
)
_ATTRIBUTE = Quick(
    (
        r"(?:.*\b(?:hours|time)|priority|status|owner|estimate|effort|tags?|progress|due|deadline|"
        r"time ?(?:line|frame)|duration|dates?|hours|"
        r"budget|cost|metrics?|criteria|acceptance|tech stack|tools?|指标|"
        r"(?:验收|通过|完成)?标准|技术栈|工具|优先级|状态|负责人|预计|标签|"
        r"进度|截止(?:日期)?|时间|周期|时长|日期|预算|费用)$"
    ),
)
"""Labels that tell something of a task."""
_KEEPS = Quick(r"^\W*(?:保持|坚持|继续保持|keep\b|continue\b|maintain\b|stay\b)")
_OPENING_VERB = Quick(
    r"^\W*(?:同时|然后|也|再|继续|并|反复|着手)*\s*(?:配环境|配置|画|绘制|"
    r"跑通|写|构建|构思|整理|打磨|完成|改进|着手|实现|搭建|上传|撰写|发布|"
    r"思考|"
    r"解剖|解析|跟踪|标注|打包|部署|做完|做出|选定|订阅)",
    re.NOFLAG,
)


def read_milestones(places: list[OutlineNode], periods: Periods, taken: set[int]) -> list[Item]:
    """All things reached once, in the document's order; ``taken`` are places that other groups have read already."""
    items: list[Item] = []
    joined: set[int] = set()
    for place in places:
        if place.kind == "table" or place.role in cues.SILENT or id(place) in joined or id(place) in periods.used:
            continue
        if place.kind == "row":
            items += _row(place, periods, id(place) in taken)
            continue
        if (place.superseded or place.drafted) and place.kind == "text":
            items += _draft(place, periods)
            continue
        if id(place) in taken or place.kind == "heading" or (id(place) in periods.opened and place.kind != "item"):
            continue
        lines = _lines(place, periods, joined)
        if lines:
            items.append(_item(place, periods, lines, _title(place, joined=len(lines) > len(place.lines))))
    return items


def _item(place: OutlineNode, periods: Periods, lines: tuple[int, ...], title: str) -> Item:
    holder = periods.opened.get(id(place)) or periods.of(place)
    return Item(
        id=f"m{lines[0]}",
        group="milestones",
        lines=lines,
        title=title[:160],
        end=holder.end if holder else None,
        end_window=holder.end_window if holder else None,
        period=holder.id if holder else None,
        kind="done" if place.block.marked.mark == "done" else None,
        status="superseded" if place.superseded else None,
    )


def _title(place: OutlineNode, *, joined: bool) -> str:
    """The words alone; a lead joined with its short parts names both."""
    if place.leads and place.children and not joined:
        return place.text.rstrip("：: ")
    if joined:
        parts = [c.text for c in place.children if not c.children]
        joiner = "、" if _WIDE.search(place.text + "".join(parts)) else ", "
        return f"{place.text.rstrip('：: ')}: {joiner.join(parts)}" if parts else place.text
    if place.label and cues.label_role(place.label) == "output" and place.rest:
        return place.rest
    return place.text


def _row(place: OutlineNode, periods: Periods, read: bool) -> list[Item]:
    """A row says in its column of outputs what its stretch, month or step brings."""
    period = periods.opened.get(id(place))
    table = place.block.parent
    if table is None or id(place) in periods.used:
        return []
    cells = place.block.cells
    at = columns.output(table.cells)
    named = at is not None
    if at is None and period is not None and len(table.cells) == 3 and columns.topic(table.cells) is None:
        at = 2  # when, what, and what for
    if at is None or at >= len(cells):
        return []
    if period is None and not read and re.search(r"\d", cells[at]) and not re.search(r"[^\W\d]{2}", cells[at]):
        # a row of measures: what is measured, and the figure to reach
        return [_item(place, periods, place.lines, f"{cells[0]}: {cells[at]}")] if _WORDS.search(cells[0]) else []
    if not re.search(r"[^\W\d]{2}", cells[at]):
        return []
    if _MEASURE.fullmatch(cells[at]) or (period is not None and not named and cells[at] == period.title):
        return []
    return [_item(place, periods, place.lines, cells[at])]


def _draft(place: OutlineNode, periods: Periods) -> list[Item]:
    """An abandoned draft written as one line a stage still names its outputs."""
    if place.kind != "text":
        return []
    clauses = [c.strip() for c in _CLAUSE.split(place.text) if c.strip()]
    made = [c for c in clauses if re.match(r"^\W*(?:撰写|写一|构建|上传|将.{1,8}整理|完成|build|write|publish)", c)]
    items = [_item(place, periods, place.lines, clause) for clause in made[:3]]
    return [item.model_copy(update={"id": f"{item.id}{'abc'[n]}"}) for n, item in enumerate(items)]


def _lines(place: OutlineNode, periods: Periods, joined: set[int]) -> tuple[int, ...]:
    """The lines of the milestone that ``place`` states, none where it states none."""
    text = place.text
    if place.role == "method" or _ATTRIBUTE.match(place.label):
        return ()
    holder = periods.of(place)
    under = holder is not None and (
        holder.kind != "horizon" or place.parent is None or holder.lines == place.parent.lines
    )
    if (
        _KEEPS.match(text)
        or _KEEPS.match(place.rest)
        or tells(text)
        or tallies(text)
        or (place.block.marked.link and not place.block.boxed)
    ):
        return ()
    output = place.role == "output" or (place.label != "" and cues.label_role(place.label) == "output")
    action = any(a.kind == "heading" and _ACTION_SECTION.search(a.text) for a in place.ancestors())
    if place.leads and place.children:
        return _lead_lines(place, under or output or action, joined)
    if place.role in ("steps", "topics"):
        return ()
    if cues.QUESTION.search(text) and not under:
        return ()
    if _detail(place) or _explains(place):
        return ()
    if place.kind == "item":
        if place.block.boxed and not place.children and id(place) not in periods.opened:
            return place.lines
        if output or action or (reaches(text) and place.cadence is None) or _in_a_counted_time(place):
            return place.lines
        if under and not place.label:
            return place.lines
        if (
            under
            and place.label
            and cues.label_role(place.label) is None
            and (width(place.rest) <= 60 or cues.DONE_VERB.search(place.rest))
        ):
            return place.lines
        return ()
    if place.kind == "text" and _in_a_counted_time(place):
        return place.lines
    if place.kind == "text" and ((under and _OPENING_VERB.match(text)) or (output and place.label and place.rest)):
        return place.lines
    aimed = bool(_AIM.fullmatch(place.label)) and bool(
        cues.DONE_VERB.match(place.rest) or _COUNTED.search(place.rest) or _RISES.search(place.rest)
    )
    return place.lines if aimed and place.role not in cues.SILENT else ()


def _in_a_counted_time(place: OutlineNode) -> bool:
    """ "Week 20: start applying", 第二年秋季通过答辩: work of a time that only a number names."""
    if _YEAR_ORDINAL.match(place.text):
        return True
    match = cues.WEEK_ORDINAL.match(place.text)
    return (
        match is not None and bool(place.label) and bool(cues.DONE_VERB.match(place.rest) or _BEGINS.match(place.rest))
    )


def _explains(place: OutlineNode) -> bool:
    """Whether it is a sentence that hangs below a goal which stands for itself."""
    above = place.parent
    whole = above is not None and above.kind == "item" and above.block.marked.bold and len(above.children) == 1
    sentence = place.text.rstrip().endswith((".", "。", "!", "！")) and width(place.text) > 24
    return whole and sentence and not place.block.boxed and not place.children


def _detail(place: OutlineNode) -> bool:
    """Whether it tells something of the task above it, which has a check box where it has none."""
    above = place.parent
    boxed = above is not None and above.kind == "item" and above.block.boxed and not place.block.boxed
    return boxed and not cues.DONE_VERB.match(place.text.lstrip())


def _lead_lines(place: OutlineNode, counts: bool, joined: set[int]) -> tuple[int, ...]:
    """A lead is a milestone itself where it names the work and its list only the parts or the title."""
    if place.kind != "item" or not (counts or reaches(place.text) or place.block.boxed):
        return ()
    leaves = place.children
    if place.block.boxed and not any(c.block.boxed for c in place.walk()):
        return place.lines  # a task with its details
    if all(tells(c.text) or _ATTRIBUTE.match(c.label) or _explains(c) for c in leaves):
        return place.lines
    if any(c.children for c in leaves):
        return ()
    titled = len(leaves) == 1 and (leaves[0].block.quoted or leaves[0].text[:1] in '《“"「')
    short = len(leaves) >= 2 and all(width(c.text) <= 8 and not c.label for c in leaves) and width(place.text) > 6
    if (titled or short) and place.below != "topics":
        joined.update(id(c) for c in leaves)
        lines = list(place.lines)
        for child in leaves:
            lines += child.lines
        return tuple(sorted(lines))
    if cues.DONE_VERB.match(place.text.lstrip()) and width(place.text) > 8:
        return place.lines
    # in a list of goals a whole statement is the goal and what hangs below it explains
    stated = (
        (place.role == "output" or reaches(place.text))
        and not place.text.endswith((":", "："))
        and width(place.text) > 12
    )
    named = len(place.text.split()) == 1 and place.text.isascii()  # "Mountains" over three summits is their name
    return place.lines if stated and not place.block.marked.bold and not named else ()
