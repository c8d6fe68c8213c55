"""What can be found out from what is published: others with HAVING count >= k each quarter, beside Jisr's release.

All count the same few, unevenly spread persons, and publish at the end of each of four quarters how many persons
every service has reached until then, by sex, age and place and two of them together. The attacker of deploy/lib/attack
tries to work out from all figures together what is about fewer than k persons; an insider, an institution that knows
its own persons, tries too.
"""

import json
import os

from .context import PIPELINE_TOPIC, ROOT, Broker, Context, progress
from .figures import Figure
from .processes import Child, Failed
from .rivals import NAMES, RIVALS, Rival

NAME = "statistics"
K = 10
PERSONS, QUICK_PERSONS = 1_500, 150
SEXES, CHILDREN, ADULTS = ("M", "F"), ("05-11", "12-14", "15-17"), ("18-24", "25-59", "60+")
REGIONS = ("EG-ALX", "EG-ASN", "EG-AST", "EG-BA", "EG-BH", "EG-BNS", "EG-C", "EG-DK")
POLICY = {
    "version": "1", "k": K, "rules": ["threshold", "complement", "insider", "increment", "linked"],
    "complement": ["sex"],
    "dimensions": {
        "sex": {"codes": SEXES},
        "age": {"codes": CHILDREN + ADULTS, "groups": {"child": CHILDREN, "adult": ADULTS}},
        "geo": {"codes": REGIONS},
    },
    "tables": [[], ["sex"], ["age.groups"], ["age"], ["geo"], ["sex", "age"], ["sex", "geo"]],
}


def run(context: Context) -> dict[str, dict]:
    """By tool, what it published and what the attacker found out."""
    folder = context.folder("giveaway")
    paths = {name: os.path.join(folder, name) for name in ("expected.json", "changes.jsonl", "policy.json", "jisr")}
    with open(paths["policy.json"], "w", encoding="utf-8") as file:
        json.dump(POLICY, file)
    persons = QUICK_PERSONS if context.is_quick else PERSONS
    with Broker(context, NAME + "-giveaway") as broker:
        context.run_json("giveaway-produce", context.baseline(
            "produce_events.py", "--bootstrap", broker.bootstrap, "--topic", PIPELINE_TOPIC, "--events", 2 * persons,
            "--persons", persons, "--skewed", "--expected", paths["expected.json"], "--changes", paths["changes.jsonl"],
            "--replace"), 120)
        progress(f"statistics: publishing figures of {persons:,} persons with HAVING count >= {K}")
        for tool in RIVALS:
            rival = Rival(context, broker, tool, "giveaway")
            rival.run(paths["expected.json"], "--cells", "releases", "--publish", os.path.join(folder, tool + ".json"),
                      "--k", K, *(("--patience", 8) if tool == "quix_exact" else ()))
            rival.remove()
    progress("statistics: releasing figures of the same persons")
    Child("jisr release rehearse", [
        context.executable("jisr"), "release", "rehearse", "--policy", paths["policy.json"], "--changes",
        paths["changes.jsonl"], "--output", paths["jisr"]], context.log("giveaway-jisr")).finish(900)
    return attacked(context, folder, paths)


def attacked(context: Context, folder: str, paths: dict[str, str]) -> dict[str, dict]:
    progress("statistics: attacking what was published")
    command = [os.path.join(ROOT, "deploy", "lib", "attack", "run"), "peers", "--policy", paths["policy.json"],
               "--changes", paths["changes.jsonl"], "--rehearsed", f"jisr={paths['jisr']}"]
    for tool in RIVALS:
        command += ["--published", f"{tool}={os.path.join(folder, tool)}.json"]
    log = context.log("giveaway-attack")
    child = Child("deploy/lib/attack/run peers", command, log, environment(), output=log + ".json")
    child.finish(1800)
    with open(log + ".json", encoding="utf-8") as file:
        verdicts = {verdict["name"]: verdict for verdict in map(json.loads, file)}
    for tool in ("jisr", *RIVALS):
        verdict = verdicts[tool]
        if verdict["faults"]:
            raise Failed(f"what {NAMES[tool]} published is not true: {verdict['faults'][:3]}")
        progress(f"statistics: {NAMES[tool]}: {verdict['published']} of {verdict['cells']} cells published,"
                 f" {found_out(verdict):,} of {verdict['targets']:,} numbers to protect found out {verdict['hits']}")
    return verdicts


def environment() -> dict[str, str]:
    return {"JISR_VENV": os.environ["JISR_VENV"]} if "JISR_VENV" in os.environ else {}


def found_out(verdict: dict) -> int:
    """Each number once: A2 and A3 find some of those of A1 by simpler means; to insiders, of A4, it is other numbers."""
    return verdict["hits"]["A1"] + verdict["hits"]["A4"]


def share(verdict: dict) -> float:
    return 100 * verdict["published"] / verdict["cells"]


def figures(verdicts: dict[str, dict]) -> list[Figure]:
    ours = verdicts["jisr"]
    made = []
    for tool in RIVALS:
        theirs = verdicts[tool]
        made.append(Figure(
            NAME, "protected numbers that an attacker finds out", "numbers", [found_out(ours)],
            f"{NAMES[tool]}, HAVING", [found_out(theirs)], less_is_better=True, note=f"of {ours['targets']:,}",
        ).hold("0", lambda _: not any(ours["hits"].values())))
    theirs = verdicts["duckdb"]
    made.append(Figure(NAME, "cells published", "%", [share(ours)], "HAVING", [share(theirs)],
                       note=f"of {ours['cells']:,}"))
    return made
