"""CP-SAT behind a few plain words: booleans, integers, linear bounds, one objective, one deterministic solve.

It speaks to ``ortools.sat.python.cp_model_helper``, the typed compiled module below ``cp_model``: that one also imports
numpy and pandas, which costs 0.4-1.5 s and 55 MiB for nothing that is used here. Only this module knows ortools.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Term = tuple[int, int]
"""A variable and its coefficient."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Values by variable (empty where none was found), the objective's proven lower bound, and how it ended."""

    values: tuple[int, ...]
    objective: float
    bound: float
    status: str
    work: float


class Program:
    """A linear integer program under construction."""

    def __init__(self) -> None:
        from ortools.sat.python import cp_model_helper

        self._cp: Any = cp_model_helper
        self._model: Any = cp_model_helper.CpModelProto()
        self._hints: dict[int, int] = {}
        self._costs: dict[int, int] = {}
        self.count = 0

    def integer(self, low: int, high: int, hint: int | None = None) -> int:
        self._model.variables.add().domain.extend([low, high])
        if hint is not None:
            self._hints[self.count] = hint
        self.count += 1
        return self.count - 1

    def boolean(self, hint: int | None = None) -> int:
        return self.integer(0, 1, hint)

    def cost(self, variable: int, amount: int) -> None:
        self._costs[variable] = self._costs.get(variable, 0) + amount

    def at_most_one(self, variables: Sequence[int]) -> None:
        self._model.constraints.add().at_most_one.literals.extend(variables)

    def at_most(self, terms: Sequence[Term], top: int, *, when: Sequence[int] = ()) -> None:
        """``sum of coefficient * variable <= top``; with ``when``, only where all of those booleans hold."""
        constraint = self._model.constraints.add()
        if when:
            constraint.enforcement_literal.extend(list(when))
        constraint.linear.vars.extend([v for v, _ in terms])
        constraint.linear.coeffs.extend([c for _, c in terms])
        constraint.linear.domain.extend([-(2**40), top])

    def equal(self, terms: Sequence[Term], value: int, *, when: Sequence[int] = ()) -> None:
        """``sum of coefficient * variable == value``, with ``when`` as :meth:`at_most`."""
        self.at_most(terms, value, when=when)
        self.at_most([(v, -c) for v, c in terms], -value, when=when)

    def no_overlap(self, intervals: Sequence[tuple[int, int, int, int]]) -> None:
        """Of (start, size, end, presence) variables, those that are present lie one after the other."""
        numbers: list[int] = []
        for start, size, end, presence in intervals:
            self.equal([(start, 1), (size, 1), (end, -1)], 0, when=[presence])
            numbers.append(len(self._model.constraints))
            constraint = self._model.constraints.add()
            constraint.enforcement_literal.append(presence)
            of = constraint.interval
            for expression, variable in ((of.start, start), (of.size, size), (of.end, end)):
                expression.vars.append(variable)
                expression.coeffs.append(1)
        self._model.constraints.add().no_overlap.intervals.extend(numbers)

    def again(self, values: Sequence[int]) -> None:
        """Begin with another objective, from an answer's values."""
        self._costs = {}
        self._hints = dict(enumerate(values))

    def solve(self, *, gap_limit: float, work_limit: float, slack: float = 0.0) -> Answer:
        """Minimise. One worker, a fixed seed and a limit in deterministic time: the same program, the same answer.

        It ends where the objective is proven to be within ``gap_limit`` of its size, or ``slack``, of the best.
        """
        costs = [(v, c) for v, c in self._costs.items() if c]
        self._model.clear_objective()
        self._model.objective.vars.extend([v for v, _ in costs])
        self._model.objective.coeffs.extend([c for _, c in costs])
        if self._hints:
            self._model.clear_solution_hint()
            self._model.solution_hint.vars.extend(list(self._hints))
            self._model.solution_hint.values.extend(list(self._hints.values()))
        parameters: Any = self._cp.SatParameters()
        parameters.num_workers = 1
        parameters.random_seed = 1
        parameters.max_deterministic_time = work_limit
        parameters.relative_gap_limit = gap_limit
        parameters.absolute_gap_limit = slack
        tune(parameters)
        solver: Any = self._cp.SolveWrapper()
        solver.set_parameters(parameters)
        response: Any = solver.solve(self._model)
        status = str(response.status).rsplit(".", 1)[-1]
        assert status != "MODEL_INVALID", "a program that is not one is a fault of ours, not a week without a plan"
        return Answer(
            values=tuple(response.solution),
            objective=float(response.objective_value),
            bound=float(response.best_objective_bound),
            status=status,
            work=float(response.deterministic_time),
        )


def tune(parameters: Any) -> None:
    """Search settings, measured on weeks of 20 to 160 sessions (``bench week``): the models come tight already, so
    presolve and probing cost more than they give, and the full linear relaxation is what closes the gap.
    """
    parameters.linearization_level = 2
    parameters.cp_model_presolve = False
    parameters.cp_model_probing_level = 0
