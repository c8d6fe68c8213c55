"""Attacks what releases publish: random cubes, rehearsed by a publisher, judged; not zero on any hit.

  deploy/lib/attack/run --jisr .build/debug/jisr --seeds 1-200 --processes 2
  deploy/lib/attack/run --jisr .build/debug/jisr --seeds 1-20 --mutate increment     (this one must hit)
  deploy/lib/attack/run --jisr .build/debug/jisr --seeds 1-20 --partners             (two audiences)
  deploy/lib/attack/run --publisher naive-having --seeds 1-20                        (so must this one)
  deploy/lib/attack/run --figures FOLDER --policy policy.json    attacks figures alone, without knowing the truth
  deploy/lib/attack/run --exports FOLDER                         compares exported files (and *.prom metrics)
  deploy/lib/attack/run --jisr .build/debug/jisr --noise 1.0     examines `jisr release noise` at an epsilon
  deploy/lib/attack/run --jisr .build/debug/jisr --noise 1.0 --mutate-noise half     (this one must be found out)
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from attack import blind, exports, naive, noise, peers, utility
from attack.cubes import LARGE, SMALL, Size, random_cube
from attack.figures import read_published
from attack.judge import Verdict, judge_folder, other_state
from attack.partners import judge_partners, with_partners
from attack.policy import RULES, read_policy
from attack.rehearse import publish, replay
from attack.state import read_held_back, read_state

SIZES: dict[str, Size | None] = {"mixed": None, "small": SMALL, "large": LARGE, "medium": Size(),
                                 "tiny": Size(persons=150, places=3, ages=2, blocks=1, releases=6)}
PUBLISHERS = ("jisr", "reference", "argus", *(f"naive-{kind}" for kind in naive.KINDS))


@dataclass
class Outcome:
    """What came of one seed."""

    seed: int
    verdict: Verdict = field(default_factory=Verdict)
    failure: str = ""
    held_back: int = 0
    publish_seconds: float = 0
    judge_seconds: float = 0


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--publisher", choices=PUBLISHERS, default="jisr")
    parser.add_argument("--jisr", metavar="PATH", default=".build/debug/jisr", help="the operator's tool")
    parser.add_argument("--seeds", default="1-20", metavar="FIRST-LAST")
    parser.add_argument("--size", choices=tuple(SIZES), default="mixed")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--mutate", choices=(*RULES, "joint"),
                        help="leave this rule out of the policy: there must be hits; joint: with --partners, release to"
                        " each audience as if the other did not exist")
    parser.add_argument("--partners", action="store_true",
                        help="partners are told smaller numbers: attack what they learn from both")
    parser.add_argument("--expect-hits", action="store_true", help="fail where there is none; as with --mutate")
    parser.add_argument("--until-hit", action="store_true", help="stop at the first cube with a hit")
    parser.add_argument("--lenient", action="store_true", help="complement and insider not for increments")
    parser.add_argument("--keep", metavar="DIR", type=Path, help="keep every cube and its figures here")
    parser.add_argument("--timeout", type=float, default=900, metavar="SECONDS", help="for one rehearsal")
    parser.add_argument("--replay", action="store_true",
                        help="rehearse again with the lines of each release in another order: the same bytes")
    parser.add_argument("--figures", metavar="DIR", type=Path, help="only attack the figures and manifests there")
    parser.add_argument("--policy", metavar="FILE", type=Path, help="the policy of those figures")
    parser.add_argument("--exports", metavar="DIR", type=Path, help="only compare the exports of this folder")
    parser.add_argument("--noise", metavar="EPSILON", type=float, help="only examine noisy counts")
    parser.add_argument("--runs", type=int, default=1000, help="how often to ask for noisy counts, with and without")
    parser.add_argument("--leaves", type=int, default=64, help="how many noisy counts")
    parser.add_argument("--mutate-noise", choices=noise.MUTATIONS, default="", help="weaken the noise: it must be noticed")
    parser.add_argument("--verbose", action="store_true", help="a line for every seed")
    return parser.parse_args()


def attack(seed: int, chosen: argparse.Namespace) -> Outcome:
    outcome = Outcome(seed)
    folder = chosen.keep / str(seed) if chosen.keep else Path(tempfile.mkdtemp(prefix="jisr-attack-"))
    try:
        cube = random_cube(seed, SIZES[chosen.size])
        if chosen.partners:
            cube = dataclasses.replace(cube, document=with_partners(cube.document, seed))
        cube.write(folder)
        started = time.monotonic()
        outcome.failure = publish(cube, folder, chosen)
        outcome.publish_seconds = time.monotonic() - started
        if not outcome.failure:
            started = time.monotonic()
            outcome.verdict = judge_folder(folder / "out", cube.policy, seed, not chosen.lenient)
            if chosen.partners:
                told = judge_partners(folder / "out", cube.document, seed, not chosen.lenient)
                told.faults += outcome.verdict.faults
                # Everybody is told no more than partners: whatever is learned from less counts with what is learned.
                for name, found in outcome.verdict.hits.items():
                    told.hits[name] += [f"everybody: {text}" for text in found]
                outcome.verdict = told
            if chosen.publisher == "jisr" and chosen.mutate is None:
                taken = read_state(folder / "out", cube.policy)
                held_back = read_held_back(folder / "out")
                outcome.held_back = len(held_back)
                outcome.verdict.faults += other_state(cube.changes, taken, cube.policy.k, held_back)[:20]
                if chosen.replay:
                    outcome.verdict.faults += replay(folder, seed, chosen)
            outcome.judge_seconds = time.monotonic() - started
    except Exception as error:  # One seed's failure must not hide the others; it is told, and fails the run.
        outcome.failure = f"{type(error).__name__}: {error}"
    finally:
        if not chosen.keep:
            shutil.rmtree(folder, ignore_errors=True)
    return outcome


def show(outcome: Outcome, chosen: argparse.Namespace) -> None:
    verdict = outcome.verdict
    hits = " ".join(f"{name} {len(found)}" for name, found in verdict.hits.items())
    if chosen.verbose or outcome.failure:
        print(f"seed {outcome.seed}: {verdict.published}/{verdict.cells} published, {verdict.targets} targets, {hits}, "
              f"{outcome.publish_seconds:.1f} s + {outcome.judge_seconds:.1f} s {outcome.failure}", flush=True)
    expected = chosen.mutate or chosen.expect_hits or chosen.publisher not in ("jisr", "reference")
    if expected and not chosen.verbose:
        return
    for name, found in verdict.hits.items():
        for text in found[:5]:
            print(f"seed {outcome.seed} {name}: {text}", flush=True)
    # Naive publishers take corrections in as they come.
    if not expected:
        for text in verdict.faults[:5]:
            print(f"seed {outcome.seed} fault: {text}", flush=True)


def summary(outcomes: list[Outcome], chosen: argparse.Namespace) -> int:
    verdicts = [outcome.verdict for outcome in outcomes]
    cells = sum(verdict.cells for verdict in verdicts)
    shown = sum(verdict.published for verdict in verdicts)
    hits = {name: sum(len(verdict.hits[name]) for verdict in verdicts) for name in Verdict().hits}
    failures = sum(bool(outcome.failure) for outcome in outcomes)
    faults = sum(len(verdict.faults) for verdict in verdicts)
    what = chosen.publisher + (f" without {chosen.mutate}" if chosen.mutate else "")
    rows = [
        ("publisher", what), ("cubes", len(outcomes)), ("releases", sum(verdict.releases for verdict in verdicts)),
        ("cells", cells), ("published", f"{shown} ({100 * shown / max(cells, 1):.1f} %)"),
        ("targets", sum(verdict.targets for verdict in verdicts)),
        *((f"hits {name}", count) for name, count in hits.items()),
        ("cubes with hits", sum(verdict.hit_count > 0 for verdict in verdicts)),
        ("undecided", sum(verdict.undecided for verdict in verdicts)), ("faults", faults), ("failures", failures),
        ("corrections held back", sum(outcome.held_back for outcome in outcomes)),
        ("linear programs", sum(verdict.linear_count for verdict in verdicts)),
        ("integer programs", sum(verdict.integer_count for verdict in verdicts)),
        ("seconds publishing", f"{sum(outcome.publish_seconds for outcome in outcomes):.1f}"),
        ("seconds attacking", f"{sum(outcome.judge_seconds for outcome in outcomes):.1f}"),
    ]
    for name, value in rows:
        print(f"{name:20} {value}")
    if chosen.mutate or chosen.expect_hits:
        # Without a rule a release may find that too much is known already, and stop; that is no failure of the check.
        return 0 if sum(hits.values()) else 1
    undecided = sum(verdict.undecided for verdict in verdicts)
    return 1 if sum(hits.values()) or failures or faults or undecided else 0


def compare_exports(folder: Path) -> tuple[str, list[str]]:
    read, found = exports.compare(folder)
    return ", ".join(f"{one.format}: {len(one.shown)} shown, {len(one.withheld)} withheld" for one in read), found


def examine_noise(chosen: argparse.Namespace) -> list[str]:
    counts = [(7 * leaf) % 5 for leaf in range(chosen.leaves)]
    mechanism = noise.Executable(chosen.jisr, chosen.noise, chosen.mutate_noise)
    return noise.examine(mechanism, counts, chosen.leaves // 3, chosen.noise, chosen.runs)


def tell(what: str, found: list[str]) -> int:
    print("\n".join([what, *found, f"{len(found)} findings"]))
    return 1 if found else 0


def main() -> int:
    if sys.argv[1:2] == ["peers"]:
        return peers.main(sys.argv[2:])
    if sys.argv[1:2] == ["utility"]:
        return utility.main(sys.argv[2:])
    chosen = options()
    if chosen.figures and chosen.policy:
        return tell("figures alone", blind.learned(read_published(chosen.figures), read_policy(chosen.policy)))
    if chosen.exports:
        return tell(*compare_exports(chosen.exports))
    if chosen.noise:
        found = examine_noise(chosen)
        if chosen.mutate_noise:
            return 1 - tell(f"noise, {chosen.mutate_noise}", found[:5])
        return tell("noise", found)
    first, _, last = chosen.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    os.nice(10)
    outcomes = []
    with multiprocessing.Pool(chosen.processes, maxtasksperchild=20) as pool:
        for outcome in pool.imap_unordered(functools.partial(attack, chosen=chosen), seeds):
            show(outcome, chosen)
            outcomes.append(outcome)
            if chosen.until_hit and outcome.verdict.hit_count:
                break
    return summary(outcomes, chosen)


if __name__ == "__main__":
    sys.exit(main())
