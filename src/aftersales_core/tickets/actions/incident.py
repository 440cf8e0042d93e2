"""What moves an incident: activate the plan, report duties, inform, disclose, contain, stand down, close."""

from typing import TypeAlias

import attrs

__all__ = [
    "Activate",
    "CloseIncident",
    "Contain",
    "Disclose",
    "IncidentAction",
    "Inform",
    "ReportDuty",
    "StandDown",
]


@attrs.frozen
class Activate:
    """The emergency plan that is named comes into force, also again where a contained incident flares up."""

    plan_id: str
    severity: str = ""
    reason: str = ""


@attrs.frozen
class ReportDuty:
    """Somebody reports that a duty of the plan is done, or done again where it must be renewed."""

    duty_id: str
    evidence_refs: tuple[str, ...] = ()


@attrs.frozen
class Inform:
    """The consumers concerned are told what has happened and what they should do."""

    message_ref: str = ""
    channels: tuple[str, ...] = ()


@attrs.frozen
class Disclose:
    """The public is told, so that nobody has to rely on rumours."""

    message_ref: str = ""
    channels: tuple[str, ...] = ()


@attrs.frozen
class Contain:
    """It spreads no further: what was done, such as a recall or a stop of sales, stands under the reference."""

    measure_ref: str = ""


@attrs.frozen
class StandDown:
    """It was no emergency, or is none any more; why, as a code."""

    reason: str = ""


@attrs.frozen
class CloseIncident:
    """It is over; ``review_ref`` names what was learned from it."""

    review_ref: str = ""


IncidentAction: TypeAlias = Activate | CloseIncident | Contain | Disclose | Inform | ReportDuty | StandDown
"""Every action that an incident's lifecycle knows; see ``DeskAction`` for those of any ticket."""
