"""A service desk's rules in one value: kinds of tickets, roles, channels, triage, priority, SLA, calendars."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.lifecycle.item import SYSTEM
from aftersales_core.reasons import Reason
from aftersales_core.sla.marks import Facts
from aftersales_core.sla.policy import SlaPolicy
from aftersales_core.tickets.channels import CHANNELS
from aftersales_core.tickets.desk_machine import DESK_MACHINE, desk_machine
from aftersales_core.tickets.kind import Kind
from aftersales_core.tickets.priority import PRIORITY_MATRIX, PriorityMatrix
from aftersales_core.tickets.roles import ROLES, Roles
from aftersales_core.tickets.triage import TriageTable
from aftersales_core.tickets.vocabulary import Vocabulary, require_tuple, twice
from aftersales_core.worktime.calendar import AnyCalendar

if TYPE_CHECKING:
    from aftersales_core.lifecycle.item import MachineRef
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.tickets.situation import Situation
    from aftersales_core.tickets.ticket import Ticket

__all__ = ["Desk"]

NO_SLA: Final = SlaPolicy((), (), id="none")


@attrs.frozen
class Desk:
    """Everything that decisions about tickets read, beside the ticket itself.

    ``calendar`` is the one that timers and windows count on; the SLA policy binds its own. ``kinds`` are those that new
    tickets get; ``earlier_kinds`` are older versions under which open tickets finish.

    Raises InvalidDefinition with every problem.
    """

    kinds: tuple[Kind, ...]
    calendar: AnyCalendar
    sla: SlaPolicy = NO_SLA
    roles: Roles = ROLES
    channels: Vocabulary = CHANNELS
    triage: TriageTable | None = None
    priorities: PriorityMatrix = PRIORITY_MATRIX
    earlier_kinds: tuple[Kind, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse kinds that could not be told apart, roles without a label, triage into a kind that is not there."""
        require_tuple("kinds", self.kinds, Kind)
        require_tuple("earlier_kinds", self.earlier_kinds, Kind)
        problems = tuple(_problems(self))
        if problems:
            raise InvalidDefinition("desk", problems)

    @cached_property
    def _by_id(self) -> Mapping[str, Kind]:
        """Compile the look-up of the kinds of new tickets."""
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def _by_ref(self) -> "Mapping[MachineRef, Kind]":
        """Compile the look-up by definition; a ticket's own version comes before the newest."""
        return {kind.machine.ref: kind for kind in (*self.earlier_kinds, *self.kinds)}

    def kind(self, id: str) -> Kind | None:
        """Return the kind that new tickets of an id get, or None."""
        return self._by_id.get(id)

    def kind_of(self, ticket: "Ticket") -> Kind | None:
        """Return the kind whose definition a ticket obeys; the newest where that version is not kept, or None."""
        return self._by_ref.get(ticket.item.machine) or self._by_id.get(ticket.kind)

    def kind_under(self, ref: "MachineRef") -> Kind | None:
        """Return the kind of a definition, or None where the desk does not keep that version."""
        return self._by_ref.get(ref)

    def undeclared(self, facts: Facts) -> tuple[Reason, ...]:
        """Return why the class or the priority among facts cannot be used; a desk without triage takes any class."""
        known = {"priority": self.priorities.priorities}
        if self.triage is not None:
            known["class"] = self.triage.classes
        found = (known[name].check(value) for name, value in facts if name in known)
        return tuple(reason for reason in found if reason is not None)

    @cached_property
    def machine(self) -> "Machine[str, str, Situation]":
        """The machine of what can be done to any ticket."""
        return DESK_MACHINE if self.roles == ROLES else desk_machine(self.roles)

    @property
    def base_level(self) -> int:
        """The lowest level of the chain of escalation, on which every ticket begins."""
        return self.roles.ranks[0]


def _problems(desk: Desk) -> Iterable[str]:
    """Yield everything that is wrong with a desk."""
    if not desk.kinds:
        yield "it has no kind of ticket: give it one"
    if not desk.roles.ranks:
        yield "no role stands in the chain of escalation: give one a rank"
    yield from (f"kind {id!r} is given twice" for id in twice(kind.id for kind in desk.kinds))
    refs = [kind.machine.ref for kind in (*desk.kinds, *desk.earlier_kinds)]
    yield from (
        f"machine {ref.name!r} {ref.version!r} is given twice" for ref in dict.fromkeys(refs) if refs.count(ref) > 1
    )
    known = {kind.id for kind in desk.kinds}
    for kind in (*desk.kinds, *desk.earlier_kinds):
        undeclared = sorted({*kind.machine.roles, *kind.opened_by} - {*desk.roles.ids, SYSTEM})
        yield from (f"kind {kind.id!r} has the role {role!r}, which the desk does not declare" for role in undeclared)
    targets = () if desk.triage is None else dict.fromkeys(rule.kind for rule in desk.triage.rules)
    yield from (f"triage leads to the kind {id!r}, which the desk does not have" for id in targets if id not in known)
