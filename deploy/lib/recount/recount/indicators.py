"""The indicators that count persons, and by what each may be cut."""

from __future__ import annotations

from dataclasses import dataclass

PERSON = ("sex", "age", "geo", "region", "service", "agreement")
TRAVELLER = ("sex", "age", "nationality", "country", "agreement")
VICTIM = ("sex", "age", "nationality", "geo", "orgKind")


@dataclass(frozen=True)
class Indicator:
    """What makes a person count."""

    code: str
    reach: str
    cuts: tuple[str, ...]
    children_only: bool = False
    service: str | None = None


INDICATORS = [
    Indicator("LIT_CERT", "certificate", PERSON, True),
    Indicator("LIT_ATT", "service", PERSON, True, "LIT"),
    Indicator("BEN_PSS", "service", PERSON, True, "PSS"),
    Indicator("BEN_VOC", "service", PERSON, True, "VOC"),
    Indicator("BEN_MED", "service", PERSON, True, "MED"),
    Indicator("BEN_LEG", "service", PERSON, True, "LEG"),
    Indicator("BEN_REI", "service", PERSON, True, "REI"),
    Indicator("BEN_ANY", "any", (*PERSON, "nationality"), True),
    Indicator("BEN_PAIRS", "pairs", PERSON, True),
    Indicator("KIT_PERSONS", "kit", ("sex", "age", "geo")),
    Indicator("RETURNS", "departed", TRAVELLER),
    Indicator("RETURNS_ARRIVED", "arrived", TRAVELLER),
    Indicator("TIP_DETECTED", "detected", VICTIM),
    Indicator("TIP_DETERMINED", "determined", ("sex", "age", "nationality", "geo")),
    Indicator("TIP_CJS", "victim", VICTIM, service="CJS"),
    Indicator("TIP_LIV", "victim", VICTIM, service="LIV"),
]

TIMES = ("year", "quarter")

CUTS: list[tuple[str, ...]] = [
    (),
    ("sex",),
    ("age",),
    ("geo",),
    ("region",),
    ("service",),
    ("agreement",),
    ("country",),
    ("orgKind",),
    ("year",),
    ("quarter",),
    ("sex", "age"),
    ("sex", "geo"),
    ("sex", "country"),
    ("service", "sex"),
    ("agreement", "year"),
    ("sex", "year"),
    ("geo", "quarter"),
    ("nationality",),
    ("sex", "age", "nationality"),
    ("nationality", "year"),
]


def allows(indicator: Indicator, cuts: tuple[str, ...]) -> bool:
    return all(cut in TIMES or cut in indicator.cuts for cut in cuts)
