"""Counts distinct persons: every indicator, cut in every way it may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .facts import EPOCH, Fact, Facts
from .indicators import Indicator, allows
from .reading import Calendar, Event
from .statements import FULL, Person, SamePersons
from .surroundings import Surroundings


@dataclass(frozen=True, eq=False)
class Reached:
    """A person reached by something."""

    person: str
    day: int
    service: str | None
    is_child: bool | None
    values: dict[str, str]

    def value(self, cut: str) -> str:
        if cut in ("year", "quarter"):
            return period(self.day, cut)
        return self.values[cut]


def period(day: int, cut: str) -> str:
    on = EPOCH + timedelta(days=day)
    return str(on.year) if cut == "year" else f"{on.year}-Q{(on.month + 2) // 3}"


class Recount:
    """All that events say of persons, ready to be counted."""

    def __init__(self, events: list[Event], calendar: Calendar, without: Iterable[str] = ()) -> None:
        self.without = frozenset(without)
        self.persons: dict[str, Person] = defaultdict(Person)
        self.reached: dict[str, list[Reached]] = defaultdict(list)
        self.surroundings = Surroundings(events, "kit-voids" not in self.without)
        self.same = SamePersons(events, "merges" not in self.without)
        self.facts = Facts(events, calendar, self.without)
        self._gather()
        self._gather_nationalities(events)

    def _gather(self) -> None:
        standing = [now for fact in self.facts.raw if (now := self.facts.standing(fact))]
        named = {now.case: now.person for now in standing if now.kind.startswith("case.")}
        victims: dict[str, set[str]] = defaultdict(set)
        known = {now.aggregate for now in standing if self._makes_known(now)}
        for now in standing:
            person = self._person(now, named)
            if now.kind == "victim.detected" and (now.person != now.case or now.case in named):
                victims[person].add(now.event.data.get("detectedByOrgKind") or "NONE")
        for now in standing:
            person = self._person(now, named)
            who = self.persons[person]
            if now.kind.startswith("case."):
                who.hear_intake(now.traits, now.recorded_ms, self.facts.statements.get(now.case or ""))
            elif not (now.kind == "victim.detected" and now.person == now.case and now.case in named):
                who.hear(now.traits, now.recorded_ms)
            self._reach(now, person, known, victims)
        for distribution in self.surroundings.distributions.values():
            for subject in distribution.recipients:
                values = {"geo": distribution.region}
                self._note("kit", self.same.name(subject), distribution.day, None, None, values)

    def _gather_nationalities(self, events: list[Event]) -> None:
        told = sorted((event for event in events if event.type == "case.profile"), key=lambda one: one.recorded_ms)
        if "nationalities" in self.without:
            # As if what was told first held.
            told.reverse()
        for place, event in enumerate(told):
            data = event.data
            subject, codes = data.get("subjectId"), data["nationalities"]
            if not subject or not codes or data["statsMode"] != FULL:
                continue
            if subject in self.facts.erased or self.facts.is_void(data["caseId"]):
                continue
            self.persons[self.same.name(subject)].hear_nationalities(codes, place)

    def _person(self, fact: Fact, named: dict[str | None, str]) -> str:
        if fact.kind == "victim.detected" and fact.person == fact.case:
            if fact.case not in named:
                return fact.person
            return self.same.name(named[fact.case])
        return self.same.name(fact.person)

    @staticmethod
    def _makes_known(fact: Fact) -> bool:
        is_literacy = fact.kind == "service.delivered" and fact.service == "LIT"
        return is_literacy or fact.kind in ("service.started", "service.corrected")

    def _reach(self, fact: Fact, person: str, known: set[str], victims: dict[str, set[str]]) -> None:
        kind, who = fact.kind, self.persons[person]
        organisations = victims.get(person, set())
        if kind == "service.delivered" and fact.service != "REI":
            who.hear_age(fact.traits, fact.day)
            self._note_fact("service", fact, person)
            if fact.service in ("CJS", "LIV"):
                for organisation in organisations:
                    self._note_fact("victim", fact, person, organisation)
        elif kind == "reintegration.started":
            who.hear_age(fact.traits, fact.day)
            self._note_fact("service", fact, person)
        elif kind == "certificate.issued":
            who.hear_age(fact.traits, fact.day)
            is_literacy = fact.event.data["kind"] == "LITERACY"
            if is_literacy and fact.aggregate in known and not self.facts.is_revoked(fact):
                self._note_fact("certificate", fact, person)
        elif kind in ("return.departed", "return.arrived", "victim.detected"):
            who.hear_age(fact.traits, fact.day)
            organisation = fact.event.data.get("detectedByOrgKind") or "NONE"
            self._note_fact(kind.partition(".")[2], fact, person, organisation)
        elif kind == "victim.determined":
            if fact.event.data["determination"] == "CONFIRMED" and not self.facts.is_revised(fact):
                who.hear_age(fact.traits, fact.day)
                self._note_fact("determined", fact, person)
        elif kind == "justice.milestone_reached":
            for organisation in organisations:
                self._note_fact("victim", fact, person, organisation)

    def _note_fact(self, what: str, fact: Fact, person: str, organisation: str = "NONE") -> None:
        region = self.surroundings.region(fact.institution)
        values = {
            "geo": region,
            "region": region,
            "service": fact.service or "NONE",
            "agreement": self.surroundings.agreement(fact.agreement),
            "country": fact.event.data.get("toCountry", ""),
            "orgKind": organisation,
        }
        service = "CJS" if fact.kind == "justice.milestone_reached" else fact.service
        self._note(what, person, fact.day, service, fact.traits.is_child, values)

    def _note(
        self,
        what: str,
        person: str,
        day: int,
        service: str | None,
        is_child: bool | None,
        values: dict[str, str],
    ) -> None:
        self.reached[what].append(Reached(person, day, service, is_child, values))

    def _counts(self, indicator: Indicator, one: Reached, everyone: bool) -> bool:
        if indicator.children_only and not everyone and one.is_child is False:
            return False
        return indicator.service is None or one.service == indicator.service

    def count(
        self,
        indicator: Indicator,
        cuts: tuple[str, ...],
        to: date,
        start: date | None = None,
        everyone: bool = False,
    ) -> dict[str, int]:
        """The value of each cell: the values of the cuts, joined by bars."""
        if not allows(indicator, cuts):
            raise ValueError(f"{indicator.code} is not cut by {cuts}")
        first = (start - EPOCH).days if start else -(10**9)
        last = (to - EPOCH).days
        found: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
        what = {"any": "service", "pairs": "service"}.get(indicator.reach, indicator.reach)
        for one in self.reached[what]:
            if not first <= one.day <= last or not self._counts(indicator, one, everyone):
                continue
            cell = "|".join(self._value(one, cut) for cut in cuts)
            found[cell].add((one.person, one.service if indicator.reach == "pairs" else None))
        counts = {cell: len(persons) for cell, persons in found.items()}
        if indicator.reach == "kit":
            for day, values, amount in self.surroundings.anonymous():
                if first <= day <= last:
                    cell = "|".join(values[cut] if cut in values else period(day, cut) for cut in cuts)
                    counts[cell] = counts.get(cell, 0) + amount
        if not cuts:
            counts.setdefault("", 0)
        return counts

    def _value(self, one: Reached, cut: str) -> str:
        if cut == "sex":
            return self.persons[one.person].sex
        if cut == "age":
            return self.persons[one.person].age
        if cut == "nationality":
            return self.persons[one.person].nationality
        return one.value(cut)
