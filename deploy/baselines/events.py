"""The synthetic `service.delivered.v1` events of the bench: the same seed gives the same bytes.

The fields are those of Shared/Events, and `region` besides, by which the statistics are also counted. One person has
one case, and a case is a record's key, so that a tool which keeps its state by key can still count persons exactly.
Nothing here describes a real person.
"""

import collections
import datetime
import random

SERVICES = ("VOC", "PSS", "MED", "LIT", "LEG")
SEXES = ("M", "F")
CHILD_BANDS = ("05-11", "12-14", "15-17")
ADULT_BANDS = ("18-24", "25-59", "60+")
REGIONS = tuple(
    "EG-" + code
    for code in (
        "ALX ASN AST BA BH BNS C DK DT FYM GH GZ IS JS KB KFS KN LX MN MNF MT PTS SHG SHR SIN SUZ WAD"
    ).split()
)
FIRST_DAY = datetime.date(2018, 1, 1)
# Of a skewed population: the shares of its places and ages, and how many of them there are.
ZIPF = tuple(1 / rank**1.3 for rank in range(1, 28))
FEW_REGIONS, FEW_INSTITUTIONS = 8, 4
RECORDED_FROM_MS = 1_546_300_800_000  # 2019-01-01T00:00:00Z
RESEND_WINDOW = 1000
SOURCE = "/jisr/services/bench"
EVENT_TYPE = "jisr.service.delivered.v1"


def uuid_text(bits: int) -> str:
    digits = "%032x" % bits
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def uuid_v7(milliseconds: int, rng: random.Random) -> str:
    noise = rng.getrandbits(74)
    return uuid_text(milliseconds << 80 | 0x7 << 76 | (noise >> 62) << 64 | 0x2 << 62 | noise & (1 << 62) - 1)


def instant(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{rest:03d}Z"


class Person:
    """A person, their only case, and what of every event of theirs is always the same."""

    __slots__ = ("band", "case_id", "cells", "enrolments", "institution", "key", "key_sequence", "middle", "region",
                 "sex", "subject_id", "tail", "versions")

    def __init__(self, rng: random.Random, institutions: list[str], agreements: list[str], is_skewed: bool = False):
        began = RECORDED_FROM_MS - rng.randrange(1, 400 * 86_400_000)
        self.case_id = uuid_v7(began, rng)
        self.subject_id = uuid_v7(began, rng)
        self.key = self.case_id.encode()
        self.key_sequence = 0
        if is_skewed:
            # As real programmes are: most of it in few places and ages, and each place with its own institution.
            self.sex = rng.choices(SEXES, (3, 1))[0]
            self.region = rng.choices(REGIONS[:FEW_REGIONS], ZIPF[:FEW_REGIONS])[0]
            self.band = rng.choices((*reversed(CHILD_BANDS), *ADULT_BANDS), ZIPF[:6])[0]
            self.institution = institutions[REGIONS.index(self.region) % FEW_INSTITUTIONS]
            is_child = self.band in CHILD_BANDS
        else:
            self.sex = rng.choice(SEXES)
            self.region = rng.choice(REGIONS)
            is_child = rng.random() < 0.5
            self.band = rng.choice(CHILD_BANDS if is_child else ADULT_BANDS)
            self.institution = ""
        self.enrolments = [uuid_v7(began + index, rng) for index in range(len(SERVICES))]
        self.versions = [1] * len(SERVICES)  # version 1 is service.started, which is not on the bench's topic
        self.middle = f'","caseId":"{self.case_id}","subjectId":"{self.subject_id}","service":"'
        self.institution = self.institution or rng.choice(institutions)
        self.cells = f'","providerInstitutionId":"{self.institution}","agreementId":"{rng.choice(agreements)}'
        self.tail = (
            f',"sex":"{self.sex}","ageBand":"{self.band}","isChild":{"true" if is_child else "false"}'
            f',"statsMode":"full","region":"{self.region}"}}'
        )


class Expected:
    """The exact answer: distinct persons by service, and by service with sex, region and quarter."""

    def __init__(self, persons: list[Person]):
        self.persons = persons
        # For each person one bit for each service and quarter in which they were served.
        self.served = [0] * len(persons)

    def merge(self, surviving: int, merged: int):
        """Two persons are one; what one of them was served the other was."""
        self.served[surviving] |= self.served[merged]
        self.served[merged] = 0

    def changes(self) -> list[dict]:
        """Who counts from which quarter on, as `jisr release rehearse` reads it: a block for each service."""
        changes = []
        for number, (person, bits) in enumerate(zip(self.persons, self.served)):
            cell = {"sex": person.sex, "age": person.band, "geo": person.region}
            for which, service in enumerate(SERVICES):
                quarters = bits >> which * 4 & 15
                if quarters:
                    first = (quarters & -quarters).bit_length()
                    changes.append({"release": first, "block": service, "person": f"p{number}",
                                    "institution": person.institution, "cell": cell})
        return sorted(changes, key=lambda change: change["release"])

    def result(self) -> dict[str, int]:
        counts: collections.Counter = collections.Counter()
        for person, bits in zip(self.persons, self.served):
            for which, service in enumerate(SERVICES):
                quarters = bits >> which * 4 & 15
                if quarters:
                    counts.update((service, f"{service}|{person.sex}", f"{service}|{person.region}"))
                    counts.update(f"{service}|2018-Q{q + 1}" for q in range(4) if quarters >> q & 1)
        return dict(sorted(counts.items()))


class Identifiers:
    """UUIDs of version 7 in bulk: the random digits of many are drawn at once."""

    VARIANTS = "89ab" * 4
    BATCH = 4096

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.digits = ""
        self.position = 0

    def next(self, prefix: str) -> str:
        """An identifier whose first 13 characters, the time, are `prefix`."""
        start = self.position
        if start >= len(self.digits):
            self.digits, start = self.rng.randbytes(10 * self.BATCH).hex(), 0
        self.position = start + 20
        digits = self.digits
        variant = self.VARIANTS[int(digits[start + 3], 16)]
        return (
            f"{prefix}-7{digits[start:start + 3]}-{variant}{digits[start + 4:start + 7]}-{digits[start + 7:start + 19]}"
        )


def make_persons(person_count: int, seed: int, is_skewed: bool = False) -> list[Person]:
    rng = random.Random(seed)
    institutions = [uuid_v7(RECORDED_FROM_MS, rng) for _ in range(40)]
    agreements = [uuid_v7(RECORDED_FROM_MS, rng) for _ in range(12)]
    return [Person(rng, institutions, agreements, is_skewed) for _ in range(person_count)]


def generate(count: int, duplicate_share: float, seed: int, expected: Expected, late_share: float = 0):
    """Yields (key, value, headers), every event once in order, and the re-sends after the events they repeat.

    Of the re-sends a share comes late: after everything else.
    """
    persons, served = expected.persons, expected.served
    random_share = random.Random(seed + 1).random
    late_random = random.Random(seed + 4).random
    new_id = Identifiers(random.Random(seed + 2)).next
    person_count = len(persons)
    days = [FIRST_DAY + datetime.timedelta(days=index) for index in range(365)]
    dates = [(day.isoformat(), (day.month - 1) // 3) for day in days]
    constant = [
        ("ce_specversion", b"1.0"),
        ("ce_source", SOURCE.encode()),
        ("ce_type", EVENT_TYPE.encode()),
        ("ce_dataschema", b"urn:jisr:schema:service.delivered.v1"),
        ("ce_storeepoch", b"1"),
        ("ce_dataclassification", b"restricted"),
        ("content-type", b"application/json"),
    ]
    duplicate_total = round(count * duplicate_share)
    duplicates = 0
    late: list = []
    recent: list = [None] * RESEND_WINDOW
    second_text = ""
    for index in range(count):
        share = random_share() * person_count
        number = int(share)
        which = int(random_share() * 5)
        day = int(random_share() * 365)
        person = persons[number]
        person.key_sequence += 1
        person.versions[which] += 1
        enrolment = person.enrolments[which]
        recorded_ms = RECORDED_FROM_MS + index
        if index % 1000 == 0:
            second_text = instant(recorded_ms)[:20]
        digits = "%012x" % recorded_ms
        time_prefix = f"{digits[:8]}-{digits[8:]}"
        date, quarter = dates[day]
        served[number] |= 1 << which * 4 + quarter
        value = (
            f'{{"enrolmentId":"{enrolment}{person.middle}{SERVICES[which]}{person.cells}'
            f'","sessionId":"{new_id(time_prefix)}","date":"{date}"'
            f',"hours":{1 + int((share - number) * 4)}{person.tail}'
        )
        headers = [
            *constant,
            ("ce_id", new_id(time_prefix)),
            ("ce_subject", enrolment),
            ("ce_time", date + "T10:00:00.000Z"),
            ("ce_recordedtime", f"{second_text}{index % 1000:03d}Z"),
            ("ce_partitionkey", person.key),
            ("ce_sequence", "%020d" % (index + 1)),
            ("ce_keyseq", str(person.key_sequence)),
            ("ce_aggregateversion", str(person.versions[which])),
            ("ce_correlationid", new_id(time_prefix)),
        ]
        record = (person.key, value, headers)
        recent[index % RESEND_WINDOW] = record
        yield record
        while duplicates < (index + 1) * duplicate_total // count:
            duplicates += 1
            again = recent[int(random_share() * min(index + 1, RESEND_WINDOW))]
            if late_random() < late_share:
                late.append(again)
            else:
                yield again
    yield from late
