"""What events about persons refer to: institutions, agreements, distributions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .facts import number
from .reading import Event


@dataclass
class Distribution:
    """A distribution of kits as it stands."""

    rank: tuple[int, int]
    day: int
    region: str
    recipients: list[str]
    cells: list[dict[str, str | int]]


def region_of(place: str) -> str:
    """Never below the second level of ISO 3166."""
    return place.partition(":")[0]


class Surroundings:
    """What is known of them, whenever it came."""

    def __init__(self, events: list[Event], honour_voids: bool) -> None:
        self.distributions: dict[str, Distribution] = {}
        self._agreements = {event.data["agreementId"] for event in events if event.type.startswith("agreement.")}
        places: dict[str, tuple[tuple[int, int], str]] = {}
        voided: set[str] = set()
        for event in events:
            data = event.data
            if event.type in ("institution.registered", "institution.updated"):
                known = places.get(data["institutionId"])
                if known is None or event.rank > known[0]:
                    places[data["institutionId"]] = (event.rank, data["place"])
            elif event.type in ("kit.distributed", "kit.corrected"):
                now = self.distributions.get(data["distributionId"])
                if now is None or event.rank > now.rank:
                    self.distributions[data["distributionId"]] = Distribution(
                        event.rank,
                        number(date.fromisoformat(data["date"])),
                        region_of(data["place"]),
                        data["subjectIds"],
                        data["cells"],
                    )
            elif event.type == "kit.voided" and honour_voids:
                voided.add(data["distributionId"])
        self._regions = {institution: region_of(place) for institution, (_, place) in places.items()}
        for distribution in voided & self.distributions.keys():
            del self.distributions[distribution]

    def region(self, institution: str | None) -> str:
        return self._regions.get(institution or "", "UNRESOLVED")

    def agreement(self, agreement: str | None) -> str:
        if agreement is None:
            return "NONE"
        return agreement if agreement in self._agreements else "UNRESOLVED"

    def anonymous(self) -> Iterator[tuple[int, dict[str, str], int]]:
        """Those who received kits without being named."""
        for distribution in self.distributions.values():
            for cell in distribution.cells:
                values = {
                    "sex": str(cell["sex"]),
                    "age": str(cell["ageBand"]),
                    "geo": distribution.region,
                    "region": distribution.region,
                }
                yield distribution.day, values, int(cell["count"])
