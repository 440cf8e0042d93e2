"""Every Python example in README and docs runs and shows what it says."""

from pathlib import Path

import pytest

from tests.data_files import ROOT
from tests.house.doc_examples import run_page

GENERATED = ROOT / "docs" / "reference" / "api"
PAGES = [
    ROOT / "README.md",
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if GENERATED not in page.parents),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_examples_of_a_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    run_page(page.read_text(encoding="utf-8"), str(page))


def test_the_blocks_of_a_page_share_one_namespace():
    assert (
        run_page(
            "```python\nx = 1\n```\ntext\n\n```pycon\n>>> x + 1\n2\n>>> y = 3\n\n```\n\n```python\nx + y\n```\n", "p"
        )
        == 3
    )


def test_an_example_that_raises_names_its_line_in_the_page():
    with pytest.raises(ZeroDivisionError) as caught:
        run_page("one\n\n```python\nx = 1\n1 / 0\n```\n", "page.md")
    last = caught.traceback[-1]
    assert (str(last.path).endswith("page.md"), last.lineno + 1) == (True, 5)


def test_an_example_that_prints_something_else_fails():
    with pytest.raises(AssertionError, match=r"Expected:\s+3\s+Got:\s+2"):
        run_page("```python\n>>> 1 + 1\n3\n```\n", "page.md")


def test_an_example_marked_no_run_is_left_out():
    assert (
        run_page(
            "<!-- no-run: needs a server -->\n```python\n1 / 0\n```\n\n<!-- no-run -->\n\n```python\n1 / 0\n```\n", "p"
        )
        == 0
    )


def test_an_indented_example_runs_and_other_languages_do_not():
    assert (
        run_page("- point\n\n  ```python\n  if True:\n      x = 1\n\n      y = x\n  ```\n\n```bash\nexit 1\n```\n", "p")
        == 1
    )
