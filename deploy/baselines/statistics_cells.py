"""What the streaming baselines share: what a person was served, the cells that makes them count in, where totals go.

What was served is a bit for each service and quarter, so that a set of them is a number. The attributes of a person are
sex, age band and region.
"""

import os
import sqlite3

SERVICES = ("VOC", "PSS", "MED", "LIT", "LEG")
FIRST_YEAR = 2018
QUARTERS = 8  # of two years, a bit each
CHILDREN = ("00-04", "05-11", "12-14", "15-17")
QUARTER_NAMES = tuple(f"|{FIRST_YEAR + q // 4}-Q{q % 4 + 1}" for q in range(QUARTERS))
OF_SERVICE = tuple((1 << QUARTERS) - 1 << which * QUARTERS for which in range(len(SERVICES)))
RELEASES = 4  # at the end of each quarter of the first year

Attributes = tuple[str, str, str]


def attributes_of(value: dict) -> Attributes:
    return value["sex"], value["ageBand"], value["region"]


def served_bit(value: dict) -> int:
    date = value["date"]
    quarter = (int(date[:4]) - FIRST_YEAR) * 4 + (int(date[5:7]) - 1) // 3
    return 1 << SERVICES.index(value["service"]) * QUARTERS + quarter


def counted_cells(attributes: Attributes, served: int) -> set[str]:
    """Those of the exact answer: by service, and by service with sex, region and quarter."""
    sex, _, region = attributes
    cells = set()
    for which, service in enumerate(SERVICES):
        quarters = served >> which * QUARTERS & (1 << QUARTERS) - 1
        if quarters:
            cells.update((service, f"{service}|{sex}", f"{service}|{region}"))
            while quarters:
                lowest = quarters & -quarters
                cells.add(service + QUARTER_NAMES[lowest.bit_length() - 1])
                quarters ^= lowest
    return cells


def released_cells(attributes: Attributes, served: int) -> set[str]:
    """Those of what is published each quarter, of all persons reached until then: SERVICE|release|column=value|…."""
    sex, age, region = attributes
    group = "child" if age in CHILDREN else "adult"
    tables = ("", f"|sex={sex}", f"|age={age}", f"|age={group}", f"|geo={region}", f"|age={age}|sex={sex}",
              f"|geo={region}|sex={sex}")
    cells = set()
    for which, service in enumerate(SERVICES):
        quarters = served >> which * QUARTERS & (1 << QUARTERS) - 1
        if quarters:
            first = (quarters & -quarters).bit_length()
            cells.update(f"{service}|{release}{table}" for release in range(first, RELEASES + 1) for table in tables)
    return cells


def added_cells(cells_of, attributes: Attributes, before: int, served: int) -> set[str]:
    """The cells that somebody counts in for the first time; only the services that something was added to matter."""
    changed = before ^ served
    services = sum(part for part in OF_SERVICE if changed & part)
    added = cells_of(attributes, served & services)
    return added - cells_of(attributes, before & services) if before & services else added


CELLS = {"counts": counted_cells, "releases": released_cells}


class Totals:
    """Where a stream's totals are kept for whoever asks: the newest of each cell, in SQLite.

    A total that comes again replaces itself, so it does not matter when a stream repeats the last ones after a crash.
    """

    def __init__(self, path: str):
        self.database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = NORMAL")
        self.database.execute("CREATE TABLE IF NOT EXISTS total(cell TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID")

    def put(self, totals: dict[str, int]):
        self.database.execute("BEGIN IMMEDIATE")
        self.database.executemany("INSERT OR REPLACE INTO total VALUES(?, ?)", totals.items())
        self.database.execute("COMMIT")

    def read(self, at_least: int = 1) -> dict[str, int]:
        return dict(self.database.execute("SELECT cell, value FROM total WHERE value >= ? ORDER BY cell", (at_least,)))


class Progress:
    """How many records this process has taken, in a file: by that, whoever kills it in the middle knows when."""

    EVERY = 500

    def __init__(self, path: str | None):
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644) if path else None
        self.records = 0
        self.written = 0

    def add(self, records: int):
        self.records += records
        if self.file is not None and self.records - self.written >= self.EVERY:
            self.written = self.records
            os.pwrite(self.file, b"%012d" % self.records, 0)
