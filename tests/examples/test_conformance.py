"""Two real logs against two machines each: every figure equals a count by plain csv code that knows no machine."""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from aftersales_core.lifecycle import ConformanceSummary
from tests.data_files import ROOT
from tests.examples.loading import example

GUIDE = ROOT / "docs" / "guides" / "real-logs-and-your-own-states.md"

INCIDENT_LETTERS = {"New": "N", "Active": "A", "Resolved": "R", "Closed": "C"}
WAITS = {"Awaiting User Info": "u", "Awaiting Vendor": "v", "Awaiting Problem": "p", "Awaiting Evidence": "e"}
INTENDED_CHANGES = {"NA", "AR", "RA", "RC", *(f"A{wait}" for wait in "uvpe"), *(f"{wait}A" for wait in "uvpe")}
OWN_CHANGES = {"NA", "NH", "NR", "AH", "AR", "HA", "HR", "RA", "RC"}

TICKET_LETTERS = {
    "Insert ticket": "I",
    "Assign seriousness": "S",
    "Take in charge ticket": "T",
    "Wait": "W",
    "Create SW anomaly": "C",
    "Resolve SW anomaly": "X",
    "Require upgrade": "U",
    "Schedule intervention": "V",
    "Resolve ticket": "R",
}
# From being in charge: some wait, an anomaly, an upgrade or a visit and charge again; or solved and charge again.
INTENDED_TICKET = re.compile("I?ST(?:WT|VT|UT|C(?:X|T|UT)|RT)*R")
ASIDE = "(?:W+|V|U|CU?)"
OWN_TICKET = re.compile(f"I?S+T(?:T|{ASIDE}T|CX|{ASIDE}?RT)*{ASIDE}?R")
INTENDED_PAIRS = {"IS", "ST", "CX", "CU", "RT", "WT", "CT", "UT", "VT", *(a + b for a in "TX" for b in "WCUVR")}
OWN_PAIRS = INTENDED_PAIRS | {"SS", "TT", "XT", "WW", "WR", "CR", "UR", "VR"}


def rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def incidents(data_dir: Path) -> dict[str, list[str]]:
    """Each incident's states, in the order of the file."""
    found: dict[str, list[str]] = {}
    for row in rows(data_dir / "uci498_incidents" / "events.csv.gz"):
        found.setdefault(row["number"], []).append(row["incident_state"])
    return found


@pytest.fixture(scope="module")
def tickets(data_dir: Path) -> dict[str, str]:
    """Each ticket's activities, a letter for each."""
    found: dict[str, str] = {}
    for row in rows(data_dir / "helpdesk_it" / "events.csv.gz"):
        found[row["case_id"]] = found.get(row["case_id"], "") + TICKET_LETTERS[row["activity"]]
    return found


def summaries(data_dir: Path, module: str) -> list[ConformanceSummary]:
    """What the example counts: for the intended machine and for our own."""
    log: Any = example(f"conformance_logs.{module}").LOG
    view: Any = example("conformance_logs.view")
    cases = view.cases_of(example("sla_report.reading").rows_of(data_dir / log.path), log.case)
    return [view.summary(each, cases.items()) for each in log.views]


def changes(states: list[str], letters: dict[str, str], first: str, allowed: set[str]) -> Counter[str]:
    """Count what does not fit in a log of states: the beginning, the changes, and a value without a letter."""
    found: Counter[str] = Counter()
    last = ""
    for state in states:
        letter = letters.get(state)
        if letter is None:
            found["?"] += 1
        elif not last and letter not in first:
            found["^" + letter] += 1
        elif last and letter != last and last + letter not in allowed:
            found[last + letter] += 1
        last = letter or last
    return found


@pytest.mark.parametrize(
    ("index", "fitting", "misfits"), [(0, 1785, 6719), (1, 7497, 16)], ids=["as intended", "our own"]
)
def test_the_incidents_that_fit_equal_a_count_of_pairs_of_states(
    data_dir: Path, incidents: dict[str, list[str]], index: int, fitting: int, misfits: int
):
    own = INCIDENT_LETTERS | dict.fromkeys(WAITS, "H")
    letters, first, allowed = (
        (INCIDENT_LETTERS | WAITS, "N", INTENDED_CHANGES) if index == 0 else (own, "NAHR", OWN_CHANGES)
    )
    counted = {case: changes(states, letters, first, allowed) for case, states in incidents.items()}
    found = summaries(data_dir, "incidents")[index]
    assert (found.cases, found.steps) == (7511, 42852) == (len(incidents), sum(map(len, incidents.values())))
    assert found.fitting == sum(not places for places in counted.values()) == fitting
    assert found.misfitting_steps == sum(places.total() for places in counted.values()) == misfits
    assert found.finished == sum(states[-1] == "Closed" for states in incidents.values()) == 7511
    by_place = sum(counted.values(), Counter[str]())
    assert [row.steps for row in found.misfits] == sorted(by_place.values(), reverse=True)
    in_cases = Counter(place for places in counted.values() for place in places)
    assert sorted(row.cases for row in found.misfits) == sorted(in_cases.values())


def test_the_commonest_shortcut_of_the_incidents_is_to_resolve_what_nobody_has_taken_up(
    data_dir: Path, incidents: dict[str, list[str]]
):
    top = summaries(data_dir, "incidents")[0].misfits[:2]
    resolved = sum(list(pairwise(states)).count(("New", "Resolved")) for states in incidents.values())
    active = sum(states[0] == "Active" for states in incidents.values())
    assert [(row.place.text, row.steps) for row in top] == [("New -> Resolved", resolved), ("[*] -> Active", active)]
    assert (resolved, active) == (1942, 1890)


def test_the_value_that_is_no_state_is_reported_as_unknown(data_dir: Path, incidents: dict[str, list[str]]):
    junk = sum(states.count("-100") for states in incidents.values())
    for found in summaries(data_dir, "incidents"):
        assert [(row.steps, row.cases, row.place.codes) for row in found.misfits if row.place.target == "-100"] == [
            (junk, 1, ("unknown_state",))
        ]


def test_the_guides_further_figures_are_those_of_the_file(data_dir: Path):
    letters = INCIDENT_LETTERS | WAITS
    last: dict[str, tuple[str, int]] = {}
    late: set[str] = set()
    changed: set[str] = set()
    steps: Counter[bool] = Counter()
    for row in rows(data_dir / "uci498_incidents" / "events.csv.gz"):
        case, letter, count = row["number"], letters.get(row["incident_state"], "?"), int(row["sys_mod_count"])
        before, counted = last.get(case, ("", count))
        if not before and letter != "N":
            late.add(case)
        if before and letter not in ("?", before) and before != "?" and before + letter not in INTENDED_CHANGES:
            steps[count - counted > 1] += 1
            changed.add(case)
        if letter == "?":
            changed.add(case)
        last[case] = (letter, count)
    text = " ".join(GUIDE.read_text(encoding="utf-8").split())
    assert (len(late), len(late - changed), len(late | changed)) == (2489, 2132, 5726)
    assert (
        "2,489 incidents were further than new when they were first saved; 2,132 of the 5,726 that do not fit" in text
    )
    assert (steps[True], steps.total()) == (780, 4227)
    assert "at 780 of the 4,227 changes that do not fit" in text


@pytest.mark.parametrize(
    ("index", "fitting", "misfits"),
    [(0, 769, 484), (1, 1017, 164)],
    ids=["as intended", "our own"],
)
def test_the_tickets_that_fit_equal_those_that_a_pattern_matches(
    data_dir: Path, tickets: dict[str, str], index: int, fitting: int, misfits: int
):
    pattern, pairs = ((INTENDED_TICKET, INTENDED_PAIRS), (OWN_TICKET, OWN_PAIRS))[index]
    found = summaries(data_dir, "helpdesk")[index]
    assert (found.cases, found.steps) == (1158, 4217) == (len(tickets), sum(map(len, tickets.values())))
    assert found.fitting == sum(pattern.fullmatch(ticket) is not None for ticket in tickets.values()) == fitting
    # Here the last activity tells the state, whether it was allowed or not; a ticket without its opening row has one.
    odd = Counter(
        pair
        for ticket in tickets.values()
        for pair in map("".join, zip("I" + ticket.removeprefix("I"), ticket.removeprefix("I"), strict=False))
        if pair not in pairs
    )
    assert found.misfitting_steps == odd.total() == misfits
    assert [row.steps for row in found.misfits] == sorted(odd.values(), reverse=True)
    # No ticket is closed in this edition of the log, which is no misfit.
    assert found.finished == 0


def printed(data_dir: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert example("conformance").main(["--data", str(data_dir), *more]) == 0
    return capsys.readouterr().out


def test_the_guide_shows_what_the_command_prints(data_dir: Path, capsys: pytest.CaptureFixture[str]):
    lines = {line.rstrip() for line in printed(data_dir, capsys, "--top", "8").splitlines()}
    blocks = re.findall(r"^```text\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    shown = [line.rstrip() for block in blocks for line in block.splitlines() if line.strip()]
    assert len(shown) > 20
    assert [line for line in shown if line not in lines] == []


def test_the_story_of_a_case_names_each_step_and_why(data_dir: Path, capsys: pytest.CaptureFixture[str]):
    assert printed(data_dir, capsys, "--case", "INC0030413").splitlines()[:2] == [
        "INC0030413, as intended: 6 of 9 steps fit",
        "    5  2016-06-15 17:15  incident (intended) has no state -100",
    ]
    assert "日志止于resolved，尚未到达关闭状态" in printed(data_dir, capsys, "--case", "Case3", "--lang", "zh")


def test_the_report_speaks_chinese(data_dir: Path, capsys: pytest.CaptureFixture[str]):
    text = printed(data_dir, capsys, "--lang", "zh", "--top", "1")
    assert "没有这样的规则" in text
    assert "……另有 26 处" in text


def test_what_cannot_be_read_is_said_in_one_line(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert example("conformance").main(["--data", str(tmp_path)]) == 2
    assert "holds none of uci498_incidents/events.csv.gz" in capsys.readouterr().err
    assert example("conformance").main(["--data", str(data_dir), "--case", "INC1"]) == 2
    assert capsys.readouterr().err == "conformance.py: no case INC1\n"
