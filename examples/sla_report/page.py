"""The report as one HTML page that needs nothing else: no script, no font, no file beside it."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from aftersales_core.outcomes import Share
from aftersales_core.reasons import language
from sla_report.chart import chart, strip
from sla_report.explaining import breach_lines, breach_text
from sla_report.interval import verdict
from sla_report.judging import Breach, Verdicts
from sla_report.reading import BadRow
from sla_report.setup import Setup
from sla_report.table import OVERVIEW, bad_row_text, comparison_lines, overview_rows
from sla_report.texts import group_name, interval_text, length_text, say, share_text

BAD_ROWS_SHOWN: Final = 200
STYLE: Final = """
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; color: #24292f; max-width: 80rem; margin: 2rem auto;
       padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; margin: .6rem 0; } .scroll { overflow-x: auto; }
th, td { padding: .25rem .7rem; text-align: right; border-bottom: 1px solid #d8dee4; white-space: nowrap;
         font-variant-numeric: tabular-nums; }
th { font-weight: 600; border-bottom-color: #8c959f; } th:first-child, td:first-child, .text { text-align: left; }
.missed { background: #fde8e6; } .count { color: #6e7781; font-size: .85em; }
.made-up { background: #fff8c5; padding: .4rem .8rem; } svg { max-width: 100%; height: auto; }
"""


def page(verdicts: Verdicts, bad: Sequence[BadRow], setup: Setup, heading: tuple[str, str], lang: str) -> str:
    """Return the whole report; it is well-formed XML, too."""
    title = f"{setup.title[language(lang)]}: {heading[0]}"
    body = [f"<h1>{escape(title)}</h1>", f'<p class="made-up">{escape(heading[1])}</p>']
    body.append(_overview(verdicts, setup, lang))
    body.append(chart(verdicts, setup, lang))
    for group in verdicts.groups:
        body.extend(_matrix(verdicts, group, setup, lang))
    if any(verdicts.worst.values()):
        body.append(f"<p>{escape(say(lang, 'strip_note'))}</p>")
    for metric, breaches in verdicts.worst.items():
        if breaches:
            body.append(f"<h2>{escape(say(lang, 'worst', metric=setup.labels[metric][language(lang)]))}</h2>")
        for breach in breaches:
            body.extend(_breach(breach, setup, lang))
    if verdicts.compared:
        lines = list(comparison_lines(verdicts.compared, lang))
        body.append(
            f"<h2>{escape(lines[0])}</h2><ul>{''.join(f'<li>{escape(line.strip())}</li>' for line in lines[1:])}</ul>"
        )
    body.extend(_bad(bad, lang))
    return (
        f'<!DOCTYPE html>\n<html lang="{language(lang)}">\n<head><meta charset="utf-8"/>'
        f'<meta name="viewport" content="width=device-width"/><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], text: Sequence[int] = ()) -> str:
    """Return a table; the cells of the rows are HTML already, ``text`` are the columns that are aligned as text."""
    top = "".join(
        f'<th class="{"text" if index in text else ""}">{escape(cell)}</th>' for index, cell in enumerate(head)
    )
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{top}</tr></thead>\n<tbody>{body}</tbody></table></div>'


def _cell(text: str, kind: str = "") -> str:
    """Return a table cell."""
    return f'<td class="{kind}">{escape(text)}</td>' if kind else f"<td>{escape(text)}</td>"


def _overview(verdicts: Verdicts, setup: Setup, lang: str) -> str:
    """Return the table of all metrics; the words of the verdict are text, everything else but the name is figures."""
    rows = [
        [_cell(text, "text" if name in ("within", "verdict") else "") for name, text in zip(OVERVIEW, row, strict=True)]
        for row in overview_rows(verdicts, setup, lang)
    ]
    return _table(
        [say(lang, name) for name in OVERVIEW], rows, [OVERVIEW.index(name) for name in ("within", "verdict")]
    )


def _matrix(verdicts: Verdicts, group: str, setup: Setup, lang: str) -> Iterator[str]:
    """Yield the shares of one group."""
    cells = verdicts.groups[group]
    metrics = [metric for metric in setup.labels if any(row[metric].decided for row in cells.values())]
    rows = [
        [_cell(value), *(_share_cell(row[metric], setup.goals.get(metric)) for metric in metrics)]
        for value, row in cells.items()
    ]
    yield f"<h2>{escape(say(lang, 'by_page', group=group_name(group, lang)))}</h2>"
    yield _table([group_name(group, lang), *(setup.labels[metric][language(lang)] for metric in metrics)], rows)


def _share_cell(share: Share, goal: float | None) -> str:
    """Return a cell with a share, its count and its interval as a tooltip."""
    if not share.decided:
        return _cell("-")
    kind = "missed" if verdict(share, goal) == "missed" else ""
    count = f'<span class="count">({share.decided:,})</span>'
    return f'<td class="{kind}" title="{escape(interval_text(share))}">{escape(share_text(share))} {count}</td>'


def _breach(breach: Breach, setup: Setup, lang: str) -> Iterator[str]:
    """Yield one breach: in a sentence, as a strip, and day by day."""
    yield f"<p>{escape(breach_text(breach, setup, lang))}</p>"
    yield strip(breach, lang)
    rows = [
        [
            _cell(line.dates(lang)),
            _cell(length_text(line.counted, lang) if line.counted else "-"),
            _cell(line.why, "text"),
        ]
        for line in breach_lines(breach, lang)
    ]
    yield _table([say(lang, name) for name in ("from_to", "counted", "why")], rows, (2,))


def _bad(bad: Sequence[BadRow], lang: str) -> Iterator[str]:
    """Yield the rows that could not be judged."""
    if bad:
        yield f"<h2>{escape(say(lang, 'bad_rows', count=f'{len(bad):,}'))}</h2><ul>"
        yield from (f"<li>{escape(bad_row_text(row, lang))}</li>" for row in bad[:BAD_ROWS_SHOWN])
        if len(bad) > BAD_ROWS_SHOWN:
            yield f"<li>{escape(say(lang, 'more', count=f'{len(bad) - BAD_ROWS_SHOWN:,}'))}</li>"
        yield "</ul>"
