"""What happened to persons, as it stands after everything that was said of it later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from .reading import EPOCH, Calendar, Event
from .statements import ERASED, FULL, SILENT, CaseStatement, Traits, case_statements

# What the person's events are, and which of their members is the aggregate and the day.
KINDS: dict[str, tuple[str, str]] = {
    "service.delivered": ("enrolmentId", "date"),
    "service.started": ("enrolmentId", "startedAt"),
    "service.corrected": ("enrolmentId", ""),
    "certificate.issued": ("enrolmentId", "issuedOn"),
    "reintegration.started": ("planId", "startedAt"),
    "return.departed": ("returnId", "departedAt"),
    "return.arrived": ("returnId", "arrivedAt"),
    "victim.detected": ("caseId", "detectedAt"),
    "victim.determined": ("caseId", "determinedAt"),
    "justice.milestone_reached": ("enrolmentId", "reachedOn"),
    "case.registered": ("caseId", "registeredAt"),
    "case.corrected": ("caseId", "registeredAt"),
}


@dataclass(frozen=True)
class Fact:
    """One event about one person."""

    kind: str
    person: str
    aggregate: str
    case: str | None
    day: int
    rank: tuple[int, int]
    recorded_ms: int
    traits: Traits
    service: str | None
    institution: str | None
    agreement: str | None
    event: Event


def number(day: date) -> int:
    return (day - EPOCH).days


class Facts:
    """All facts, and what corrects them."""

    def __init__(self, events: list[Event], calendar: Calendar, without: frozenset[str]) -> None:
        self.without = without
        self._calendar = calendar
        self.erased = {
            subject
            for event in events
            if event.type == "subject.erased" and "erasure" not in without
            for subject in [event.data["subjectId"], *event.data["caseIds"]]
        }
        self.raw = [self._fact(event) for event in events if event.type in KINDS]
        self._corrections: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.raw:
            if fact.kind == "service.corrected" and "corrections" not in without:
                self._corrections[fact.aggregate].append(fact)
        for facts in self._corrections.values():
            facts.sort(key=lambda fact: fact.rank)
        self._gather_voids(events)
        self.statements: dict[str, CaseStatement] = {}
        if "statements" not in without:
            said = [(fact.event, fact.traits) for fact in self.raw if fact.kind.startswith("case.")]
            self.statements = case_statements(said)
        self._determined: dict[str | None, tuple[int, tuple[int, int]]] = {}
        for fact in self.raw:
            if fact.kind == "victim.determined":
                key = (fact.day, fact.rank)
                self._determined[fact.case] = max(self._determined.get(fact.case, key), key)

    def _gather_voids(self, events: Iterable[Event]) -> None:
        self._void_enrolments: set[str] = set()
        self._void_sessions: set[tuple[str, str]] = set()
        self._void_cases: set[str] = set()
        self._revoked: dict[tuple[str, str, str], tuple[int, int]] = {}
        for event in events:
            data = event.data
            if event.type == "service.voided" and "voids" not in self.without:
                if data.get("sessionId"):
                    self._void_sessions.add((data["enrolmentId"], data["sessionId"]))
                else:
                    self._void_enrolments.add(data["enrolmentId"])
            elif event.type == "case.voided" and "case-voids" not in self.without:
                self._void_cases.add(data["caseId"])
            elif event.type == "certificate.revoked" and "revocations" not in self.without:
                key = (data["enrolmentId"], data["kind"], data["number"])
                self._revoked[key] = max(self._revoked.get(key, event.rank), event.rank)

    def _fact(self, event: Event) -> Fact:
        data = event.data
        aggregate, when = KINDS[event.type]
        person = data.get("subjectId") or data["caseId"]
        traits, recorded = Traits.of(event), event.recorded_ms
        if person in self.erased:
            traits, recorded = traits.coarsened(), 0
        text = data.get(when, "") if when else ""
        day = 0
        if text:
            day = number(self._calendar.day(text) if "T" in text else date.fromisoformat(text))
        service = "REI" if event.type == "reintegration.started" else data.get("service")
        institution = data.get("providerInstitutionId") or data.get("institutionId")
        return Fact(
            event.type,
            person,
            data[aggregate],
            data.get("caseId"),
            day,
            event.rank,
            recorded,
            traits,
            service,
            institution,
            data.get("agreementId"),
            event,
        )

    def is_void(self, case: str | None) -> bool:
        return case in self._void_cases

    def is_revoked(self, fact: Fact) -> bool:
        data = fact.event.data
        rank = self._revoked.get((data["enrolmentId"], data["kind"], data["number"]))
        return rank is not None and rank > fact.rank

    def is_revised(self, fact: Fact) -> bool:
        return self._determined[fact.case] > (fact.day, fact.rank)

    def standing(self, fact: Fact) -> Fact | None:
        """The fact as it stands; nothing when it did not take place."""
        if fact.case in self._void_cases:
            return None
        now = self._in_enrolment(fact)
        said = self.statements.get(fact.case or "")
        if now is None or said is None:
            return now
        traits = now.traits
        if said.is_child is not None:
            traits = replace(traits, is_child=said.is_child)
        if said.age is not None and traits.mode == FULL:
            traits = replace(traits, age=said.age)
        return replace(now, traits=traits)

    def _in_enrolment(self, fact: Fact) -> Fact | None:
        if fact.aggregate in self._void_enrolments:
            return None
        session = fact.event.data.get("sessionId")
        now = fact
        if fact.kind == "service.delivered":
            if (fact.aggregate, session) in self._void_sessions:
                return None
            moved = [
                one
                for one in self._corrections.get(fact.aggregate, [])
                if one.event.data.get("sessionId") == session and one.event.data.get("date")
            ]
            if moved and moved[-1].rank > fact.rank:
                now = replace(now, day=number(date.fromisoformat(moved[-1].event.data["date"])))
        later = [one for one in self._corrections.get(fact.aggregate, []) if one.rank > fact.rank]
        if not later:
            return now
        last = later[-1]
        told = [one.traits.is_child for one in later if one.traits.is_child is not None]
        child = told[-1] if told else fact.traits.is_child
        return replace(
            now,
            person=last.person,
            service=last.service,
            institution=last.institution,
            agreement=last.agreement,
            traits=replace(last.traits, is_child=child),
            recorded_ms=last.recorded_ms,
        )


__all__ = ["ERASED", "SILENT", "Fact", "Facts", "number"]
