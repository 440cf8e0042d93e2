"""Run by `make bare`, without pytest, where only the wheel and what it declares as dependencies are installed.

A dependency that is used and not declared shows here and nowhere else, since every other environment holds all tools.
"""

import importlib
import pkgutil
import sys

import aftersales_core
from aftersales_core.errors import MissingExtra


def main() -> int:
    """Import every module and look every public name up; only an extra that is not installed may be missing."""
    modules = [info.name for info in pkgutil.walk_packages(aftersales_core.__path__, "aftersales_core.", onerror=print)]
    missing: list[str] = []
    for name in modules:
        try:
            importlib.import_module(name)
        except MissingExtra as error:
            missing.append(f"{name} (extra {error.extra})")
    for name in aftersales_core.__all__:
        try:
            getattr(aftersales_core, name)
        except MissingExtra as error:
            missing.append(f"{name} (extra {error.extra})")
    print(f"{len(modules)} modules and {len(aftersales_core.__all__)} names; waiting for an extra: {missing or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
