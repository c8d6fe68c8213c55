"""Events as they come: from a file of JSON lines, each event once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Event:
    """An event with what its headers say."""

    id: str
    type: str
    aggregate: str
    rank: tuple[int, int]
    occurred: datetime
    recorded_ms: int
    data: dict[str, Any]


@dataclass(frozen=True)
class Calendar:
    """By what instants become days."""

    zone: tzinfo

    @staticmethod
    def named(name: str) -> Calendar:
        """Reads `Africa/Cairo` or a number of seconds east of Greenwich."""
        if name == "UTC":
            return Calendar(timezone.utc)
        if name.lstrip("+-").isdigit():
            return Calendar(timezone(timedelta(seconds=int(name))))
        return Calendar(ZoneInfo(name))

    def day(self, instant: str) -> date:
        return parse_instant(instant).astimezone(self.zone).date()


def parse_instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def milliseconds(instant: datetime) -> int:
    delta = instant - datetime(1970, 1, 1, tzinfo=timezone.utc)
    return delta // timedelta(milliseconds=1)


def event(headers: dict[str, str], data: dict[str, Any]) -> Event:
    """An event of its CloudEvents headers."""
    name = headers["ce_type"]
    return Event(
        id=headers["ce_id"],
        type=name.removeprefix("jisr.").removesuffix(".v1"),
        aggregate=headers["ce_subject"],
        rank=(int(headers.get("ce_storeepoch", "1")), int(headers["ce_aggregateversion"])),
        occurred=parse_instant(headers["ce_time"]),
        recorded_ms=milliseconds(parse_instant(headers["ce_recordedtime"])),
        data=data,
    )


def once(events: Iterable[Event]) -> list[Event]:
    """Each event once, however often it came; an event on two topics is one."""
    return list({one.id: one for one in events}.values())


def lines(path: str) -> Iterator[Event]:
    """The events of a file of JSON lines `{"topic", "headers", "value"}`, the value being the data as text."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield event(record["headers"], json.loads(record["value"]))
