"""Has a cube published: by the operator's tool, by the literal reference, or as it is common."""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attack import argus, naive, reference
from attack.cubes import Cube
from attack.partners import PARTNERS, of_partners, side_by_side
from attack.policy import RULES
from attack.publisher import write_rehearsal


def rehearse(folder: Path, changes: str, output: str, chosen: argparse.Namespace) -> str:
    command = [chosen.jisr, "release", "rehearse", "--policy", str(folder / "rehearsed.json"),
               "--changes", str(folder / changes), "--output", str(folder / output)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=chosen.timeout, check=False)
    except subprocess.TimeoutExpired:
        return f"the rehearsal took more than {chosen.timeout:.0f} s"
    return "" if done.returncode == 0 else f"status {done.returncode}: {(done.stderr or done.stdout)[-400:]}"


def replay(folder: Path, seed: int, chosen: argparse.Namespace) -> list[str]:
    """Whether a rehearsal of the same changes, told in another order within each release, gives the same bytes."""
    lines = (folder / "changes.jsonl").read_text().splitlines()
    random.Random(seed).shuffle(lines)
    # Sorting is stable: releases stay in order, within them chance decides.
    lines.sort(key=lambda line: int(json.loads(line)["release"]))
    (folder / "shuffled.jsonl").write_text("".join(f"{line}\n" for line in lines))
    if failure := rehearse(folder, "shuffled.jsonl", "again", chosen):
        return [f"replay: {failure}"]
    return [
        f"replay: {name} differs" for name in ("figures.jsonl", "manifest.jsonl", *([PARTNERS] if chosen.partners else []))
        if (folder / "out" / name).read_bytes() != (folder / "again" / name).read_bytes()
    ]


def publish_apart(document: Mapping[str, Any], folder: Path, chosen: argparse.Namespace) -> str:
    """Releases to everybody and to partners, each as if the others' figures did not exist."""
    alone = {name: value for name, value in document.items() if name != "partners"}
    for output, rules in (("out", alone), ("apart", of_partners(document))):
        (folder / "rehearsed.json").write_text(json.dumps(rules))
        if failure := rehearse(folder, "changes.jsonl", output, chosen):
            return failure
    side_by_side(folder / "apart", folder / "out")
    return ""


def publish(cube: Cube, folder: Path, chosen: argparse.Namespace) -> str:
    """Has a cube published into a folder; says what went wrong, if anything."""
    kind: str = chosen.publisher
    if kind == "jisr":
        document = dict(cube.document)
        document["rules"] = [rule for rule in RULES if rule != chosen.mutate]
        if chosen.mutate == "joint":
            return publish_apart(document, folder, chosen)
        (folder / "rehearsed.json").write_text(json.dumps(document))
        return rehearse(folder, "changes.jsonl", "out", chosen)
    if kind == "reference":
        policy = dataclasses.replace(cube.policy, rules=tuple(rule for rule in RULES if rule != chosen.mutate))
        figures, taken = reference.publish(cube.changes, policy, cube.releases)
    elif kind == "argus":
        taken = cube.changes
        figures = argus.publish(taken, cube.policy, cube.releases)
    else:
        taken = cube.changes
        figures = naive.publish(kind.removeprefix("naive-"), taken, cube.policy, cube.releases)
    write_rehearsal(figures, taken, cube.policy, folder / "out")
    return ""
