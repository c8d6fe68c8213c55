"""Publishers as they are common, to show that the attacker hits them: all, HAVING count >= k, one table at a time."""

from __future__ import annotations

import numpy as np

from attack.figures import Published
from attack.policy import CellKey, Policy
from attack.publisher import empty, stocks
from attack.state import Change, blocks

KINDS = ("all", "having", "per-table")


def publish(kind: str, changes: list[Change], policy: Policy, releases: int) -> Published:
    published = empty(changes, releases)
    for block in blocks(changes):
        counts = stocks(changes, block, policy, releases)
        for release in range(1, releases + 1):
            values = {cell.key: int(counts[release][cell.atoms].sum()) for cell in policy.cells}
            withheld = set() if kind == "all" else _primary(policy, values)
            if kind == "per-table":
                for table in policy.tables:
                    withheld |= _complementary(policy, table, values, withheld)
            for cell in policy.cells:
                value = None if cell.key in withheld else values[cell.key]
                published.values[block][release, cell.key] = value
    return published


def _primary(policy: Policy, values: dict[CellKey, int]) -> set[CellKey]:
    return {cell.key for cell in policy.cells if values[cell.key] < policy.k and cell.atoms.any()}


def _complementary(policy: Policy, table: tuple[str, ...], values: dict[CellKey, int],
                   primary: set[CellKey]) -> set[CellKey]:
    """No line of a table with its published sum has exactly one withheld cell; other tables are not looked at."""
    cells = [cell for cell in policy.table_cells(table) if cell.atoms.any()]
    withheld = {cell.key for cell in cells if cell.key in primary}
    again = True
    while again:
        again = False
        for position in range(len(table)):
            lines: dict[CellKey, list[CellKey]] = {}
            for cell in cells:
                lines.setdefault(_rest(cell.key, table[position].removesuffix(".groups")), []).append(cell.key)
            for keys in lines.values():
                hidden = [key for key in keys if key in withheld]
                shown = [key for key in keys if key not in withheld]
                if len(hidden) == 1 and shown:
                    withheld.add(min(shown, key=lambda key: (values[key], key)))
                    again = True
    return withheld


def _rest(key: CellKey, dimension: str) -> CellKey:
    return tuple(part for part in key if part[0] != dimension)


def share_published(published: Published) -> float:
    shown, every = published.published_count()
    return float(np.divide(shown, every)) if every else 0.0
