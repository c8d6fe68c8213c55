"""Resident memory of each service, idle and after many cases, and what a case takes in intake's store.

All five run together. Cases are first identified, then every one of them is registered, by order of a court and with
synthetic names; the services read what is published meanwhile. Every figure is taken once nothing has been busy for a
while. At the end intake is started again, to see that what it holds grows with live work and not with history.
"""

import json
import os
import sqlite3
import time

from .commands import BODY, load
from .context import SERVICES, Broker, Context, Service, progress
from .figures import Figure
from .processes import Failed

NAME = "memory"
IDLE_SECONDS = 5
REGISTER = {
    "subject": {
        "givenName": "Case {{n}}", "familyName": "Synthetic", "sex": "M", "birthDate": "2009-03-12",
        "nationalities": ["EG"], "region": "EG-C",
    },
    "consents": [{"purpose": "REGISTER", "decision": "granted", "basis": "court_order"}],
    "occurredAt": "2024-05-07T09:00:00Z",
}


def run(context: Context) -> list[Figure]:
    folder = context.folder("memory")
    started: dict[str, Service] = {}
    try:
        with Broker(context, NAME) as broker:
            for name in SERVICES:
                service = Service(context, broker, name, "bench", os.path.join(folder, name), waits=False)
                try:
                    service.wait_ready()
                    started[name] = service
                except Failed as failure:
                    service.child.stop()
                    context.remarks.append(f"memory: without jisr-{name}: {str(failure).splitlines()[0]}")
            if "intake" not in started:
                raise Failed("jisr-intake did not start")
            return measure(context, broker, folder, started)
    finally:
        for service in started.values():
            service.child.stop()


def measure(context: Context, broker: Broker, folder: str, services: dict[str, Service]) -> list[Figure]:
    settle(services)
    idle = {name: service.child.resident_mb() for name, service in services.items()}
    progress("memory: idle: " + ", ".join(f"{name} {mb:.0f} MB" for name, mb in idle.items()))
    intake = services["intake"]
    before = store_bytes(intake.store)

    send(context, folder, "memory-identify", intake.port, "/v1/cases", BODY, requests=context.cases)
    settle(services)
    identified = (store_bytes(intake.store) - before) / context.cases

    lines = os.path.join(folder, "cases.txt")
    with open(lines, "w", encoding="ascii") as file:
        for case in cases(intake.store):
            file.write(case + "\n")
    send(context, folder, "memory-register", intake.port, "/v1/cases/{{line}}/register", REGISTER, lines=lines)
    settle(services)
    registered = (store_bytes(intake.store) - before) / context.cases
    busy = {name: service.child.resident_mb() for name, service in services.items()}
    progress(f"memory: after {context.cases:,} cases: " + ", ".join(f"{name} {mb:.0f} MB" for name, mb in busy.items()))

    intake.child.stop()
    services["intake"] = Service(context, broker, "intake", "bench", intake.data)
    settle(services)
    again = services["intake"].child.resident_mb()

    made = [Figure(NAME, f"jisr-{name}, idle", "MB", [idle[name]]).hold("< 60 MB", lambda value: value < 60)
            for name in services]
    many = f"{context.cases:,} cases"
    made += [Figure(NAME, f"jisr-{name}, after {many}", "MB", [busy[name]], "idle", [idle[name]],
                    less_is_better=True) for name in services]
    made.append(Figure(NAME, f"jisr-intake, started again with {many}", "MB", [again], "idle, no case",
                       [idle["intake"]], less_is_better=True))
    made.append(Figure(NAME, "intake's store, a case identified", "bytes", [identified], note="1 event"))
    made.append(Figure(NAME, "intake's store, a case registered", "bytes", [registered],
                       note=f"{events_per_case(intake.store, context.cases):.0f} events, sealed names, receipts"))
    return made


def send(context: Context, folder: str, name: str, port: int, path: str, body: dict, requests: int | None = None,
         lines: str | None = None):
    """Sends a command for each case, as fast as they are answered."""
    progress(f"{name}: {context.cases:,} commands")
    file_name = os.path.join(folder, name + ".json")
    with open(file_name, "w", encoding="utf-8") as file:
        json.dump(body, file)
    arguments = [context.tool("load"), "--port", port, "--path", path, "--clients", 64, "--seconds", 1800,
                 "--body", file_name]
    arguments += ["--lines", lines] if lines else ["--requests", requests]
    result, _ = context.run_json(name, arguments, 1900)
    if result["non_2xx"] or result["errors"] or result["requests"] != context.cases:
        raise Failed(f"{name}: not every command was accepted: {json.dumps(result)}")


def settle(services: dict[str, Service], limit_seconds: float = 300):
    """Waits until nothing has been busy for a while: all is published, read and committed."""
    deadline = time.monotonic() + limit_seconds
    quiet_since, used = time.monotonic(), None
    while time.monotonic() - quiet_since < IDLE_SECONDS and time.monotonic() < deadline:
        time.sleep(0.5)
        now = sum(service.child.cpu_seconds() for service in services.values())
        # Five services that only keep their timers use next to nothing.
        if used is None or now - used > 0.15 or backlog(services["intake"].store):
            quiet_since = time.monotonic()
        used = now


def read(path: str, query: str) -> list[tuple]:
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None, timeout=10)
    try:
        return store.execute(query).fetchall()
    finally:
        store.close()


def backlog(path: str) -> int:
    return read(path, "SELECT count(*) FROM outbox WHERE published_at IS NULL")[0][0]


def store_bytes(path: str) -> int:
    return read(path, "PRAGMA page_count")[0][0] * read(path, "PRAGMA page_size")[0][0]


def events_per_case(path: str, count: int) -> float:
    return read(path, "SELECT count(*) FROM log")[0][0] / count


def cases(path: str) -> list[str]:
    digits = [row[0].hex() for row in read(path, "SELECT case_id FROM intake_case ORDER BY seq")]
    return [f"{hex[:8]}-{hex[8:12]}-{hex[12:16]}-{hex[16:20]}-{hex[20:]}" for hex in digits]
