"""Peak memory of one piece of work, measured in a process of its own: `python -m benchmarks.memory NAME ROWS`.

Linux alone tells a process its peak and lets it be reset; elsewhere there is no figure.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATUS = Path("/proc/self/status")
RESET = Path("/proc/self/clear_refs")


def _kilobytes(name: str) -> int:
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def peak_of(name: str, rows: int) -> int | None:
    """Bytes that work holds at its peak, with its answer and without its input; None where nobody can tell."""
    if not RESET.exists():
        return None
    command = [sys.executable, "-m", "benchmarks.memory", name, str(rows)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own module
    return int(done.stdout.strip().splitlines()[-1])


def main(name: str, rows: int) -> int:
    """Do a small piece first, so that tables and imports are there, then the whole with the peak set back."""
    from benchmarks.our_columns import works  # noqa: PLC0415 - this process alone needs it

    works(1000)[name]()
    work = works(rows)[name]
    before = _kilobytes("VmRSS")
    RESET.write_text("5", encoding="ascii")
    answer = work()
    peak = _kilobytes("VmHWM")
    del answer
    print((peak - before) * 1024)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
