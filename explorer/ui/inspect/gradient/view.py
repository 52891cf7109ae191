"""What the middle shows with the Gradient tab: this review's words and chart, or many reviews."""

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from explorer.analysis.gradient import LayerDecay
from explorer.session.session import Session
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.inspect.chart.prose import prose
from explorer.ui.inspect.chart.word_text import Shades, TextArea, WordText
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.gradient.chart import GradientChart
from explorer.ui.inspect.gradient.decay_plot import DecayPlot
from explorer.ui.inspect.gradient.in_view import GradientInView


class GradientView(QStackedWidget):
    """One review, or many."""

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._shown: GradientInView | None = None
        self.text = WordText()
        self.area = TextArea(self.text)
        self.chart = GradientChart(session, display)
        self.many = DecayPlot()
        self.words_by = Segmented(
            (
                Option("effect", "effect", None, "Shade the words by x · ∂L/∂x, with its sign"),
                Option("size", "size", None, "Shade the words by how large their gradient is"),
            ),
            name="Words by",
        )
        line = QFrame()
        line.setProperty("role", "divider")
        one = QWidget()
        column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area)
        column.addWidget(line)
        column.addWidget(self.chart, 1)
        self.addWidget(one)
        self.addWidget(self.many)
        self.setFocusProxy(self.chart)
        self.words_by.changed.connect(self._shade)
        self.text.wordClicked.connect(self._pick)
        self.text.wordHovered.connect(self._on_word)
        session.selection.changed.connect(self._follow_cursor)

    def tools(self) -> QWidget:
        """What stands at the toolbar's right end."""
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label = QLabel("Words by")
        label.setProperty("role", "secondary")
        row.addWidget(label)
        row.addWidget(self.words_by)
        return tools

    def show_gradient(self, shown: GradientInView | None) -> None:
        """Show another review's gradients."""
        self._shown = shown
        self.chart.show_gradient(shown)
        if shown is None:
            return
        result, words = shown.reading.result, shown.view.words
        text = result.review.text if words == result.encoded.tokens else ""
        self.text.set_pieces(prose(text, words))
        self._shade()
        self.area.fit()
        self.area.follow(self._display.t)

    def show_many(self, layer: LayerDecay | None) -> None:
        """Show more reviews, or another layer."""
        self.many.show_layer(layer)

    def show_which(self, which: str) -> None:
        """ "one" review, or "many"."""
        self.setCurrentIndex(0 if which == "one" else 1)
        self.words_by.setEnabled(which == "one")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text takes a part of the height."""
        super().resizeEvent(event)
        self.area.fit()

    def _shade(self) -> None:
        shown = self._shown
        if shown is None:
            return
        nowhere = np.zeros(shown.view.timesteps, bool)
        if self.words_by.current() == "size":
            sizes = np.sqrt(shown.words / (shown.words.max() or 1.0))
            self.text.set_shades(Shades(sizes, nowhere, "accent", "accent"))
            return
        effect = shown.effect / (np.abs(shown.effect).max() or 1.0)
        rooted = np.sign(effect) * np.sqrt(np.abs(effect))
        self.text.set_shades(Shades(rooted, nowhere))

    def _follow_cursor(self) -> None:
        if self.isVisible():
            self.area.follow(self._display.t)

    def _pick(self, t: int) -> None:
        self._session.selection.select(t=t)

    def _on_word(self, t: int) -> None:
        self.chart.hover_column(t if t >= 0 else None)
