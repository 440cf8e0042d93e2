"""The report as text for a terminal."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from aftersales_core.outcomes import Share
from aftersales_core.reasons import language
from sla_report.explaining import breach_lines, breach_text
from sla_report.interval import verdict
from sla_report.judging import Verdicts
from sla_report.reading import BadRow
from sla_report.setup import Setup
from sla_report.texts import group_name, interval_text, length_text, percent, period_text, say, share_text

BAD_ROWS_SHOWN: Final = 10
EMPTY: Final = Share()
OVERVIEW: Final = (
    "promise",
    "within",
    "share",
    "interval",
    "goal",
    "verdict",
    "met",
    "late",
    "open_breached",
    "pending",
    "no_target",
    "excluded",
)
"""The columns of the table of all metrics."""


def report_lines(verdicts: Verdicts, bad: Sequence[BadRow], setup: Setup, lang: str) -> Iterator[str]:
    """Yield the lines of the report below its heading."""
    yield from overview(verdicts, setup, lang)
    for group, cells in verdicts.groups.items():
        yield ""
        yield say(lang, "by", group=group_name(group, lang))
        yield from _matrix(group, cells, setup, lang)
    yield from _worst(verdicts, setup, lang)
    if verdicts.compared:
        yield ""
        yield from comparison_lines(verdicts.compared, lang)
    if verdicts.provisional:
        yield ""
        yield say(lang, "provisional", count=f"{verdicts.provisional:,}")
    yield from _bad(bad, lang)


def overview(verdicts: Verdicts, setup: Setup, lang: str) -> Iterator[str]:
    """Yield the table of all metrics with their counts."""
    yield from aligned([[say(lang, name) for name in OVERVIEW], *overview_rows(verdicts, setup, lang)], left=(0, 1, 5))


def overview_rows(verdicts: Verdicts, setup: Setup, lang: str) -> Iterator[list[str]]:
    """Yield a row of texts for each metric, in the order of OVERVIEW."""
    for metric, share in verdicts.total.items():
        goal = setup.goals.get(metric)
        said = verdict(share, goal)
        counts = (share.met, share.late, share.open_breached, share.pending, share.no_target, share.excluded)
        yield [
            setup.labels[metric][language(lang)],
            target_text(metric, setup, lang),
            share_text(share),
            interval_text(share),
            "" if goal is None else percent(goal, 0),
            "" if said is None else say(lang, said),
            *(f"{count:,}" for count in counts),
        ]


def target_text(metric: str, setup: Setup, lang: str) -> str:
    """Return the target of a metric where it has one, and "by rule" where it has many."""
    texts = {period_text(target.period, lang) for target in setup.policy.targets if target.metric == metric}
    return texts.pop() if len(texts) == 1 else say(lang, "various")


def _matrix(group: str, cells: Mapping[str, Mapping[str, Share]], setup: Setup, lang: str) -> Iterator[str]:
    """Yield a row for each value of a group, a column for each metric."""
    metrics = [metric for metric in setup.labels if any(row.get(metric, EMPTY).decided for row in cells.values())]
    rows = [[group_name(group, lang), *(setup.labels[metric][language(lang)] for metric in metrics)]]
    for value, row in cells.items():
        rows.append([value, *(_cell(row.get(metric, EMPTY), setup.goals.get(metric)) for metric in metrics)])
    return aligned(rows, left=(0,))


def _cell(share: Share, goal: float | None) -> str:
    """Return a share with its count and a sign where it is below the goal beyond chance."""
    sign = "!" if verdict(share, goal) == "missed" else " "
    return f"{share_text(share)} ({share.decided:,}){sign}" if share.decided else "-  "


def _worst(verdicts: Verdicts, setup: Setup, lang: str) -> Iterator[str]:
    """Yield the worst breaches, each with its days and hours."""
    for metric, breaches in verdicts.worst.items():
        for number, breach in enumerate(breaches):
            yield ""
            if number == 0:
                yield say(lang, "worst", metric=setup.labels[metric][language(lang)])
            yield breach_text(breach, setup, lang)
            rows = [
                [line.dates(lang), length_text(line.counted, lang) if line.counted else "-", line.why]
                for line in breach_lines(breach, lang)
            ]
            yield from (f"    {text}" for text in aligned(rows, left=(0, 2)))


def comparison_lines(compared: Mapping[tuple[str, str], int], lang: str) -> Iterator[str]:
    """Yield how far our answer and the source's own flag agree."""
    both = sum(count for (ours, theirs), count in compared.items() if "none" not in (ours, theirs))
    same = sum(count for (ours, theirs), count in compared.items() if ours == theirs != "none")
    share = percent(same / both, 2) if both else "-"
    yield say(lang, "compared", same=f"{same:,}", both=f"{both:,}", share=share)
    for (ours, theirs), count in sorted(compared.items()):
        yield "    " + say(lang, "compared_row", ours=say(lang, ours), theirs=say(lang, theirs), count=f"{count:,}")


def _bad(bad: Sequence[BadRow], lang: str) -> Iterator[str]:
    """Yield the rows that could not be judged."""
    if bad:
        yield ""
        yield say(lang, "bad_rows", count=f"{len(bad):,}")
        yield from (f"    {bad_row_text(row, lang)}" for row in bad[:BAD_ROWS_SHOWN])
        if len(bad) > BAD_ROWS_SHOWN:
            yield "    " + say(lang, "more", count=f"{len(bad) - BAD_ROWS_SHOWN:,}")


def bad_row_text(row: BadRow, lang: str) -> str:
    """Return where a broken row stands and what is wrong with it."""
    ticket = row.id or say(lang, "no_id")
    if row.line:
        return say(lang, "bad_row", line=row.line, ticket=ticket, reason=row.reason)
    return say(lang, "bad_row_late", ticket=ticket, reason=row.reason)


def aligned(rows: Iterable[Sequence[str]], left: tuple[int, ...]) -> Iterator[str]:
    """Yield rows as lines with their columns aligned, Chinese characters being two columns wide."""
    table = [list(row) for row in rows]
    widths = [max((width(row[index]) for row in table), default=0) for index in range(len(table[0]) if table else 0)]
    for row in table:
        cells = [
            text + " " * (widths[index] - width(text)) if index in left else " " * (widths[index] - width(text)) + text
            for index, text in enumerate(row)
        ]
        yield "  ".join(cells).rstrip()


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
