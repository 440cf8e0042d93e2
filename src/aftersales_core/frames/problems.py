"""What can be wrong with a row of a column: stable words, kept as small numbers."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from aftersales_core.errors import HorizonExceeded, InstantOutOfRange, InvalidSpan, NeverOpen, PauseNeverEnds
from aftersales_core.frames.ranks import I64

__all__ = ["PROBLEMS", "Answers", "Numbers", "problem_number"]

Numbers = npt.NDArray[np.int8]

PROBLEMS: Final = (
    None,
    InstantOutOfRange.code,
    NeverOpen.code,
    PauseNeverEnds.code,
    HorizonExceeded.code,
    InvalidSpan.code,
    "start_after_as_of",
    "stop_before_start",
)
"""Every code by its number; 0 is no problem. Where an error says the same of a single value, its code is taken."""


class Answers(NamedTuple):
    """A number for each row, NaT where there is none, and the number of what is wrong with the row."""

    values: I64
    problems: Numbers


def problem_number(code: str) -> int:
    """Return the number of a code."""
    return PROBLEMS.index(code)
