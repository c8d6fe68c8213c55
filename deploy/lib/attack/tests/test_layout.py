"""The equations of revised blocks say what trying every history says."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import pytest
from attack.bounds import assess
from attack.equations import equations, layout_of
from attack.figures import Published
from attack.layout import Layout, Sort
from attack.policy import Policy, cell_key, parse_policy
from attack.state import Change, table
from attack.targets import Target

POLICY = parse_policy({
    "k": 2, "dimensions": {"sex": {"codes": ["F", "M"]}}, "tables": [[], ["sex"]],
})
MOST = 3


@dataclass(frozen=True)
class History:
    """Who came and left, by atom: first release, second, third; corrections in the second."""

    came: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]

    def stock(self, release: int) -> np.ndarray:
        counts = np.sum(self.came[:release], axis=0)
        return counts - (np.array(self.left) if release >= 2 else 0)

    @property
    def is_possible(self) -> bool:
        return all(left <= there for left, there in zip(self.left, self.came[0], strict=True)) and sum(self.left) >= 2


def histories() -> list[History]:
    pairs = list(itertools.product(range(MOST + 1), repeat=2))
    every = (History((one, two, three), left) for one in pairs for two in pairs for three in pairs for left in pairs)
    return [history for history in every if history.is_possible]


def publish(history: History, shown: set[tuple[int, str]], policy: Policy) -> Published:
    published = Published(releases={1, 2, 3}, revised={"B": {2}})
    for release in (1, 2, 3):
        stock = history.stock(release)
        for label, value in (("", stock.sum()), ("F", stock[0]), ("M", stock[1])):
            key = cell_key({"sex": label} if label else {})
            published.add(release, "B", key, int(value) if (release, label) in shown else None)
    return published


def values(history: History, sort: Sort, release: int, atoms: list[int]) -> int:
    if sort is Sort.STOCK:
        return int(history.stock(release)[atoms].sum())
    return sum((history.came[release - 1] if sort is Sort.IN else history.left)[atom] for atom in atoms)


@pytest.mark.parametrize("seed", range(6))
def test_every_history_is_thought_of(seed: int) -> None:
    random = np.random.default_rng(seed)
    every = histories()
    # Bounded by published totals, so that no history is larger than those that are tried.
    history = every[int(random.integers(len(every)))]
    while max(history.stock(release).sum() for release in (1, 2, 3)) > MOST or sum(history.came[1]) > 1:
        history = every[int(random.integers(len(every)))]
    shown = {(1, ""), (2, ""), (3, "")} | {place for place in [(1, "F"), (2, "M"), (3, "F")] if random.random() < 0.5}
    published = publish(history, shown, POLICY)
    layout = layout_of(published, POLICY, "B", least_corrected=POLICY.k)
    fitting = [one for one in every if all(
        value is None or values(one, Sort.STOCK, release, list(np.nonzero(POLICY.mask(key))[0])) == value
        for (release, key), value in published.values["B"].items()
    )]
    targets = []
    for release, sort, atoms in itertools.product((1, 2, 3), Sort, ([0], [1], [0, 1])):
        if sort is Sort.OUT and release != 2:
            continue
        mask = np.array([atom in atoms for atom in range(2)])
        label = f"{sort.value} {release} {atoms}"
        targets.append(Target("", release, label, sort, layout.row(sort, release, mask), 0))
    expected = set()
    for target, (release, sort, atoms) in zip(targets, (
        (target.release, target.sort, [int(part) for part in target.label.split("[")[1].rstrip("]").split(",")])
        for target in targets
    ), strict=True):
        found = {values(one, sort, release, atoms) for one in fitting}
        if min(found) > 0 or max(found) < POLICY.k:
            expected.add(target.label)
    result = assess(equations(published, POLICY, "B", layout), targets, POLICY.k, seed)
    assert {hit.target.label for hit in result.hits} == expected


def test_the_truth_is_one_of_the_tables() -> None:
    changes = [Change(1, "B", f"p{number}", f"i{number % 2}", number % 2) for number in range(6)]
    changes += [Change(2, "B", "p0", "i0", 1), Change(2, "B", "p2", "i0", None), Change(3, "B", "p2", "i0", 0)]
    layout = Layout(2, 3, (2,), least_corrected=2)
    rows, zeros = layout.continuity()
    truth = table(changes, "B", layout)
    assert (rows @ truth == zeros).all()
    assert [int(layout.row(Sort.STOCK, release, np.array([True, False])) @ truth) for release in (1, 2, 3)] == [3, 1, 2]
    parts = [table(changes, "B", layout, institution) for institution in ("i0", "i1")]
    people = slice(0, layout.surplus(2))
    assert (parts[0][people] + parts[1][people] == truth[people]).all()
