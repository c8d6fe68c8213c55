"""A million events replayed into jisr-statistics, durably, and the exact answer asked for over HTTP.

Beside it DuckDB, which recounts the same topic in memory and keeps nothing, Quix Streams, which keeps its state in
RocksDB, and Bytewax, which keeps it in SQLite. Jisr's clock runs from the assignment of its partitions to the commit of
the last record, and then to the last of the answers; the others' from the first record consumed to their answer.

Every tool's counts by service, by service and sex and by service and quarter are compared with what produce_events.py
worked out. What else is asked of all of them is in exactness.py and giveaway.py.
"""

import json
import time

from . import exactness, giveaway, sidebyside
from .context import PIPELINE_TOPIC, Broker, Context, Service, progress
from .figures import Figure
from .pipeline import expected_path, produce
from .processes import Failed, get, wait_until
from .rivals import CUTS, NAMES, Applied, Ours, answers, compare, must_be_exact

NAME = "statistics"
PERSONS = 50_000
# Quix reads by consumer group and asks for watermarks while it reads, which the development broker does not stand when
# a topic is large; it is then measured on a smaller one, and rates are compared.
SMALLER_EVENTS = 200_000


def run(context: Context) -> list[Figure]:
    events = context.events
    results: dict[str, list[dict]] = {tool: [] for tool in ("jisr", "read", "duckdb", "bytewax", "quix")}
    with Broker(context, NAME) as broker:
        progress(f"statistics: producing {events:,} events of {PERSONS:,} persons")
        arriving_mb = produce_while_read(context, broker)
        for number in range(context.runs):
            results["jisr"].append(replay(context, broker, number))
            results["read"].append(other(context, broker, "read", number))
            results["duckdb"].append(other(context, broker, "duckdb", number))
        results["bytewax"].append(other(context, broker, "bytewax", 0))
        try:
            results["quix"].append(other(context, broker, "quix", 0))
        except Failed as failure:
            progress(f"statistics: Quix Streams gave up: {str(failure).splitlines()[0]}")
    if not results["quix"]:
        with Broker(context, NAME + "-quix") as broker:
            produce(context, broker, NAME, min(events, SMALLER_EVENTS), PERSONS)
            results["quix"].append(other(context, broker, "quix", 1))
    made = figures(context, results)
    made.append(arriving(context, arriving_mb))
    context.remarks.append("statistics: the development broker gives all it has of a partition at once, whatever a"
                           " consumer asks for: the peak memory of a replay from it is mostly the topic, whoever reads."
                           " Of Jisr it was also measured while the events arrived.")
    exact, attacked = exactness.run(context), giveaway.run(context)
    context.remarks.append(sidebyside.table(results, exact, attacked))
    return made + exactness.figures(exact) + giveaway.figures(attacked)


def produce_while_read(context: Context, broker: Broker) -> float:
    """Fills the topic while Jisr reads it; gives the peak of its memory, in megabytes."""
    context.run_json("statistics-topics",
                     context.baseline("topics.py", "--bootstrap", broker.bootstrap, PIPELINE_TOPIC), 60)
    ours = Ours(context, broker, "arriving")
    with ours.service() as service:
        wait_until("the assignment", lambda: is_assigned(service.port), 60, service.child)
        produce(context, broker, NAME, context.events, PERSONS, is_there=True)
        with open(expected_path(context, NAME), encoding="utf-8") as file:
            expected = json.load(file)
        ours.wait_applied(service, expected["events"] + expected["duplicates"])
        off = compare(answers(service), expected["result"])
        must_be_exact("jisr", {"exact": off["wrong"] == 0, "off": off})
        peak_mb = service.child.peak_mb()
    progress(f"statistics: Jisr, while they arrived: {peak_mb:.0f} MB; exact")
    return peak_mb


def arriving(context: Context, peak_mb: float) -> Figure:
    figure = Figure(NAME, f"peak memory while {context.events:,} events arrive, answers included", "MB", [peak_mb])
    return figure.hold("< 300 MB", lambda value: value < 300) if context.events == 1_000_000 else figure


def other(context: Context, broker: Broker, tool: str, number: int) -> dict:
    """Counts with another tool, which compares its counts itself; or only reads."""
    program = "read_topic.py" if tool == "read" else f"statistics_{tool}.py"
    command = context.baseline(program, "--bootstrap", broker.bootstrap, "--topic", PIPELINE_TOPIC,
                               "--expected", expected_path(context, NAME))
    if tool in ("quix", "bytewax"):
        command += ["--state", context.folder(f"statistics-{tool}")]
    result, _ = context.run_json(f"statistics-{tool}-{number + 1}", command, 120 + context.events / 2000)
    progress(f"statistics {number + 1}: {tool}: {result['seconds']:.1f} s, {result['events_per_s']:,.0f} events/s,"
             f" {result['peak_mb']:.0f} MB")
    if tool != "read":
        must_be_exact(tool, result)
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
    off = compare(counts, expected["result"])
    must_be_exact("jisr", {"exact": off["wrong"] == 0, "off": off})
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
    made.append(Figure(NAME, "replayed and answered", "events/s", runs("jisr", "all_per_s"), NAMES["bytewax"],
                       runs("bytewax", "events_per_s")).hold("≥ 5 ×", lambda ratio: ratio >= 5, of_ratio=True))
    for tool, name in (("quix", quix), ("bytewax", NAMES["bytewax"]), ("duckdb", "DuckDB, in memory")):
        made.append(Figure(NAME, "peak memory of the replay", "MB", runs("jisr", "peak_mb"), name,
                           runs(tool, "peak_mb"), less_is_better=True))
    made.append(Figure(NAME, "peak memory of the replay, answers included", "MB", runs("jisr", "answer_peak_mb")))
    made.append(Figure(NAME, "store", "MB", runs("jisr", "size_mb")))
    return made
