"""The generated documents: the commands from their tree, the edits from the domain, the demo in the READMEs.

`make docs` writes them; a test says when one is out of date.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadweek.domain.base import Language

EXAMPLES: dict[str, dict[str, Any]] = {
    "add_trip": {"start": "2026-03-11", "end": "2026-03-13", "place": "Shenzhen"},
    "change_trip": {"start": "2026-03-11", "new_end": "2026-03-14"},
    "cancel_trip": {"start": "2026-03-11"},
    "block": {"start": "2026-03-10T19:00", "end": "2026-03-10T21:00", "reason": "dinner"},
    "day_off": {"date": "2026-03-14"},
    "set_capacity": {"date_from": "2026-03-09", "date_to": "2026-03-13", "minutes": 60},
    "move": {"track": "maths", "from": "2026-03-10", "to": "2026-03-14", "slot": "morning"},
    "drop": {"track": "maths", "date": "2026-03-10"},
    "add": {"title": "read a paper", "minutes": 60, "date": "2026-03-14"},
    "add_activity": {
        "track": "japanese",
        "minutes": 30,
        "times": 2,
        "per": "week",
        "days": ["TU", "TH"],
        "from": "2026-03-09",
    },
    "set_activity": {
        "track": "running",
        "title": "easy run",
        "times": 1,
        "per": "week",
        "interval": 2,
        "days": ["SA"],
        "at": "18:00",
        "from": "2026-03-09",
        "until": "2026-05-31",
    },
    "remove_activity": {"track": "japanese", "title": "kanji", "from": "2026-04-06", "until": "2026-04-19"},
    "pause": {"track": "blog", "from": "2026-03-09", "until": "2026-03-29"},
    "resume": {"track": "blog", "from": "2026-03-23"},
    "add_milestone": {"title": "talk given", "due": "2026-05-20", "track": "english"},
    "move_milestone": {"milestone": "blog-post-1", "due": "2026-04-07"},
    "finish_milestone": {"milestone": "blog-post-1", "date": "2026-03-30"},
    "add_task": {"title": "expense report", "minutes": 45, "due": "2026-03-13"},
    "finish_task": {"task": "expense-report"},
    "add_work": {
        "title": "measure INT8 too",
        "track": "edge",
        "minutes": 180,
        "from": "2026-03-09",
        "due": "2026-03-31",
    },
    "set_effort": {"work": "d39", "minutes": 360},
    "split_work": {"work": "d39", "steps": [{"title": "convert the model", "minutes": 120}, {"title": "run it"}]},
    "finish_work": {"work": "d39", "date": "2026-03-20", "evidence": "https://example.org/report"},
    "skip_work": {"work": "d40"},
    "order_work": {"work": "d40", "before": "d39"},
    "focus": {"track": "edge", "minutes": 600, "from": "2026-03-09", "until": "2026-04-05"},
    "open_hours": {"start": "2026-03-12T22:30", "end": "2026-03-12T23:30"},
    "catch_up": {"from": "2026-03-09", "until": "2026-03-18", "weeks": 4},
    "prioritize": {"track": "edge", "level": "up"},
    "pin": {"session": "2026-W11-maths-1"},
    "unpin": {"session": "2026-W11-maths-1"},
    "finish": {"session": "2026-W11-maths-1"},
    "report": {"session": "2026-W11-maths-1", "outcome": "partial", "minutes": 30},
    "decide": {"decision": "ielts", "choice": "technical English"},
    "log": {"track": "maths", "date": "2026-03-10", "minutes": 25, "outcome": "partial"},
    "withdraw": {"adjustment": "a7"},
    "reinstate": {"adjustment": "a7"},
}
MEANINGS: dict[str, str] = {
    "add_trip": "A trip; both days count. Its days use the trip week.",
    "change_trip": "The trip that starts on `start` gets other days or another place.",
    "cancel_trip": "The trip that starts on `start` does not take place.",
    "block": "A time that is taken.",
    "open_hours": "A time beside the usual hours in which work may lie that day.",
    "day_off": "A day without any work.",
    "set_capacity": "So many minutes of work a day, between two days.",
    "move": "A track's sessions go to another day.",
    "drop": "A track is left out on a day.",
    "add": "One extra session.",
    "add_activity": (
        "A new recurring activity. `interval` 2 with `per` week is every other week; `nth` 1 with `per` month and"
        " `days` the first such day, -1 the last; `at` is HH:MM."
    ),
    "set_activity": (
        "A recurring activity changes from a day on, up to `until`; `title` says which of the track's activities."
    ),
    "remove_activity": "A track's activities end, or the one of that `title`; with `until` they come back behind it.",
    "pause": "A track rests; without `until`, until it is resumed.",
    "resume": "A paused track goes on.",
    "add_milestone": "Something to be reached by a day.",
    "move_milestone": "A milestone gets another day.",
    "finish_milestone": "A milestone was reached. `evidence` is a text or a link.",
    "add_task": "A one-off piece of work.",
    "finish_task": "A task is done.",
    "add_work": "One more thing to get done, in its track's list or after another; with `due`, owed until it is done.",
    "set_effort": "The whole effort of a work, what is done of it counted in.",
    "split_work": "Steps take the place of a work, in order; what is done of it counts for the first ones.",
    "finish_work": "A work is done, whatever the minutes; without `date`, today. `evidence` is a text or a link. Of "
    "an activity, it says that it ends.",
    "skip_work": "A work is left out.",
    "order_work": "A work goes before or after another of its list: give one of `before` and `after`.",
    "focus": "So many minutes a week for a track or a work's list: give one of the two; 0 minutes end it.",
    "catch_up": "What was left undone on these days comes back, spread over the weeks that follow: at most a fifth of "
    "a week on top, or over so many `weeks`; with `track` that track's alone.",
    "prioritize": "A track matters more, or less.",
    "pin": "A session stays where it is.",
    "unpin": "A session may move again.",
    "finish": "A session was done as planned.",
    "report": "What came of a session: done, partial with the minutes really spent, or skipped.",
    "decide": "An open question of the plan is answered.",
    "log": "What was really done: `done`, `partial` or `skipped`.",
    "withdraw": "Takes one adjustment out of force: what `undo` writes.",
    "reinstate": "Puts a withdrawn adjustment back: what undoing an undo writes.",
}


def edits_page() -> str:
    """docs/edits.md. Raises KeyError for a kind without an example or a meaning."""
    from roadweek.domain.edits import EDIT, Edit

    lines = [
        "# Edits",
        "",
        "<!-- generated by `make docs` from tools/roadweek/domain/edits.py -->",
        "",
        "Every change to a plan or a week is one of these, however it was asked for: words, an MCP tool, or",
        "`roadweek replan --edits JSON`. Each can be undone. Dates include their day; local times are",
        "`YYYY-MM-DDTHH:MM`; `days` are `MO` to `SU`; slots are `morning`, `afternoon`, `evening`. Tracks, milestones,",
        "tasks and sessions are named by id; a work is named by id or by words of its title.",
        "",
    ]
    for model in get_args(get_args(Edit)[0]):
        kind: str = model.model_fields["kind"].default
        example = {"kind": kind, **EXAMPLES[kind]}
        EDIT.validate_python(example)
        fields = [
            f"`{field.alias or name}`" + ("" if field.is_required() else "?")
            for name, field in model.model_fields.items()
            if name != "kind"
        ]
        lines += [f"## {kind}", "", MEANINGS[kind], "", f"Fields: {', '.join(fields)}", "", "```json"]
        lines += [json.dumps(example, ensure_ascii=False), "```", ""]
    return "\n".join(lines)


def commands_page() -> str:
    """docs/commands.md: the help of every command, in the order of the front page."""
    from roadweek_cli.parser import root
    from roadweek_cli.tree import front_page

    lines = [
        "# Commands",
        "",
        "<!-- generated by `make docs` from the command tree -->",
        "",
        "```",
        front_page("en"),
        "```",
        "",
        "With `--json` a command prints exactly one JSON document on standard output; the schemas of the",
        "main ones are in [json-shapes.json](json-shapes.json). Exit codes: 0 (a question back too), 1 with one line",
        "`error: …`, 2 for wrong usage. `ROADWEEK_NOW` (RFC 3339, with offset) replaces the clock.",
        "",
    ]
    group = root()
    with group.make_context("roadweek", [], resilient_parsing=True) as context:
        for words, text in _helps(group, context, "roadweek"):
            lines += [f"## {words}", "", "```", text, "```", ""]
    return "\n".join(lines)


def _helps(group: Any, context: Any, path: str) -> Iterator[tuple[str, str]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        words = f"{path} {name}"
        with command.make_context(name, [], parent=context, resilient_parsing=True) as inner:
            if hasattr(command, "list_commands"):
                yield from _helps(command, inner, words)
                continue
            formatter = inner.make_formatter()
            formatter.width = 100
            command.format_help(inner, formatter)
            text = formatter.getvalue().rstrip()
        if "Not in this version yet" not in text:
            yield words, text


DEMO = ("<!-- demo -->", "<!-- /demo -->")


def demo_output(language: Language) -> str:
    """What `roadweek demo` prints, from the trip on, with its running time left out."""
    import os
    import subprocess
    import sys

    from roadweek.messages import say
    from roadweek_cli.paint import PIPE_WIDTH

    command = [sys.executable, "-m", "roadweek_cli", "demo", "--lang", language]
    env = {**os.environ, "COLUMNS": str(PIPE_WIDTH)}
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout
    told = told[told.index(say("demo.step_trip", language)) :]
    return re.sub(r" ?[(（]\d+\.\d (s|秒)[)）]", "", told).rstrip() + "\n"


def with_demo(readme: str, lang: Language) -> str:
    """A README with the demo's real output between its marks. Raises ValueError where it has no marks."""
    before, _, rest = readme.partition(DEMO[0])
    _, mark, after = rest.partition(DEMO[1])
    if not mark:
        raise ValueError(f"no {DEMO[0]} … {DEMO[1]} in the README")
    return f"{before}{DEMO[0]}\n```text\n{demo_output(lang)}```\n{DEMO[1]}{after}"


def tools_page() -> str:
    """docs/tools.md: the tools of each MCP server."""
    from roadweek_mcp.catalogue import tool_table

    return f"# MCP tools\n\n<!-- generated by `make docs` from the servers themselves -->\n\n{tool_table()}"


def json_shapes() -> dict[str, dict[str, Any]]:
    """The JSON schema of what a command prints with ``--json``, by the command; it names every key."""
    from pydantic import TypeAdapter

    from roadweek.usecases import bench_planning
    from roadweek.views import (
        batch,
        bench_documents,
        cards,
        counts,
        drill,
        edge,
        github_documents,
        report_documents,
        resume,
        reviewing,
        roadmap_documents,
        trip_documents,
    )
    from roadweek.views import documents as views
    from roadweek.views import holidays as public

    told: dict[str, Any] = {
        "attempt": reviewing.AttemptedView,
        "attempt import": reviewing.AttemptsImportedView,
        "attempt list": reviewing.AttemptsView,
        "attempt pin": reviewing.ProblemChangedView,
        "attempt start": reviewing.StopwatchStartedView,
        "attempt stop": reviewing.AttemptedView,
        "backup": views.BackupsView,
        "bench cancel": bench_documents.BenchProgressView,
        "bench check": bench_documents.BenchCheckView,
        "bench why": bench_documents.BenchWhyView,
        "bench compare": bench_documents.BenchCompareView,
        "bench evidence": views.ProposalView,
        "bench export": bench_documents.BenchShowView,
        "bench forget": bench_documents.RunsForgottenView,
        "bench import": bench_documents.RunsImportedView,
        "bench list": bench_documents.BenchListView,
        "bench report": bench_documents.BenchReportView,
        "bench run": bench_documents.BenchRunView,
        "bench series": bench_planning.BenchSeriesListView,
        "bench show": bench_documents.BenchShowView,
        "calendar events": views.CalendarEventsView,
        "calendar repair": views.RepairView,
        "edge devices": edge.EdgePlacesView,
        "edge models": edge.ServedModelsView,
        "edge status": edge.EdgeStatusView,
        "explain": views.ExplainView,
        "github calendar": github_documents.GithubCalendarView,
        "github new": github_documents.GithubNewView,
        "github scout": github_documents.GithubScoutView,
        "github stories": github_documents.GithubStoriesView,
        "github tell": views.AppliedView,
        "github week": github_documents.GithubWeekView,
        "batch": batch.BatchView,
        "holidays": public.HolidaysView,
        "import": views.ImportView,
        "plan checks": list[views.PlanCheckView],
        "plan days": list[views.PlanDayView],
        "replan": views.ProposalView,
        "restore": views.RestoreView,
        "review answer": views.AppliedView,
        "review bullets": resume.ResumeBankView,
        "review cards": cards.CardsDueView,
        "review cards add": cards.CardsChangedView,
        "review cards ahead": cards.CardDaysView,
        "review cards answer": cards.CardsChangedView,
        "review cards bundle": list[cards.BundleView],
        "review cards export": cards.CardsExportedView,
        "review cards import": cards.CardsImportedView,
        "review cards lesson": cards.CardsChangedView,
        "review cards list": cards.CardsView,
        "review cards suggest": cards.CardSuggestionsView,
        "review cards tune": cards.CardsTunedView,
        "review count": counts.CountsView,
        "review day": reviewing.RecallDayView,
        "review redo": reviewing.RedoView,
        "review redo record": reviewing.RedoneView,
        "review redo swap": reviewing.RedoSwappedView,
        "review record": reviewing.ReviewedView,
        "review drill": drill.DrillView,
        "review drill --answer": drill.DrillAnsweredView,
        "review drill --weak": drill.DrillTopicsView,
        "review drill add": drill.DrillChangedView,
        "review drill grade": drill.DrillAnsweredView,
        "review drill import": drill.DrillImportedView,
        "review drill list": drill.DrillBankView,
        "review drill retire": drill.DrillChangedView,
        "review drill suggest": drill.DrillSuggestionsView,
        "review material": report_documents.MaterialView,
        "review week": report_documents.ReportView,
        "review week --why": report_documents.WhyView,
        "roadmap": roadmap_documents.RoadmapView,
        "today": views.TodayView,
        "trip list": views.TripsView,
        "trip show": trip_documents.TripShowView,
        "week": views.WeekView,
        "work effort": views.ProposalView,
        "work finish": views.ProposalView,
        "work list": list[views.WorkView],
        "work order": views.ProposalView,
        "work show": list[views.WorkDetailView],
        "work skip": views.ProposalView,
        "work split": views.ProposalView,
    }
    return {name: _closed(TypeAdapter(view).json_schema()) for name, view in told.items()}


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(each) for each in schema]  # pyright: ignore[reportUnknownVariableType] -- any JSON
    if not isinstance(schema, dict):
        return schema
    closed: dict[str, Any] = {key: _closed(value) for key, value in schema.items()}  # pyright: ignore[reportUnknownVariableType] -- any JSON
    if closed.get("type") == "object" and "properties" in closed:
        closed["additionalProperties"] = False
    return closed


def shapes_page() -> str:
    """docs/json-shapes.json: the schemas by command."""
    return json.dumps(json_shapes(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def pages(root: Path) -> dict[Path, str]:
    """The documents that are generated as a whole, as they should be."""
    made = {"commands.md": commands_page(), "edits.md": edits_page(), "tools.md": tools_page()}
    made["json-shapes.json"] = shapes_page()
    return {root / "docs" / name: text for name, text in made.items()}


def main() -> None:
    root = Path(__file__).parent.parent.parent
    readmes: dict[Path, Language] = {root / "README.md": "en", root / "README.zh-CN.md": "zh"}
    texts = pages(root) | {path: with_demo(path.read_text(encoding="utf-8"), lang) for path, lang in readmes.items()}
    for path, text in texts.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(root))


if __name__ == "__main__":
    main()
