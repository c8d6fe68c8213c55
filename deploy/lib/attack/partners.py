"""Two audiences: partners are told smaller numbers, and see what everybody sees, too.

What partners can work out is attacked with all figures together. The check of the check: of releases that were made for
each audience by itself, as if it did not know the other's, there must be hits.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from attack.figures import json_lines, parse_figures
from attack.judge import Verdict, judge
from attack.policy import Policy, cell_key, parse_policy
from attack.state import read_state

PAIRS = (["sex", "age"], ["sex", "geo"], ["age", "geo"], ["sex", "age", "geo"])
FIGURES, PARTNERS = "figures.jsonl", "partner-figures.jsonl"


def with_partners(document: Mapping[str, Any], seed: int) -> dict[str, Any]:
    """A policy whose partners are told smaller numbers, and some tables more."""
    random = np.random.default_rng([seed, 2])
    told = [sorted(name.removesuffix(".groups") for name in table) for table in document["tables"]]
    more = [table for table in PAIRS if sorted(table) not in told and random.random() < 0.4]
    return {**document, "partners": {"k": int(random.integers(2, document["k"] + 1)), "tables": more}}


def of_partners(document: Mapping[str, Any]) -> dict[str, Any]:
    """What holds for all that partners see."""
    partners = document["partners"]
    wider = {name: value for name, value in document.items() if name != "partners"}
    wider.update(k=partners["k"], tables=document["tables"] + partners["tables"], corrections=document["k"])
    return wider


def judge_partners(folder: Path, document: Mapping[str, Any], seed: int, strict: bool = True) -> Verdict:
    """Judges what partners learn of a rehearsal from everything that they see."""
    policy: Policy = parse_policy(of_partners(document))
    told = {_place(line): line["value"] for line in json_lines(folder / FIGURES)}
    faults, lines = [], []
    for line in json_lines(folder / PARTNERS):
        public = told.pop(_place(line), None)
        if public is not None and public != line["value"]:
            faults.append(f"partners: {_place(line)} is {line['value']}, everybody is told {public}")
        lines.append({**line, "value": line["value"] if public is None else public})
    faults += [f"partners: {place} is missing" for place in told]
    published = parse_figures(lines, json_lines(folder / "manifest.jsonl"))
    verdict = judge(published, read_state(folder, policy), policy, seed, strict)
    verdict.faults += faults
    return verdict


def side_by_side(alone: Path, together: Path) -> None:
    """Puts what everybody is told and what partners are told, each released by itself, into one folder."""
    (together / PARTNERS).write_text("".join(
        json.dumps(line) + "\n" for line in json_lines(alone / FIGURES)
    ))


def _place(line: Mapping[str, Any]) -> tuple[int, str, Any]:
    return line["release"], line["block"], cell_key(line["cell"])
