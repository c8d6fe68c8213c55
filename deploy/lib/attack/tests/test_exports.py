"""Exports that agree pass; a value that one of them lets slip does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attack.exports import compare

HXL = (
    "Indicator,Period,Counted or reported,Country,Governorate,Withheld,\"Persons, total\",\"F\",\"Children, F\"\n"
    "#indicator+code,#meta+period,#meta+source,#country+code,#adm1+code,#meta+withheld,#reached+total,#reached+f,"
    "#reached+f+children+age5_11\n"
    "BEN_ANY,to-2020-12-31,counted,,,#reached+f+children+age5_11,321,120,\n"
    "BEN_ANY,to-2020-12-31,counted,EG,EG-C,#reached+total,,,\n"
    "BEN_ANY,to-2020-12-31,reported,EG,EG-C,,7,,\n"
)
SDMX_HEADER = (
    "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,SOURCE,SEX,AGE,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS,PERIOD"
)
SDMX_ROWS = [
    "BEN_ANY,COUNTED,_T,_T,_T,2020-12-31,321,A,F,to-2020-12-31",
    "BEN_ANY,COUNTED,F,_T,_T,2020-12-31,120,A,F,to-2020-12-31",
    "BEN_ANY,COUNTED,F,Y5T11,_T,2020-12-31,,Q,C,to-2020-12-31",
    "BEN_ANY,COUNTED,_T,_T,EG-C,2020-12-31,,Q,C,to-2020-12-31",
    "BEN_ANY,REPORTED,_T,_T,EG-C,2020-12-31,7,A,F,to-2020-12-31",
]
COUNTED = {"dataElement": "BEN_ANY", "period": "20201231", "orgUnit": "NATIONAL"}
DHIS2 = {"dataValues": [
    COUNTED | {"categoryOptionCombo": "default", "value": "321"},
    COUNTED | {"categoryOptionCombo": "SEX_F", "value": "120"},
    COUNTED | {"dataElement": "BEN_ANY_REPORTED", "orgUnit": "EG-C", "categoryOptionCombo": "default", "value": "7"},
]}
CTDC = (
    "yearOfRegistration,Datasource,gender,majorityStatus,citizenship,indicator,period,persons,withheld\n"
    ",Case Management,,,,BEN_ANY,to-2020-12-31,321,\n,Case Management,Female,,,BEN_ANY,to-2020-12-31,120,\n"
)


def sdmx_json(rows: list[str]) -> dict[str, object]:
    columns = SDMX_HEADER.split(",")[3:]
    records = [dict(zip(columns, row.split(","), strict=True)) for row in rows]
    dimensions, attributes = columns[:6], columns[7:]
    values = {column: sorted({record[column] for record in records}) for column in columns}
    observations = {
        ":".join(str(values[one].index(record[one])) for one in dimensions): [
            int(record["OBS_VALUE"]) if record["OBS_VALUE"] else None,
            *(values[one].index(record[one]) for one in attributes),
        ]
        for record in records
    }
    return {"data": {
        "structures": [{
            "dimensions": {"observation": [
                {"id": one, "values": [{"value" if one == "TIME_PERIOD" else "id": value} for value in values[one]]}
                for one in dimensions]},
            "attributes": {"observation": [
                {"id": one, "values": [{"value": value} for value in values[one]]} for one in attributes]},
        }],
        "dataSets": [{"observations": observations}],
    }}


def write(folder: Path) -> None:
    (folder / "hxl.csv").write_text(HXL)
    rows = [SDMX_HEADER] + [f"dataflow,JISR:FIGURES(1.0),I,{row}" for row in SDMX_ROWS]
    (folder / "sdmx.csv").write_text("\n".join(rows) + "\n")
    (folder / "sdmx.json").write_text(json.dumps(sdmx_json(SDMX_ROWS)))
    (folder / "dhis2.json").write_text(json.dumps(DHIS2))
    (folder / "ctdc.csv").write_text(CTDC)
    (folder / "service.prom").write_text('http_requests_total{route="/v1/figures",status="200"} 3\n')


def test_equal_exports_agree(tmp_path: Path) -> None:
    write(tmp_path)
    exports, found = compare(tmp_path)
    assert [export.format for export in exports] == ["ctdc", "dhis2", "hxl", "sdmx-csv", "sdmx-json"]
    assert [len(export.shown) for export in exports] == [2] * 5
    assert [len(export.withheld) for export in exports] == [0, 0, 2, 2, 2]
    assert found == []


@pytest.mark.parametrize(("name", "old", "new"), [
    ("hxl.csv", ",321,120,\n", ",321,120,4\n"),
    ("sdmx.csv", "2020-12-31,,Q,C", "2020-12-31,4,Q,C"),
    ("sdmx.csv", "2020-12-31,,Q,C", "2020-12-31,,Q,A"),
    ("sdmx.json", "[null, ", "[4, "),
    ("dhis2.json", '"SEX_F"', '"SEX_F__AGE_05-11"'),
    ("ctdc.csv", ",120,", ",121,"),
    ("service.prom", "status=", "sex="),
], ids=["hxl shows one", "sdmx-csv shows one", "sdmx-csv says why", "sdmx-json shows one", "dhis2 shows one",
        "another value", "a metric by sex"])
def test_what_slips_out_is_seen(tmp_path: Path, name: str, old: str, new: str) -> None:
    write(tmp_path)
    text = (tmp_path / name).read_text()
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1))
    assert compare(tmp_path)[1]
