"""The unknowns of one block: whom it took in, lost and kept, release by release, as one vector of whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from attack.policy import Mask

Vector = NDArray[np.int64]


class Sort(Enum):
    """What of a cell is counted: who is in it, who came in, who went out."""

    STOCK = "stock"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True)
class Layout:
    """Columns: entrants for every release and atom; in revised releases also leavers and those kept.

    Kept persons make every column one that cannot be negative: nobody leaves who was not there. Where corrections are
    known to concern a least number of persons, a last column for each revised release says how many more they were; the
    same may be known of the persons of all institutions but one.
    """

    atoms: int
    releases: int
    revised: tuple[int, ...] = field(default=())
    least_corrected: int = 0
    others_corrected_enough: bool = False

    @property
    def columns(self) -> int:
        surplus = len(self.revised) if self.least_corrected else 0
        return self.atoms * (self.releases + 2 * len(self.revised)) + surplus

    def surplus(self, release: int) -> int:
        return self.atoms * (self.releases + 2 * len(self.revised)) + self.revised.index(release)

    def entrants(self, release: int) -> slice:
        return slice((release - 1) * self.atoms, release * self.atoms)

    def leavers(self, release: int) -> slice:
        start = (self.releases + 2 * self.revised.index(release)) * self.atoms
        return slice(start, start + self.atoms)

    def kept(self, release: int) -> slice:
        start = (self.releases + 2 * self.revised.index(release) + 1) * self.atoms
        return slice(start, start + self.atoms)

    def last_revision(self, release: int) -> int | None:
        return max((revised for revised in self.revised if revised <= release), default=None)

    def row(self, sort: Sort, release: int, mask: Mask) -> Vector:
        """The coefficients of one count; all of them 0 or 1."""
        row = np.zeros(self.columns, dtype=np.int64)
        if sort is Sort.IN:
            row[self.entrants(release)] = mask
        elif sort is Sort.OUT:
            row[self.leavers(release)] = mask
        else:
            revision = self.last_revision(release)
            if revision is not None:
                row[self.kept(revision)] = mask
            for one in range(revision or 1, release + 1):
                row[self.entrants(one)] = mask
        return row

    def continuity(self) -> tuple[NDArray[np.int64], Vector]:
        """Who was there before a revision either left or was kept."""
        rows = np.zeros((len(self.revised) * self.atoms, self.columns), dtype=np.int64)
        before: int | None = None
        for number, release in enumerate(self.revised):
            for atom in range(self.atoms):
                row = rows[number * self.atoms + atom]
                if before is not None:
                    row[self.kept(before).start + atom] = 1
                for one in range(before or 1, release):
                    row[self.entrants(one).start + atom] = 1
                row[self.leavers(release).start + atom] = -1
                row[self.kept(release).start + atom] = -1
            before = release
        return rows, np.zeros(len(rows), dtype=np.int64)

    def corrections(self) -> tuple[NDArray[np.int64], Vector]:
        """Corrections are taken in when they concern so many persons, which everybody knows."""
        count = len(self.revised) if self.least_corrected else 0
        rows = np.zeros((count, self.columns), dtype=np.int64)
        for row, release in zip(rows, self.revised, strict=False):
            row[self.leavers(release)] = 1
            row[self.surplus(release)] = -1
        return rows, np.full(count, self.least_corrected, dtype=np.int64)
