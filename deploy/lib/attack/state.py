"""Whom the figures are about: every person's contribution, release by release. Secret: only the judge reads it."""

from __future__ import annotations

import collections
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from attack.figures import json_lines
from attack.layout import Layout, Vector
from attack.policy import Policy


@dataclass(frozen=True)
class Change:
    """One person's contribution to a block from a release on; no atom where it was taken back."""

    release: int
    block: str
    person: str
    institution: str
    atom: int | None


@dataclass(frozen=True)
class Step:
    """What a change does to the tables of its block."""

    change: Change
    before: int | None
    institution_before: str


def read_changes(lines: Iterable[dict[str, Any]], policy: Policy) -> list[Change]:
    return [
        Change(
            line["release"], line["block"], line["person"], line["institution"],
            policy.index_of(line["cell"]) if line.get("cell") else None,
        )
        for line in lines
        if "person" in line
    ]


def write_changes(changes: Iterable[Change], policy: Policy, path: Path, releases: int = 0) -> None:
    """Writes changes by release; with a number of releases also a line for each release that has none."""
    names = sorted(policy.codes)
    ordered = sorted(changes, key=lambda change: change.release)
    empty = set(range(1, releases + 1)) - {change.release for change in ordered}
    lines: list[dict[str, Any]] = [{"release": release} for release in empty]
    for change in ordered:
        cell = None if change.atom is None else dict(zip(names, policy.atoms[change.atom], strict=True))
        lines.append({
            "release": change.release, "block": change.block, "person": change.person,
            "institution": change.institution, "cell": cell,
        })
    lines.sort(key=lambda line: line["release"])
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


def read_held_back(folder: Path) -> set[tuple[int, str]]:
    """The releases and blocks in which corrections of enough persons wait, since they would give something away."""
    lines = json_lines(folder / "secret" / "state.jsonl")
    return {(line["release"], line["block"]) for line in lines if line.get("heldBack")}


def read_state(folder: Path, policy: Policy) -> list[Change]:
    return read_changes(json_lines(folder / "secret" / "state.jsonl"), policy)


def steps(changes: Iterable[Change], block: str) -> Iterator[Step]:
    """The changes of one block beside what they replace; those that change nothing are left out."""
    current: dict[str, Change] = {}
    for change in changes:
        if change.block != block:
            continue
        before = current.get(change.person)
        current[change.person] = change
        step = Step(change, before.atom if before else None, before.institution if before else change.institution)
        if step.before != change.atom or step.institution_before != change.institution:
            yield step


def revised_releases(changes: Iterable[Change], block: str) -> tuple[int, ...]:
    """The releases in which somebody who had been counted is counted otherwise or no more."""
    return tuple(sorted({
        step.change.release for step in steps(changes, block)
        if step.before is not None and step.before != step.change.atom
    }))


def table(changes: Iterable[Change], block: str, layout: Layout, institution: str | None = None) -> Vector:
    """The true numbers of a block, or of one institution's persons in it."""
    ins = np.zeros((layout.releases + 1, layout.atoms), dtype=np.int64)
    outs = np.zeros_like(ins)
    for step in steps(changes, block):
        change = step.change
        if step.before is not None and step.before == change.atom and institution is None:
            continue
        if step.before is not None and institution in (None, step.institution_before):
            outs[change.release, step.before] += 1
        if change.atom is not None and institution in (None, change.institution):
            ins[change.release, change.atom] += 1
    vector = np.zeros(layout.columns, dtype=np.int64)
    stock = np.zeros(layout.atoms, dtype=np.int64)
    for release in range(1, layout.releases + 1):
        vector[layout.entrants(release)] = ins[release]
        if release in layout.revised:
            vector[layout.leavers(release)] = outs[release]
            vector[layout.kept(release)] = stock - outs[release]
            if layout.least_corrected:
                vector[layout.surplus(release)] = _surplus(int(outs[release].sum()), layout, institution is None)
        stock += ins[release] - outs[release]
    return vector


def _surplus(corrected: int, layout: Layout, is_everybody: bool) -> int:
    """By how many persons corrections exceed the least number.

    To an institution the others' corrections are as many as are needed without its own, or at least that number where
    publishers see to it: its own do not count then, unless they are enough to stand for themselves.
    """
    least = layout.least_corrected
    if is_everybody:
        return corrected - least
    if not layout.others_corrected_enough:
        return 0
    return corrected if corrected < least else corrected - least


def institutions(changes: Iterable[Change], block: str) -> list[str]:
    return sorted({change.institution for change in changes if change.block == block})


def blocks(changes: Iterable[Change]) -> list[str]:
    return sorted({change.block for change in changes})


def _are_enough(corrected: collections.Counter[str], k: int, against_insiders: bool) -> bool:
    """At least k persons; and, to each institution that subtracts its own, none or at least k."""
    total = corrected.total()
    return total >= k and not (against_insiders and any(0 < total - own < k for own in corrected.values()))


def collect(changes: Iterable[Change], k: int, against_insiders: bool = True,
            held_back: Collection[tuple[int, str]] = ()) -> list[Change]:
    """What a release takes in: additions at once, corrections once they are enough for everybody who looks on."""
    wanted: dict[tuple[str, str], Change] = {}
    standing: dict[tuple[str, str], Change] = {}
    taken: list[Change] = []
    by_release: dict[int, list[Change]] = {}
    for change in changes:
        by_release.setdefault(change.release, []).append(change)
    for release in sorted(by_release):
        touched = sorted({change.block for change in by_release[release]})
        for change in by_release[release]:
            wanted[change.block, change.person] = change
        for block in touched:
            additions: list[Change] = []
            corrections: list[Change] = []
            for (of, person), change in wanted.items():
                if of != block:
                    continue
                stands = standing.get((block, person))
                if stands is None or stands.atom is None:
                    if change.atom is not None:
                        additions.append(change)
                elif (stands.atom, stands.institution) != (change.atom, change.institution):
                    corrections.append(change)
            corrected = collections.Counter(standing[block, change.person].institution for change in corrections)
            if (release, block) in held_back or not _are_enough(corrected, k, against_insiders):
                corrections = []
            for change in additions + corrections:
                now = Change(release, block, change.person, change.institution, change.atom)
                standing[block, change.person] = now
                taken.append(now)
    return taken
