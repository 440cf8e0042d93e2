"""Pure after-sales domain logic: values in, values out; no clock, no I/O, no randomness, no globals that change.

Every public name can be imported from here. A name's module is loaded when the name is first asked for (PEP 562), so
`import aftersales_core` alone stays cheap and loads none of the heavy libraries. Adding a public name takes one line
in each of the three lists below; the tests hold them together.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    # Type checkers read these lines; at run time the table below finds the same names in the same modules.
    from aftersales_core.errors import AftersalesError

__all__ = [
    "AftersalesError",
]

_HOMES: Final[Mapping[str, str]] = {
    "AftersalesError": "aftersales_core.errors",
}
"""Public name to the module that defines it, in alphabetical order."""


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
