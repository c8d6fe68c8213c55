"""pytauargus' optimal cell suppression, release by release and table by table, as its users publish counts."""

from __future__ import annotations

import contextlib
import importlib
import shutil
import tempfile

from attack.figures import Published
from attack.policy import CellKey, Policy, cell_key
from attack.publisher import empty, stocks
from attack.state import Change, blocks

TOTAL = "Total"


def publish(changes: list[Change], policy: Policy, releases: int) -> Published:
    published = empty(changes, releases)
    for block in blocks(changes):
        counts = stocks(changes, block, policy, releases)
        for release in range(1, releases + 1):
            values = {cell.key: int(counts[release][cell.atoms].sum()) for cell in policy.cells}
            withheld = {key for key, value in values.items() if value < policy.k and policy.by_key[key].atoms.any()}
            people = {atom: int(count) for atom, count in enumerate(counts[release]) if count}
            if people:
                withheld |= _suppressed(policy, people)
            for key, value in values.items():
                published.values[block][release, key] = None if key in withheld else value
    return published


def _suppressed(policy: Policy, people: dict[int, int]) -> set[CellKey]:
    """What the optimal method withholds in tables of two or more dimensions; upper levels only have the threshold."""
    # Only for this comparison, so not among the requirements.
    pytauargus = importlib.import_module("pytauargus")

    names = sorted(policy.codes)
    persons = [policy.atoms[atom] for atom, count in people.items() for _ in range(count)]
    micro = {name: [person[place] for person in persons] for place, name in enumerate(names)}
    tables = [list(table) for table in policy.tables if len(table) > 1 and all(name in names for name in table)]
    if not tables:
        return set()
    folder = tempfile.mkdtemp(prefix="jisr-argus-")
    try:
        # Its solver leaves logs where it is started.
        with contextlib.chdir(folder):
            done = pytauargus.protect(
                micro | {"persons": [1.0] * len(persons)}, tables, response="persons",
                safety_rules=f"FREQ({policy.k},30)|ZERO({policy.k})", suppress="OPT(1)", workdir=folder,
            )
        found: set[CellKey] = set()
        for table, result in zip(tables, done.tables, strict=True):
            for row in result.rows:
                if row["status"] in ("U", "M"):
                    found.add(cell_key({
                        name: str(row[name]).strip() for name in table if str(row[name]).strip() != TOTAL
                    }))
        return found
    finally:
        shutil.rmtree(folder, ignore_errors=True)
