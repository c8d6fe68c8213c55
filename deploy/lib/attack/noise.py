"""A6: are counts with noise as private as they say? Two inputs that differ by one person must be hard to tell apart.

Under epsilon no event may be more than e^epsilon times as likely with a person as without, nor the other way round.
A violation is reported only where confidence bounds of both frequencies leave no other reading.
"""

from __future__ import annotations

import math
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Counts and a seed give noisy counts.
Mechanism = Callable[[Sequence[int], int], Sequence[int]]
Samples = NDArray[np.int64]


def tree(counts: Sequence[int], branching: int = 2) -> list[int]:
    """Every node of the tree over the counts, from the root down, level by level; leaves that are missing are 0."""
    leaves = 1
    while leaves < len(counts):
        leaves *= branching
    level = list(counts) + [0] * (leaves - len(counts))
    levels = [level]
    while len(level) > 1:
        level = [sum(level[start : start + branching]) for start in range(0, len(level), branching)]
        levels.insert(0, level)
    return [node for level in levels for node in level]


def geometric_tree(epsilon: float, strength: float = 1.0) -> Mechanism:
    """The stand-in: two-sided geometric noise on every node; a strength above 1 is a broken one with too little."""

    def noisy(counts: Sequence[int], seed: int) -> Sequence[int]:
        exact = np.array(tree(counts))
        level_count = int(math.log2(len(exact) + 1))
        success = 1 - math.exp(-epsilon * strength / level_count)
        random = np.random.default_rng(seed)
        noise = random.geometric(success, len(exact)) - random.geometric(success, len(exact))
        return list(exact + noise)

    return noisy


@dataclass(frozen=True)
class Executable:
    """`jisr release noise`: asked once for many seeds, since starting it takes longer than the noise."""

    path: str
    epsilon: float
    # What is done to its noise, to see that it is caught.
    mutation: str = ""

    def __call__(self, counts: Sequence[int], seed: int) -> Sequence[int]:
        return [int(number) for number in self.batch(counts, range(seed, seed + 1))[0]]

    def batch(self, counts: Sequence[int], seeds: range) -> Samples:
        levels = len(counts).bit_length()
        factor = {"half": 2, "levels": levels}.get(self.mutation, 1)
        command = [self.path, "release", "noise", "--epsilon", f"{self.epsilon * factor:.6f}",
                   "--leaves", str(len(counts)), "--seed", f"{seeds[0]}-{seeds[-1]}"]
        text = "".join(f"{count}\n" for count in counts)
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        told = np.array(done.stdout.split(), dtype=np.int64).reshape(len(seeds), -1)
        if self.mutation == "shared":
            exact = np.array(tree(counts))
            return exact + (told - exact)[:, :1]
        if self.mutation == "leaf":
            told[:, -1] = counts[-1]
        return told


# What must be caught: noise for half of what a person adds, noise that forgets that a person is on every level, one noise
# for all nodes, and a leaf without noise.
MUTATIONS = ("half", "levels", "shared", "leaf")


@dataclass(frozen=True)
class Violation:
    """An event that is too much likelier with a person than without, or the other way round."""

    event: str
    likelier: float
    rarer: float
    factor_at_least: float


def _bounds(successes: int, trials: int, z: float) -> tuple[float, float]:
    """Wilson's interval of a frequency."""
    share = successes / trials
    centre = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / (1 + z * z / trials)
    return max(centre - half, 0.0), min(centre + half, 1.0)


def sample(mechanism: Mechanism, counts: Sequence[int], seeds: range) -> Samples:
    if isinstance(mechanism, Executable):
        return mechanism.batch(counts, seeds)
    return np.array([mechanism(counts, seed) for seed in seeds], dtype=np.int64)


def _statistics(without: Samples, exact_without: Samples, exact_with: Samples) -> list[tuple[str, Samples]]:
    """What an attacker would look at: every number that the person moves, and all of them together."""
    moved = np.nonzero(exact_with != exact_without)[0]
    # The log of the likelihood ratio of geometric noise is a sum of steps of one size: which input each is closer to.
    closer = np.sign(np.abs(without[:, moved] - exact_without[moved]) - np.abs(without[:, moved] - exact_with[moved]))
    found = [("all numbers it moves", closer.sum(axis=1))]
    found += [(f"number {index}", without[:, index]) for index in moved]
    return found


def violations(without: Samples, with_person: Samples, exact_without: Sequence[int], exact_with: Sequence[int],
               epsilon: float, z: float = 4.5) -> list[Violation]:
    """Events whose frequencies with and without the person cannot both be those of an epsilon-private mechanism."""
    before, after = np.array(exact_without), np.array(exact_with)
    found = []
    for (name, left), (_, right) in zip(
        _statistics(without, before, after), _statistics(with_person, before, after), strict=True
    ):
        for cut in np.unique(np.concatenate([left, right])):
            for sign, text in ((1, "at least"), (-1, "at most")):
                one, other = int((sign * left >= sign * cut).sum()), int((sign * right >= sign * cut).sum())
                for likelier, rarer, trials in ((one, other, (len(left), len(right))),
                                                (other, one, (len(right), len(left)))):
                    low, _ = _bounds(likelier, trials[0], z)
                    _, high = _bounds(rarer, trials[1], z)
                    if low > math.exp(epsilon) * high:
                        found.append(Violation(f"{name} {text} {cut}", likelier / trials[0], rarer / trials[1],
                                               low / high))
    return found


def noise_faults(samples: Samples, exact: Sequence[int], z: float = 5.0) -> list[str]:
    """Noise that is shifted, or that numbers share: the proof of epsilon needs each number's own, around zero."""
    noise = samples - np.array(exact)
    found = []
    error = noise.std(axis=0) / math.sqrt(len(noise)) + 1e-12
    for index in np.nonzero(np.abs(noise.mean(axis=0)) > z * error)[0]:
        found.append(f"number {index} is shifted by {noise[:, index].mean():.3f}")
    if (noise.std(axis=0) == 0).any():
        return [*found, f"{int((noise.std(axis=0) == 0).sum())} numbers have no noise"]
    together = np.corrcoef(noise, rowvar=False) - np.eye(noise.shape[1])
    for one, other in zip(*np.nonzero(np.triu(np.abs(together)) > z / math.sqrt(len(noise))), strict=True):
        found.append(f"numbers {one} and {other} share noise (correlation {together[one, other]:.2f})")
    return found


def examine(mechanism: Mechanism, counts: Sequence[int], leaf: int, epsilon: float, runs: int,
            first_seed: int = 1) -> list[str]:
    """All that is wrong with a mechanism at these counts and one person in this leaf; no word if nothing is."""
    neighbour = list(counts)
    neighbour[leaf] += 1
    without = sample(mechanism, counts, range(first_seed, first_seed + runs))
    with_person = sample(mechanism, neighbour, range(first_seed + runs, first_seed + 2 * runs))
    exact = tree if without.shape[1] == len(tree(counts)) else list
    found = [
        f"{one.event}: {one.likelier:.5f} against {one.rarer:.5f}, more than {one.factor_at_least:.2f} times"
        for one in violations(without, with_person, exact(counts), exact(neighbour), epsilon)
    ]
    found += noise_faults(without, exact(counts)) + noise_faults(with_person, exact(neighbour))
    if list(mechanism(counts, first_seed)) != list(without[0]):
        found.append("the same seed gives other numbers")
    return found + _reuse_faults(mechanism, counts, neighbour, exact, first_seed)


def _reuse_faults(mechanism: Mechanism, counts: Sequence[int], neighbour: Sequence[int],
                  exact: Callable[[Sequence[int]], Sequence[int]], first_seed: int) -> list[str]:
    """One secret, with and without a person, as if figures were told again after a correction: noise that is the same in
    both falls away when they are subtracted, and leaves the person."""
    if not isinstance(mechanism, Executable):
        return []
    seeds = range(first_seed, first_seed + 50)
    without, with_person = sample(mechanism, counts, seeds), sample(mechanism, neighbour, seeds)
    moved = np.nonzero(np.array(exact(neighbour)) != np.array(exact(counts)))[0]
    same = ((with_person - without)[:, moved] == 1).mean(axis=0)
    # Two independent noises differ by exactly one now and then.
    return [f"number {moved[index]} has the same noise with and without a person" for index in np.nonzero(same > 0.6)[0]]
