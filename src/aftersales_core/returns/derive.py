"""Facts that follow from others, and facts that contradict each other."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from aftersales_core.instants import local, micros, zone
from aftersales_core.reasons import Reason
from aftersales_core.returns.conditions import CompareFacts
from aftersales_core.returns.derive_abroad import defect_shown_at, lasts_until, repaired_back_at, whole_line_back
from aftersales_core.returns.derive_china import (
    days_since_delivery,
    gift_back,
    parts_there,
    received_days_ago,
    received_months_ago,
    resettles_below_zero,
)
from aftersales_core.returns.derive_pets import (
    arrival,
    currency,
    first_report,
    pickup_delay,
    settling,
    size_off,
    unit_price_yuan,
)
from aftersales_core.returns.derive_produce import (
    beyond_tolerance,
    dated_after_shipping,
    expired_when_delivered,
    late_hours,
    missing_share,
    shelf_life_left,
    two_problems,
)
from aftersales_core.returns.derive_three_guarantees import (
    buyer_caused,
    days_since_invoice,
    guarantee_from,
    guarantee_pauses,
    handed_over,
    repair_days,
    repair_wait_days,
)
from aftersales_core.returns.facts import FactValue
from aftersales_core.returns.rights import Clause

__all__ = ["ALWAYS", "CONTRADICTIONS", "DERIVED", "NEEDS", "TRIGGERS", "contradictions", "derive", "derived_of"]

Known: TypeAlias = dict[str, FactValue]

DELIVERY_FREE: Final = frozenset({"late_delivery", "not_delivered", "refused_delivery", "cancellation"})
"""Claims that may come before the goods."""


def _first_two(term: Clause) -> tuple[str, str]:
    """Return the first two facts that a term reads."""
    one, two, *_ = term.when.names()
    return one, two


CONTRADICTIONS: Final = (
    Clause.of("facts_delivered_before_ordered", CompareFacts("signed_at", "<", "ordered_at")),
    Clause.of("facts_lots_out_of_order", CompareFacts("signed_at", "<", "first_signed_at")),
    Clause.of("facts_installed_before_delivery", CompareFacts("installed_at", "<", "signed_at")),
    Clause.of("facts_back_before_claim", CompareFacts("goods_received_at", "<", "sent_back_at")),
    Clause.of("facts_reported_after_claim", CompareFacts("first_reported_at", ">", "submitted_at")),
    Clause.of("facts_more_than_all", CompareFacts("defect_count", ">", "total_count")),
    Clause.of("facts_heavier_than_all", CompareFacts("defect_weight_g", ">", "total_weight_g")),
    Clause.of("facts_refunded_more_than_paid", CompareFacts("refunded", ">", "paid")),
    Clause.of("facts_order_paid_less", CompareFacts("order_paid", "<", "paid")),
    Clause.of("facts_lot_after_last", CompareFacts("lot_signed_at", ">", "signed_at")),
    Clause.of("facts_wrong_sizes_more_than_all", CompareFacts("wrong_size_count", ">", "total_count")),
    Clause.of("facts_expired_before_made", CompareFacts("shelf_life_ends_on", "<", "produced_on")),
    Clause.of("facts_exchanged_before_delivery", CompareFacts("exchanged_at", "<", "signed_at")),
    Clause.of("facts_repaired_before_delivery", CompareFacts("last_repaired_at", "<", "signed_at")),
    Clause.of("facts_in_repair_after_claim", CompareFacts("sent_for_repair_at", ">", "submitted_at")),
)
"""What cannot be true together; where it is said to be, a person has to look."""

READ: Final = tuple((*_first_two(term), term) for term in CONTRADICTIONS)
"""Each contradiction behind the first two facts that it is about, so that most cases pass it at a glance."""


def derived_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return which facts have to be worked out for rules that read some facts, in the order of the table."""
    wanted = {*ALWAYS, *names}
    wanted |= {need for name in wanted for need in NEEDS.get(name, ())}
    return tuple(name for name in DERIVED if name in wanted)


def derive(facts: Known, names: Iterable[str]) -> Iterator[Reason]:
    """Add facts that follow from others, by name; yield a reason where two ways to the same fact disagree."""
    for name in names:
        triggers = TRIGGERS.get(name)
        if triggers is not None and triggers[0] not in facts and triggers[1] not in facts:
            continue
        found = facts.get(name)
        for way in DERIVED[name]:
            value = way(facts)
            if value is None:
                continue
            if found is None:
                facts[name] = found = value
            elif value != found:
                yield Reason.of("facts_disagree", "conflict", fact=name)
                break


def contradictions(facts: Mapping[str, FactValue]) -> Iterator[Reason]:
    """Yield a reason for each pair of facts that cannot both be true."""
    for one, two, term in READ:
        if two in facts and one in facts and term.when.holds(facts):
            yield Reason(term.code, term.params, "conflict")
    if facts.get("kind") not in DELIVERY_FREE:
        signed, submitted = facts.get("signed_at"), facts.get("submitted_at")
        if isinstance(signed, dt.datetime) and isinstance(submitted, dt.datetime) and submitted < signed:
            shown = {"signed_at": _on_site(signed, facts), "submitted_at": _on_site(submitted, facts)}
            yield Reason("facts_claim_before_delivery", tuple(shown.items()), "conflict")
    already, claimed, bought = facts.get("returned_quantity"), facts.get("claimed_quantity"), facts.get("quantity")
    if isinstance(already, int) and isinstance(claimed, int) and isinstance(bought, int) and already + claimed > bought:
        yield Reason.of("facts_more_than_bought", "conflict", bought=bought, claimed=claimed, returned=already)


def _on_site(at: dt.datetime, facts: Mapping[str, FactValue]) -> dt.datetime:
    """Return an instant on the clock of the place, where that is known."""
    tz = facts.get("tz")
    return local(micros(at), zone(tz)) if isinstance(tz, str) else at


def ratio(part: str, whole: str) -> Callable[[Known], Fraction | None]:
    """Make the way to a share: one fact over another, where both are known and it is a share."""

    def way(facts: Known) -> Fraction | None:
        """Return the share, or None."""
        one, all_ = facts.get(part), facts.get(whole)
        if (
            not isinstance(one, int | Fraction)
            or not isinstance(all_, int | Fraction)
            or not 0 <= one <= all_
            or all_ <= 0
        ):
            return None
        return Fraction(one) / Fraction(all_)

    return way


DERIVED: Final[Mapping[str, tuple[Callable[[Known], FactValue | None], ...]]] = {
    "defect_share": (ratio("defect_count", "total_count"), ratio("defect_weight_g", "total_weight_g")),
    "received_days_ago": (received_days_ago,),
    "resettlement_below_zero": (resettles_below_zero,),
    "parts_complete": (parts_there,),
    "gift_returned": (gift_back,),
    "handed_over_at": (handed_over,),
    "guarantee_from_at": (guarantee_from,),
    "guarantee_pauses": (guarantee_pauses,),
    "repair_wait_days": (repair_wait_days,),
    "days_since_invoice": (days_since_invoice,),
    "repair_days": (repair_days,),
    "buyer_caused": (buyer_caused,),
    "defect_shown_at": (defect_shown_at,),
    "repaired_back_at": (repaired_back_at,),
    "lasts_until_on": (lasts_until,),
    "whole_line_back": (whole_line_back,),
    "currency": (currency,),
    "unit_price_yuan": (unit_price_yuan,),
    "reported_at": (first_report,),
    "arrived_at": (arrival,),
    "pickup_hours": (pickup_delay,),
    "settled_hours": (settling,),
    "size_deviation": (size_off,),
    "wrong_size_share": (ratio("wrong_size_count", "total_count"),),
    "shortage_share": (missing_share,),
    "shortage_beyond_tolerance": (beyond_tolerance,),
    "expired_when_delivered": (expired_when_delivered,),
    "shelf_life_left_share": (shelf_life_left,),
    "late_hours": (late_hours,),
    "dated_after_shipping": (dated_after_shipping,),
    "two_problems": (two_problems,),
    "received_months_ago": (received_months_ago,),
    "days_since_delivery": (days_since_delivery,),
}
"""For each fact that follows from others, the ways to it; one that needs another of them comes after it."""

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "guarantee_from_at": ("handed_over_at",),
    "two_problems": ("wrong_size_share", "shortage_share", "shortage_beyond_tolerance"),
}
"""Those of them that need others of them."""

TRIGGERS: Final[Mapping[str, tuple[str, str]]] = {
    "defect_share": ("defect_count", "defect_weight_g"),
    "expired_when_delivered": ("shelf_life_ends_on", "shelf_life_ends_on"),
    "gift_returned": ("complete", "complete"),
    "late_hours": ("promised_at", "promised_at"),
    "parts_complete": ("complete", "complete"),
    "shelf_life_left_share": ("shelf_life_ends_on", "shelf_life_ends_on"),
    "shortage_beyond_tolerance": ("stated_count", "stated_weight_g"),
    "shortage_share": ("stated_count", "stated_weight_g"),
    "size_deviation": ("stated_size_mm", "stated_size_mm"),
    "wrong_size_share": ("wrong_size_count", "wrong_size_count"),
}
"""Facts of which one must be known before it is worth looking; most cases pass most of them at a glance."""

ALWAYS: Final = frozenset({"defect_share"})
"""Those that are worked out for every case, so that counts that contradict each other never pass unseen."""
