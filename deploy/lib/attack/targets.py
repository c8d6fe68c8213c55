"""What must not be found out: the counts of few persons, as the secret truth has them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from attack.layout import Layout, Sort, Vector
from attack.policy import Mask, Policy


@dataclass(frozen=True)
class Target:
    """One count to protect: which rule asks for it, in which release, for which cell, and its true value."""

    rule: str
    release: int
    label: str
    sort: Sort
    row: Vector
    truth: int


class _Collector:
    """Takes counts that are few, each once."""

    def __init__(self, layout: Layout, truth: Vector, k: int, least: int) -> None:
        self._layout, self._truth, self._k, self._least = layout, truth, k, least
        self._seen: set[tuple[Sort, int, bytes]] = set()
        self.targets: list[Target] = []

    def offer(self, rule: str, release: int, label: str, sort: Sort, mask: Mask) -> None:
        place = sort, release, mask.tobytes()
        if place in self._seen or not mask.any():
            return
        self._seen.add(place)
        row = self._layout.row(sort, release, mask)
        value = int(row @ self._truth)
        if self._least <= value < self._k:
            self.targets.append(Target(rule, release, label, sort, row, value))


def public_targets(policy: Policy, layout: Layout, truth: Vector, strict: bool = True) -> list[Target]:
    """Rules threshold, increment and complement; strictly, the complements of increments too."""
    found = _Collector(layout, truth, policy.k, 0)
    for release in range(1, layout.releases + 1):
        sorts = [Sort.STOCK, Sort.IN] + ([Sort.OUT] if release in layout.revised else [])
        for sort in sorts:
            for cell in policy.cells:
                rule = "threshold" if sort is Sort.STOCK else "increment"
                found.offer(rule, release, cell.label, sort, cell.atoms)
            if sort is Sort.STOCK or strict:
                for cell in policy.cells:
                    for dimension, mask in policy.complements(cell):
                        found.offer("complement", release, f"{cell.label} not {dimension}", sort, mask)
    return found.targets


def insider_targets(policy: Policy, layout: Layout, others: Vector, strict: bool = True) -> list[Target]:
    """What an institution may not find out about all the others; strictly, of increments too."""
    found = _Collector(layout, others, policy.k, 1)
    for release in range(1, layout.releases + 1):
        sorts = [Sort.STOCK]
        if strict:
            sorts += [Sort.IN] + ([Sort.OUT] if release in layout.revised else [])
        for sort in sorts:
            for cell in policy.cells:
                found.offer("insider", release, cell.label, sort, cell.atoms)
    return found.targets


def target_matrix(targets: list[Target], columns: int) -> np.ndarray:
    return np.array([target.row for target in targets], dtype=np.int64).reshape(len(targets), columns)
