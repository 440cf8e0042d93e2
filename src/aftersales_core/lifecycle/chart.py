"""What a state chart shows, before any drawing: boxes with what happens inside them, and arrows, gathered to be read.

Two things make charts of real lifecycles unreadable: loops, and the same event from many states. What leaves a state as
it is therefore stands inside its box, as in UML's internal transitions; and what leads from several states to one, such
as cancelling, is one arrow from a box that lists those states.
"""

from typing import TYPE_CHECKING, Any, Final

import attrs

from aftersales_core.lifecycle.labels import arrow_timer, label

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.lifecycle.rule import Rule

__all__ = ["Arrow", "Chart", "chart_of"]

GATHERED: Final = 3
"""From how many states on an event that leads to one state is drawn as one arrow."""


@attrs.frozen
class Arrow:
    """From one state, or from a box that lists several, to a state; one label for each event."""

    sources: tuple[str, ...]
    target: str
    labels: tuple[str, ...]


@attrs.frozen
class Chart:
    """The labels of events that stay inside each state, and the arrows between states; both in written order."""

    inside: tuple[tuple[str, tuple[str, ...]], ...]
    arrows: tuple[Arrow, ...]

    @property
    def boxes(self) -> tuple[tuple[str, ...], ...]:
        """The lists of states that share arrows, each once."""
        return tuple(dict.fromkeys(arrow.sources for arrow in self.arrows if len(arrow.sources) > 1))


def chart_of(machine: "Machine[Any, Any, Any]", lang: str | None) -> Chart:
    """Return what the chart of a machine shows, labelled in a language, or by names where none is given."""
    inside: dict[str, dict[str, None]] = {}
    sources: dict[tuple[str, str], dict[str, None]] = {}
    for rule in machine.rules:
        text = _text(machine, rule, lang)
        if rule.source == rule.target:
            inside.setdefault(str(rule.source), {})[text] = None
        else:
            sources.setdefault((text, str(rule.target)), {})[str(rule.source)] = None
    arrows: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for (text, target), states in sources.items():
        groups = [tuple(states)] if len(states) >= GATHERED else [(state,) for state in states]
        for group in groups:
            arrows.setdefault((group, target), []).append(text)
    return Chart(
        tuple((state, tuple(texts)) for state, texts in inside.items()),
        tuple(Arrow(group, target, tuple(texts)) for (group, target), texts in arrows.items()),
    )


def _text(machine: "Machine[Any, Any, Any]", rule: "Rule[Any, Any, Any]", lang: str | None) -> str:
    """Return the label of one rule: its event, and its timer where it has one."""
    text = label(machine, "event", str(rule.event), lang)
    timer = arrow_timer(machine, rule, lang)
    return f"{text} ({timer})" if timer else text
