"""Random cubes: persons who come, move, leave and come again over releases, as a rehearsal's input."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from attack.policy import RULES, Policy, parse_policy
from attack.state import Change, write_changes

AGES = ("00-04", "05-11", "12-14", "15-17", "18-24", "25-59")
PLACES = ("EG-C", "EG-ALX", "EG-GZ", "EG-ASN", "EG-BH", "EG-SHG")


@dataclass(frozen=True)
class Size:
    """How large cubes may become."""

    persons: int = 5000
    places: int = 5
    ages: int = 4
    blocks: int = 4
    releases: int = 8


SMALL = Size(persons=400, places=3, ages=3, blocks=2, releases=7)
LARGE = Size(persons=5000, places=6, ages=6, blocks=4, releases=9)


@dataclass(frozen=True)
class Cube:
    """A policy and the changes it is applied to."""

    document: dict[str, Any]
    policy: Policy
    changes: list[Change]
    releases: int

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "policy.json").write_text(json.dumps(self.document))
        write_changes(self.changes, self.policy, folder / "changes.jsonl", self.releases)


def _complement(random: np.random.Generator) -> list[str]:
    choices: list[list[str]] = [[], ["sex"], ["geo"], ["sex", "geo"], ["age"]]
    return choices[int(random.choice(len(choices), p=[0.35, 0.3, 0.15, 0.15, 0.05]))]


def _groups(random: np.random.Generator, codes: list[str]) -> dict[str, list[str]]:
    cut = int(random.integers(1, len(codes)))
    return {"lower": codes[:cut], "upper": codes[cut:]}


def random_policy(random: np.random.Generator, size: Size) -> dict[str, Any]:
    ages = list(AGES[: int(random.integers(2, size.ages + 1))])
    places = list(PLACES[: int(random.integers(2, size.places + 1))])
    sexes = ["F", "M", "X"] if random.random() < 0.2 else ["F", "M"]
    dimensions: dict[str, Any] = {"sex": {"codes": sexes}, "age": {"codes": ages}, "geo": {"codes": places}}
    tables: list[list[str]] = [[], ["sex"], ["age"], ["geo"]]
    has_groups = len(ages) > 2 and random.random() < 0.7
    if has_groups:
        dimensions["age"]["groups"] = _groups(random, ages)
        tables.insert(2, ["age.groups"])
        if random.random() < 0.4:
            tables.append(["geo", "age.groups"])
        if random.random() < 0.3:
            tables.append(["sex", "age.groups"])
    for pair in (["sex", "age"], ["sex", "geo"], ["age", "geo"]):
        if random.random() < 0.65:
            tables.append(pair)
    if random.random() < 0.15:
        tables.append(["sex", "age", "geo"])
    document: dict[str, Any] = {
        "version": "1", "k": int(random.choice([3, 5, 10], p=[0.25, 0.35, 0.4])), "rules": list(RULES),
        "complement": _complement(random), "dimensions": dimensions, "tables": tables,
    }
    kind = random.random()
    if kind < 0.1:
        # An institution for boys: that all are boys gives nobody away.
        document["structuralZeros"] = [{"sex": [sex for sex in sexes if sex != "M"]}]
        document["complement"] = [name for name in document["complement"] if name != "sex"]
    elif kind < 0.25:
        document["structuralZeros"] = [{"sex": ["F"], "geo": [str(random.choice(places))]}]
    elif kind < 0.3:
        document["structuralZeros"] = [{"age": [ages[0]], "geo": places[:1]}]
    return document


def _shares(random: np.random.Generator, count: int) -> np.ndarray:
    """Skewed shares: a few large, many small."""
    shares = (1.0 / np.arange(1, count + 1)) ** random.uniform(0, 2.2) * random.uniform(0.4, 1.6, count)
    return shares / shares.sum()


class _Population:
    """The persons of one block, and what happens to them."""

    def __init__(self, random: np.random.Generator, policy: Policy, block: str, persons: int, releases: int) -> None:
        self._random, self._block = random, block
        names = sorted(policy.codes)
        weights = np.ones(len(policy.atoms))
        for name in names:
            share = dict(zip(policy.codes[name], _shares(random, len(policy.codes[name])), strict=True))
            weights *= [share[atom[names.index(name)]] for atom in policy.atoms]
        weights *= random.uniform(0.3, 1.7, len(weights)) * (random.random(len(weights)) > 0.08)
        self._weights = (weights + 1e-9) / (weights + 1e-9).sum()
        self._institutions = int(random.integers(1, 7))
        # Institutions that serve one place stand out there; others share every place.
        self._is_local = random.random() < 0.5
        place = names.index("geo")
        self._place = [policy.codes["geo"].index(atom[place]) for atom in policy.atoms]
        self._share = _shares(random, self._institutions)
        self._releases = releases
        arrivals = _shares(random, releases) if random.random() < 0.6 else random.dirichlet(np.ones(releases))
        arrivals = arrivals * (random.random(releases) > 0.12)
        if not arrivals.any():
            arrivals[0] = 1
        self._arrivals = random.multinomial(persons, arrivals / arrivals.sum())
        self._moving, self._leaving, self._returning = random.choice([0, 0.01, 0.05, 0.15], 3) * (1, 0.6, 3)
        # A programme that ends, or a place that is coded anew: many are corrected at once.
        self._upheaval = int(random.integers(2, releases + 1)) if random.random() < 0.25 else 0
        self._upheaval_moves = random.random() < 0.5
        self._upheaval_share = random.uniform(0.3, 0.98)
        self._home: dict[str, str] = {}

    def _atom(self) -> int:
        return int(self._random.choice(len(self._weights), p=self._weights))

    def _institution(self, atom: int) -> str:
        if self._is_local:
            return f"i{self._place[atom] % self._institutions + 1}"
        return f"i{int(self._random.choice(self._institutions, p=self._share)) + 1}"

    def changes(self) -> list[Change]:
        found: list[Change] = []
        current: dict[str, int | None] = {}
        count = 0
        for release in range(1, self._releases + 1):
            for person in list(current):
                atom = current[person]
                chance = self._random.random()
                if atom is None:
                    if chance < self._returning:
                        found.append(self._put(current, release, person, self._atom()))
                elif release == self._upheaval and chance < self._upheaval_share:
                    found.append(self._put(current, release, person, self._atom() if self._upheaval_moves else None))
                elif chance < self._leaving:
                    found.append(self._put(current, release, person, None))
                elif chance < self._leaving + self._moving:
                    found.append(self._put(current, release, person, self._atom()))
            for _ in range(int(self._arrivals[release - 1])):
                count += 1
                atom = self._atom()
                person = f"{self._block}p{count}"
                self._home[person] = self._institution(atom)
                found.append(self._put(current, release, person, atom))
        return found

    def _put(self, current: dict[str, int | None], release: int, person: str, atom: int | None) -> Change:
        current[person] = atom
        return Change(release, self._block, person, self._home[person], atom)


def random_cube(seed: int, size: Size | None = None) -> Cube:
    """The cube of a seed; mostly small ones, which are where few persons are."""
    random = np.random.default_rng(seed)
    size = size or (SMALL if random.random() < 0.7 else Size() if random.random() < 0.85 else LARGE)
    document = random_policy(random, size)
    policy = parse_policy(document)
    releases = int(random.integers(6, size.releases + 1))
    changes: list[Change] = []
    block_count = int(random.choice(np.arange(1, size.blocks + 1), p=_block_odds(size.blocks)))
    for block in range(1, block_count + 1):
        persons = int(np.exp(random.uniform(np.log(5), np.log(size.persons))))
        changes += _Population(random, policy, f"B{block}", persons, releases).changes()
    changes.sort(key=lambda change: change.release)
    return Cube(document, policy, changes, releases)


def _block_odds(blocks: int) -> np.ndarray:
    odds = 1.0 / np.arange(1, blocks + 1)
    return odds / odds.sum()
