"""One strict plain-data form for every value: JSON in, JSON out, every problem with its place and a stable code.

A name's module is loaded when the name is first asked for, so that a room which only needs a digest stays quick.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    # Type checkers read these lines; at run time the table below finds the same names in the same modules.
    from aftersales_core.interchange.canonical import canonical_json, digest
    from aftersales_core.interchange.cattrs_hooks import register_hooks
    from aftersales_core.interchange.codec import from_dict, from_json, to_dict, to_json
    from aftersales_core.interchange.hints import HasPlainForm
    from aftersales_core.interchange.limits import LIMITS, Limits
    from aftersales_core.interchange.messages import MESSAGES
    from aftersales_core.interchange.plain import Plain

__all__ = [
    "LIMITS",
    "MESSAGES",
    "HasPlainForm",
    "Limits",
    "Plain",
    "canonical_json",
    "digest",
    "from_dict",
    "from_json",
    "register_hooks",
    "to_dict",
    "to_json",
]

_HOMES: Final[Mapping[str, str]] = {
    "LIMITS": "limits",
    "MESSAGES": "messages",
    "HasPlainForm": "hints",
    "Limits": "limits",
    "Plain": "plain",
    "canonical_json": "canonical",
    "digest": "canonical",
    "from_dict": "codec",
    "from_json": "codec",
    "register_hooks": "cattrs_hooks",
    "to_dict": "codec",
    "to_json": "codec",
}
"""Public name to the module that defines it."""


if not TYPE_CHECKING:
    # Hidden from type checkers: a module-level `__getattr__` would make them accept every misspelt name.

    def __getattr__(name: str) -> object:
        """Load the module that defines a public name, and return the name's value."""
        home = _HOMES.get(name)
        if home is None:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    """List the public names and nothing else."""
    return list(__all__)
