"""Texts of the reasons that show a window, one pair for each way of counting, from the words of periods."""

from collections.abc import Iterator
from typing import Final

from aftersales_core.reasons import Catalogue
from aftersales_core.returns.period_words import ROLLED, UNITS, WAYS

__all__ = ["WINDOWS"]

Pair = tuple[str, str]

COUNTINGS: Final = (
    *((unit, unit, "start", False) for unit in ("seconds", "minutes", "hours", "working_minutes", "working_hours")),
    *((f"{unit}_from_midnight", unit, "next_midnight", False) for unit in ("seconds", "minutes", "hours")),
    *((unit, unit, "next_day", False) for unit in ("working_days", "days", "months", "years")),
    *((f"{unit}_rolled", unit, "next_day", True) for unit in ("days", "months", "years")),
    *((f"{unit}_same_day", unit, "same_day", False) for unit in ("working_days", "days", "months", "years")),
    *((f"{unit}_same_day_rolled", unit, "same_day", True) for unit in ("days", "months", "years")),
)
"""Every way in which a window counts: its name, unit, whence it counts, and whether its end moves to a working day."""

UNTIL: Final[dict[str, Pair]] = {
    "window_open_until": (
        "in time: {done} was due by {since}, which is {last_at}",
        "在时限内：须在{since}前{done}，截止{last_at}",
    ),
    "window_closed_until": (
        "too late: {done} was due by {since}, which was {last_at}",
        "已超过时限：须在{since}前{done}，已于{last_at}截止",
    ),
}


def _texts() -> Iterator[tuple[str, Pair]]:
    """Yield the two texts of each way of counting."""
    for name, unit, count_from, rolls in COUNTINGS:
        english, chinese = WAYS[count_from]
        moved_en, moved_zh = ROLLED if rolls else ("", "")
        way_en = english.replace("{since}", "{since} ({from_at})") + moved_en
        way_zh = chinese.replace("{since}", "{since}（{from_at}）") + moved_zh
        # With a hyphen, one and several read alike: a 1-day and a 7-day period.
        length_en, length_zh = f"{{amount}}-{UNITS[unit][0]}", f"{{amount}}{UNITS[unit][2]}"
        yield (
            f"window_open_{name}",
            (
                f"in time: the {length_en} period for {{done}}, {way_en}, ends at {{last_at}}",
                f"在时限内：{way_zh}，{length_zh}内{{done}}，截止{{last_at}}",
            ),
        )
        yield (
            f"window_closed_{name}",
            (
                f"too late: the {length_en} period for {{done}}, {way_en}, ended at {{last_at}}",
                f"已超过时限：{way_zh}，{length_zh}内{{done}}，已于{{last_at}}截止",
            ),
        )


WINDOWS: Final = Catalogue.of({**UNTIL, **dict(_texts())})
