"""A5: do all files tell the same and withhold the same? And do logs and metrics carry nothing of a case?"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from attack.export_formats import Export, read_export

# What a metric may not be cut by, whatever its value.
CASE_LABELS = {
    "sex", "age", "geo", "place", "nationality", "person", "subject", "subject_id", "case", "case_id", "cell",
    "region", "governorate", "disability", "exploitation",
}
LABEL = re.compile(r'[{,]\s*([a-zA-Z_][a-zA-Z0-9_]*)="')


def differences(left: Export, right: Export) -> list[str]:
    """What one file tells and the other does not."""
    who = f"{left.format} and {right.format}"
    found = []
    for one, other in ((left, right), (right, left)):
        if other.says_withheld:
            for name in sorted(one.shown.keys() & other.withheld):
                found.append(f"{who}: {name} is {one.shown[name]} in {one.format}, withheld in {other.format}")
        if not other.is_partial:
            known = other.shown.keys() | other.withheld
            for name in sorted(one.shown.keys() - known):
                found.append(f"{who}: {name} is {one.shown[name]} in {one.format}, not in {other.format}")
            if other.says_withheld:
                for name in sorted(one.withheld - known):
                    found.append(f"{who}: {name} is withheld in {one.format}, not in {other.format}")
    for name in sorted(left.shown.keys() & right.shown.keys()):
        if left.shown[name] != right.shown[name]:
            found.append(f"{who}: {name} is {left.shown[name]} and {right.shown[name]}")
    return found


def labels(text: str) -> list[str]:
    """Labels of metrics that are about persons."""
    return sorted({label for label in LABEL.findall(text) if label.lower() in CASE_LABELS})


def compare(folder: Path) -> tuple[list[Export], list[str]]:
    """Reads every export of a folder, and its metrics (*.prom, *.metrics); says in what they differ."""
    exports: list[Export] = []
    found: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.suffix in (".prom", ".metrics"):
            found += [f"{path.name}: a metric has the label {label}" for label in labels(path.read_text())]
        elif (export := read_export(path)) is not None:
            exports.append(export)
            found += [f"{path.name}: {text}" for text in export.contradictions]
            found += [f"{path.name}: {name} both shown and withheld"
                      for name in sorted(export.shown.keys() & export.withheld)]
    for left, right in itertools.combinations(exports, 2):
        found += differences(left, right)
    return exports, found
