"""Fuzzes running services with requests made from their own descriptions, and with hostile ones.

  prepare    makes records in every state, through HTTP
  validate   checks that /openapi.json is valid OpenAPI 3.1
  generate   runs schemathesis: data that fits the description and data that does not
  hostile    sends what no description leads to: broken JSON, endless texts, odd headers, paths and methods
  aftermath  checks that all services are well and have understood whatever the others accepted
  all        all of these, in this order
"""

from __future__ import annotations

import argparse
import concurrent.futures
import json
import os
import random
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

from fuzz import aftermath, hostile, reach  # noqa: E402
from fuzz.services import Service  # noqa: E402
from fuzz.world import World  # noqa: E402

PARTS = ("prepare", "validate", "generate", "hostile", "aftermath")
# Fixed, so that a suite that passed passes again; a long run takes another one each time.
SEED = 2026
CHECKS = (
    "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "missing_required_header", "unsupported_method",
    "allow_header_conformance", "no_failure_of_the_service", "refusals_are_problems",
    "fitting_data_has_the_right_form",
)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=(*PARTS, "all"))
    parser.add_argument("--url", action="append", default=[], metavar="NAME=URL", required=True,
                        help="a running service; all five for prepare")
    parser.add_argument("--service", action="append", metavar="NAME", help="only this one")
    parser.add_argument("--data", default=".jisr/fuzz", metavar="DIR", help="where the records' list is kept")
    parser.add_argument("--seed", type=int, help=f"what chance begins with ({SEED}; another one with --soak)")
    parser.add_argument("--max-examples", type=int, help="requests for each route and kind of data")
    parser.add_argument("--soak", action="store_true", help="a long run: 300 requests for each, all hostile ones")
    chosen = parser.parse_args()
    if chosen.seed is None:
        chosen.seed = random.SystemRandom().randrange(1 << 30) if chosen.soak else SEED
    if chosen.max_examples is None:
        chosen.max_examples = 300 if chosen.soak else 6
    return chosen


def validate(service: Service) -> list[str]:
    import openapi_spec_validator

    errors = openapi_spec_validator.OpenAPIV31SpecValidator(service.document).iter_errors()
    return [f"/openapi.json at {'/'.join(map(str, error.path))}: {error.message}" for error in errors]


def generate(service: Service, chosen: argparse.Namespace) -> list[str]:
    counts = os.path.join(chosen.data, f"counts-{service.name}.json")
    environment = os.environ | {
        "JISR_FUZZ_WORLD": os.path.join(chosen.data, "world.json"),
        "JISR_FUZZ_COUNTS": counts,
        "JISR_FUZZ_SEED": str(chosen.seed),
        "SCHEMATHESIS_HOOKS": "fuzz.hooks",
        "PYTHONPATH": os.path.dirname(HERE),
    }
    command = [
        os.path.join(os.path.dirname(sys.executable), "st"),
        "--config-file", os.path.join(HERE, "schemathesis.toml"), "run", service.url + "/openapi.json",
        "--phases", "examples,coverage,fuzzing", "--seed", str(chosen.seed),
        "--max-examples", str(chosen.max_examples), "--no-shrink", "--continue-on-failure",
        "--checks", ",".join(CHECKS), "--generation-database", "none", "--suppress-health-check", "all",
        "--output-sanitize", "false", "--request-timeout", "30", "--warnings", "off", "--no-color",
    ]
    run = subprocess.run(command, env=environment, cwd=chosen.data, capture_output=True, text=True, check=False)
    if run.returncode == 0:
        with open(counts, encoding="utf-8") as file:
            print(f"\n{service.name}\n{reach.table(json.load(file))}", flush=True)
        return []
    urls = " ".join(f"--url {url}" for url in chosen.url)
    return [
        run.stdout + run.stderr,
        f"seed {chosen.seed}; again: deploy/lib/fuzz/run generate --service {service.name} --seed {chosen.seed}"
        f" --max-examples {chosen.max_examples} --data {chosen.data} {urls}",
    ]


def main() -> int:
    chosen = options()
    os.makedirs(chosen.data, exist_ok=True)
    chosen.data = os.path.abspath(chosen.data)
    services = {name: Service(name, url) for name, url in (pair.split("=", 1) for pair in chosen.url)}
    meant = [services[name] for name in chosen.service or services]
    world = os.path.join(chosen.data, "world.json")
    findings: list[str] = []
    for part in PARTS if chosen.part == "all" else (chosen.part,):
        started = time.monotonic()
        if part == "prepare":
            made = World(services)
            made.make(copies=6 if chosen.soak else 2)
            made.save(world)
        elif part == "aftermath":
            findings += aftermath.problems(services)
        else:
            look = {
                "validate": validate,
                "generate": lambda service: generate(service, chosen),
                "hostile": lambda service: hostile.problems(service, world, chosen.seed, 1 if chosen.soak else 0.25),
            }[part]
            # Services share nothing but what they publish, so each finds the same whether or not another is at it.
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                for service, found in zip(meant, pool.map(look, meant), strict=True):
                    findings += [f"{service.name}: {finding}" for finding in found]
        print(f"{part} {' '.join(chosen.service or [])}: {time.monotonic() - started:.1f} s, seed {chosen.seed}",
              flush=True)
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
