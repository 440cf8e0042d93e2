"""Reasons are values, catalogues join like sets, and texts render the same everywhere."""

import datetime as dt
import pickle
import zoneinfo
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import (
    InstantOutOfRange,
    InvalidCatalogue,
    InvalidDefinition,
    NaiveDatetime,
    UnknownCode,
    WrongType,
)
from aftersales_core.reasons import Catalogue, Message, Reason, language, render

codes = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
plain_texts = st.text(st.characters(exclude_characters="{}"), min_size=1, max_size=5).filter(str.strip)
SHARED = st.sampled_from(["a", "b", "c", "d"])


def catalogue_of(codes_: set[str]) -> Catalogue:
    """Catalogues made here agree about every code, so they can be joined."""
    return Catalogue.of({code: (f"{code} {{x}}", f"{{x}}{code}") for code in codes_})


catalogues = st.sets(SHARED).map(catalogue_of)
AT = dt.datetime(2026, 3, 16, 18, tzinfo=zoneinfo.ZoneInfo("Asia/Shanghai"))


# --- laws -------------------------------------------------------------------------------------------------------------


@given(catalogues, catalogues, catalogues)
def test_joining_catalogues_is_associative(a: Catalogue, b: Catalogue, c: Catalogue):
    assert (a | b) | c == a | (b | c)


@given(catalogues, catalogues)
def test_joining_catalogues_is_commutative_and_gives_all_codes(a: Catalogue, b: Catalogue):
    assert a | b == b | a
    assert set((a | b).codes) == {*a.codes, *b.codes}


@given(catalogues)
def test_joining_a_catalogue_with_itself_or_with_nothing_changes_nothing(a: Catalogue):
    assert a | a == a
    assert a | Catalogue() == a == Catalogue() | a


@given(st.dictionaries(codes, st.integers(), max_size=4))
def test_the_order_in_which_parameters_are_named_does_not_matter(named: dict[str, Any]):
    named = {name: value for name, value in named.items() if name not in ("code", "kind")}
    backwards = dict(reversed(named.items()))
    assert Reason.of("x", **named) == Reason.of("x", **backwards)
    assert hash(Reason.of("x", **named)) == hash(Reason.of("x", **backwards))


@given(st.dictionaries(codes, st.integers() | st.text() | st.booleans(), max_size=4), st.text(max_size=8))
def test_rendering_never_raises_and_never_reads_a_value_as_a_text(named: dict[str, Any], lang: str):
    named = {name: value for name, value in named.items() if name not in ("code", "kind")}
    texts = Catalogue.of({"x": ("[{a}|{b}]", "【{b}、{a}】")})
    text = render(Reason.of("x", **named), lang, texts)
    shown = {name: ("{" + name + "}") if name not in named else named[name] for name in ("a", "b")}
    words = {name: {"en": {True: "yes", False: "no"}, "zh": {True: "是", False: "否"}} for name in shown}
    chosen = language(lang)
    a, b = (words[n][chosen][v] if isinstance(v := shown[n], bool) else str(v) for n in ("a", "b"))
    assert text == (f"[{a}|{b}]" if chosen == "en" else f"【{b}、{a}】")


@given(plain_texts, plain_texts)
def test_a_text_without_braces_is_rendered_as_it_is(en: str, zh: str):
    texts = Catalogue.of({"x": (en, zh)})
    assert render(Reason("x"), "en", texts) == en
    assert render(Reason("x"), "zh-Hans-CN", texts) == zh


@given(st.text(max_size=12))
def test_a_catalogue_takes_a_text_exactly_if_its_braces_are_placeholders_or_doubled(text: str):
    def is_sound(rest: str) -> bool:
        """A scan from left to right, as a person would read it."""
        while rest:
            if rest[:2] in ("{{", "}}"):
                rest = rest[2:]
            elif rest[0] == "{":
                name, closed, rest = rest[1:].partition("}")
                if not closed or not name.isascii() or not name.islower() or not name.isidentifier() or name[0] == "_":
                    return False
            elif rest[0] == "}":
                return False
            else:
                rest = rest[1:]
        return True

    try:
        Catalogue((Message("x", text, text),))
        taken = True
    except InvalidCatalogue:
        taken = False
    assert taken == (is_sound(text) and bool(text.strip()))


# --- reasons ----------------------------------------------------------------------------------------------------------


def test_a_reason_is_a_value():
    reason = Reason.of("window_closed", kind="unmet", days=7, by=AT)
    assert reason == Reason("window_closed", (("by", AT), ("days", 7)), "unmet")
    assert pickle.loads(pickle.dumps(reason)) == reason
    assert hash(pickle.loads(pickle.dumps(reason))) == hash(reason)


def test_a_parameter_is_found_by_name():
    reason = Reason.of("x", a=1, b=(1, 2))
    assert (reason.param("a"), reason.param("b"), reason.param("c")) == (1, (1, 2), None)


@pytest.mark.parametrize("value", [True, 0, "", Decimal("1.5"), Fraction(1, 3), dt.date(2026, 3, 16), AT, (), ("a", 1)])
def test_every_exact_value_can_be_a_parameter(value: Any):
    assert Reason.of("x", value=value).param("value") == value


def test_a_datetime_of_another_library_can_be_a_parameter():
    moment = pendulum.datetime(2026, 3, 16, tz="Asia/Shanghai")
    assert Reason.of("x", at=moment).param("at") == moment


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (0.5, WrongType),
        (None, WrongType),
        ([1], WrongType),
        ((0.5,), WrongType),
        (((1,),), WrongType),
        (Decimal("NaN"), WrongType),
        (Decimal("sNaN"), WrongType),
        (Decimal("Infinity"), WrongType),
        (dt.datetime(2026, 3, 16), NaiveDatetime),
        ((dt.datetime(2026, 3, 16),), NaiveDatetime),
        (dt.datetime(1, 1, 1, tzinfo=dt.UTC), InstantOutOfRange),
    ],
    ids=range(11),
)
def test_a_value_that_is_not_exact_or_not_lasting_is_refused(value: Any, error: type[Exception]):
    with pytest.raises(error):
        Reason.of("x", value=value)


@pytest.mark.parametrize(
    ("code", "params", "kind", "message"),
    [
        ("", (), "invalid", "code ''"),
        ("Window", (), "invalid", "code 'Window'"),
        ("window closed", (), "invalid", "lower-case"),
        ("window-closed", (), "invalid", "lower-case"),
        ("x\n", (), "invalid", "lower-case"),
        ("x", (), "rejected", "kind 'rejected': use one of conflict, illegal"),
        ("x", (("b", 1), ("a", 2)), "invalid", r"sorted by name and named once: make the reason with Reason\.of"),
        ("x", (("a", 1), ("a", 2)), "invalid", "named once"),
        ("x", (("A", 1),), "invalid", "parameter 'A'"),
    ],
    ids=range(9),
)
def test_a_reason_that_could_not_be_looked_up_is_refused(code: str, params: Any, kind: Any, message: str):
    with pytest.raises(InvalidDefinition, match=message):
        Reason(code, params, kind)


def test_everything_wrong_with_a_reason_is_said_at_once():
    with pytest.raises(InvalidDefinition) as caught:
        Reason("X", (("B", 1), ("A", 1)), "no")  # type: ignore[arg-type]
    assert len(caught.value.problems) == 5


# --- catalogues -------------------------------------------------------------------------------------------------------


def test_a_catalogue_finds_a_message_by_its_code():
    texts = Catalogue.of({"b": ("two", "二"), "a": ("one", "一")})
    assert texts.codes == ("a", "b")
    assert texts.get("b") == Message("b", "two", "二")
    assert texts.get("c") is None


def test_a_catalogue_that_has_been_used_is_still_the_same_value():
    used, fresh = catalogue_of({"a"}), catalogue_of({"a"})
    assert used.get("a") is not None
    assert (used, hash(used), pickle.dumps(used)) == (fresh, hash(fresh), pickle.dumps(fresh))
    assert pickle.loads(pickle.dumps(used)).get("a") == used.get("a")


@pytest.mark.parametrize(
    ("messages", "problem"),
    [
        ((Message("A", "x", "x"),), "write the code with lower-case letters"),
        ((Message("a", "", "x"),), "a: the English text is empty"),
        ((Message("a", "x", " \n"),), "a: the Chinese text is empty"),
        ((Message("a", "{x}", "{y}"),), "a: the English and the Chinese text mention different parameters"),
        ((Message("a", "{x.y}", "x"),), "a: a brace in the English text is no placeholder"),
        ((Message("a", "{x[0]}", "x"),), "a: a brace in the English text is no placeholder"),
        ((Message("a", "{x!r}", "x"),), "a: a brace in the English text is no placeholder"),
        ((Message("a", "x", "{0}"),), "a: a brace in the Chinese text is no placeholder"),
        ((Message("a", "x", "{"),), "a: a brace in the Chinese text is no placeholder"),
        ((Message("b", "x", "x"), Message("a", "x", "x")), "a: codes must be sorted and given once"),
        ((Message("a", "x", "x"), Message("a", "x", "x")), "a: codes must be sorted and given once"),
    ],
    ids=range(11),
)
def test_a_catalogue_refuses_a_text_that_would_fail_later(messages: tuple[Message, ...], problem: str):
    with pytest.raises(InvalidCatalogue) as caught:
        Catalogue(messages)
    assert any(problem in found for found in caught.value.problems)


def test_every_problem_of_a_catalogue_is_said_at_once():
    with pytest.raises(InvalidCatalogue) as caught:
        Catalogue.of({"a": ("", ""), "b": ("{x}", "x")})
    assert len(caught.value.problems) == 3


def test_two_catalogues_that_disagree_cannot_be_joined():
    with pytest.raises(InvalidCatalogue, match="a: the two catalogues have different texts"):
        _ = Catalogue.of({"a": ("one", "一")}) | Catalogue.of({"a": ("eins", "一")})


# --- texts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", "zh"),
        ("ZH", "zh"),
        ("zh-CN", "zh"),
        ("zh-Hant-TW", "zh"),
        ("Zh-hans", "zh"),
        ("en", "en"),
        ("en-GB", "en"),
        ("de", "en"),
        ("", "en"),
        ("zhx", "en"),
        ("x-zh", "en"),
    ],
)
def test_chinese_tags_are_served_in_chinese_and_all_others_in_english(lang: str, expected: str):
    assert language(lang) == expected


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        ("退货", "退货", "退货"),
        (7, "7", "7"),
        (True, "yes", "是"),
        (False, "no", "否"),
        (Decimal("39.90"), "39.90", "39.90"),
        (Decimal("1E+3"), "1000", "1000"),
        (Fraction(2, 3), "2/3", "2/3"),
        (dt.date(2026, 3, 16), "2026-03-16", "2026-03-16"),
        (AT, "2026-03-16 18:00+08:00", "2026-03-16 18:00+08:00"),
        (AT.replace(second=5), "2026-03-16 18:00:05+08:00", "2026-03-16 18:00:05+08:00"),
        (AT.replace(microsecond=5), "2026-03-16 18:00:00.000005+08:00", "2026-03-16 18:00:00.000005+08:00"),
        (("photo", "video"), "photo, video", "photo、video"),
        ((True, 1), "yes, 1", "是、1"),
        ((), "", ""),
        ("{code} {x}", "{code} {x}", "{code} {x}"),
    ],
    ids=range(15),
)
def test_a_value_is_written_for_people(value: Any, en: str, zh: str):
    texts = Catalogue.of({"x": ("<{x}>", "《{x}》")})
    reason = Reason.of("x", x=value)
    assert render(reason, "en", texts) == f"<{en}>"
    assert render(reason, "zh", texts) == f"《{zh}》"


def test_doubled_braces_are_braces_and_a_missing_parameter_shows_its_name():
    texts = Catalogue.of({"x": ("{{{a}}} {b} {{c}}", "{a}{b}")})
    assert render(Reason.of("x", a=1), "en", texts) == "{1} {b} {c}"
    assert render(Reason("x"), "zh", texts) == "{a}{b}"


def test_a_code_without_text_is_an_error_that_offers_near_matches():
    texts = Catalogue.of({"window_closed": ("a", "a"), "window_open": ("b", "b"), "seal": ("c", "c")})
    with pytest.raises(UnknownCode) as caught:
        render(Reason("window_close"), "en", texts)
    assert caught.value.unknown == "window_close"
    assert caught.value.near[0] == "window_closed"
    assert "seal" not in caught.value.near
