"""The project speaks of itself alone: no machine's paths, no registry's hosts, no marks left by tools."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data_files import ROOT

FOREIGN = re.compile(
    r"""
    (?<![\w.>)}\]])/(?:work|tmp|root|home|opt)/
    | \.pyenv/versions
    | pypi\.org
    | pythonhosted
    | npmjs\.
    | registry\.(?:npm|yarn)
    | index-url
    | Must[ ]show
    | <<<<<<<[ ]
    | >>>>>>>[ ]
    """,
    re.VERBOSE,
)
"""Folders of a machine, hosts of package registries, words of a workplace, and what a failed merge leaves behind."""

MADE = {".git", ".venv", ".build", ".hypothesis", "__pycache__", "node_modules", "dist", "build", "mutants"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".cfg",
    ".ini",
    ".yml",
    ".yaml",
    ".json",
    ".csv",
    ".sh",
    ".html",
    ".ipynb",
    "",
}


def project_files() -> Iterator[Path]:
    """Yield the text files that belong to the project."""
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [
            name for name in subfolders if name not in MADE and not name.startswith(".venv-") and "cache" not in name
        ]
        yield from (Path(folder, name) for name in names if Path(name).suffix in TEXT and name != ".coverage")


def foreign(text: str) -> list[str]:
    """List the lines that speak of something else than the project."""
    return [
        f"{number}: {line.strip()[:100]}" for number, line in enumerate(text.splitlines(), 1) if FOREIGN.search(line)
    ]


def test_no_file_names_a_machine_or_a_registry():
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for path in project_files()
        if path != Path(__file__) and (lines := foreign(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_the_walk_sees_the_project():
    seen = {path.relative_to(ROOT).as_posix() for path in project_files()}
    assert {"pyproject.toml", "Makefile", "README.md", ".ci/run", "requirements/dev.txt"} <= seen


@pytest.mark.parametrize(
    "text", ["cd /work/x", "see /tmp/x", "https://pypi.org/simple", "--extra-index-url x", "as in /home/me/x"]
)
def test_the_check_finds(text: str):
    assert foreign(text) == [f"1: {text}"]


@pytest.mark.parametrize("text", ["a/work/b", "../shared/data", "https://example.org/work/", "/problems/0/at"])
def test_the_check_lets_pass(text: str):
    assert foreign(text) == []
