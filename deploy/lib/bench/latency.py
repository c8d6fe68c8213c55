"""From a command's acceptance to its visibility in another service's store.

Organisations are registered with jisr-partnerships at a fixed rate. Each answer is the acceptance: the event is then
durable there. It is visible when its row can be read from jisr-statistics's own store, which watch.py looks for every
millisecond, read-only. Between the two lie the relay, the broker, the consumer loop and a durable commit.
"""

import http.client
import json
import os
import sys
import threading
import time
import uuid

from .context import Broker, Context, Service, progress
from .figures import Figure
from .processes import Child, Failed, wait_until

NAME = "latency"
RATE, CLIENTS, LONG_SECONDS = 100, 8, 20


class Client(threading.Thread):
    """Sends every CLIENTSth command at its time over a connection of its own."""

    def __init__(self, port: int, first: int, count: int, started_ns: int):
        super().__init__(daemon=True)
        self.port, self.first, self.count, self.started_ns = port, first, count, started_ns
        self.accepted: dict[str, int] = {}
        self.answered_ms: list[float] = []
        self.failure = ""

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            for number in range(self.first, self.count, CLIENTS):
                due_ns = self.started_ns + number * 1_000_000_000 // RATE
                time.sleep(max(0, due_ns - time.monotonic_ns()) / 1e9)
                body = {"names": {"en": f"Synthetic {number}"}, "kind": "NNGO", "country": "EG"}
                headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
                sent_ns = time.monotonic_ns()
                connection.request("POST", "/v1/organisations", json.dumps(body), headers)
                response = connection.getresponse()
                answer = response.read()
                now_ns = time.monotonic_ns()
                if response.status != 201:
                    self.failure = f"POST /v1/organisations gave {response.status}: {answer[:300]!r}"
                    return
                self.accepted[json.loads(answer)["orgId"].replace("-", "")] = now_ns
                self.answered_ms.append((now_ns - sent_ns) / 1e6)
        except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
            self.failure = f"POST /v1/organisations: {error!r}"
        finally:
            connection.close()


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def run(context: Context) -> list[Figure]:
    seconds = 5 if context.is_quick else LONG_SECONDS
    points: dict[str, list[float]] = {}
    with Broker(context, NAME) as broker, Service(
        context, broker, "partnerships", "bench", context.folder("latency", "partnerships")
    ) as partnerships, Service(
        context, broker, "statistics", "bench", context.folder("latency", "statistics")
    ) as statistics:
        send(context, partnerships, statistics, 0, 2)  # warms them up
        for number in range(context.runs):
            answered, seen = send(context, partnerships, statistics, number + 1, seconds)
            for what, values in (("answered", answered), ("visible", seen)):
                for share in (0.5, 0.95, 0.99):
                    points.setdefault(f"{what}, p{share * 100:.0f}", []).append(percentile(values, share))
                points.setdefault(f"{what}, largest", []).append(max(values))
            progress(f"latency {number + 1}: visible p50 {percentile(seen, 0.5):.1f} ms,"
                     f" p99 {percentile(seen, 0.99):.1f} ms of {len(seen):,}")
    made = []
    for name, runs in points.items():
        what, which = name.split(", ")
        words = "sent → answered" if what == "answered" else "accepted → visible in statistics"
        figure = Figure(NAME, f"{words}, {RATE}/s, {which}", "ms", runs)
        if name == "visible, p99":
            figure.hold("< 100 ms", lambda value: value < 100)
        made.append(figure)
    return made


def send(context: Context, partnerships: Service, statistics: Service, number: int, seconds: float
         ) -> tuple[list[float], list[float]]:
    """Sends for so long; gives how long each answer took, and how long after it each fact was visible."""
    count = int(seconds * RATE)
    output = context.log(f"latency-{number}") + ".seen"
    watcher = Child("the watch", [sys.executable, os.path.join(os.path.dirname(__file__), "watch.py"), statistics.store,
                                  str(count), str(seconds + 60)], context.log("latency-watch"), output=output)
    try:
        wait_until("the watch", lambda: os.path.getsize(output) > 0, 30, watcher)
        started_ns = time.monotonic_ns() + 200_000_000
        clients = [Client(partnerships.port, index, count, started_ns) for index in range(CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join(seconds + 60)
        failures = [client.failure for client in clients if client.failure]
        if failures:
            raise Failed(failures[0])
        watcher.finish(90)
    finally:
        watcher.stop(9)
    accepted = {key: at for client in clients for key, at in client.accepted.items()}
    with open(output, encoding="ascii") as file:
        seen = {key: int(at) for key, at in (line.split() for line in file.readlines()[1:])}
    missing = accepted.keys() - seen.keys()
    if missing or len(accepted) != count:
        raise Failed(f"{len(accepted)} of {count} accepted, {len(missing)} of them not visible in statistics")
    # A fact may be seen before the answer has been read: the commit comes first.
    return ([ms for client in clients for ms in client.answered_ms],
            [max(0.0, (seen[key] - at) / 1e6) for key, at in accepted.items()])
