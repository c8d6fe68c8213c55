"""The running services: requests to them, and their own descriptions."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
import uuid

# What a service answers while it has not heard from another one yet.
NOT_KNOWN_YET = {
    "case.unknown", "case.not_open", "institution.unknown", "organisation.unknown", "service.not_offered",
    "commitment.unknown", "agreement.unknown", "consent.share_missing",
}


class Refused(Exception):
    def __init__(self, what: str, status: int, answer: object):
        super().__init__(f"{what}: {status} {json.dumps(answer)[:600]}")
        self.status = status
        self.answer = answer


class Service:
    def __init__(self, name: str, url: str):
        self.name = name
        self.url = url.rstrip("/")
        self._document: dict | None = None

    def send(self, method: str, path: str, body: bytes | None = None,
             headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        request = urllib.request.Request(self.url + path, data=body, method=method, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, {k.lower(): v for k, v in refusal.headers.items()}, refusal.read()

    @property
    def document(self) -> dict:
        if self._document is None:
            self._document = json.loads(self.send("GET", "/openapi.json")[2])
        return self._document

    def operations(self):
        """Method, path and description of every route."""
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                yield method.upper(), path, operation

    def example(self, method: str, path: str) -> dict:
        operation = self.document["paths"][path][method.lower()]
        return operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example", {})

    def query(self, path: str) -> dict:
        status, _, answer = self.send("GET", path)
        if status != 200:
            raise Refused(f"GET {path}", status, answer.decode("utf-8", "replace"))
        return json.loads(answer)

    def command(self, route: str, body: dict, patience: float = 30, **ids: str) -> dict:
        """Sends a command, again while it is refused for want of news from another service."""
        method, path = route.split(" ")
        filled = path.format(**ids)
        deadline = time.monotonic() + patience
        while True:
            headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
            status, _, raw = self.send(method, filled, json.dumps(body).encode(), headers)
            answer = json.loads(raw) if raw else {}
            if status < 300:
                return answer
            waits = status == 503 or answer.get("code") in NOT_KNOWN_YET
            if not waits or time.monotonic() > deadline:
                raise Refused(f"{method} {filled}", status, answer)
            time.sleep(0.05)
