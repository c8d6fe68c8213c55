"""Judges what was published against the secret truth: what an attacker finds out, and whether the figures are true."""

from __future__ import annotations

import collections
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from attack.bounds import Assessment, assess
from attack.equations import equations, layout_of
from attack.figures import Published, json_lines, parse_figures
from attack.layout import Layout, Sort, Vector
from attack.policy import Policy
from attack.rowspace import exactly_known
from attack.state import Change, blocks, collect, institutions, read_state, revised_releases, steps, table
from attack.targets import Target, insider_targets, public_targets
from attack.temporal import revealing_zeros, same_when_disturbed, small_differences


@dataclass
class Verdict:
    """All that was found: hits by attack, faults (figures that are not true or break the contract), and sizes."""

    hits: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in ("A1", "A2", "A3", "A4")})
    faults: list[str] = field(default_factory=list)
    undecided: int = 0
    targets: int = 0
    cells: int = 0
    published: int = 0
    releases: int = 0
    linear_count: int = 0
    integer_count: int = 0

    @property
    def hit_count(self) -> int:
        return sum(len(hits) for hits in self.hits.values())

    def count(self, assessment: Assessment) -> None:
        self.undecided += len(assessment.undecided)
        self.linear_count += assessment.linear_count
        self.integer_count += assessment.integer_count


def _describe(block: str, target: Target, interval: str) -> str:
    return f"{block} r{target.release} {target.rule} {target.sort.value} [{target.label}] = {target.truth} {interval}"


def judge(published: Published, changes: list[Change], policy: Policy, seed: int = 0, strict: bool = True) -> Verdict:
    verdict = Verdict(releases=published.last_release)
    verdict.published, verdict.cells = published.published_count()
    verdict.faults += [f"contradiction: {text}" for text in published.contradictions]
    for difference in small_differences(published, policy):
        verdict.hits["A3"].append(
            f"{difference.block} r{difference.later} {difference.cell} came in {difference.count}"
        )
    for block, release, key in revealing_zeros(published, policy):
        verdict.hits["A3"].append(f"{block} r{release} {key} published below k")
    for block in sorted(set(blocks(changes)) | set(published.values)):
        _judge_block(published, changes, policy, block, seed, strict, verdict)
    return verdict


def _judge_block(published: Published, changes: list[Change], policy: Policy, block: str, seed: int, strict: bool,
                 verdict: Verdict) -> None:
    layout = layout_of(published, policy, block, *_known_of_corrections(changes, block, policy.least_corrected))
    system = equations(published, policy, block, layout)
    verdict.faults += system.impossible
    revised = revised_releases(changes, block)
    if not set(revised) <= set(layout.revised):
        verdict.faults.append(f"{block}: corrections in releases {revised}, manifests speak of {layout.revised}")
        return
    truth = table(changes, block, layout)
    if not system.holds_for(truth):
        wrong = _first_wrong(published, policy, block, layout, truth)
        verdict.faults.append(f"{block}: the figures are not those of the released contributions: {wrong}")
        return
    if missing := _missing(published, policy, block):
        verdict.faults.append(f"{block}: {missing} declared figures are neither published nor withheld")
    targets = public_targets(policy, layout, truth, strict)
    verdict.targets += len(targets)
    _attack("A1", block, assess(system, targets, policy.k, seed, [truth]), verdict)
    verdict.hits["A2"] += [_describe(block, target, "exact") for target in exactly_known(system, targets)]
    for institution in institutions(changes, block):
        own = table(changes, block, layout, institution)
        inside = insider_targets(policy, layout, truth - own, strict)
        verdict.targets += len(inside)
        if not inside:
            continue
        found = assess(system.without(own), inside, policy.k, seed, [truth - own])
        _attack("A4", f"{block} {institution}", found, verdict)


def _known_of_corrections(changes: list[Change], block: str, k: int) -> tuple[int, bool]:
    """What everybody knows of a publisher that lets corrections wait; others take them in as they come."""
    batches = _corrected(changes, block).values()
    if any(batch.total() < k for batch in batches):
        return 0, False
    return k, all(batch.total() - own == 0 or batch.total() - own >= k for batch in batches for own in batch.values())


def _corrected(changes: list[Change], block: str) -> dict[int, collections.Counter[str]]:
    """How many persons of each institution are corrected in each release."""
    found: dict[int, collections.Counter[str]] = {}
    for step in steps(changes, block):
        if step.before is not None and step.before != step.change.atom:
            found.setdefault(step.change.release, collections.Counter())[step.institution_before] += 1
    return found


def _attack(name: str, who: str, found: Assessment, verdict: Verdict) -> None:
    verdict.count(found)
    if found.contradiction:
        verdict.faults.append(f"{name} {who}: no table agrees with the figures")
    for hit in found.hits:
        most = "∞" if hit.most is None else str(hit.most)
        verdict.hits[name].append(_describe(who, hit.target, f"in {hit.least}…{most}"))


def _first_wrong(published: Published, policy: Policy, block: str, layout: Layout, truth: Vector) -> str:
    for (release, key), value in sorted(published.values.get(block, {}).items()):
        if value is not None:
            cell = policy.by_key[key]
            true = int(layout.row(Sort.STOCK, release, cell.atoms) @ truth)
            if true != value:
                return f"r{release} [{cell.label}] says {value}, is {true}"
    return "a kept count is negative"


def _missing(published: Published, policy: Policy, block: str) -> int:
    values = published.values.get(block, {})
    return sum(
        (release, cell.key) not in values
        for release in range(1, published.last_release + 1)
        for cell in policy.cells
    )


def small_corrections(changes: list[Change], k: int) -> list[str]:
    """Releases that take in the corrections of fewer than k persons of a block."""
    return [
        f"{block} r{release}: {batch.total()}"
        for block in blocks(changes)
        for release, batch in _corrected(changes, block).items()
        if batch.total() < k
    ]


def other_state(changes: list[Change], taken: list[Change], k: int,
                held_back: Collection[tuple[int, str]] = ()) -> list[str]:
    """Contributions that were to be taken in otherwise: additions at once, corrections once they are k or more."""
    wanted, found = set(collect(changes, k, held_back=held_back)), set(taken)
    missing = [f"not taken in: {change}" for change in wanted - found]
    return sorted(missing + [f"taken in too many: {change}" for change in found - wanted])


def judge_folder(folder: Path, policy: Policy, seed: int = 0, strict: bool = True) -> Verdict:
    """Judges what a rehearsal left: its figures and manifests beside its secret."""
    figures = list(json_lines(folder / "figures.jsonl"))
    manifests = list(json_lines(folder / "manifest.jsonl"))
    changes = read_state(folder, policy)
    published = parse_figures(figures, manifests)
    verdict = judge(published, changes, policy, seed, strict)
    if not same_when_disturbed(figures, manifests, policy, seed):
        verdict.faults.append("figures say something else when delivered twice and in another order")
    verdict.faults += [f"too few corrections: {text}" for text in small_corrections(changes, policy.least_corrected)]
    return verdict
