"""What the middle shows with the Gradient tab: this review's words and chart, or many reviews."""

import numpy as np
from PySide6.QtWidgets import QStackedWidget, QWidget

from explorer.analysis.gradient import LayerDecay
from explorer.session.session import Session
from explorer.ui.inspect.chart.shaded_by import ShadedBy
from explorer.ui.inspect.chart.text_over_chart import TextOverChart
from explorer.ui.inspect.chart.word_text import Shades, WordText
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.gradient.chart import GradientChart
from explorer.ui.inspect.gradient.decay_plot import DecayPlot
from explorer.ui.inspect.gradient.in_view import GradientInView


class GradientView(QStackedWidget):
    """One review, or many."""

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: GradientInView | None = None
        self.text = WordText()
        self.chart = GradientChart(session, display)
        self.words_by = ShadedBy(
            effect="Shade the words by x · ∂L/∂x, with its sign",
            size="Shade the words by how large their gradient is",
        )
        self.review = TextOverChart(session, display, self.text, self.chart)
        self.many = DecayPlot()
        self.addWidget(self.review)
        self.addWidget(self.many)
        self.setFocusProxy(self.chart)
        self.words_by.changed.connect(self._shade)
        self.text.wordHovered.connect(self.chart.hover_word)

    def show_gradient(self, shown: GradientInView | None) -> None:
        """Show another review's gradients."""
        self._shown = shown
        self.chart.show_gradient(shown)
        if shown is not None:
            self.review.show_review(shown.reading.result, shown.view.words)
            self._shade()

    def show_many(self, layer: LayerDecay | None) -> None:
        """Show more reviews, or another layer."""
        self.many.show_layer(layer)

    def show_which(self, which: str) -> None:
        """ "one" review, or "many"."""
        self.setCurrentIndex(0 if which == "one" else 1)
        self.words_by.setEnabled(which == "one")

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
