"""`review cards`: the cards of today one at a time, adding, files, the three questions of a lesson, notes of topics."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roadweek.messages import say
from roadweek.views.format import day_name
from roadweek_cli.common import Usage, a_date, common, emit, language, print_json, workspace
from roadweek_cli.parser import LightGroup, command

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.reviewing.memory import MemoryRating
    from roadweek.views.cards import CardDaysView, CardsChangedView, CardsTunedView, CardSuggestionsView, CardView
    from roadweek.workspace import Workspace


class _DueFirst(LightGroup):
    """`review cards` is `review cards due`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h")):
            args = ["due", *args]
        return super().parse_args(ctx, args)


cards_app = typer.Typer(
    cls=_DueFirst,
    help="Cards under spaced repetition. Without a word: those of today, one at a time.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Topic = Annotated[str | None, typer.Option(metavar="TOPIC", help="what it is about")]
RATINGS: dict[str, MemoryRating] = {
    **dict.fromkeys(("1", "again", "forgotten", "忘了", "忘"), 1),
    **dict.fromkeys(("2", "hard", "吃力", "难"), 2),
    **dict.fromkeys(("3", "good", "记得", "会"), 3),
    **dict.fromkeys(("4", "easy", "轻松", "简单"), 4),
}


@command(cards_app, "due")
def due(
    limit: Annotated[int, typer.Option(metavar="N", help="at most so many cards a day", min=1, max=500)] = 25,
) -> None:
    """The cards of today, one at a time."""
    from roadweek.usecases.cards import due_now, listing

    ws = workspace()
    lang = language(ws)
    view = due_now(ws, limit=limit)
    if common().json:
        print_json(view)
        return
    if not view["cards"]:
        never = not view["done"] and not listing(ws)["cards"]
        why = "never" if never else "full" if view["left_out"] else "none"
        print(say(f"cards.due_{why}", lang, limit=limit))
    else:
        count = len(view["cards"])
        print(say("cards.due_title", lang, day=day_name(view["date"], lang), count=count, limit=limit))
        if view["left_out"]:
            print("  " + view["why"])
        if view["early"]:
            print("  " + say("cards.early", lang, count=view["early"]))
        _lead_through(ws, view["cards"], lang)
    if view["left_out"]:
        print(say("cards.left_out", lang, count=view["left_out"]))


def _lead_through(ws: Workspace, cards: list[CardView], lang: Language) -> None:
    from roadweek.usecases.cards import answer
    from roadweek_cli.paint import line

    print(say("cards.due_how", lang))
    for number, card in enumerate(cards, 1):
        line(f"{number}/{len(cards)}  {card['front']}", "bold")
        if not sys.stdin.readline():
            return
        for text in (card["back"] or say("cards.no_answer", lang)).split("\n"):
            line("  │ " + text)
        while True:
            said = sys.stdin.readline()
            if not said:
                return
            word = said.strip().casefold()
            if not word or word in RATINGS:
                break
            print(say("cards.unread", lang))
        if word:
            _due_again(answer(ws, card["id"], RATINGS[word]), lang)


def _due_again(view: CardsChangedView, lang: Language) -> None:
    day = view["cards"][0]["due"]
    if day:
        print("  " + say("cards.next_due", lang, day=day_name(day, lang)))


@command(cards_app, "ahead")
def ahead(
    limit: Annotated[int, typer.Option(metavar="N", help="at most so many cards a day", min=1, max=500)] = 25,
    days: Annotated[int, typer.Option(metavar="N", help="so many days", min=1, max=120)] = 21,
) -> None:
    """The days ahead: what comes before and after a trip or a rest day instead of on it."""
    from roadweek.usecases.card_days import days_ahead

    ws = workspace()
    view = days_ahead(ws, limit=limit, days=days)
    emit(view, lambda: _days(view, language(ws)))


def _days(view: CardDaysView, lang: Language) -> None:
    from roadweek_cli.paint import line, table

    if not any(day["due"] or day["cards"] for day in view["days"]):
        line(say("cards.ahead_none", lang))
        return
    rows = [
        [
            day_name(day["date"], lang),
            str(day["due"]),
            str(day["cards"]),
            say("reviewing.minutes", lang, minutes=f"{day['room_min']:g}"),
            say(f"cards.kind_{day['kind']}", lang),
        ]
        for day in view["days"]
        if day["due"] or day["cards"] or day["kind"] != "usual"
    ]
    table([*(say(f"cards.head_{key}", lang) for key in ("day", "due", "comes", "room")), ""], rows)
    counts: dict[tuple[str, str], int] = {}
    for move in view["moves"]:
        counts[move["due"], move["to"]] = counts.get((move["due"], move["to"]), 0) + 1
    if counts:
        line(say("cards.ahead_moved", lang, count=len(view["moves"])))
    for (due, to), count in sorted(counts.items())[:20]:
        line("  " + say("cards.ahead_move", lang, due=day_name(due, lang), to=day_name(to, lang), count=count))


@command(cards_app, "answer")
def answer(
    name: Annotated[str, typer.Argument(metavar="ID", help="the card; `review cards list` has the ids")],
    rating: Annotated[str, typer.Argument(metavar="ANSWER", help="1 forgotten, 2 hard, 3 good, 4 easy")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="the day it was; default: today")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="the same was noted a moment ago, and did happen twice")
    ] = False,
) -> None:
    """Note how a card was answered, without being asked."""
    from roadweek.usecases.cards import answer as noted

    told = RATINGS.get(rating.strip().casefold())
    if told is None:
        raise Usage("card_rating", "roadweek review cards answer", value=rating)
    ws = workspace()
    view = noted(ws, name, told, on=a_date(on), again=again)

    def show_it() -> None:
        print(view["events"][0]["summary"])
        _due_again(view, language(ws))

    emit(view, show_it)


@command(cards_app, "add")
def add(
    front: Annotated[str, typer.Argument(metavar="QUESTION", help="one thing that is asked")],
    back: Annotated[str, typer.Argument(metavar="ANSWER", help="its answer")] = "",
    topic: Topic = None,
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="may stand several times")] = None,
    source: Annotated[str | None, typer.Option(metavar="TEXT", help="where it is from: a paper, a lesson")] = None,
) -> None:
    """Add a card."""
    from roadweek.reviewing.card_texts import CardText
    from roadweek.usecases.cards import add as added

    ws = workspace()
    tags = tuple("-".join(one.split()) for one in tag or ())
    view = added(ws, [CardText(front, back, topic=topic, tags=tags, source=source)])
    emit(view, lambda: _added(view, language(ws)))


def _added(view: CardsChangedView, lang: Language) -> None:
    print(say("cards.added", lang, count=len(view["cards"])))
    _fronts(view["cards"])
    print("  " + say("reviewing.undo_hint", lang))


def _fronts(cards: list[CardView]) -> None:
    from roadweek_cli.paint import table

    lang = language()
    heads = [say(f"cards.head_{key}", lang) for key in ("card", "question", "due")]
    table(heads, [[card["id"], card["front"], card["due"] or ""] for card in cards], styles={0: "cyan"})


@command(cards_app, "lesson")
def lesson(
    title: Annotated[str, typer.Argument(metavar="LESSON", help="what was learnt: SVD")],
    geometry: Annotated[str, typer.Option(metavar="TEXT", help="what it is geometrically")] = "",
    network: Annotated[str, typer.Option(metavar="TEXT", help="where it is in a network")] = "",
    without: Annotated[str, typer.Option(metavar="TEXT", help="what fails without it")] = "",
    topic: Topic = None,
) -> None:
    """Three cards of a lesson: what it is geometrically, where it is in a network, what fails without it."""
    from roadweek.usecases.cards import lesson as made

    ws = workspace()
    view = made(ws, title, (geometry, network, without), topic=topic)
    emit(view, lambda: _added(view, language(ws)))


@command(cards_app, "list")
def list_cards(topic: Topic = None) -> None:
    """All cards, or those of a topic."""
    from roadweek.usecases.cards import listing

    ws = workspace()
    view = listing(ws, topic=topic)

    def show_it() -> None:
        if view["cards"]:
            _fronts(view["cards"])
        else:
            print(say("cards.due_never", language(ws)))

    emit(view, show_it)


@command(cards_app, "suggest")
def suggest(
    take: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="make it a card; may stand several times; or all")
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="suggest it no more; may stand several times; or all")
    ] = None,
    topic: Topic = None,
) -> None:
    """Cards that your attempts could give, a fact each: blind spots, ideas, the questions of papers and lessons."""
    from roadweek.usecases import card_suggestions
    from roadweek_cli import show

    if take and drop:
        raise Usage("take_or_drop", "roadweek review cards suggest")
    ws = workspace()
    lang = language(ws)
    if take:
        made = card_suggestions.take(ws, take, topic=topic)
        emit(made, lambda: _added(made, lang))
        return
    if drop:
        gone = card_suggestions.drop(ws, drop, topic=topic)
        emit(gone, lambda: show.applied(gone, lang, published=False))
        return
    view = card_suggestions.suggestions(ws, topic=topic)
    emit(view, lambda: _suggested(view, lang))


def _suggested(view: CardSuggestionsView, lang: Language) -> None:
    from roadweek_cli.paint import table

    if not view["suggestions"]:
        print(say("cards.suggest_none", lang))
        return
    heads = [say(f"cards.head_{key}", lang) for key in ("id", "question", "answer", "by")]
    rows = [
        [one["id"], one["front"], one["back"] or say("cards.no_answer", lang), say(f"cards.by_{one['by']}", lang)]
        for one in view["suggestions"]
    ]
    table(heads, rows, styles={0: "cyan"}, fold=(1, 2))
    if view["count"] > len(rows):
        print("  " + say("reviewing.left_more", lang, count=view["count"] - len(rows)))
    print(say("cards.suggest_how", lang))


@command(cards_app, "tune")
def tune(
    apply: Annotated[bool, typer.Option("--apply", help="use them where they predict better")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="go back to the published parameters")] = False,
) -> None:
    """Whether parameters learned from your answers predict better. Needs some hundreds, and the extra `tuning`."""
    from roadweek.usecases import card_tuning
    from roadweek_cli import show

    if apply and reset:
        raise Usage("apply_or_reset", "roadweek review cards tune")
    ws = workspace()
    lang = language(ws)
    if reset:
        gone = card_tuning.reset(ws)
        emit(gone, lambda: show.applied(gone, lang, published=False))
        return
    view = card_tuning.tuned(ws, apply=apply)
    emit(view, lambda: _tuned(view, lang))


def _tuned(view: CardsTunedView, lang: Language) -> None:
    from roadweek_cli.paint import table

    losses = view["log_loss"]
    if losses is None:
        print(say("cards.tune_too_few", lang, reviews=view["reviews"], least=view["least"]))
        return
    print(say("cards.tune_title", lang, reviews=view["reviews"], tested=view["tested"]))
    rows = [
        [say("cards.tune_learned", lang), f"{losses['learned']:.3f}"],
        [say("cards.tune_published", lang), f"{losses['published']:.3f}"],
        [say("cards.tune_constant", lang), f"{losses['constant']:.3f}"],
    ]
    if losses["in_force"] != losses["published"]:
        rows.insert(1, [say("cards.tune_in_force", lang), f"{losses['in_force']:.3f}"])
    table(["", ""], rows)
    key = "applied" if view["applied"] else view["verdict"]
    print(say(f"cards.tune_{key}", lang))
    if view["applied"]:
        print("  " + say("reviewing.undo_hint", lang))


@command(cards_app, "import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Markdown (question::answer) or CSV (front, back)")],
) -> None:
    """Read cards from a file. A card that is known by its id gets the file's words and keeps its schedule."""
    from roadweek.usecases.card_files import import_cards

    ws = workspace()
    view = import_cards(ws, file)

    def show_it() -> None:
        lang = language(ws)
        counts = {key: view[key] for key in ("file", "added", "changed", "same")}
        print(say("cards.imported", lang, **counts))
        for remark in view["remarks"]:
            print("  " + remark)

    emit(view, show_it)


@command(cards_app, "export")
def export_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="ending in .md (Obsidian), .csv or .apkg (Anki)")],
    topic: Topic = None,
) -> None:
    """Write cards to a file."""
    from roadweek.usecases.card_files import export_cards

    ws = workspace()
    view = export_cards(ws, file, topic=topic)

    def show_it() -> None:
        lang = language(ws)
        print(say("cards.exported", lang, cards=view["cards"], file=view["file"]))
        for remark in view["remarks"]:
            print("  " + remark)

    emit(view, show_it)


@command(cards_app, "bundle")
def bundle(topic: Topic = None) -> None:
    """Bundle the cards of each topic into a note in `notes/`, with the links between topics."""
    from roadweek.usecases.card_files import bundle as bundled

    ws = workspace()
    view = bundled(ws, topic)

    def show_it() -> None:
        lang = language(ws)
        for one in view:
            print(say("cards.bundled", lang, topic=one["topic"], cards=one["cards"], file=one["file"]))
        print(say("cards.bundle_index", lang, file=view[0]["index"]))

    emit(view, show_it)
