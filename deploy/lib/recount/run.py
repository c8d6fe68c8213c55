"""Recounts person indicators, and makes histories to recount; see run."""

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
]
DAYS = [date(2017, 12, 31), date(2018, 6, 30), date(2026, 12, 31)]


def questions(everything: bool) -> list[dict[str, Any]]:
    """What is compared: all cuts at the end, the main ones also on other days and for everyone."""
    asked = []
    for cuts in CUTS:
        asked.append({"by": list(cuts), "asOf": DAYS[-1].isoformat()})
        if everything and cuts in ((), ("sex",), ("sex", "age"), ("geo",), ("service", "sex")):
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
        for rule in arguments.without:
            write(folder / f"{seed}.without-{rule}.json", answers(events, calendar, [rule], True))
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
    parser.add_argument("--without", action="append", default=[], choices=RULES, help="leave a rule out")
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
