"""Processes that never outlive the benchmark: each dies with it, whatever it dies of."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable

running: list["Child"] = []
PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


class Failed(Exception):
    """A program ended badly or something did not come in time; the message says which log to look at."""


class Child:
    """A program in a session of its own; the kernel kills it when the benchmark ends."""

    def __init__(self, name: str, arguments: list[str], log: str, environment: dict[str, str] | None = None,
                 output: str | None = None, directory: str | None = None):
        self.name = name
        self.log = log
        os.makedirs(os.path.dirname(log), exist_ok=True)
        with open(log, "ab") as errors, open(output or log, "wb" if output else "ab") as out:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", *map(str, arguments)],
                stdin=subprocess.DEVNULL, stdout=out, stderr=errors, start_new_session=True, cwd=directory,
                env={**clean_environment(), **(environment or {})},
            )
        self.usage = None
        self.before_stop: Callable[[], object] | None = None
        running.append(self)

    @property
    def pid(self) -> int:
        return self.process.pid

    def is_running(self) -> bool:
        return self.process.returncode is None and self._reap(os.WNOHANG) is None

    def _reap(self, flags: int) -> int | None:
        """The exit code once it has ended; keeps what it used."""
        if self.process.returncode is None:
            pid, status, usage = os.wait4(self.pid, flags)
            if pid == 0:
                return None
            self.usage = usage
            self.process.returncode = os.waitstatus_to_exitcode(status)
        return self.process.returncode

    def wait(self, seconds: float) -> int:
        deadline = time.monotonic() + seconds
        while (code := self._reap(os.WNOHANG)) is None:
            if time.monotonic() > deadline:
                self.stop(signal.SIGKILL)
                raise Failed(f"{self.name} did not end within {seconds:.0f} s; see {self.log}")
            time.sleep(0.005)
        if self in running:
            running.remove(self)
        return code

    def finish(self, seconds: float):
        """Waits for a good end."""
        code = self.wait(seconds)
        if code != 0:
            raise Failed(f"{self.name} ended with status {code}; see {self.log}\n{tail(self.log)}")

    def stop(self, with_signal: int = signal.SIGTERM, seconds: float = 40):
        """Ends it and all that it started."""
        if self.before_stop:
            self.before_stop()
            self.before_stop = None
        if self.is_running():
            self.process.send_signal(with_signal)
            deadline = time.monotonic() + seconds
            while self.is_running() and time.monotonic() < deadline:
                time.sleep(0.01)
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        if self.process.returncode is None:
            self._reap(0)
        if self in running:
            running.remove(self)

    def status(self, field: str) -> float:
        """A field of /proc/PID/status, in megabytes."""
        with open(f"/proc/{self.pid}/status", encoding="ascii", errors="replace") as file:
            match = re.search(rf"^{field}:\s+(\d+) kB", file.read(), re.MULTILINE)
        if not match:
            raise Failed(f"{self.name} has no {field}: it has ended; see {self.log}")
        return int(match[1]) / 1024

    def resident_mb(self) -> float:
        return self.status("VmRSS")

    def peak_mb(self) -> float:
        return self.status("VmHWM")

    def cpu_seconds(self) -> float:
        with open(f"/proc/{self.pid}/stat", encoding="ascii", errors="replace") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def used_cpu_seconds(self) -> float:
        """Once it has ended."""
        return self.usage.ru_utime + self.usage.ru_stime if self.usage else 0.0

    def used_peak_mb(self) -> float:
        return self.usage.ru_maxrss / 1024 if self.usage else 0.0


def clean_environment() -> dict[str, str]:
    """Without the settings of whoever runs the benchmark."""
    return {name: value for name, value in os.environ.items() if not name.startswith("JISR_") and name != "LD_PRELOAD"}


def stop_all():
    for child in reversed(list(running)):
        child.stop(signal.SIGKILL, seconds=5)


def tail(path: str, lines: int = 8) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return "".join(file.readlines()[-lines:]).rstrip()
    except FileNotFoundError:
        return ""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def is_listening(port: int) -> bool:
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0


def wait_until(what: str, condition, seconds: float, child: Child | None = None, pause: float = 0.05):
    """Waits for a condition, not longer than the process it depends on lives."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if child and not child.is_running():
            raise Failed(f"{child.name} ended while waiting for {what}; see {child.log}\n{tail(child.log)}")
        if time.monotonic() > deadline:
            raise Failed(f"{what} did not come within {seconds:.0f} s" + (f"; see {child.log}" if child else ""))
        time.sleep(pause)


def get(port: int, path: str, seconds: float = 120) -> tuple[int, bytes]:
    """A GET on this machine; status 0 when nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=seconds) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return 0, b""
