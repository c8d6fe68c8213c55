"""The people and places of a random history."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from .telling import Teller

AGES = ["00-04", "05-11", "12-14", "15-17", "18-24", "25-59", "60+"]
CHILD_AGES = AGES[:4]
PLACES = ["EG-C:MARG", "EG-ALX", "EG-BA:HRG", "EG-FYM", "MA-CAS", "EG-C"]


@dataclass
class Person:
    """Somebody, as an institution sees them now."""

    subject: str
    sex: str
    age: str
    mode: str
    cases: list[Case] = field(default_factory=list)

    def change(self, chance: random.Random) -> None:
        """What was entered of them turns out to be different, or may be told no more, or again."""
        what = chance.randrange(4)
        if what == 0:
            self.sex = chance.choice("FMXU")
        elif what == 1:
            self.age = chance.choice([*AGES, "UNK"])
        else:
            self.mode = "count_only" if self.mode == "full" else "full"

    def traits(self) -> dict[str, Any]:
        if self.mode != "full":
            return {"statsMode": "count_only"}
        traits: dict[str, Any] = {"sex": self.sex, "ageBand": self.age, "statsMode": "full"}
        if self.age != "UNK":
            traits["isChild"] = self.age in CHILD_AGES
        return traits


@dataclass
class Case:
    """A case of a person."""

    id: str
    instance: str
    institution: str
    registered: str | None = None


class World:
    """Institutions, agreements, people, distributions."""

    def __init__(self, chance: random.Random, tell: Teller) -> None:
        self.random = chance
        self.tell = tell
        self.people: list[Person] = []
        self.institutions = [tell.new_id() for _ in range(7)]
        self.agreements = [tell.new_id() for _ in range(4)]
        self.merges: list[tuple[str, str, str]] = []
        # The last of each is never heard of.
        for number, institution in enumerate(self.institutions[:-1]):
            self._announce(institution, PLACES[number])
        self._announce(self.institutions[0], "EG-GZ", "institution.updated")
        for agreement in self.agreements[:-1]:
            data = {
                "agreementId": agreement,
                "kind": "MOU",
                "partyOrgIds": [tell.new_id(), tell.new_id()],
                "institutionIds": [self.random.choice(self.institutions)],
                "regions": [],
                "from": "2017-01-01",
            }
            tell("agreement.in_force", agreement, data, topic="partnership-events", owner="partnerships")

    def _announce(self, institution: str, place: str, name: str = "institution.registered") -> None:
        data = {
            "institutionId": institution,
            "orgId": self.tell.new_id(),
            "name": "Institution",
            "kind": "SCI_CLOSED",
            "security": "CLOSED",
            "sexServed": "M",
            "place": place,
        }
        if name == "institution.updated":
            data["changed"] = ["place"]
        self.tell(name, institution, data, topic="partnership-events", owner="partnerships")

    def date(self) -> str:
        day = date(2017, 1, 1) + timedelta(days=self.random.randrange(4 * 365))
        # Ends of years and quarters decide most.
        if self.random.random() < 0.2:
            day = date(self.random.randint(2017, 2020), self.random.choice([3, 12]), 31)
        return day.isoformat()

    def instant(self) -> str:
        moment = datetime.fromisoformat(self.date()).replace(tzinfo=timezone.utc)
        moment += timedelta(minutes=self.random.choice([0, 60, 1319, 1320, 1439, 700]))
        return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")

    def institution(self) -> str:
        return self.random.choice(self.institutions)

    def agreement(self) -> dict[str, str]:
        return {"agreementId": self.random.choice(self.agreements)} if self.random.random() < 0.6 else {}

    def person(self) -> Person:
        mode = "count_only" if self.random.random() < 0.1 else "full"
        age = self.random.choice(CHILD_AGES if self.random.random() < 0.7 else [*AGES, "UNK"])
        person = Person(self.tell.new_id(), self.random.choice("FFMMMMXU"), age, mode)
        self.people.append(person)
        return person

    def anybody(self) -> Person:
        return self.random.choice(self.people)

    def case(self, person: Person) -> Case:
        case = Case(self.tell.new_id(), self.random.choice(["first", "second", "third"]), self.institution())
        person.cases.append(case)
        return case

    def register(self, person: Person, case: Case) -> None:
        if case.registered is None:
            case.registered = self.instant()
            self._state("case.registered", person, case)

    def correct(self, person: Person, case: Case) -> None:
        if case.registered is not None:
            person.change(self.random)
            self._state("case.corrected", person, case, changed=["sex"], reason="DATA_ENTRY")

    def _state(self, name: str, person: Person, case: Case, **more: Any) -> None:
        data = {
            "caseId": case.id,
            "caseNumber": "EG-X-2018-000001",
            "subjectId": person.subject,
            "institutionId": case.institution,
            "group": "CHILD",
            "registeredAt": case.registered,
            **person.traits(),
            **more,
        }
        self.tell(name, case.id, data, topic="case-events", instance=case.instance)

    def void(self, person: Person, case: Case) -> None:
        data = {
            "caseId": case.id,
            "subjectId": person.subject,
            "institutionId": case.institution,
            "reason": "DUPLICATE_ENTRY",
            "voidedAt": self.instant(),
        }
        self.tell("case.voided", case.id, data, topic="case-events", instance=case.instance)

    def distribute(self) -> None:
        """A distribution to people who are known or are not, sometimes put right or taken back."""
        distribution = self.tell.new_id()
        for name in ["kit.distributed", *self.random.choices(["kit.corrected", "kit.voided"], k=2)]:
            if name != "kit.distributed" and self.random.random() < 0.6:
                continue
            if name == "kit.voided":
                data: dict[str, Any] = {
                    "distributionId": distribution,
                    "reason": "NEVER_HAPPENED",
                    "voidedAt": self.instant(),
                }
            else:
                data = self._kits(distribution)
                if name == "kit.corrected":
                    data |= {"changed": ["cells"], "reason": "DATA_ENTRY"}
            self.tell(name, distribution, data, topic="service-events", owner="services")

    def _kits(self, distribution: str) -> dict[str, Any]:
        known = [person.subject for person in self.random.sample(self.people, 6)]
        cells = [
            {
                "migrationStatus": "IRREGULAR",
                "sex": self.random.choice("FMU"),
                "ageBand": self.random.choice([*AGES, "UNK"]),
                "count": self.random.randint(1, 40),
            }
            for _ in range(3)
        ]
        is_named = self.random.random() < 0.7
        return {
            "distributionId": distribution,
            "place": self.random.choice(PLACES),
            "date": self.date(),
            "programmeId": distribution,
            "distributorOrgId": distribution,
            "items": [{"kind": "FOO", "quantity": 40}],
            "subjectIds": known if is_named else [],
            "cells": [] if is_named else cells,
            "mayDoubleCount": not is_named,
        }

    def merge(self) -> None:
        """Two are found to be one, or are two again."""
        instance = self.random.choice(["first", "second"])
        if self.merges and self.random.random() < 0.25:
            merged, surviving, instance = self.random.choice(self.merges)
            name, member = "subject.unmerged", "unmergedAt"
        elif self.merges and self.random.random() < 0.35:
            # A chain, or the way back: a circle.
            surviving, merged, _ = self.random.choice(self.merges)
            if self.random.random() < 0.5:
                surviving, merged = merged, self.anybody().subject
            name, member = "subject.merged", "mergedAt"
        else:
            merged, surviving = (person.subject for person in self.random.sample(self.people, 2))
            name, member = "subject.merged", "mergedAt"
        if merged == surviving:
            return
        if name == "subject.merged":
            self.merges.append((merged, surviving, instance))
        data = {
            "survivingSubjectId": surviving,
            "mergedSubjectId": merged,
            "caseIds": [],
            member: self.instant(),
        }
        self.tell(name, merged, data, topic="case-confidential", instance=instance)

    def erase(self) -> None:
        person = self.anybody()
        data = {
            "subjectId": person.subject,
            "caseIds": [case.id for case in person.cases],
            "erasedAt": self.instant(),
        }
        self.tell("subject.erased", person.subject, data, topic="case-events")
