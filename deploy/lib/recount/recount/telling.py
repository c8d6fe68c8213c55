"""Records of made-up events, and how they arrive: late, early, several times, from a store that was restored."""

from __future__ import annotations

import json
import random
import uuid
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from typing import Any

# What is published on the confidential topic of its owner.
CONFIDENTIAL = (
    "victim.",
    "return.",
    "justice.",
    "subject.merged",
    "subject.unmerged",
    "admission.",
    "contact.",
    "case.profile",
)
START = datetime(2021, 1, 1, tzinfo=timezone.utc)


class Teller:
    """Notes events as their services would publish them."""

    def __init__(self, chance: random.Random) -> None:
        self.random = chance
        self.count = 0
        self._records: list[dict[str, Any]] = []
        self._versions: dict[tuple[str, str], tuple[int, int]] = {}

    def new_id(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def __call__(
        self,
        name: str,
        aggregate: str,
        data: dict[str, Any],
        topic: str = "case-confidential",
        owner: str = "intake",
        instance: str = "first",
        at: str | None = None,
    ) -> str:
        """Notes an event, that took place when it was recorded unless said otherwise; gives its identifier."""
        if owner == "intake":
            topic = "case-confidential" if name.startswith(CONFIDENTIAL) else "case-events"
        self.count += 1
        epoch, version = self._version(aggregate, instance)
        recorded = START + timedelta(milliseconds=self.count * 37)
        headers = {
            "ce_specversion": "1.0",
            "ce_id": self.new_id(),
            "ce_source": f"/jisr/{owner}/{instance}",
            "ce_type": f"jisr.{name}.v1",
            "ce_subject": aggregate,
            "ce_time": at or _text(recorded),
            "ce_recordedtime": _text(recorded),
            "ce_dataschema": f"urn:jisr:schema:{name}.v1",
            "ce_partitionkey": aggregate,
            "ce_sequence": f"{self.count:020}",
            "ce_keyseq": "1",
            "ce_storeepoch": str(epoch),
            "ce_aggregateversion": str(version),
            "ce_correlationid": self.new_id(),
            "ce_dataclassification": "confidential" if "confidential" in topic else "restricted",
            "content-type": "application/json",
        }
        if owner == "partnerships":
            headers["ce_dataclassification"] = "public"
        value = json.dumps(data, separators=(",", ":"))
        self._records.append({"topic": f"jisr.{owner}.{topic}.v1", "headers": headers, "value": value})
        return headers["ce_id"]

    def _version(self, aggregate: str, instance: str) -> tuple[int, int]:
        """The next version; now and then the store was restored and counts on from an earlier one."""
        epoch, version = self._versions.get((aggregate, instance), (1, 0))
        if version > 1 and self.random.random() < 0.02:
            epoch, version = epoch + 1, self.random.randrange(version)
        self._versions[aggregate, instance] = (epoch, version + 1)
        return epoch, version + 1

    def received(self) -> list[str]:
        """The records as JSON lines, as they arrive."""
        if self.random.random() < 0.5:
            arrivals = self._mixed()
        else:
            arrivals = self._in_order_of_keys()
        return [json.dumps(record, separators=(",", ":")) for record in arrivals]

    def _mixed(self) -> list[dict[str, Any]]:
        """In any order, some of them again; each under a key of its own, so that nothing puts them right."""
        arrivals = self._records + self.random.sample(self._records, len(self._records) // 6)
        self.random.shuffle(arrivals)
        return [self._copy(record, self.new_id(), 1) for record in arrivals]

    def _in_order_of_keys(self) -> list[dict[str, Any]]:
        """In order for each key and topic, all keys mixed, with stretches that come again."""
        streams: dict[tuple[str, str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for record in self._records:
            headers = record["headers"]
            source, epoch = headers["ce_source"], headers["ce_storeepoch"]
            streams[record["topic"], headers["ce_subject"], source, epoch].append(record)
        queues = []
        for stream in streams.values():
            numbered = [self._copy(record, None, place + 1) for place, record in enumerate(stream)]
            if self.random.random() < 0.15:
                numbered += numbered[self.random.randrange(len(numbered)) :]
            queues.append(numbered)
        order = [number for number, queue in enumerate(queues) for _ in queue]
        self.random.shuffle(order)
        ends = [iter(queue) for queue in queues]
        return [next(ends[number]) for number in order]

    @staticmethod
    def _copy(record: dict[str, Any], key: str | None, sequence: int) -> dict[str, Any]:
        headers = dict(record["headers"])
        headers["ce_keyseq"] = str(sequence)
        if key:
            headers["ce_partitionkey"] = key
        return {**record, "headers": headers}


def _text(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03}Z"
