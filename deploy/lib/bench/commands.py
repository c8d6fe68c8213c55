"""Durable commands over HTTP: POST /v1/cases on jisr-intake, its outbox published meanwhile.

Beside it the same route with one fsync for every request (writer.group = 1), on the disk as it is and with every fsync
5 ms slower, and a route of the same server that touches no store.
"""

import json
import os

from .context import Broker, Context, Service, progress
from .figures import Figure
from .processes import Failed

NAME = "commands"
CLIENTS = (1, 16, 256)
PACED_RATE, PACED_CLIENTS = 500, 64
BODY = {
    "institutionId": "{{uuid}}",
    "categories": ["CCL"],
    "identifiedBy": "INSTITUTION",
    "identifiedAt": "2024-05-06T08:00:00Z",
}


class Route:
    """A way of running the service: how many commands share a commit, on which disk."""

    def __init__(self, key: str, group: int | None, is_slow: bool):
        self.key, self.group, self.is_slow = key, group, is_slow

    def settings(self) -> dict[str, str]:
        settings = {"JISR_WRITER_GROUP": str(self.group)} if self.group else {}
        return {**settings, "FSYNC_DELAY_MS": "5"} if self.is_slow else settings


ROUTES = (Route("shared", None, False), Route("single", 1, False), Route("shared-slow", None, True),
          Route("single-slow", 1, True))


def load(context: Context, name: str, port: int, clients: int, *, path: str = "/v1/cases", method: str = "POST",
         body: str | None = None, rate: float = 0, seconds: float | None = None) -> dict:
    """Loads a route and gives what the load saw; anything but success is a failure of the benchmark."""
    seconds = seconds or context.seconds
    arguments = [context.tool("load"), "--port", port, "--method", method, "--path", path, "--clients", clients,
                 "--seconds", seconds]
    if body:
        arguments += ["--body", body]
    if rate:
        arguments += ["--rate", rate]
    result, _ = context.run_json(name, arguments, seconds + 90)
    if result["non_2xx"] or result["errors"] or not result["requests"]:
        raise Failed(f"{name}: not every request was answered well: {json.dumps(result)}")
    return result


class Measurements:
    """The runs of each point, by route, clients and what was measured."""

    def __init__(self):
        self.values: dict[tuple, list[float]] = {}

    def note(self, route: str, point: object, result: dict):
        for what in ("rate", "p50_ms", "p95_ms", "p99_ms", "unsent"):
            self.values.setdefault((route, point, what), []).append(result[what])

    def note_processor(self, route: str, point: object, seconds: float, result: dict):
        self.values.setdefault((route, point, "cpu_ms"), []).append(seconds * 1000 / result["requests"])

    def of(self, route: str, point: object, what: str) -> list[float]:
        return self.values[route, point, what]


def run(context: Context) -> list[Figure]:
    body = os.path.join(context.folder("commands"), "case.json")
    with open(body, "w", encoding="utf-8") as file:
        json.dump(BODY, file)
    measured = Measurements()
    for number in range(context.runs):
        # What is compared is measured in turn, in every run anew, so that a busy moment harms all of it alike.
        for route in ROUTES:
            measure(context, number, route, body, measured)
    return figures(measured)


def measure(context: Context, number: int, route: Route, body: str, measured: Measurements):
    name = f"commands-{number + 1}-{route.key}"
    progress(f"{name}: POST /v1/cases")
    with Broker(context, name) as broker, Service(
        context, broker, "intake", f"bench-{number + 1}-{route.key}", context.folder("commands", name),
        settings=route.settings(), preload=context.tool("slowfsync.so") if route.is_slow else None,
    ) as intake:
        load(context, name, intake.port, 16, body=body, seconds=1)  # warms it up
        for clients in CLIENTS:
            used = intake.child.cpu_seconds()
            result = load(context, name, intake.port, clients, body=body)
            measured.note(route.key, clients, result)
            measured.note_processor(route.key, clients, intake.child.cpu_seconds() - used, result)
        if route.group is None:
            result = load(context, name, intake.port, PACED_CLIENTS, body=body, rate=PACED_RATE,
                          seconds=context.seconds * 2)
            measured.note(route.key, "paced", result)
        if route.key == "shared":
            for clients in CLIENTS:
                used = intake.child.cpu_seconds()
                result = load(context, name, intake.port, clients, path="/livez", method="GET")
                measured.note("no-store", clients, result)
                measured.note_processor("no-store", clients, intake.child.cpu_seconds() - used, result)


def figures(measured: Measurements) -> list[Figure]:
    made: list[Figure] = []
    rows = (("shared", "plain disk", "single", "one fsync a request"),
            ("shared-slow", "fsync + 5 ms", "single-slow", "one fsync a request, + 5 ms"))
    for route, disk, single, single_name in rows:
        for clients in CLIENTS:
            what = f"{disk}, {clients} client{'s' if clients > 1 else ''}"
            rate = Figure(NAME, what, "commands/s", measured.of(route, clients, "rate"), single_name,
                          measured.of(single, clients, "rate"))
            if route == "shared-slow" and clients == 256:
                rate.hold("≥ 10 ×", lambda ratio: ratio >= 10, of_ratio=True)
            made.append(rate)
            for percentile in ("p50", "p95", "p99"):
                made.append(Figure(NAME, f"{what}, {percentile}", "ms", measured.of(route, clients, percentile + "_ms"),
                                   single_name, measured.of(single, clients, percentile + "_ms"), less_is_better=True))
    for clients in CLIENTS:
        what = f"share of the server's own ceiling, {clients} client{'s' if clients > 1 else ''}"
        against = Figure(NAME, what, "commands/s",
                         measured.of("shared", clients, "rate"), "GET /livez, no store",
                         measured.of("no-store", clients, "rate"))
        if clients == 256:
            against.hold("≥ 0.25 ×", lambda ratio: ratio >= 0.25, of_ratio=True)
        made.append(against)
    # On a machine that is busy with other things this says more than a rate does.
    made.append(Figure(NAME, "the service's processor time a command, 256 clients", "ms",
                       measured.of("shared", 256, "cpu_ms"), "GET /livez, no store",
                       measured.of("no-store", 256, "cpu_ms"), less_is_better=True))
    for route, disk, has_bar in (("shared", "plain disk", True), ("shared-slow", "fsync + 5 ms", False)):
        for percentile, limit in (("p50", None), ("p95", 20), ("p99", 50)):
            figure = Figure(NAME, f"{disk}, paced {PACED_RATE}/s, {percentile}", "ms",
                            measured.of(route, "paced", percentile + "_ms"))
            if has_bar and limit:
                figure.hold(f"< {limit} ms", lambda value, limit=limit: value < limit)
            made.append(figure)
        unsent = sum(measured.of(route, "paced", "unsent"))
        if unsent:
            made[-1].note = f"{unsent:.0f} requests found no free client"
    return made
