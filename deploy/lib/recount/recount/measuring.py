"""What is more than a count: stocks, shares, lengths of time, mean scores. From the definitions, as all else here."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from .counting import Recount
from .custody import BEFORE_SENTENCE, BY_DECISION, Custody
from .facts import Fact, number
from .reading import Calendar, Event, milliseconds, parse_instant
from .statements import SILENT, Person, Traits

CHILD = ("sex", "age", "geo")
# Twice the threshold: fewer persons have no lengths of time and no mean.
FEWEST = 20

# What is counted, of whom it is a share, for how many.
ROLES: dict[str, tuple[str, str | None, int]] = {
    "JJ_HELD": ("held", None, 0),
    "JJ_PRE_SENTENCE": ("undecided", None, 0),
    "JJ_NOT_SEPARATED": ("mixed", "held", 100),
    "JJ_FAMILY_CONTACT": ("in touch", "held", 100),
    "JJ_DEATHS": ("died", "ever held", 1000),
    "JJ_AFTERCARE": ("in aftercare", "released", 100),
    "JJ_DIVERSION": ("diverted", "decided", 100),
}
LENGTHS = {"JJ_PRE_SENTENCE_DAYS": "geo", "JJ_SENTENCE_DAYS": "geo", "REF_ANSWER_DAYS": "service"}
SCORES = {"REI_ECONOMIC": "economic", "REI_SOCIAL": "social", "REI_PSYCHOSOCIAL": "psychosocial"}


@dataclass(frozen=True)
class Counted:
    """Somebody who counts in a role."""

    person: str
    day: int
    is_child: bool | None
    institution: str | None
    traits: Traits
    recorded_ms: int


@dataclass(frozen=True)
class Length:
    """A length of time of somebody's."""

    person: str
    cell: str
    days: int


class Measuring:
    """All that events say of custody, reintegration and referrals, ready to be measured."""

    def __init__(self, events: list[Event], calendar: Calendar, without: Iterable[str] = ()) -> None:
        self.recount = Recount(events, calendar, without)
        self.custody = Custody(events, self.recount.facts, calendar, frozenset(without))
        self._events = events
        self._calendar = calendar
        self._fewest = 0 if "fewest" in self.recount.without else FEWEST
        self._plans: dict[str, list[int]] = defaultdict(list)
        for person, day in self.custody.plans:
            self._plans[self.recount.same.name(person)].append(day)

    def measure(self, code: str, cuts: tuple[str, ...], to: date, start: date | None = None,
                everyone: bool = False) -> dict[str, dict[str, Any]]:
        """What is measured, by cell."""
        last = number(to)
        first = number(start) if start else last - 364
        if code in ROLES:
            return self._shares(code, cuts, first, last, everyone)
        if code in SCORES:
            return self._mean(SCORES[code], last)
        lengths = {
            "JJ_PRE_SENTENCE_DAYS": self._undecided_days,
            "JJ_SENTENCE_DAYS": self._decided_days,
            "REF_ANSWER_DAYS": self._answer_days,
        }[code](first, last)
        return self._deciles(lengths, bool(cuts))

    # Stocks and shares

    def _shares(self, code: str, cuts: tuple[str, ...], first: int, last: int,
                everyone: bool) -> dict[str, dict[str, Any]]:
        role, whole, per = ROLES[code]
        counted = list(self._role(role, first, last))
        others = list(self._role(whole, first, last)) if whole else []
        known = self._known(counted + others)
        values = self._cells(counted, cuts, known, everyone)
        if whole is None:
            return {cell: {"value": value} for cell, value in values.items()}
        return {
            cell: {"value": values.get(cell, 0), "share": _rounded(values.get(cell, 0) * per / of * 10) / 10, "per": per,
                   "of": of}
            for cell, of in self._cells(others, cuts, known, everyone).items()
        }

    def _known(self, counted: list[Counted]) -> dict[str, Person]:
        """What is known of these persons, with what the admissions say of them that count."""
        known = {}
        for one in counted:
            if one.person not in known:
                person = self.recount.persons.get(one.person, Person())
                known[one.person] = Person(person.modes[:], person.sexes[:], person.registered_ages[:], person.ages[:])
            known[one.person].hear(one.traits, one.recorded_ms)
            known[one.person].hear_age(one.traits, one.day)
        return known

    def _cells(self, counted: list[Counted], cuts: tuple[str, ...], known: dict[str, Person],
               everyone: bool) -> dict[str, int]:
        found: dict[str, set[str]] = defaultdict(set)
        for one in counted:
            if one.is_child is False and not everyone:
                continue
            person = known[one.person]
            values = {"sex": person.sex, "age": person.age, "geo": self.recount.surroundings.region(one.institution)}
            found["|".join(values[cut] for cut in cuts)].add(one.person)
        return {cell: len(persons) for cell, persons in found.items()}

    def _role(self, role: str, first: int, last: int) -> Iterable[Counted]:
        if role in ("diverted", "decided"):
            wanted = ("DIVERTED",) if role == "diverted" else ("DIVERTED", "SENTENCED")
            for said in (one for told in self.custody.statuses.values() for one in told):
                if said.status in wanted and first <= said.day <= last:
                    child = self.custody.is_child(Traits(SILENT), said.case)
                    name = self.recount.same.name(said.person)
                    yield Counted(name, said.day, child, said.institution, Traits(SILENT), 0)
            return
        for stay, admitted in self.custody.standing():
            day = self._day_in_role(role, stay, admitted, first, last)
            if day is not None:
                child = self.custody.is_child(admitted.traits, admitted.case)
                name = self.recount.same.name(admitted.person)
                yield Counted(name, day, child, admitted.institution, admitted.traits, admitted.recorded_ms)

    def _day_in_role(self, role: str, stay: Any, admitted: Fact, first: int, last: int) -> int | None:
        def when(holds: bool) -> int | None:
            return last if holds else None

        if role == "ever held":
            return when(stay.held_between(first, last))
        if role in ("died", "released", "in aftercare"):
            day = stay.ended("died" if role == "died" else "released")
            if day is None or not first <= day <= last:
                return None
            plans = self._plans[self.recount.same.name(admitted.person)]
            if role == "in aftercare" and not any(admitted.day <= plan <= day + 90 for plan in plans):
                return None
            return int(day)
        if not stay.held(last):
            return None
        return {
            "held": lambda: last,
            "undecided": lambda: when(self.custody.undecided(stay, admitted, last)),
            "mixed": lambda: when(not stay.separated),
            "in touch": lambda: when(any(last - 91 <= day <= last for day in stay.contacts.values())),
        }[role]()

    # Lengths of time

    def _lengths(self, length: Callable[[Any, Fact], tuple[int, int] | None], first: int, last: int) -> list[Length]:
        """Of those who are no adults, what ended in the period; `length` gives the first and the last day."""
        found = []
        for stay, admitted in self.custody.standing():
            ends = length(stay, admitted)
            if ends and first <= ends[1] <= last and self.custody.is_child(admitted.traits, admitted.case) is not False:
                cell = self.recount.surroundings.region(admitted.institution)
                found.append(Length(self.recount.same.name(admitted.person), cell, ends[1] - ends[0]))
        return found

    def _undecided_days(self, first: int, last: int) -> list[Length]:
        def length(stay: Any, admitted: Fact) -> tuple[int, int] | None:
            if not self.custody.undecided(stay, admitted, admitted.day):
                return None
            said = self.custody.statuses_since(stay, admitted)
            ends = [day for day, status in said if status is not None and status not in BEFORE_SENTENCE][:1]
            ends += [stay.first_left] if stay.first_left is not None else []
            return (admitted.day, min(ends)) if ends else None

        return self._lengths(length, first, last)

    def _decided_days(self, first: int, last: int) -> list[Length]:
        def length(stay: Any, admitted: Fact) -> tuple[int, int] | None:
            released = stay.ended("released")
            since = [day for day, status in self.custody.statuses_since(stay, admitted) if status in BY_DECISION]
            return (since[0], released) if released is not None and since and since[0] <= released else None

        return self._lengths(length, first, last)

    def _answer_days(self, first: int, last: int) -> list[Length]:
        answers: dict[str, list[str]] = defaultdict(list)
        for event in self._events:
            if event.type in ("referral.accepted", "referral.rejected"):
                answers[event.data["referralId"]].append(event.data.get("acceptedAt") or event.data["rejectedAt"])
        found = []
        for event in self._events:
            data = event.data
            if event.type != "referral.sent" or not answers[data["referralId"]]:
                continue
            answer = min(answers[data["referralId"]], key=parse_instant)
            if first <= number(self._calendar.day(answer)) <= last:
                waited = milliseconds(parse_instant(answer)) - milliseconds(parse_instant(data["sentAt"]))
                person = self.recount.same.name(data.get("subjectId") or data["caseId"])
                found.append(Length(person, data["service"], max(0, waited) // 86_400_000))
        return found

    def _deciles(self, lengths: list[Length], is_cut: bool) -> dict[str, dict[str, Any]]:
        cells: dict[str, list[Length]] = defaultdict(list)
        for one in lengths:
            cells[one.cell if is_cut else ""].append(one)
        result = {}
        for cell, members in cells.items():
            if len({one.person for one in members}) < self._fewest:
                continue
            days = sorted(one.days for one in members)
            middle, ninth = (_rounded(days[math.ceil(len(days) * tenths / 10) - 1] / 5) * 5 for tenths in (5, 9))
            result[cell] = {"value": len(days), "medianDays": middle, "p90Days": ninth}
        return result

    # Scores

    def _mean(self, dimension: str, last: int) -> dict[str, dict[str, Any]]:
        latest: dict[str, tuple[int, int, Fraction]] = {}
        for person, day, recorded, scores in self.custody.scores:
            if day <= last:
                name = self.recount.same.name(person)
                said = (day, recorded, Fraction(str(scores[dimension])))
                latest[name] = max(latest.get(name, said), said)
        if len(latest) < max(1, self._fewest):
            return {}
        hundredths = sum((said[2] for said in latest.values()), Fraction(0)) / len(latest) * 100
        return {"": {"value": len(latest), "mean": math.floor(hundredths + Fraction(1, 2)) / 100}}


def _rounded(number: float) -> int:
    """Halves go up, as people round."""
    return math.floor(number + 0.5)
