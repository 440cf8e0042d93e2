"""The demo: what it prints is true, what it is given wrong it says, and the same seed gives the same report."""

import csv
import gzip
import io
import re
import resource
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.data_files import ROOT
from tests.examples.loading import EXAMPLES, example
from tests.examples.recount import recount

HEADER = (
    "ticket_id,kind,channel,category,received_at,first_reply_at,assigned_at,solution_offered_at,resolved_at,"
    "cancelled_at,pauses"
)
GOOD = "A1,complaint,app,fruit,2025-01-24 10:00:00,2025-01-24 10:20:00,2025-01-24 11:00:00,{solved},{solved},,{pauses}"
SVG = "{http://www.w3.org/2000/svg}"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run the demo in this process and return what it printed."""
    assert example("sla_compliance").main([str(argument) for argument in arguments]) == 0
    return capsys.readouterr().out


def complaint(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run the demo where it has to complain, and return the complaint."""
    assert example("sla_compliance").main([str(argument) for argument in arguments]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert len(output.err.splitlines()) == 1
    return output.err


def tickets(folder: Path, *lines: str, name: str = "tickets.csv") -> Path:
    """Write a file of tickets."""
    path = folder / name
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return path


def overview(text: str) -> dict[str, list[str]]:
    """Return the figures of the table of all metrics: met, late, open and late, pending, no target, withdrawn."""
    found = {}
    for line in text.splitlines():
        match = re.match(r"(First response|Assigned|Solution offered|Return processed)\s.*?((?:\s+[\d,]+){6})$", line)
        if match:
            found[match[1]] = match[2].replace(",", "").split()
    return found


def parsed(path: Path) -> ET.Element:
    """Parse a page or a picture, which are well-formed XML or nothing."""
    text = path.read_text(encoding="utf-8").removeprefix("<!DOCTYPE html>\n")
    return ET.fromstring(text)  # noqa: S314 - the demo's own page


@pytest.fixture(scope="module")
def demo() -> tuple[str, float]:
    """What the demo prints when it is run as its user runs it, and how many seconds of a processor it took."""
    begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLES / "sla_compliance.py")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stderr == ""
    return done.stdout, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - begun


def test_the_demo_needs_no_argument_says_that_it_made_its_tickets_up_and_is_quick(demo: tuple[str, float]):
    text, seconds = demo
    assert "Made-up tickets: a year of a shop that does not exist (seed 1)" in text
    assert seconds < 20


def test_the_guide_shows_what_the_demo_prints(demo: tuple[str, float]):
    guide = (ROOT / "docs" / "guides" / "sla-compliance-of-your-tickets.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```text\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 3
    assert [block for block in blocks if block not in demo[0] + "\n"] == []


def test_the_same_seed_gives_the_same_report_and_another_seed_another(
    demo: tuple[str, float], capsys: pytest.CaptureFixture[str]
):
    assert run(capsys, "--seed", 1) == demo[0]
    assert overview(run(capsys, "--seed", 2)) != overview(demo[0])


def test_the_printed_figures_equal_a_recount_by_plain_loops(capsys: pytest.CaptureFixture[str]):
    text = run(capsys, "--seed", 7, "--group-by", "month")
    counts = recount(example("produce_shop").tickets(7))
    words = ("met", "late", "open_breached", "pending", "no_target", "excluded")
    metrics = ("First response", "Assigned", "Solution offered", "Return processed")
    months = sorted({month for _, month, _ in counts})
    assert len(months) == 12
    assert overview(text) == {
        metric: [str(sum(counts.get((metric, month, word), 0) for month in months)) for word in words]
        for metric in metrics
    }
    for month in months:
        expected = []
        for metric in metrics:
            met, late, still = (counts.get((metric, month, word), 0) for word in words[:3])
            decided = met + late + still
            expected.append(f"{100 * met / decided:.1f} % ({decided:,})")
        line = next(line for line in text.splitlines() if line.startswith(month))
        assert re.findall(r"[\d.]+ % \([\d,]+\)", line) == expected


def test_a_clock_that_a_holiday_stops_is_explained_day_by_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    # Friday 24 January 2025 at 10:00 and five working days: Sun 26 and Mon 27 January, Wed 5 to Fri 7 February.
    path = tickets(tmp_path, GOOD.format(solved="2025-02-08 10:00:00", pauses=""))
    text = run(capsys, "--input", path, "--as-of", "2025-03-01")
    assert "due 2025-02-07 23:59, done 2025-02-08 10:00" in text
    explained = text[text.index("The worst of: Solution") :].splitlines()[2:]
    assert [line.split()[0] for line in explained if line.startswith("    ")][:3] == [
        "2025-01-24",
        "2025-01-25",
        "2025-01-26",
    ]
    assert any("2025-01-26 Sun" in line and "7 h 30 min  make-up workday" in line for line in explained)
    assert any(
        re.search(r"2025-01-29 Wed - 01-31 Fri +-  public holiday \(Chinese New Year", line) for line in explained
    )
    assert any("2025-02-08 Sat" in line and "1 h 00 min  make-up workday" in line for line in explained)


def test_a_pause_is_not_counted_and_may_still_be_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    pauses = "2025-01-24 12:00:00/2025-02-06 09:00:00"
    path = tickets(
        tmp_path,
        GOOD.format(solved="2025-02-08 10:00:00", pauses=pauses),
        "A2,complaint,app,fruit,2025-01-24 10:00:00,2025-01-24 10:20:00,2025-01-24 11:00:00,,,,2025-01-24 12:00:00/",
    )
    figures = overview(run(capsys, "--input", path, "--as-of", "2025-12-01"))
    assert figures["Solution offered"] == ["1", "0", "0", "1", "0", "0"]


def test_broken_rows_are_listed_with_their_lines_and_lose_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    good = [GOOD.replace("A1", f"G{n}").format(solved="2025-01-26 10:00:00", pauses="") for n in range(3)]
    path = tickets(
        tmp_path,
        good[0],
        "B1,complaint,app,fruit,yesterday,,,,,,",
        good[1],
        ",complaint,app,fruit,2025-01-24 10:00:00,,,,,,",
        "B3,complaint,app,fruit,,,,,,,",
        "B4,return,app,fruit,2025-01-24 10:00:00,2025-01-24 09:59:59,,,,,",
        good[0],
        "B6,return,app,fruit,2025-01-24 10:00:00,,,,,,noon",
        "short",
        good[2],
    )
    text = run(capsys, "--input", path, "--as-of", "2025-03-01")
    assert "SLA compliance of 3 tickets" in text
    assert overview(text)["Solution offered"][0] == "3"
    assert text[text.index("rows could not be judged") - 2 :].splitlines() == [
        "7 rows could not be judged; all others were:",
        "    line 3, B1: received_at: time must be ISO 8601 text, got 'yesterday'",
        "    line 5, (no id): has no id",
        "    line 6, B3: received_at is empty",
        "    line 7, B4: first_reply_at 2025-01-24 09:59:59 is before received_at 2025-01-24 10:00:00",
        "    line 8, G0: line 2 has the same id",
        "    line 9, B6: pauses: 'noon' is not FROM/TO",
        "    line 10, short: received_at is empty",
    ]


def test_long_lists_of_broken_rows_are_cut(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tickets(tmp_path, *(f"B{n},return,app,fruit,never,,,,,," for n in range(25)))
    page = tmp_path / "report.html"
    text = run(capsys, "--input", path, "--as-of", "2025-03-01", "--html", page)
    assert "... and 15 more" in text
    assert "B24" in page.read_text(encoding="utf-8")
    assert overview(text)["First response"] == ["0"] * 6


def test_other_column_names_are_mapped_and_gzip_and_a_byte_order_mark_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    plain = tickets(tmp_path, GOOD.format(solved="2025-01-26 10:00:00", pauses=""))
    text = plain.read_text(encoding="utf-8").replace("ticket_id", "No.").replace("received_at", "Opened")
    path = tmp_path / "tickets.csv.gz"
    path.write_bytes(gzip.compress(text.encode("utf-8-sig")))
    mapped = run(
        capsys, "--input", path, "--as-of", "2025-03-01", "--mapping", "id=No.", "--mapping", "received=Opened"
    )
    expected = run(capsys, "--input", plain, "--as-of", "2025-03-01")
    assert mapped.replace("tickets.csv.gz", "tickets.csv") == expected


def test_the_moment_must_be_given_for_a_real_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tickets(tmp_path)
    assert "say as of which moment open tickets are judged" in complaint(capsys, "--input", path)
    assert "--as-of: time must be ISO 8601 text" in complaint(capsys, "--input", path, "--as-of", "today")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--mapping", "id"), "'id' is not KEY=COLUMN"),
        (("--mapping", "id=ticket"), "has no column 'ticket' for 'id', did you mean 'ticket_id'?"),
        (("--group-by", "knd"), "no ticket has a 'knd' to group by, did you mean 'kind'?"),
        (("--group-by", "month+vip"), "no ticket has a 'vip' to group by, there are month, quarter"),
        (("--config", "nowhere.toml"), "cannot read nowhere.toml: No such file"),
        (("--input", "nowhere.csv", "--as-of", "2025-01-01"), "cannot read nowhere.csv: No such file"),
        (("--html", "nowhere/report.html"), "cannot write nowhere/report.html"),
    ],
)
def test_a_slip_on_the_command_line_is_told_in_one_line(
    arguments: tuple[str, ...],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)
    if "--input" not in arguments:
        path = tickets(tmp_path, GOOD.format(solved="2025-01-26 10:00:00", pauses=""))
        arguments = ("--input", str(path), "--as-of", "2025-03-01", *arguments)
    program = example("sla_compliance")
    assert program.main(list(arguments)) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("title = {", "titles = {"), "unknown key 'titles', did you mean 'title'?"),
        (('tz = "Asia/Shanghai"', 'tz = "Asia/Shangai"'), "Asia/Shangai"),
        (('within = "5wd"', 'within = "5 weeks"'), "'5 weeks' is not a number and one of"),
        (('within = "5wd"', "within = { days_of_work = 5 }"), "names one of seconds, minutes"),
        (('preset = "solution"', 'preset = "solutions"'), "unknown preset 'solutions', did you mean 'solution'?"),
        (('calendar = "shop"', 'calendar = "shops"'), "'shops'"),
        (('metric = "solution"', 'metric = "solved"'), "unknown metric 'solved'"),
        (('country = "CN"', 'country = "China"'), "China"),
        (('calendar = "always"\n', ""), "'calendar' is missing"),
        (('tz = "Asia/Shanghai"', "tz = "), "is not TOML"),
    ],
)
def test_a_slip_in_the_configuration_is_told_in_one_line(
    change: tuple[str, str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    text = (EXAMPLES / "produce_shop.toml").read_text(encoding="utf-8")
    assert change[0] in text
    config = tmp_path / "shop.toml"
    config.write_text(text.replace(*change), encoding="utf-8")
    path = tickets(tmp_path, GOOD.format(solved="2025-01-26 10:00:00", pauses=""))
    assert message in complaint(capsys, "--config", config, "--input", path, "--as-of", "2025-03-01")


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_the_page_and_the_chart_are_well_formed_and_hold_the_figures(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    page, chart = tmp_path / "report.html", tmp_path / "chart.svg"
    text = run(capsys, "--html", page, "--chart", chart, "--lang", lang, "--worst", 2)
    root = parsed(page)
    assert root.attrib["lang"] == lang[:2]
    cells = [cell.text for cell in root.iter("td")]
    assert len(list(root.iter(f"{SVG}svg"))) == 1 + len(
        re.findall(r"%.*(?:of the allowed time used|用时)|用时为时限的", text)
    )
    for share in re.findall(r"[\d.]+ - [\d.]+ %", text):
        assert share in cells
    drawn = parsed(chart)
    assert len(list(drawn.iter(f"{SVG}circle"))) == 12 * 4
    assert not re.search(r"\{[a-z_]+\}", text)
    assert ("生鲜店铺" in (root.findtext("body/h1") or "")) == (lang != "en")


def test_what_a_ticket_says_cannot_become_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    page = tmp_path / "report.html"
    row = GOOD.replace("A1", "<script>alert(1)</script>").replace(",app,", ',"<b>&amp;",')
    path = tickets(tmp_path, row.format(solved="2025-02-18 10:00:00", pauses=""), "<i>,return,app,fruit,never,,,,,,")
    run(capsys, "--input", path, "--as-of", "2025-03-01", "--html", page, "--group-by", "channel")
    root = parsed(page)
    assert [element for name in ("script", "b", "i") for element in root.iter(name)] == []
    assert "<script>alert(1)</script>" in "".join(root.itertext())


def test_the_rows_of_an_explanation_add_up_to_the_time_that_counted():
    rows = list(csv.DictReader(io.StringIO("\n".join((HEADER, GOOD.format(solved="2025-04-18 10:00:00", pauses=""))))))
    setup = example("sla_report.setup").read_setup(EXAMPLES / "produce_shop.toml", {}, "en")
    reading = example("sla_report.reading").read_tickets(rows, setup)
    as_of = example("sla_report.setup").aware("2025-06-01", setup.tz)
    verdicts = example("sla_report.judging").judge(reading.tickets, setup, as_of, 1)
    (breach,) = verdicts.worst["solution"]
    explaining = example("sla_report.explaining")
    whole = explaining.day_lines(breach.status.trace, "en")
    short = explaining.breach_lines(breach, "en")
    assert len(short) < len(whole)
    for lines in (whole, short):
        assert sum((line.counted for line in lines), start=type(lines[0].counted)()) == breach.status.trace.counted
        assert breach.status.trace.counted == breach.status.elapsed


@pytest.mark.parametrize(
    ("met", "late", "low", "high"),
    # 9 of 10: Brown, Cai, DasGupta, Interval estimation for a binomial proportion (2001), give the formula; the figures
    # are those of statsmodels' proportion_confint(method="wilson").
    [(9, 1, 0.5958, 0.9821), (0, 10, 0.0, 0.2775), (10, 0, 0.7225, 1.0), (81, 182, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(met: int, late: int, low: float, high: float):
    share = example("sla_report.judging").Share(met=met, late=late)
    assert example("sla_report.interval").wilson(share) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("met", "late", "said"),
    [(0, 0, None), (99, 1, "reached"), (9, 0, "reached_unproven"), (8, 2, "missed_unproven"), (50, 50, "missed")],
)
def test_a_goal_is_reached_or_missed_for_sure_or_on_too_few(met: int, late: int, said: str | None):
    share = example("sla_report.judging").Share(met=met, late=late)
    assert example("sla_report.interval").verdict(share, 0.9) == said


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "100.0 %"), (0.99999, "99.9 %"), (0.00001, "0.1 %"), (0.0, "0.0 %"), (0.955, "95.5 %")]
)
def test_a_share_is_never_rounded_to_all_or_nothing(value: float, text: str):
    assert example("sla_report.texts").percent(value) == text


@pytest.mark.parametrize("has_tqdm", [True, False])
def test_a_progress_bar_shows_and_changes_nothing(has_tqdm: bool, monkeypatch: pytest.MonkeyPatch):
    progress = example("sla_report.progress")
    if not has_tqdm:

        def missing(name: str) -> object:
            raise ImportError(name)

        monkeypatch.setattr(progress, "import_module", missing)
    stream = io.StringIO()
    assert list(progress.progress(range(1000), total=1000, label="reading", wanted=True, stream=stream)) == list(
        range(1000)
    )
    assert "reading" in stream.getvalue()
    quiet = io.StringIO()
    assert list(progress.progress(range(5), total=5, label="reading", wanted=None, stream=quiet)) == list(range(5))
    assert quiet.getvalue() == ""


def test_a_log_of_states_is_judged_with_its_pauses(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    # Monday 09:00 to Tuesday 11:00 is 26 hours, of which 6 waited for the user: 20 are within 24.
    log = """number,sys_updated_at,incident_state,opened_at,priority,contact_type,made_sla
I1,2016-03-07T09:05,New,2016-03-07T09:00,3 - Moderate,Phone,true
I2,2016-03-07T09:05,New,2016-03-07T09:00,3 - Moderate,Phone,true
I1,2016-03-07T10:00,Awaiting User Info,2016-03-07T09:00,3 - Moderate,Phone,true
I1,2016-03-07T16:00,Active,2016-03-07T09:00,3 - Moderate,Phone,true
I1,2016-03-08T11:00,Resolved,2016-03-07T09:00,3 - Moderate,Phone,true
I2,2016-03-08T11:00,Resolved,2016-03-07T09:00,3 - Moderate,Phone,true
I1,2016-03-13T11:00,Closed,2016-03-07T09:00,3 - Moderate,Phone,true
I2,2016-03-13T11:00,Closed,2016-03-07T09:00,3 - Moderate,Phone,false
"""
    path = tmp_path / "events.csv"
    path.write_text(log, encoding="utf-8")
    text = run(capsys, "--config", EXAMPLES / "uci498.toml", "--input", path)
    figures = {
        line.split()[0]: line.split()[-6:] for line in text.splitlines() if line.startswith(("Resolved ", "Closed "))
    }
    assert figures == {"Resolved": ["1", "1", "0", "0", "0", "0"], "Closed": ["2", "0", "0", "0", "0", "0"]}
    assert "the same answer for 1 of 2 tickets that both decide (50.00 %)" in text
