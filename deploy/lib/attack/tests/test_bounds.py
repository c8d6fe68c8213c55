"""The attacker finds exactly what trying every table finds."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from attack.bounds import assess
from attack.equations import Equations
from attack.layout import Layout, Sort, Vector
from attack.rowspace import exactly_known
from attack.targets import Target


def every_table(system: Equations, most: int) -> list[Vector]:
    columns = system.layout.columns
    tables = np.array(list(itertools.product(range(most + 1), repeat=columns)), dtype=np.int64)
    return list(tables[(tables @ system.matrix.T == system.values).all(axis=1)])


def random_system(random: np.random.Generator) -> tuple[Equations, Vector]:
    """A few sums over six unknowns that two releases of three atoms have; all unknowns are bounded by one of them."""
    layout = Layout(3, 2)
    truth = random.multinomial(random.integers(4, 8), np.ones(layout.columns) / layout.columns)
    rows = (random.random((3, layout.columns)) < 0.5).astype(np.int64)
    matrix = np.vstack([np.ones((1, layout.columns), dtype=np.int64), rows])
    return Equations(layout, matrix, matrix @ truth), truth


@pytest.mark.parametrize("seed", range(12))
def test_bounds_are_those_of_all_tables(seed: int) -> None:
    random = np.random.default_rng(seed)
    system, truth = random_system(random)
    total, k = int(system.values[0]), 3
    tables = every_table(system, total)
    targets = []
    for number in range(12):
        row = (random.random(system.layout.columns) < 0.5).astype(np.int64)
        if row.any():
            targets.append(Target("threshold", 1, str(number), Sort.STOCK, row, int(row @ truth)))
    expected = set()
    for target in targets:
        values = [int(target.row @ table) for table in tables]
        if min(values) > 0 or max(values) < k:
            expected.add(target.label)
        if len(set(values)) > 1:
            assert target not in exactly_known(system, [target])
    result = assess(system, targets, k, seed)
    assert {hit.target.label for hit in result.hits} == expected
    assert not result.undecided
    assert all(system.holds_for(table) for table in result.witnesses)


def test_whole_numbers_tell_more_than_real_ones() -> None:
    """Each pair of three unknowns adds up to 3 without the last: over the reals it may be 0, over whole numbers not."""
    matrix = np.array([[1, 1, 0, 1], [0, 1, 1, 1], [1, 0, 1, 1]], dtype=np.int64)
    system = Equations(Layout(4, 1), matrix, np.array([3, 3, 3], dtype=np.int64))
    target = Target("threshold", 1, "last", Sort.STOCK, np.array([0, 0, 0, 1], dtype=np.int64), 1)
    result = assess(system, [target], 3)
    assert [hit.target.label for hit in result.hits] == ["last"]
    assert result.integer_count > 0


def test_figures_that_no_table_agrees_with() -> None:
    matrix = np.array([[1, 1], [1, 1]], dtype=np.int64)
    system = Equations(Layout(2, 1), matrix, np.array([3, 4], dtype=np.int64))
    assert assess(system, [], 3).contradiction
