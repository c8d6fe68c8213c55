#!/usr/bin/env python3
"""Distinct persons, recounted in memory: confluent-kafka reads, pyarrow parses, DuckDB counts. Nothing is kept."""

import argparse
import itertools
import sys
import time

import duckdb
import orjson
import pyarrow
import pyarrow.json

from common import batches, consumer_from_start, publish_or_report, read_expected, streaming_arguments
from statistics_cells import Progress

# A person is whoever the merges say it is by now; whose sex and region count is told by who stays.
PERSONS = """
    CREATE TEMP TABLE person AS
    WITH RECURSIVE chain(told, person) AS (
        SELECT merged, surviving FROM merges
        UNION SELECT chain.told, merges.surviving FROM chain JOIN merges ON merges.merged = chain.person)
    SELECT told, person FROM chain WHERE person NOT IN (SELECT merged FROM merges);
    CREATE TEMP TABLE served AS
    WITH once AS (SELECT id, any_value(subjectId) AS told, any_value(service) AS service, any_value(sex) AS sex,
            any_value({age}) AS age, any_value(region) AS geo, any_value(date) AS date FROM events GROUP BY id)
    SELECT once.* EXCLUDE (id), coalesce(person.person, once.told) AS person,
        date[1:4] || '-Q' || ((date[6:7]::INTEGER + 2) // 3) AS quarter,
        (date[1:4]::INTEGER - 2018) * 4 + (date[6:7]::INTEGER + 2) // 3 AS release
    FROM once LEFT JOIN person USING (told);
"""
COUNTS = """
    SELECT concat_ws('|', service, sex, geo, quarter), count(DISTINCT person) FROM served
    GROUP BY GROUPING SETS ((service), (service, sex), (service, geo), (service, quarter))
    HAVING count(DISTINCT person) >= ?
"""
# Everybody reached until the end of each quarter, by the tables that are published.
RELEASES = """
    WITH first AS (SELECT service, person, any_value(sex) AS sex, any_value(age) AS age, any_value(geo) AS geo,
            min(release) AS release FROM served GROUP BY service, person),
        reached AS (SELECT first.* EXCLUDE (release), until AS release, CASE WHEN age IN ('00-04', '05-11', '12-14',
            '15-17') THEN 'child' ELSE 'adult' END AS majority
            FROM first JOIN range(1, 5) AS quarters(until) ON until >= first.release)
    SELECT concat_ws('|', service, release, 'age=' || coalesce(age, majority), 'geo=' || geo, 'sex=' || sex), count(*)
    FROM reached GROUP BY GROUPING SETS ((service, release), (service, release, sex), (service, release, age),
        (service, release, majority), (service, release, geo), (service, release, age, sex),
        (service, release, geo, sex))
    HAVING count(*) >= ?
"""
COLUMNS = ("subjectId", "service", "sex", "region", "date")
MERGES = pyarrow.schema([("merged", pyarrow.string()), ("surviving", pyarrow.string())])


def parse(ids: list[bytes], values: list[bytes], columns: tuple[str, ...]) -> pyarrow.Table:
    """One table of a chunk of records. Only the columns that are counted by are made."""
    schema = pyarrow.schema([(name, pyarrow.string()) for name in columns])
    table = pyarrow.json.read_json(
        pyarrow.BufferReader(b"\n".join(values)),
        read_options=pyarrow.json.ReadOptions(block_size=16 << 20),
        parse_options=pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"),
    )
    return table.append_column("id", pyarrow.array(ids, pyarrow.binary()).cast(pyarrow.string()))


def merged(options: argparse.Namespace) -> pyarrow.Table:
    """Who was merged into whom; a topic of merges is short, and read to its end as of now."""
    told = []
    if options.merges:
        consumer = consumer_from_start(options.bootstrap, options.merges)
        wanted = sum(consumer.get_watermark_offsets(part, timeout=10)[1] for part in consumer.assignment())
        messages = (message for batch in batches(consumer, 1000) for message in batch)
        for message in itertools.islice(messages, wanted):
            if dict(message.headers()).get("ce_type") == b"jisr.subject.merged.v1":
                value = orjson.loads(message.value())
                told.append({"merged": value["mergedSubjectId"], "surviving": value["survivingSubjectId"]})
        consumer.close()
    return pyarrow.Table.from_pylist(told, schema=MERGES)


def main() -> int:
    options = streaming_arguments(__doc__).parse_args()
    is_released = options.cells == "releases"
    columns = (*COLUMNS, "ageBand") if is_released else COLUMNS
    progress = Progress(options.progress)
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
        progress.add(len(messages))
        if len(values) >= 50_000 or records >= wanted:
            tables.append(parse(ids, values, columns))
            ids, values = [], []
        if records >= wanted:
            break
    events, merges = pyarrow.concat_tables(tables), merged(options)
    database = duckdb.connect()
    database.register("events", events)
    database.register("merges", merges)
    database.execute(PERSONS.format(age="ageBand" if is_released else "NULL"))
    query = RELEASES if is_released else COUNTS
    result = dict(database.execute(query, [1 if not options.publish else options.k]).fetchall())
    seconds = time.monotonic() - started
    return publish_or_report("duckdb", seconds, lambda _: result, options, expected)


if __name__ == "__main__":
    sys.exit(main())
