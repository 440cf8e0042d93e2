"""The examples are scripts in a folder of their own; this puts the folder on the path and imports one of them."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

from tests.data_files import ROOT

EXAMPLES = ROOT / "examples"


def example(name: str) -> ModuleType:
    """Import a script or a module of the examples, as Python does when it runs a script of that folder."""
    if str(EXAMPLES) not in sys.path:
        sys.path.append(str(EXAMPLES))
    return importlib.import_module(name)


def boston_rules() -> Path:
    """Return the file of Boston's rules."""
    return EXAMPLES / "boston311_rules.toml"
