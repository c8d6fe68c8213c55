#!/usr/bin/env python3
"""Distinct persons with Quix Streams, exactly once: totals are state too, and persons can become one.

statistics_quix.py keeps totals in its process's memory, where a crash leaves them behind. Here each is the state of a
key of its own, which in Quix takes another topic: a step by case finds out what a person is served for the first time,
a step by person (with --merges) what the person counts in and how that changes, a step by cell adds up. All that one
checkpoint reads, writes and remembers is one transaction of Kafka (processing_guarantee="exactly-once"). Totals go to
a store where each replaces its last.

A merge makes a person pass on all members to the one they are now, through the persons' topic, along chains of merges.
"""

import argparse
import os
import signal
import sys
import threading
import time
import uuid

from confluent_kafka import Producer
from quixstreams import Application
from quixstreams.sinks import BatchingSink, SinkBatch

from common import publish_or_report, read_expected, streaming_arguments
from statistics_cells import CELLS, Progress, Totals, added_cells, attributes_of, served_bit


class TotalsSink(BatchingSink):
    """Writes what a checkpoint changed before the checkpoint is committed."""

    def __init__(self, totals: Totals):
        super().__init__()
        self.totals = totals

    def write(self, batch: SinkBatch):
        self.totals.put({item.key if isinstance(item.key, str) else item.key.decode(): item.value for item in batch})


class Steps:
    """What is done to records; the states are small, since each of them goes through JSON."""

    def __init__(self, cells_of, progress: Progress):
        self.cells_of, self.progress = cells_of, progress
        self.started = self.latest = 0.0

    def first_times(self, value: dict, key, timestamp, headers, state) -> list[dict]:
        """By case: whether something is served for the first time."""
        self.latest = time.monotonic()
        self.started = self.started or self.latest
        self.progress.add(1)
        before = state.get("served", 0)
        served = before | served_bit(value)
        if served == before:
            return []
        state.set("served", served)
        return [{"person": value["subjectId"], "member": value["subjectId"], "attributes": attributes_of(value),
                 "served": served}]

    def cells_at_once(self, value: dict, key, timestamp, headers, state) -> list[dict]:
        """By case, where nobody is ever merged: what the person counts in for the first time."""
        before = state.get("served", 0)
        found = self.first_times(value, key, timestamp, headers, state)
        if not found:
            return []
        added = added_cells(self.cells_of, attributes_of(value), before, found[0]["served"])
        return [{"cell": cell, "by": 1} for cell in sorted(added)]

    def merge(self, value: dict, key, timestamp, headers) -> list[dict]:
        if not any(name == "ce_type" and content == b"jisr.subject.merged.v1" for name, content in headers or ()):
            return []
        return [{"person": value["mergedSubjectId"], "into": value["survivingSubjectId"]}]

    def changes(self, value: dict, key, timestamp, headers, state) -> list[dict]:
        """By person: how what they count in changes; or, once they are somebody else, what that one is to be told."""
        self.latest = time.monotonic()
        name = value["person"]
        into, members = state.get("into"), state.get("members", {})
        before = self.cells(name, members)
        if "into" in value:
            if value["into"] == into:
                return []
            into = value["into"]
            state.set("into", into)
        else:
            members[value["member"]] = [value["attributes"], value["served"]]
        if into is not None:
            passed = [{"person": into, "member": member, "attributes": attributes, "served": served}
                      for member, (attributes, served) in members.items()]
            state.set("members", {})
            return [{"cell": cell, "by": -1} for cell in sorted(before)] + passed
        state.set("members", members)
        after = self.cells(name, members)
        return [*({"cell": cell, "by": 1} for cell in sorted(after - before)),
                *({"cell": cell, "by": -1} for cell in sorted(before - after))]

    def cells(self, name: str, members: dict) -> set[str]:
        if not members:
            return set()
        attributes = members.get(name, next(iter(members.values())))[0]
        served = 0
        for _, of_member in members.values():
            served |= of_member
        return self.cells_of(tuple(attributes), served)

    def add(self, value: dict, key, timestamp, headers, state) -> int:
        self.latest = time.monotonic()
        total = state.get("total", 0) + value["by"]
        state.set("total", total)
        return total


def transactional_id(options: argparse.Namespace) -> str:
    """A new one for each start; what a killed process left open under its own is given up first.

    Apache Kafka does that by itself after transaction.timeout.ms. The development broker never does, and it lets nobody
    who reads committed records beyond an aborted transaction see what the same producer identifier wrote later.
    """
    path = os.path.join(options.state, "transactional-id")
    if os.path.exists(path):
        with open(path, encoding="ascii") as file:
            Producer({"bootstrap.servers": options.bootstrap, "transactional.id": file.read()}).init_transactions(60)
    name = str(uuid.uuid4())
    with open(path, "w", encoding="ascii") as file:
        file.write(name)
    return name


def build(application: Application, options: argparse.Namespace, steps: Steps, totals: Totals):
    topics = [application.topic(f"{options.group}-{name}", key_deserializer="str", key_serializer="str")
              for name in ("persons", "changes")]
    persons, changes = topics
    deliveries = application.dataframe(application.topic(options.topic, key_deserializer="str"))
    if options.merges:
        merges = application.dataframe(application.topic(options.merges, key_deserializer="str"))
        merges.apply(steps.merge, expand=True, metadata=True).to_topic(persons, key=lambda value: value["person"])
        firsts = deliveries.apply(steps.first_times, expand=True, metadata=True, stateful=True)
        firsts.to_topic(persons, key=lambda value: value["person"])
        by_person = application.dataframe(persons).apply(steps.changes, expand=True, metadata=True, stateful=True)
        by_person.filter(lambda value: "person" in value).to_topic(persons, key=lambda value: value["person"])
        firsts = by_person.filter(lambda value: "cell" in value)
    else:
        firsts = deliveries.apply(steps.cells_at_once, expand=True, metadata=True, stateful=True)
    firsts.to_topic(changes, key=lambda value: value["cell"])
    added = application.dataframe(changes).apply(steps.add, metadata=True, stateful=True)
    added.sink(TotalsSink(totals))


def stop_when_done(application: Application, steps: Steps, totals: Totals, options: argparse.Namespace, expected: dict):
    """Ends what would run for ever: once the answer is there and nothing changes any more, or when nothing comes."""
    began = time.monotonic()
    while True:
        time.sleep(0.5)
        quiet = time.monotonic() - (steps.latest or began)
        is_right = options.cells == "counts" and totals.read() == expected["result"]
        if quiet > (3 if is_right else options.patience):
            application.stop()
            return


def main() -> int:
    parser = streaming_arguments(__doc__)
    parser.add_argument("--group", required=True, help="the consumer group; state is that of group and folder")
    parser.add_argument("--guarantee", choices=("exactly-once", "at-least-once"), default="exactly-once")
    parser.add_argument("--interval", type=float, default=5, help="seconds between commits")
    parser.add_argument("--patience", type=float, default=15, help="end after so many seconds without a record")
    options = parser.parse_args()
    os.makedirs(options.state, exist_ok=True)
    totals = Totals(os.path.join(options.state, "totals.sqlite"))
    steps = Steps(CELLS[options.cells], Progress(options.progress))
    is_once = options.guarantee == "exactly-once"
    producer = {"transactional.id": transactional_id(options)} if is_once else {}
    application = Application(
        broker_address=options.bootstrap,
        consumer_group=options.group,
        auto_offset_reset="earliest",
        state_dir=os.path.join(options.state, "state"),
        commit_interval=options.interval,
        processing_guarantee=options.guarantee,
        loglevel="WARNING",
        # A restarted process takes the place of the one that was killed at once, instead of when the old session ends.
        consumer_extra_config={"fetch.wait.max.ms": 50, "fetch.queue.backoff.ms": 1, "group.instance.id": "only",
                               "receive.message.max.bytes": 2_000_000_000},
        producer_extra_config=producer,
    )
    build(application, options, steps, totals)
    signal.signal(signal.SIGTERM, lambda *_: application.stop())
    expected = read_expected(options.expected)
    ending = threading.Thread(target=stop_when_done, args=(application, steps, totals, options, expected), daemon=True)
    ending.start()
    application.run()  # returns after the last commit
    seconds = steps.latest - (steps.started or steps.latest - 1)
    return publish_or_report("quix_exact", seconds, totals.read, options, expected)


if __name__ == "__main__":
    sys.exit(main())
