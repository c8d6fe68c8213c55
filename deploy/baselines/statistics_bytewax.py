#!/usr/bin/env python3
"""Distinct persons with Bytewax: keyed state with recovery, totals by cell in a second keyed step.

The state of a person is what they were served; a person who counts in a cell for the first time adds one to its total.
Offsets, persons and totals are snapshots of the same epoch in the recovery store, so that a process that is killed goes
on from there with nothing lost or counted twice. Totals go to a store where each replaces its last.

With --merges two persons become one: a step before resolves who is who, keyed by the person as told, and passes on all
that it knows of them; the state of a person then is what each of their members was served. There are no loops in a
dataflow, so a chain of merges would need a step for each of its links.
"""

import argparse
import os
import sys
import time
from datetime import timedelta

import bytewax.operators as op
import orjson
from bytewax.connectors.kafka import KafkaSource
from bytewax.dataflow import Dataflow
from bytewax.operators import StatefulBatchLogic
from bytewax.outputs import DynamicSink, StatelessSinkPartition
from bytewax.recovery import RecoveryConfig, init_db_dir
from bytewax.run import cli_main

from common import publish_or_report, read_expected, streaming_arguments
from statistics_cells import CELLS, Progress, Totals, added_cells, attributes_of, served_bit


class Clock:
    started = 0.0


class Person(StatefulBatchLogic):
    """What one person was served; gives changes of totals."""

    def __init__(self, cells_of, state: tuple | None):
        self.cells_of = cells_of
        self.attributes, self.served = state or (None, 0)

    def on_batch(self, values):
        before = self.served
        for attributes, served in values:
            self.attributes = attributes
            self.served |= served
        if self.served == before:
            return [], StatefulBatchLogic.RETAIN
        added = added_cells(self.cells_of, self.attributes, before, self.served)
        return [(cell, 1) for cell in added], StatefulBatchLogic.RETAIN

    def snapshot(self):
        return self.attributes, self.served


class Alias(StatefulBatchLogic):
    """Who a person is by now; passes on (the person it is, (the person told, attributes, all they were served))."""

    def __init__(self, state: tuple | None):
        self.into, self.attributes, self.served = state or (None, None, 0)

    def on_batch(self, values):
        given, before = [], self.served
        name = values[0][0]
        for _, into, attributes, served in values:
            if into is not None and into != self.into:
                given.append((self.into or name, (name, None, 0)))  # whoever they were counted with gives them up
                self.into, before = into, 0
            if attributes is not None:
                self.attributes = attributes
                self.served |= served
        if self.served != before:
            given.append((self.into or name, (name, self.attributes, self.served)))
        return given, StatefulBatchLogic.RETAIN

    def snapshot(self):
        return self.into, self.attributes, self.served


class MergedPerson(StatefulBatchLogic):
    """A person and whoever turned out to be the same; gives changes of totals, up and down."""

    def __init__(self, cells_of, state: dict | None):
        self.cells_of = cells_of
        self.members: dict = dict(state or {})
        self.name = ""

    def cells(self) -> set[str]:
        served, attributes = 0, None
        for name, (of_member, bits) in self.members.items():
            served |= bits
            if attributes is None or name == self.name:
                attributes = of_member
        return self.cells_of(attributes, served) if attributes else set()

    def on_batch(self, values):
        self.name = values[0][0]
        before = self.cells()
        for _, (member, attributes, served) in values:
            if attributes is None:
                self.members.pop(member, None)
            else:
                self.members[member] = attributes, served
        after = self.cells()
        changes = [(cell, 1) for cell in after - before] + [(cell, -1) for cell in before - after]
        return changes, StatefulBatchLogic.RETAIN

    def snapshot(self):
        return dict(self.members)


class Total(StatefulBatchLogic):
    def __init__(self, state: int | None):
        self.value = state or 0

    def on_batch(self, values):
        self.value += sum(values)
        return [self.value], StatefulBatchLogic.RETAIN

    def snapshot(self):
        return self.value


class TotalsSink(DynamicSink):
    def __init__(self, totals: Totals):
        self.totals = totals

    def build(self, step_id, worker_index, worker_count):
        return TotalsPartition(self.totals)


class TotalsPartition(StatelessSinkPartition):
    def __init__(self, totals: Totals):
        self.totals = totals

    def write_batch(self, items):
        self.totals.put(dict(items))


def source(options: argparse.Namespace, topic: str) -> KafkaSource:
    # A consumer for each partition, each of which would otherwise fetch up to 64 MB ahead.
    extra = {"fetch.wait.max.ms": "50", "fetch.queue.backoff.ms": "1", "queued.max.messages.kbytes": "8192",
             "receive.message.max.bytes": "2000000000"}
    return KafkaSource([options.bootstrap], [topic], tail=False, add_config=extra)


def dataflow(options: argparse.Namespace, totals: Totals, progress: Progress) -> Dataflow:
    cells_of = CELLS[options.cells]

    def deliveries(messages):
        Clock.started = Clock.started or time.monotonic()
        progress.add(len(messages))
        for message in messages:
            value = orjson.loads(message.value)
            yield value["subjectId"], (attributes_of(value), served_bit(value))

    def told(messages):
        for message in messages:
            if dict(message.headers).get("ce_type") == b"jisr.subject.merged.v1":
                value = orjson.loads(message.value)
                yield value["mergedSubjectId"], (value["mergedSubjectId"], value["survivingSubjectId"], None, 0)

    flow = Dataflow("distinct_persons")
    served = op.flat_map_batch("decode", op.input("deliveries", flow, source(options, options.topic)), deliveries)
    if options.merges:
        merges = op.flat_map_batch("told", op.input("merges", flow, source(options, options.merges)), told)
        named = op.map("named", served, lambda item: (item[0], (item[0], None, *item[1])))
        resolved = op.stateful_batch("who", op.merge("both", named, merges), Alias)
        members = op.map("person", resolved, lambda item: (item[1][0], item[1]))
        changes = op.stateful_batch("persons", members, lambda state: MergedPerson(cells_of, state))
    else:
        changes = op.stateful_batch("persons", served, lambda state: Person(cells_of, state))
    by_cell = op.map("by_cell", changes, lambda item: item[1])
    op.output("totals_out", op.stateful_batch("totals", by_cell, Total), TotalsSink(totals))
    return flow


def main() -> int:
    parser = streaming_arguments(__doc__)
    parser.add_argument("--interval", type=float, default=5, help="seconds between snapshots")
    options = parser.parse_args()
    recovery = os.path.join(options.state, "recovery")
    if not os.path.exists(recovery):
        os.makedirs(recovery)
        init_db_dir(recovery, 1)
    totals = Totals(os.path.join(options.state, "totals.sqlite"))
    progress = Progress(options.progress)
    cli_main(dataflow(options, totals, progress), epoch_interval=timedelta(seconds=options.interval),
             recovery_config=RecoveryConfig(recovery, timedelta(0)))
    seconds = time.monotonic() - (Clock.started or time.monotonic() - 1)
    return publish_or_report("bytewax", seconds, totals.read, options, read_expected(options.expected))


if __name__ == "__main__":
    sys.exit(main())
