"""Attacks what others publish of the same persons, beside what Jisr's release publishes: one line of JSON for each.

  deploy/lib/attack/run peers --policy policy.json --changes changes.jsonl --published duckdb=duckdb.json
      --rehearsed jisr=out

A file of --published holds the cells that were published: {"VOC|2|geo=EG-C|sex=F": 12}, block, release and what the
cell is cut by; what is not in it was withheld. A folder of --rehearsed is what `jisr release rehearse` left.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from attack.figures import Published, json_lines
from attack.judge import Verdict, judge, judge_folder
from attack.policy import Policy, cell_key, read_policy
from attack.publisher import empty
from attack.state import Change, read_changes


def read_cells(path: Path, changes: list[Change], policy: Policy) -> Published:
    """Published cells as figures; those that are not there were withheld."""
    releases = max(change.release for change in changes)
    published = empty(changes, releases)
    for values in published.values.values():
        for release in range(1, releases + 1):
            values.update({(release, cell.key): None for cell in policy.cells})
    for name, value in json.loads(path.read_text()).items():
        block, release, *parts = name.split("|")
        place = int(release), cell_key(dict(part.split("=", 1) for part in parts))
        if place not in published.values[block]:
            raise ValueError(f"{name} is no declared cell")
        published.values[block][place] = value
    return published


def told(name: str, verdict: Verdict, seconds: float) -> str:
    return json.dumps({
        "name": name, "published": verdict.published, "cells": verdict.cells, "targets": verdict.targets,
        "hits": {attack: len(found) for attack, found in verdict.hits.items()}, "undecided": verdict.undecided,
        "faults": verdict.faults, "seconds": round(seconds, 1),
    })


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--policy", required=True, type=Path)
    parser.add_argument("--changes", required=True, type=Path, help="whom they were about: the truth")
    parser.add_argument("--published", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument("--rehearsed", action="append", default=[], metavar="NAME=DIR")
    chosen = parser.parse_args(arguments)
    policy = read_policy(chosen.policy)
    changes = read_changes(json_lines(chosen.changes), policy)
    judged: dict[str, Verdict] = {}
    for name, _, path in (item.partition("=") for item in chosen.published):
        started = time.monotonic()
        published = read_cells(Path(path), changes, policy)
        # Peers that are all exact publish the same, and are attacked once.
        content = repr(sorted((block, sorted(values.items(), key=repr)) for block, values in published.values.items()))
        if content not in judged:
            judged[content] = judge(published, changes, policy)
        print(told(name, judged[content], time.monotonic() - started), flush=True)
    for name, _, path in (item.partition("=") for item in chosen.rehearsed):
        started = time.monotonic()
        print(told(name, judge_folder(Path(path), policy), time.monotonic() - started), flush=True)
    return 0
