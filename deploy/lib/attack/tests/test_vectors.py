"""Tables whose answers are known from elsewhere."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from attack.bounds import assess, ceiling_for
from attack.equations import Equations
from attack.layout import Layout, Sort
from attack.rowspace import exactly_known
from attack.solver import Solver
from attack.targets import Target

VECTORS = Path(__file__).resolve().parents[4] / "Tests" / "DisclosureTests" / "Vectors"
LINKED: dict[str, Any] = json.loads((VECTORS / "linked-tables.json").read_text())
GENDER: dict[str, Any] = json.loads((VECTORS / "region-by-gender.json").read_text())


def system_of(cells: dict[str, int], sums: list[tuple[list[str], int]], withheld: list[str]) -> Equations:
    names = list(cells)
    published = [([name], value) for name, value in cells.items() if name not in withheld]
    rows = [[int(name in members) for name in names] for members, _ in sums + published]
    values = [value for _, value in sums + published]
    return Equations(Layout(len(names), 1), np.array(rows, dtype=np.int64), np.array(values, dtype=np.int64))


def target_of(cells: dict[str, int], name: str) -> Target:
    row = np.array([int(name == other) for other in cells], dtype=np.int64)
    return Target("threshold", 1, name, Sort.STOCK, row, cells[name])


def interval(system: Equations, target: Target) -> list[int]:
    solver = Solver(system, ceiling_for(system, 10))
    low, high = solver.minimum(target.row), solver.minimum(-target.row)
    assert low is not None and high is not None
    return [round(low[0]), round(-high[0])]


def hits(system: Equations, cells: dict[str, int], names: list[str], k: int) -> list[str]:
    return [hit.target.label for hit in assess(system, [target_of(cells, name) for name in names], k).hits]


@pytest.mark.parametrize("case", LINKED["cases"], ids=lambda case: case["what"])
def test_linked_tables(case: dict[str, Any]) -> None:
    cells, k = LINKED["cells"], case.get("k", LINKED["k"])
    sums = [(one["cells"], one["value"]) for table in case["tables"] for one in LINKED["tables"][table]]
    system = system_of(cells, sums, case["withheld"])
    for name, expected in case["intervals"].items():
        assert interval(system, target_of(cells, name)) == expected, name
    protected = [name for name, value in cells.items() if value < k]
    assert hits(system, cells, protected, k) == case["hits"]


def test_what_is_recovered_is_in_the_row_space() -> None:
    case = LINKED["cases"][2]
    sums = [(one["cells"], one["value"]) for table in case["tables"] for one in LINKED["tables"][table]]
    system = system_of(LINKED["cells"], sums, case["withheld"])
    targets = [target_of(LINKED["cells"], name) for name in LINKED["primary"]]
    assert [target.label for target in exactly_known(system, targets)] == ["K"]


def gender_system(withheld: list[str]) -> Equations:
    cells = GENDER["cells"]
    sums = [([name for name in cells if name[0] == region], value) for region, value in GENDER["region"].items()]
    sums += [([name for name in cells if name[1] == gender], value) for gender, value in GENDER["gender"].items()]
    return system_of(cells, [*sums, (list(cells), GENDER["total"])], withheld)


@pytest.mark.parametrize("case", GENDER["cases"], ids=lambda case: case["what"])
def test_region_by_gender(case: dict[str, Any]) -> None:
    system = gender_system(case["withheld"])
    for name, expected in case["intervals"].items():
        assert interval(system, target_of(GENDER["cells"], name)) == expected, name
    assert hits(system, GENDER["cells"], GENDER["primary"], GENDER["k"]) == case["hits"]


def test_no_fewer_than_three_secondaries_protect_the_primary() -> None:
    cells, safe = GENDER["cells"], []
    others = [name for name in cells if name not in GENDER["primary"]]
    for count in range(GENDER["fewestSecondaries"] + 1):
        for secondaries in itertools.combinations(others, count):
            withheld = GENDER["primary"] + list(secondaries)
            if not hits(gender_system(withheld), cells, GENDER["primary"], GENDER["k"]):
                safe.append(sorted(secondaries))
    assert {len(secondaries) for secondaries in safe} == {GENDER["fewestSecondaries"]}
    assert min(safe, key=lambda names: sum(cells[name] for name in names)) == GENDER["leastWithheldPersons"]
