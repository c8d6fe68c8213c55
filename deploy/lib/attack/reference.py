"""A slow publisher that follows the admission test to the letter: a figure is published if every target stays safe.

It is what a faster engine is compared with; both must have no hits, and the faster one should publish about as much.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from attack.bounds import assess
from attack.equations import equations, layout_of
from attack.figures import Published
from attack.layout import Layout, Sort, Vector
from attack.policy import Cell, Policy
from attack.publisher import empty, stocks
from attack.state import Change, blocks, collect, institutions, table
from attack.targets import Target, insider_targets, public_targets


@dataclass
class _View:
    """One attacker: what it knows itself, what it may not find out, and tables that show it cannot."""

    own: Vector
    targets: list[Target]
    witnesses: list[Vector] = field(default_factory=list)


def publish(changes: list[Change], policy: Policy, releases: int) -> tuple[Published, list[Change]]:
    """Figures, and the contributions they are about."""
    taken = collect(changes, _least_corrected(policy) or 1, "insider" in policy.rules)
    published = empty(taken, releases)
    for block in blocks(taken):
        counts = stocks(taken, block, policy, releases)
        for release in range(1, releases + 1):
            so_far = Published(
                values={block: published.values[block]},
                revised={block: {one for one in published.revised[block] if one <= release}},
                releases=set(range(1, release + 1)),
            )
            views = _views([change for change in taken if change.release <= release], policy, block, so_far)
            for cell in policy.cells:
                so_far.values[block][release, cell.key] = None
            for cell in sorted(policy.cells, key=lambda cell: (cell.depth, -int(cell.atoms.sum()), cell.key)):
                value = int(counts[release][cell.atoms].sum())
                _try(so_far, policy, block, release, cell, value, views)
    return published, taken


def _least_corrected(policy: Policy) -> int:
    return policy.k if "increment" in policy.rules else 0


def _layout(so_far: Published, policy: Policy, block: str) -> Layout:
    return layout_of(so_far, policy, block, _least_corrected(policy), "insider" in policy.rules)


def _views(changes: list[Change], policy: Policy, block: str, so_far: Published) -> list[_View]:
    layout = _layout(so_far, policy, block)
    truth = table(changes, block, layout)
    public = [target for target in public_targets(policy, layout, truth) if target.rule in policy.rules]
    views = [_View(truth * 0, public)]
    for institution in institutions(changes, block) if "insider" in policy.rules else ():
        own = table(changes, block, layout, institution)
        targets = insider_targets(policy, layout, truth - own)
        if targets:
            views.append(_View(own, targets))
    return views


def _unsafe(cell: Cell, release: int, views: Iterable[_View]) -> bool:
    """Whether the figure itself, or a count that differs from it by what is known anyway, is one to protect."""
    return any(
        target.release == release and target.sort is Sort.STOCK and target.label.split(" not ")[0] == cell.label
        for view in views for target in view.targets
    )


def _try(so_far: Published, policy: Policy, block: str, release: int, cell: Cell, value: int,
         views: list[_View]) -> None:
    values = so_far.values[block]
    if cell.atoms.any() and _unsafe(cell, release, views):
        return
    values[release, cell.key] = value
    if "linked" not in policy.rules:
        return
    layout = _layout(so_far, policy, block)
    system = equations(so_far, policy, block, layout)
    found: list[list[Vector]] = []
    for view in views:
        result = assess(
            system.without(view.own), view.targets, policy.k, release, view.witnesses, give_up_at_first_hit=True
        )
        if result.hits or result.undecided or result.contradiction:
            values[release, cell.key] = None
            return
        found.append(result.witnesses)
    for view, witnesses in zip(views, found, strict=True):
        view.witnesses = witnesses
