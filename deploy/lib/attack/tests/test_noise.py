"""The test of noise passes what is private and catches what is not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from attack.noise import examine, geometric_tree, tree

COUNTS = [3, 0, 7, 1, 0, 0, 12, 2]


def test_the_nodes_of_a_tree() -> None:
    assert tree([1] * 10) == [10, 8, 2, 4, 4, 2, 0, 2, 2, 2, 2, 2, 0, 0, 0] + [1] * 10 + [0] * 6


@pytest.mark.parametrize("epsilon", [0.5, 1.0, 2.0])
def test_geometric_noise_on_a_tree_is_private(epsilon: float) -> None:
    assert examine(geometric_tree(epsilon), COUNTS, 2, epsilon, 8000) == []


def test_too_little_noise_is_caught() -> None:
    assert examine(geometric_tree(1.0, strength=2.0), COUNTS, 2, 1.0, 8000)


def test_exact_leaves_are_caught() -> None:
    private = geometric_tree(1.0)

    def leaky(counts: Sequence[int], seed: int) -> Sequence[int]:
        return [*private(counts, seed)[:-1], counts[-1]]

    assert examine(leaky, COUNTS, 7, 1.0, 500)


def test_shared_noise_is_caught() -> None:
    def shared(counts: Sequence[int], seed: int) -> Sequence[int]:
        return list(np.array(tree(counts)) + np.random.default_rng(seed).geometric(0.05))

    assert examine(shared, COUNTS, 2, 1.0, 500)
