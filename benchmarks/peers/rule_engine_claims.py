# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`rule-engine`: one expression over a mapping; the end of the window is worked out before, as it has no calendar."""

import rule_engine

from benchmarks.claims import Asked, Judge, last_midnight

RULE = rule_engine.Rule("not perishable and not custom_made and (not sealed or seal_whole) and submitted_at < last_at")


def prepare(asked: Asked) -> object:
    """Keep the claim; making the mapping is part of the question, as making the claim is not of ours."""
    return asked


def call(asked: Asked) -> bool:
    """Ask for the end of the window and match."""
    return RULE.matches(
        {
            "perishable": asked.perishable,
            "custom_made": asked.custom_made,
            "sealed": asked.sealed,
            "seal_whole": asked.seal_whole,
            "submitted_at": asked.submitted_at,
            "last_at": last_midnight(asked.signed_at),
        }
    )


def judges() -> tuple[Judge, ...]:
    """Hand in."""
    lacks = "reasons, unknown facts, time zones and days, refund, deadline, legal basis, several rights"
    return (Judge("rule-engine", prepare, call, bool, lacks),)
