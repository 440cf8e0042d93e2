"""A progress bar on standard error that needs no package; with `tqdm` installed, `tqdm` draws it."""

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Final, TextIO, TypeVar

T = TypeVar("T")
WIDTH: Final = 32
STEPS: Final = 200


def progress(
    items: Iterable[T], *, total: int, label: str, wanted: bool | None, stream: TextIO | None = None
) -> Iterator[T]:
    """Yield items and show how far it is on a stream, by default standard error.

    ``wanted=None`` shows it where the stream is a terminal.
    """
    out: TextIO = sys.stderr if stream is None else stream
    if not (out.isatty() if wanted is None else wanted) or not total:
        return iter(items)
    try:
        tqdm = import_module("tqdm").tqdm
    except ImportError:
        return _bar(items, total, label, out)
    return iter(tqdm(items, total=total, desc=label, file=out, leave=False))


def _bar(items: Iterable[T], total: int, label: str, stream: TextIO) -> Iterator[T]:
    """Yield items and redraw the bar at most STEPS times, then wipe it out."""
    every = max(1, total // STEPS)
    for count, item in enumerate(items, 1):
        if count % every == 0 or count == total:
            full = min(WIDTH, WIDTH * count // total)
            stream.write(f"\r{label} [{'#' * full}{'.' * (WIDTH - full)}] {count:,}/{total:,}")
            stream.flush()
        yield item
    stream.write("\r" + " " * (len(label) + WIDTH + 30) + "\r")
    stream.flush()
