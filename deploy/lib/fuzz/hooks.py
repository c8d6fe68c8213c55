"""What schemathesis is told of the services: which records exist, what must hold of every answer, what is counted.

It is loaded by schemathesis itself (SCHEMATHESIS_HOOKS) in a process of its own for each service.
"""

from __future__ import annotations

import atexit
import copy
import json
import os
import random
import sys
import uuid

import schemathesis

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
from fuzz.records import Records, is_uuid  # noqa: E402

SEED = os.environ.get("JISR_FUZZ_SEED", "1")
KEY = "Idempotency-Key"
# Codes by which a request is refused before the domain looks at it.
FORM = {
    "json.malformed", "field.required", "field.invalid", "field.unknown", "code.unknown", "idempotency.key_required",
    "idempotency.key_reused", "version.malformed", "version.required", "parameter.invalid", "parameter.unknown",
    "parameter.required",
}


class Run:
    def __init__(self) -> None:
        with open(os.environ["JISR_FUZZ_WORLD"], encoding="utf-8") as file:
            world = json.load(file)
        self.records = Records(world["records"])
        # Bodies that were accepted, by route: what further ones are made from.
        self.bodies: dict[str, list[dict]] = world["bodies"]
        # Records on which an operation was refused for their state: others are tried first.
        self.unfit: dict[str, set[str]] = {}
        self.count = 0
        self.counts: dict[str, dict[str, int]] = {}

    def choose(self) -> random.Random:
        """Chance that is the same in every run with this seed, however the answers come out."""
        self.count += 1
        return random.Random(f"{SEED}:{self.count}")

    def note(self, label: str, case, status: int, code: str | None) -> None:
        counts = self.counts.setdefault(label, {})
        names = ["all", f"status {status}"]
        if is_meant_well(case):
            names += ["meant well", "meant well, " + outcome(status, code)]
        if code:
            names.append(f"code {code}")
        for name in names:
            counts[name] = counts.get(name, 0) + 1

    def save(self) -> None:
        with open(os.environ["JISR_FUZZ_COUNTS"], "w", encoding="utf-8") as file:
            json.dump(self.counts, file)


run = Run()
atexit.register(run.save)


def is_meant_well(case, location: str | None = None) -> bool:
    """Whether the request, or this part of it, was made to fit the description."""
    if case.meta is None:
        return True
    if location is None:
        return not case.meta.generation.mode.is_negative
    part = next((part for name, part in case.meta.components.items() if name.value == location), None)
    return part is None or not part.mode.is_negative


def label(case) -> str:
    return f"{case.operation.method.upper()} {case.operation.path}"


def outcome(status: int, code: str | None) -> str:
    """How far a request came: accepted, refused by the domain, no such record, refused for its form."""
    if status < 400:
        return "accepted"
    if status == 404:
        return "not found"
    if status in (409, 422) and code not in FORM:
        return "refused by the domain"
    return "refused for its form"


def base_body(case, choose: random.Random) -> dict | None:
    """A body near which others make sense: one that was accepted, or else the example."""
    known = run.bodies.get(label(case))
    if known:
        return copy.deepcopy(choose.choice(known))
    content = case.operation.definition.raw.get("requestBody", {}).get("content", {})
    found = content.get("application/json", {}).get("example")
    return copy.deepcopy(found) if isinstance(found, dict) else None


@schemathesis.hook
def before_call(context, case, kwargs):
    """Leads the request to records that exist and keeps it from failing for the same reason every time."""
    choose = run.choose()
    if is_meant_well(case, "path"):
        unfit = run.unfit.get(label(case), set()) if is_meant_well(case) else set()
        for name, value in list((case.path_parameters or {}).items()):
            if is_uuid(value) and choose.random() < 0.95:
                case.path_parameters[name] = run.records.pick(name, choose, unfit) or value
    if is_meant_well(case, "header") and case.headers is not None:
        # A key that was used already only shows again that it is refused, an invented version that it conflicts.
        if case.headers.get(KEY) is not None and choose.random() < 0.95:
            case.headers[KEY] = str(uuid.uuid4())
        if case.headers.get("If-Match") is not None and choose.random() < 0.9:
            del case.headers["If-Match"]
    if is_meant_well(case, "body") and isinstance(case.body, dict):
        body = case.body
        base = base_body(case, choose)
        share = 0.85
        if base is not None and choose.random() < 0.7:
            # Near what makes sense: some members replaced. A body of anything at all is refused early.
            replaced = choose.choice((0.0, 0.1, 0.3))
            body = base | {name: value for name, value in sorted(body.items()) if choose.random() < replaced}
            share = 0.2 if label(case) in run.bodies else 0.85
        case.body = run.records.place(body, choose, share=share)


@schemathesis.hook
def after_call(context, case, response):
    try:
        answer = response.json()
    except ValueError:
        answer = None
    code = answer.get("code") if isinstance(answer, dict) else None
    code = code if isinstance(code, str) else None
    if case.method.upper() == case.operation.method.upper():
        run.note(label(case), case, response.status_code, code)
    if response.status_code < 300:
        run.records.learn(answer)
        if isinstance(case.body, dict) and len(run.bodies.setdefault(label(case), [])) < 50:
            run.bodies[label(case)].append(copy.deepcopy(case.body))
    elif response.status_code in (404, 409):
        run.unfit.setdefault(label(case), set()).update(
            value for value in (case.path_parameters or {}).values() if is_uuid(value))


@schemathesis.check
def no_failure_of_the_service(ctx, response, case):
    """No 5xx, but for 503 with Retry-After: too much waits to be stored."""
    if response.status_code == 503 and ("retry-after" in response.headers or case.operation.path == "/readyz"):
        return
    assert response.status_code < 500, f"the service failed with {response.status_code}"


@schemathesis.check
def refusals_are_problems(ctx, response, case):
    """Every refusal is problem details with code and message."""
    if response.status_code < 400 or case.method.upper() == "HEAD" or case.operation.path == "/readyz":
        return
    types = response.headers.get("content-type", [])
    assert types and types[0].startswith("application/problem+json"), f"a refusal of type {types}"
    problem = response.json()
    for member in ("type", "title", "status", "detail", "code", "message"):
        assert member in problem, f"the problem has no {member}"
    assert problem["status"] == response.status_code, "the problem's status is not the answer's"


@schemathesis.check
def fitting_data_has_the_right_form(ctx, response, case):
    """What fits the description is not refused for its form: else the description leaves something out."""
    if not is_meant_well(case) or response.status_code not in (400, 413, 415, 422):
        return
    problem = response.json()
    # A cursor is opaque: only one that was given fits.
    if problem.get("field") in ("cursor", KEY, "If-Match"):
        return
    assert response.status_code == 422, f"a request that fits the description is answered {response.status_code}"
    assert problem.get("code") not in ("field.unknown", "code.unknown"), \
        f"the description allows what is refused as {problem.get('code')}"
