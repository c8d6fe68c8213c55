"""Reads exported figures back, from HXL, SDMX-CSV, SDMX-JSON, DHIS2's data value sets and CTDC's columns.

Each format names cells in its own way; here they get one name: indicator, period and what the cell is cut by. Only
counted figures are read: what others have stated is never withheld.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Name = tuple[str, str, tuple[tuple[str, str], ...]]

HXL_CUTS = {
    "#country+nationality": "nationality", "#activity+programme": "programme", "#service+code": "service",
    "#meta+adopted": "policy", "#item+kind": "kind", "#meta+role": "role", "#country+of": "country",
    "#org+party+id": "party", "#status+code": "status", "#region+code": "region", "#org+type": "organisationkind",
    "#group+audience": "audience", "#activity+agreement+id": "agreement",
}
HXL_SEXES = {"f": "F", "m": "M", "i": "X", "sex_unknown": "U"}
HXL_AGES = {
    "age0_4": "00-04", "age5_11": "05-11", "age12_14": "12-14", "age15_17": "15-17", "age18_24": "18-24",
    "age25_59": "25-59", "age60": "60+", "age_unknown": "UNK",
}
SDMX_AGES = {"Y_LT18": "child", "Y_GE18": "adult", "Y_GE60": "60+", "_U": "UNK"}
SDMX_NAMES = {"REF_AREA": "geo", "ORG_KIND": "organisationkind"}
SDMX_NO_CUTS = {"INDICATOR", "SOURCE", "COVERAGE", "STATEMENT", "TIME_PERIOD"}
SDMX_CSV_LEAD = {"STRUCTURE", "STRUCTURE_ID", "ACTION"}
CTDC_GENDERS = {"Female": "F", "Male": "M", "Other": "X"}


@dataclass
class Export:
    """What one file tells: values, and which figures it says are withheld."""

    format: str
    shown: dict[Name, int] = field(default_factory=dict)
    withheld: set[Name] = field(default_factory=set)
    contradictions: list[str] = field(default_factory=list)
    says_withheld: bool = True
    is_partial: bool = False

    def add(self, name: Name, value: str) -> None:
        """Takes a figure in; an empty value is withheld."""
        if value == "":
            self.withheld.add(name)
        elif self.shown.setdefault(name, int(value)) != int(value):
            self.contradictions.append(f"{name}: {self.shown[name]} and {value}")


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum() or letter == "+")


def _name(indicator: str, period: str, cuts: Mapping[str, str]) -> Name:
    said = sorted((dimension, _plain(value)) for dimension, value in cuts.items() if value)
    return indicator, _plain(period.removeprefix("to-")), tuple(said)


def _hxl_cuts(attributes: Iterable[str]) -> dict[str, str]:
    cuts: dict[str, str] = {}
    whole = ""
    for attribute in attributes:
        if attribute in HXL_SEXES:
            cuts["sex"] = HXL_SEXES[attribute]
        elif attribute in HXL_AGES:
            cuts["age"] = HXL_AGES[attribute]
        elif attribute.startswith("sex_"):
            cuts["sex"] = attribute.removeprefix("sex_")
        elif attribute.startswith("age_"):
            cuts["age"] = attribute.removeprefix("age_")
        elif attribute in ("children", "adults"):
            whole = {"children": "child", "adults": "adult"}[attribute]
    if whole and "age" not in cuts:
        cuts["age"] = whole
    return cuts


def read_hxl(rows: list[list[str]]) -> Export:
    export = Export("hxl")
    tags = rows[1]
    for row in rows[2:]:
        lead = dict(zip(tags, row, strict=True))
        if lead.get("#meta+source", "counted") != "counted":
            continue
        cuts = {dimension: lead.get(tag, "") for tag, dimension in HXL_CUTS.items()}
        cuts["geo"] = lead.get("#adm1+code") or lead.get("#country+code", "")
        withheld = set(lead.get("#meta+withheld", "").split())
        for tag, value in zip(tags, row, strict=True):
            prefix = next((one for one in ("#reached+", "#indicator+value+num+") if tag.startswith(one)), None)
            if prefix is None or (value == "" and tag not in withheld):
                continue
            own = cuts | _hxl_cuts(tag.removeprefix(prefix).split("+"))
            name = _name(lead["#indicator+code"], lead["#meta+period"], own)
            export.add(name, value)
            if value and tag in withheld:
                export.contradictions.append(f"{name} is said to be withheld, and is {value}")
    return export


def _sdmx_age(code: str) -> str:
    if code in SDMX_AGES:
        return SDMX_AGES[code]
    first, _, last = code.removeprefix("Y").partition("T")
    return f"{int(first):02}-{int(last):02}" if first.isdigit() and last.isdigit() else code


def _add_sdmx(export: Export, key: Mapping[str, str], period: str, value: str, status: str, confidential: str) -> None:
    if key["SOURCE"].lower() != "counted":
        return
    cuts = {
        SDMX_NAMES.get(column, column.lower()): code
        for column, code in key.items()
        if column not in SDMX_NO_CUTS and code != "_T"
    }
    if "sex" in cuts:
        cuts["sex"] = {"_O": "X", "_U": "U"}.get(cuts["sex"], cuts["sex"])
    if "age" in cuts:
        cuts["age"] = _sdmx_age(cuts["age"])
    name = _name(key["INDICATOR"], period, cuts)
    export.add(name, value)
    if (status == "Q") != (value == ""):
        export.contradictions.append(f"{name} has OBS_STATUS {status} and the value '{value}'")
    if value == "" and confidential in ("A", "D"):
        export.contradictions.append(f"{name}: CONF_STATUS {confidential} tells why it is withheld")


def read_sdmx_csv(rows: list[list[str]]) -> Export:
    export = Export("sdmx-csv")
    header = rows[0]
    columns = [column for column in header[: header.index("OBS_VALUE")] if column not in SDMX_CSV_LEAD]
    for row in rows[1:]:
        cells = dict(zip(header, row, strict=True))
        key = {column: cells[column] for column in columns}
        _add_sdmx(export, key, cells.get("PERIOD", key["TIME_PERIOD"]), cells["OBS_VALUE"], cells["OBS_STATUS"],
                  cells.get("CONF_STATUS", ""))
    return export


def read_sdmx_json(document: Mapping[str, Any]) -> Export:
    export = Export("sdmx-json")
    structure = document["data"]["structures"][0]
    dimensions = structure["dimensions"]["observation"]
    attributes = structure["attributes"]["observation"]
    for place, observation in document["data"]["dataSets"][0]["observations"].items():
        chosen = {
            dimension["id"]: dimension["values"][int(index)]
            for dimension, index in zip(dimensions, place.split(":"), strict=True)
        }
        key = {name: value.get("id") or value["value"] for name, value in chosen.items()}
        said = {
            attribute["id"]: str(attribute["values"][index].get("value", attribute["values"][index].get("id")))
            for attribute, index in zip(attributes, observation[1:], strict=False)
            if index is not None
        }
        value = "" if observation[0] is None else str(observation[0])
        _add_sdmx(export, key, said.get("PERIOD", key["TIME_PERIOD"]), value, said.get("OBS_STATUS", ""),
                  said.get("CONF_STATUS", ""))
    return export


def read_dhis2(document: Mapping[str, Any]) -> Export:
    export = Export("dhis2", says_withheld=False)
    for value in document["dataValues"]:
        if value["dataElement"].endswith("_REPORTED"):
            continue
        cuts = {}
        if value["orgUnit"] != "NATIONAL":
            cuts["geo"] = value["orgUnit"]
        if value["categoryOptionCombo"] != "default":
            for part in value["categoryOptionCombo"].split("__"):
                dimension, _, code = part.partition("_")
                cuts[dimension.lower()] = code
        name = _name(value["dataElement"], value["period"], cuts)
        if not value["value"].isdigit():
            export.contradictions.append(f"{name} has the value '{value['value']}'")
        else:
            export.add(name, value["value"])
    return export


def read_ctdc(rows: list[list[str]]) -> Export:
    export = Export("ctdc", is_partial=True)
    for row in rows[1:]:
        cells = dict(zip(rows[0], row, strict=True))
        if cells["gender"] == "Unknown":
            # Unknown and not disclosed look the same here, so such a row has no name of its own.
            continue
        cuts = {
            "sex": CTDC_GENDERS.get(cells["gender"], ""), "nationality": cells["citizenship"],
            "age": {"Minor": "child", "Adult": "adult"}.get(cells["majorityStatus"], ""),
        }
        name = _name(cells["indicator"], cells["period"], cuts)
        export.add(name, cells["persons"])
        if (cells["withheld"] == "yes") != (cells["persons"] == ""):
            export.contradictions.append(f"{name}: withheld '{cells['withheld']}', persons '{cells['persons']}'")
    return export


def read_export(path: Path) -> Export | None:
    """A file's figures; nothing if it is no export."""
    text = path.read_text(encoding="utf-8-sig")
    if text.lstrip().startswith("{"):
        document = json.loads(text)
        if "dataValues" in document:
            return read_dhis2(document)
        return read_sdmx_json(document) if "structures" in document.get("data", {}) else None
    if path.suffix != ".csv":
        return None
    rows = list(csv.reader(text.splitlines()))
    if rows and rows[0][:1] == ["STRUCTURE"]:
        return read_sdmx_csv(rows)
    if rows and "majorityStatus" in rows[0]:
        return read_ctdc(rows)
    return read_hxl(rows) if len(rows) > 1 and rows[1][0].startswith("#") else None
