"""`cattrs`: its JSON converter as its documentation sets it up, with unknown keys forbidden."""

from decimal import Decimal

from cattrs.preconf.json import make_converter

from benchmarks.events import Event, Reader
from benchmarks.machine import release


def reader() -> Reader:
    """Set up a converter that knows decimals."""
    converter = make_converter(forbid_extra_keys=True)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    return Reader(f"cattrs {release('cattrs')}", lambda text: converter.loads(text, Event))
