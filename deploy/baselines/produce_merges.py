#!/usr/bin/env python3
"""Tells of merges among the persons of produce_events.py: pairs of one sex and region turn out to be one person each.

Give it the same events, persons and seed; it sends none of the events again. It writes the exact answer after them.
"""

import argparse
import json
import random

from confluent_kafka import KafkaException

from events import RECORDED_FROM_MS, SOURCE, Expected, generate, instant, make_persons, uuid_v7
from produce_events import create_topic, make_producer, write_answer


def pairs(expected: Expected, count: int, rng: random.Random) -> list[tuple[int, int]]:
    """Numbers of persons who were served, nobody twice."""
    alike: dict[tuple[str, str], list[int]] = {}
    for number, person in enumerate(expected.persons):
        if expected.served[number]:
            alike.setdefault((person.sex, person.region), []).append(number)
    found = []
    for numbers in alike.values():
        rng.shuffle(numbers)
        found += zip(numbers[::2], numbers[1::2])
    rng.shuffle(found)
    return found[:count]


def record(expected: Expected, surviving: int, merged: int, index: int, rng: random.Random) -> tuple:
    survivor, other = expected.persons[surviving], expected.persons[merged]
    recorded = RECORDED_FROM_MS + 86_400_000 + index
    value = json.dumps({
        "survivingSubjectId": survivor.subject_id, "mergedSubjectId": other.subject_id, "caseIds": [other.case_id],
        "mergedAt": instant(recorded),
    })
    headers = {
        "ce_specversion": "1.0", "ce_id": uuid_v7(recorded, rng), "ce_source": SOURCE.replace("services", "intake"),
        "ce_type": "jisr.subject.merged.v1", "ce_subject": other.subject_id, "ce_time": instant(recorded),
        "ce_recordedtime": instant(recorded), "ce_dataschema": "urn:jisr:schema:subject.merged.v1",
        "ce_partitionkey": other.subject_id, "ce_sequence": "%020d" % (index + 1), "ce_keyseq": "1",
        "ce_storeepoch": "1", "ce_aggregateversion": "2", "ce_correlationid": uuid_v7(recorded, rng),
        "ce_dataclassification": "confidential", "content-type": "application/json",
    }
    return other.subject_id.encode(), value, list(headers.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bootstrap", default="127.0.0.1:9092")
    parser.add_argument("--topic", required=True)
    parser.add_argument("--events", type=int, required=True)
    parser.add_argument("--persons", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--duplicates", type=float, default=0.02)
    parser.add_argument("--merges", type=int, required=True, help="how many pairs become one person")
    parser.add_argument("--create", action="store_true", help="make the topic anew")
    parser.add_argument("--expected", required=True, help="where the exact answer is written (JSON)")
    options = parser.parse_args()

    if options.create:
        create_topic(options.bootstrap, options.topic, 12, replace=True)
    expected = Expected(make_persons(options.persons, options.seed))
    # What it notes of who was served is wanted, and how many records there are.
    duplicates = sum(1 for _ in generate(options.events, options.duplicates, options.seed, expected)) - options.events
    rng = random.Random(options.seed + 3)
    failures: list[str] = []
    producer = make_producer(options.bootstrap, failures)
    told = pairs(expected, options.merges, rng)
    for index, (surviving, merged) in enumerate(told):
        key, value, headers = record(expected, surviving, merged, index, rng)
        producer.produce(options.topic, value, key, headers=headers)
        expected.merge(surviving, merged)
    if producer.flush(120) or failures:
        raise KafkaException(f"not every record was acknowledged: {failures[:3]}")
    write_answer(options.expected, options.topic, options.events, duplicates, expected, merges=len(told))
    print(json.dumps({"tool": "produce_merges", "topic": options.topic, "merges": len(told)}))


if __name__ == "__main__":
    main()
