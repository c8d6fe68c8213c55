#!/usr/bin/env python3
"""Reads a whole topic and does nothing with it: what the broker and the client library take of every other figure."""

import sys
import time

from common import batches, consumer_from_start, read_expected, report, statistics_arguments


def main() -> int:
    options = statistics_arguments(__doc__).parse_args()
    expected = read_expected(options.expected)
    wanted = expected["events"] + expected["duplicates"]
    consumer = consumer_from_start(options.bootstrap, options.topic)
    records, size, started = 0, 0, 0.0
    for messages in batches(consumer, 20_000):
        if messages and not started:
            started = time.monotonic()
        records += len(messages)
        size += sum(len(message) for message in messages)
        if records >= wanted:
            break
    report("read_topic", expected["events"], time.monotonic() - started, records=records, bytes=size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
