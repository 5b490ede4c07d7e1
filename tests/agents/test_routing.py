"""What code alone can tell of a message: commands, yes and no, languages, and which tools a specialist sees."""

from __future__ import annotations

import pytest

from roadweek_agents.gateway import SEES
from roadweek_agents.routing import command, decision, language_of, leaving, says_no_language, specialist
from roadweek_mcp.calendar import build_calendar
from roadweek_mcp.edge import build_edge
from roadweek_mcp.tasks import build_tasks


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("today", ["today"]),
        ("  Today? ", ["today"]),
        ("今天有什么？", ["today"]),
        ("undo", ["undo"]),
        ("undo 3", ["undo", "3"]),
        ("撤销2步", ["undo", "2"]),
        ("approve p3f9c2a71b0", ["approve", "p3f9c2a71b0"]),
        ("同意p3f9c2a71b0", ["approve", "p3f9c2a71b0"]),
        ("拒绝 p3f9c2a71b0", ["reject", "p3f9c2a71b0"]),
        ("why 2026-W11.english-daily.MO", ["explain", "2026-W11.english-daily.MO"]),
        ("?", ["help"]),
        ("重新安排下周", ["replan_next"]),
        ("What's on tomorrow?", ["day", "tomorrow"]),
        ("show me the 20th", ["day", "the 20th"]),
        ("how does next week look", ["day", "next week"]),
        ("下周五有什么", ["day", "下周五"]),
    ],
)
def test_a_whole_message_may_be_a_command(text: str, made: list[str]) -> None:
    assert command(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "45 min of English today",
        "今天英语45分钟",
        "trips are tiring",
        "move the week",
        "undo the trip to Xi'an",
        "本周休息一天",
        "what is on my mind",
        "周四有事",
        "周四安排休息",
        "",
    ],
)
def test_a_sentence_that_only_begins_like_a_command_is_none(text: str) -> None:
    assert command(text) == []


@pytest.mark.parametrize("text", ["quit", "Exit", "bye!", "退出", "再见。", "Good bye"])
def test_a_word_for_going_ends_the_talk(text: str) -> None:
    assert leaving(text)


@pytest.mark.parametrize("text", ["quit the blog", "bye bye Spanish, I drop it", "结束出差", "I quit on Friday", ""])
def test_a_sentence_that_holds_a_word_for_going_goes_on(text: str) -> None:
    assert not leaving(text)


@pytest.mark.parametrize("text", ["yes", "OK!", "go ahead", "好的", "可以。", "同意"])
def test_a_bare_yes_is_a_decision(text: str) -> None:
    assert decision(text) is True


@pytest.mark.parametrize("text", ["no", "Not now.", "不要", "算了", "don't"])
def test_a_bare_no_is_a_decision(text: str) -> None:
    assert decision(text) is False


@pytest.mark.parametrize("text", ["yes but on Friday", "好的，不过周五再说", "no English on Friday", "不要英语", ""])
def test_a_yes_or_no_with_more_words_is_a_sentence(text: str) -> None:
    assert decision(text) is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("what is the latency on the Jetson", "benchmark"),
        ("首字时延多少", "benchmark"),
        ("review my week", "coach"),
        ("做个复盘", "coach"),
        ("会议延迟到周五", None),
        ("answer the reviewer", None),
    ],
)
def test_the_words_of_the_specialists_are_heard(text: str, who: str | None) -> None:
    assert specialist(text) == who


def test_a_message_is_answered_in_its_own_language() -> None:
    assert language_of("下周去西安 Wed", "en") == "zh"
    assert language_of("next week", "zh") == "en"
    assert language_of("3-9", "zh") == "zh"


def test_no_specialist_sees_more_than_four_tools_and_all_of_them_exist() -> None:
    import asyncio
    from pathlib import Path

    from roadweek.workspace import open_workspace

    ws = open_workspace(Path("nowhere"))
    servers = [build_tasks(ws), build_calendar(ws), build_edge(ws)]
    there = {tool.name for server in servers for tool in asyncio.run(server.list_tools())}
    assert all(len(tools) <= 5 for tools in SEES.values())
    assert {tool for tools in SEES.values() for tool in tools} <= there


def test_a_specialist_cannot_call_what_it_does_not_see() -> None:
    import asyncio

    from roadweek_agents.gateway import Tools

    async def reach() -> None:
        await Tools("benchmark", {}, [])("proposal_decide", proposal="p0", version=1)

    with pytest.raises(PermissionError, match="benchmark does not see proposal_decide"):
        asyncio.run(reach())


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("今天做什么", "today"),
        ("我今天该做什么？", "today"),
        ("what should I do today?", "today"),
        ("what's next?", "today"),
        ("谢谢", "thanks"),
        ("Thanks a lot!", "thanks"),
    ],
)
def test_everyday_phrases_are_commands(said: str, name: str) -> None:
    assert command(said) == [name]


@pytest.mark.parametrize("said", ["谢谢，把数学挪到周六", "thanks, and move maths to Saturday"])
def test_a_wish_behind_a_thank_you_is_not_swallowed(said: str) -> None:
    assert command(said) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "好的，就这样",
            "yes please",
            "Yes, go ahead.",
            "ok do it",
            "sure, sounds good to me",
            "可以，应用吧",
            "行，就按这个来",
        ),
        *(
            "嗯嗯，好的",
            "好的谢谢",
            "没问题",
            "no problem",
            "why not?",
            "对，就这么办",
            "perfect, thank you",
            "好吧，那就应用吧",
        ),
    ],
)
def test_a_yes_has_many_wordings(text: str) -> None:
    assert decision(text) is True


@pytest.mark.parametrize(
    "text",
    ["no thanks", "no, leave it", "不用了，谢谢", "算了吧", "never mind", "先不改了", "I'd rather not", "不，保持原样"],
)
def test_a_no_has_many_wordings(text: str) -> None:
    assert decision(text) is False


@pytest.mark.parametrize(
    "text",
    [
        *(
            "yes but not Friday",
            "no, Thursday",
            "yes no",
            "好的，但是周五不行",
            "thanks",
            "谢谢",
            "不可以吗",
            "ok move it",
            "please",
        ),
        *("yes, and Friday too", "不，放到周六", "好的不要", "right after lunch", "fine-tuning", "对数学感兴趣"),
    ],
)
def test_a_yes_with_anything_else_is_none(text: str) -> None:
    assert decision(text) is None


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("今天还有什么？", "today"),
        ("今天还剩什么没做", "today"),
        ("what's left today?", "today"),
        ("why is French on Sunday?", "why"),
        ("为什么跑步排在周日？", "why"),
        ("法语为什么在周日", "why"),
        ("why Friday?", "why"),
        ("why 2026-W11.x.1", "explain"),
    ],
)
def test_a_question_about_the_plan_is_a_look(text: str, made: str) -> None:
    assert command(text)[0] == made


@pytest.mark.parametrize("text", ["why not", "怎么把数学挪到周五", "今天不学了", "move maths because why"])
def test_a_wish_is_no_look(text: str) -> None:
    assert command(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "how much have I done this week and how much is left?",
        "How much did I get done last week?",
        "what have I finished today",
        "how much is still open?",
        "my progress this week",
        "上周一共做了多少？还差多少没做？",
        "我今天到底学了多久",
        "本周完成得怎么样了？",
        "我的学习进度如何？",
        "到现在为止我都完成了哪些",
        "这个星期还有多少没学？",
        "这一周还欠多少？",
    ],
)
def test_what_was_done_and_what_is_left_is_asked_in_many_ways(text: str) -> None:
    assert command(text) == ["progress"]


@pytest.mark.parametrize(
    "text",
    [
        "这周做了两小时数学",
        "今天学了四十分钟法语",
        "I have done 30 minutes of maths",
        "how much maths should I do",
        "这周多做一点数学",
    ],
)
def test_telling_what_was_done_is_no_question_about_it(text: str) -> None:
    assert command(text) == []


@pytest.mark.parametrize(
    ("text", "nowhere"),
    [
        ("undo", True),
        ("week", True),
        ("undo 2", True),
        ("progress", True),
        ("撤销", False),
        ("还剩多少？", False),
        ("what is left today?", False),
        ("no maths on Friday", False),
        ("下周", False),
    ],
)
def test_only_a_command_of_a_word_or_two_is_answered_in_the_language_of_the_plan(text: str, nowhere: bool) -> None:
    assert says_no_language(text) is nowhere
