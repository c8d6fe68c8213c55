"""What an attacker learns without knowing the truth: counts that figures alone show to be below k.

The judge asks of counts that it knows to be few; who has nothing but the figures asks of all. Whatever cannot be k or
more is a hit, and so is whatever a figure says outright.
"""

from __future__ import annotations

from attack.bounds import assess
from attack.equations import equations, layout_of
from attack.figures import Published
from attack.layout import Layout, Sort
from attack.policy import Policy
from attack.targets import Target
from attack.temporal import revealing_zeros, small_differences


def every_count(policy: Policy, layout: Layout) -> list[Target]:
    """All that a policy could ask to protect, in every release."""
    found: dict[tuple[Sort, int, bytes], Target] = {}
    for release in range(1, layout.releases + 1):
        for sort in Sort:
            if sort is Sort.OUT and release not in layout.revised:
                continue
            for cell in policy.cells:
                masks = [(cell.label, cell.atoms)]
                masks += [(f"{cell.label} not {name}", mask) for name, mask in policy.complements(cell)]
                for label, mask in masks:
                    if mask.any():
                        place = sort, release, mask.tobytes()
                        target = Target("", release, label, sort, layout.row(sort, release, mask), -1)
                        found.setdefault(place, target)
    return list(found.values())


def learned(published: Published, policy: Policy) -> list[str]:
    """Everything that the figures give away by themselves."""
    found = [f"contradiction: {text}" for text in published.contradictions]
    found += [f"{one.block} r{one.later} {one.cell}: {one.count} came" for one in small_differences(published, policy)]
    found += [f"{block} r{release} {key}: too few" for block, release, key in revealing_zeros(published, policy)]
    for block in sorted(published.values):
        layout = layout_of(published, policy, block, policy.least_corrected)
        result = assess(equations(published, policy, block, layout), every_count(policy, layout), policy.k)
        if result.contradiction:
            found.append(f"{block}: no table agrees with the figures")
        found += [
            f"{block} r{hit.target.release} {hit.target.sort.value} [{hit.target.label}] in {hit.least}…{hit.most}"
            for hit in result.hits if hit.most is not None and hit.most < policy.k
        ]
    return found
