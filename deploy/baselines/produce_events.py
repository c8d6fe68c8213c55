#!/usr/bin/env python3
"""Fills a topic with the bench's events and writes the exact answer that counting them must give."""

import argparse
import json
import sys
import time

from confluent_kafka import KafkaException, Producer
from confluent_kafka.admin import AdminClient, NewTopic

from events import Expected, generate, make_persons


def create_topic(bootstrap: str, topic: str, partitions: int, replace: bool):
    admin = AdminClient({"bootstrap.servers": bootstrap})
    if topic in admin.list_topics(timeout=10).topics:
        if not replace:
            sys.exit(f"{topic} is there already; --replace empties it")
        admin.delete_topics([topic])[topic].result()
        deadline = time.monotonic() + 30
        while topic in admin.list_topics(timeout=10).topics:
            if time.monotonic() > deadline:
                sys.exit(f"{topic} is still there 30 s after its deletion")
            time.sleep(0.1)
    admin.create_topics([NewTopic(topic, num_partitions=partitions, replication_factor=1)])[topic].result()


def make_producer(bootstrap: str, failures: list[str]) -> Producer:
    return Producer(
        {
            "bootstrap.servers": bootstrap,
            "enable.idempotence": True,
            "linger.ms": 20,
            "compression.codec": "lz4",
            "partitioner": "murmur2_random",
            "queue.buffering.max.messages": 200_000,
            "delivery.report.only.error": True,
            "on_delivery": lambda error, message: failures.append(str(error)) if error else None,
        }
    )


def write_answer(path: str, topic: str, events: int, duplicates: int, expected: Expected, **more):
    """The exact answer, and what it is the answer to."""
    answer = {"topic": topic, "events": events, "duplicates": duplicates, "persons": len(expected.persons), **more,
              "result": expected.result()}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(answer, file, indent=1)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bootstrap", default="127.0.0.1:9092")
    parser.add_argument("--topic", required=True)
    parser.add_argument("--events", type=int, default=200_000, help="distinct events")
    parser.add_argument("--persons", type=int, default=20_000)
    parser.add_argument("--duplicates", type=float, default=0.02, help="exact re-sends, as a share of the events")
    parser.add_argument("--late", type=float, default=0, help="the share of the re-sends that come after all else")
    parser.add_argument("--skewed", action="store_true", help="most persons in few places and ages")
    parser.add_argument("--partitions", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--changes", metavar="FILE", help="write whom releases are to count from when on (JSON lines)")
    parser.add_argument("--expected", help="where the exact answer is written (JSON)")
    parser.add_argument("--replace", action="store_true", help="delete the topic first when it is there")
    parser.add_argument("--append", action="store_true", help="the topic is there, and may be read already")
    parser.add_argument("--create", action="append", default=[], help="another topic to create, left empty")
    options = parser.parse_args()

    for topic in (*([] if options.append else [options.topic]), *options.create):
        create_topic(options.bootstrap, topic, options.partitions, options.replace)
    failures: list[str] = []
    producer = make_producer(options.bootstrap, failures)
    expected = Expected(make_persons(options.persons, options.seed, options.skewed))
    records = 0
    started = time.monotonic()
    for key, value, headers in generate(options.events, options.duplicates, options.seed, expected,
                                        options.late):
        while True:
            try:
                producer.produce(options.topic, value, key, headers=headers)
                break
            except BufferError:
                producer.poll(0.05)
        records += 1
        if records % 10_000 == 0:
            producer.poll(0)
    if producer.flush(120) or failures:
        raise KafkaException(f"not every record was acknowledged: {failures[:3]}")
    seconds = time.monotonic() - started

    duplicates = records - options.events
    if options.expected:
        write_answer(options.expected, options.topic, options.events, duplicates, expected, seed=options.seed,
                     partitions=options.partitions)
    if options.changes:
        with open(options.changes, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(change) + "\n" for change in expected.changes())
    print(
        json.dumps(
            {
                "tool": "produce_events",
                "topic": options.topic,
                "events": options.events,
                "duplicates": duplicates,
                "seconds": round(seconds, 3),
                "events_per_s": round(options.events / seconds),
            }
        )
    )


if __name__ == "__main__":
    main()
