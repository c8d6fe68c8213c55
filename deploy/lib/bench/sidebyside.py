"""All that the statistics section found about each tool, in one table."""

import statistics

from .exactness import value_of
from .giveaway import found_out, share
from .rivals import NAMES, RIVALS

# What is measured by rate keeps totals in its own memory; what is asked for exact totals keeps them too.
RATED = {"jisr": "jisr", "quix_exact": "quix", "bytewax": "bytewax", "duckdb": "duckdb"}


def table(results: dict[str, list[dict]], exact: dict[str, dict[str, dict]], attacked: dict[str, dict]) -> str:
    """A row for each measure, a column for each tool, as Markdown."""
    tools = ("jisr", *RIVALS)
    rows = [("", *(NAMES[tool] for tool in tools))]

    def row(name: str, value):
        rows.append((name, *(value(tool) for tool in tools)))

    row("events/s, answers included", lambda tool: f"{rate(results[RATED[tool]]):,.0f}")
    row("the same, totals durable, merges", lambda tool: f"{durable(tool, results, exact):,.0f}")
    row("peak resident memory", lambda tool: f"{peak(results[RATED[tool]]):,.0f} MB")
    row("after duplicates, some late", lambda tool: outcome(exact[tool]["duplicates"]))
    row("after kill -9 in the middle", lambda tool: outcome(exact[tool]["kills"]))
    row("the same, default guarantee", lambda tool: outcome(exact[tool].get("kills by default", exact[tool]["kills"])))
    row("after merges", lambda tool: outcome(exact[tool]["merges"]))
    row("cells published", lambda tool: f"{share(attacked[tool]):.1f} %")
    row("protected numbers found out",
        lambda tool: f"{found_out(attacked[tool]):,} of {attacked[tool]['targets']:,}")
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(rows[0]))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
             for cells in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "statistics, side by side\n\n" + "\n".join(lines)


def rate(runs: list[dict]) -> float:
    return statistics.median(run.get("all_per_s", run["events_per_s"]) for run in runs)


def durable(tool: str, results: dict[str, list[dict]], exact: dict[str, dict[str, dict]]) -> float:
    """The rate of what is exact in all cases: Jisr always is so, the others take more steps for it."""
    return rate(results["jisr"]) if tool == "jisr" else exact[tool]["duplicates"]["events_per_s"]


def peak(runs: list[dict]) -> float:
    return statistics.median(run.get("answer_peak_mb", run["peak_mb"]) for run in runs)


def outcome(result: dict) -> str:
    """Exact or what it says instead; and how often it had to be started before it said all of it."""
    again = f", started {result['starts']} times" if result.get("starts", 1) > 1 else ""
    return value_of(result) + again
