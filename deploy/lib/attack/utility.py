"""What safety costs: the share of cells that each way of publishing tells, and how often the same attacker hits it.

  deploy/lib/attack/run utility --jisr .build/debug/jisr --seeds 1-40

"first release" is what methods for a single publication are made for; "all releases" is what a programme publishes.
pytauargus takes part when it is installed (PyPI, 0.6.0).
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import tempfile
from pathlib import Path

from attack.cubes import SMALL, Cube, Size, random_cube
from attack.judge import Verdict, judge_folder
from attack.rehearse import publish

SIZES: dict[str, Size | None] = {"mixed": None, "small": SMALL, "medium": Size()}


def first_release(cube: Cube) -> Cube:
    """The first release that has changes, alone."""
    first = min(change.release for change in cube.changes)
    changes = [dataclasses.replace(change, release=1) for change in cube.changes if change.release == first]
    return dataclasses.replace(cube, changes=changes, releases=1)


def measure(publisher: str, cubes: list[Cube], chosen: argparse.Namespace) -> tuple[list[Verdict], int]:
    verdicts, failures = [], 0
    options = argparse.Namespace(publisher=publisher, jisr=chosen.jisr, mutate=None, timeout=chosen.timeout)
    for seed, cube in enumerate(cubes):
        with tempfile.TemporaryDirectory(prefix="jisr-utility-") as name:
            folder = Path(name)
            cube.write(folder)
            if failure := publish(cube, folder, options):
                failures += 1
                print(f"{publisher}: {failure}")
                continue
            verdicts.append(judge_folder(folder / "out", cube.policy, seed))
    return verdicts, failures


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jisr", default=".build/debug/jisr", metavar="PATH")
    parser.add_argument("--seeds", default="1-20", metavar="FIRST-LAST")
    parser.add_argument("--size", choices=tuple(SIZES), default="medium")
    parser.add_argument("--publishers", default="naive-having,naive-per-table,argus,jisr")
    parser.add_argument("--timeout", type=float, default=900, metavar="SECONDS")
    chosen = parser.parse_args(arguments)
    first, _, last = chosen.seeds.partition("-")
    cubes = [random_cube(seed, SIZES[chosen.size]) for seed in range(int(first), int(last or first) + 1)]
    publishers = chosen.publishers.split(",")
    if "argus" in publishers and importlib.util.find_spec("pytauargus") is None:
        print("pytauargus is not installed; it is left out")
        publishers.remove("argus")
    failed = 0
    print(f"{'':16}{'publisher':18}{'published':>12}{'hits':>8}{'cubes hit':>12}{'failures':>10}")
    for what, some in (("first release", [first_release(cube) for cube in cubes]), ("all releases", cubes)):
        for publisher in publishers:
            verdicts, failures = measure(publisher, some, chosen)
            failed += failures
            shown, every = sum(one.published for one in verdicts), sum(one.cells for one in verdicts)
            hits, cubes_hit = sum(one.hit_count for one in verdicts), sum(one.hit_count > 0 for one in verdicts)
            share = f"{100 * shown / max(every, 1):.1f} %"
            line = f"{what:16}{publisher:18}{share:>12}{hits:>8}{cubes_hit:>8}/{len(verdicts):<3}{failures:>10}"
            print(line, flush=True)
    return 1 if failed else 0
