"""What Jisr's statistics are compared with, and Jisr itself, as something that is started, killed and asked."""

import os
import shutil
import signal
import sqlite3

from .context import PIPELINE_TOPIC, Broker, Context, Service, progress
from .processes import Child, Failed, wait_until

MERGES_TOPIC = "jisr.intake.case-confidential.v1"
NAMES = {"jisr": "Jisr", "quix": "Quix Streams", "quix_exact": "Quix Streams", "bytewax": "Bytewax", "duckdb": "DuckDB"}
# Those that are asked for exact totals. Quix Streams keeps them as state of another topic then.
RIVALS = ("quix_exact", "bytewax", "duckdb")
# Seconds between checkpoints where processes are killed: short, so that there are some before the end.
INTERVAL = 0.5
# What ends without the whole answer is started again so often, as whoever operates it would.
STARTS = 4
QUESTION = "/v1/statistics/BEN_ANY?population=all&asOf=2018-12-31&by="
CUTS = {"service": 1, "service,sex": 2, "service,quarter": 2, "service,region": 0}


class Applied:
    """How much of a topic is durable in Jisr's store, read from the store itself."""

    QUERY = """
        SELECT coalesce(sum(next_offset), 0) FROM inbox_offset
        WHERE topic = (SELECT id FROM topic WHERE name = ?)
        """

    def __init__(self, path: str):
        self.store = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None, timeout=10)

    def count(self, topic: str = PIPELINE_TOPIC) -> int:
        return self.store.execute(self.QUERY, (topic,)).fetchone()[0]

    def size_mb(self) -> float:
        pages = self.store.execute("PRAGMA page_count").fetchone()[0]
        return pages * self.store.execute("PRAGMA page_size").fetchone()[0] / 1e6

    def close(self):
        self.store.close()


def answers(service: Service) -> dict[str, dict[str, int]]:
    """Jisr's counts by cut, each with the expected answer's own keys: VOC, VOC|M, VOC|2018-Q1."""
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


def compare(counts: dict[str, dict[str, int]], expected: dict[str, int]) -> dict:
    """How far Jisr's counts are off, told as the baselines tell it.

    The bench's events carry a region of the person; Jisr counts by the region of the institution instead, of which
    nothing was told here, so its counts by service and region are only added up and compared with those by service.
    """
    wanted = {f"service: {key}": value for key, value in expected.items() if "|" not in key}
    wanted |= {f"regions: {key}": value for key, value in expected.items() if "|" not in key}
    wanted |= {f"sex: {key}": value for key, value in expected.items() if key.partition("|")[2] in ("M", "F")}
    wanted |= {f"quarter: {key}": value for key, value in expected.items() if "|2018-Q" in key}
    found: dict[str, int] = {}
    for cut, cells in counts.items():
        for key, value in cells.items():
            name = f"{cut.rpartition(',')[2]}: {key}"
            if cut == "service,region":
                name = f"regions: {key.partition('|')[0]}"
            found[name] = found.get(name, 0) + value
    off = {name: found.get(name, 0) - wanted.get(name, 0) for name in found.keys() | wanted.keys()}
    wrong = {name: value for name, value in off.items() if value}
    worst = max(sorted(wrong), key=lambda name: abs(wrong[name]), default="")
    return {"cells": len(wanted), "wrong": len(wrong), "sum": sum(abs(value) for value in wrong.values()),
            "worst": worst, "value": found.get(worst, 0), "expected": wanted.get(worst, 0)}


class Rival:
    """A baseline that keeps its state in a folder of its own, and goes on from there when it is started again."""

    def __init__(self, context: Context, broker: Broker, tool: str, name: str, topic: str = PIPELINE_TOPIC):
        self.context, self.broker, self.tool, self.topic = context, broker, tool, topic
        self.name = f"{name}-{tool}"
        self.folder = context.folder(self.name)
        self.progress = os.path.join(self.folder, "progress")

    def command(self, expected: str, *more) -> list[str]:
        command = self.context.baseline(f"statistics_{self.tool}.py", "--bootstrap", self.broker.bootstrap, "--topic",
                                        self.topic, "--expected", expected, "--state", self.folder, *more)
        if self.tool == "quix_exact":
            command += ["--group", self.name]
        return command

    def run(self, expected: str, *more, starts: int = STARTS, seconds: float = 600) -> dict:
        """Lets it read everything; started again where it ends too early with state that it could go on from."""
        for start in range(1, starts + 1):
            result, _ = self.context.run_json(self.name, self.command(expected, *more), seconds)
            if result.get("exact", True) or self.tool == "duckdb":
                break
        return {**result, "starts": start}

    def kill_at(self, records: int, expected: str, *more):
        """Starts it and kills it once it has read so many records since; one that ends before cannot be killed."""
        if os.path.exists(self.progress):
            os.remove(self.progress)
        log = self.context.log(self.name)
        arguments = self.command(expected, "--progress", self.progress, *more)
        child = Child(self.name, arguments, log, output=log + ".json")
        wait_until(f"record {records:,}",
                   lambda: read_progress(self.progress) >= records or not child.is_running(), 300, pause=0.002)
        child.stop(signal.SIGKILL)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def read_progress(path: str) -> int:
    try:
        with open(path, encoding="ascii") as file:
            return int(file.read() or 0)
    except FileNotFoundError:
        return 0


class Ours:
    """jisr-statistics with a store of its own."""

    def __init__(self, context: Context, broker: Broker, name: str):
        self.context, self.broker, self.name = context, broker, name
        self.folder = context.folder(f"{name}-jisr")

    def service(self) -> Service:
        return Service(self.context, self.broker, "statistics", self.name, self.folder, waits=False)

    def applied(self, service: Service) -> Applied:
        wait_until("the store", lambda: os.path.exists(service.store) and service.is_live(), 60, service.child)
        return Applied(service.store)

    def wait_applied(self, service: Service, records: int, topic: str = PIPELINE_TOPIC):
        applied = self.applied(service)
        try:
            wait_until(f"record {records:,} of {topic}", lambda: applied.count(topic) >= records,
                       120 + records / 500, service.child, pause=0.005)
        finally:
            applied.close()

    def run(self, wanted: dict[str, int], expected: dict) -> dict:
        """Lets it take in so many records of each topic, and asks it everything."""
        with self.service() as service:
            for topic, records in wanted.items():
                self.wait_applied(service, records, topic)
            off = compare(answers(service), expected["result"])
        return {"exact": off["wrong"] == 0, "off": off, "starts": 1}

    def kill_at(self, records: int):
        service = self.service()
        try:
            self.wait_applied(service, records)
        finally:
            service.child.stop(signal.SIGKILL)


def told(tool: str, what: str, result: dict):
    off = result["off"]
    outcome = "exact" if result["exact"] else (
        f"{off['wrong']} of {off['cells']} cells off, {off['worst']}: {off['value']:,} for {off['expected']:,}")
    again = f", started {result['starts']} times" if result.get("starts", 1) > 1 else ""
    progress(f"statistics, {what}: {NAMES[tool]}: {outcome}{again}")


def must_be_exact(tool: str, result: dict):
    if not result["exact"]:
        raise Failed(f"{NAMES[tool]}'s counts are not exact: {result['off']}")
