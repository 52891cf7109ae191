"""Words that a network does not know, dotted in the field where they are written."""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from explorer.reviews.encoding import Encoding
from explorer.reviews.tokenizer import FILTERED
from explorer.reviews.vocabulary import UNKNOWN, Vocabulary
from explorer.ui.theme.theme import theme

_WORD = re.compile(f"[^{re.escape(FILTERED)} ]+")


class UnknownWords(QSyntaxHighlighter):
    """Follows what is typed, and the vocabulary it is told."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._vocabulary: Vocabulary | None = None
        self._encoding = Encoding()
        theme().changed.connect(self.rehighlight)

    def follow(self, vocabulary: Vocabulary | None, encoding: Encoding) -> None:
        """Mark what these leave unknown; nothing without a vocabulary."""
        if vocabulary is not self._vocabulary or encoding != self._encoding:
            self._vocabulary, self._encoding = vocabulary, encoding
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Dot the unknown words of one paragraph."""
        if self._vocabulary is None:
            return
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(theme().palette.colour("warn"))
        for word in _WORD.finditer(text):
            id = self._vocabulary.id_of(word[0].lower(), self._encoding.max_features)
            if id == UNKNOWN or id < self._encoding.skip_top:
                self.setFormat(*_in_utf16(text, word.start(), word.end()), look)


def _in_utf16(text: str, start: int, end: int) -> tuple[int, int]:
    """Place and length as Qt counts them: a character beyond U+FFFF is two."""
    return _units(text[:start]), _units(text[start:end])


def _units(text: str) -> int:
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)
