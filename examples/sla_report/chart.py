"""The report's pictures as SVG, written by hand: no package is needed, and the file stays small."""

from collections.abc import Iterator, Mapping
from html import escape
from math import floor
from typing import Final

import attrs

from aftersales_core.instants import micros
from aftersales_core.outcomes import Share
from sla_report.interval import verdict, wilson
from sla_report.judging import Breach, Verdicts
from sla_report.setup import Setup
from sla_report.table import target_text
from sla_report.texts import group_name, instant_text, interval_text, percent, say, share_text

WIDTH: Final = 860
PANEL: Final = 178
LEFT: Final = 52
TOP: Final = 34
PLOT: Final = 104
BARS: Final = 26
STRIP: Final = 16
LETTER: Final = 6.5
"""About how wide a letter is."""

MOST_COLUMNS: Final = 40
INK, FAINT, GOOD, BAD, BAR = "#24292f", "#8c959f", "#0b6e99", "#b42318", "#d8dee4"
WHY: Final = {"make_up_day": "#0a9396", "holiday": "#e9c46a", "pause": "#b8a1d9", "removed": "#e9c46a"}
"""Colours of the reasons in a strip that are neither plain working time nor plain closed time."""


@attrs.frozen
class Panel:
    """One metric's chart: its top edge, the lowest share that it shows, and its columns."""

    top: float
    low: float
    step: float
    most: int

    def y(self, value: float) -> float:
        """Return the height of a share."""
        return self.top + TOP + (PLOT - BARS) * (1 - (value - self.low) / (1 - self.low))

    def x(self, index: int) -> float:
        """Return the middle of a column."""
        return LEFT + self.step * (index + 0.5)


def chart(verdicts: Verdicts, setup: Setup, lang: str) -> str:
    """Return the shares of every metric by the first group, as one SVG document."""
    group = setup.group_by[0]
    cells = dict(list(verdicts.groups.get(group, {}).items())[:MOST_COLUMNS])
    metrics = [metric for metric in setup.labels if any(row[metric].decided for row in cells.values())]
    height = PANEL * len(metrics) + 24
    parts: list[str] = []
    for number, metric in enumerate(metrics):
        shares = {value: row[metric] for value, row in cells.items()}
        title = say(lang, "chart", metric=_label(setup, metric, lang), group=group_name(group, lang))
        parts.extend(
            _panel(PANEL * number, f"{title} ({target_text(metric, setup, lang)})", shares, setup.goals.get(metric))
        )
    note = escape(say(lang, "chart_note"))
    parts.append(f'<text x="{LEFT}" y="{height - 8}" fill="{FAINT}">{note}</text>')
    return _svg(WIDTH, height, say(lang, "promise"), "\n".join(parts))


def _panel(top: float, title: str, shares: Mapping[str, Share], goal: float | None) -> Iterator[str]:
    """Yield one metric's panel."""
    lows = [interval[0] for share in shares.values() if (interval := wilson(share)) is not None]
    low = max(0.0, floor((min([*lows, goal if goal is not None else 1.0, 0.95]) - 0.02) * 10) / 10)
    low = low if low > 0.5 else 0.0  # noqa: PLR2004 - a scale that begins below the middle begins at nothing
    panel = Panel(top, low, (WIDTH - LEFT - 12) / max(1, len(shares)), max(share.decided for share in shares.values()))
    yield f'<text x="{LEFT}" y="{top + 20}" font-weight="600" font-size="13">{escape(title)}</text>'
    for tick in (low, (low + 1) / 2, 1.0):
        y = panel.y(tick)
        yield f'<line x1="{LEFT}" x2="{WIDTH - 12}" y1="{y:.1f}" y2="{y:.1f}" stroke="{BAR}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="{FAINT}">{100 * tick:.0f} %</text>'
    for index, (value, share) in enumerate(shares.items()):
        yield from _column(panel, index, value, share, goal)
    if goal is not None:
        y = panel.y(goal)
        yield f'<line x1="{LEFT}" x2="{WIDTH - 12}" y1="{y:.1f}" y2="{y:.1f}" stroke="{INK}" stroke-dasharray="5 4"/>'


def _column(panel: Panel, index: int, value: str, share: Share, goal: float | None) -> Iterator[str]:
    """Yield one group's bar of counts, whisker, dot and name, with a tooltip of the figures."""
    x, base = panel.x(index), panel.top + TOP + PLOT
    tall = BARS * share.decided / max(1, panel.most)
    said = f"{value}: {share_text(share)} ({interval_text(share)}), {share.met:,} / {share.decided:,}"
    yield f"<g><title>{escape(said)}</title>"
    left, wide = x - panel.step * 0.3, panel.step * 0.6
    yield f'<rect x="{left:.1f}" y="{base - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{BAR}"/>'
    interval = wilson(share)
    if interval is not None and share.ratio is not None:
        colour = BAD if goal is not None and verdict(share, goal) == "missed" else GOOD
        low, high = panel.y(interval[0]), panel.y(interval[1])
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{low:.1f}" y2="{high:.1f}" stroke="{colour}" stroke-width="2"/>'
        yield f'<circle cx="{x:.1f}" cy="{panel.y(float(share.ratio)):.1f}" r="4" fill="{colour}"/>'
    turn = 'text-anchor="middle"'
    if len(value) * LETTER > panel.step:
        turn = f'text-anchor="end" transform="rotate(-30 {x:.1f} {base + 14:.1f})"'
    yield f'<text x="{x:.1f}" y="{base + 14:.1f}" fill="{FAINT}" {turn}>{escape(value)}</text></g>'


def strip(breach: Breach, lang: str) -> str:
    """Return a breach's way from start to end as one strip: what counted in colour, the deadline as a line."""
    status = breach.status
    if status.trace is None or not status.trace.rows:
        return ""
    rows = status.trace.rows
    start, end = micros(rows[0].start), micros(rows[-1].end)
    scale = WIDTH / (end - start)
    parts = [f'<rect width="{WIDTH}" height="{STRIP}" fill="{BAR}" opacity="0.5"/>']
    for row in rows:
        colour = WHY.get(row.why, GOOD if row.counted else "")
        if colour:
            x, wide = (micros(row.start) - start) * scale, (micros(row.end) - micros(row.start)) * scale
            said = f"{instant_text(row.start)} - {instant_text(row.end)}: {row.text(lang)}"
            parts.append(
                f'<rect x="{x:.1f}" width="{max(wide, 0.6):.1f}" height="{STRIP}" fill="{colour}">'
                f"<title>{escape(said)}</title></rect>"
            )
    if status.deadline is not None:
        x = (micros(status.deadline.instant) - start) * scale
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="-3" y2="{STRIP + 3}" stroke="{BAD}" stroke-width="3"/>')
    return _svg(WIDTH, STRIP, breach.ticket.id, "\n".join(parts))


def bars(title: str, note: str, rows: Mapping[str, tuple[float, str]], low: float) -> str:
    """Return named shares as lying bars, each with a text behind it; the scale begins at ``low``."""
    line, name_width, bar_width = 20, 300, 340
    height = 34 + line * len(rows) + 24
    parts = [f'<text x="8" y="20" font-weight="600" font-size="13">{escape(title)}</text>']
    for number, (name, (value, text)) in enumerate(rows.items()):
        y = 34 + line * number
        wide = bar_width * max(0.0, value - low) / (1 - low)
        parts.append(f'<text x="{name_width - 8}" y="{y + 13}" text-anchor="end">{escape(name)}</text>')
        parts.append(
            f'<rect x="{name_width}" y="{y + 2}" width="{bar_width}" height="14" fill="{BAR}" opacity="0.45"/>'
        )
        parts.append(f'<rect x="{name_width}" y="{y + 2}" width="{wide:.1f}" height="14" fill="{GOOD}"/>')
        parts.append(f'<text x="{name_width + bar_width + 8}" y="{y + 13}" fill="{INK}">{escape(text)}</text>')
    y = 34 + line * len(rows) + 14
    parts.append(f'<text x="{name_width}" y="{y}" fill="{FAINT}">{percent(low, 0)}</text>')
    parts.append(f'<text x="{name_width + bar_width}" y="{y}" text-anchor="end" fill="{FAINT}">100 %</text>')
    parts.append(f'<text x="8" y="{y}" fill="{FAINT}">{escape(note)}</text>')
    return _svg(WIDTH, height, title, "\n".join(parts))


def _svg(width: int, height: float, title: str, body: str) -> str:
    """Return an SVG document around its parts."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="system-ui, sans-serif" font-size="11" fill="{INK}">\n'
        f"<title>{escape(title)}</title>\n{body}\n</svg>\n"
    )


def _label(setup: Setup, metric: str, lang: str) -> str:
    """Return a metric's label."""
    return setup.labels[metric]["zh" if lang.lower().startswith("zh") else "en"]
