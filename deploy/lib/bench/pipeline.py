"""The pipeline: consume, drop duplicates, decide, store, publish, mark. Jisr's parts beside the same raw work in C and
in Python, each on the same topic of the same broker, each with a new store and an empty output topic.

The baselines have two schemas: the full one, with all indexes of Jisr's store, and a lean one without those that the
pipeline never reads. The bar is held against C with the full one, which does the same work.
"""

import os

from .context import BASELINES, PIPELINE_TOPIC, Broker, Context, progress
from .figures import Figure
from .processes import Failed

NAME = "pipeline"
OUTPUT, JISR_OUTPUT = "jisr.bench.out.v1", "jisr.intake.case-events.v1"
TOOLS = ("C, full schema", "C, lean schema", "Python, full schema", "Jisr")


def run(context: Context) -> list[Figure]:
    results: dict[str, list[dict]] = {tool: [] for tool in TOOLS}
    with Broker(context, NAME) as broker:
        progress(f"pipeline: producing {context.pipeline_events:,} events")
        produce(context, broker, NAME, context.pipeline_events, 20_000)
        for number in range(context.runs):
            # Each tool is first, second, … as often as any other.
            for offset in range(len(TOOLS)):
                tool = TOOLS[(number + offset) % len(TOOLS)]
                result = measure(context, broker, tool, number)
                progress(f"pipeline {number + 1}: {tool}: {result['events_per_s']:,.0f} events/s,"
                         f" {result['cpu_s']:.1f} s of processor, {result['peak_mb']:.0f} MB")
                results[tool].append(result)
    return figures(results)


def produce(context: Context, broker: Broker, name: str, events: int, persons: int, duplicates: float = 0.02,
            is_there: bool = False) -> dict:
    """Fills the topic that all tools read, anew unless it is there; gives what produce_events.py says of it."""
    command = context.baseline(
        "produce_events.py", "--bootstrap", broker.bootstrap, "--topic", PIPELINE_TOPIC, "--events", events,
        "--persons", persons, "--duplicates", duplicates, "--expected", expected_path(context, name), "--append" if is_there else "--replace",
    )
    result, _ = context.run_json(name + "-produce", command, 120 + events / 1000)
    return result


def expected_path(context: Context, name: str) -> str:
    return os.path.join(context.data, name + "-expected.json")


def measure(context: Context, broker: Broker, tool: str, number: int) -> dict:
    output = JISR_OUTPUT if tool == "Jisr" else OUTPUT
    context.run_json("pipeline-topics", context.baseline("topics.py", "--bootstrap", broker.bootstrap, output), 60)
    folder = context.folder("pipeline-store")
    events = context.pipeline_events
    common = ["--bootstrap", broker.bootstrap, "--events", events]
    raw = ["--topic", PIPELINE_TOPIC, "--output", OUTPUT, "--db", os.path.join(folder, "pipeline.sqlite"), *common]
    lean = ["--schema", os.path.join(BASELINES, "pipeline_schema_lean.sql")]
    commands = {
        "C, full schema": [context.tool("pipeline"), *raw],
        "C, lean schema": [context.tool("pipeline"), *raw, *lean],
        "Python, full schema": context.baseline("pipeline.py", *raw),
        "Jisr": [context.executable("jisr-bench"), "pipeline", "--data", folder, *common],
    }
    result, child = context.run_json(f"pipeline-{number + 1}-{tool.split()[0].strip(',')}", commands[tool],
                                     120 + events / 500)
    if result["events"] != events:
        raise Failed(f"{tool} stored {result['events']} events of {events}")
    return {**result, "cpu_s": child.used_cpu_seconds(), "peak_mb": child.used_peak_mb()}


def figures(results: dict[str, list[dict]]) -> list[Figure]:
    def runs(tool: str, what: str) -> list[float]:
        return [result[what] for result in results[tool]]

    made = []
    for tool, bar, limit in (("C, full schema", "≥ 0.80 ×", 0.8), ("C, lean schema", "", None),
                             ("Python, full schema", "> 1 ×", 1.0)):
        figure = Figure(NAME, "Jisr", "events/s", runs("Jisr", "events_per_s"), tool, runs(tool, "events_per_s"))
        if limit:
            figure.hold(bar, lambda ratio, limit=limit: ratio >= limit, of_ratio=True)
        made.append(figure)
    full = "C, full schema"
    for tool in (full, "Python, full schema"):
        made.append(Figure(NAME, "Jisr, processor time", "s", runs("Jisr", "cpu_s"), tool, runs(tool, "cpu_s"),
                           less_is_better=True))
    made.append(Figure(NAME, "Jisr, peak memory", "MB", runs("Jisr", "peak_mb"), full, runs(full, "peak_mb"),
                       less_is_better=True))
    return made
