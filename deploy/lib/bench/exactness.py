"""Whether counts are what an independent recount says: after duplicates, after kill -9, after two persons became one.

Each tool reads the same topic three times. First undisturbed: every fiftieth event comes twice, some of these after all
else. Then killed with SIGKILL at several points and started again where it was. Then persons are merged and the first
one, started again with what it had counted, must take back what was counted twice.
"""

import json
import os

from .context import PIPELINE_TOPIC, Broker, Context, progress
from .figures import Figure
from .rivals import INTERVAL, MERGES_TOPIC, NAMES, RIVALS, STARTS, Ours, Rival, told

NAME = "statistics"
EVENTS, PERSONS = 100_000, 10_000
QUICK_EVENTS, QUICK_PERSONS = 5_000, 500
LATE = 0.2
KILLS, QUICK_KILLS = (0.25, 0.5, 0.75), (0.5,)
SCENARIOS = {
    "duplicates": "exactness, 2 % of the events twice, some late",
    "kills": "exactness, kill -9 in the middle",
    "merges": "exactness, persons merged after they were counted",
}


class Truth:
    """What was produced, and the exact answer."""

    def __init__(self, context: Context, broker: Broker):
        self.context, self.broker = context, broker
        events, persons = (QUICK_EVENTS, QUICK_PERSONS) if context.is_quick else (EVENTS, PERSONS)
        self.same = ("--bootstrap", broker.bootstrap, "--events", events, "--persons", persons, "--duplicates", 0.02)
        self.merges = persons // 10
        self.kills = QUICK_KILLS if context.is_quick else KILLS
        self.plain, self.merged = (os.path.join(context.data, f"exactness-{name}.json") for name in ("plain", "merged"))

    def interval(self, tool: str) -> tuple:
        """Each tool's own interval between checkpoints; once only it shall be over soon."""
        return ("--interval", INTERVAL) if self.context.is_quick and tool != "duckdb" else ()

    def produce(self):
        """The deliveries, and a topic of merges that is still empty."""
        self.context.run_json("exactness-topics", self.context.baseline(
            "topics.py", "--bootstrap", self.broker.bootstrap, MERGES_TOPIC), 60)
        self.context.run_json("exactness-produce", self.context.baseline(
            "produce_events.py", *self.same, "--topic", PIPELINE_TOPIC, "--late", LATE, "--expected", self.plain,
            "--replace"), 300)

    def produce_merges(self):
        self.context.run_json("exactness-merges", self.context.baseline(
            "produce_merges.py", *self.same, "--topic", MERGES_TOPIC, "--merges", self.merges, "--expected",
            self.merged), 300)

    def read(self, path: str) -> dict:
        with open(path, encoding="utf-8") as file:
            return json.load(file)

    @property
    def records(self) -> int:
        answer = self.read(self.plain)
        return answer["events"] + answer["duplicates"]


def run(context: Context) -> dict[str, dict[str, dict]]:
    """By tool and scenario, what came out."""
    found: dict[str, dict[str, dict]] = {tool: {} for tool in ("jisr", *RIVALS)}
    with Broker(context, NAME + "-exactness") as broker:
        truth = Truth(context, broker)
        truth.produce()
        progress(f"statistics: exactness, {truth.records:,} records, {truth.merges:,} merges")
        ours = Ours(context, broker, "exactness")
        # Bytewax and Quix Streams need other steps where persons can become one; with those they count from the start.
        rivals = {tool: Rival(context, broker, tool, "exactness") for tool in RIVALS}
        note(found, "jisr", "duplicates", ours.run({PIPELINE_TOPIC: truth.records}, truth.read(truth.plain)))
        for tool, rival in rivals.items():
            note(found, tool, "duplicates", rival.run(truth.plain, "--merges", MERGES_TOPIC, *truth.interval(tool)))
        note(found, "jisr", "kills", killed_ours(context, broker, truth))
        for tool in RIVALS:
            note(found, tool, "kills", killed(context, broker, truth, tool))
        by_default = killed(context, broker, truth, "quix_exact", "--guarantee", "at-least-once")
        found["quix_exact"]["kills by default"] = by_default
        told("quix_exact", "kills, with its default guarantee", by_default)
        truth.produce_merges()
        wanted = {PIPELINE_TOPIC: truth.records, MERGES_TOPIC: truth.read(truth.merged)["merges"]}
        note(found, "jisr", "merges", ours.run(wanted, truth.read(truth.merged)))
        for tool, rival in rivals.items():
            note(found, tool, "merges", rival.run(truth.merged, "--merges", MERGES_TOPIC, *truth.interval(tool)))
            rival.remove()
    return found


def note(found: dict, tool: str, scenario: str, result: dict):
    found[tool][scenario] = result
    told(tool, scenario, result)


def killed_ours(context: Context, broker: Broker, truth: Truth) -> dict:
    ours = Ours(context, broker, "killed")
    for share in truth.kills:
        ours.kill_at(round(truth.records * share))
    return ours.run({PIPELINE_TOPIC: truth.records}, truth.read(truth.plain))


def killed(context: Context, broker: Broker, truth: Truth, tool: str, *guarantee) -> dict:
    """A tool counts its records from each start on, and reads some again: so each start reads on by a quarter."""
    interval = () if tool == "duckdb" else ("--interval", INTERVAL, *guarantee)
    rival = Rival(context, broker, tool, "killed-by-default" if guarantee else "killed")
    done = 0.0
    for share in truth.kills:
        # What keeps no state begins anew, and is killed further on each time.
        rival.kill_at(round(truth.records * (share if tool == "duckdb" else share - done)), truth.plain, *interval)
        done = share
    # Counts that are too high by then stay so; who counts once may have more to read.
    result = rival.run(truth.plain, *interval, starts=1 if guarantee else STARTS)
    rival.remove()
    return result


def figures(found: dict[str, dict[str, dict]]) -> list[Figure]:
    made = []
    for scenario, name in SCENARIOS.items():
        ours = found["jisr"][scenario]
        for tool in RIVALS:
            other = found[tool][scenario]
            made.append(wrong(name, ours, NAMES[tool], other).hold("0", lambda value: value == 0))
    made.append(wrong(SCENARIOS["kills"], found["jisr"]["kills"], NAMES["quix_exact"] + ", by default",
                      found["quix_exact"]["kills by default"]))
    return made


def wrong(name: str, ours: dict, whose: str, theirs: dict) -> Figure:
    return Figure(NAME, f"{name}: counted wrong", "persons", [ours["off"]["sum"]], whose, [theirs["off"]["sum"]],
                  less_is_better=True, note=f"theirs {value_of(theirs)}")


def value_of(result: dict) -> str:
    off = result["off"]
    return "exact" if result["exact"] else f"{off['worst']}: {off['value']:,} for {off['expected']:,}"
