"""Made-up persons by service, governorate, sex and age over eight quarters, as `jisr release rehearse` reads them."""

import json
import os
import random

# How many persons each of twenty services reaches in eight quarters: few large ones and many small ones, 202,000 in all.
SIZES = (40_000, 30_000, 25_000, 20_000, 16_000, 13_000, 11_000, 9_000, 8_000, 6_500,
         5_000, 4_000, 3_000, 2_500, 2_000, 1_700, 1_300, 1_000, 700, 300)
QUARTERS = 8
AGES = {"00-04": 0.06, "05-11": 0.24, "12-14": 0.22, "15-17": 0.22, "18-24": 0.14, "25-59": 0.10, "60+": 0.02}
PLACES = [f"EG-{number:02d}" for number in range(1, 28)]
INSTITUTIONS = [(f"i{number:02d}", number % len(PLACES)) for number in range(60)]
RULES = ["threshold", "complement", "insider", "increment", "linked"]


def policy(rules: list[str]) -> dict:
    ages = list(AGES)
    return {
        "version": "1", "k": 10, "rules": rules, "complement": ["sex"],
        "dimensions": {"sex": {"codes": ["F", "M"]},
                       "age": {"codes": ages, "groups": {"child": ages[:4], "adult": ages[4:]}},
                       "geo": {"codes": PLACES}},
        "tables": [[], ["sex"], ["age.groups"], ["age"], ["geo"], ["sex", "age.groups"], ["sex", "age"], ["sex", "geo"],
                   ["age.groups", "geo"], ["age", "geo"]],
    }


class Service:
    """A service with the institutions that offer it, and whom it reaches."""

    def __init__(self, number: int, size: int):
        self.random = random.Random(1000 + number)
        self.name = f"S{number + 1:02d}"
        self.quarterly = max(1, size // QUARTERS)
        self.institutions = [one for one in INSTITUTIONS if self.random.random() < 0.5] or INSTITUTIONS[:1]
        self.weights = [self.random.choice((0.3, 1, 1, 2.5)) / (place + 2) ** 0.9 for _, place in self.institutions]
        self.girls = self.random.choice((0.15, 0.3, 0.5, 0.7))
        self.ages = [weight * self.random.choice((0.5, 1, 1, 2)) for weight in AGES.values()]
        self.persons: list[dict] = []

    def quarter(self, release: int):
        """The changes of a quarter: those who are new, and a correction for every hundred of them."""
        if release > 1:
            for _ in range(max(1, self.quarterly // 100)):
                line = self.random.choice(self.persons)
                if line["cell"] is None:
                    continue
                cell = dict(line["cell"], age=self.random.choice(list(AGES)))
                line["cell"] = None if self.random.random() < 0.4 else cell
                yield {**line, "release": release}
        for _ in range(self.quarterly):
            institution, place = self.random.choices(self.institutions, self.weights)[0]
            cell = {"sex": "F" if self.random.random() < self.girls else "M",
                    "age": self.random.choices(list(AGES), self.ages)[0], "geo": PLACES[place]}
            line = {"release": release, "block": self.name, "person": f"{self.name}-{len(self.persons)}",
                    "institution": institution, "cell": cell}
            self.persons.append(line)
            yield line


def write(folder: str, sizes: list[int], releases: int) -> int:
    """Writes policies with all rules and without the audit, and the changes; gives how many persons there are."""
    for name, rules in (("policy", RULES), ("unaudited", RULES[:-1])):
        with open(os.path.join(folder, name + ".json"), "w", encoding="ascii") as file:
            json.dump(policy(rules), file)
    services = [Service(number, size) for number, size in enumerate(sizes)]
    with open(os.path.join(folder, "changes.jsonl"), "w", encoding="ascii") as file:
        for release in range(1, releases + 1):
            for service in services:
                file.writelines(json.dumps(line) + "\n" for line in service.quarter(release))
            file.write(json.dumps({"release": release}) + "\n")
    return sum(len(service.persons) for service in services)
