"""The library's files and modules, as the tests of the house walk them."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import aftersales_core
from aftersales_core.errors import MissingExtra
from tests.data_files import ROOT

PACKAGE = Path(aftersales_core.__file__).parent
"""The tested copy of the package: the wheel's in `make test`, the source tree's in `make quick`."""

FILES = sorted(PACKAGE.rglob("*.py"))


def module_name(path: Path) -> str:
    """Give the dotted name of a file of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def short_name(path: Path) -> str:
    """Name a file in a test's id."""
    return path.relative_to(PACKAGE).as_posix()


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Parse every file of the package."""
    for path in FILES:
        yield path, ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def modules() -> Iterator[ModuleType]:
    """Import every module of the package; one whose optional dependency is not installed is left out."""
    for path in FILES:
        try:
            yield import_module(module_name(path))
        except MissingExtra:
            continue


def own_classes() -> list[type]:
    """Give every class that the package defines."""
    found = {
        value
        for module in modules()
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    }
    return sorted(found, key=lambda cls: (cls.__module__, cls.__qualname__))


__all__ = ["FILES", "PACKAGE", "ROOT", "module_name", "modules", "own_classes", "short_name", "trees"]
