"""Both type checkers find every mistake that was put into a shop's code on purpose, and nothing else."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SOURCES = [HERE / "lifecycle" / "seeded_mistakes.txt", HERE / "tickets" / "seeded_mistakes.txt"]
AT_LEAST = {"lifecycle": 30, "tickets": 70}
every_source = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)


def mistakes_in(source: Path) -> set[int]:
    """The lines that were marked as wrong."""
    lines = source.read_text(encoding="utf-8").splitlines()
    return {number for number, line in enumerate(lines, 1) if line.endswith("# MISTAKE")}


def program_of(source: Path, folder: Path) -> Path:
    """The text as a program, out of reach of the project's own settings."""
    return Path(shutil.copy(source, folder / "mistakes.py"))


def printed(folder: Path, *arguments: str) -> str:
    """What a checker prints, asked in a folder."""
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout or done.stderr


@every_source
def test_there_are_mistakes_to_be_found(source: Path):
    assert len(mistakes_in(source)) > AT_LEAST[source.parent.name]


@every_source
def test_mypy_finds_every_mistake_and_nothing_else(source: Path, tmp_path: Path):
    pytest.importorskip("mypy")
    program = program_of(source, tmp_path)
    flags = ("--strict", "--strict-equality", "--config-file=", "--no-error-summary", "--cache-dir", str(tmp_path))
    shown = printed(tmp_path, "mypy", *flags, program.name)
    found = {int(line) for line in re.findall(r"^mistakes\.py:(\d+): error", shown, re.MULTILINE)}
    expected = mistakes_in(source)
    assert (found - expected, expected - found) == (set(), set()), shown


@every_source
def test_pyright_finds_every_mistake_and_nothing_else(source: Path, tmp_path: Path):
    pytest.importorskip("pyright")
    program_of(source, tmp_path)
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "reportUnusedExpression": False}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    shown = printed(tmp_path, "pyright", "--outputjson", "--pythonpath", sys.executable, "-p", str(tmp_path))
    rows = json.loads(shown)["generalDiagnostics"]
    found = {row["range"]["start"]["line"] + 1 for row in rows if row["severity"] == "error"}
    expected = mistakes_in(source)
    assert (found - expected, expected - found) == (set(), set()), shown
