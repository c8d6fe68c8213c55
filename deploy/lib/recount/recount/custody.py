"""Children in institutions, from the events of admissions and profiles: who is there, what became of them, for how long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from .facts import Fact, Facts, number
from .reading import Calendar, Event
from .statements import Traits

BEFORE_SENTENCE = ("ARRESTED", "PRE_TRIAL", "OBSERVATION")
BY_DECISION = ("SENTENCED", "MEASURE")
LEFT = {"admission.released": "releasedAt", "admission.absconded": "abscondedAt", "admission.died": "diedAt"}
Rank = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """A legal status, from a day on; nothing when it may be known no more."""

    day: int
    recorded_ms: int
    rank: Rank
    status: str | None
    person: str
    case: str
    institution: str | None

    @property
    def order(self) -> tuple[int, int, Rank]:
        return self.day, self.recorded_ms, self.rank


@dataclass
class Stay:
    """An admission with what followed it."""

    admitted: Fact | None = None
    separated: bool = True
    status: str | None = None
    is_voided: bool = False
    # Day, rank, and how somebody left; no way to leave is coming back.
    changes: list[tuple[int, Rank, str]] = field(default_factory=list)
    contacts: dict[str, int] = field(default_factory=dict)

    @property
    def since(self) -> int:
        return self.admitted.day if self.admitted else 10**9

    def held(self, day: int) -> bool:
        if self.since > day:
            return False
        past = [how for when, _, how in sorted(self.changes) if when <= day]
        return not past or past[-1] == ""

    def held_between(self, first: int, last: int) -> bool:
        if self.since > last:
            return False
        moments = [self.since, *(when for when, _, _ in self.changes)]
        return self.held(first - 1) or any(first <= moment <= last for moment in moments)

    def ended(self, how: str) -> int | None:
        """When the person left for good, if it was in this way."""
        if not self.changes:
            return None
        day, _, last = max(self.changes)
        return day if last == how else None

    @property
    def first_left(self) -> int | None:
        return min((day for day, _, how in self.changes if how), default=None)


class Custody:
    """All stays, legal statuses, plans and scores."""

    def __init__(self, events: list[Event], facts: Facts, calendar: Calendar, without: frozenset[str]) -> None:
        self.facts = facts
        self._calendar = calendar
        self._without = without
        self.stays: dict[str, Stay] = defaultdict(Stay)
        self.statuses: dict[str, list[Said]] = defaultdict(list)
        self.scores: list[tuple[str, int, int, dict[str, float]]] = []
        self.plans: list[tuple[str, int]] = []
        self._children: dict[str | None, bool] = {}
        void_contacts = {one.data["contactId"] for one in events if one.type == "contact.voided"}
        self._void_contacts = set() if "contact-voids" in without else void_contacts
        for event in events:
            if not facts.is_void(event.data.get("caseId")):
                self._hear(event)
        for fact in facts.raw:
            now = facts.standing(fact)
            if now is None:
                continue
            if now.kind == "reintegration.started":
                self.plans.append((now.person, now.day))
            elif now.kind.startswith("case.") and now.traits.is_child is not None:
                self._children[now.case] = now.traits.is_child

    def _day(self, instant: str) -> int:
        return number(self._calendar.day(instant))

    def _hear(self, event: Event) -> None:
        kind, data = event.type, event.data
        if kind == "admission.admitted":
            self._admit(event)
        elif kind in LEFT:
            change = (self._day(data[LEFT[kind]]), event.rank, kind.partition(".")[2])
            self.stays[data["admissionId"]].changes.append(change)
        elif kind == "admission.returned" and "returns" not in self._without:
            self.stays[data["admissionId"]].changes.append((self._day(data["returnedAt"]), event.rank, ""))
        elif kind == "admission.voided" and "admission-voids" not in self._without:
            self.stays[data["admissionId"]].is_voided = True
        elif kind == "contact.recorded" and event.id not in self._void_contacts:
            self.stays[data["admissionId"]].contacts[event.id] = number(date.fromisoformat(data["on"]))
        elif kind == "case.profile" and "profiles" not in self._without:
            self._profile(event)

    def _admit(self, event: Event) -> None:
        data, stay = event.data, self.stays[event.data["admissionId"]]
        if stay.admitted and stay.admitted.rank > event.rank:
            return
        traits, recorded, status = Traits.of(event), event.recorded_ms, data.get("legalStatus")
        if data["subjectId"] in self.facts.erased:
            traits, recorded, status = traits.coarsened(), 0, None
        said = self.facts.statements.get(data["caseId"])
        if said and said.is_child is not None:
            traits = replace(traits, is_child=said.is_child)
        if said and said.age is not None and traits.mode == "full":
            traits = replace(traits, age=said.age)
        stay.separated, stay.status = data["separatedFromAdults"], status
        day = self._day(data["admittedAt"])
        institution, case = data["institutionId"], data["caseId"]
        stay.admitted = Fact(
            event.type, data["subjectId"], data["admissionId"], case, day, event.rank, recorded, traits, None, institution,
            None, event,
        )

    def _profile(self, event: Event) -> None:
        data = event.data
        person = data.get("subjectId") or data["caseId"]
        is_erased = person in self.facts.erased
        day = number(event.occurred.astimezone(self._calendar.zone).date())
        if "justice" in data:
            status = None if is_erased else data["justice"]["status"]
            recorded = 0 if is_erased else event.recorded_ms
            said = Said(day, recorded, event.rank, status, person, data["caseId"], data["institutionId"])
            self.statuses[data["caseId"]].append(said)
        if "sustainability" in data and not is_erased:
            self.scores.append((person, day, event.recorded_ms, data["sustainability"]))

    def is_child(self, traits: Traits, case: str | None) -> bool | None:
        return traits.is_child if traits.is_child is not None else self._children.get(case)

    def standing(self) -> Iterator[tuple[Stay, Fact]]:
        for stay in self.stays.values():
            if stay.admitted and not stay.is_voided:
                yield stay, stay.admitted

    def statuses_since(self, stay: Stay, admitted: Fact) -> list[tuple[int, str | None]]:
        """The legal status at the admission, by it or by what was said before, and those that followed."""
        said = sorted(self.statuses.get(admitted.case or "", []), key=lambda one: one.order)
        own = stay.status
        if own is None:
            before = [one.status for one in said if one.day <= admitted.day]
            own = before[-1] if before else None
        return [(admitted.day, own)] + [(one.day, one.status) for one in said if one.day > admitted.day]

    def undecided(self, stay: Stay, admitted: Fact, day: int) -> bool:
        known = [status for since, status in self.statuses_since(stay, admitted) if since <= day]
        return bool(known) and known[-1] in BEFORE_SENTENCE
