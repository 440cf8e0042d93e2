"""Reads a module's syntax tree and lists what a pure library may not do."""

import ast
import re
from collections.abc import Iterator

IMPURE_MODULES = frozenset(
    "asyncio builtins concurrent contextvars ctypes faulthandler fcntl ftplib gc getpass glob http locale "
    "logging mmap multiprocessing os platform queue random sched secrets select selectors shelve shutil signal site "
    "smtplib socket socketserver sqlite3 ssl subprocess sys tempfile threading time urllib warnings webbrowser".split()
)
"""Modules that read or change the world."""

IMPURE_CALLS = frozenset(
    "__import__ breakpoint compile delattr eval exec exit globals hash id input locals open print quit setattr "
    "vars".split()
)
"""Builtins with effects, or whose answer differs from run to run (`hash` of a text, `id`)."""

IMPURE_METHODS = frozenset(
    "__delattr__ __setattr__ getenv now open read_bytes read_text today tomorrow urandom utcnow uuid1 uuid4 "
    "write_bytes write_text yesterday".split()
)

TABLES = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
"""What makes a value that could be changed later."""

CHANGES = frozenset("add append clear discard extend insert pop popitem remove reverse setdefault sort update".split())
"""Methods that change what they are called on."""

ALLOWED = {
    # A simulated shop draws its numbers from a seed that is an argument.
    "simulation": frozenset({"import random"}),
}
"""What one room may do that the others may not."""


def _imports(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [node.module or ""]
        if node.level:
            yield "relative import"
    else:
        return
    for name in names:
        if name.split(".")[0] in IMPURE_MODULES:
            yield f"import {name.split('.')[0]}"


def _calls(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
        yield f"{node.func.id}()"
    if isinstance(node.func, ast.Attribute) and node.func.attr in IMPURE_METHODS:
        yield f".{node.func.attr}()"


def _statements(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Global):
        yield "global"
    if isinstance(node, ast.Assert):
        # An assert vanishes under `python -O`, so it can check nothing.
        yield "assert"
    if isinstance(node, ast.ClassDef) and any(keyword.arg == "metaclass" for keyword in node.keywords):
        yield "metaclass"


def _module_tables(tree: ast.Module) -> Iterator[tuple[str, ast.stmt, bool]]:
    """Yield the module's lists, dicts and sets by name, and whether their annotation says that they are final."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, TABLES):
            yield from ((ast.unparse(target), node, False) for target in node.targets)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.value, TABLES):
            final = re.match(r"(?:typing\.)?(?:Final|Mapping|Sequence|Set|Collection)\b", ast.unparse(node.annotation))
            yield ast.unparse(node.target), node, final is not None


def _changed(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what a statement or a call changes in place."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign | ast.Delete):
        targets = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
        yield node.func.value
    yield from (target.value for target in targets if isinstance(target, ast.Subscript | ast.Attribute))


def _module_state(tree: ast.Module) -> Iterator[tuple[int, str]]:
    tables = {name: (node, final) for name, node, final in _module_tables(tree) if name != "__all__"}
    yield from ((node.lineno, "module-level table that is not Final") for node, final in tables.values() if not final)
    for node in ast.walk(tree):
        for target in _changed(node):
            if ast.unparse(target) in tables:
                yield target.lineno, "change of a module-level table"


def impurities(source: str, room: str = "") -> list[str]:
    """List what a module does that a pure one may not, as `line: what`, in order of the lines."""
    tree = ast.parse(source)
    found = [
        (getattr(node, "lineno", 0), what)
        for node in ast.walk(tree)
        for what in (*_imports(node), *_calls(node), *_statements(node))
    ]
    found.extend(_module_state(tree))
    allowed = ALLOWED.get(room, frozenset())
    return [f"{line}: {what}" for line, what in sorted(found) if what not in allowed]
