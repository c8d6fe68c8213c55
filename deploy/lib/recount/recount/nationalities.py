"""What profiles might tell of nationalities in a random history."""

from __future__ import annotations

import random
from typing import Any

from .telling import Teller
from .world import Case, Person, World

COUNTRIES = ["EG", "EG", "SD", "SY", "ER", "ET", "YE"]


class Nationalities:
    """Adds to a history that has been told, with chances of its own: what was told before stays what it was."""

    def __init__(self, seed: int, tell: Teller, world: World) -> None:
        self.random = random.Random(f"{seed} nationalities")
        self.tell = tell
        for person in world.people:
            codes = self._some()
            for case in person.cases:
                if self._chance(0.85):
                    self._profile(person, case, codes)
                # Put right, or told differently by somebody else.
                while self._chance(0.25):
                    codes = self._some()
                    self._profile(person, case, codes)

    def _chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def _some(self) -> list[str]:
        """One nationality, or up to three in any order."""
        count = self.random.choice([1, 1, 1, 1, 2, 3])
        return self.random.sample(sorted(set(COUNTRIES)), count) if count > 1 else [self.random.choice(COUNTRIES)]

    def _profile(self, person: Person, case: Case, codes: list[str]) -> None:
        data: dict[str, Any] = {"caseId": case.id}
        if self._chance(0.95):
            data["subjectId"] = person.subject
        data |= {
            "institutionId": case.institution,
            "categories": ["CCL"],
            "nationalities": codes if person.mode == "full" else [],
            "concerns": [],
            "disabilities": [],
            "statsMode": person.mode,
        }
        self.tell("case.profile", case.id, data, instance=case.instance)
