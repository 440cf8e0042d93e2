"""Who acts on a ticket: roles as data, with labels and a place in the chain of escalation."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.interchange.plain import clip
from aftersales_core.reasons import Catalogue, Reason, language
from aftersales_core.tickets.vocabulary import choices, require_tuple, twice, untold

__all__ = ["ROLES", "Role", "Roles"]

ROLE_ID: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


@attrs.frozen
class Role:
    """A role with its labels.

    ``rank`` is its place in the chain of escalation, higher is further up; roles of one rank stand on one level. None
    stands outside the chain. ``is_consulted`` marks a role outside the chain that every level may ask for help.
    """

    id: str
    en: str
    zh: str
    rank: int | None = None
    is_consulted: bool = False

    def label(self, lang: str) -> str:
        """Return the label in the language of a BCP 47 tag."""
        return self.zh if language(lang) == "zh" else self.en


@attrs.frozen
class Roles:
    """The roles of a service desk, each id once.

    Raises InvalidDefinition with every problem, WrongType for roles that are no tuple.

    >>> ROLES.get("supervisor").label("zh")
    '客服主管'
    >>> ROLES.extended(Role("director", "director", "总监", rank=40)).ranks
    (10, 20, 30, 40)
    """

    roles: tuple[Role, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse roles that could not be told apart or read."""
        require_tuple("roles", self.roles, Role)
        problems = tuple(_problems(self))
        if problems:
            raise InvalidDefinition("roles", problems)

    @cached_property
    def _by_id(self) -> dict[str, Role]:
        """Compile the look-up by id."""
        return {role.id: role for role in self.roles}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all roles, in order."""
        return tuple(role.id for role in self.roles)

    @property
    def ranks(self) -> tuple[int, ...]:
        """The levels of the chain of escalation, lowest first."""
        return tuple(sorted({role.rank for role in self.roles if role.rank is not None}))

    @property
    def consulted(self) -> tuple[str, ...]:
        """The roles outside the chain that every level may ask for help."""
        return tuple(role.id for role in self.roles if role.is_consulted)

    def get(self, id: str) -> Role | None:
        """Return the role of an id, or None where it is not declared."""
        return self._by_id.get(id)

    def of_rank(self, rank: int) -> tuple[str, ...]:
        """Return the roles that stand on a level of the chain."""
        return tuple(role.id for role in self.roles if role.rank == rank)

    def check(self, id: str) -> Reason | None:
        """Return the reason why an id names no role, or None where it does."""
        if id in self._by_id:
            return None
        return Reason.of("role_undeclared", "invalid", role=clip(id), choices=choices(id, self.ids))

    def extended(self, *roles: Role) -> "Roles":
        """Return the roles with some added at the end, or replaced in their place where the id is known."""
        return Roles(tuple((self._by_id | {role.id: role for role in roles}).values()))

    def catalogue(self) -> Catalogue:
        """Return the labels as texts of the codes ``role_<id>``, which machines and their tables ask for."""
        return Catalogue.of({f"role_{role.id}": (_plain(role.en), _plain(role.zh)) for role in self.roles})


def _plain(label: str) -> str:
    """Return a label as a text without placeholders: its braces are braces."""
    return label.replace("{", "{{").replace("}", "}}")


def _problems(roles: Roles) -> Iterator[str]:
    """Yield everything that is wrong with a table of roles."""
    for role in roles.roles:
        if ROLE_ID.fullmatch(role.id) is None:
            yield f"role {role.id!r:.80}: use lower-case letters, digits and _"
        yield from (f"role {role.id!r:.80}: {problem}" for problem in untold(role.en, role.zh))
        if role.is_consulted and role.rank is not None:
            yield f"role {role.id!r:.80} is consulted and in the chain as well: leave one of the two out"
    yield from (f"role {id!r:.80} is declared twice" for id in twice(roles.ids))


ROLES: Final = Roles(
    (
        Role("customer", "customer", "顾客"),
        Role("agent", "agent", "客服专员", rank=10),
        Role("supervisor", "supervisor", "客服主管", rank=20),
        Role("manager", "manager", "客服经理", rank=30),
        Role("technician", "technical support", "技术支持", is_consulted=True),
        Role("coordinator", "after-sales coordinator", "售后协调员", is_consulted=True),
        Role("system", "system", "系统"),
        Role("platform", "platform", "平台"),
    )
)
"""The roles of a service desk. Ranks leave gaps, so that a team lead of rank 15 moves no ticket to another level."""
