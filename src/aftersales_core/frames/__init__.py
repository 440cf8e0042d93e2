"""SLA and return answers for whole columns: data frames of pandas, polars or pyarrow, and the NumPy engine under them.

Needs the extra ``aftersales-core[frames]``; importing this package loads neither NumPy nor narwhals yet, but raises
MissingExtra where one of them is not installed.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from aftersales_core.errors import MissingExtra

if TYPE_CHECKING:
    # Type checkers read these lines; at run time the table below finds the same names in the same modules.
    from aftersales_core.frames.dataframe import assess_sla
    from aftersales_core.frames.returns import decide_returns
    from aftersales_core.frames.shares import share

__all__ = ["assess_sla", "decide_returns", "share"]

_HOMES: Final[Mapping[str, str]] = {
    "assess_sla": "aftersales_core.frames.dataframe",
    "decide_returns": "aftersales_core.frames.returns",
    "share": "aftersales_core.frames.shares",
}
"""Public name to the module that defines it."""


def _require(packages: Iterable[str]) -> None:
    """Raise MissingExtra for the first package that is not installed."""
    for package in packages:
        if find_spec(package) is None:
            raise MissingExtra("frames", package)


_require(("numpy", "narwhals"))

if not TYPE_CHECKING:
    # Hidden from type checkers: a module-level `__getattr__` would make them accept every misspelt name.

    def __getattr__(name: str) -> object:
        """Load the module that defines a public name, and return the name's value."""
        home = _HOMES.get(name)
        if home is None:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """List the public names and nothing else."""
    return list(__all__)
