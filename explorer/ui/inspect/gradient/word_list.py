"""The words that the verdict depends on most, by the size of their gradient."""

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.gradient.in_view import GradientInView
from explorer.ui.inspect.word_rows.paint import HEIGHT, paint_bar
from explorer.ui.inspect.word_rows.row import WordRow
from explorer.ui.inspect.word_rows.word_list import WordList
from explorer.ui.theme.theme import theme


class GradientWords(WordList):
    """As many as fit. The bar is x · ∂L/∂x: what the first order says the word adds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Words by the size of their effect", parent)
        self._scale = (0.0, 1.0)
        self._shown: GradientInView | None = None
        self.setMinimumHeight(HEIGHT * 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_gradient(self, shown: GradientInView | None) -> None:
        """Show another review."""
        self._shown = shown
        self._fill()

    def sizeHint(self) -> QSize:
        """Nine words."""
        return QSize(344, HEIGHT * 9)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer words fit."""
        self._fill()

    def paint_bar(self, painter: QPainter, place: QRectF, row: WordRow) -> None:
        """What the word adds, by its sign."""
        value = row.share or 0.0
        fill = theme().palette.colour("pos_fill" if value >= 0 else "neg_fill")
        paint_bar(painter, place, value, self._scale, fill)

    def nothing(self) -> str:
        """Why there is no word."""
        return "No word has a gradient here."

    def _fill(self) -> None:
        shown, fits = self._shown, max(1, self.height() // HEIGHT)
        rows: list[WordRow] = []
        if shown is not None:
            effect = shown.effect
            self._scale = (float(min(0.0, effect.min())), float(max(1e-12, effect.max())))
            order = np.argsort(-np.abs(effect), kind="stable")[:fits]
            rows = [
                WordRow("word", shown.view.words[t], t, share=float(effect[t]))
                for t in order.tolist()
                if effect[t] != 0
            ]
        self.show_rows(rows)
        said = [f"{row.name}, timestep {row.t}, {signed(row.share or 0.0)}" for row in rows]
        self.setAccessibleDescription("; ".join(said))
