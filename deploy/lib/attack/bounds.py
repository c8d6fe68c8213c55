"""A1 and A4: is a count that must be protected known to be above zero, or known to be below k?

A count is safe only if two tables of non-negative whole numbers agree with every figure ever published, one with zero
in it and one with at least k. One table is such a witness for many counts at once, so tables are collected at random
first; only counts without a witness are asked about one by one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from attack.equations import Equations
from attack.layout import Vector
from attack.solver import TOLERANCE, Solver
from attack.targets import Target, target_matrix

# So many random tables in a row may bring nothing new before counts are asked about one by one.
PATIENCE = 3


@dataclass(frozen=True)
class Hit:
    """A count about which too much is known: it lies within least...most."""

    target: Target
    least: int
    most: int | None


@dataclass
class Assessment:
    """What an attacker found, and the tables that show why nothing else can be found."""

    hits: list[Hit] = field(default_factory=list)
    undecided: list[Target] = field(default_factory=list)
    witnesses: list[Vector] = field(default_factory=list)
    contradiction: bool = False
    linear_count: int = 0
    integer_count: int = 0


class _Goals:
    """Which targets still lack a table with zero in them, and which one with at least k."""

    def __init__(self, targets: list[Target], k: int, columns: int) -> None:
        self.k = k
        self.matrix = target_matrix(targets, columns)
        self.zero_open = np.ones(len(targets), dtype=bool)
        self.high_open = np.ones(len(targets), dtype=bool)

    @property
    def open_count(self) -> int:
        return int(self.zero_open.sum() + self.high_open.sum())

    def close(self, table: Vector) -> int:
        """Takes a table in; says how many goals it reaches that none did before."""
        before = self.open_count
        values = self.matrix @ table
        self.zero_open &= values != 0
        self.high_open &= values < self.k
        return before - self.open_count

    def random_cost(self, random: np.random.Generator) -> Vector:
        """Pulls every target with an open goal to one of its open ends."""
        both = self.zero_open & self.high_open
        down = np.where(both, random.random(len(both)) < 0.5, self.zero_open)
        weights = np.where(down, 1, -1) * random.integers(1, 20, len(both))
        weights[~(self.zero_open | self.high_open)] = 0
        return weights @ self.matrix


def ceiling_for(system: Equations, k: int) -> int:
    """More than any count that a published figure bounds can be, so that it binds nothing."""
    return int(np.abs(system.values).max(initial=0)) * 8 + 64 * k


def assess(system: Equations, targets: list[Target], k: int, seed: int = 0, known: Iterable[Vector] = (),
           give_up_at_first_hit: bool = False) -> Assessment:
    """Attacks every target; `known` are tables that may serve as witnesses if they still agree with the figures."""
    result = Assessment(contradiction=bool(system.impossible))
    solver = Solver(system, ceiling_for(system, k))
    goals = _Goals(targets, k, system.layout.columns)
    random = np.random.default_rng(seed)
    for table in known:
        if system.holds_for(table) and goals.close(table):
            result.witnesses.append(table)
    if solver.minimum(np.zeros(system.layout.columns)) is None:
        result.contradiction = True
        return result
    _collect(solver, goals, random, result)
    for index, target in enumerate(targets):
        if give_up_at_first_hit and result.hits:
            break
        if goals.zero_open[index]:
            _ask(solver, goals, target, index, random, result, wants_zero=True)
        hit = bool(result.hits) and result.hits[-1].target is target
        if goals.high_open[index] and not hit:
            _ask(solver, goals, target, index, random, result, wants_zero=False)
    result.linear_count, result.integer_count = solver.linear_count, solver.integer_count
    return result


def _collect(solver: Solver, goals: _Goals, random: np.random.Generator, result: Assessment) -> None:
    idle = 0
    while idle < PATIENCE and goals.open_count:
        answer = solver.minimum(goals.random_cost(random))
        table = None if answer is None else solver.table(answer[1])
        if table is not None and goals.close(table):
            result.witnesses.append(table)
            idle = 0
        else:
            idle += 1


def _ask(solver: Solver, goals: _Goals, target: Target, index: int, random: np.random.Generator, result: Assessment,
         wants_zero: bool) -> None:
    """Asks one question: first over the reals, whose interval is the wider one, then over whole numbers."""
    answer = solver.minimum(target.row if wants_zero else -target.row)
    if answer is None:
        raise RuntimeError("a system that had a table has none any more")
    value, points = answer
    reached = value <= TOLERANCE if wants_zero else -value >= goals.k - TOLERANCE
    if reached:
        table = solver.table(points)
        decided = table is not None
        if table is None:
            decided, table = solver.integer_table(
                target.row, 0 if wants_zero else None, None if wants_zero else goals.k,
                goals.random_cost(random).astype(float),
            )
        if table is not None:
            result.witnesses.append(table)
            goals.close(table)
            return
        if not decided:
            result.undecided.append(target)
            return
    least, most = _interval(solver, target)
    result.hits.append(Hit(target, least, most))


def _interval(solver: Solver, target: Target) -> tuple[int, int | None]:
    """The interval over the reals, rounded inwards: what to tell of a hit."""
    low, high = solver.minimum(target.row), solver.minimum(-target.row)
    least = 0 if low is None else math.ceil(low[0] - TOLERANCE)
    most = None if high is None else math.floor(-high[0] + TOLERANCE)
    return least, most if most is not None and most < solver.ceiling else None
