"""How the documentation is built: `make docs`; a warning is an error."""

import re
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

project = "aftersales_core"
author = "aftersales_core contributors"
copyright = "2026, aftersales_core contributors"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
]
html_theme = "furo"
html_title = "aftersales_core"
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 4
# A diagram's language need not be one that Pygments colours.
suppress_warnings = ["misc.highlighting_failure"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
# Docstrings are prose in Markdown's light manner: single backticks are code, as in the README.
default_role = "code"
nitpick_ignore_regex = [
    # Types are linked where they have a page here; the standard library and third parties have theirs elsewhere.
    (r"py:.*", r"(?!aftersales_core\.).*"),
    # Type variables and private names have no page.
    (r"py:.*", r".*\b_?[A-Z]$"),
    (r"py:.*", r".*\._\w+"),
]

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "aftersales_core"
PAGES = ROOT / "docs" / "reference" / "api"


def rooms() -> list[str]:
    """List the rooms from the top floor down, as the contract that import-linter checks has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [room for floor in floors for room in re.findall(r"\w+", floor)]


def room_page(room: str) -> str | None:
    """Write the reference page of a room: each of its modules in turn. A room not built yet has no page."""
    package = SOURCE / room
    if package.is_dir():
        files = sorted(package.rglob("*.py"), key=lambda path: (path.name != "__init__.py", path))
    else:
        files = [path for path in (package.with_suffix(".py"),) if path.is_file()]
    names = [
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in files
        if path.name == "__init__.py" or not path.name.startswith("_")
    ]
    if not names:
        return None
    parts = [f"# {room}\n"]
    for name in names:
        if name != f"aftersales_core.{room}":
            parts.append(f"## {name.removeprefix('aftersales_core.')}\n")
        parts.append(f"```{{eval-rst}}\n.. automodule:: {name}\n   :members:\n   :ignore-module-all:\n```\n")
    return "\n".join(parts)


def write_pages(_app: Sphinx) -> None:
    """Write one page for each room that exists; an unchanged page keeps its time, so that it is not built again."""
    PAGES.mkdir(parents=True, exist_ok=True)
    pages = {PAGES / f"{room}.md": text for room in rooms() if (text := room_page(room)) is not None}
    for old in set(PAGES.glob("*.md")) - set(pages):
        old.unlink()
    for path, text in pages.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect the writer of pages to the beginning of a build."""
    app.connect("builder-inited", write_pages)
