#!/usr/bin/env python3
"""Distinct persons, recounted in memory: confluent-kafka reads, pyarrow parses, DuckDB counts. Nothing is kept."""

import sys
import time

import duckdb
import pyarrow
import pyarrow.json

from common import batches, consumer_from_start, read_expected, report_statistics, statistics_arguments

COUNTS = """
    WITH once AS (SELECT id, any_value(subjectId) AS person, any_value(service) AS service, any_value(sex) AS sex,
            any_value(region) AS region, any_value(date) AS date FROM events GROUP BY id),
        quarters AS (SELECT *, date[1:4] || '-Q' || ((date[6:7]::INTEGER + 2) // 3) AS quarter FROM once)
    SELECT concat_ws('|', service, sex, region, quarter), count(DISTINCT person) FROM quarters
    GROUP BY GROUPING SETS ((service), (service, sex), (service, region), (service, quarter))
"""
SCHEMA = pyarrow.schema([(name, pyarrow.string()) for name in ("subjectId", "service", "sex", "region", "date")])


def parse(ids: list[bytes], values: list[bytes]) -> pyarrow.Table:
    """One table of a chunk of records. Only the five columns that are counted are made."""
    table = pyarrow.json.read_json(
        pyarrow.BufferReader(b"\n".join(values)),
        read_options=pyarrow.json.ReadOptions(block_size=16 << 20),
        parse_options=pyarrow.json.ParseOptions(explicit_schema=SCHEMA, unexpected_field_behavior="ignore"),
    )
    return table.append_column("id", pyarrow.array(ids, pyarrow.binary()).cast(pyarrow.string()))


def main() -> int:
    options = statistics_arguments(__doc__).parse_args()
    expected = read_expected(options.expected)
    wanted = expected["events"] + expected["duplicates"]
    consumer = consumer_from_start(options.bootstrap, options.topic)
    tables: list[pyarrow.Table] = []
    ids: list[bytes] = []
    values: list[bytes] = []
    records, started = 0, 0.0
    for messages in batches(consumer, 20_000):
        if messages and not started:
            started = time.monotonic()
        for message in messages:
            values.append(message.value())
            for name, value in message.headers():
                if name == "ce_id":
                    ids.append(value)
                    break
        records += len(messages)
        if len(values) >= 50_000 or records >= wanted:
            tables.append(parse(ids, values))
            ids, values = [], []
        if records >= wanted:
            break
    events = pyarrow.concat_tables(tables)
    database = duckdb.connect()
    database.register("events", events)
    result = dict(database.execute(COUNTS).fetchall())
    distinct = database.execute("SELECT count(DISTINCT id) FROM events").fetchone()[0]
    seconds = time.monotonic() - started
    return report_statistics("duckdb", seconds, records - distinct, result, expected)


if __name__ == "__main__":
    sys.exit(main())
