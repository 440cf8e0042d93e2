"""Run the benchmarks: `python benchmarks/run.py [--quick] [--only worktime,days,...] [--json FILE]`."""

import importlib
import sys
from pathlib import Path


def main() -> int:
    """Put the project's root on the import path, so that the file runs from anywhere, and hand over."""
    root = str(Path(__file__).resolve().parent.parent)
    if root not in sys.path:
        sys.path.insert(0, root)
    cli = importlib.import_module("benchmarks.cli")
    return int(cli.main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
