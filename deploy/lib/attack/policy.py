"""A rehearsal's policy: dimensions, the cells it declares, and what it protects."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
CellKey = tuple[tuple[str, str], ...]

RULES = ("threshold", "complement", "insider", "increment", "linked")


def cell_key(cell: Mapping[str, str]) -> CellKey:
    """A cell's name: an upper level is told from an atom by its value, not by the name of its dimension."""
    return tuple(sorted((dimension.removesuffix(".groups"), value) for dimension, value in cell.items()))


@dataclass(frozen=True)
class Cell:
    """A declared cell and the atoms it adds up; no atom at all where it is structurally zero."""

    key: CellKey
    atoms: Mask
    depth: int

    @property
    def label(self) -> str:
        return ",".join(f"{dimension}={value}" for dimension, value in self.key) or "total"


@dataclass(frozen=True)
class Policy:
    """What policy.json says."""

    k: int
    rules: tuple[str, ...]
    complement: tuple[str, ...]
    codes: dict[str, tuple[str, ...]]
    groups: dict[str, dict[str, tuple[str, ...]]]
    tables: tuple[tuple[str, ...], ...]
    structural_zeros: tuple[dict[str, tuple[str, ...]], ...] = field(default=())
    corrections: int | None = None

    @property
    def least_corrected(self) -> int:
        """How many persons corrections concern at least."""
        return self.k if self.corrections is None else self.corrections

    @functools.cached_property
    def atoms(self) -> tuple[tuple[str, ...], ...]:
        """Every combination of codes that can occur, in the order of the dimensions' names."""
        names = sorted(self.codes)
        every = itertools.product(*(self.codes[name] for name in names))
        return tuple(atom for atom in every if not self._cannot_occur(dict(zip(names, atom, strict=True))))

    @functools.cached_property
    def atom_index(self) -> dict[tuple[str, ...], int]:
        return {atom: index for index, atom in enumerate(self.atoms)}

    def index_of(self, cell: Mapping[str, str]) -> int:
        return self.atom_index[tuple(cell[name] for name in sorted(self.codes))]

    def _cannot_occur(self, atom: Mapping[str, str]) -> bool:
        return any(all(atom[name] in values for name, values in zero.items()) for zero in self.structural_zeros)

    def mask(self, key: CellKey) -> Mask:
        """Which atoms a cell adds up."""
        names = sorted(self.codes)
        mask = np.ones(len(self.atoms), dtype=bool)
        for dimension, value in key:
            allowed = self.groups.get(dimension, {}).get(value, (value,))
            position = names.index(dimension)
            mask &= np.array([atom[position] in allowed for atom in self.atoms], dtype=bool)
        return mask

    @functools.cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every declared cell, table by table."""
        found: dict[CellKey, Cell] = {}
        for table in self.tables:
            for values in itertools.product(*(self._values(column) for column in table)):
                key = cell_key(dict(zip(table, values, strict=True)))
                found.setdefault(key, Cell(key, self.mask(key), len(key)))
        return tuple(found.values())

    @functools.cached_property
    def by_key(self) -> dict[CellKey, Cell]:
        return {cell.key: cell for cell in self.cells}

    def _values(self, column: str) -> Iterable[str]:
        name = column.removesuffix(".groups")
        return self.groups[name] if column != name else self.codes[name]

    def complements(self, cell: Cell) -> list[tuple[str, Mask]]:
        """For each sensitive dimension of a cell, the atoms of its complement."""
        found = []
        for dimension in self.complement:
            if any(name == dimension for name, _ in cell.key):
                wider = tuple(part for part in cell.key if part[0] != dimension)
                found.append((dimension, self.mask(wider) & ~cell.atoms))
        return found

    def table_cells(self, table: tuple[str, ...]) -> list[Cell]:
        values = itertools.product(*(self._values(column) for column in table))
        return [self.by_key[cell_key(dict(zip(table, value, strict=True)))] for value in values]


def parse_policy(document: Mapping[str, Any]) -> Policy:
    dimensions = document["dimensions"]
    return Policy(
        k=document["k"],
        rules=tuple(document.get("rules", RULES)),
        complement=tuple(document.get("complement", ())),
        codes={name: tuple(value["codes"]) for name, value in dimensions.items()},
        groups={
            name: {group: tuple(codes) for group, codes in value.get("groups", {}).items()}
            for name, value in dimensions.items()
        },
        tables=tuple(tuple(table) for table in document["tables"]),
        structural_zeros=tuple(
            {name: tuple(values) for name, values in zero.items()} for zero in document.get("structuralZeros", ())
        ),
        corrections=document.get("corrections"),
    )


def read_policy(path: Path) -> Policy:
    return parse_policy(json.loads(path.read_text()))
