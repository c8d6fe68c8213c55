#!/usr/bin/env python3
"""The pipeline's raw work in Python: consume, drop duplicates, decide, store, publish, mark (README.md)."""

import functools
import os
import sqlite3
import sys
import time
from datetime import datetime, timezone

import orjson
from confluent_kafka import Producer

from common import arguments, batches, consumer_from_start, report

OUTPUT_TYPE = "jisr.bench.delivery_counted.v1"
CONSTANT_HEADERS = [
    ("ce_specversion", b"1.0"),
    ("ce_source", b"/jisr/bench/python"),
    ("ce_type", OUTPUT_TYPE.encode()),
    ("ce_dataschema", b"urn:jisr:schema:bench.delivery_counted.v1"),
    ("ce_storeepoch", b"1"),
    ("ce_dataclassification", b"restricted"),
    ("content-type", b"application/json"),
]
SAME_FIELDS = (
    "caseId subjectId enrolmentId service providerInstitutionId agreementId sessionId date sex ageBand statsMode"
    " region isChild hours"
).split()


def uuid_bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("-", ""))


def uuid_v7(milliseconds: int) -> tuple[bytes, str]:
    noise = bytearray(os.urandom(10))
    noise[0] = 0x70 | noise[0] & 0x0F
    noise[2] = 0x80 | noise[2] & 0x3F
    value = milliseconds.to_bytes(6, "big") + noise
    digits = value.hex()
    return value, f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def instant_ms(text: bytes) -> int:
    return round(datetime.fromisoformat(text.decode()).timestamp() * 1000)


def instant_text(milliseconds: int) -> bytes:
    moment = datetime.fromtimestamp(milliseconds / 1000, timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S").encode() + b".%03dZ" % (milliseconds % 1000)


class Store:
    """The SQLite store: a batch is read with two queries and written with one executemany a table."""

    def __init__(self, path: str, schema: str, input_topic: str, output_topic: str):
        if os.path.exists(path):
            sys.exit(f"{path} is there already; the pipeline wants a new store")
        self.database = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        with open(schema, encoding="utf-8") as file:
            self.database.executescript(file.read())
        self.execute = self.database.execute
        self.input = self.execute("INSERT INTO topic(name) VALUES(?)", (input_topic,)).lastrowid
        self.output = self.execute("INSERT INTO topic(name) VALUES(?)", (output_topic,)).lastrowid
        self.output_type = self.execute("INSERT INTO event_type(name) VALUES(?)", (OUTPUT_TYPE,)).lastrowid
        self.next_log = self.next_outbox = 1
        self.producers: dict[tuple[bytes, bytes], int] = {}

    def producer(self, source: bytes, epoch: bytes) -> int:
        number = self.producers.get((source, epoch))
        if number is None:
            number = self.execute(
                "INSERT INTO producer(source, epoch, topic) VALUES(?, ?, ?)", (source.decode(), int(epoch), self.input)
            ).lastrowid
            self.producers[source, epoch] = number
        return number

    def last_sequences(self, producer: int, keys: list[bytes]) -> dict[bytes, int]:
        marks = ",".join("?" * len(keys))
        return dict(
            self.execute(
                f"SELECT key, last_keyseq FROM inbox_key WHERE producer = ? AND key IN ({marks})", (producer, *keys)
            )
        )

    def cases(self, ids: list[bytes]) -> dict[bytes, tuple]:
        marks = ",".join("?" * len(ids))
        rows = self.execute(
            f"SELECT case_id, version, deliveries, hours FROM case_state WHERE case_id IN ({marks})", ids
        )
        return {row[0]: row[1:] for row in rows}


class Pipeline:
    def __init__(self, store: Store, producer: Producer, output: str):
        self.store = store
        self.producer = producer
        self.output = output
        self.receipts: list[tuple] = []
        self.stored = self.marked = self.duplicates = 0

    def delivered(self, sequence: int, error, message):
        if error:
            raise RuntimeError(f"a record was not acknowledged: {error}")
        self.receipts.append((message.partition(), message.offset(), sequence))

    def apply(self, messages: list):
        """One transaction: the receipts so far, the batch's records, where they end; then the batch is published."""
        store = self.store
        many = store.database.executemany
        now = time.time_ns() // 1_000_000
        recorded = instant_text(now)
        store.execute("BEGIN IMMEDIATE")
        if self.receipts:
            receipts, self.receipts = self.receipts, []
            many(
                f"UPDATE outbox SET partition = ?, offset = ?, published_at = {now} WHERE seq = ?",
                receipts,
            )
            self.marked += len(receipts)
        outgoing = self.decide(messages, now, recorded) if messages else []
        store.execute("COMMIT")
        self.stored += len(outgoing)
        produce = self.producer.produce
        for sequence, key, value, headers in outgoing:
            delivered = functools.partial(self.delivered, sequence)
            while True:
                try:
                    produce(self.output, value, key, headers=headers, on_delivery=delivered)
                    break
                except BufferError:
                    self.producer.poll(0.01)

    def decide(self, messages: list, now: int, recorded: bytes) -> list[tuple]:
        store = self.store
        decoded = []
        offsets: dict[int, int] = {}
        for message in messages:
            headers = dict(message.headers())
            key = message.key()
            decoded.append((key, uuid_bytes(key.decode()), headers, orjson.loads(message.value())))
            offsets[message.partition()] = message.offset() + 1
        first = decoded[0][2]
        producer = store.producer(first["ce_source"], first["ce_storeepoch"])
        keys = list({item[1] for item in decoded})
        last = store.last_sequences(producer, keys)
        cases = store.cases(list({uuid_bytes(item[3]["caseId"]) for item in decoded}))
        touched_keys, touched_cases, log, outbox, read, outgoing = {}, {}, [], [], [], []
        for key, key_id, headers, data in decoded:
            if store.producer(headers["ce_source"], headers["ce_storeepoch"]) != producer:
                raise NotImplementedError("more than one source on the bench's topic")
            sequence = int(headers["ce_keyseq"])
            if sequence <= last.get(key_id, 0):
                self.duplicates += 1
                continue
            if sequence != last.get(key_id, 0) + 1:
                raise RuntimeError(f"a gap in a key's sequence: {sequence} after {last.get(key_id, 0)}")
            last[key_id] = touched_keys[key_id] = sequence

            case_id = uuid_bytes(data["caseId"])
            version, deliveries, hours = cases.get(case_id, (0, 0, 0.0))
            version, deliveries, hours = version + 1, deliveries + 1, hours + data["hours"]
            cases[case_id] = touched_cases[case_id] = (version, deliveries, hours)
            event = {field: data[field] for field in SAME_FIELDS}
            event["deliveries"] = deliveries
            event["totalHours"] = hours
            payload = orjson.dumps(event)
            id_bytes, id_text = uuid_v7(now)
            correlation = headers["ce_correlationid"]
            log_sequence, outbox_sequence = store.next_log, store.next_outbox
            store.next_log += 1
            store.next_outbox += 1
            log.append(
                (
                    log_sequence, id_bytes, store.output_type, case_id, version, case_id,
                    instant_ms(headers["ce_time"]), now, uuid_bytes(correlation.decode()),
                    uuid_bytes(headers["ce_id"].decode()), payload,
                )
            )  # fmt: skip
            outbox.append((outbox_sequence, log_sequence, store.output, case_id, version))
            read.append((case_id, data["service"], data["hours"], data["date"]))
            outgoing.append(
                (
                    outbox_sequence,
                    key,
                    payload,
                    [
                        *CONSTANT_HEADERS,
                        ("ce_id", id_text),
                        ("ce_subject", key),
                        ("ce_time", headers["ce_time"]),
                        ("ce_recordedtime", recorded),
                        ("ce_partitionkey", key),
                        ("ce_sequence", "%020d" % outbox_sequence),
                        ("ce_keyseq", str(version)),
                        ("ce_aggregateversion", str(version)),
                        ("ce_correlationid", correlation),
                        ("ce_causationid", headers["ce_id"]),
                    ],
                )
            )
        self.write(producer, touched_keys, touched_cases, log, outbox, read, offsets)
        return outgoing

    def write(self, producer, touched_keys, touched_cases, log, outbox, read, offsets):
        store = self.store
        many = store.database.executemany
        many(
            "INSERT INTO inbox_key(producer, key, last_keyseq) VALUES(?, ?, ?)"
            " ON CONFLICT DO UPDATE SET last_keyseq = excluded.last_keyseq",
            [(producer, key, sequence) for key, sequence in touched_keys.items()],
        )
        many(
            "INSERT INTO case_state(case_id, version, deliveries, hours) VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE"
            " SET version = excluded.version, deliveries = excluded.deliveries, hours = excluded.hours",
            [(case_id, *state) for case_id, state in touched_cases.items()],
        )
        many(
            "INSERT INTO log(seq, id, type, aggregate, version, key, occurred_at, recorded_at, correlation, causation,"
            " payload) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            log,
        )
        many("INSERT INTO outbox(seq, log_seq, topic, key, epoch, keyseq) VALUES(?, ?, ?, ?, 1, ?)", outbox)
        many(
            "INSERT INTO outbox_key(topic, key, epoch, last_keyseq) VALUES(?, ?, 1, ?)"
            " ON CONFLICT DO UPDATE SET last_keyseq = excluded.last_keyseq",
            [(store.output, case_id, state[0]) for case_id, state in touched_cases.items()],
        )
        many(
            "INSERT INTO read_case_service(case_id, service, deliveries, hours, last_date) VALUES(?, ?, 1, ?, ?)"
            " ON CONFLICT DO UPDATE SET deliveries = deliveries + 1, hours = hours + excluded.hours,"
            " last_date = max(last_date, excluded.last_date)",
            read,
        )
        many(
            "INSERT INTO inbox_offset(topic, partition, next_offset) VALUES(?, ?, ?)"
            " ON CONFLICT DO UPDATE SET next_offset = excluded.next_offset",
            [(store.input, partition, offset) for partition, offset in offsets.items()],
        )


def main():
    parser = arguments(__doc__)
    parser.add_argument("--output", required=True)
    parser.add_argument("--db", required=True)
    parser.add_argument("--events", type=int, required=True)
    parser.add_argument("--fsync-per", type=int, default=500)
    parser.add_argument("--schema", default=os.path.join(os.path.dirname(__file__), "pipeline_schema.sql"))
    options = parser.parse_args()

    store = Store(options.db, options.schema, options.topic, options.output)
    producer = Producer(
        {
            "bootstrap.servers": options.bootstrap,
            "enable.idempotence": True,
            "acks": "all",
            "linger.ms": 5,
            "compression.codec": "lz4",
            "partitioner": "murmur2_random",
        }
    )
    if not producer.list_topics(options.output, timeout=10).topics[options.output].partitions:
        sys.exit(f"{options.output} must be there")
    pipeline = Pipeline(store, producer, options.output)
    consumer = consumer_from_start(options.bootstrap, options.topic)
    started = 0.0
    for messages in batches(consumer, options.fsync_per):
        if messages and not started:
            started = time.monotonic()
        producer.poll(0)
        if messages or pipeline.receipts:
            pipeline.apply(messages)
        if pipeline.stored >= options.events:
            break
    deadline = time.monotonic() + 60
    while pipeline.marked < pipeline.stored:
        producer.poll(0.005)
        if pipeline.receipts:
            pipeline.apply([])
        elif time.monotonic() > deadline:
            sys.exit(f"{pipeline.stored} stored, {pipeline.marked} marked")
    seconds = time.monotonic() - started

    rows = store.execute("SELECT count(*) FROM log").fetchone()[0]
    unmarked = store.execute("SELECT count(*) FROM outbox WHERE published_at IS NULL").fetchone()[0]
    if rows != pipeline.stored or unmarked:
        sys.exit(f"{rows} rows, {unmarked} unmarked")
    report("pipeline_python", rows, seconds, duplicates=pipeline.duplicates, fsync_per=options.fsync_per)
    store.database.close()


if __name__ == "__main__":
    main()
