"""The weekly replan: edits become a stored proposal, an approved proposal becomes the accepted weeks.

Approval lives in the proposals table alone; whoever asks (chat, command, MCP client) asks here.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from roadweek.domain.base import Language
from roadweek.domain.edits import AddTrip, CancelTrip, ChangeTrip, Edit, is_fact
from roadweek.domain.proposal import Moment, Proposal, digest_of
from roadweek.domain.week import Session, Week
from roadweek.domain.weeks import next_week, week_id
from roadweek.errors import DateError, NoEffectError, ProposalError, StaleProposalError, UnknownNameError
from roadweek.messages import say
from roadweek.planning import FORM
from roadweek.scheduling.affected import affected_weeks
from roadweek.scheduling.effective import effective, fold_trips
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.missed import still_missed
from roadweek.scheduling.oneoff import without_place
from roadweek.scheduling.reported import with_facts
from roadweek.storage import database, events, plans, proposals, sessions
from roadweek.storage.events import HistoryEvent
from roadweek.usecases import drafts, facts
from roadweek.usecases.answer import applied
from roadweek.usecases.foretold import keep_forecasts
from roadweek.usecases.no_effect import refuse, unmoved, warnings_of, without_effect
from roadweek.usecases.promises import keep_promise
from roadweek.usecases.scope import beyond_scope
from roadweek.usecases.told import told_with
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.check import checked, ended, parse_edits
from roadweek.versions.effects import effects_of_weeks
from roadweek.versions.needless import Needless
from roadweek.versions.snapshot import Snapshot, after, fingerprint, language_of, load, week_inputs
from roadweek.views.build import no_proposal, proposal_view
from roadweek.views.documents import AppliedView, ProposalView
from roadweek.workspace import Workspace

Origin = Literal["person", "import", "watch", "desk", "agent"]
TOLD = 5
"""So many of the other open proposals are told."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What a proposal is solved from, read in one snapshot."""

    snapshot: Snapshot
    edits: tuple[Edit, ...]
    weeks: tuple[str, ...]
    inputs: tuple[WeekInputs, ...]
    accepted: frozenset[str]
    language: Language

    @property
    def hash(self) -> str:
        digest = hashlib.sha256(fingerprint(self.inputs).encode())
        digest.update(json.dumps([self.snapshot.version, [e.to_json() for e in self.edits]], sort_keys=True).encode())
        return digest.hexdigest()


def _question(
    connection: sqlite3.Connection,
    ws: Workspace,
    edits: Iterable[Any],
    *,
    week: str | None,
    weeks: Sequence[str] | None = None,
) -> _Question:
    snapshot = load(connection, ws)
    today = ws.now().date()
    plan = effective(snapshot.plan, snapshot.adjustments)
    parsed = ended(parse_edits(edits), plan, today)
    parsed = checked(parsed, plan, sessions=sessions.ids(connection, ws.person))
    facts.check(connection, ws, parsed)
    _known_trips(snapshot, parsed)
    accepted = sessions.accepted_weeks(connection, ws.person, week_id(today))
    if weeks is None:
        trips = fold_trips(snapshot.trips, snapshot.adjustments)
        weeks = affected_weeks(parsed, trips=trips, today=today, accepted=accepted, named=week)
        if week is not None and week < week_id(today):
            raise DateError(value=week, why="week_past")
        if not parsed and not weeks:  # "replan" alone: everything that stands, else the week to come
            weeks = tuple(accepted) or (next_week(week_id(today)),)
    adjustments = snapshot.with_edits(parsed, today)
    return _Question(
        snapshot=snapshot,
        edits=parsed,
        weeks=tuple(weeks),
        inputs=tuple(
            _as_told(week_inputs(connection, ws, snapshot, name, adjustments=adjustments, together=weeks), parsed)
            for name in weeks
        ),
        accepted=frozenset(accepted),
        language=language_of(connection, ws),
    )


def _as_told(inputs: WeekInputs, edits: Sequence[Edit]) -> WeekInputs:
    """``inputs`` with the facts among ``edits`` written down. Who asks for nothing else, asks for another time for what
    was left open, too."""
    facts_only = all(is_fact(edit) for edit in edits)
    return inputs.model_copy(
        update={
            "sessions": with_facts(inputs.sessions, edits),
            "missed": still_missed(with_facts(inputs.missed, edits)),
            "offer_open": facts_only,
        }
    )


def _known_trips(snapshot: Snapshot, edits: Sequence[Edit]) -> None:
    """A trip that is changed or cancelled is one that stands, or that these edits add. Raises UnknownNameError."""
    live = [t for t in fold_trips(snapshot.trips, snapshot.adjustments) if t.state not in ("cancelled", "dismissed")]
    spans = [(t.start, t.end) for t in live] + [(e.start, e.end) for e in edits if isinstance(e, AddTrip)]
    for edit in edits:
        if isinstance(edit, CancelTrip | ChangeTrip) and not any(a <= edit.start <= b for a, b in spans):
            known = [f"{start} – {end}" for start, end in sorted(spans)]
            raise UnknownNameError(what="trip", name=edit.start.isoformat(), known=known, see="see_trips")


def propose(
    ws: Workspace,
    edits: Iterable[Any],
    *,
    week: str | None = None,
    origin: Origin = "person",
    by: str = "edits",
    warnings: Iterable[str] = (),
    weeks: Sequence[str] | None = None,
    instead: str | None = None,
    solve: Callable[[WeekInputs], Week] | None = None,
) -> ProposalView:
    """Solve the weeks that ``edits`` (objects or Edit values) touch and store the outcome as an open proposal.

    ``week`` adds one week to solve, ``weeks`` replaces the choice; ``instead`` is an open proposal that it replaces;
    ``solve`` stands for the solver where a week was solved elsewhere.
    Without edits and without a change there is no proposal: its id is null. Edits that change nothing are left out,
    and a warning says why. Raises NoPlanError, EditError, UnknownNameError, and NoEffectError where no edit is left.
    """
    today = ws.now().date()
    with database.read(ws.database) as connection:
        question = _question(connection, ws, edits, week=week, weeks=weeks)
    left_out = without_effect(ws, question.edits) if question.edits else []
    question = _without(ws, question, left_out, week=week, weeks=weeks)
    proposal = _solved(ws, question, origin, solve)
    unheard = unmoved(proposal, question.snapshot, ws.now())
    if unheard:
        question = _without(ws, question, unheard, week=week, weeks=weeks)
        proposal = _solved(ws, question, origin, solve)
    warnings = [*warnings, *warnings_of([*left_out, *unheard], question.language, today)]
    warnings += beyond_scope(question.snapshot.plan, question.edits, today, question.language)
    fresh = any(name not in question.accepted for name in question.weeks)
    if not proposal.edits and not proposal.changes and not fresh:
        told = told_with(ws, proposal, question.language)
        return no_proposal(question.snapshot.version, question=None, by=by, warnings=warnings, notices=told)
    with database.write(ws.database) as connection:
        earlier = proposals.get(connection, ws.person, proposal.id)
        proposal = _with_effects(connection, ws, proposal)
        earlier = proposals.get(connection, ws.person, proposal.id)
        if earlier is not None and earlier.state == "applied":  # facts make no version: asked again, it is another
            again = f"{proposal.id}-{events.last_seq(connection, ws.person)}"
            proposal = proposal.model_copy(update={"id": again})
        proposals.put(connection, ws.person, proposal)
        if instead is not None and instead != proposal.id:
            at = ws.now().isoformat()
            proposals.decide(connection, ws.person, instead, state="stale", at=at, by=ws.actor, replaced_by=proposal.id)
        stored = _stored(connection, ws, proposal.id)
        others = _others(connection, ws, stored)
    return proposal_view(
        stored,
        question.language,
        accepted=question.accepted,
        by=by,
        warnings=warnings,
        others=others,
        notices=told_with(ws, stored, question.language),
    )


def _without(
    ws: Workspace,
    question: _Question,
    found: Sequence[Needless],
    *,
    week: str | None,
    weeks: Sequence[str] | None,
) -> _Question:
    """The question without edits that change nothing. Raises NoEffectError where there are no others."""
    if not found:
        return question
    away = [id(one.edit) for one in found]
    kept = [edit for edit in question.edits if id(edit) not in away]
    if not kept:
        raise refuse(found, ws)
    with database.read(ws.database) as connection:
        return _question(connection, ws, kept, week=week, weeks=weeks)


def inputs_of(ws: Workspace, weeks: Sequence[str]) -> list[WeekInputs]:
    """What each of ``weeks`` would be solved from if it alone were asked for, without edits. Raises NoPlanError."""
    with database.read(ws.database) as connection:
        asked = [_question(connection, ws, (), week=None, weeks=[week]) for week in weeks]
    return [_to_solve(ws, question, one, ()) for question in asked for one in question.inputs]


def _to_solve(ws: Workspace, question: _Question, one: WeekInputs, before: Sequence[Week]) -> WeekInputs:
    seen = one.sessions if one.week in question.accepted else _seen(ws, question, one.week)
    return after(one.model_copy(update={"sessions": seen}), before)


def _solved(
    ws: Workspace, question: _Question, origin: Origin, solve: Callable[[WeekInputs], Week] | None = None
) -> Proposal:
    from roadweek.scheduling.diff import difference, minutes
    from roadweek.scheduling.solve import solve_week

    inputs: list[WeekInputs] = []
    weeks: list[Week] = []
    for one in question.inputs:
        inputs.append(_to_solve(ws, question, one, weeks))
        weeks.append((solve or solve_week)(inputs[-1]))
    changes = difference(inputs, weeks)
    forced, chosen = minutes(changes)
    return Proposal(
        id="p",  # named when its effects are known
        version=question.snapshot.version,
        input_hash=question.hash,
        edits=question.edits,
        weeks=tuple(weeks),
        changes=changes,
        forced_min=forced,
        chosen_min=chosen,
        unplaced=without_place(weeks),
        origin=origin,
        created=ws.now(),
        form=FORM,
    )


def _with_effects(connection: sqlite3.Connection, ws: Workspace, proposal: Proposal) -> Proposal:
    """The proposal with all that approving it writes, and the name that it has by what it was asked and does."""
    effects = effects_of_weeks(connection, ws, proposal.weeks)
    name = hashlib.sha256(proposal.input_hash.encode())
    name.update(json.dumps([change.to_json() for change in proposal.changes], sort_keys=True).encode())
    name.update(digest_of(effects).encode())
    return proposal.model_copy(update={"id": f"p{name.hexdigest()[:10]}", "effects": effects})


def _seen(ws: Workspace, question: _Question, week: str) -> tuple[Session, ...]:
    """What the person has seen of a week that is not accepted: its draft, so that a change is shown against it. What
    its sessions are for is not approved yet and is told anew."""
    if not question.edits:
        return ()
    _, rows = drafts.draft(ws, week)
    return tuple(s.model_copy(update={"work": ()}) for s in sessions.as_sessions(rows))


def show(ws: Workspace, proposal: str) -> ProposalView:
    """A stored proposal as it stands. Raises UnknownNameError."""
    with database.read(ws.database) as connection:
        accepted = sessions.accepted_weeks(connection, ws.person, "")
        stored = _stored(connection, ws, proposal)
        others = _others(connection, ws, stored)
        lang = language_of(connection, ws)
    told = told_with(ws, stored, lang) if stored.state == "open" else []
    return proposal_view(stored, lang, accepted=accepted, others=others, notices=told)


def open_proposals(ws: Workspace) -> list[str]:
    """The newest proposals against the version that counts which wait for a decision."""
    with database.read(ws.database) as connection:
        version = plans.active(connection, ws.person)
        return proposals.open_ids(connection, ws.person, version.n)[:TOLD] if version else []


def _others(connection: sqlite3.Connection, ws: Workspace, told: Proposal) -> list[str]:
    """What waits beside a proposal that is told; nothing for one that is decided, which nobody compares."""
    if told.state != "open":
        return []
    found = proposals.open_ids(connection, ws.person, told.version)
    return [name for name in found if name != told.id][:TOLD]


def _stored(connection: sqlite3.Connection, ws: Workspace, proposal: str) -> Proposal:
    found = proposals.get(connection, ws.person, proposal)
    if found is None:
        known = [one["proposal"] for one in proposals.listing(connection, ws.person, 5) if one["state"] == "open"]
        raise UnknownNameError(what="proposal", name=proposal, known=known, see="see_replan")
    return found


class _EffectsDiffer(Exception):
    """What an approval was about to write is not what was shown; its transaction is rolled back."""


def approve(
    ws: Workspace,
    proposal: str,
    *,
    version: int | None = None,
    digest: str | None = None,
    actor: str | None = None,
    publish: bool = True,
) -> AppliedView:
    """Apply a proposal in one transaction, then (``publish``) tell the calendar.

    ``version`` and ``digest`` are what the person was shown; given, they must be the proposal's. What is written is
    held against the effects that the proposal shows, and nothing is where they differ. A calendar that cannot be
    reached does not undo the approval: what waits, and why, is in ``calendar``.
    Raises UnknownNameError, ProposalError where it is closed already or was shown otherwise, and StaleProposalError,
    naming the proposal made in its place, where anything that it was made from has changed.
    """
    done: list[HistoryEvent] = []
    with database.read(ws.database) as connection:
        found = _stored(connection, ws, proposal)
        lang = language_of(connection, ws)
    why: str | None
    try:
        with database.write(ws.database) as connection:
            found = _stored(connection, ws, proposal)
            if found.state in ("applied", "rejected"):
                raise ProposalError(proposal=proposal, state=say(f"states.{found.state}", lang))
            if version is not None and version != found.version:
                raise ProposalError("proposal_version", proposal=proposal, version=version, actual=found.version)
            if digest is not None and digest != found.digest:
                raise ProposalError("proposal_digest", proposal=proposal, digest=digest)
            why = _stale(connection, ws, found, lang)
            if why is None:
                done = [_apply(connection, ws, found, actor or ws.actor)]
    except _EffectsDiffer:
        why = say("states.calendar_changed", lang)
    if why:
        raise _replaced(ws, found, why, actor or ws.actor, lang)
    return applied(ws, done, lang, proposal=proposal, publish=publish)


def _stale(connection: sqlite3.Connection, ws: Workspace, proposal: Proposal, lang: Language) -> str | None:
    """Why a proposal no longer fits what stands, in words; None where it does."""
    if proposal.form < FORM or proposal.effects is None:
        return say("states.older_planner", lang)
    version = plans.active(connection, ws.person)
    if version is None or version.n != proposal.version:
        return say("states.newer_version", lang, version=version.n if version else 0)
    now = ws.now()
    moments = [moment for change in proposal.changes for moment in (change.before, change.after)]
    moments += [Moment(start=one.start, end=one.end) for one in proposal.effects if one.what in ("new", "moved")]
    if any(moment and moment.start < now for moment in moments):
        return say("states.time_passed", lang)
    weeks = [week.week for week in proposal.weeks]
    if _question(connection, ws, proposal.edits, week=None, weeks=weeks).hash != proposal.input_hash:
        return say("states.calendar_changed", lang)
    return None


def _replaced(ws: Workspace, stale: Proposal, why: str, actor: str, lang: Language) -> ProposalError:
    """Close a stale proposal in favour of a fresh one, and the error that says so."""
    weeks = [week.week for week in stale.weeks]
    fresh: str | None = None
    try:
        fresh = propose(ws, stale.edits, weeks=weeks, origin=stale.origin)["proposal"]
    except NoEffectError:  # what it asked for has come about meanwhile, or has passed
        fresh = None
    with database.write(ws.database) as connection:
        proposals.decide(
            connection,
            ws.person,
            stale.id,
            state="stale",
            at=ws.now().isoformat(),
            by=actor,
            replaced_by=fresh,
        )
    if fresh is None:
        return ProposalError("proposal_needless", proposal=stale.id, why=why)
    return StaleProposalError(stale=stale.id, proposal=fresh, why=why)


def _apply(connection: sqlite3.Connection, ws: Workspace, proposal: Proposal, actor: str) -> HistoryEvent:
    decided = proposals.decide(connection, ws.person, proposal.id, state="applied", at=ws.now().isoformat(), by=actor)
    assert decided, "its state was read in this transaction"
    change = UnitOfWork(connection, ws)
    for edit in proposal.edits:
        change.edit(edit)
    for week in proposal.weeks:
        change.accept(week)
        keep_promise(change, week)
    if proposal.weeks:
        keep_forecasts(change)
    if change.effects != proposal.effects:
        raise _EffectsDiffer
    weeks = ", ".join(week.week for week in proposal.weeks) or "-"
    return change.finish(
        kind="replanned",
        actor=actor,
        subject=proposal.id,
        summary=(
            "replanned",
            {"proposal": proposal.id, "sessions": len(change.after.sessions), "weeks": weeks},
        ),
    )


def reject(ws: Workspace, proposal: str, *, actor: str | None = None) -> AppliedView:
    """Close an open proposal without applying it. Raises UnknownNameError or ProposalError."""
    with database.write(ws.database) as connection:
        found = _stored(connection, ws, proposal)
        lang = language_of(connection, ws)
        at = ws.now().isoformat()
        if not proposals.decide(connection, ws.person, proposal, state="rejected", at=at, by=actor or ws.actor):
            raise ProposalError(proposal=proposal, state=say(f"states.{found.state}", lang))
        seq = events.append(
            connection,
            ws.person,
            at=at,
            actor=actor or ws.actor,
            kind="rejected",
            subject=proposal,
            summary=json.dumps(["rejected", {"proposal": proposal}]),
            before={},
            after={},
        )
        event = events.get(connection, ws.person, seq)
    return applied(ws, [event], lang, proposal=proposal, publish=False)
