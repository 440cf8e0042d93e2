"""Problem documents: their members (RFC 9457, section 3.1), their status, their texts in both languages."""

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aftersales_core.errors as errors_module
from aftersales_core.errors import (
    AftersalesError,
    DecodeError,
    DecodeProblem,
    HorizonExceeded,
    InvalidCalendar,
    MissingCalendar,
    MissingExtra,
    NaiveDatetime,
    UnknownCountry,
    WrongType,
)
from aftersales_core.interchange.codec import from_json
from aftersales_core.interchange.problem import problem
from aftersales_core.outcomes import Share
from aftersales_core.reasons import Catalogue, Reason
from tests.interchange import zoo

TEXTS = Catalogue.of(
    {
        "window_closed": ("closed after {days} days", "已超过{days}天"),
        "seal_broken": ("the seal is broken", "封条已损坏"),
    }
)


def test_a_refusal_gives_the_first_reason_and_lists_all():
    reasons = (Reason.of("window_closed", kind="unmet", days=7), Reason("seal_broken", kind="not_permitted"))
    assert problem(reasons, "en", catalogue=TEXTS, instance="/returns/5") == {
        "type": "urn:aftersales-core:problem:window_closed",
        "title": "A condition is not met",
        "status": 422,
        "detail": "closed after 7 days",
        "code": "window_closed",
        "params": {"days": 7},
        "instance": "/returns/5",
        "reasons": [
            {"code": "window_closed", "kind": "unmet", "detail": "closed after 7 days", "params": {"days": 7}},
            {"code": "seal_broken", "kind": "not_permitted", "detail": "the seal is broken", "params": {}},
        ],
    }


def test_the_texts_follow_the_language():
    document = problem(Reason.of("window_closed", kind="unmet", days=7), "zh-CN", catalogue=TEXTS)
    assert (document["title"], document["detail"]) == ("条件未满足", "已超过7天")
    assert "instance" not in document


@pytest.mark.parametrize(
    ("kind", "status"),
    [("invalid", 400), ("not_permitted", 403), ("conflict", 409), ("illegal", 409), ("unmet", 422), ("missing", 422)],
)
def test_the_status_follows_the_kind(kind: Any, status: int):
    assert problem(Reason("seal_broken", kind=kind), "en", catalogue=TEXTS)["status"] == status


def test_a_reason_without_text_shows_its_title_and_code():
    assert problem(Reason("new_rule", kind="conflict"), "en")["detail"] == "Conflict with the current state: new_rule"
    assert problem(Reason("new_rule"), "zh", catalogue=TEXTS)["detail"] == "请求无效: new_rule"


def test_parameters_are_json_that_needs_no_knowledge_of_types():
    at = dt.datetime(2026, 3, 16, 18, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    reason = Reason.of(
        "x", a=Decimal("1.50"), b=Fraction(1, 2), c=at, d=at.date(), e=True, f=5, g="text", h=("one", Decimal(2))
    )
    assert problem(reason, "en")["params"] == {
        "a": "1.50",
        "b": "1/2",
        "c": "2026-03-16T10:00:00Z",
        "d": "2026-03-16",
        "e": True,
        "f": 5,
        "g": "text",
        "h": ["one", "2"],
    }


def test_nothing_to_report_is_a_mistake_of_the_caller():
    with pytest.raises(WrongType, match="at least one reason"):
        problem([], "en")


def test_a_document_that_cannot_be_read_lists_every_problem_with_its_text():
    with pytest.raises(DecodeError) as caught:
        from_json(Share, '{"met": "9", "lost": 1}')
    assert problem(caught.value, "en") == {
        "type": "urn:aftersales-core:problem:decode_error",
        "title": "The document cannot be read",
        "status": 422,
        "detail": "the document cannot be read",
        "code": "decode_error",
        "params": {},
        "errors": [
            {
                "pointer": "/met",
                "code": "expected_integer",
                "detail": "a whole number is expected, not: text",
                "params": {"got": "text"},
            },
            {"pointer": "/lost", "code": "unknown_key", "detail": "the key is not known here", "params": {}},
        ],
    }
    errors: Any = problem(caught.value, "zh")["errors"]
    assert [error["detail"] for error in errors] == ["应为整数，收到的是text", "此处没有这个键"]


def test_a_problem_with_a_code_of_your_own_takes_your_text():
    error = DecodeError((DecodeProblem("/seal", "seal_broken", (("b", 2), ("a", 1))), DecodeProblem("", "other")))
    errors: Any = problem(error, "en", catalogue=TEXTS)["errors"]
    assert [entry["detail"] for entry in errors] == ["the seal is broken", "Invalid request: other"]


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (NaiveDatetime("2026-03-16 10:00"), 400, "2026-03-16 10:00 names no time zone: give an offset, such as +08:00"),
        (InvalidCalendar("week", ("one", "two")), 400, "the calendar week is not valid: one, two"),
        (
            HorizonExceeded("CN", dt.date(2001, 1, 1), dt.date(2026, 12, 31)),
            422,
            "the calendar CN knows holidays from 2001-01-01 to 2026-12-31 only",
        ),
        (MissingCalendar("shop", ()), 500, "there is no calendar named shop"),
        (MissingExtra("frames", "numpy"), 500, "the package numpy is not installed"),
        (UnknownCountry("XX", None, "check the code"), 400, "no public holidays are known for XX: check the code"),
        (AftersalesError(), 500, "the input cannot be used"),
    ],
)
def test_an_error_is_reported_as_the_reason_that_it_amounts_to(error: AftersalesError, status: int, detail: str):
    document = problem(error, "en")
    assert (document["status"], document["detail"]) == (status, detail)
    assert document["code"] == error.code
    assert problem(error, "zh")["detail"] != detail


def test_the_fields_of_an_error_are_its_parameters():
    document = problem(HorizonExceeded("CN", dt.date(2001, 1, 1), dt.date(2026, 12, 31)), "en")
    assert document["params"] == {"calendar_id": "CN", "known_from": "2001-01-01", "known_until": "2026-12-31"}
    assert problem(UnknownCountry("XX", None, "check"), "en")["params"] == {"country": "XX", "hint": "check"}


class SealError(AftersalesError):
    """An error that some other room adds."""

    code = "seal_error"


def test_an_error_without_text_says_what_it_says_itself():
    document = problem(SealError("guard 'seal' failed"), "zh")
    assert (document["status"], document["detail"], document["code"]) == (400, "guard 'seal' failed", "seal_error")


@given(st.lists(zoo.reasons, min_size=1, max_size=3), st.sampled_from(["en", "zh", "", "fr-CA", "ZH-hans"]))
def test_the_document_of_any_refusal_is_json_and_names_every_reason(reasons: list[Reason], lang: str):
    document = problem(reasons, lang)
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    listed: Any = document["reasons"]
    assert [entry["code"] for entry in listed] == [reason.code for reason in reasons]


def test_every_error_of_the_tree_can_be_reported():
    for name in errors_module.__all__:
        cls = getattr(errors_module, name)
        if issubclass(cls, AftersalesError) and cls is not DecodeError:
            fields = getattr(cls, "__attrs_attrs__", ())
            error = cls(*(("one", "two") if field.name in ("problems", "known", "near") else "x" for field in fields))
            for lang in ("en", "zh"):
                assert "{" not in str(problem(error, lang)["detail"])
