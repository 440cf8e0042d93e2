"""Takes the Python examples out of a Markdown page and runs them, so that no page shows code that does not work."""

import ast
import doctest
import re
from collections.abc import Iterator

import attrs

FENCE = re.compile(
    r"^(?P<skip><!-- no-run[^\n]*-->\n+)?(?P<indent> *)```(?:python|pycon)\n(?P<code>.*?)^(?P=indent)```$",
    re.DOTALL | re.MULTILINE,
)
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


@attrs.frozen
class Block:
    """A fenced example and the line of the page that its code begins on."""

    line: int
    code: str


def blocks(text: str) -> Iterator[Block]:
    """Yield the examples of a page that are to be run: all but those with `<!-- no-run -->` on the line before."""
    for match in FENCE.finditer(text):
        if not match["skip"]:
            indent = len(match["indent"])
            code = "".join(line[indent:] or "\n" for line in match["code"].splitlines(keepends=True))
            yield Block(text.count("\n", 0, match.start("code")) + 1, code)


def run_block(block: Block, name: str, namespace: dict[str, object]) -> None:
    """Run one example in the page's namespace; a block of prompts must print what it shows."""
    if re.search(r"^>>> ", block.code, re.MULTILINE):
        test = doctest.DocTestParser().get_doctest(block.code, namespace, name, name, block.line - 1)
        report: list[str] = []
        runner = doctest.DocTestRunner(verbose=False, optionflags=OPTIONS)
        if runner.run(test, out=report.append, clear_globs=False).failed:
            raise AssertionError("".join(report))
        namespace.update(test.globs)
        return
    tree = ast.parse("\n" * (block.line - 1) + block.code, filename=name)
    exec(compile(tree, name, "exec"), namespace)  # noqa: S102 - running the page's code is what this is for


def run_page(text: str, name: str) -> int:
    """Run a page's examples in order in one namespace, and say how many there were."""
    namespace: dict[str, object] = {"__name__": "__main__"}
    count = 0
    for block in blocks(text):
        run_block(block, name, namespace)
        count += 1
    return count
