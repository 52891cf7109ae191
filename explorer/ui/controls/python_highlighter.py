"""Python source in the theme's colours."""

import io
import keyword
import tokenize
from functools import lru_cache

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from explorer.ui.theme.theme import theme

# What a token is, and the palette token that it is written in.
_INK = {"keyword": "k", "string": "i", "number": "o", "comment": "t3", "call": "accent"}

Span = tuple[int, int, str]


@lru_cache(maxsize=4)
def spans_of(source: str) -> dict[int, tuple[Span, ...]]:
    """Return line → (start, length, kind) of everything that is coloured; lines count from 0."""
    found: dict[int, list[Span]] = {}
    lines = source.splitlines()
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return {}  # half a program: plain text reads as well
    for token, after in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        kind = _kind(token, after)
        if kind:
            for line in range(token.start[0] - 1, token.end[0]):
                start = token.start[1] if line == token.start[0] - 1 else 0
                end = token.end[1] if line == token.end[0] - 1 else len(lines[line])
                found.setdefault(line, []).append((start, end - start, kind))
    return {line: tuple(spans) for line, spans in found.items()}


def _kind(token: tokenize.TokenInfo, after: tokenize.TokenInfo) -> str:
    if token.type == tokenize.NAME:
        if keyword.iskeyword(token.string):
            return "keyword"
        return "call" if after.string == "(" else ""
    return {
        tokenize.STRING: "string",
        tokenize.NUMBER: "number",
        tokenize.COMMENT: "comment",
    }.get(token.type, "")


class PythonHighlighter(QSyntaxHighlighter):
    """Colours a whole document at a time, so that strings may run over several lines."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        theme().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        spans = spans_of(self.document().toPlainText())
        for start, length, kind in spans.get(self.currentBlock().blockNumber(), ()):
            ink = QTextCharFormat()
            ink.setForeground(theme().palette.colour(_INK[kind]))
            self.setFormat(start, length, ink)
