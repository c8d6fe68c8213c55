"""A figure beside its baseline of the same run, and the one table that all of them go into."""

import dataclasses
import statistics
from typing import Callable


@dataclasses.dataclass
class Figure:
    """A measured value, what it is compared with, and the bar it is held to."""

    section: str
    name: str
    unit: str
    runs: list[float]
    baseline_name: str = ""
    baseline_runs: list[float] = dataclasses.field(default_factory=list)
    # Of durations and sizes the baseline's is divided by ours, so that a ratio above 1 is always in our favour.
    less_is_better: bool = False
    bar: str = ""
    holds: bool | None = None
    note: str = ""

    @property
    def value(self) -> float:
        return statistics.median(self.runs)

    @property
    def baseline(self) -> float | None:
        return statistics.median(self.baseline_runs) if self.baseline_runs else None

    @property
    def ratio(self) -> float | None:
        if self.baseline is None:
            return None
        over, under = (self.baseline, self.value) if self.less_is_better else (self.value, self.baseline)
        return over / under if under else None

    def hold(self, bar: str, test: Callable[[float], bool], of_ratio: bool = False) -> "Figure":
        """Says what is promised, and whether it is kept."""
        self.bar = bar
        measured = self.ratio if of_ratio else self.value
        self.holds = measured is not None and test(measured)
        return self

    def as_json(self) -> dict:
        values = dataclasses.asdict(self)
        return {**values, "value": self.value, "baseline": self.baseline, "ratio": self.ratio}


def shown(number: float | None) -> str:
    """Three significant digits, thousands apart."""
    if number is None:
        return ""
    if abs(number) >= 1000:
        return f"{number:,.0f}"
    if abs(number) >= 100:
        return f"{number:.0f}"
    if abs(number) >= 10:
        return f"{number:.1f}"
    return f"{number:.2f}"


def spread(runs: list[float]) -> str:
    return f"{shown(min(runs))}–{shown(max(runs))}" if len(runs) > 1 else ""


def table(figures: list[Figure]) -> str:
    """All figures as one table, which Markdown shows as a table too."""
    header = ("figure", "median", "range", "unit", "baseline", "its median", "ratio", "bar", "holds")
    rows = []
    for figure in figures:
        rows.append(
            (
                f"{figure.section}: {figure.name}" + (f" ({figure.note})" if figure.note else ""),
                shown(figure.value),
                spread(figure.runs),
                figure.unit,
                figure.baseline_name,
                shown(figure.baseline),
                "" if figure.ratio is None else f"{figure.ratio:.2f}×",
                figure.bar,
                {True: "yes", False: "NO", None: ""}[figure.holds],
            )
        )
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    numeric = {1, 2, 5, 6}

    def line(cells):
        padded = (cell.rjust(width) if index in numeric else cell.ljust(width)
                  for index, (cell, width) in enumerate(zip(cells, widths)))
        return "| " + " | ".join(padded) + " |"

    rule = "|" + "|".join("-" * (width + 1) + (":" if index in numeric else "-")
                          for index, width in enumerate(widths)) + "|"
    return "\n".join([line(header), rule, *(line(row) for row in rows)])


def verdict(figures: list[Figure]) -> str:
    """Which figures hold their bar and which do not."""
    held = [figure for figure in figures if figure.holds]
    missed = [figure for figure in figures if figure.holds is False]
    lines = [f"Bars held: {len(held)} of {len(held) + len(missed)}."]
    for word, chosen in (("held", held), ("missed", missed)):
        for figure in chosen:
            against = f", {figure.ratio:.2f} × {figure.baseline_name}" if figure.ratio is not None else ""
            lines.append(f"  {word:6}  {figure.section}: {figure.name}: {shown(figure.value)} {figure.unit}{against};"
                         f" bar {figure.bar}")
    return "\n".join(lines)
