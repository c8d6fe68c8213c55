"""What was published: figures and manifests, as a reader of the topics or of an export has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attack.policy import CellKey, cell_key


@dataclass
class Published:
    """Every figure of every release, by block; None where it was withheld."""

    values: dict[str, dict[tuple[int, CellKey], int | None]] = field(default_factory=dict)
    revised: dict[str, set[int]] = field(default_factory=dict)
    releases: set[int] = field(default_factory=set)
    contradictions: list[str] = field(default_factory=list)

    def add(self, release: int, block: str, key: CellKey, value: int | None) -> None:
        """Takes one figure in; a figure that came before must say the same, whatever came in between."""
        block_values = self.values.setdefault(block, {})
        place = (release, key)
        if place in block_values and block_values[place] != value:
            self.contradictions.append(f"{block} release {release} {key}: {block_values[place]} and {value}")
        block_values[place] = value
        self.releases.add(release)

    @property
    def last_release(self) -> int:
        return max(self.releases, default=0)

    def withheld(self) -> set[tuple[int, str, CellKey]]:
        return {
            (release, block, key)
            for block, values in self.values.items()
            for (release, key), value in values.items()
            if value is None
        }

    def published_count(self) -> tuple[int, int]:
        """How many figures have a value, and how many there are."""
        every = [value for values in self.values.values() for value in values.values()]
        return sum(value is not None for value in every), len(every)


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open() as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def parse_figures(figures: Iterable[dict[str, Any]], manifests: Iterable[dict[str, Any]]) -> Published:
    published = Published()
    for figure in figures:
        published.add(figure["release"], figure["block"], cell_key(figure["cell"]), figure["value"])
    for manifest in manifests:
        published.releases.add(manifest["release"])
        for block in manifest.get("revisedBlocks", ()):
            published.revised.setdefault(block, set()).add(manifest["release"])
    return published


def read_published(folder: Path) -> Published:
    return parse_figures(json_lines(folder / "figures.jsonl"), json_lines(folder / "manifest.jsonl"))
