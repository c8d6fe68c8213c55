"""How far the requests came: what each route answered to those that were made to fit its description."""

from __future__ import annotations

OUTCOMES = ("accepted", "refused by the domain", "not found", "refused for its form")


def table(counts: dict[str, dict[str, int]]) -> str:
    lines = [f"{'route':66}{'all':>6}{'fit':>6}{'2xx':>6}{'409,422':>9}{'404':>6}{'form':>6}"]
    total = dict.fromkeys(("all", "meant well", *(f"meant well, {name}" for name in OUTCOMES)), 0)
    for route, found in sorted(counts.items(), key=lambda pair: pair[0].split(" ")[::-1]):
        if not route.split(" ")[1].startswith("/v1/"):
            continue
        for name in total:
            total[name] += found.get(name, 0)
        lines.append(line(route, found))
    lines.append(line("all routes", total))
    return "\n".join(lines)


def line(title: str, found: dict[str, int]) -> str:
    fit = found.get("meant well", 0)
    shares = [100 * found.get(f"meant well, {name}", 0) / fit if fit else 0 for name in OUTCOMES]
    widths = (5, 8, 5, 5)
    cells = "".join(f"{share:>{width}.0f}%" for share, width in zip(shares, widths, strict=True))
    return f"{title:66}{found.get('all', 0):>6}{fit:>6}{cells}"
