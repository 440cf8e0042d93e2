"""Nothing outside the arguments changes an answer, and answering opens no file but zone and holiday data."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import aftersales_core

SCRIPT = Path(__file__).with_name("purity_probe.py")

# The probe asks the very package that is under test here: the built wheel or the source tree.
TESTED = str(Path(aftersales_core.__file__).resolve().parents[1])

PLAIN_ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": TESTED, "PYTHONUTF8": "1"}


def answers(*arguments: str, **environment: str) -> dict[str, object]:
    """Run the probe in an interpreter of its own and return what it printed."""
    done = subprocess.run(
        # Without -B a first run after a fresh install would write byte code, and the audit would see that.
        [sys.executable, "-B", "-W", "error", str(SCRIPT), *arguments],
        env=PLAIN_ENVIRONMENT | environment,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert isinstance(result, dict)
    return result


@pytest.fixture(scope="module")
def expected() -> dict[str, object]:
    found = answers()
    assert len(found) >= 20
    return found


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Apia"},
        {"TZ": "America/Sao_Paulo", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"},
        {"LANGUAGE": "zh_CN", "LANG": "de_DE.UTF-8"},
        {"LANGUAGE": "th", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2"},
        {"PYTHONOPTIMIZE": "2"},
    ],
    ids=str,
)
def test_the_environment_changes_no_answer(expected: dict[str, object], environment: dict[str, str]) -> None:
    assert answers(**environment) == expected


@pytest.mark.parametrize("poison", ["clock", "random", "decimal", "locale"])
def test_no_answer_comes_from_the_clock_chance_a_decimal_context_or_a_locale(
    expected: dict[str, object], poison: str
) -> None:
    assert answers("--poison", poison) == expected


def test_answering_opens_no_file_but_zone_and_holiday_data() -> None:
    opened = answers("--audit")
    events = opened["events"]
    assert isinstance(events, list)
    # The hook really saw what happened: the zones were read while it watched.
    assert any("zoneinfo" in str(event) or "tzdata" in str(event) for event in events)
    # The holidays package reads its own metadata for its version, which stands in a table's source.
    allowed = ("zoneinfo", "tzdata", "holidays")
    stray = [event for event in events if not any(part in str(event) for part in allowed)]
    assert stray == []


def test_answering_starts_nothing_and_connects_nowhere() -> None:
    assert answers("--audit")["forbidden"] == []
