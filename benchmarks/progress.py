"""Says on standard error what is being measured, since a full run takes minutes."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

try:
    from tqdm import tqdm
except ImportError:
    tqdm = None

T = TypeVar("T")


def progress(items: Sequence[T], label: str) -> Iterator[T]:
    """Go through items with a bar, or with a line where tqdm is not installed."""
    if tqdm is None:
        print(f"{label}: {len(items)} measurements", file=sys.stderr, flush=True)
        yield from items
        return
    bar: Iterable[T] = tqdm(items, desc=label, leave=False, disable=not sys.stderr.isatty())
    yield from bar
