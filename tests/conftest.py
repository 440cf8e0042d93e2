"""What every test shares.

Where things are, decided once:

* pytest runs with `--import-mode=importlib` and the project root on its path. A helper module `tests/oracle.py` or
  `tests/worktime/strategies.py` is imported as `from tests.oracle import ...`, `from tests.worktime.strategies import
  ...`. `tests/__init__.py` must stay: without it an installed package that is called `tests` would be found instead.
  Folders below `tests/` need no `__init__.py`, and two test files may have the same name.
* `src/` is never on the path. `make quick` tests the editable install, `make test` the built wheel.
* Real data: take the fixture `data_dir`, or call `tests.data_files.data_folder()` where no fixture can be used.
* Hypothesis: the profile is `ci` when the variable CI is set and `dev` otherwise; HYPOTHESIS_PROFILE overrides both,
  for instance with `deep` (hours) or `brief` (the same few examples each time, for runs on further Pythons).
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.data_files import data_folder

# A shared, busy machine is slow now and then, which says nothing about the code: so no deadline, and no complaint that
# drawing was slow.
settings.register_profile(
    "dev", max_examples=50, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("dev"), max_examples=200, derandomize=True)
settings.register_profile("brief", settings.get_profile("ci"), max_examples=20)
settings.register_profile("deep", settings.get_profile("dev"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real data; skips where it is absent, and fails instead where CI demands it."""
    return data_folder()
