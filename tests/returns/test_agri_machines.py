"""China's three guarantees of agricultural machinery (Order 126 of 2010; returns reference 3.1), worked by hand.

Invoice of 2026-03-02, so the year ends with 2027-03-02. Confidence secondary: only summaries were read.
"""

import datetime as dt
from typing import Any, TypeAlias

import pytest

from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.statutes.china_agri_machines import AGRI_MACHINES, AgriMachinesFigures, agri_machines
from aftersales_core.returns.texts.general import TEXTS as GENERAL
from aftersales_core.returns.texts.three_guarantees import TEXTS
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable

Facts: TypeAlias = dict[str, Any]

SHANGHAI = dt.timezone(dt.timedelta(hours=8))
SECOND = dt.timedelta(seconds=1)
# 2026-05-01 and 05-04, 05-05 are days off on weekdays, 2026-05-09 is a Saturday worked in exchange.
CALENDAR = WorkingCalendar(
    "cn",
    "Asia/Shanghai",
    "Mon-Fri 08:00-17:00",
    HolidayTable.of(
        [dt.date(2026, 5, 1), dt.date(2026, 5, 4), dt.date(2026, 5, 5)],
        [dt.date(2026, 5, 9)],
        first_year=2026,
        last_year=2029,
    ),
)
UNBOUND = ReturnPolicy("unbound", (AGRI_MACHINES,), tz="Asia/Shanghai")
POLICY = UNBOUND.with_calendars({"legal:CN": CALENDAR})
FOUND: Facts = {"defect_confirmed": True, "fault_cause": "product", "papers_match": True}
PAPERS = ("warranty_card", "repair_record")


def midnight(year: int, month: int, day: int) -> dt.datetime:
    """Return the first instant of a day in Shanghai."""
    return dt.datetime(year, month, day, tzinfo=SHANGHAI)


def claimed(
    at: dt.datetime,
    *,
    policy: ReturnPolicy = POLICY,
    line: Facts | None = None,
    found: Facts | None = None,
    evidence: tuple[str, ...] = PAPERS,
) -> ReturnDecision:
    """Decide a claim for a fault of a machine; None among the facts takes one away."""
    bought: Facts = {"invoice_on": dt.date(2026, 3, 2)} | (line or {})
    machine = Line.of("agri_machines", paid="28000.00 CNY", **bought)
    return decide(policy, Claim.of(machine, "fault", submitted_at=at, evidence=evidence, **(FOUND | (found or {}))))


def granted(decision: ReturnDecision) -> set[str]:
    """Return the remedies that are granted."""
    return {offer.remedy for offer in decision.remedies if offer.verdict == "grants"}


def test_the_whole_machine_is_repaired_for_a_year_from_the_invoice():
    """C1, D6: the last second of 2027-03-02 is in, the next is out."""
    assert granted(claimed(midnight(2027, 3, 3) - SECOND)) == {"repair"}
    late = claimed(midnight(2027, 3, 3))
    assert late.outcome == "ineligible"
    assert late.codes[0] == "window_closed_years"


def test_the_count_can_run_from_delivery_instead():
    policy = ReturnPolicy("d", (agri_machines(AgriMachinesFigures(start="handed_over_at")),), tz="Asia/Shanghai")
    line: Facts = {"signed_at": dt.datetime(2026, 4, 1, 9, tzinfo=SHANGHAI)}
    assert granted(claimed(midnight(2027, 4, 2) - SECOND, policy=policy, line=line)) == {"repair"}
    assert granted(claimed(midnight(2027, 4, 2), policy=policy, line=line)) == set()


def test_a_repair_of_more_than_thirty_working_days_gives_an_exchange():
    """Handed in on Tuesday 2026-04-07. Working days after it:

    04-08 to 10: 3; 04-13 to 17: 8; 04-20 to 24: 13; 04-27 to 30: 17; 05-06 to 09, a Saturday: 21; 05-11 to 15: 26;
    05-18 to 21: 30. So the exchange can be claimed from 2026-05-22 00:00.
    """
    line: Facts = {"sent_for_repair_at": dt.datetime(2026, 4, 7, 15, tzinfo=SHANGHAI)}
    assert "exchange" in granted(claimed(midnight(2026, 5, 22), line=line))
    early = claimed(midnight(2026, 5, 22) - SECOND, line=line)
    assert granted(early) == {"repair"}
    assert "window_not_open_yet" in early.codes


def test_without_the_calendar_a_person_has_to_count():
    line: Facts = {"sent_for_repair_at": dt.datetime(2026, 4, 7, 15, tzinfo=SHANGHAI)}
    decision = claimed(midnight(2026, 5, 22), policy=UNBOUND, line=line)
    assert granted(decision) == {"repair"}
    assert "calendar_missing" in decision.codes


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"repairs": 1}, {"repair"}),
        ({"repairs": 2}, {"repair", "part_replacement"}),
        ({"repairs": 2, "main_part_replaced": True}, {"repair", "part_replacement", "exchange"}),
    ],
)
def test_the_same_serious_fault_after_two_repairs_gives_a_part_and_then_a_machine(line: Facts, expected: set[str]):
    assert granted(claimed(midnight(2026, 9, 1), line=line, found={"fault_grade": "serious"})) == expected


@pytest.mark.parametrize("replaced", [False, True])
def test_a_general_fault_counts_only_in_the_first_thirty_days_of_the_first_season(replaced: bool):
    """The season begins on 2026-06-01, so day 30 is 2026-07-01."""
    line: Facts = {
        "repairs": 2,
        "first_season_began_on": dt.date(2026, 6, 1),
        "main_part_replaced": replaced,
    }
    found: Facts = {"fault_grade": "general", "wearing_part": False}
    end = midnight(2026, 7, 2)
    more = {"part_replacement", "exchange"} if replaced else {"part_replacement"}
    assert granted(claimed(end - SECOND, line=line, found=found)) == {"repair"} | more
    assert granted(claimed(end, line=line, found=found)) == {"repair"}
    worn = claimed(end - SECOND, line=line, found=found | {"wearing_part": True})
    assert granted(worn) == {"repair"}
    assert "fault_not_in_wearing_part" in worn.codes


@pytest.mark.parametrize(
    ("line", "found", "missing"),
    [
        ({"invoice_on": None}, {}, "invoice_on"),
        ({}, {"defect_confirmed": None}, "defect_confirmed"),
        # Delivered on 2026-03-02: the six months end with 09-02.
        ({"signed_at": midnight(2026, 3, 2)}, {"defect_confirmed": None}, "defect_confirmed"),
    ],
)
def test_an_unknown_fact_is_named_and_nothing_is_granted(line: Facts, found: Facts, missing: str):
    decision = claimed(midnight(2026, 9, 3), line=line, found=found)
    assert decision.outcome == "needs_review"
    assert missing in decision.missing
    assert granted(decision) == set()


@pytest.mark.parametrize("left_out", ["fault_cause", "papers_match"])
def test_what_the_guarantee_does_not_cover_is_for_the_seller_to_show(left_out: str):
    assert granted(claimed(midnight(2026, 5, 1), found={left_out: None})) == {"repair"}


def test_in_the_first_six_months_a_fault_stands_until_it_is_disproved():
    """Law 23(3): delivered on 2026-03-02, so to the last second of 09-02; the papers are asked for all the same."""
    line: Facts = {"signed_at": midnight(2026, 3, 2)}
    unknown: Facts = {"defect_confirmed": None}
    end = midnight(2026, 9, 3)
    assert granted(claimed(end - SECOND, line=line, found=unknown)) == {"repair"}
    assert granted(claimed(end, line=line, found=unknown)) == set()
    assert claimed(end - SECOND, line=line, found={"defect_confirmed": False}).outcome == "ineligible"
    assert claimed(end - SECOND, line=line, found=unknown, evidence=()).outcome == "needs_evidence"


@pytest.mark.parametrize("missing", ["fault_grade", "wearing_part", "first_season_began_on"])
def test_a_part_is_not_granted_while_what_it_hangs_on_is_unknown(missing: str):
    line: Facts = {"repairs": 2, "first_season_began_on": dt.date(2026, 6, 1)}
    found: Facts = {"fault_grade": "general", "wearing_part": False}
    known = {name: value for name, value in line.items() if name != missing}
    said = {name: value for name, value in found.items() if name != missing}
    decision = claimed(midnight(2026, 6, 20), line=known, found=said)
    assert granted(decision) == {"repair"}
    finding = decision.finding("cn_agri_machines_part_general")
    assert finding is not None
    assert finding.missing == (missing,)


def test_a_repair_asks_for_the_card_and_more_for_the_record_of_repairs():
    bare = claimed(midnight(2026, 9, 1), evidence=())
    assert bare.outcome == "needs_evidence"
    assert set(bare.evidence) == {"invoice", "warranty_card"}
    line: Facts = {"repairs": 2}
    decision = claimed(midnight(2026, 9, 1), line=line, found={"fault_grade": "serious"}, evidence=("invoice",))
    assert granted(decision) == {"repair"}
    finding = decision.finding("cn_agri_machines_part_serious")
    assert finding is not None
    assert finding.evidence == ("repair_record",)


@pytest.mark.parametrize("cause", ["misuse", "opened_by_others", "force_majeure"])
def test_what_the_user_did_is_not_covered(cause: str):
    decision = claimed(midnight(2026, 5, 1), found={"fault_cause": cause})
    assert decision.outcome == "ineligible"
    assert f"excluded_{cause}" in decision.codes


def test_a_return_for_money_is_always_for_a_person_because_its_conditions_were_not_read():
    decision = claimed(midnight(2026, 5, 1))
    offer = decision.offer("return_refund")
    assert offer is not None
    assert offer.verdict == "refers"
    assert "agri_return_conditions_unread" in decision.codes
    assert decision.refund is None
    late = claimed(midnight(2027, 3, 3)).offer("return_refund")
    assert late is None


def test_every_rule_says_that_only_summaries_were_read_and_every_code_has_a_text():
    codes = set((GENERAL | TEXTS).codes)
    for right in AGRI_MACHINES.rights:
        assert right.basis.confidence == "secondary"
        assert {term.code for term in (*right.exclusions, *right.requires, *right.refers)} <= codes
        for window in right.windows:
            assert {f"moment_{name}" for name in window.start} <= codes
