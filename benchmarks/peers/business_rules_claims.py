# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`business-rules`: conditions as data over variables of a class, actions that collect what was found."""

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.variables import BaseVariables, boolean_rule_variable

from benchmarks.claims import Asked, Judge, last_midnight


class ClaimVariables(BaseVariables):
    """What its rules can read."""

    def __init__(self, asked: Asked) -> None:
        """Keep a claim."""
        self.asked = asked

    @boolean_rule_variable
    def perishable(self) -> bool:
        """Tell whether it is fresh."""
        return self.asked.perishable

    @boolean_rule_variable
    def custom_made(self) -> bool:
        """Tell whether it was made to order."""
        return self.asked.custom_made

    @boolean_rule_variable
    def is_whole(self) -> bool:
        """Tell whether a seal, if any, is whole."""
        return not self.asked.sealed or self.asked.seal_whole

    @boolean_rule_variable
    def in_time(self) -> bool:
        """Tell whether the window is open; there are no times in the rules themselves."""
        return self.asked.submitted_at < last_midnight(self.asked.signed_at)


class ClaimActions(BaseActions):
    """What its rules can do."""

    def __init__(self) -> None:
        """Begin with nothing granted."""
        self.granted = False

    @rule_action()
    def grant(self) -> None:
        """Grant the claim."""
        self.granted = True


RULES = [
    {
        "conditions": {
            "all": [
                {"name": "perishable", "operator": "is_false", "value": True},
                {"name": "custom_made", "operator": "is_false", "value": True},
                {"name": "is_whole", "operator": "is_true", "value": True},
                {"name": "in_time", "operator": "is_true", "value": True},
            ]
        },
        "actions": [{"name": "grant"}],
    }
]


def prepare(asked: Asked) -> object:
    """Keep the claim."""
    return asked


def call(asked: Asked) -> bool:
    """Run the rules."""
    actions = ClaimActions()
    run_all(RULES, ClaimVariables(asked), actions, stop_on_first_trigger=True)
    return actions.granted


def judges() -> tuple[Judge, ...]:
    """Hand in."""
    lacks = "reasons, unknown facts, times, refund, deadline, legal basis, several rights"
    return (Judge("business-rules", prepare, call, bool, lacks),)
