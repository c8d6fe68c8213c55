"""A2: is a count an exact combination of published figures? Linear algebra only, modulo large primes.

A combination over the rationals is one modulo every prime that divides no denominator, so a target that is none modulo
a prime of 31 bits is (but for a vanishing chance) none at all; one that is, modulo two of them, is exact.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attack.equations import Equations
from attack.targets import Target, target_matrix

PRIMES = (2_147_483_647, 2_147_483_629)


def _eliminate(rows: NDArray[np.int64], prime: int) -> tuple[NDArray[np.int64], list[int]]:
    """Reduced rows and the column each begins with."""
    rows = rows % prime
    pivots: list[int] = []
    done = 0
    for column in range(rows.shape[1]):
        candidates = np.nonzero(rows[done:, column])[0]
        if not len(candidates):
            continue
        chosen = done + int(candidates[0])
        rows[[done, chosen]] = rows[[chosen, done]]
        rows[done] = rows[done] * pow(int(rows[done, column]), -1, prime) % prime
        others = np.nonzero(rows[:, column])[0]
        others = others[others != done]
        if len(others):
            rows[others] = (rows[others] - rows[others, column][:, None] * rows[done] % prime) % prime
        pivots.append(column)
        done += 1
        if done == len(rows):
            break
    return rows[:done], pivots


def _within(basis: NDArray[np.int64], pivots: list[int], wanted: NDArray[np.int64], prime: int) -> NDArray[np.bool_]:
    rest = wanted % prime
    for row, column in zip(basis, pivots, strict=True):
        used = np.nonzero(rest[:, column])[0]
        if len(used):
            rest[used] = (rest[used] - rest[used, column][:, None] * row % prime) % prime
    return np.asarray(~rest.any(axis=1), dtype=bool)


def exactly_known(system: Equations, targets: list[Target]) -> list[Target]:
    """The targets whose value is a combination of figures."""
    if not targets:
        return []
    wanted = target_matrix(targets, system.layout.columns)
    known = np.ones(len(targets), dtype=bool)
    for prime in PRIMES:
        basis, pivots = _eliminate(system.matrix, prime)
        known &= _within(basis, pivots, wanted, prime)
        if not known.any():
            break
    return [target for target, is_known in zip(targets, known, strict=True) if is_known]
