"""The words of `roadweek demo`: what happens at each step, and what to type afterwards."""

TEXTS: dict[str, dict[str, str]] = {
    "hello": {
        "en": "A year's plan, a calendar, and a business trip. It is Wednesday, 4 March 2026, eight in the evening.",
        "zh": "一份全年计划、一个日历、一次出差。现在是 2026 年 3 月 4 日，星期三，晚上八点。",
    },
    "place": {
        "en": "Everything below is real and happens in a folder that is thrown away afterwards.",
        "zh": "下面的一切都真实执行，发生在一个用完即删的目录里。",
    },
    "step_import": {
        "en": "You have a plan in Markdown. Roadweek reads it and accounts for every line.",
        "zh": "你有一份 Markdown 计划。Roadweek 读入它，每一行都有交代。",
    },
    "step_week": {
        "en": "It has solved next week. Nothing is on your calendar yet; you look at it first.",
        "zh": "下周已经排好。日历上还什么都没有，先看一眼。",
    },
    "step_approve": {"en": "You like it.", "zh": "看起来不错，采用。"},
    "step_phone": {
        "en": "Another program (a phone, say) looks at the calendar. It speaks plain CalDAV and shares no code with Roadweek.",
        "zh": "另一个程序（比如手机）查看日历。它只用 CalDAV，与 Roadweek 没有任何共用代码。",
    },
    "phone_sees": {"en": "the phone sees {count} sessions next week:", "zh": "手机看到下周有 {count} 次安排："},
    "step_trip": {
        "en": "The office books a trip. The phone puts it into your own calendar.",
        "zh": "公司安排出差。手机把它写进你自己的日历。",
    },
    "phone_puts": {
        "en": "the phone adds: {title}, {first} – {last}, all day, {place}",
        "zh": "手机添加：{title}，{first} – {last}，全天，{place}",
    },
    "step_sync": {
        "en": "Roadweek reads the calendar and says why it believes in a trip.",
        "zh": "Roadweek 读取日历，并说明为何认为这是出差。",
    },
    "step_replan": {
        "en": "The week is solved again: trip days follow your own trip template. Forced is what the trip did; chosen is what the solver preferred.",
        "zh": "重排这一周：出差日按你自己的出差模板来。“被迫”是出差造成的，“主动”是求解器的选择。",
    },
    "step_again": {"en": "You agree, and the calendar follows.", "zh": "同意，日历随之更新。"},
    "step_undo": {
        "en": "The trip is called off. One word takes all of it back.",
        "zh": "出差取消了。一个命令全部撤回。",
    },
    "phone_deletes": {"en": "the phone deletes: {title}", "zh": "手机删除：{title}"},
    "same": {"en": "exactly as before the trip: yes", "zh": "与出差前完全一致：是"},
    "different": {"en": "exactly as before the trip: no", "zh": "与出差前完全一致：否"},
    "step_review": {
        "en": "The week goes by. It is Sunday evening, and you say what came of it.",
        "zh": "一周过去了。周日晚上，你说说结果如何。",
    },
    "did": {"en": "{count} sessions are reported done, one was skipped:", "zh": "{count} 次报告为完成，跳过了一次："},
    "step_recall": {
        "en": "Yesterday's problem comes back by its title only, and there is a question of the day. Can you tell the idea?",
        "zh": "昨天的题只给标题，另有一道每日面试题。还能说出思路吗？",
    },
    "drill_question": {
        "en": "Why is a tree walked in post-order?",
        "zh": "为什么要后序遍历一棵树？",
    },
    "drill_points": {"en": "children first; answers come up", "zh": "先子后父；答案自下而上"},
    "step_report": {
        "en": "The weekly report, and next week is ready for Monday.",
        "zh": "周报出来了，下周也已备好。",
    },
    "report_files": {"en": "the whole report with its pictures: {files}", "zh": "带图的完整周报：{files}"},
    "trip_title": {"en": "Business trip to Shenzhen", "zh": "深圳出差"},
    "trip_place": {"en": "Shenzhen", "zh": "深圳"},
    "next": {
        "en": "That was it ({seconds} s). Now with your own plan:",
        "zh": "演示完毕（{seconds} 秒）。现在用你自己的计划：",
    },
    "next_import": {"en": "roadweek import my-plan.md", "zh": "roadweek import 我的计划.md"},
    "next_words": {"en": 'roadweek replan "I travel Wed-Fri next week"', "zh": 'roadweek replan "下周三到周五出差"'},
    "next_today": {"en": "roadweek today", "zh": "roadweek today"},
    "next_serve": {
        "en": "roadweek calendar serve          (your phone joins)",
        "zh": "roadweek calendar serve          （手机接入）",
    },
    "next_bench": {
        "en": "make demo-bench                  (a real small model, measured)",
        "zh": "make demo-bench                  （实测一个真实的小模型）",
    },
    "next_client": {
        "en": "roadweek client add claude-desktop",
        "zh": "roadweek client add claude-desktop",
    },
}
