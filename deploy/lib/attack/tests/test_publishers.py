"""Common publishers are hit, the literal admission test is not, and every rule left out of it is missed."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from attack import naive, reference
from attack.cubes import SMALL, Size, random_cube
from attack.judge import Verdict, judge, judge_folder, other_state
from attack.policy import RULES
from attack.publisher import write_rehearsal
from attack.state import collect

# Cubes in which each rule alone holds something back.
SEEDS_THAT_MISS = {
    "threshold": (3, 11), "complement": (7, 32), "insider": (1, 2), "increment": (3, 8), "linked": (1, 2),
}
TINY = Size(persons=150, places=3, ages=2, blocks=1, releases=6)


@pytest.mark.parametrize("kind", naive.KINDS)
def test_naive_publishers_are_hit(kind: str) -> None:
    verdicts = []
    for seed in range(1, 7):
        cube = random_cube(seed, SMALL)
        figures = naive.publish(kind, cube.changes, cube.policy, cube.releases)
        verdicts.append(judge(figures, cube.changes, cube.policy, seed))
    for attack in ("A1", "A2", "A3", "A4"):
        assert sum(len(verdict.hits[attack]) for verdict in verdicts), attack


def referred(seed: int, without: str = "") -> Verdict:
    cube = random_cube(seed, TINY)
    policy = dataclasses.replace(cube.policy, rules=tuple(rule for rule in RULES if rule != without))
    figures, taken = reference.publish(cube.changes, policy, cube.releases)
    return judge(figures, taken, cube.policy, seed)


@pytest.mark.parametrize("seed", [3, 5, 14, 17])
def test_the_literal_admission_test_gives_nobody_away(seed: int, tmp_path: Path) -> None:
    cube = random_cube(seed, TINY)
    figures, taken = reference.publish(cube.changes, cube.policy, cube.releases)
    write_rehearsal(figures, taken, cube.policy, tmp_path)
    verdict = judge_folder(tmp_path, cube.policy, seed)
    assert verdict.hit_count == 0
    assert verdict.faults == []
    assert verdict.published > 0


@pytest.mark.parametrize("rule", RULES)
def test_without_any_one_rule_there_are_hits(rule: str) -> None:
    seeds = SEEDS_THAT_MISS[rule]
    assert sum(referred(seed, without=rule).hit_count for seed in seeds) > 0
    assert sum(referred(seed).hit_count for seed in seeds) == 0


def test_a_wrong_figure_is_a_fault() -> None:
    cube = random_cube(17, TINY)
    figures, taken = reference.publish(cube.changes, cube.policy, cube.releases)
    block = next(iter(figures.values))
    place = next(place for place, value in figures.values[block].items() if value is not None)
    figures.values[block][place] += 1  # type: ignore[operator]
    assert judge(figures, taken, cube.policy).faults


def test_a_correction_taken_in_too_early_is_a_fault() -> None:
    cube = random_cube(5, SMALL)
    taken = collect(cube.changes, cube.policy.k)
    assert other_state(cube.changes, taken, cube.policy.k) == []
    assert other_state(cube.changes, collect(cube.changes, 1), cube.policy.k)
