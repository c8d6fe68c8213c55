#!/usr/bin/env python3
"""Distinct persons with Quix Streams: keyed state in RocksDB, recovered from a changelog topic.

The state of a key (a case, and so a person) is the last sequence applied and a bit for every service and quarter in
which they were served. A count goes up when a bit is set for the first time. The totals themselves stay in this
process's memory, which spares Quix a second, repartitioned topic: that is in its favour.
"""

import os
import sys
import tempfile
import time
import uuid
from collections import Counter

from quixstreams import Application

from common import read_expected, report_statistics, statistics_arguments

SERVICES = ("VOC", "PSS", "MED", "LIT", "LEG")
FIRST_YEAR = 2018
QUARTERS = 8  # of two years, a bit each


class Counts:
    def __init__(self, wanted: int):
        self.wanted = wanted
        self.records = self.duplicates = 0
        self.started = self.finished = 0.0
        self.cells: Counter = Counter()
        self.application: Application | None = None

    def first_times(self, value: dict, key, timestamp, headers, state):
        """Notes one record against its key's state and counts the cells that it is the person's first in."""
        if not self.started:
            self.started = time.monotonic()
        self.records += 1
        sequence = 0
        for name, content in headers:
            if name == "ce_keyseq":
                sequence = int(content)
                break
        last, served = state.get("seen", (0, 0))
        if sequence <= last:
            self.duplicates += 1
        else:
            service, date = value["service"], value["date"]
            quarter = (int(date[5:7]) - 1) // 3
            base = SERVICES.index(service) * QUARTERS
            bits = served >> base & (1 << QUARTERS) - 1
            bit = 1 << (int(date[:4]) - FIRST_YEAR) * 4 + quarter
            if not bits:
                self.cells.update((service, f"{service}|{value['sex']}", f"{service}|{value['region']}"))
            if not bits & bit:
                self.cells[f"{service}|{date[:4]}-Q{quarter + 1}"] += 1
            state.set("seen", (sequence, served | bit << base))
        if self.records >= self.wanted:
            self.application.stop()


def main() -> int:
    parser = statistics_arguments(__doc__)
    parser.add_argument("--state", help="where RocksDB keeps its files; a new temporary folder unless given")
    options = parser.parse_args()
    expected = read_expected(options.expected)
    counts = Counts(expected["events"] + expected["duplicates"])
    state = options.state or tempfile.mkdtemp(prefix="jisr-quix-")
    application = Application(
        broker_address=options.bootstrap,
        consumer_group="jisr-bench-quix-" + uuid.uuid4().hex[:8],
        auto_offset_reset="earliest",
        state_dir=os.path.join(state, "state"),
        commit_interval=5.0,
        loglevel="WARNING",
        consumer_extra_config={
            "fetch.wait.max.ms": 50,
            "fetch.queue.backoff.ms": 1,
            "receive.message.max.bytes": 2_000_000_000,
        },
    )
    counts.application = application
    topic = application.topic(options.topic, key_deserializer="str", value_deserializer="json")
    stream = application.dataframe(topic)
    stream.update(counts.first_times, metadata=True, stateful=True)
    application.run()  # returns after the last commit: the state is then on the disk and in the changelog
    counts.finished = time.monotonic()
    return report_statistics(
        "quix", counts.finished - counts.started, counts.duplicates, dict(counts.cells), expected
    )


if __name__ == "__main__":
    sys.exit(main())
