"""Problem documents for services (RFC 9457): an error or a refusal as JSON that people and programs can act on."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from aftersales_core.errors import AftersalesError, DecodeError, DecodeProblem, WrongType
from aftersales_core.interchange.messages import MESSAGES, TITLES
from aftersales_core.interchange.plain import Plain, fields_of_error, is_tuple
from aftersales_core.interchange.scalars import write_instant
from aftersales_core.reasons import Catalogue, Param, Reason, render

__all__ = ["URN", "problem"]

URN: Final = "urn:aftersales-core:problem:"
"""What the ``type`` of every problem document begins with; a name, not an address."""

STATUS: Final[dict[str, int]] = {
    "invalid": 400,
    "not_permitted": 403,
    "conflict": 409,
    "illegal": 409,
    "unmet": 422,
    "missing": 422,
    "undecodable": 422,
    "fault": 500,
}
KINDS: Final = {
    "horizon_exceeded": "unmet",
    "never_open": "unmet",
    "pause_never_ends": "unmet",
    "mark_out_of_order": "conflict",
    "broken_history": "conflict",
    "guard_error": "fault",
    "aftersales_error": "fault",
    "missing_calendar": "fault",
    "missing_extra": "fault",
    "unknown_code": "fault",
}
"""What kind of "no" an error amounts to, where it is not simply invalid input. A fault is what the caller of a service
cannot have caused: the service was set up without something it needs."""


def problem(
    x: AftersalesError | Reason | Sequence[Reason],
    lang: str,
    *,
    catalogue: Catalogue | None = None,
    instance: str | None = None,
) -> dict[str, Plain]:
    """Return the problem document of an error, of a reason, or of all the reasons of a refusal.

    ``type``, ``status``, ``code`` and ``params`` are those of the first reason, which governs; ``detail`` is its text,
    and ``reasons`` lists all of them. A DecodeError lists its problems in ``errors``. ``catalogue`` gives the texts of
    your reasons; a code without text is shown by its title and the code, since an error page must not fail itself.
    ``instance`` is whatever names this occurrence, such as the path of the request.

    Raises WrongType where there is nothing to report.

    >>> from aftersales_core.interchange.codec import from_json
    >>> from aftersales_core.outcomes import Share
    >>> try:
    ...     from_json(Share, '{"met": "9"}')
    ... except DecodeError as error:
    ...     document = problem(error, "zh")
    >>> document["status"], document["errors"][0]["pointer"], document["errors"][0]["detail"]
    (422, '/met', '应为整数，收到的是text')
    """
    texts = MESSAGES if catalogue is None else catalogue
    if isinstance(x, AftersalesError):
        return _of_error(x, lang, texts, instance)
    reasons = [x] if isinstance(x, Reason) else list(x)
    if not reasons:
        raise WrongType("problem", "an error or at least one reason", "no reason")
    return _of_reasons(reasons, lang, texts, instance)


def _of_reasons(reasons: Sequence[Reason], lang: str, texts: Catalogue, instance: str | None) -> dict[str, Plain]:
    """Return the problem document of a refusal."""
    first = reasons[0]
    document = _document(first, first.kind, lang, _text(first, lang, first.kind, texts), instance)
    document["reasons"] = [
        {
            "code": reason.code,
            "kind": reason.kind,
            "detail": _text(reason, lang, reason.kind, texts),
            "params": _params(reason),
        }
        for reason in reasons
    ]
    return document


def _of_error(error: AftersalesError, lang: str, texts: Catalogue, instance: str | None) -> dict[str, Plain]:
    """Return the problem document of an error."""
    problems = error.problems if isinstance(error, DecodeError) else None
    named = fields_of_error(error) if problems is None else {}
    params = {name: _param(value) for name, value in named.items() if value is not None}
    reason = Reason(error.code, tuple(sorted(params.items())))
    kind = "undecodable" if problems is not None else KINDS.get(error.code, "invalid")
    has_text = any(catalogue.get(error.code) is not None for catalogue in (texts, MESSAGES))
    detail = _text(reason, lang, kind, texts) if has_text else str(error)
    document = _document(reason, kind, lang, detail, instance)
    if problems is not None:
        document["errors"] = [_entry(entry, lang, texts) for entry in problems]
    return document


def _document(reason: Reason, kind: str, lang: str, detail: str, instance: str | None) -> dict[str, Plain]:
    """Return the members that every problem document has."""
    document: dict[str, Plain] = {
        "type": URN + reason.code,
        "title": render(Reason(kind), lang, TITLES),
        "status": STATUS[kind],
        "detail": detail,
        "code": reason.code,
        "params": _params(reason),
    }
    return document if instance is None else {**document, "instance": instance}


def _entry(entry: DecodeProblem, lang: str, texts: Catalogue) -> Plain:
    """Return one problem of a document, with its text."""
    reason = Reason(entry.code, tuple(sorted(entry.params)))
    return {
        "pointer": entry.pointer,
        "code": entry.code,
        "detail": _text(reason, lang, "invalid", texts),
        "params": dict(entry.params),
    }


def _text(reason: Reason, lang: str, kind: str, texts: Catalogue) -> str:
    """Return the text of a reason from the given catalogue, else from this room's, else its title and code."""
    for catalogue in (texts, MESSAGES):
        if catalogue.get(reason.code) is not None:
            return render(reason, lang, catalogue)
    return f"{render(Reason(kind), lang, TITLES)}: {reason.code}"


def _params(reason: Reason) -> dict[str, Plain]:
    """Return the parameters as an object of JSON values that need no knowledge of types."""
    return {name: _plain(value) for name, value in reason.params}


def _plain(value: Param) -> Plain:
    """Return a parameter as text, number or list."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dt.datetime):
        return write_instant(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value) if isinstance(value, Fraction) else value


def _param(value: Any) -> Param:  # noqa: ANN401 - an error's field is whatever it complains about
    """Return an error's field as a parameter; what a parameter cannot be is shown as text."""
    if is_tuple(value):
        return tuple(map(str, value))
    return value if isinstance(value, str | int | dt.date) and not isinstance(value, dt.datetime) else str(value)
