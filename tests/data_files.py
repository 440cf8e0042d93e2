"""Where the real data lies that some tests read, and what happens where it is absent."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
"""The project's root."""


def data_folder() -> Path:
    """Give the folder of real data: the variable AFTERSALES_DATA, else `../shared/data` beside the project.

    Where it is absent the calling test is skipped with a reason; where the variable CI is set it fails, so that an
    automatic run cannot pass by leaving the tests on real data out.
    """
    folder = Path(os.environ.get("AFTERSALES_DATA") or ROOT.parent / "shared" / "data")
    if folder.is_dir():
        return folder
    reason = "no folder of real data: set AFTERSALES_DATA to where it is"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
