"""What a reader knows of one block, as equations over its unknown whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attack.figures import Published
from attack.layout import Layout, Sort, Vector
from attack.policy import CellKey, Policy

Matrix = NDArray[np.int64]


@dataclass(frozen=True)
class Equations:
    """matrix · unknowns = values, all unknowns whole and not negative."""

    layout: Layout
    matrix: Matrix
    values: Vector
    impossible: tuple[str, ...] = ()

    def holds_for(self, unknowns: Vector) -> bool:
        return bool((unknowns >= 0).all() and (self.matrix @ unknowns == self.values).all())

    def without(self, own: Vector) -> Equations:
        """The same to somebody who knows a part of the persons and subtracts it."""
        return Equations(self.layout, self.matrix, self.values - self.matrix @ own, self.impossible)


def layout_of(published: Published, policy: Policy, block: str, least_corrected: int = 0,
              others_corrected_enough: bool = False) -> Layout:
    revised = tuple(sorted(published.revised.get(block, ())))
    return Layout(len(policy.atoms), published.last_release, revised, least_corrected, others_corrected_enough)


def equations(published: Published, policy: Policy, block: str, layout: Layout | None = None) -> Equations:
    """Every figure of a block; one that was published before says only what was added since."""
    layout = layout or layout_of(published, policy, block)
    continuity, zeros = layout.continuity()
    corrections, least = layout.corrections()
    rows, values = [*continuity, *corrections], [*zeros, *least]
    impossible: list[str] = []
    last: dict[CellKey, tuple[int, int]] = {}
    for (release, key), value in sorted(published.values.get(block, {}).items()):
        if value is None:
            continue
        cell = policy.by_key[key]
        if not cell.atoms.any():
            if value != 0:
                impossible.append(f"{block} release {release} {cell.label}: {value}, but structurally zero")
            continue
        row = layout.row(Sort.STOCK, release, cell.atoms)
        if key in last and layout.last_revision(last[key][0]) == layout.last_revision(release):
            before, count = last[key]
            rows.append(row - layout.row(Sort.STOCK, before, cell.atoms))
            values.append(value - count)
        else:
            rows.append(row)
            values.append(value)
        last[key] = release, value
    matrix = np.array(rows, dtype=np.int64).reshape(len(rows), layout.columns)
    return Equations(layout, matrix, np.array(values, dtype=np.int64), tuple(impossible))
