"""A picture: how many returns had come back by which day after the delivery, with the promises' windows marked."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from retail_returns.judging import days_kept
from retail_returns.matching import Match

WIDTH: Final = 760
HEIGHT: Final = 340
LEFT: Final = 60
TOP: Final = 44
PLOT_WIDTH: Final = 640
PLOT_HEIGHT: Final = 230
LAST_DAY: Final = 120
WINDOWS: Final = (7, 14, 30)
PLAIN_DAYS: Final = (0, 60, 90, LAST_DAY)
INK: Final = "#1f2328"
FAINT: Final = "#656d76"
COLOURS: Final = ("#0969da", "#bc4c00")


def picture(found: Mapping[str, Sequence[Match]], days: int) -> str:
    """Return the curves as SVG: one for each way of matching, by its name."""
    title = f"Share of returns that had come back, by days after the delivery ({days} days after the invoice)"
    parts = [f'<text x="{LEFT}" y="22" font-size="13" font-weight="600">{escape(title)}</text>', *_axes()]
    for place, (name, matches) in enumerate(found.items()):
        parts += _curve(name, sorted(days_kept(match, days) for match in matches), place)
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="system-ui, sans-serif" font-size="11" fill="{INK}">\n'
        f"<title>{escape(title)}</title>\n{body}\n</svg>\n"
    )


def _axes() -> list[str]:
    """Return the grid, its figures, and a line at each window."""
    parts: list[str] = []
    for share in (0, 25, 50, 75, 100):
        y = _y(share / 100)
        parts.append(f'<line x1="{LEFT}" x2="{LEFT + PLOT_WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="#d0d7de"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="{FAINT}">{share} %</text>')
    below = TOP + PLOT_HEIGHT
    parts += [f'<text x="{_x(day):.1f}" y="{below + 18}" text-anchor="middle">{day}</text>' for day in PLAIN_DAYS]
    for day in WINDOWS:
        x = f"{_x(day):.1f}"
        parts.append(f'<path d="M{x} {TOP}V{below}" stroke="{INK}" stroke-dasharray="3 3"/>')
        parts.append(f'<text x="{x}" y="{below + 18}" text-anchor="middle" font-weight="600">{day}</text>')
    parts.append(
        f'<text x="{LEFT + PLOT_WIDTH / 2}" y="{HEIGHT - 24}" text-anchor="middle" fill="{FAINT}">'
        "days after the delivery; dashed: windows of 7, 14 and 30 days</text>"
    )
    return parts


def _curve(name: str, kept: Sequence[int], place: int) -> list[str]:
    """Return one curve and its entry in the legend, with the share at each window."""
    after = [day for day in kept if day >= 0]
    points = " ".join(f"{_x(day):.1f},{_y(_share(after, day)):.1f}" for day in range(LAST_DAY + 1))
    shares = ", ".join(f"{_share(after, day):.0%}" for day in WINDOWS)
    y = TOP + PLOT_HEIGHT - 40 + 18 * place
    return [
        f'<polyline points="{points}" fill="none" stroke="{COLOURS[place]}" stroke-width="2"/>',
        f'<path d="M{LEFT + 300} {y - 4}h24" stroke="{COLOURS[place]}" stroke-width="2"/>',
        f'<text x="{LEFT + 330}" y="{y}">{escape(name)}: {shares} within 7, 14, 30 days</text>',
    ]


def _share(sorted_days: Sequence[int], day: int) -> float:
    """Return the share of returns that had come back by a day."""
    return bisect_right(sorted_days, day) / len(sorted_days) if sorted_days else 0.0


def _x(day: float) -> float:
    """Return where a day stands."""
    return LEFT + PLOT_WIDTH * day / LAST_DAY


def _y(share: float) -> float:
    """Return where a share stands."""
    return TOP + PLOT_HEIGHT * (1 - share)
