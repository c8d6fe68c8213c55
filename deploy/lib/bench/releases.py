"""What a release costs that nobody can work anything out from, beside the same figures published without that care.

`jisr release rehearse` makes the releases of persons of twenty services, quarter after quarter. Without the audit (the
rule `linked`) each figure is safe by itself only, and all of them together are not: that is what the baseline does.
"""

import os
import subprocess
import time

from .context import Context, progress
from .figures import Figure
from .persons import QUARTERS, SIZES, write
from .processes import Failed

NAME = "release"
# What a release of the whole country may take.
LONGEST_SECONDS = 600
MOST_MEGABYTES = 4096


def run(context: Context) -> list[Figure]:
    if context.is_quick:
        return measure(context, "one service", [1_000], 2)
    figures = measure(context, "ten services", list(SIZES[1::2]), QUARTERS)
    for factor in (1, 2, 4):
        figures += measure(context, f"one service, persons x {factor}", [4_000 * factor], QUARTERS)
    figures += measure(context, "twenty services", list(SIZES), QUARTERS, is_whole=True)
    return figures


def measure(context: Context, what: str, sizes: list[int], releases: int, is_whole: bool = False) -> list[Figure]:
    folder = context.folder(NAME)
    persons = write(folder, sizes, releases)
    what = f"{what}, {persons:,} persons"
    progress(f"{NAME}: {releases} releases of {what}")
    bare, _ = rehearse(context, folder, "unaudited", releases)
    seconds, megabytes = rehearse(context, folder, "policy", releases)
    shown = sorted({1, releases // 2, releases} - {0})
    figures = [
        Figure(NAME, f"release {number} of {what}", "s", [seconds[number - 1]], "the same without the audit",
               [bare[number - 1]], less_is_better=True)
        for number in shown
    ]
    memory = Figure(NAME, f"peak memory, {what}", "MB", [megabytes], less_is_better=True)
    if is_whole:
        figures[-1].hold("≤ 600 s", lambda value: value <= LONGEST_SECONDS)
        memory.hold("≤ 4096 MB", lambda value: value <= MOST_MEGABYTES)
    return [*figures, memory]


def rehearse(context: Context, folder: str, policy: str, releases: int) -> tuple[list[float], float]:
    """The seconds of each release, and the most memory that was used."""
    command = [context.executable("jisr"), "release", "rehearse", "--policy", os.path.join(folder, policy + ".json"),
               "--changes", os.path.join(folder, "changes.jsonl"), "--output", os.path.join(folder, policy)]
    seconds, last = [], time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        lines = []
        for line in process.stderr:
            lines.append(line)
            if line.endswith(" made\n"):
                seconds.append(time.monotonic() - last)
                last = time.monotonic()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or len(seconds) != releases:
        raise Failed(f"{NAME}: " + "".join(lines[-5:]))
    return seconds, usage.ru_maxrss / 1024
