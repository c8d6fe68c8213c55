"""What is known of persons: who is one with whom, who was erased, what intake decided about telling of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .reading import Event

FULL = "full"
COUNT_ONLY = "count_only"
ERASED = "erased"
SILENT = "silent"


@dataclass(frozen=True)
class Traits:
    """What an event says of a person."""

    mode: str = SILENT
    sex: str | None = None
    age: str | None = None
    is_child: bool | None = None

    @staticmethod
    def of(event: Event) -> Traits:
        data = event.data
        if "statsMode" not in data:
            return Traits()
        if data["statsMode"] != FULL:
            return Traits(COUNT_ONLY)
        age = data.get("ageBand") or "UNK"
        child = data.get("isChild")
        if child is None and age != "UNK":
            child = age in ("00-04", "05-11", "12-14", "15-17")
        return Traits(FULL, data.get("sex") or "U", age, child)

    def coarsened(self) -> Traits:
        return Traits(ERASED, is_child=self.is_child)


class SamePersons:
    """The persons that coordinators found to be one: every join that was not undone holds."""

    def __init__(self, events: Iterable[Event], honour: bool = True) -> None:
        self._neighbours: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, str] = {}
        state: dict[tuple[str, str], tuple[tuple[int, tuple[int, int], str], bool]] = {}
        for event in events:
            if event.type not in ("subject.merged", "subject.unmerged"):
                continue
            pair = (event.data["mergedSubjectId"], event.data["survivingSubjectId"])
            when = (event.recorded_ms, event.rank, event.id)
            if pair not in state or when > state[pair][0]:
                state[pair] = (when, event.type == "subject.merged")
        for (one, other), (_, joined) in state.items():
            if joined and honour:
                self._neighbours[one].add(other)
                self._neighbours[other].add(one)

    def name(self, subject: str) -> str:
        """What stands for everybody who is one with `subject`."""
        if subject not in self._neighbours:
            return subject
        if subject not in self._names:
            group, open_ends = {subject}, [subject]
            while open_ends:
                for other in self._neighbours[open_ends.pop()] - group:
                    group.add(other)
                    open_ends.append(other)
            for member in group:
                self._names[member] = min(group)
        return self._names[subject]


@dataclass
class CaseStatement:
    """What intake says of the person of a case that it corrected."""

    age: str | None = None
    is_child: bool | None = None
    mode: str | None = None
    decided_ms: int = 0


def case_statements(said: Iterable[tuple[Event, Traits]]) -> dict[str, CaseStatement]:
    """What holds of each corrected case, from its registration and corrections."""
    by_case: dict[str, dict[tuple[int, int], tuple[Event, Traits]]] = defaultdict(dict)
    corrected: set[str] = set()
    for event, traits in said:
        case = event.data["caseId"]
        by_case[case][event.rank] = (event, traits)
        if event.type == "case.corrected":
            corrected.add(case)
    result: dict[str, CaseStatement] = {}
    for case in corrected:
        now = CaseStatement()
        for _, (event, traits) in sorted(by_case[case].items(), key=lambda item: item[0]):
            if traits.is_child is not None:
                now.is_child = traits.is_child
            if traits.age is not None:
                now.age = traits.age
            if traits.mode not in (FULL, COUNT_ONLY) or traits.mode == now.mode:
                continue
            # To refuse is a decision; not to have refused when a case began is none.
            is_decision = now.mode is not None or traits.mode == COUNT_ONLY
            now.decided_ms = event.recorded_ms if is_decision else 0
            now.mode = traits.mode
        result[case] = now
    return result


SEXES = ["F", "M", "X", "U"]
AGES = ["00-04", "05-11", "12-14", "15-17", "18-24", "25-59", "60+", "UNK"]
# Its nationals count as such, whatever else they are.
HOST = "EG"


@dataclass
class Person:
    """What is to be told of a person, gathered from all that was said."""

    modes: list[tuple[int, int, int]] = field(default_factory=list)
    sexes: list[tuple[int, int, int]] = field(default_factory=list)
    registered_ages: list[tuple[int, int]] = field(default_factory=list)
    ages: list[tuple[int, int]] = field(default_factory=list)
    nationalities: list[tuple[int, list[str]]] = field(default_factory=list)

    def hear(self, traits: Traits, recorded_ms: int) -> None:
        """What a service repeats."""
        if traits.mode not in (FULL, COUNT_ONLY):
            return
        self.modes.append((0, recorded_ms, 0 if traits.mode == FULL else 1))
        if traits.mode == FULL:
            self.sexes.append((0, recorded_ms, SEXES.index(traits.sex or "U")))

    def hear_intake(self, traits: Traits, recorded_ms: int, statement: CaseStatement | None) -> None:
        """What intake says; it decides."""
        if traits.mode not in (FULL, COUNT_ONLY):
            return
        mode, decided_ms = traits.mode, recorded_ms if traits.mode == COUNT_ONLY else 0
        if statement and statement.mode:
            mode, decided_ms = statement.mode, statement.decided_ms
        self.modes.append((1, decided_ms, 0 if mode == FULL else 1))
        if traits.mode == FULL:
            self.sexes.append((1, recorded_ms, SEXES.index(traits.sex or "U")))
            self.registered_ages.append((recorded_ms, AGES.index(traits.age or "UNK")))

    def hear_age(self, traits: Traits, day: int) -> None:
        """The age at something that happened."""
        if traits.mode == FULL:
            self.ages.append((day, AGES.index(traits.age or "UNK")))

    def hear_nationalities(self, codes: list[str], recorded_ms: int) -> None:
        """What a profile says."""
        self.nationalities.append((recorded_ms, codes))

    @property
    def is_told(self) -> bool:
        return bool(self.modes) and max(self.modes)[2] == 0

    @property
    def sex(self) -> str:
        return SEXES[max(self.sexes)[2]] if self.is_told else "not_disclosed"

    @property
    def age(self) -> str:
        if not self.is_told:
            return "not_disclosed"
        if self.ages:
            return AGES[min(self.ages)[1]]
        return AGES[max(self.registered_ages)[1]] if self.registered_ages else "UNK"

    @property
    def nationality(self) -> str:
        if not self.is_told:
            return "not_disclosed"
        if not self.nationalities:
            return "ZZ"
        codes = max(self.nationalities)[1]
        return HOST if HOST in codes else min(codes)
