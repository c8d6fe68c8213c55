"""What the Python baselines share: reading a whole topic without a group, and the line each of them prints."""

import argparse
import json
import resource
import time

from confluent_kafka import Consumer, KafkaException, TopicPartition

STALLED_AFTER_SECONDS = 60


def arguments(description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--bootstrap", default="127.0.0.1:9092")
    parser.add_argument("--topic", required=True)
    return parser


def statistics_arguments(description: str) -> argparse.ArgumentParser:
    parser = arguments(description)
    parser.add_argument("--expected", required=True, help="the exact answer, from produce_events.py")
    return parser


def streaming_arguments(description: str) -> argparse.ArgumentParser:
    """Of tools that can be told of merges, killed in the middle and asked for what they would publish."""
    parser = statistics_arguments(description)
    parser.add_argument("--state", help="where state is kept; started again with the same folder, it goes on")
    parser.add_argument("--merges", metavar="TOPIC", help="take persons that became one from here")
    parser.add_argument("--progress", metavar="FILE", help="write how many records were read here")
    parser.add_argument("--cells", choices=("counts", "releases"), default="counts")
    parser.add_argument("--publish", metavar="FILE", help="write the cells with at least --k persons here")
    parser.add_argument("--k", type=int, default=10)
    return parser


def read_expected(path: str) -> dict:
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def consumer_from_start(bootstrap: str, topic: str) -> Consumer:
    """A consumer assigned every partition of `topic` from offset 0; it joins no group."""
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": "jisr.bench.python",
            "enable.auto.commit": False,
            "enable.auto.offset.store": False,
            "auto.offset.reset": "error",
            "fetch.wait.max.ms": 50,
            # Newer librdkafka waits a second before it fetches again once its queue is full.
            "fetch.queue.backoff.ms": 1,
            "receive.message.max.bytes": 2_000_000_000,
        }
    )
    partitions = consumer.list_topics(topic, timeout=10).topics[topic].partitions
    if not partitions:
        raise KafkaException(f"{topic} is not there")
    consumer.assign([TopicPartition(topic, partition, 0) for partition in partitions])
    return consumer


def batches(consumer: Consumer, size: int, timeout_seconds: float = 0.05):
    """Yields lists of records, empty ones too, and gives up when nothing has come for a minute."""
    progressed = time.monotonic()
    while True:
        messages = consumer.consume(size, timeout_seconds)
        if messages:
            progressed = time.monotonic()
        elif time.monotonic() - progressed > STALLED_AFTER_SECONDS:
            raise TimeoutError("no record for a minute")
        for message in messages:
            if message.error():
                raise KafkaException(message.error())
        yield messages


def quarter(date: str) -> str:
    return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"


def report(tool: str, events: int, seconds: float, **more):
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "tool": tool,
                "events": events,
                "seconds": round(seconds, 3),
                "events_per_s": round(events / seconds),
                "cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
                "peak_mb": round(usage.ru_maxrss / 1024),
                **more,
            }
        )
    )


def differences(result: dict, expected: dict) -> dict:
    """How far a result is off: cells that differ, the worst of them, and by how much all of them together."""
    off = {cell: result.get(cell, 0) - expected.get(cell, 0) for cell in result.keys() | expected.keys()}
    wrong = {cell: value for cell, value in off.items() if value}
    worst = max(sorted(wrong), key=lambda cell: abs(wrong[cell]), default="")
    return {"cells": len(expected), "wrong": len(wrong), "sum": sum(abs(value) for value in wrong.values()),
            "worst": worst, "value": result.get(worst, 0), "expected": expected.get(worst, 0)}


def report_statistics(tool: str, seconds: float, duplicates: int, result: dict, expected: dict) -> int:
    """Prints the line, which says whether every count is the expected one and how far off it is."""
    off = differences(result, expected["result"])
    exact = off["wrong"] == 0 and duplicates <= expected["duplicates"]
    report(tool, expected["events"], seconds, duplicates=duplicates, exact=exact, off=off)
    return 0


def publish_or_report(tool: str, seconds: float, read_totals, options: argparse.Namespace, expected: dict) -> int:
    """Ends a tool: what it would publish goes to a file (those cells that hold enough persons), else it reports.

    `read_totals` gives the cells that hold at least so many.
    """
    if options.publish:
        with open(options.publish, "w", encoding="utf-8") as file:
            json.dump(read_totals(options.k), file)
        report(tool, expected["events"], seconds)
        return 0
    return report_statistics(tool, seconds, 0, read_totals(1), expected)
