"""Currencies: the list of ISO 4217 against independent counts, units of one's own, and what is refused."""

import copy
import pickle
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core import Currency, DecodeError, Money, from_dict, from_json, problem, to_dict, to_json
from aftersales_core.errors import InvalidDefinition, MixedCurrencies, UnknownCurrency, WrongType
from aftersales_core.interchange.messages import MESSAGES
from aftersales_core.money.iso4217 import CASH, DECIMALS, NAMES, PUBLISHED, SUCCESSORS, WITHOUT_DECIMALS

POINTS = Currency.of("points", decimals=0, en="loyalty points", zh="积分")


def test_the_list_is_that_of_the_first_of_january_2026() -> None:
    # Checked when it was written, not on every run, since the sources are no dependencies: equal, code by code and
    # decimal by decimal, to the maintenance agency's XML of 2026-01-01 (in the package iso4217 1.16.20260101), and code
    # by code to pycountry 26.2.16, which takes its list from Debian's iso-codes. The counts are of that XML.
    assert PUBLISHED == "2026-01-01"
    assert len(DECIMALS) + len(WITHOUT_DECIMALS) == 178
    counts = {n: list(DECIMALS.values()).count(n) for n in sorted(set(DECIMALS.values()))}
    assert counts == {0: 17, 2: 139, 3: 7, 4: 2}
    assert len(WITHOUT_DECIMALS) == 13
    assert not WITHOUT_DECIMALS & set(DECIMALS)
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in {*DECIMALS, *WITHOUT_DECIMALS})


@pytest.mark.parametrize(
    ("decimals", "codes"),
    [
        # ISO 4217 list one, read in the XML; CLDR differs on purpose (it shows IQD and LAK without decimals).
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (2, "CNY USD EUR GBP HKD MOP TWD SGD THB IDR HUF CZK SEK NOK DKK CHF CAD AUD NZD MGA MRU LAK XAD XCG ZWG SLE"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    ],
)
def test_decimals_are_those_of_the_standard(decimals: int, codes: str) -> None:
    assert {code: Currency.iso(code).decimals for code in codes.split()} == dict.fromkeys(codes.split(), decimals)


def test_cash_increments_are_those_of_the_sources() -> None:
    # CLDR 48 supplemental data, <fractions> (read through Babel 2.18): CAD and CHF cashRounding 5, DKK 50; cashDigits 0
    # for CZK, NOK, SEK, TWD. RubyMoney's smallest_denomination: the same, and AUD 5, HKD 10, HUF 500, ILS 10, MOP 10,
    # MYR 5, NZD 10. Hungarian National Bank for HUF: to the nearest 5 forint since 2008-03-01.
    cldr = {"CAD": 5, "CHF": 5, "DKK": 50, "CZK": 100, "NOK": 100, "SEK": 100, "TWD": 100}
    coins = {"AUD": 5, "HKD": 10, "HUF": 500, "ILS": 10, "MOP": 10, "MYR": 5, "NZD": 10}
    assert dict(CASH) == cldr | coins
    for code, increment in (cldr | coins).items():
        assert Money.from_minor_units(increment, code).cash().difference == Money.zero(code)
        assert Money.from_minor_units(1, code).cash().payable == Money.zero(code)


@pytest.mark.parametrize("code", sorted(DECIMALS))
def test_every_listed_currency_can_be_used(code: str) -> None:
    currency = Currency.iso(code)
    assert currency == Currency(code, currency.decimals, currency.cash_increment, currency.en, currency.zh)
    assert (str(currency), currency.is_iso, to_dict(currency)) == (code, True, code)
    assert from_dict(Currency, code) == pickle.loads(pickle.dumps(currency)) == copy.deepcopy(currency) == currency
    assert Money.parse(f"1 {code}").ratio_to(Money("0.5" if currency.decimals else 2, code)) in (2, Fraction(1, 2))


def test_names_are_in_both_languages_where_there_are_any() -> None:
    assert (Currency.iso("CNY").en, Currency.iso("CNY").zh) == ("Chinese yuan", "人民币")
    assert (Currency.iso("XPF").en, Currency.iso("XPF").zh) == ("XPF", "XPF")
    assert set(NAMES) <= set(DECIMALS)
    assert all(en.isascii() and any("\u4e00" <= sign <= "\u9fff" for sign in zh) for en, zh in NAMES.values())
    assert len(set(NAMES.values())) == len(NAMES)


@pytest.mark.parametrize(
    ("code", "near"),
    [
        ("cny", "CNY"),
        ("CNYY", "CNY"),
        (" CNY ", "CNY"),
        ("RMB", "CNY"),
        ("rmb", "CNY"),
        ("NTD", "TWD"),
        ("BGN", "EUR"),
        ("HRK", "EUR"),
        ("ANG", "XCG"),
        ("UDS", "USD"),
    ],
)
def test_an_unknown_code_is_refused_with_what_may_be_meant(code: str, near: str) -> None:
    with pytest.raises(UnknownCurrency, match="did you mean") as caught:
        Currency.iso(code)
    assert near in caught.value.near


def test_what_may_be_meant_is_listed_and_what_was_written_is_not() -> None:
    assert set(SUCCESSORS.values()) <= set(DECIMALS)
    assert not set(SUCCESSORS) & set(DECIMALS)


@pytest.mark.parametrize("code", ["", "¥", "元", "123", "X" * 100_000, "CNY\x00", "\ud800"], ids=range(7))
def test_a_hostile_code_is_refused_in_few_printable_words(code: str) -> None:
    with pytest.raises(UnknownCurrency) as caught:
        Money(1, code)
    assert len(str(caught.value)) < 300
    assert str(caught.value).isprintable()


@given(st.text(max_size=8))
def test_any_text_is_a_listed_code_or_refused(code: str) -> None:
    try:
        assert Currency.iso(code).code == code
    except UnknownCurrency:
        assert code not in DECIMALS
    except InvalidDefinition:
        assert code in WITHOUT_DECIMALS


@pytest.mark.parametrize("code", sorted(WITHOUT_DECIMALS))
def test_a_code_without_a_smallest_unit_makes_no_money(code: str) -> None:
    with pytest.raises(InvalidDefinition, match="no smallest unit"):
        Currency.iso(code)
    with pytest.raises(InvalidDefinition, match="no code of ISO 4217"):
        Currency.of(code, decimals=2)


@pytest.mark.parametrize("code", [None, 156, b"CNY", ["CNY"]])
def test_a_code_is_text(code: Any) -> None:
    with pytest.raises(WrongType, match="currency"):
        Currency.iso(code)


def test_a_unit_of_ones_own_is_a_currency() -> None:
    assert str(Money(120, POINTS)) == "120 points"
    assert Currency.of("lev_old", decimals=2) == Currency("lev_old", 2, 1, "lev_old", "lev_old")
    assert to_dict(POINTS) == {
        "code": "points",
        "decimals": 0,
        "cash_increment": 1,
        "en": "loyalty points",
        "zh": "积分",
    }
    assert from_json(Currency, to_json(POINTS)) == POINTS
    assert from_json(Money, to_json(Money(120, POINTS))) == Money(120, POINTS)
    # A code that has left the list can still be read and written: the document says what it meant.
    lev = Currency.of("BGN", decimals=2, en="Bulgarian lev", zh="保加利亚列弗")
    assert from_json(Money, to_json(Money("1.96", lev))) == Money("1.96", lev)
    with pytest.raises(MixedCurrencies):
        _ = Money(1, lev) + Money(1, "EUR")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (("", 2, 1, "x", "x"), "code"),
        (("a b", 2, 1, "x", "x"), "code"),
        (("1a", 2, 1, "x", "x"), "code"),
        (("积分", 2, 1, "x", "x"), "code"),
        (("a" * 33, 2, 1, "x", "x"), "code"),
        (("points\n", 2, 1, "x", "x"), "code"),
        (("points", -1, 1, "x", "x"), "decimals: give 0 to 8"),
        (("points", 9, 1, "x", "x"), "decimals"),
        (("points", 2, 0, "x", "x"), "cash_increment"),
        (("points", 2, 10**12 + 1, "x", "x"), "cash_increment"),
        (("points", 2, 1, " ", "x"), "en: "),
        (("points", 2, 1, "x", ""), "zh: "),
        (("points", 2, 1, "x\x00", "x"), "en: "),
        (("points", 2, 1, "x", "\ud800"), "zh: "),
        (("points", 2, 1, "x" * 81, "x"), "en: "),
        (("CNY", 4, 1, "Chinese yuan", "人民币"), "ISO 4217 lists this code"),
        (("CNY", 2, 5, "Chinese yuan", "人民币"), "ISO 4217 lists this code"),
        (("CNY", 2, 1, "yuan", "人民币"), "ISO 4217 lists this code"),
    ],
    ids=range(18),
)
def test_a_definition_that_cannot_be_meant_is_refused(fields: tuple[Any, ...], says: str) -> None:
    with pytest.raises(InvalidDefinition, match=says):
        Currency(*fields)


def test_all_problems_of_a_definition_are_told_at_once() -> None:
    with pytest.raises(InvalidDefinition) as caught:
        Currency("", 9, 0, "", "")
    assert len(caught.value.problems) == 5


@pytest.mark.parametrize(
    "fields",
    [
        (1, 2, 1, "x", "x"),
        ("p", "2", 1, "x", "x"),
        ("p", True, 1, "x", "x"),
        ("p", 2, 1.0, "x", "x"),
        ("p", 2, 1, 3, "x"),
    ],
    ids=range(5),
)
def test_a_definition_is_made_of_the_right_types(fields: tuple[Any, ...]) -> None:
    with pytest.raises(WrongType):
        Currency(*fields)


def found(data: object, cls: type = Money) -> list[tuple[str, str]]:
    """The pointer and code of every problem of a document."""
    with pytest.raises(DecodeError) as caught:
        from_dict(cls, data)
    for one in caught.value.problems:
        message = MESSAGES.get(one.code)
        assert message is not None
        assert all(str(value).isprintable() for _, value in one.params)
    for lang in ("en", "zh"):
        assert problem(caught.value, lang)["status"] == 422
    return [(one.pointer, one.code) for one in caught.value.problems]


GOOD = {"amount": "39.90", "currency": "CNY"}
OWN = {"code": "points", "decimals": 0, "cash_increment": 1, "en": "points", "zh": "积分"}


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (None, [("", "expected_object")]),
        ("39.90 CNY", [("", "expected_object")]),
        ([GOOD], [("", "expected_object")]),
        ({}, [("/amount", "missing_key"), ("/currency", "missing_key")]),
        ({"amount": 39.9, "currency": 156}, [("/amount", "float_refused"), ("/currency", "expected_object")]),
        ({"amount": 39, "currency": "CNY"}, [("/amount", "expected_text")]),
        ({"amount": None, "currency": None}, [("/amount", "expected_text"), ("/currency", "expected_object")]),
        ({"amount": True, "currency": "RMB"}, [("/amount", "expected_text"), ("/currency", "unknown_currency")]),
        ({"amount": "NaN", "currency": "cny"}, [("/amount", "invalid_amount"), ("/currency", "unknown_currency")]),
        (
            {"amount": "1E1000000", "currency": "XAU"},
            [("/amount", "invalid_amount"), ("/currency", "invalid_definition")],
        ),
        (
            {"amount": "\ud800", "currency": "\ud800"},
            [("/amount", "invalid_amount"), ("/currency", "unknown_currency")],
        ),
        ({"amount": "39.905", "currency": "CNY"}, [("/amount", "excess_precision")]),
        ({**GOOD, "a/b~\x00": 1}, [("/a~1b~0\\x00", "unknown_key")]),
        ({**GOOD, "tip": 1, "amount": 1.0}, [("/tip", "unknown_key"), ("/amount", "float_refused")]),
        ({**GOOD, 7: 1}, [("/int", "unknown_key")]),
        ({**GOOD, "x" * 99: 1}, [(f"/{'x' * 64}…", "unknown_key")]),
        (
            {"amount": "1", "currency": {}},
            [(f"/currency/{name}", "missing_key") for name in ("code", "en", "zh", "decimals", "cash_increment")],
        ),
        (
            {"amount": "1", "currency": {**OWN, "decimals": True, "en": 5, "extra": None}},
            [
                ("/currency/extra", "unknown_key"),
                ("/currency/en", "expected_text"),
                ("/currency/decimals", "expected_integer"),
            ],
        ),
        ({"amount": "1", "currency": {**OWN, "code": "CNY"}}, [("/currency", "invalid_definition")]),
        ({"amount": "1.5", "currency": OWN}, [("/amount", "excess_precision")]),
    ],
    ids=range(20),
)
def test_every_problem_of_a_document_is_found_at_its_place(data: object, problems: list[tuple[str, str]]) -> None:
    assert found(data) == problems


def test_a_document_is_refused_in_bounded_words() -> None:
    many = {**GOOD, **{f"key{n}": 1 for n in range(5_000)}}
    assert found(many)[-1] == ("", "too_many_problems")
    assert len(found(many)) == 100
    assert found({"amount": "9" * 4_000, "currency": "X" * 4_000}) == [
        ("/amount", "invalid_amount"),
        ("/currency", "unknown_currency"),
    ]
    assert found("nothing", Currency) == [("", "unknown_currency")]


def test_other_ways_to_write_an_amount_are_read_and_never_written() -> None:
    for amount in ("39.9", "39.900000"):
        money = from_dict(Money, {"amount": amount, "currency": "CNY"})
        assert to_json(money) == '{"amount":"39.90","currency":"CNY"}'


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.sampled_from(["1.5", "CNY"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["amount", "currency", "code", "decimals", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(json_values)
def test_any_document_is_money_or_a_decode_error(data: Any) -> None:
    for document in (data, {"amount": data, "currency": "CNY"}, {"amount": "1", "currency": data}):
        try:
            money = from_dict(Money, document)
        except DecodeError:
            continue
        else:
            assert from_dict(Money, to_dict(money)) == money
