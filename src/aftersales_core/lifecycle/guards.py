"""Conditions of a rule: named, revised by hand, answering with yes, no, or the reasons for no."""

import datetime as dt
from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar

import attrs

from aftersales_core.lifecycle.item import Item
from aftersales_core.reasons import Reason

__all__ = ["Attempt", "Guard", "PayloadForm", "Verdict"]

_F_contra = TypeVar("_F_contra", contravariant=True)

Verdict: TypeAlias = bool | Reason | tuple[Reason, ...]
"""A guard's answer: True or no reasons at all for yes; False for no, with the guard's name as the code; or reasons."""


@attrs.frozen
class Attempt:
    """Who attempts something, when, on which item; what a guard sees beside the facts."""

    item: Item[str]
    at: dt.datetime
    actor: str
    role: str


@attrs.frozen
class Guard(Generic[_F_contra]):
    """A named condition. ``name`` is also the code of its refusal.

    ``check`` takes the facts and the attempt and must be a pure function; one defined in a module can be pickled, a
    lambda cannot. Give another ``revision`` whenever its answers change: name and revision enter the machine's digest,
    the code of the function cannot. A fact that is not known is a reason of kind ``missing``, never True.
    """

    name: str
    revision: str
    check: Callable[[_F_contra, Attempt], Verdict]


@attrs.frozen
class PayloadForm:
    """What the payload of an event's command must hold, by name; names of neither list are refused.

    It reads a payload given as pairs of name and value, or one given as an object with these attributes, which may
    have others. Absent, None and empty text count as missing. None for ``optional`` allows any further name.
    """

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] | None = ()
