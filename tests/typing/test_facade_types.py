"""What type checkers see through the front door: mypy and pyright prove it, a run only imports it."""

from typing import assert_type

import aftersales_core
from aftersales_core import AftersalesError


def test_a_public_name_has_its_own_type() -> None:
    assert_type(AftersalesError.code, str)
    assert aftersales_core.AftersalesError is AftersalesError
