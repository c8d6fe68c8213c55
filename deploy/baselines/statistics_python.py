#!/usr/bin/env python3
"""Distinct persons with durable facts: confluent-kafka and sqlite3, a fact a row, counted by SQL at the end.

Facts, key sequences and offsets are committed together, 1,000 records a commit (WAL, synchronous=FULL).
"""

import os
import sqlite3
import sys
import time

import orjson

from common import batches, consumer_from_start, quarter, read_expected, report_statistics, statistics_arguments

SCHEMA = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -32768;
    CREATE TABLE inbox_offset(partition INTEGER PRIMARY KEY, next_offset INTEGER NOT NULL);
    CREATE TABLE inbox_key(key BLOB PRIMARY KEY, last_keyseq INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE fact(seq INTEGER PRIMARY KEY, id BLOB NOT NULL, person BLOB NOT NULL, service TEXT NOT NULL,
        sex TEXT NOT NULL, region TEXT NOT NULL, quarter TEXT NOT NULL);
"""
COUNTS = " UNION ALL ".join(
    f"SELECT {name}, count(*) FROM (SELECT DISTINCT {columns}, person FROM fact) GROUP BY {columns}"
    for name, columns in (
        ("service", "service"),
        ("service || '|' || sex", "service, sex"),
        ("service || '|' || region", "service, region"),
        ("service || '|' || quarter", "service, quarter"),
    )
)


def uuid_bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("-", ""))


def store(database: sqlite3.Connection, messages: list) -> int:
    """Commits a batch and gives how many of its records had been applied before."""
    decoded, offsets = [], {}
    for message in messages:
        headers = dict(message.headers())
        decoded.append(
            (uuid_bytes(message.key().decode()), int(headers["ce_keyseq"]), headers["ce_id"].decode(), message.value())
        )
        offsets[message.partition()] = message.offset() + 1
    keys = list({item[0] for item in decoded})
    marks = ",".join("?" * len(keys))
    database.execute("BEGIN IMMEDIATE")
    last = dict(database.execute(f"SELECT key, last_keyseq FROM inbox_key WHERE key IN ({marks})", keys))
    facts, touched = [], {}
    for key, sequence, event_id, value in decoded:
        if sequence <= last.get(key, 0):
            continue
        last[key] = touched[key] = sequence
        data = orjson.loads(value)
        facts.append(
            (
                uuid_bytes(event_id),
                uuid_bytes(data["subjectId"]),
                data["service"],
                data["sex"],
                data["region"],
                quarter(data["date"]),
            )
        )
    database.executemany(
        "INSERT INTO fact(id, person, service, sex, region, quarter) VALUES(?, ?, ?, ?, ?, ?)", facts
    )
    database.executemany(
        "INSERT INTO inbox_key VALUES(?, ?) ON CONFLICT DO UPDATE SET last_keyseq = excluded.last_keyseq",
        touched.items(),
    )
    database.executemany(
        "INSERT INTO inbox_offset VALUES(?, ?) ON CONFLICT DO UPDATE SET next_offset = excluded.next_offset",
        offsets.items(),
    )
    database.execute("COMMIT")
    return len(messages) - len(facts)


def main() -> int:
    parser = statistics_arguments(__doc__)
    parser.add_argument("--db", required=True)
    options = parser.parse_args()
    if os.path.exists(options.db):
        sys.exit(f"{options.db} is there already")
    expected = read_expected(options.expected)
    wanted = expected["events"] + expected["duplicates"]
    database = sqlite3.connect(options.db, isolation_level=None)
    database.executescript(SCHEMA)
    consumer = consumer_from_start(options.bootstrap, options.topic)
    records, duplicates, started = 0, 0, 0.0
    for messages in batches(consumer, 1000):
        if not messages:
            continue
        started = started or time.monotonic()
        duplicates += store(database, messages)
        records += len(messages)
        if records >= wanted:
            break
    result = dict(database.execute(COUNTS).fetchall())
    seconds = time.monotonic() - started
    return report_statistics("python_sqlite", seconds, duplicates, result, expected)


if __name__ == "__main__":
    sys.exit(main())
