"""What the user of the example can mend: it is told in one line, without a traceback."""

from difflib import get_close_matches


class UsageProblem(Exception):
    """Something in the arguments, the configuration or the file that the user can put right."""


def near(name: str, known: list[str]) -> str:
    """Return a hint that names the nearest of the known names, or all of them where none is near."""
    close = get_close_matches(name, known, 1, 0.6)
    return f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
