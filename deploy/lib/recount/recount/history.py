"""Random histories: what institutions might tell, and everything that goes wrong on the way."""

from __future__ import annotations

import random
from typing import Any

from .detention import Detention
from .nationalities import Nationalities
from .telling import Teller
from .world import Person, World

SERVICES = ["LIT", "PSS", "VOC", "MED", "LEG", "REI", "CJS", "LIV", "SHE", "EDU"]
SENSITIVE = ("SHE", "CJS")


class History:
    """A history of at least so many events, the same for the same seed."""

    def __init__(self, seed: int, least: int) -> None:
        self.random = random.Random(seed)
        self.tell = Teller(self.random)
        self.world = World(self.random, self.tell)
        while self.tell.count < least:
            self._live(self.world.person())
        self._afterwards()
        Detention(seed, self.tell, self.world)
        Nationalities(seed, self.tell, self.world)

    def lines(self) -> list[str]:
        """The records, in the order and as often as they are received."""
        return self.tell.received()

    def _chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def _live(self, person: Person) -> None:
        """What becomes of a person, in one or two institutions."""
        if self._chance(0.12):
            self._detect(person)
        for _ in range(2 if self._chance(0.2) else 1):
            case = self.world.case(person)
            if self._chance(0.85):
                self.world.register(person, case)
            for service in self.random.sample(SERVICES, self.random.randint(0, 4)):
                self._enrol(person, case, service)
            if self._chance(0.25):
                self._plan(person, case)
            if self._chance(0.2):
                self._travel(person, case)
            while self._chance(0.3):
                self.world.correct(person, case)
            if self._chance(0.04):
                self.world.void(person, case)

    def _detect(self, person: Person) -> None:
        case = self.world.case(person)
        named = {"subjectId": person.subject} if self._chance(0.5) else {}
        institution = self.world.institution()
        data = {
            "caseId": case.id,
            **named,
            "institutionId": institution,
            "detectedBy": "CSO",
            "acts": [],
            "means": [],
            "purposes": [],
            "detectedAt": self.world.instant(),
            "reflectionEndsAt": self.world.instant(),
            **person.traits(),
        }
        if self._chance(0.8):
            data["detectedByOrgKind"] = self.random.choice(["NNGO", "INGO", "GOV"])
        self.tell("victim.detected", case.id, data, instance=case.instance)
        if self._chance(0.7):
            self.world.register(person, case)
        for _ in range(self.random.randint(0, 3)):
            determined = {
                "caseId": case.id,
                "subjectId": person.subject,
                "institutionId": institution,
                "determination": self.random.choice(["CONFIRMED", "CONFIRMED", "NOT_VICTIM"]),
                "decidedBy": "GOV",
                "determinedAt": self.world.instant(),
                **person.traits(),
            }
            self.tell("victim.determined", case.id, determined, instance=case.instance)
        for service in ("CJS", "LIV"):
            if self._chance(0.5):
                self._enrol(person, case, service)

    def _enrol(self, person: Person, case: Any, service: str) -> None:
        enrolment = self.tell.new_id()
        base = {
            "enrolmentId": enrolment,
            "caseId": case.id,
            "subjectId": person.subject,
            "service": service,
            "providerInstitutionId": self.world.institution(),
            **self.world.agreement(),
        }

        def say(name: str, **more: Any) -> None:
            topic = "service-events"
            self.tell(name, enrolment, {**base, **more}, topic=topic, owner="services")

        if self._chance(0.9):
            say("service.started", startedAt=self.world.instant(), **person.traits())
        sessions = [self.tell.new_id() for _ in range(self.random.randint(0, 5))]
        for session in sessions:
            say(
                "service.delivered",
                sessionId=session,
                date=self.world.date(),
                hours=1,
                **person.traits(),
            )
        if service == "CJS" and self._chance(0.5):
            reached = {key: base[key] for key in ("enrolmentId", "caseId", "subjectId", "service")}
            reached |= {"role": "VICTIM", "milestone": "TESTIMONY", "reachedOn": self.world.date()}
            self.tell(
                "justice.milestone_reached",
                enrolment,
                reached,
                topic="service-confidential",
                owner="services",
            )
        certificate = self._certify(base, enrolment, service, person)
        while self._chance(0.25):
            self._correct_enrolment(base, enrolment, sessions, person)
        if self._chance(0.05):
            say("service.voided", deliveredSessions=0, reason="WRONG_PERSON", voidedAt=self.world.instant())
        elif sessions and self._chance(0.08):
            say(
                "service.voided",
                sessionId=self.random.choice(sessions),
                deliveredSessions=0,
                reason="WRONG_PERSON",
                voidedAt=self.world.instant(),
            )
        if certificate and self._chance(0.2):
            self._revoke(base, enrolment, certificate)
            if self._chance(0.3):
                self._certify(base, enrolment, service, person, certificate)

    def _certify(
        self,
        base: dict[str, Any],
        enrolment: str,
        service: str,
        person: Person,
        again: dict[str, Any] | None = None,
    ) -> dict[str, Any] | None:
        if again is None and (service not in ("LIT", "VOC") or self._chance(0.4)):
            return None
        kind = "LITERACY" if service == "LIT" else "VOCATIONAL"
        number = f"EG-X-2018-L-{self.random.randint(0, 10**6):06}"
        certificate = again or {"number": number, "kind": kind}
        data = {**base, **certificate, "issuedOn": self.world.date(), **person.traits()}
        self.tell("certificate.issued", enrolment, data, topic="service-events", owner="services")
        return certificate

    def _revoke(self, base: dict[str, Any], enrolment: str, certificate: dict[str, Any]) -> None:
        data = {key: base[key] for key in ("enrolmentId", "caseId", "subjectId")}
        data |= {**certificate, "revokedOn": self.world.date(), "reason": "DATA_ENTRY"}
        self.tell("certificate.revoked", enrolment, data, topic="service-events", owner="services")

    def _correct_enrolment(
        self,
        base: dict[str, Any],
        enrolment: str,
        sessions: list[str],
        person: Person,
    ) -> None:
        """The enrolment was another person's, at another place, or a session was on another day."""
        if self._chance(0.25):
            base["subjectId"] = self.world.anybody().subject
        if self._chance(0.3):
            base["providerInstitutionId"] = self.world.institution()
        if self._chance(0.2):
            base.pop("agreementId", None)
            base |= self.world.agreement()
        if self._chance(0.3):
            person.change(self.random)
        data = {**base, "deliveredSessions": 1, "changed": ["sex"], "reason": "DATA_ENTRY", **person.traits()}
        if sessions and self._chance(0.5):
            data["sessionId"] = self.random.choice(sessions)
            if self._chance(0.8):
                data["date"] = self.world.date()
        self.tell("service.corrected", enrolment, data, topic="service-events", owner="services")

    def _plan(self, person: Person, case: Any) -> None:
        plan = self.tell.new_id()
        data = {
            "planId": plan,
            "caseId": case.id,
            "subjectId": person.subject,
            "service": "REI",
            "phase": "POST",
            "dimensions": ["ECO"],
            "providerInstitutionId": self.world.institution(),
            **self.world.agreement(),
            "startedAt": self.world.instant(),
            **person.traits(),
        }
        self.tell("reintegration.started", plan, data, topic="service-events", owner="services")

    def _travel(self, person: Person, case: Any) -> None:
        journey = self.tell.new_id()
        data = {
            "returnId": journey,
            "caseId": case.id,
            "subjectId": person.subject,
            "fromCountry": "EG",
            "toCountry": self.random.choice(["SD", "ET", "NG"]),
            **self.world.agreement(),
            **person.traits(),
        }
        for name, member in (("departed", "departedAt"), ("arrived", "arrivedAt")):
            if self._chance(0.85):
                self.tell(
                    f"return.{name}",
                    journey,
                    {**data, member: self.world.instant()},
                    topic="service-confidential",
                    owner="services",
                )

    def _afterwards(self) -> None:
        """Distributions, merges in chains and circles, undone ones, erasures."""
        for _ in range(12):
            self.world.distribute()
        for _ in range(14):
            self.world.merge()
        for _ in range(8):
            self.world.erase()
