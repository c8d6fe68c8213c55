"""Builds what is measured, in release, and says what it was measured on."""

import datetime
import os
import platform
import re
import sqlite3
import subprocess
import sys

from .context import BASELINES, ROOT, progress
from .processes import Child

PRODUCTS = {
    "commands": ["jisr-intake"],
    "imports": ["jisr-intake", "jisr"],
    "finding": ["jisr-intake", "jisr"],
    "pipeline": ["jisr-bench"],
    "latency": ["jisr-partnerships", "jisr-statistics"],
    "statistics": ["jisr-statistics", "jisr"],
    "memory": ["jisr-intake", "jisr-services", "jisr-training", "jisr-partnerships", "jisr-statistics"],
    "release": ["jisr"],
}


def build(sections: list[str], data: str, bin_folder: str | None) -> str:
    """Builds the products of these sections; gives the folder they are in."""
    if bin_folder:
        return os.path.realpath(bin_folder)
    log = os.path.join(data, "logs", "build.log")
    for product in dict.fromkeys(product for section in sections for product in PRODUCTS[section]):
        progress(f"building {product} (release; the first takes several minutes)")
        command = ["swift", "build", "-c", "release", "--product", product]
        Child("swift build", command, log, directory=ROOT).finish(3600)
    shown = subprocess.run(["swift", "build", "-c", "release", "--show-bin-path"], cwd=ROOT, check=True, text=True,
                           capture_output=True, timeout=600)
    return shown.stdout.strip()


def prepare_tools(sections: list[str], data: str, folder: str):
    """The baselines, the load and the development broker: installed once, built when their sources changed."""
    progress("preparing the baselines")
    log = os.path.join(data, "logs", "tools.log")
    Child("deploy/baselines/setup", [os.path.join(BASELINES, "setup"), folder], log).finish(1800)
    venv = {"JISR_VENV": os.environ["JISR_VENV"]} if "JISR_VENV" in os.environ else None
    Child("deploy/broker", [os.path.join(ROOT, "deploy", "broker"), "--install-only"], log, venv).finish(600)
    if "statistics" in sections:
        attacker = os.path.join(ROOT, "deploy", "lib", "attack", "run")
        Child("deploy/lib/attack/run", [attacker, "--install-only"], log, venv).finish(600)


def first_line(*command: str) -> str:
    try:
        lines = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout.splitlines()
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    return lines[0].strip() if lines else "unknown"


def processor() -> str:
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        match = re.search(r"^model name\s*:\s*(.+)$", file.read(), re.MULTILINE)
    return match[1] if match else platform.machine()


def memory_gb() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)


def load_average() -> str:
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def machine(kafka: str | None) -> dict[str, str]:
    """What the figures depend on."""
    swift = re.search(r"Swift version ([\d.]+)", first_line("swift", "--version"))
    with open(os.path.join(BASELINES, "requirements.txt"), encoding="utf-8") as file:
        packages = ", ".join(line.strip().replace("==", " ") for line in file if "==" in line)
    with open(os.path.join(ROOT, "deploy", "broker"), encoding="utf-8") as file:
        broker = re.search(r"^readonly version=(\S+)", file.read(), re.MULTILINE)
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": f"{os.cpu_count()} cores, {memory_gb()} GB, {processor()}, Linux {platform.release()}",
        "load average at the start": load_average(),
        "Swift": swift[1] if swift else "unknown",
        "librdkafka": first_line("pkg-config", "--modversion", "rdkafka"),
        "SQLite": first_line("pkg-config", "--modversion", "sqlite3"),
        "Python": f"{sys.version.split()[0]} (SQLite {sqlite3.sqlite_version})",
        "packages": packages,
        "broker": f"Kafka at {kafka}" if kafka else f"development broker noida-db {broker[1] if broker else '?'}",
    }
