"""Writes the pages on the reasons and the rules of returns from what decides: `make return-pages`.

The pages are committed, so that they can be read without building anything; a test holds them to the definitions.
"""

import pkgutil
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from aftersales_core.reasons import Catalogue, Message
from aftersales_core.returns import marketplaces, statutes
from aftersales_core.returns.basis_words import title_words
from aftersales_core.returns.period_words import length_words
from aftersales_core.returns.render_amount import amount_lines
from aftersales_core.returns.render_rule import window_lines
from aftersales_core.returns.rights import Right, RuleSet
from aftersales_core.returns.texts import (
    abroad,
    china,
    general_decision,
    general_labels,
    general_windows,
    goods,
    pets,
    produce,
    refund,
    three_guarantees,
    warranty,
)
from aftersales_core.returns.wording import Voice

HERE = Path(__file__).parent
REASONS = HERE / "reference" / "return-reasons.md"
RULES = HERE / "reference" / "return-rules.md"
ENGLISH = Voice.of("en")
NAMES = ("moment_", "choice_", "says_")
"""Codes that name a thing inside a sentence and are no reasons."""

FAMILIES: Mapping[str, Catalogue] = {
    "Decisions": general_decision.DECISION,
    "Time limits": general_windows.WINDOWS,
    "Refunds": refund.TEXTS,
    "China": china.TEXTS,
    "Three guarantees": three_guarantees.TEXTS,
    "Produce": produce.TEXTS,
    "Animals and plants": pets.TEXTS,
    "Goods on marketplaces": goods.TEXTS,
    "Other countries": abroad.TEXTS,
    "Warranties": warranty.TEXTS,
    "Layers, outcomes and other labels": general_labels.OWN,
}


def reasons_page() -> str:
    """Return the page of every reason code with its two texts, by family."""
    parts = [
        "# Reason codes of returns",
        "",
        "Every reason of a return decision is a code with parameters; these are the texts, from the catalogue itself.",
        "A name in braces is a parameter of the reason. Only code and parameters are stored.",
        "",
    ]
    for title, texts in FAMILIES.items():
        rows = [_reason_row(message) for message in texts.messages if not message.code.startswith(NAMES)]
        if rows:
            parts += [f"## {title}", "", "| code | English | 中文 |", "|---|---|---|", *rows, ""]
    return "\n".join(parts).rstrip() + "\n"


def _reason_row(message: Message) -> str:
    """Return one row of the table of reasons."""
    return f"| `{message.code}` | {_cell(message.en)} | {_cell(message.zh)} |"


def rule_sets() -> tuple[RuleSet, ...]:
    """Return every rule set that is shipped, once each: the law first, then marketplaces, by name."""
    found: dict[str, RuleSet] = {}
    for package in (statutes, marketplaces):
        for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
            names = vars(import_module(f"{package.__name__}.{module.name}"))
            found |= {value.id: value for value in names.values() if isinstance(value, RuleSet)}
    return tuple(found.values())


def rules_page() -> str:
    """Return the page of every shipped right with its figures, its source, and how current that is."""
    parts = [
        "# Rules of returns, and how current they are",
        "",
        "Every right that is shipped, from the definitions that decide. *Known* says how surely its text is known:",
        "",
        *_legend(),
        "",
        "*As of* is the day on which the source was read. This is a statement of rules, not legal advice.",
        "",
    ]
    for rules in rule_sets():
        head = "| right | goods | claim | remedy | time limit | money | other figures | source | known | as of |"
        parts += [f"## {rules.id} ({rules.layer})", "", head, "|---|---|---|---|---|---|---|---|---|---|"]
        parts += [*(_rule_row(right) for right in rules.rights), "", *_sources(rules), ""]
    return "\n".join(parts).rstrip() + "\n"


def _legend() -> Iterator[str]:
    """Yield what each degree of confidence means."""
    for name in ("read", "secondary", "recalled", "derived", "proposal"):
        yield f"- {name}: {ENGLISH.label('confidence', name)}"


def _rule_row(right: Right) -> str:
    """Return one row of the table of rules."""
    basis = right.basis
    windows = [line for window in right.windows for line in window_lines(window, ENGLISH)]
    money = list(amount_lines(right.amount, ENGLISH)) if right.amount is not None else []
    cells = (
        f"`{right.id}`",
        ENGLISH.listed(ENGLISH.label("category", id) for id in right.categories) or ENGLISH.say("policy_all_goods"),
        ENGLISH.listed(ENGLISH.label("ground", id) for id in right.grounds),
        ENGLISH.label("remedy", right.remedy),
        "; ".join(windows) or ENGLISH.say("rule_no_window"),
        "; ".join(money),
        "; ".join(_figures(right)),
        ", ".join(part for part in (title_words(basis, ENGLISH), basis.article) if part),
        basis.confidence,
        basis.read_on.isoformat(),
    )
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _figures(right: Right) -> Iterator[str]:
    """Yield what else has a figure: terms with parameters, and the times for evidence, for sending and for paying."""
    for term in (*right.exclusions, *right.requires, *right.refers, *right.remarks):
        if term.params:
            yield ENGLISH.text(term.reason)
    for what, period in (
        ("evidence", right.evidence_within),
        ("sending the goods", right.send_back),
        ("payment", right.refund_due),
    ):
        if period is not None:
            yield f"{what} within {length_words(period, 'en')}"


def _sources(rules: RuleSet) -> Iterator[str]:
    """Yield where each text of a rule set was read, once each."""
    lines = {
        f"- {right.basis.title_zh}, {right.basis.article or right.basis.title_en}: {right.basis.source}"
        for right in rules.rights
    }
    yield from sorted(lines)


def _cell(text: str) -> str:
    """Return a text as it can stand in a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> int:
    """Write both pages."""
    REASONS.write_text(reasons_page(), encoding="utf-8")
    RULES.write_text(rules_page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
