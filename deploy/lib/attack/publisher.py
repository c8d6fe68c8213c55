"""What all publishers written here have in common: the truth by release, and the folder a rehearsal leaves."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attack.figures import Published
from attack.policy import Policy
from attack.state import Change, blocks, revised_releases, steps, write_changes


def stocks(changes: list[Change], block: str, policy: Policy, releases: int) -> NDArray[np.int64]:
    """True counts by release (from 1 on) and atom."""
    counts = np.zeros((releases + 1, len(policy.atoms)), dtype=np.int64)
    for step in steps(changes, block):
        if step.before is not None:
            counts[step.change.release :, step.before] -= 1
        if step.change.atom is not None:
            counts[step.change.release :, step.change.atom] += 1
    return counts


def empty(changes: list[Change], releases: int) -> Published:
    """Nothing published yet, but who is revised when."""
    published = Published(releases=set(range(1, releases + 1)))
    for block in blocks(changes):
        published.values[block] = {}
        published.revised[block] = set(revised_releases(changes, block))
    return published


def write_rehearsal(published: Published, changes: list[Change], policy: Policy, folder: Path) -> None:
    """Writes what `jisr release rehearse` writes."""
    (folder / "secret").mkdir(parents=True, exist_ok=True)
    write_changes(changes, policy, folder / "secret" / "state.jsonl")
    figures = [
        {"release": release, "block": block, "cell": dict(key), "value": value}
        for block, values in published.values.items()
        for (release, key), value in values.items()
    ]
    figures.sort(key=lambda figure: (figure["release"], figure["block"]))
    (folder / "figures.jsonl").write_text("".join(json.dumps(figure) + "\n" for figure in figures))
    manifests = [
        {"release": release, "revisedBlocks": sorted(
            block for block, revised in published.revised.items() if release in revised)}
        for release in sorted(published.releases)
    ]
    (folder / "manifest.jsonl").write_text("".join(json.dumps(manifest) + "\n" for manifest in manifests))
