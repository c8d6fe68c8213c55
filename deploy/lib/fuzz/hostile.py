"""Sends hostile requests; what every answer to them must be: a documented refusal, soon."""

from __future__ import annotations

import http.client
import json
import random
import socket
import time
import urllib.parse

from .payloads import Attempt, filled, of_body, of_kit, of_path
from .records import Records
from .services import Service

PATIENCE = 10.0


class Client:
    """One connection, made anew where the service closed it."""

    def __init__(self, service: Service):
        self.host, port = urllib.parse.urlsplit(service.url).netloc.split(":")
        self.port = int(port)
        self.connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE * 3)

    def send(self, attempt: Attempt) -> tuple[int, dict[str, str], bytes]:
        for last in (False, True):
            try:
                self.connection.putrequest(attempt.method, attempt.path, skip_accept_encoding=True)
                for name, value in attempt.headers.items():
                    self.connection.putheader(name, value.encode("latin1"))
                if attempt.body is not None or attempt.method in ("POST", "PUT"):
                    self.connection.putheader("Content-Length", str(len(attempt.body or b"")))
                self.connection.endheaders()
                try:
                    if attempt.body:
                        self.connection.send(attempt.body)
                except (BrokenPipeError, ConnectionResetError):
                    # It answered before it had read all, and closed: the answer is still there to be read.
                    pass
                answer = self.connection.getresponse()
                return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
            except (http.client.HTTPException, OSError):
                self.connection.close()
                if last:
                    raise
        raise AssertionError


def fault(attempt: Attempt, answer: tuple[int, dict[str, str], bytes], operation: dict | None) -> str | None:
    """What is wrong with an answer; nothing when it is a documented one."""
    status, headers, raw = answer
    if status == 503 and "retry-after" in headers:
        return None
    if status >= 500:
        return f"failed with {status}"
    if status < 400:
        return "was accepted" if attempt.is_refused else None
    if not headers.get("content-type", "").startswith("application/problem+json"):
        return f"was answered {status} with {headers.get('content-type')}"
    problem = json.loads(raw)
    if problem.get("status") != status or not problem.get("code") or not problem.get("message"):
        return f"was answered with the problem {problem}"
    if problem["code"] == "route.unknown" and status == 404:
        return None
    if status == 405:
        return None if headers.get("allow") else "was answered 405 without Allow"
    documented = (operation or {}).get("responses", {}).get(str(status), {}).get("x-jisr-codes", [])
    if problem["code"] in documented:
        return None
    return f"was answered {status} {problem['code']}, which is not documented"


def raw_requests(service: Service) -> list[str]:
    """What is not HTTP must not end the service."""
    host, port = urllib.parse.urlsplit(service.url).netloc.split(":")
    for sent in (b"\x00" * 2000, b"GET / HTTP/9.9\r\n\r\n",
                 b"GET /livez HTTP/1.1\r\nA: " + b"x" * 300_000 + b"\r\n\r\n",
                 b"POST /v1/cases HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                 b"POST /v1/cases HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                 b"POST /v1/cases HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                 b"G" * 100_000):
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
            try:
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65_536):
                    pass
            except OSError:
                # It may close at once, as it should.
                pass
    status, _, _ = service.send("GET", "/livez")
    return [] if status == 200 else [f"/livez answers {status} after what was not HTTP"]


def attempts(service: Service, records: Records, bodies: dict[str, list[dict]], choose: random.Random):
    with_kit = 0
    for method, template, operation in service.operations():
        if not template.startswith("/v1/"):
            continue
        path = filled(template, records, choose)
        body = None
        if "requestBody" in operation:
            known = bodies.get(f"{method} {template}")
            example = choose.choice(known) if known else service.example(method, template)
            example = records.place(example, choose, share=0.2 if known else 0.9)
            body = json.dumps(example).encode()
            if with_kit < 3 and example:
                with_kit += 1
                yield from ((attempt, operation) for attempt in of_kit(method, path, example))
            yield from ((attempt, operation) for attempt in of_body(method, path, example))
        yield from ((attempt, operation) for attempt in of_path(method, path, template, body))


def problems(service: Service, world: str, seed: int, share: float) -> list[str]:
    """What was answered wrongly; `share` of the requests are sent, which ones the seed says."""
    with open(world, encoding="utf-8") as file:
        known = json.load(file)
    choose = random.Random(f"{seed}:{service.name}")
    client = Client(service)
    found: list[str] = []
    statuses: dict[int, int] = {}
    slowest = (0.0, "")
    for attempt, operation in attempts(service, Records(known["records"]), known["bodies"], choose):
        if choose.random() > share:
            continue
        title = f"{attempt.method} {attempt.path[:150]} with {attempt.what}"
        started = time.monotonic()
        try:
            answer = client.send(attempt)
        except (http.client.HTTPException, OSError) as error:
            found.append(f"{title}: no answer ({type(error).__name__})")
            continue
        seconds = time.monotonic() - started
        slowest = max(slowest, (seconds, title))
        statuses[answer[0]] = statuses.get(answer[0], 0) + 1
        wrong = fault(attempt, answer, operation)
        if wrong is None and seconds > PATIENCE:
            wrong = f"took {seconds:.1f} s"
        if wrong is not None:
            found.append(f"{title}: {wrong}; body {(attempt.body or b'')[:600]!r} headers {attempt.headers}")
    found += raw_requests(service)
    print(f"{service.name}: {sum(statuses.values())} hostile requests, by status {dict(sorted(statuses.items()))}; "
          f"the slowest took {slowest[0]:.2f} s: {slowest[1]:.120}")
    return found
