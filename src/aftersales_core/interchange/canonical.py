"""One text for one value: canonical JSON and the digest of it, on the standard library alone."""

import hashlib
import json
from typing import Final

from aftersales_core.errors import WrongType
from aftersales_core.interchange.plain import Plain

__all__ = ["canonical_json", "digest"]

ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def canonical_json(plain: Plain) -> str:
    """Write plain data as JSON with sorted keys and no spaces, so that equal data give equal bytes.

    Keys sort by code point. This is not RFC 8785: numbers are written as Python writes them.

    Raises WrongType for what JSON cannot hold: NaN, infinities, data that holds itself, other types, lone surrogates.

    >>> canonical_json({"to": "退货", "at": [1, None]})
    '{"at":[1,null],"to":"退货"}'
    """
    try:
        text = ENCODER.encode(plain)
        text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise WrongType("value", "plain data", str(error)) from error
    return text


def digest(plain: Plain) -> str:
    """Return the SHA-256 of the canonical JSON as ``sha256:`` and 64 hexadecimal digits.

    >>> digest({})
    'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
    """
    return "sha256:" + hashlib.sha256(canonical_json(plain).encode()).hexdigest()
