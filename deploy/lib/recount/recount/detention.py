"""What might be told of admissions, legal statuses, reintegration and referrals in a random history."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta, timezone
from typing import Any

from .telling import Teller
from .world import Case, Person, World

STATUSES = ["ARRESTED", "PRE_TRIAL", "PRE_TRIAL", "OBSERVATION", "MEASURE", "SENTENCED", "SENTENCED", "DIVERTED", "NONE", "PROBATION"]
SERVICES = ["LEG", "MED", "MED"]


class Detention:
    """Adds to a history that has been told, with chances of its own: what was told before stays what it was."""

    def __init__(self, seed: int, tell: Teller, world: World) -> None:
        self.random = random.Random(f"{seed} detention")
        self.tell = tell
        self.world = world
        # Lengths of time are told of many only.
        for _ in range(150):
            person = world.person()
            case = world.case(person)
            if self._chance(0.85):
                world.register(person, case)
            if self._chance(0.1):
                world.correct(person, case)
            if self._chance(0.04):
                world.void(person, case)
        for person in world.people:
            if self._chance(0.7):
                for case in self.random.sample(person.cases, min(len(person.cases), 1 + self._chance(0.2))):
                    self._stay(person, case)
            case = self.random.choice(person.cases)
            if self._chance(0.25):
                self._profile(person, case, self._day())
            if self._chance(0.35):
                self._refer(person, case)

    def _chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def _day(self) -> date:
        return date(2017, 1, 1) + timedelta(days=self.random.randrange(3 * 365))

    def _instant(self, day: date) -> str:
        # Late in the evening in UTC is the next day in Cairo.
        minutes = self.random.choice([0, 480, 700, 1319, 1320, 1439])
        moment = datetime(day.year, day.month, day.day, tzinfo=timezone.utc) + timedelta(minutes=minutes)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")

    def _after(self, day: date) -> date:
        """Later, often on a day that is the last of a year or quarter, sometimes on the same day."""
        if self._chance(0.1):
            return day
        if self._chance(0.15):
            return date(day.year, 12, 31)
        return day + timedelta(days=self.random.choice([3, 20, 60, 90, 150, 300]) + self.random.randrange(5))

    def _stay(self, person: Person, case: Case) -> None:
        """An admission and what followed it."""
        admission, day = self.tell.new_id(), self._day()
        base = {"admissionId": admission, "caseId": case.id, "subjectId": person.subject}
        place = {"institutionId": case.institution}

        def say(name: str, data: dict[str, Any]) -> None:
            self.tell(name, admission, data, instance=case.instance)

        if self._chance(0.5):
            self._profile(person, case, self._after(day) if self._chance(0.7) else self._day())
        admitted = {
            **base,
            **place,
            "admittedAt": self._instant(day),
            "placement": "closed",
            "separatedFromAdults": self._chance(0.7),
            **person.traits(),
        }
        if self._chance(0.8):
            admitted["legalStatus"] = self.random.choice(STATUSES)
        if self._chance(0.97):
            say("admission.admitted", admitted)
        for _ in range(self.random.randint(0, 3)):
            self._contact(admission, case, self._after(day))
        while self._chance(0.4):
            self._profile(person, case, self._after(day))
        if self._chance(0.2):
            day = self._after(day)
            say("admission.absconded", {**base, **place, "abscondedAt": self._instant(day)})
            if self._chance(0.7):
                day = self._after(day)
                say("admission.returned", {**base, **place, "returnedAt": self._instant(day)})
        if self._chance(0.75):
            released = self._after(day)
            say("admission.released", {**base, **place, "releasedAt": self._instant(released)})
            if self._chance(0.4):
                self._plan(person, case, released + timedelta(days=self.random.choice([-30, 0, 60, 89, 90, 91, 120])))
            if self._chance(0.05):
                say("admission.returned", {**base, **place, "returnedAt": self._instant(self._after(released))})
        elif self._chance(0.1):
            say("admission.died", {**base, **place, "diedAt": self._instant(self._after(day))})
        if self._chance(0.06):
            voided = {**base, **place, "reason": "WRONG_PERSON", "voidedAt": self._instant(self._after(day))}
            say("admission.voided", voided)

    def _contact(self, admission: str, case: Case, day: date) -> None:
        data = {"admissionId": admission, "caseId": case.id, "kind": "VISIT", "on": day.isoformat()}
        contact = self.tell("contact.recorded", admission, data, instance=case.instance)
        if self._chance(0.2):
            voided = {**data, "contactId": contact, "reason": "DATA_ENTRY", "voidedAt": self._instant(day)}
            self.tell("contact.voided", admission, voided, instance=case.instance)

    def _profile(self, person: Person, case: Case, day: date) -> None:
        data: dict[str, Any] = {"caseId": case.id}
        if self._chance(0.95):
            data["subjectId"] = person.subject
        data |= {"institutionId": case.institution, "categories": ["CCL"], "nationalities": [], "concerns": []}
        data["disabilities"] = []
        if self._chance(0.8):
            data["justice"] = {"status": self.random.choice(STATUSES)}
        if self._chance(0.5):
            scores = {name: self.random.randrange(10_001) / 10_000 for name in ("economic", "social", "psychosocial")}
            data["sustainability"] = scores
        data["statsMode"] = person.mode
        self.tell("case.profile", case.id, data, instance=case.instance, at=self._instant(day))

    def _plan(self, person: Person, case: Case, day: date) -> None:
        plan = self.tell.new_id()
        data = {
            "planId": plan,
            "caseId": case.id,
            "subjectId": person.subject,
            "service": "REI",
            "phase": "POST",
            "dimensions": ["ECO"],
            "providerInstitutionId": case.institution,
            "startedAt": self._instant(day),
            **person.traits(),
        }
        self.tell("reintegration.started", plan, data, topic="service-events", owner="services")

    def _refer(self, person: Person, case: Case) -> None:
        referral, day = self.tell.new_id(), self._day()
        base = {"referralId": referral, "caseId": case.id}
        if self._chance(0.9):
            base["subjectId"] = person.subject
        base |= {"fromOrgId": case.institution, "toOrgId": case.institution, "service": self.random.choice(SERVICES)}
        sent = {"urgency": "MED", "consentId": referral, "dueBy": self._instant(day), "sentAt": self._instant(day)}

        def say(name: str, **more: Any) -> None:
            self.tell(name, referral, {**base, **more}, topic="service-events", owner="services")

        say("referral.sent", **sent)
        if self._chance(0.6):
            say("referral.accepted", acceptedAt=self._instant(self._after(day)))
        if self._chance(0.3):
            say("referral.rejected", reason="CAPACITY", rejectedAt=self._instant(self._after(day)))
