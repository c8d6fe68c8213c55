"""A3: what changes from release to release, and whether delivery in another order or twice tells more.

Plain subtraction needs no solver: two figures of a cell between which nothing was revised differ by those who came in.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import numpy as np

from attack.equations import equations
from attack.figures import Published, parse_figures
from attack.policy import CellKey, Policy


@dataclass(frozen=True)
class Difference:
    """So few persons came to a cell between two releases."""

    block: str
    cell: CellKey
    earlier: int
    later: int
    count: int


def small_differences(published: Published, policy: Policy) -> list[Difference]:
    """Differences below k between consecutive releases that both published a cell."""
    found = []
    for block, values in published.values.items():
        revised = published.revised.get(block, set())
        for cell in policy.cells:
            if not cell.atoms.any():
                continue
            for release in range(2, published.last_release + 1):
                now, before = values.get((release, cell.key)), values.get((release - 1, cell.key))
                if now is None or before is None or release in revised:
                    continue
                if now - before < policy.k:
                    found.append(Difference(block, cell.key, release - 1, release, now - before))
    return found


def revealing_zeros(published: Published, policy: Policy) -> list[tuple[str, int, CellKey]]:
    """Cells below k that were published all the same."""
    return [
        (block, release, key)
        for block, values in published.values.items()
        for (release, key), value in values.items()
        if value is not None and value < policy.k and policy.by_key[key].atoms.any()
    ]


def same_when_disturbed(figures: list[dict[str, Any]], manifests: list[dict[str, Any]], policy: Policy,
                        seed: int) -> bool:
    """Whether the same figures, doubled and in another order, say the same."""
    chance = random.Random(seed)
    straight = parse_figures(figures, manifests)
    doubled = figures + chance.choices(figures, k=len(figures) // 3)
    chance.shuffle(doubled)
    turned = manifests + manifests[:1]
    chance.shuffle(turned)
    disturbed = parse_figures(doubled, turned)
    if disturbed.contradictions or disturbed.revised != straight.revised:
        return False
    for block in straight.values:
        one, other = equations(straight, policy, block), equations(disturbed, policy, block)
        if not np.array_equal(one.matrix, other.matrix) or not np.array_equal(one.values, other.values):
            return False
    return True
