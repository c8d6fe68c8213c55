"""Cases found by name, document, number, worker and the like among a million, and how long it takes to have them there.

Some of the cases are brought in with `jisr import`, with matching on: names as unevenly spread as names are, a tenth of
them in Arabic script. What a search reads of them (no log, nothing sealed) is then copied under other identifiers until
there are as many as asked for, so that every name is borne by as large a share as before. Then they are looked for over
HTTP, one search after another: by two or three names in another spelling, by the beginning of one, by document,
number, case worker. The baseline is a table of as many names in clear that SQLite searches with LIKE, as most systems
do.
"""

import http.client
import itertools
import json
import os
import random
import sqlite3
import statistics
import time

from .context import Broker, Context, Service, progress
from .figures import Figure
from .imports import INSTITUTION, jisr
from .memory import read
from .processes import Failed, wait_until

NAME = "finding"
SEARCHES = 400
COLUMNS = ("sourceId", "institutionId", "categories", "identifiedBy", "identifiedAt", "registeredAt",
           "subject.givenName", "subject.fatherName", "subject.familyName", "subject.sex", "subject.birthDate",
           "subject.nationalities", "subject.region", "subject.documents", "consents.REGISTER.decision",
           "consents.REGISTER.basis", "caseWorkerId")
# Each name as two people write it, and in Arabic script.
GIVEN = [
    ("Mohamed", "Muhammad", "محمد"), ("Ahmed", "Ahmad", "أحمد"), ("Mahmoud", "Mahmud", "محمود"),
    ("Youssef", "Yusuf", "يوسف"), ("Ibrahim", "Ebrahim", "إبراهيم"), ("Mostafa", "Mustafa", "مصطفى"),
    ("Hassan", "Hasan", "حسن"), ("Hussein", "Husayn", "حسين"), ("Omar", "Umar", "عمر"), ("Khaled", "Khalid", "خالد"),
    ("Fatma", "Fatima", "فاطمة"), ("Mariam", "Maryam", "مريم"), ("Nour", "Noor", "نور"), ("Amina", "Ameena", "أمينة"),
    ("Aicha", "Aisha", "عائشة"), ("Karim", "Kareem", "كريم"), ("Said", "Saeed", "سعيد"), ("Tarek", "Tariq", "طارق"),
    ("Gamal", "Jamal", "جمال"), ("Sherif", "Sharif", "شريف"), ("Walid", "Waleed", "وليد"), ("Yasmin", "Yasmeen", "ياسمين"),
    ("Salma", "Selma", "سلمى"), ("Huda", "Hoda", "هدى"), ("Idris", "Edris", "إدريس"), ("Bilal", "Belal", "بلال"),
    ("Osman", "Othman", "عثمان"), ("Zeinab", "Zaynab", "زينب"), ("Rachid", "Rashid", "رشيد"), ("Samir", "Sameer", "سمير"),
]
SYLLABLES = [a + b for a in "BDFGHKLMNRSTWZ" for b in ("a", "i", "ou", "ar", "il")]
REGIONS = ("EG-C", "EG-GZ", "EG-ALX", "EG-KB", "EG-SHR", "EG-DK", "EG-BH", "EG-MN", "EG-AST", "EG-SHG", "EG-FYM", "EG-ASN")
WORKERS = [f"00000000-0000-7000-8000-{number:012x}" for number in range(1, 1001)]


class People:
    """Persons in the order of the file, the same for the same number of them."""

    def __init__(self, count: int):
        self.count = count
        families = [first + second.lower() + third.lower() for first, second, third in
                    itertools.product(SYLLABLES, SYLLABLES, SYLLABLES[::7])]
        random.Random(5).shuffle(families)
        self.families = families[:20_000]
        self.given_weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(GIVEN))))
        self.family_weights = list(itertools.accumulate((rank + 1) ** -0.8 for rank in range(len(self.families))))

    def each(self):
        rnd = random.Random(11)
        for number in range(self.count):
            given, father = (rnd.choices(GIVEN, cum_weights=self.given_weights)[0] for _ in range(2))
            family = rnd.choices(self.families, cum_weights=self.family_weights)[0]
            script = 2 if rnd.random() < 0.1 else 0
            born = f"{rnd.randint(1985, 2018)}-{rnd.randint(1, 12):02}-{rnd.randint(1, 28):02}"
            yield number, given, father, family, script, born, rnd.choice(REGIONS), rnd.choice(WORKERS)


def write_rows(path: str, people: People):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(",".join(COLUMNS) + "\r\n")
        for number, given, father, family, script, born, region, worker in people.each():
            file.write(f"F-{number},{INSTITUTION},CAR,CSO,2024-05-06T08:00:00Z,2024-05-07T09:00:00Z,{given[script]},"
                       f"{father[script]},{family},{'M' if number % 3 else 'F'},{born},EG,{region},"
                       f"NATIONAL_ID:{29_000_000_000_000 + number * 37},granted,guardian,{worker}\r\n")


def searches(people: People, numbers: list[str]) -> dict[str, list[dict]]:
    """What is looked for, by kind."""
    rnd = random.Random(3)
    chosen = set(rnd.sample(range(people.count), min(people.count, SEARCHES)))
    found: dict[str, list[dict]] = {"three names": [], "given and family name": [], "the beginning of a family name": [],
                                    "a document": [], "a case number": [], "a worker's open cases": []}
    for number, given, father, family, _, _, region, worker in people.each():
        if number not in chosen:
            continue
        # As somebody else writes them.
        found["three names"].append({"name": f"{given[1]} {father[1]} {family}"})
        found["given and family name"].append({"name": f"{given[1]} {family}"})
        found["the beginning of a family name"].append({"name": f"{given[2]} {family[:4]}", "region": region})
        found["a document"].append({"document": str(29_000_000_000_000 + number * 37)})
        found["a case number"].append({"caseNumber": rnd.choice(numbers)})
        found["a worker's open cases"].append({"caseWorkerId": worker, "status": "registered"})
    return found


def run(context: Context) -> list[Figure]:
    folder = context.folder(NAME)
    people = People(min(context.rows, context.found_cases))
    times = max(1, context.found_cases // people.count)
    rows = os.path.join(folder, "cases.csv")
    write_rows(rows, people)
    name = f"{people.count * times:,} cases"
    with alone(context, folder) as intake:
        progress(f"{NAME}: importing {people.count:,} cases")
        started = time.monotonic()
        jisr(context, NAME, ["import", rows, "--to", f"http://127.0.0.1:{intake.port}", "--json"])
        imported = time.monotonic() - started
        wait_until("the index", lambda: lag(intake) == 0, 3600, intake.child)
        indexed = time.monotonic() - started
        store = intake.store
    progress(f"{NAME}: {imported:.0f} s, indexed after {indexed:.0f} s; copying to {name}")
    multiply(store, times)
    with alone(context, folder) as intake:
        numbers = [row[0] for row in read(store, "SELECT number FROM intake_case WHERE seq % 97 = 0 LIMIT 5000")]
        figures = [
            Figure(NAME, f"{people.count:,} cases imported, indexed and matched", "cases/s", [people.count / indexed],
                   "imported", [people.count / imported]),
        ]
        plain = in_clear(folder, people, times)
        everything = []
        for kind, bodies in searches(people, numbers).items():
            timed, refused = search(intake.port, bodies)
            everything += timed
            note = f"{refused} of {len(bodies)} too common to list" if refused else ""
            baseline = {"given and family name": ("LIKE over names in clear", plain)}.get(kind, ("", []))
            figures.append(Figure(NAME, f"{kind}, p95", "ms", [percentile(timed, 95)], baseline[0], baseline[1],
                                  less_is_better=True, note=note))
        figures.append(Figure(NAME, f"any of these among {name}, p95", "ms", [percentile(everything, 95)], "median",
                              [statistics.median(everything)]).hold("< 20 ms", lambda value: value < 20))
    return figures


def alone(context: Context, folder: str) -> Service:
    """Intake without a broker: topics are not what is measured here."""
    intake = Service(context, Broker.nowhere(), "intake", "bench", os.path.join(folder, "store"), waits=False)
    wait_until("jisr-intake", intake.is_live, 90, intake.child)
    return intake


def multiply(path: str, times: int):
    """Copies what searches read, under other identifiers and at later places."""
    store = sqlite3.connect(path, isolation_level=None)
    store.create_function("other", 2, lambda id, copy: id and id[:12] + (int.from_bytes(id[12:], "big") ^ copy << 8)
                          .to_bytes(4, "big"), deterministic=True)
    store.execute("PRAGMA synchronous=OFF")
    (count,), = store.execute("SELECT max(id) FROM intake_searchable")
    (step,), = store.execute("SELECT max(seq) FROM intake_case")
    store.execute("BEGIN")
    for copy in range(1, times):
        place = {"copy": copy, "at": copy * step, "after": copy * count, "step": step, "count": count}
        store.execute("""
            INSERT INTO intake_case SELECT other(case_id, :copy), seq + :at, number || '-' || :copy, status, version,
                institution_id, other(subject_id, :copy), case_group, stats_mode, identified_at, registered_at,
                closed_at, review_due FROM intake_case WHERE seq <= :step""", place)
        store.execute("""
            INSERT INTO intake_facet SELECT name, value, seq + :at, other(case_id, :copy) FROM intake_facet
            WHERE seq <= :step""", place)
        store.execute("""
            INSERT INTO intake_searchable SELECT id + :after, other(subject_id, :copy) FROM intake_searchable
            WHERE id <= :count""", place)
        store.execute("""
            INSERT INTO intake_person_search(rowid, tokens) SELECT rowid + :after, tokens FROM intake_person_search
            WHERE rowid <= :count""", place)
    store.execute("COMMIT")
    store.close()


def lag(intake: Service) -> int:
    newest = read(intake.store, "SELECT max(seq) FROM log")[0][0]
    return newest - min([row[0] for row in read(intake.store, "SELECT seq FROM follower")] or [0])


def search(port: int, bodies: list[dict]) -> tuple[list[float], int]:
    """Milliseconds of each search that was answered, and how many were refused because too many bear the name."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    timed, refused = [], 0
    for body in bodies:
        started = time.monotonic()
        connection.request("POST", "/v1/cases/search", json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = json.loads(response.read())
        taken = (time.monotonic() - started) * 1000
        if response.status == 422:
            refused += 1
            continue
        timed.append(taken)
        if response.status != 200 or not answer["items"]:
            raise Failed(f"{NAME}: a search for somebody who is there gave {response.status}: {json.dumps(answer)[:300]}")
    connection.close()
    return timed, refused


def in_clear(folder: str, people: People, times: int) -> list[float]:
    """The p95 of the same names looked for with LIKE, exactly as they are written."""
    path = os.path.join(folder, "clear.sqlite")
    store = sqlite3.connect(path)
    store.execute("CREATE TABLE person(id INTEGER PRIMARY KEY, given TEXT, father TEXT, family TEXT)")
    for copy in range(times):
        store.executemany("INSERT INTO person VALUES (?, ?, ?, ?)",
                          ((copy * people.count + number, given[script], father[script], family)
                           for number, given, father, family, script, *_ in people.each()))
    store.commit()
    wanted = [(given[0], family) for number, given, _, family, *_ in people.each()
              if number % max(1, people.count // 40) == 0]
    timed = []
    for given, family in wanted:
        started = time.monotonic()
        store.execute("SELECT id FROM person WHERE given LIKE ? AND family LIKE ? LIMIT 51",
                      (f"%{given}%", f"%{family}%")).fetchall()
        timed.append((time.monotonic() - started) * 1000)
    store.close()
    os.remove(path)
    return [percentile(timed, 95)]


def percentile(values: list[float], percent: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]
