"""A million events replayed into jisr-statistics, durably, and the exact answer asked for over HTTP.

Beside it DuckDB, which recounts the same topic in memory and keeps nothing, and Quix Streams, which keeps its state in
RocksDB. Jisr's clock runs from the assignment of its partitions to the commit of the last record, and then to the last
of the answers; the others' from the first record consumed to their answer.

Every tool's counts by service, by service and sex and by service and quarter are compared with what produce_events.py
worked out. The bench's events carry a region of the person; Jisr counts by the region of the institution instead, of
which nothing was told here, so its counts by service and region are only added up and compared with those by service.
"""

import json
import os
import sqlite3
import time

from .context import PIPELINE_TOPIC, Broker, Context, Service, progress
from .figures import Figure
from .pipeline import expected_path, produce
from .processes import Failed, get, wait_until

NAME = "statistics"
PERSONS = 50_000
# Quix reads by consumer group and asks for watermarks while it reads, which the development broker does not stand when
# a topic is large; it is then measured on a smaller one, and rates are compared.
SMALLER_EVENTS = 200_000
QUESTION = "/v1/statistics/BEN_ANY?population=all&asOf=2018-12-31&by="
CUTS = {"service": 1, "service,sex": 2, "service,quarter": 2, "service,region": 0}


def run(context: Context) -> list[Figure]:
    events = context.events
    results: dict[str, list[dict]] = {"jisr": [], "read": [], "duckdb": [], "quix": []}
    with Broker(context, NAME) as broker:
        progress(f"statistics: producing {events:,} events of {PERSONS:,} persons")
        produce(context, broker, NAME, events, PERSONS)
        for number in range(context.runs):
            results["jisr"].append(replay(context, broker, number))
            results["read"].append(other(context, broker, "read", number))
            results["duckdb"].append(other(context, broker, "duckdb", number))
        try:
            results["quix"].append(other(context, broker, "quix", 0))
        except Failed as failure:
            progress(f"statistics: Quix Streams gave up: {str(failure).splitlines()[0]}")
    if not results["quix"]:
        with Broker(context, NAME + "-quix") as broker:
            produce(context, broker, NAME, min(events, SMALLER_EVENTS), PERSONS)
            results["quix"].append(other(context, broker, "quix", 1))
    return figures(context, results)


def other(context: Context, broker: Broker, tool: str, number: int) -> dict:
    """Counts with another tool, which compares its counts itself; or only reads."""
    program = "read_topic.py" if tool == "read" else f"statistics_{tool}.py"
    command = context.baseline(program, "--bootstrap", broker.bootstrap, "--topic", PIPELINE_TOPIC,
                               "--expected", expected_path(context, NAME))
    if tool == "quix":
        command += ["--state", context.folder("statistics-quix")]
    result, _ = context.run_json(f"statistics-{tool}-{number + 1}", command, 120 + context.events / 2000)
    progress(f"statistics {number + 1}: {tool}: {result['seconds']:.1f} s, {result['events_per_s']:,.0f} events/s,"
             f" {result['peak_mb']:.0f} MB")
    return result


def replay(context: Context, broker: Broker, number: int) -> dict:
    with open(expected_path(context, NAME), encoding="utf-8") as file:
        expected = json.load(file)
    records = expected["events"] + expected["duplicates"]
    folder = context.folder("statistics-store")
    with Service(context, broker, "statistics", f"bench-{number + 1}", folder, waits=False) as service:
        wait_until("the assignment", lambda: is_assigned(service.port), 60, service.child, pause=0.002)
        assigned = time.monotonic()
        applied = Applied(service.store)
        wait_until("the replay", lambda: applied.count() >= records, 120 + records / 1000, service.child, pause=0.01)
        replayed = time.monotonic()
        peak_mb = service.child.peak_mb()
        counts = answers(service)
        answered = time.monotonic()
        cpu_s = service.child.cpu_seconds()
        resident_mb = service.child.resident_mb()
        with_answers_mb = service.child.peak_mb()
        size_mb = applied.size_mb()
        applied.close()
    differences = compare(counts, expected["result"])
    if differences:
        raise Failed(f"jisr-statistics's counts are not exact: {differences[:3]}")
    result = {
        "seconds": replayed - assigned, "answer_s": answered - replayed, "all_s": answered - assigned,
        "started_s": answered - service.started, "events_per_s": context.events / (replayed - assigned),
        "all_per_s": context.events / (answered - assigned), "cpu_s": cpu_s, "peak_mb": peak_mb,
        "answer_peak_mb": with_answers_mb, "resident_mb": resident_mb, "size_mb": size_mb,
    }
    progress(f"statistics {number + 1}: Jisr: replayed in {result['seconds']:.1f} s, answered in"
             f" {result['answer_s']:.1f} s, {cpu_s:.1f} s of processor, {peak_mb:.0f} MB; exact")
    return result


def is_assigned(port: int) -> bool:
    status, body = get(port, "/readyz", 5)
    return bool(status) and json.loads(body)["checks"].get("topics", {}).get("status") == "ok"


class Applied:
    """How much of the topic is durable in the store, read from the store itself."""

    QUERY = """
        SELECT coalesce(sum(next_offset), 0) FROM inbox_offset
        WHERE topic = (SELECT id FROM topic WHERE name = ?)
        """

    def __init__(self, path: str):
        self.store = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None, timeout=10)

    def count(self) -> int:
        return self.store.execute(self.QUERY, (PIPELINE_TOPIC,)).fetchone()[0]

    def size_mb(self) -> float:
        pages = self.store.execute("PRAGMA page_count").fetchone()[0]
        return pages * self.store.execute("PRAGMA page_size").fetchone()[0] / 1e6

    def close(self):
        self.store.close()


def answers(service: Service) -> dict[str, dict[str, int]]:
    """The counts by cut, each with the expected answer's own keys: VOC, VOC|M, VOC|2018-Q1."""
    counts: dict[str, dict[str, int]] = {}
    for cut in CUTS:
        cells: dict[str, int] = {}
        for row in service.get_json(QUESTION + cut)["rows"]:
            if "counted" not in row:
                continue
            dimensions = row["dimensions"]
            parts = [dimensions["service"], *(dimensions[name] for name in cut.split(",")[1:] if name in dimensions)]
            if cut.endswith("quarter"):
                parts.append(row["period"])
            cells["|".join(parts)] = row["counted"]
        counts[cut] = cells
    return counts


def compare(counts: dict[str, dict[str, int]], expected: dict[str, int]) -> list[str]:
    """What differs from the expected answer."""
    by_service = {key: value for key, value in expected.items() if "|" not in key}
    wanted = {
        "service": by_service,
        "service,sex": {key: value for key, value in expected.items() if key.partition("|")[2] in ("M", "F")},
        "service,quarter": {key: value for key, value in expected.items() if "|2018-Q" in key},
    }
    differences = [f"{cut}: {key}: {found.get(key)} for {wanted[cut].get(key)}" for cut, found in counts.items()
                   if cut in wanted for key in sorted(found.keys() | wanted[cut].keys())
                   if found.get(key) != wanted[cut].get(key)]
    regions: dict[str, int] = {}
    for key, value in counts["service,region"].items():
        service = key.partition("|")[0]
        regions[service] = regions.get(service, 0) + value
    return differences if regions == by_service else [*differences, f"service,region: {regions}"]


def figures(context: Context, results: dict[str, list[dict]]) -> list[Figure]:
    def runs(tool: str, what: str) -> list[float]:
        return [result[what] for result in results[tool]]

    million = f"{context.events:,} events"
    note = "counts exact"
    is_full = context.events == 1_000_000
    replayed = Figure(NAME, f"{million}: replayed durably", "s", runs("jisr", "seconds"), "reading alone, Python",
                      runs("read", "seconds"), less_is_better=True, note=note)
    if is_full:
        replayed.hold("< 10 s", lambda value: value < 10)
    made = [replayed, Figure(NAME, f"{million}: processor time, answers included", "s", runs("jisr", "cpu_s"),
                             "DuckDB, in memory", runs("duckdb", "cpu_s"), less_is_better=True),
            Figure(NAME, f"{million}: all answers after that", "s", runs("jisr", "answer_s"),
                   note=f"{len(CUTS)} questions"),
            Figure(NAME, f"{million}: process start to last answer", "s", runs("jisr", "started_s"))]
    quix_events = results["quix"][0]["events"]
    quix = "Quix Streams" + ("" if quix_events == context.events else f", {quix_events:,} events")
    made.append(Figure(NAME, "replayed and answered", "events/s", runs("jisr", "all_per_s"), quix,
                       runs("quix", "events_per_s")).hold("≥ 5 ×", lambda ratio: ratio >= 5, of_ratio=True))
    made.append(Figure(NAME, "replayed and answered", "events/s", runs("jisr", "all_per_s"), "DuckDB, in memory",
                       runs("duckdb", "events_per_s")).hold("≥ 0.5 ×", lambda ratio: ratio >= 0.5, of_ratio=True))
    for tool, name in (("quix", quix), ("duckdb", "DuckDB, in memory")):
        made.append(Figure(NAME, "peak memory of the replay", "MB", runs("jisr", "peak_mb"), name,
                           runs(tool, "peak_mb"), less_is_better=True))
    made.append(Figure(NAME, "peak memory with the answers", "MB", runs("jisr", "answer_peak_mb")))
    made.append(Figure(NAME, "store", "MB", runs("jisr", "size_mb")))
    return made
