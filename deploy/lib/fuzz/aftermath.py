"""Whether the services are well after all that was sent to them."""

from __future__ import annotations

import re
import time

from .services import Service

# What must stay at nothing: messages that could not be handled or read, and keys that wait behind one.
NOTHING = ("jisr_dlq_total", "jisr_parked_keys", "jisr_inbox_keyseq_gap_total")
SETTLED = ("jisr_inbox_lag", "jisr_outbox_pending")


def metrics(service: Service) -> dict[str, float]:
    sums: dict[str, float] = {}
    for line in service.send("GET", "/metrics")[2].decode().splitlines():
        found = re.fullmatch(r"(\w+)(?:\{.*\})? ([-+.0-9eE]+)", line)
        if found:
            sums[found[1]] = sums.get(found[1], 0) + float(found[2])
    return sums


def problems(services: dict[str, Service], patience: float = 60) -> list[str]:
    found: list[str] = []
    deadline = time.monotonic() + patience
    for service in services.values():
        while True:
            values = metrics(service)
            if all(values.get(name, 0) == 0 for name in SETTLED):
                break
            if time.monotonic() > deadline:
                found.append(f"{service.name}: does not come to rest: {[(n, values.get(n)) for n in SETTLED]}")
                break
            time.sleep(0.1)
    for service in services.values():
        values = metrics(service)
        found += [f"{service.name}: {name} is {values[name]:.0f}" for name in NOTHING if values.get(name, 0) > 0]
        status, _, body = service.send("GET", "/readyz")
        if status != 200:
            found.append(f"{service.name}: /readyz answers {status}: {body.decode()}")
        handled = values.get("jisr_inbox_handled_total", 0)
        print(f"{service.name}: {handled:.0f} messages handled, "
              f"{values.get('jisr_relay_published_total', 0):.0f} published, "
              f"{values.get('process_resident_memory_bytes', 0) / 1e6:.0f} MB")
    return found
