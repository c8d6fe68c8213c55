"""A file of cases brought in with `jisr import`, beside the same cases sent as commands, one row at a time.

Both go to a jisr-intake of their own, in the same run and with the same persons; all is durable and published
meanwhile. As commands, a case is identified and then registered, by 16 clients at once that each wait for the answer.
"""

import json
import os
import time

from .context import Broker, Context, Service, progress
from .figures import Figure
from .memory import cases, read
from .processes import Child, Failed

NAME = "imports"
CLIENTS = 16
INSTITUTION = "00000000-0000-7000-8000-0000000000a1"
COLUMNS = ("sourceId", "institutionId", "categories", "identifiedBy", "identifiedAt", "registeredAt",
           "subject.givenName", "subject.fatherName", "subject.familyName", "subject.sex", "subject.birthDate",
           "subject.nationalities", "subject.region", "consents.REGISTER.decision", "consents.REGISTER.basis")
IDENTIFY = {"institutionId": INSTITUTION, "categories": ["CCL"], "identifiedBy": "INSTITUTION",
            "identifiedAt": "2024-05-06T08:00:00Z"}
REGISTER = {
    "subject": {"givenName": "Case {{n}}", "fatherName": "Middle {{n}}", "familyName": "Synthetic {{n}}", "sex": "M",
                "birthDate": "2009-03-12", "nationalities": ["EG"], "region": "EG-C"},
    "consents": [{"purpose": "REGISTER", "decision": "granted", "basis": "court_order"}],
    "occurredAt": "2024-05-07T09:00:00Z",
}
# About 60 ms a case: the fastest of the peers' imports.
PEER_RATE = 16


def write_rows(path: str, count: int):
    with open(path, "w", encoding="ascii", newline="") as file:
        file.write(",".join(COLUMNS) + "\r\n")
        for row in range(count):
            file.write(f"S-{row},{INSTITUTION},CCL,INSTITUTION,2024-05-06T08:00:00Z,2024-05-07T09:00:00Z,Case {row},"
                       f"Middle {row},Synthetic {row},M,2009-03-12,EG,EG-C,granted,court_order\r\n")


def run(context: Context) -> list[Figure]:
    folder = context.folder(NAME)
    rows = os.path.join(folder, "cases.csv")
    write_rows(rows, context.rows)
    imported, commanded, again, exported = [], [], [], []
    for number in range(context.runs):
        rate, rate_again, rate_out = measure_import(context, number, rows)
        imported.append(rate)
        again.append(rate_again)
        exported.append(rate_out)
        commanded.append(measure_commands(context, number))
    baseline = f"commands, {CLIENTS} clients"
    return [
        Figure(NAME, f"{context.rows:,} cases with jisr import", "cases/s", imported, baseline, commanded,
               note=f"peers do {PEER_RATE}").hold("≥ 500", lambda value: value >= 500),
        Figure(NAME, "the same file once more, all duplicates", "rows/s", again, baseline, commanded),
        Figure(NAME, "the same cases with jisr export", "cases/s", exported),
    ]


def measure_import(context: Context, number: int, rows: str) -> tuple[float, float, float]:
    name = f"{NAME}-{number + 1}"
    progress(f"{name}: jisr import of {context.rows:,} rows")
    with Broker(context, name) as broker, Service(
        context, broker, "intake", f"bench-{number + 1}-import", context.folder(NAME, name),
    ) as intake:
        url = f"http://127.0.0.1:{intake.port}"
        first = jisr(context, name, ["import", rows, "--to", url, "--json"])
        again = jisr(context, name + "-again", ["import", rows, "--to", url, "--json"])
        out = jisr(context, name + "-export", ["export", rows + ".exported.jsonl", "--from", url])
        held = registered(intake)
        if held != context.rows:
            raise Failed(f"{name}: the store has {held} registered cases, not {context.rows}")
        os.remove(rows + ".exported.jsonl")
    return context.rows / first, context.rows / again, context.rows / out


def jisr(context: Context, name: str, arguments: list[str], seconds: float = 3600) -> float:
    """The seconds that a run of the tool takes, its start and its file of results included."""
    output = os.path.join(context.data, "logs", name + ".json")
    started = time.monotonic()
    child = Child("jisr", [context.executable("jisr"), *arguments], context.log(name), output=output)
    child.finish(seconds)
    return time.monotonic() - started


def measure_commands(context: Context, number: int) -> float:
    name = f"{NAME}-{number + 1}-commands"
    progress(f"{name}: {context.rows:,} cases as commands")
    folder = context.folder(NAME, name)
    with Broker(context, name) as broker, Service(
        context, broker, "intake", f"bench-{number + 1}-commands", folder,
    ) as intake:
        identified = send(context, folder, name + "-identify", intake, "/v1/cases", IDENTIFY, None)
        lines = os.path.join(folder, "cases.txt")
        with open(lines, "w", encoding="ascii") as file:
            file.writelines(case + "\n" for case in cases(intake.store))
        known = send(context, folder, name + "-register", intake, "/v1/cases/{{line}}/register", REGISTER, lines)
        held = registered(intake)
        if held != context.rows:
            raise Failed(f"{name}: the store has {held} registered cases, not {context.rows}")
    return context.rows / (identified + known)


def send(context: Context, folder: str, name: str, intake: Service, path: str, body: dict, lines: str | None) -> float:
    file_name = os.path.join(folder, name + ".body.json")
    with open(file_name, "w", encoding="utf-8") as file:
        json.dump(body, file)
    arguments = [context.tool("load"), "--port", intake.port, "--path", path, "--clients", CLIENTS, "--seconds", 3000,
                 "--body", file_name]
    arguments += ["--lines", lines] if lines else ["--requests", context.rows]
    started = time.monotonic()
    result, _ = context.run_json(name, arguments, 3100)
    if result["non_2xx"] or result["errors"] or result["requests"] != context.rows:
        raise Failed(f"{name}: not every command was accepted: {json.dumps(result)}")
    return time.monotonic() - started


def registered(intake: Service) -> int:
    return read(intake.store, "SELECT count(*) FROM intake_case WHERE status='registered'")[0][0]
