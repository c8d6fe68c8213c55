"""Looks every millisecond which facts are visible in jisr-statistics's store: watch.py STORE COUNT SECONDS.

Prints a line when it has begun, then the aggregate and the monotonic time in nanoseconds of each, until COUNT are
there.
"""

import sqlite3
import sys
import time


def main() -> int:
    path, count, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None, timeout=10)
    last = store.execute("SELECT coalesce(max(seq), 0) FROM entry").fetchone()[0]
    seen: list[tuple[bytes, int]] = []
    print("watching", flush=True)
    deadline = time.monotonic() + seconds
    while len(seen) < count and time.monotonic() < deadline:
        rows = store.execute("SELECT seq, aggregate FROM entry WHERE seq > ? ORDER BY seq", (last,)).fetchall()
        now = time.monotonic_ns()
        for last, aggregate in rows:
            seen.append((aggregate, now))
        time.sleep(0.001)
    print("\n".join(f"{aggregate.hex()} {at}" for aggregate, at in seen))
    return 0


if __name__ == "__main__":
    sys.exit(main())
