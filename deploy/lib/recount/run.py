"""Recounts indicators about persons, and makes histories to recount; see run."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from recount import topics
from recount.counting import Recount
from recount.history import History
from recount.indicators import CUTS, INDICATORS, allows
from recount.measuring import CHILD, LENGTHS, ROLES, SCORES, Measuring
from recount.reading import Calendar, Event, lines, once

RULES = [
    "voids",
    "case-voids",
    "kit-voids",
    "corrections",
    "statements",
    "revocations",
    "merges",
    "erasure",
    "nationalities",
]
# Rules that show in what is measured.
MEASURED_RULES = [
    "case-voids",
    "statements",
    "merges",
    "erasure",
    "admission-voids",
    "returns",
    "contact-voids",
    "profiles",
    "fewest",
]
DAYS = [date(2017, 12, 31), date(2018, 6, 30), date(2026, 12, 31)]


def questions(everything: bool) -> list[dict[str, Any]]:
    """What is compared: all cuts at the end, the main ones also on other days and for everyone."""
    asked = []
    for cuts in CUTS:
        asked.append({"by": list(cuts), "asOf": DAYS[-1].isoformat()})
        if everything and cuts in ((), ("sex",), ("sex", "age"), ("geo",), ("service", "sex"), ("nationality",)):
            for day in DAYS[:-1]:
                asked.append({"by": list(cuts), "asOf": day.isoformat()})
            asked.append({"by": list(cuts), "asOf": DAYS[1].isoformat(), "from": "2018-01-01"})
            asked.append({"by": list(cuts), "asOf": DAYS[-1].isoformat(), "population": "all"})
    return asked


def answers(events: list[Event], calendar: Calendar, without: list[str], everything: bool) -> list[dict[str, Any]]:
    """The questions with their answers, by indicator and cell."""
    recount = Recount(events, calendar, without)
    answered = []
    for question in questions(everything):
        cuts = tuple(question["by"])
        start = date.fromisoformat(question["from"]) if "from" in question else None
        to = date.fromisoformat(question["asOf"])
        everyone = question.get("population") == "all"
        values = {
            indicator.code: recount.count(indicator, cuts, to, start, everyone)
            for indicator in INDICATORS
            if allows(indicator, cuts)
        }
        answered.append({**question, "values": values})
    return answered


def measured_questions() -> list[dict[str, Any]]:
    """What is measured: all cuts on one day, the totals on others, over other periods and for everyone."""
    asked = []
    for code in [*ROLES, *LENGTHS, *SCORES]:
        cuts = list(CHILD) if code in ROLES else [LENGTHS[code]] if code in LENGTHS else []
        for by in [[], *([cut] for cut in cuts), *([["sex", "geo"]] if code in ROLES else [])]:
            asked.append({"code": code, "by": by, "asOf": "2018-12-31"})
        asked.append({"code": code, "by": [], "asOf": "2018-03-15"})
        # Lengths of time are few in a year: cut over all years.
        for by in [[], *([[LENGTHS[code]]] if code in LENGTHS else [])]:
            asked.append({"code": code, "by": by, "asOf": "2019-12-31", "from": "2017-01-01"})
        asked.append({"code": code, "by": [], "asOf": "2019-06-30", "population": "all"})
    return asked


def measured(events: list[Event], calendar: Calendar, without: list[str]) -> list[dict[str, Any]]:
    """The questions for what is more than a count, with their answers by cell."""
    measuring = Measuring(events, calendar, without)
    answered = []
    for question in measured_questions():
        start = date.fromisoformat(question["from"]) if "from" in question else None
        to, everyone = date.fromisoformat(question["asOf"]), question.get("population") == "all"
        cells = measuring.measure(question["code"], tuple(question["by"]), to, start, everyone)
        answered.append({**question, "cells": cells})
    return answered


def write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")


def histories(arguments: argparse.Namespace) -> None:
    """Makes histories with their recounts, and recounts by broken rules to be told apart from them."""
    folder = Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(arguments.first, arguments.first + arguments.count):
        path = folder / f"{seed}.events.jsonl"
        path.write_text("\n".join(History(seed, arguments.events).lines()) + "\n", encoding="utf-8")
        events = once(lines(str(path)))
        calendar = Calendar.named(arguments.zone)
        write(folder / f"{seed}.expected.json", answers(events, calendar, [], True))
        write(folder / f"{seed}.measured.json", measured(events, calendar, []))
        for rule in arguments.without:
            if rule in RULES:
                write(folder / f"{seed}.without-{rule}.json", answers(events, calendar, [rule], True))
            if rule in MEASURED_RULES:
                write(folder / f"{seed}.measured-without-{rule}.json", measured(events, calendar, [rule]))
        print(f"seed {seed}: {len(events)} events")


def recount(arguments: argparse.Namespace) -> None:
    """Recounts a file, or topics."""
    if arguments.bootstrap:
        events = once(topics.events(arguments.bootstrap))
    else:
        events = once(lines(arguments.file))
    result = answers(events, Calendar.named(arguments.zone), arguments.without, arguments.everything)
    json.dump(result, sys.stdout)
    print()


def main() -> None:
    parser = argparse.ArgumentParser(prog="deploy/lib/recount/run", description=__doc__)
    parser.add_argument("--zone", default="UTC", help="a time zone, or seconds east of Greenwich")
    parser.add_argument("--without", action="append", default=[], choices=sorted({*RULES, *MEASURED_RULES}), help="leave a rule out")
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("histories", help="random histories with their recounts")
    making.add_argument("folder")
    making.add_argument("--first", type=int, default=1, help="the first seed")
    making.add_argument("--count", type=int, default=10)
    making.add_argument("--events", type=int, default=2000, help="at least so many in each")
    making.set_defaults(run=histories)
    counting = commands.add_parser("count", help="recounts what a file or the topics hold")
    counting.add_argument("file", nargs="?", help="JSON lines {topic, headers, value}")
    counting.add_argument("--bootstrap", help="read the topics of this broker instead")
    counting.add_argument("--everything", action="store_true", help="other days and everyone, too")
    counting.set_defaults(run=recount)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
