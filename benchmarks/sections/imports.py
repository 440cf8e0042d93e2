"""What `import aftersales_core` costs over a bare interpreter, and what it loads."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks.measure import Effort
from benchmarks.results import Row

TITLE = "import"
BUDGET = 0.060
MUST_NOT_LOAD = ("holidays", "pendulum", "numpy", "cattrs")
PEERS = ("businesstime", "businesstimedelta", "workalendar", "holidays", "pendulum", "pandas")


def _processor_seconds() -> float:
    """Give the processor time of all children so far; where nobody counts it, more than any wall clock shows."""
    try:
        import resource  # noqa: PLC0415 - Unix alone has it
    except ImportError:
        return time.perf_counter() * 1e6
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _seconds(code: str) -> float:
    """Give the lesser of wall clock and processor time, so that other work on the machine does not count."""
    wall, processor = time.perf_counter(), _processor_seconds()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # noqa: S603 - our own one-liners
    return min(time.perf_counter() - wall, _processor_seconds() - processor)


def _added(names: tuple[str, ...], rounds: int) -> dict[str, float]:
    """Median extra seconds of each import, each round timing a bare interpreter and every import in turn."""
    for name in names:
        _seconds(f"import {name}")
    bare = [0.0] * rounds
    extra: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        bare[turn] = _seconds("pass")
        for name in names:
            extra[name].append(_seconds(f"import {name}"))
    base = statistics.median(bare)
    return {name: statistics.median(times) - base for name, times in extra.items()}


def _loaded() -> str:
    code = f"import aftersales_core, sys; print(*[m for m in {MUST_NOT_LOAD!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.strip()


def _importable(name: str) -> bool:
    return subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True, check=False).returncode == 0  # noqa: S603


def measure(effort: Effort) -> Iterator[Row]:
    """Time the façade, the façade with a first calendar class, and the peers."""
    first_use = "aftersales_core.worktime.calendar"
    names = tuple(name for name in ("aftersales_core", first_use, *PEERS) if _importable(name))
    added = _added(names, 3 * effort.rounds)
    ours = added.get("aftersales_core")
    if ours is not None:
        loaded = _loaded()
        note = f"loads {loaded}" if loaded else "loads none of " + ", ".join(MUST_NOT_LOAD)
        yield Row(TITLE, "import", "aftersales_core", ours, budget=BUDGET, note=note)
    for name in names[1:]:
        whose = "aftersales_core" if name == first_use else name
        yield Row(TITLE, f"import {name}", whose, added[name], ratio=added[name] / ours if ours else None)
