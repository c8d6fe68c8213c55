"""Where things are, how much is measured, and the programs that every section starts."""

import ctypes
import dataclasses
import json
import os
import secrets
import shutil
import sys
import time

from .processes import Child, Failed, free_port, get, is_listening, wait_until

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
BASELINES = os.path.join(ROOT, "deploy", "baselines")
SERVICES = ("intake", "services", "training", "partnerships", "statistics")
PIPELINE_TOPIC = "jisr.services.service-events.v1"
# Requests of ptrace(2).
SEIZE, INTERRUPT, DETACH = 0x4206, 0x4207, 17


@dataclasses.dataclass
class Context:
    """What the command line asked for."""

    data: str
    tools: str
    swift_bin: str
    runs: int
    seconds: float
    pipeline_events: int
    events: int
    cases: int
    rows: int
    found_cases: int
    bootstrap: str | None
    is_quick: bool
    # What a reader of the table should know besides.
    remarks: list[str] = dataclasses.field(default_factory=list)

    def folder(self, *names: str) -> str:
        """A new, empty folder below the data."""
        path = os.path.join(self.data, *names)
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        return path

    def log(self, name: str) -> str:
        return os.path.join(self.data, "logs", name + ".log")

    def tool(self, name: str) -> str:
        return os.path.join(self.tools, "bin", name)

    def baseline(self, name: str, *arguments) -> list[str]:
        """The command line of a Python baseline."""
        return [os.path.join(self.tools, "venv", "bin", "python"), os.path.join(BASELINES, name), *map(str, arguments)]

    def executable(self, name: str) -> str:
        return os.path.join(self.swift_bin, name)

    def broker(self, name: str) -> "Broker":
        return Broker(self, name)

    def run_json(self, name: str, arguments: list[str], seconds: float,
                 environment: dict[str, str] | None = None) -> tuple[dict, Child]:
        """Runs a program that prints one line of JSON."""
        output = self.log(name) + ".json"
        child = Child(name, arguments, self.log(name), environment, output=output)
        child.finish(seconds)
        with open(output, encoding="utf-8") as file:
            lines = [line for line in file if line.startswith("{")]
        if not lines:
            raise Failed(f"{name} printed nothing; see {child.log}")
        return json.loads(lines[-1]), child

    def master_key(self) -> str:
        path = os.path.join(self.data, "master.key")
        if not os.path.exists(path):
            with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32) + "\n")
        return path


def thread_name(pid: int, thread: str) -> str:
    try:
        with open(f"/proc/{pid}/task/{thread}/comm", encoding="ascii") as file:
            return file.read().strip()
    except OSError:  # it has ended since
        return ""


def hold_snapshots(broker: Child):
    """Stops the development broker's snapshots for as long as it runs.

    Every few seconds it writes all it holds anew, on a core of its own once it holds much: that would be most of what
    is measured, for whichever tool happens to run meanwhile. Its thread for that is held as a debugger holds one, while
    it waits for its first turn, and let go before the end: one that is held could not be waited for.
    """
    ptrace = ctypes.CDLL(None, use_errno=True).ptrace
    ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    for name in os.listdir(f"/proc/{broker.pid}/task"):
        if thread_name(broker.pid, name) != "autosave":
            continue
        thread = int(name)
        if any(ptrace(request, thread, None, None) for request in (SEIZE, INTERRUPT)):
            progress(f"the broker's snapshots go on: {os.strerror(ctypes.get_errno())}")
        else:
            broker.before_stop = lambda: ptrace(DETACH, thread, None, None)


class Broker:
    """A new development broker of this section's own, or the Kafka that was given."""

    def __init__(self, context: Context, name: str):
        self.child = None
        self.folder = None
        if context.bootstrap:
            self.bootstrap = context.bootstrap
            return
        port = free_port()
        self.bootstrap = f"127.0.0.1:{port}"
        self.folder = context.folder("broker", name)
        arguments = [os.path.join(ROOT, "deploy", "broker"), "--data", self.folder, "--port", port]
        venv = os.environ.get("JISR_VENV")
        self.child = Child("broker", arguments, context.log("broker-" + name), {"JISR_VENV": venv} if venv else None)
        wait_until("the broker", lambda: is_listening(port), 120, self.child)
        hold_snapshots(self.child)

    @classmethod
    def nowhere(cls) -> "Broker":
        """A broker that is not there: for what a service does alone."""
        broker = cls.__new__(cls)
        broker.child, broker.folder, broker.bootstrap = None, None, "127.0.0.1:1"
        return broker

    def __enter__(self) -> "Broker":
        return self

    def __exit__(self, *_):
        if self.child:
            self.child.stop(9, seconds=5)
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


class Service:
    """One of the five services, with a store of its own; ready when the constructor returns."""

    def __init__(self, context: Context, broker: Broker, service: str, instance: str, data: str,
                 settings: dict[str, str] | None = None, preload: str | None = None, waits: bool = True):
        self.service = service
        self.data = data
        self.port = free_port()
        environment = {
            "JISR_INSTANCE": instance,
            "JISR_DATA_DIR": data,
            "JISR_MASTER_KEY_FILE": context.master_key(),
            "JISR_HTTP_PORT": str(self.port),
            "JISR_KAFKA_BOOTSTRAP": broker.bootstrap,
            "JISR_KAFKA_CREATE_TOPICS": "true",
            "JISR_KAFKA_REPLICATION_FACTOR": "1",
            "JISR_LOG_LEVEL": "warning",
            **(settings or {}),
        }
        if preload:
            environment["LD_PRELOAD"] = preload
        self.started = time.monotonic()
        self.child = Child(f"jisr-{service}", [context.executable(f"jisr-{service}")],
                           context.log(f"{service}-{instance}"), environment)
        if waits:
            self.wait_ready()

    def wait_ready(self):
        wait_until(f"jisr-{self.service}", lambda: get(self.port, "/readyz", 5)[0] == 200, 90, self.child)

    def is_live(self) -> bool:
        return get(self.port, "/livez", 5)[0] == 200

    @property
    def store(self) -> str:
        return os.path.join(self.data, f"jisr-{self.service}.sqlite")

    def get_json(self, path: str) -> dict:
        status, body = get(self.port, path, 300)
        if status != 200:
            raise Failed(f"GET {path} of jisr-{self.service} gave {status}; see {self.child.log}")
        return json.loads(body)

    def __enter__(self) -> "Service":
        return self

    def __exit__(self, *_):
        self.child.stop()


def progress(text: str):
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
