"""Warranties of single units, by product, part and serial number (MISSION C1, D6), worked by hand.

What users of other systems ask for is named where a test answers it: odoo/odoo#35641, frappe/erpnext#41064, #41646,
#42270, #42318, #43852, ForgeFlow/stock-rma#479.
"""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, NaiveDatetime, UnknownZone, WrongType
from aftersales_core.instants import Span
from aftersales_core.reasons import render
from aftersales_core.returns.guarantee_products import GuaranteeProduct
from aftersales_core.returns.statutes.china_three_guarantees import ThreeGuaranteesFigures, guarantee_warranties
from aftersales_core.returns.texts.warranty import TEXTS
from aftersales_core.returns.warranty import (
    OnReplacement,
    PartReplacement,
    UnitExchange,
    Warranty,
    WarrantyStart,
    WarrantyUnit,
    unit_of,
)
from aftersales_core.returns.warranty_coverage import Coverage, coverage, coverage_by_serial, warranty_end
from aftersales_core.worktime.period import Period

SHANGHAI = dt.timezone(dt.timedelta(hours=8))
SECOND = dt.timedelta(seconds=1)
DELIVERED = dt.datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)
YEAR = Period.years(1, pause_days="touched")
FRIDGE = Warranty("fridge", "refrigerator", YEAR)
COMPRESSOR = Warranty("compressor", "refrigerator", Period.years(3, pause_days="touched"), part="compressor")
TERMS = (FRIDGE, COMPRESSOR)


def midnight(year: int, month: int, day: int) -> dt.datetime:
    """Return the first instant of a day in Shanghai."""
    return dt.datetime(year, month, day, tzinfo=SHANGHAI)


def fridge(  # noqa: PLR0917 - what is known of a unit
    delivered_at: dt.datetime | None = DELIVERED,
    serial: str | None = "A1",
    exchanges: tuple[UnitExchange, ...] = (),
    repairs: tuple[Span, ...] = (),
    replaced_parts: tuple[PartReplacement, ...] = (),
    second_owner: bool | None = None,
) -> WarrantyUnit:
    """Make a refrigerator that was delivered on 2026-03-02."""
    return WarrantyUnit(
        "refrigerator",
        "Asia/Shanghai",
        serial,
        delivered_at=delivered_at,
        exchanges=exchanges,
        repairs=repairs,
        replaced_parts=replaced_parts,
        second_owner=second_owner,
    )


def codes(found: Coverage) -> set[str]:
    """Return the codes of all reasons."""
    return {reason.code for reason in found.reasons}


def last_second(found: Coverage) -> dt.datetime:
    """Return the last second of a coverage that has an end."""
    assert found.ends is not None
    return found.ends.last_second


@pytest.mark.parametrize(
    ("part", "end"),
    [(None, midnight(2027, 3, 3)), ("door", midnight(2027, 3, 3)), ("compressor", midnight(2029, 3, 3))],
)
def test_a_unit_is_covered_to_the_last_second_of_its_last_day_and_a_main_part_for_longer(
    part: str | None, end: dt.datetime
):
    """C1: one year for the refrigerator, three for the compressor; delivered 2026-03-02."""
    inside = coverage(TERMS, fridge(), at=end - SECOND, part=part)
    assert (inside.state, last_second(inside)) == ("covered", end - SECOND)
    assert inside.is_covered
    outside = coverage(TERMS, fridge(), at=end, part=part)
    assert outside.state == "not_covered"
    assert "warranty_ended" in codes(outside)
    assert not outside.is_covered


def test_the_warranty_that_governs_is_named_and_all_others_are_told():
    found = coverage(TERMS, fridge(), at=midnight(2028, 1, 1), part="compressor")
    assert (found.warranty, found.state) == ("compressor", "covered")
    assert {(one.warranty, one.state) for one in found.terms} == {("fridge", "not_covered"), ("compressor", "covered")}
    assert found.reasons[0].code == "warranty_runs"


def test_the_end_date_is_answered_directly():
    """odoo/odoo#35641, frappe/erpnext#41064: the end by product, part and serial number, without a cause."""
    strict = (Warranty("w", "refrigerator", YEAR, excluded_causes=("misuse",), needs_serial=True),)
    end = warranty_end(strict, fridge(), at=midnight(2026, 4, 1))
    assert end is not None
    assert end.last_second == midnight(2027, 3, 3) - SECOND
    longest = warranty_end(TERMS, fridge(), at=midnight(2026, 4, 1), part="compressor")
    assert longest is not None
    assert longest.last_second == midnight(2029, 3, 3) - SECOND
    assert warranty_end((), fridge(), at=midnight(2026, 4, 1)) is None
    assert warranty_end(TERMS, fridge(None), at=midnight(2026, 4, 1)) is None


def test_days_are_those_of_the_units_place():
    """Delivered 2026-03-01 20:00 UTC is 03-02 in Shanghai and 03-01 in New York, where midnight is 05:00 UTC."""
    at = dt.datetime(2026, 3, 1, 20, tzinfo=dt.UTC)
    china = WarrantyUnit("refrigerator", "Asia/Shanghai", delivered_at=at)
    america = WarrantyUnit("refrigerator", "America/New_York", delivered_at=at)
    ends = [coverage((FRIDGE,), unit, at=at).ends for unit in (china, america)]
    assert [end.instant.isoformat() for end in ends if end is not None] == [
        "2027-03-02T16:00:00+00:00",
        "2027-03-02T05:00:00+00:00",
    ]


def test_a_product_or_part_without_terms_is_not_covered():
    found = coverage(TERMS, WarrantyUnit("tv", "UTC", "T1", delivered_at=DELIVERED), at=DELIVERED, part="panel")
    assert (found.state, codes(found), found.serial) == ("not_covered", {"warranty_none"}, "T1")
    assert coverage((COMPRESSOR,), fridge(), at=DELIVERED).state == "not_covered"


@pytest.mark.parametrize(
    ("starts", "fact"),
    [
        ("delivery", "delivered_at"),
        ("invoice", "invoiced_on"),
        ("installation", "installed_at"),
        ("activation", "activated_at"),
    ],
)
def test_each_start_counts_from_its_own_event_and_an_unknown_one_covers_nothing(starts: WarrantyStart, fact: str):
    """thirtybees/thirtybees#1926 in kind: a missing date must not mean yes."""
    terms = (Warranty("w", "tv", YEAR, starts=starts),)
    events: dict[str, Any] = {
        "delivered_at": DELIVERED,
        "invoiced_on": dt.date(2026, 3, 3),
        "installed_at": DELIVERED + dt.timedelta(days=2),
        "activated_at": DELIVERED + dt.timedelta(days=3),
    }
    last = {"delivered_at": 2, "invoiced_on": 3, "installed_at": 4, "activated_at": 5}[fact]
    known = WarrantyUnit("tv", "Asia/Shanghai", **events)
    assert last_second(coverage(terms, known, at=midnight(2026, 5, 1))) == midnight(2027, 3, last + 1) - SECOND
    events[fact] = None
    unknown = WarrantyUnit("tv", "Asia/Shanghai", **events)
    found = coverage(terms, unknown, at=midnight(2026, 5, 1))
    assert (found.state, found.missing, found.ends) == ("unknown", (fact,), None)


@pytest.mark.parametrize(
    ("unit", "before", "from_"),
    [
        (fridge(), DELIVERED - SECOND, DELIVERED),
        (
            WarrantyUnit("refrigerator", "Asia/Shanghai", invoiced_on=dt.date(2026, 3, 2)),
            midnight(2026, 3, 2) - SECOND,
            midnight(2026, 3, 2),
        ),
    ],
)
def test_before_its_beginning_nothing_is_covered(unit: WarrantyUnit, before: dt.datetime, from_: dt.datetime):
    terms = (Warranty("w", "refrigerator", YEAR, starts="delivery" if unit.delivered_at else "invoice"),)
    found = coverage(terms, unit, at=before)
    assert found.state == "not_covered"
    assert "warranty_not_begun" in codes(found)
    assert coverage(terms, unit, at=from_).state == "covered"


def test_repair_makes_the_time_stand_still():
    """条例 18: away on 2026-05-01, 02 and 03; the year ends on 2027-03-05 instead of 03-02."""
    away = Span(dt.datetime(2026, 5, 1, 9, tzinfo=SHANGHAI), dt.datetime(2026, 5, 3, 18, tzinfo=SHANGHAI))
    found = coverage((FRIDGE,), fridge(repairs=(away,)), at=midnight(2026, 6, 1))
    assert (last_second(found), found.suspended_days) == (midnight(2027, 3, 6) - SECOND, 3)
    runs_on = Warranty("w", "refrigerator", YEAR, suspended_during_repair=False)
    found = coverage((runs_on,), fridge(repairs=(away,)), at=midnight(2026, 6, 1))
    assert (last_second(found), found.suspended_days) == (midnight(2027, 3, 3) - SECOND, 0)


def test_a_repair_that_is_not_over_moves_the_end_on_and_says_so():
    """Handed in 2026-05-01; asked at 05-04 12:00, four days are touched."""
    unit = fridge(repairs=(Span(dt.datetime(2026, 5, 1, 9, tzinfo=SHANGHAI)),))
    found = coverage((FRIDGE,), unit, at=dt.datetime(2026, 5, 4, 12, tzinfo=SHANGHAI))
    assert (found.suspended_days, found.state) == (4, "covered")
    assert "warranty_in_repair" in codes(found)
    before = coverage((FRIDGE,), unit, at=dt.datetime(2026, 5, 1, 8, tzinfo=SHANGHAI))
    assert before.suspended_days == 0
    assert "warranty_in_repair" not in codes(before)
    runs_on = Warranty("w", "refrigerator", YEAR, suspended_during_repair=False)
    assert "warranty_in_repair" not in codes(coverage((runs_on,), unit, at=midnight(2026, 5, 4)))


def test_a_repair_with_a_known_end_is_going_on_until_then():
    unit = fridge(repairs=(Span(midnight(2026, 5, 1), midnight(2026, 5, 4)),))
    assert "warranty_in_repair" in codes(coverage((FRIDGE,), unit, at=midnight(2026, 5, 4) - SECOND))
    assert "warranty_in_repair" not in codes(coverage((FRIDGE,), unit, at=midnight(2026, 5, 4)))


def test_a_shorter_warranty_that_covers_goes_before_a_longer_one_that_does_not():
    """Five years without the compressor, three for it: the end that counts is that of the three."""
    longer = Warranty("long", "refrigerator", Period.years(5), excluded_parts=("compressor",))
    found = coverage((longer, COMPRESSOR), fridge(), at=midnight(2026, 5, 1), part="compressor")
    assert (found.state, found.warranty, last_second(found)) == (
        "covered",
        "compressor",
        midnight(2029, 3, 3) - SECOND,
    )


@pytest.mark.parametrize(
    ("on_exchange", "end"), [("restarts", midnight(2027, 6, 2)), ("inherits", midnight(2027, 3, 3))]
)
def test_an_exchange_restarts_the_time_or_hands_on_the_rest_as_the_terms_say(
    on_exchange: OnReplacement, end: dt.datetime
):
    """frappe/erpnext#42318: exchanged 2026-06-01, so until 2027-06-01, or still 2027-03-02."""
    terms = (Warranty("w", "refrigerator", YEAR, on_exchange=on_exchange),)
    unit = fridge(exchanges=(UnitExchange(dt.datetime(2026, 6, 1, 15, tzinfo=SHANGHAI), "B2"),))
    found = coverage(terms, unit, at=midnight(2026, 7, 1), serial="B2")
    assert (found.state, found.serial, last_second(found)) == ("covered", "B2", end - SECOND)


def test_an_exchange_that_is_still_to_come_changes_nothing():
    unit = fridge(exchanges=(UnitExchange(dt.datetime(2026, 6, 1, 15, tzinfo=SHANGHAI), "B2"),))
    found = coverage((FRIDGE,), unit, at=midnight(2026, 6, 1), serial="A1")
    assert (found.state, found.serial, last_second(found)) == ("covered", "A1", midnight(2027, 3, 3) - SECOND)


def test_what_was_exchanged_before_its_installation_counts_from_the_installation():
    """Exchanged 2026-03-04, installed 03-10: the year ends on 2027-03-10. Without the installation nobody can tell."""
    terms = (Warranty("w", "tv", YEAR, starts="installation"),)
    exchange = (UnitExchange(dt.datetime(2026, 3, 4, tzinfo=SHANGHAI), "B2"),)
    installed = dt.datetime(2026, 3, 10, 9, tzinfo=SHANGHAI)
    unit = WarrantyUnit("tv", "Asia/Shanghai", "A1", installed_at=installed, exchanges=exchange)
    assert last_second(coverage(terms, unit, at=midnight(2026, 4, 1))) == midnight(2027, 3, 11) - SECOND
    unknown = WarrantyUnit("tv", "Asia/Shanghai", "A1", exchanges=exchange)
    assert coverage(terms, unknown, at=midnight(2026, 4, 1)).missing == ("installed_at",)


@pytest.mark.parametrize(
    ("on_new_part", "end"), [("restarts", midnight(2029, 9, 2)), ("inherits", midnight(2029, 3, 3))]
)
def test_a_new_part_restarts_its_own_time_or_not_as_the_terms_say(on_new_part: OnReplacement, end: dt.datetime):
    """Compressor replaced 2026-09-01: three years from then, or the rest until 2029-03-02."""
    terms = (Warranty("w", "refrigerator", Period.years(3), part="compressor", on_new_part=on_new_part),)
    new = (
        PartReplacement("compressor", dt.datetime(2026, 9, 1, 9, tzinfo=SHANGHAI)),
        PartReplacement("door", dt.datetime(2026, 10, 1, 9, tzinfo=SHANGHAI)),
        PartReplacement("compressor", dt.datetime(2028, 1, 1, 9, tzinfo=SHANGHAI)),
    )
    found = coverage(terms, fridge(replaced_parts=new), at=midnight(2026, 12, 1), part="compressor")
    assert last_second(found) == end - SECOND


def test_after_a_replacement_at_least_some_time_is_left_where_the_terms_say_so():
    """Exchanged 2027-02-20 with the rest until 03-02, but at least 90 days: 8 of February, 31, 30, 21 of May."""
    terms = (Warranty("w", "refrigerator", YEAR, on_exchange="inherits", after_replacement=Period.days(90)),)
    unit = fridge(exchanges=(UnitExchange(dt.datetime(2027, 2, 20, 9, tzinfo=SHANGHAI), "B2"),))
    assert last_second(coverage(terms, unit, at=midnight(2027, 3, 1))) == midnight(2027, 5, 22) - SECOND
    early = fridge(exchanges=(UnitExchange(dt.datetime(2026, 4, 1, 9, tzinfo=SHANGHAI), "B2"),))
    assert last_second(coverage(terms, early, at=midnight(2027, 3, 1))) == midnight(2027, 3, 3) - SECOND


EXCHANGED = fridge(exchanges=(UnitExchange(dt.datetime(2026, 6, 1, tzinfo=SHANGHAI), "B2"),))
UNRECORDED = fridge(exchanges=(UnitExchange(dt.datetime(2026, 6, 1, tzinfo=SHANGHAI)),))
SERIAL = (Warranty("w", "refrigerator", YEAR, needs_serial=True),)


@pytest.mark.parametrize(
    ("unit", "serial", "state", "code"),
    [
        (fridge(), "A1", "covered", None),
        (fridge(), None, "unknown", "warranty_missing"),
        (fridge(), "Z9", "not_covered", "warranty_serial_mismatch"),
        (fridge(serial=None), "A1", "unknown", "warranty_serial_unrecorded"),
        (EXCHANGED, "B2", "covered", None),
        (EXCHANGED, "A1", "not_covered", "warranty_serial_replaced"),
        (EXCHANGED, "Z9", "not_covered", "warranty_serial_mismatch"),
        (UNRECORDED, "B2", "unknown", "warranty_serial_unrecorded"),
        (UNRECORDED, "A1", "not_covered", "warranty_serial_replaced"),
    ],
)
def test_a_serial_number_that_does_not_fit_is_named(
    unit: WarrantyUnit, serial: str | None, state: str, code: str | None
):
    """frappe/erpnext#41646, #42318, #43852."""
    found = coverage(SERIAL, unit, at=midnight(2026, 7, 1), serial=serial)
    assert found.state == state
    assert codes(found) - {"warranty_runs"} == ({code} if code else set())


def test_without_need_of_a_serial_number_none_is_asked_for():
    assert coverage((FRIDGE,), fridge(serial=None), at=midnight(2026, 7, 1)).state == "covered"


def test_a_unit_is_found_by_the_serial_number_it_bears_or_bore():
    """ForgeFlow/stock-rma#479, frappe/erpnext#42270: ask by serial number alone."""
    units = (EXCHANGED, fridge(serial="C3"))
    at = midnight(2026, 7, 1)
    assert coverage_by_serial(TERMS, units, "C3", at=at).state == "covered"
    assert coverage_by_serial(TERMS, units, "B2", at=at, part="compressor").warranty == "compressor"
    old = coverage_by_serial(TERMS, units, "A1", at=at)
    assert (old.state, old.serial) == ("not_covered", "B2")
    nobody = coverage_by_serial(TERMS, units, "Z9", at=at, cause="fault")
    assert (nobody.state, codes(nobody), nobody.missing) == ("unknown", {"warranty_serial_unknown"}, ("serial",))


def test_a_number_that_went_to_another_unit_is_that_of_the_unit_that_bears_it_now():
    again = fridge(serial="A1")
    assert unit_of((EXCHANGED, again), "A1", at=midnight(2026, 7, 1)) is again
    assert unit_of((EXCHANGED,), "A1", at=midnight(2026, 7, 1)) is EXCHANGED
    assert unit_of((EXCHANGED,), "B2", at=midnight(2026, 5, 1)) is None


@pytest.mark.parametrize(
    ("cause", "state", "code"),
    [
        ("misuse", "not_covered", "warranty_cause_excluded"),
        ("material", "covered", "warranty_runs"),
        (None, "unknown", "warranty_missing"),
    ],
)
def test_an_excluded_cause_is_not_covered_and_an_unknown_one_is_asked_for(cause: str | None, state: str, code: str):
    terms = (Warranty("w", "refrigerator", YEAR, excluded_causes=("misuse", "force_majeure")),)
    found = coverage(terms, fridge(), at=midnight(2026, 7, 1), cause=cause)
    assert found.state == state
    assert code in codes(found)
    assert found.missing == (("cause",) if cause is None else ())
    assert found.ends is not None


def test_an_excluded_part_is_not_covered_by_the_whole():
    terms = (Warranty("w", "refrigerator", YEAR, excluded_parts=("light",)),)
    assert codes(coverage(terms, fridge(), at=DELIVERED, part="light")) == {"warranty_runs", "warranty_part_excluded"}
    assert coverage(terms, fridge(), at=DELIVERED, part="door").state == "covered"


@pytest.mark.parametrize(("second_owner", "state"), [(False, "covered"), (True, "not_covered"), (None, "unknown")])
def test_terms_for_the_first_owner_end_for_a_second(second_owner: bool | None, state: str):
    terms = (Warranty("w", "refrigerator", YEAR, transferable=False),)
    assert coverage(terms, fridge(second_owner=second_owner), at=midnight(2026, 7, 1)).state == state


def test_every_reason_is_given_at_once():
    terms = (
        Warranty(
            "w",
            "refrigerator",
            YEAR,
            excluded_causes=("misuse",),
            excluded_parts=("light",),
            needs_serial=True,
            transferable=False,
        ),
    )
    found = coverage(
        terms, fridge(second_owner=True), at=midnight(2027, 3, 3), part="light", cause="misuse", serial="Z9"
    )
    assert codes(found) == {
        "warranty_ended",
        "warranty_part_excluded",
        "warranty_cause_excluded",
        "warranty_second_owner",
        "warranty_serial_mismatch",
    }
    assert found.missing == ()


def test_hours_run_from_the_instant_and_from_a_date_its_midnight():
    """48 hours from 2026-03-02 10:00, and from the end of the invoice's day 2026-03-02."""
    terms = (Warranty("w", "refrigerator", Period.hours(48)),)
    found = coverage(terms, fridge(), at=DELIVERED)
    assert last_second(found) == DELIVERED + dt.timedelta(hours=48)
    invoiced = WarrantyUnit("refrigerator", "Asia/Shanghai", invoiced_on=dt.date(2026, 3, 2))
    terms = (Warranty("w", "refrigerator", Period.hours(48), starts="invoice"),)
    assert last_second(coverage(terms, invoiced, at=DELIVERED)) == midnight(2026, 3, 5)


def test_the_three_guarantees_are_terms_too():
    """Returns reference 3.1: bicycle 1 year, main parts 2; a custom table and the count from the invoice."""
    bicycle = WarrantyUnit("bicycle", "Asia/Shanghai", delivered_at=DELIVERED)
    found = coverage(guarantee_warranties(), bicycle, at=midnight(2028, 3, 3) - SECOND, part="main_part", cause="fault")
    assert found.state == "covered"
    late = coverage(guarantee_warranties(), bicycle, at=midnight(2028, 3, 3), part="main_part", cause="fault")
    assert late.state == "not_covered"
    own = guarantee_warranties((GuaranteeProduct("desk", 2),), ThreeGuaranteesFigures(start="invoice"))
    assert [(terms.id, terms.starts, terms.period.amount) for terms in own] == [("desk_whole", "invoice", 2)]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"starts": "order"}, "starts 'order'"),
        ({"on_exchange": "ends"}, "on_exchange 'ends'"),
        ({"on_new_part": "ends"}, "on_new_part 'ends'"),
        ({"part": "light", "excluded_parts": ("light",)}, "both covered and excluded"),
        ({"period": Period.working_days(30)}, "plain calendar"),
        ({"after_replacement": Period.days(30, roll="next_working_day")}, "plain calendar"),
        ({"period": Period.days(30, ends="same_time")}, "plain calendar"),
    ],
)
def test_terms_that_could_not_be_applied_are_refused(changes: dict[str, Any], problem: str):
    arguments: dict[str, Any] = {"id": "w", "product": "tv", "period": YEAR} | changes
    with pytest.raises(InvalidDefinition) as caught:
        Warranty(**arguments)
    assert problem in str(caught.value)


def test_a_unit_that_nothing_could_be_counted_for_is_refused():
    with pytest.raises(UnknownZone):
        WarrantyUnit("tv", "Mars/Olympus")
    with pytest.raises(NaiveDatetime):
        WarrantyUnit("tv", "UTC", delivered_at=dt.datetime(2026, 3, 2))
    with pytest.raises(NaiveDatetime):
        UnitExchange(dt.datetime(2026, 3, 2))
    with pytest.raises(NaiveDatetime):
        PartReplacement("door", dt.datetime(2026, 3, 2))
    with pytest.raises(WrongType):
        WarrantyUnit("tv", "UTC", invoiced_on=DELIVERED)
    wrong: list[Any] = ["", "  ", 7]
    for serial in wrong:
        with pytest.raises(WrongType):
            WarrantyUnit("tv", "UTC", serial)
    with pytest.raises(NaiveDatetime):
        coverage(TERMS, fridge(), at=dt.datetime(2026, 3, 2))


def test_every_reason_reads_in_both_languages():
    strict = (
        Warranty("w", "refrigerator", YEAR, excluded_causes=("misuse",), excluded_parts=("light",), transferable=False),
    )
    found = [
        coverage((), fridge(), at=DELIVERED),
        coverage(strict, fridge(second_owner=True, repairs=(Span(DELIVERED),)), at=DELIVERED, part="light", serial="Z"),
        coverage(strict, EXCHANGED, at=midnight(2028, 1, 1), cause="misuse", serial="A1"),
        coverage((FRIDGE,), fridge(serial=None), at=DELIVERED - SECOND, serial="A1"),
        coverage_by_serial((), (), "A1", at=DELIVERED),
    ]
    reasons = [reason for one in found for reason in one.reasons]
    assert {reason.code for reason in reasons} == set(TEXTS.codes)
    for reason in reasons:
        for lang in ("en", "zh"):
            assert "{" not in render(reason, lang, TEXTS)


days = st.integers(0, 800)


@given(bought=days, later=days, asked=days, repairs=st.lists(st.tuples(days, st.integers(1, 20)), max_size=4))
def test_a_later_purchase_never_ends_earlier(bought: int, later: int, asked: int, repairs: list[tuple[int, int]]):
    """Repairs come after both purchases, as nothing is repaired before it is bought."""
    first, second = (DELIVERED + dt.timedelta(days=n) for n in (bought, bought + later))
    spans = spans_after(second, repairs)
    at = second + dt.timedelta(days=asked)
    early, late = (coverage((FRIDGE,), fridge(start, repairs=spans), at=at) for start in (first, second))
    assert early.ends is not None
    assert late.ends is not None
    assert early.ends.instant <= late.ends.instant


@given(asked=days, repairs=st.lists(st.tuples(days, st.integers(1, 20)), min_size=1, max_size=4))
def test_more_repair_never_ends_earlier(asked: int, repairs: list[tuple[int, int]]):
    at = DELIVERED + dt.timedelta(days=asked)
    all_, fewer = (
        coverage((FRIDGE,), fridge(repairs=spans_after(DELIVERED, some)), at=at) for some in (repairs, repairs[1:])
    )
    assert all_.ends is not None
    assert fewer.ends is not None
    assert fewer.ends.instant <= all_.ends.instant
    assert fewer.suspended_days <= all_.suspended_days


@given(
    asked=days,
    part=st.sampled_from([None, "compressor", "door"]),
    cause=st.sampled_from([None, "misuse", "fault"]),
    serial=st.sampled_from([None, "A1", "B2"]),
    exchanged=st.none() | days,
    replaced=st.none() | days,
)
def test_an_unknown_beginning_is_never_covered(  # noqa: PLR0917 - everything that may be known
    asked: int, part: str | None, cause: str | None, serial: str | None, exchanged: int | None, replaced: int | None
):
    exchanges = () if exchanged is None else (UnitExchange(DELIVERED + dt.timedelta(days=exchanged), "B2"),)
    parts = () if replaced is None else (PartReplacement("compressor", DELIVERED + dt.timedelta(days=replaced)),)
    unit = fridge(None, exchanges=exchanges, replaced_parts=parts)
    at = DELIVERED + dt.timedelta(days=asked)
    found = coverage(TERMS, unit, at=at, part=part, cause=cause, serial=serial)
    assert not found.is_covered
    assert found.ends is None


@given(asked=days, delivered=st.none() | days, repairs=st.lists(st.tuples(days, st.integers(1, 20)), max_size=3))
def test_what_is_covered_is_asked_between_its_beginning_and_its_end(
    asked: int, delivered: int | None, repairs: list[tuple[int, int]]
):
    at = DELIVERED + dt.timedelta(days=asked)
    start = None if delivered is None else DELIVERED + dt.timedelta(days=delivered)
    found = coverage(TERMS, fridge(start, repairs=spans_after(start or DELIVERED, repairs)), at=at, part="compressor")
    is_inside = found.ends is not None and found.ends.is_met(at) and start is not None and start <= at
    assert found.is_covered is is_inside


@given(
    length=st.integers(1, 60),
    asked=st.integers(0, 120),
    delivered=st.none() | st.integers(0, 60),
    exchanged=st.none() | st.integers(0, 120),
    replaced=st.none() | st.integers(0, 120),
    repairs=st.lists(st.tuples(st.integers(0, 90), st.integers(1, 10)), max_size=3),
    on_exchange=st.sampled_from(["restarts", "inherits"]),
    on_new_part=st.sampled_from(["restarts", "inherits"]),
    suspended=st.booleans(),
    serial=st.sampled_from([None, "A1", "B2", "Z9"]),
)
def test_every_answer_is_that_of_a_calendar_with_crosses(  # noqa: PLR0917 - everything that may be known
    length: int,
    asked: int,
    delivered: int | None,
    exchanged: int | None,
    replaced: int | None,
    repairs: list[tuple[int, int]],
    on_exchange: OnReplacement,
    on_new_part: OnReplacement,
    suspended: bool,
    serial: str | None,
):
    """An oracle that crosses off days one by one; day 0 is 2026-03-02, and everything happens at 10:00."""
    terms = Warranty(
        "w",
        "refrigerator",
        Period.days(length, pause_days="touched"),
        part="compressor",
        needs_serial=True,
        on_exchange=on_exchange,
        on_new_part=on_new_part,
        suspended_during_repair=suspended,
    )

    def at(day: int) -> dt.datetime:
        return DELIVERED + dt.timedelta(days=day)

    unit = fridge(
        None if delivered is None else at(delivered),
        exchanges=() if exchanged is None else (UnitExchange(at(exchanged), "B2"),),
        repairs=spans_after(DELIVERED, repairs),
        replaced_parts=() if replaced is None else (PartReplacement("compressor", at(replaced)),),
    )
    found = coverage((terms,), unit, at=at(asked), part="compressor", serial=serial)
    is_exchanged = exchanged is not None and exchanged <= asked
    begun: list[int] = [] if delivered is None else [delivered]
    if delivered is not None and is_exchanged and on_exchange == "restarts":
        begun.append(exchanged or 0)
    if delivered is not None and replaced is not None and replaced <= asked and on_new_part == "restarts":
        begun.append(replaced)
    is_wrong, is_open = serial not in {None, "B2" if is_exchanged else "A1"}, serial is None
    if begun:
        # A repair that ends at 10:00 touches its last day; what comes after the question has not happened yet.
        crossed = {
            day
            for first, days_away in repairs
            if first < asked
            for day in range(first, min(first + days_away, asked) + 1)
        }
        left, day = length, max(begun)
        while left:
            day += 1
            left -= not (suspended and day in crossed)
        assert last_second(found) == midnight(2026, 3, 2) + dt.timedelta(days=day + 1) - SECOND
        is_wrong |= asked > day or asked < max(begun)
    else:
        assert found.ends is None
        is_open = True
    assert found.state == ("not_covered" if is_wrong else "unknown" if is_open else "covered")
    assert bool(found.missing) is (found.state == "unknown")


def spans_after(start: dt.datetime, repairs: list[tuple[int, int]]) -> tuple[Span, ...]:
    """Return spans that begin some days after a start and last some days."""
    return tuple(
        Span(start + dt.timedelta(days=begin), start + dt.timedelta(days=begin + length)) for begin, length in repairs
    )
