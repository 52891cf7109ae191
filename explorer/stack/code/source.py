"""Python source as a formatter would leave it: literals, wrapped calls, comments."""

import json
import re
import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 88
"""Columns of a line: what black and ruff format to."""
INDENT = " " * 4


def literal(value: object) -> str:
    """Return a value as Python source: 10_000, 0.5, True, "relu"."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10_000:
        return f"{value:_}"
    return repr(value)


def quoted(text: str) -> str:
    """Return a text between double quotes, whatever it holds."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def keywords(options: dict[str, str]) -> list[str]:
    """Return option=source for every option."""
    return [f"{name}={source}" for name, source in options.items()]


def call(head: str, arguments: Sequence[str], *, depth: int = 0, after: str = "") -> list[str]:
    """Return `head(arguments)` in as few lines as WIDTH allows, indented `depth` times.

    `after` stands behind the closing bracket. An argument may itself have several lines.
    """
    inside, outside = INDENT * (depth + 1), INDENT * depth
    joined = ", ".join(arguments)
    one = f"{outside}{head}({joined}){after}"
    is_flat = "\n" not in joined
    if is_flat and len(one) <= WIDTH:
        return [one]
    if is_flat and len(inside) + len(joined) <= WIDTH:
        return [f"{outside}{head}(", inside + joined, f"{outside}){after}"]
    each = [textwrap.indent(argument, inside) + "," for argument in arguments]
    return [f"{outside}{head}(", *"\n".join(each).split("\n"), f"{outside}){after}"]


def argument(head: str, arguments: Sequence[str], depth: int) -> str:
    """Return a call that is itself an argument, wrapped as it must be `depth` times indented."""
    lines = call(head, arguments, depth=depth, after=",")
    return textwrap.dedent("\n".join(lines)).removesuffix(",")


def comment(text: str, *, depth: int = 0) -> list[str]:
    """Return a text as comment lines."""
    lead = f"{INDENT * depth}# "
    return textwrap.wrap(
        text, WIDTH, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False
    )


def docstring(lines: Iterable[str]) -> list[str]:
    """Return paragraphs as a module's docstring."""
    wrapped = ["\n".join(textwrap.wrap(line, WIDTH - 3)) for line in lines]
    body = "\n\n".join(wrapped)
    end = ["", '"""'] if "\n" in body else ['"""']
    return ('"""' + body + "\n".join(end)).split("\n")


def words(text: str) -> str:
    """Return a title that may stand in a docstring: one line, nothing that could end it."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return re.sub(r"\s+", " ", printable.replace("\\", "/").replace('"', "'")).strip()


def remarked(line: str, remark: str, *, depth: int) -> list[str]:
    """Return a line with a comment behind it, or before it where the line is long."""
    code = INDENT * depth + line
    if not remark:
        return [code]
    if len(code) + len(remark) + 4 <= WIDTH:
        return [f"{code}  # {remark}"]
    return [*comment(remark, depth=depth), code]
