"""What the figures were measured on, without names of hosts, users or folders."""

import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version


def release(package: str) -> str:
    """Give a distribution's version, or nothing if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def describe() -> dict[str, str]:
    """Give date, interpreter, system and processors."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "cpus": str(usable),
        "processor": _processor(),
        "aftersales_core": release("aftersales-core"),
        "gil": "on" if getattr(sys, "_is_gil_enabled", lambda: True)() else "off",
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as lines:  # noqa: PTH123 - one line is read
            names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
            return next(names, "unknown")
    except OSError:
        return platform.processor() or "unknown"
