"""A retailer's returns: matched with purchases as a slow count does it, and decided by the days between."""

import csv
import datetime as dt
import gzip
import itertools
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.data_files import ROOT, data_folder
from tests.examples.loading import example

DAY = dt.timedelta(days=1)
NO_ARTICLE = {"POST", "DOT", "M", "C2", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK"}
GUIDE = ROOT / "docs" / "guides" / "retail-returns.md"


def line(number: int, day: int, units: int, **other: Any) -> Any:
    """A line of customer 1 on article A: a purchase, or a return where units are below zero."""
    matching = example("retail_returns.matching")
    values = {"article": "A", "price": Decimal("2.50"), "customer": "1"} | other
    at = dt.datetime(2011, 1, 3, 10) + day * DAY
    return matching.RetailLine(number=number, invoice=f"{'C' * (units < 0)}{number}", units=units, at=at, **values)


def pieces(lines: list[Any], order: str = "lifo") -> list[tuple[int, int, int, int]]:
    """Which return took how many units of which purchase, after how many before."""
    found = example("retail_returns.matching").matched(lines, order)
    return [(one.back.number, one.purchase.number, one.units, one.before) for one in found.matches]


def test_the_newest_purchase_is_taken_first_and_the_rest_from_the_one_before():
    lines = [line(1, 0, 5), line(2, 3, 2), line(3, 9, 9), line(4, 5, -4)]
    assert pieces(lines) == [(4, 2, 2, 0), (4, 1, 2, 0)]
    assert pieces(lines, "fifo") == [(4, 1, 4, 0)]


def test_units_that_came_back_are_gone_for_the_next_return():
    assert pieces([line(1, 0, 5), line(2, 1, -3), line(3, 2, -4)]) == [(2, 1, 3, 0), (3, 1, 2, 3)]


def test_a_return_at_the_minute_of_the_purchase_is_matched_and_one_before_it_is_not():
    assert pieces([line(2, 0, -1), line(1, 0, 1)]) == [(2, 1, 1, 0)]
    assert pieces([line(1, 1, 1), line(2, 0, -1)]) == []


def test_each_reason_for_no_match_is_counted_in_lines_and_units():
    lines = [
        line(1, 0, 1),
        line(2, 1, -3),  # two more than were bought
        line(3, 2, -1),  # none left
        line(4, 2, -1, article="Z9"),
        line(5, 2, -1, customer=""),
        line(6, 2, -1, article="POST"),
        line(7, 2, -1, article="GIFT_0001_10"),
    ]
    found = example("retail_returns.matching").matched(lines)
    assert found.unmatched_lines == {"all_back_already": 1, "no_earlier_purchase": 1, "guest": 1, "no_article": 2}
    assert found.unmatched_units == Counter(found.unmatched_lines) + Counter(more_than_bought=2)
    assert (found.returns, found.units, found.whole_lines, found.part_lines) == (6, 8, 0, 1)


def test_a_purchase_that_comes_back_in_parts_pays_every_penny_once():
    """The price of 3 units at 1.115 is 3.35 after one rounding; their parts add up to it."""
    judging = example("retail_returns.judging")
    lines = [line(1, 0, 3, price=Decimal("1.115")), *(line(number, number, -1) for number in (2, 3, 4))]
    found = example("retail_returns.matching").matched(lines)
    assert sum(judging.value(match) for match in found.matches) == Decimal("3.35")


def test_what_comes_back_before_it_can_have_arrived_is_a_cancellation():
    judging, promises = example("retail_returns.judging"), example("retail_returns.promises")
    found = example("retail_returns.matching").matched([line(1, 0, 3), line(2, 2, -1), line(3, 4, -1), line(4, 60, -1)])
    decided = judging.decisions(found.matches, promises.PROMISES[0], 3)
    assert [(one.kind, one.outcome) for one in decided] == [
        ("cancellation", "eligible"),
        ("no_reason", "eligible"),
        ("no_reason", "ineligible"),
    ]
    verdicts = judging.counted(found.matches, decided)
    assert (verdicts.before_delivery.claims, verdicts.in_time.units, verdicts.late.value) == (1, 1, Decimal("2.50"))
    assert verdicts.undecided.claims == 0


def test_a_folder_without_the_file_and_a_negative_number_of_days_are_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    main = example("online_retail").main
    assert main(["--data", str(tmp_path)]) == 2
    assert main(["--data", str(tmp_path), "--days", "-1"]) == 2
    assert capsys.readouterr().err.count("online_retail.py: ") == 2


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """The lines of the file, read by hand."""
    with gzip.open(data_folder() / "online_retail" / "lines.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def matching(rows: list[dict[str, str]]) -> Any:
    """The example's matching of the whole file."""
    module: ModuleType = example("retail_returns.matching")
    return module.matched([module.read_line(row) for row in rows])


def by_single_units(rows: list[dict[str, str]], *, newest_first: bool) -> Counter[tuple[int, int]]:
    """Match unit by unit: each unit bought is a thing of its own, taken from a list that is searched anew."""
    bought: dict[tuple[str, str], list[tuple[str, int]]] = {}
    found: Counter[tuple[int, int]] = Counter()
    # A purchase of the same minute comes before a return, whatever the rows' order.
    for row in sorted(rows, key=lambda row: (row["InvoiceDate"], int(row["Quantity"]) < 0, int(row["row"]))):
        key, units = (row["CustomerID"], row["StockCode"].upper()), int(row["Quantity"])
        if not key[0] or key[1] in NO_ARTICLE or key[1].startswith("GIFT_"):
            continue
        if units > 0 and row["InvoiceNo"].isdigit():
            bought.setdefault(key, []).extend([(row["InvoiceDate"], int(row["row"]))] * units)
        elif row["InvoiceNo"].startswith("C"):
            for _ in range(-units):
                stock = bought.get(key, [])
                if stock:
                    one = max(stock) if newest_first else min(stock)
                    stock.remove(one)
                    found[int(row["row"]), one[1]] += 1
    return found


@pytest.mark.parametrize("order", ["lifo", "fifo"])
def test_the_matching_equals_one_that_takes_unit_by_unit(rows: list[dict[str, str]], order: str):
    customers = sorted({row["CustomerID"] for row in rows if row["InvoiceNo"].startswith("C")} - {""})[::7]
    small = {row["CustomerID"] for row in rows if abs(int(row["Quantity"])) > 2_000}
    chosen = [row for row in rows if row["CustomerID"] in set(customers) - small]
    module = example("retail_returns.matching")
    found = module.matched([module.read_line(row) for row in chosen], order)
    taken = Counter[tuple[int, int]]()
    for match in found.matches:
        taken[match.back.number, match.purchase.number] += match.units
    assert taken == by_single_units(chosen, newest_first=order == "lifo")
    assert len(taken) > 200


def test_no_unit_is_lost_or_made(rows: list[dict[str, str]], matching: Any):
    back = [row for row in rows if row["InvoiceNo"].startswith("C")]
    assert matching.returns == len(back)
    assert matching.units == -sum(int(row["Quantity"]) for row in back)
    assert matching.units == sum(match.units for match in matching.matches) + matching.unmatched_units.total()
    assert matching.returns == matching.whole_lines + matching.part_lines + matching.unmatched_lines.total()
    for purchase, group in itertools.groupby(
        sorted(matching.matches, key=lambda match: (match.purchase.number, match.before)), lambda match: match.purchase
    ):
        parts = list(group)
        assert [part.before for part in parts] == [0, *itertools.accumulate(part.units for part in parts)][:-1]
        assert sum(part.units for part in parts) <= purchase.units
        assert all(part.back.at >= purchase.at for part in parts)


@pytest.mark.parametrize(("place", "window"), [(0, 7), (1, 14), (3, 30)])
@pytest.mark.parametrize("days", [0, 3])
def test_in_time_means_not_more_dates_after_the_signing_than_the_window_has(
    matching: Any, place: int, window: int, days: int
):
    judging, promises = example("retail_returns.judging"), example("retail_returns.promises")
    decided = judging.decisions(matching.matches, promises.PROMISES[place], days)
    verdicts = judging.counted(matching.matches, decided)
    # Signing and claim are on British wall clocks, so a count of dates on the wall is all there is to it.
    gaps = [(match.back.at, match.purchase.at + days * DAY, match) for match in matching.matches]
    arrived = [(at, signed, match) for at, signed, match in gaps if at >= signed]
    timely = [match for at, signed, match in arrived if (at.date() - signed.date()).days <= window]
    assert verdicts.in_time.claims == len(timely)
    assert verdicts.in_time.units == sum(match.units for match in timely)
    assert verdicts.late.claims == len(arrived) - len(timely)
    assert verdicts.before_delivery.claims == len(gaps) - len(arrived)
    assert verdicts.undecided.claims == 0


ENGLISH_HOLIDAYS = {
    dt.date.fromisoformat(day)
    for day in (
        "2010-12-27 2010-12-28 2011-01-03 2011-04-22 2011-04-25 2011-04-29 2011-05-02 2011-05-30 2011-08-29 "
        "2011-12-26 2011-12-27 2012-01-02"
    ).split()
}
"""Bank holidays of England as proclaimed for these years, the royal wedding of 29 April 2011 included."""


def test_a_window_that_rolls_ends_on_a_day_that_is_neither_weekend_nor_holiday(matching: Any):
    judging, promises = example("retail_returns.judging"), example("retail_returns.promises")
    verdicts = judging.counted(matching.matches, judging.decisions(matching.matches, promises.PROMISES[2], 3))
    timely = 0
    for match in matching.matches:
        signed = match.purchase.at + 3 * DAY
        last = signed.date() + 14 * DAY
        while last.weekday() >= 5 or last in ENGLISH_HOLIDAYS:
            last += DAY
        timely += match.back.at >= signed and match.back.at.date() <= last
    assert verdicts.in_time.claims == timely


def test_what_is_paid_back_for_whole_purchases_is_their_price(matching: Any):
    judging = example("retail_returns.judging")
    whole = [match for match in matching.matches if match.units == match.purchase.units]
    expected = sum((match.purchase.price * match.units).quantize(Decimal("0.01"), ROUND_HALF_UP) for match in whole)
    assert sum(judging.value(match) for match in whole) == expected


def test_the_printed_tables_are_those_of_the_guide(capsys: pytest.CaptureFixture[str]):
    assert example("online_retail").main(["--data", str(data_folder())]) == 0
    printed = capsys.readouterr().out.splitlines()
    guide = set(GUIDE.read_text(encoding="utf-8").splitlines())
    figures = [text for text in printed if "a second" not in text and text]
    assert [text for text in figures if text not in guide] == []
    assert any("differ on 0 of 9,588 decisions" in text for text in printed)


def test_the_picture_shows_how_much_had_come_back_by_each_window():
    # Delivered on day 3: back on day 3 + 7 is within all windows, on day 3 + 8 within two, on day 3 + 31 within none;
    # what came on day 1 was cancelled and is not counted.
    lines = [line(1, 0, 4), line(2, 10, -1), line(3, 11, -1), line(4, 34, -1), line(5, 1, -1)]
    found = example("retail_returns.matching").matched(lines).matches
    drawn = example("retail_returns.chart").picture({"newest": found, "none": ()}, 3)
    assert "newest: 33%, 67%, 67% within 7, 14, 30 days" in drawn
    assert "none: 0%, 0%, 0% within 7, 14, 30 days" in drawn
    assert drawn.count("<polyline") == 2
