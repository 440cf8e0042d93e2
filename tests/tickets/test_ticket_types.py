"""Both type checkers find every mistake that was put into a shop's code on purpose, and nothing else."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).with_name("seeded_mistakes.txt")
MISTAKES = {
    number
    for number, line in enumerate(SOURCE.read_text(encoding="utf-8").splitlines(), 1)
    if line.endswith("# MISTAKE")
}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The text as a program, out of reach of the project's own settings."""
    return Path(shutil.copy(SOURCE, tmp_path / "mistakes.py"))


def test_there_are_mistakes_to_be_found():
    assert len(MISTAKES) > 70


def test_mypy_finds_every_mistake_and_nothing_else(program: Path):
    pytest.importorskip("mypy")
    flags = [
        "--strict",
        "--config-file=",
        "--no-error-summary",
        "--cache-dir",
        str(program.parent),
    ]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", *flags, program.name],
        cwd=program.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    found = {int(line) for line in re.findall(r"^mistakes\.py:(\d+): error", run.stdout, re.MULTILINE)}
    assert (found - MISTAKES, MISTAKES - found) == (set(), set()), run.stdout + run.stderr


def test_pyright_finds_every_mistake_and_nothing_else(program: Path):
    pytest.importorskip("pyright")
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "reportUnusedExpression": False}
    Path(program.parent, "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "-p", str(program.parent)],
        cwd=program.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    rows = json.loads(run.stdout)["generalDiagnostics"]
    found = {row["range"]["start"]["line"] + 1 for row in rows if row["severity"] == "error"}
    assert (found - MISTAKES, MISTAKES - found) == (set(), set()), run.stdout
