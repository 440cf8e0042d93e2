"""Reading events that may come from anyone: how fast, and how many broken ones are refused."""

from collections.abc import Iterator
from importlib import import_module

from benchmarks.events import Reader, broken, documents, our_reader
from benchmarks.measure import Batch, Effort, alone, paired
from benchmarks.results import Row

TITLE = "codec: one event from JSON; right counts broken documents that are refused"
PEERS = ("cattrs_events", "msgspec_events")


def _accepted(reader: Reader) -> list[str]:
    """Name the broken documents that a reader takes."""
    taken = []
    for name, text in broken().items():
        try:
            reader.read(text)
        except Exception:  # noqa: BLE001, S112 - however a reader says no, it is a no
            continue
        taken.append(name)
    return taken


def _row(reader: Reader, seconds: float, ratio: float | None) -> Row:
    taken = _accepted(reader)
    count = len(broken())
    note = f"takes: {', '.join(taken)}" if taken else ""
    return Row(TITLE, "decode", reader.who, seconds, "s", ratio, count - len(taken), count, note=note)


def measure(effort: Effort) -> Iterator[Row]:
    """Time ours alone, then each peer in turns with ours."""
    arguments = [(text,) for text in documents(20)]
    ours = our_reader()
    mine: Batch = (ours.read, arguments)
    yield _row(ours, alone(mine, effort), None)
    for name in PEERS:
        try:
            reader: Reader = import_module(f"benchmarks.peers.{name}").reader()
        except ImportError as missing:
            yield Row(TITLE, "decode", name, note=f"skipped: {missing}")
            continue
        timed = paired(mine, (reader.read, arguments), effort)
        yield _row(reader, timed.theirs, timed.ratio)
