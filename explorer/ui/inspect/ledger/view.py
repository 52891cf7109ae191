"""What the middle shows with the Ledger tab: the review with shaded words, and the chart."""

import numpy as np
from PySide6.QtWidgets import QStackedWidget, QWidget

from explorer.session.session import Session
from explorer.ui.controls.empty_state import EmptyState
from explorer.ui.inspect.chart.shaded_by import ShadedBy
from explorer.ui.inspect.chart.text_over_chart import TextOverChart
from explorer.ui.inspect.chart.word_text import Shades, WordText
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.ledger.chart import LedgerChart
from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.inspect.ledger.survival import keeper


class LedgerView(QStackedWidget):
    """Shows a ledger, or why there is none."""

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ledger: LedgerInView | None = None
        self.text = WordText()
        self.chart = LedgerChart(session, display)
        self.words_by = ShadedBy(
            share="Shade the words by what they add to the logit",
            survival="Shade the words by what is left of them",
        )
        self.review = TextOverChart(session, display, self.text, self.chart)
        self.none = EmptyState("table", "No ledger here")
        self.addWidget(self.review)
        self.addWidget(self.none)
        self.setFocusProxy(self.chart)
        self.words_by.changed.connect(self._shade)
        self.text.wordHovered.connect(self.chart.hover_word)

    def show_ledger(self, ledger: LedgerInView | None, why_not: str = "") -> None:
        """Show another ledger, or why there is none."""
        self._ledger = ledger
        self.setCurrentIndex(0 if ledger is not None else 1)
        self.none.text.setText(why_not)
        self.none.text.setVisible(bool(why_not))
        self.words_by.setEnabled(ledger is not None)
        self.chart.show_ledger(ledger)
        if ledger is None:
            return
        self.words_by.set_option_enabled("survival", ledger.left is not None)
        self.review.show_review(self._session.inspection.result, ledger.view.words)
        self._shade()

    def _shade(self) -> None:
        ledger = self._ledger
        if ledger is None:
            return
        if self.words_by.current() == "survival" and ledger.left is not None:
            hue = keeper(ledger)
            self.text.set_shades(Shades(ledger.left, ledger.gone, hue, hue))
            return
        sizes = ledger.sizes
        rooted = np.sign(sizes) * np.sqrt(np.abs(sizes) / (np.abs(sizes).max() or 1.0))
        tokens = ("neg_fill", "pos_fill") if ledger.shares is not None else ("c", "c")
        self.text.set_shades(Shades(rooted, ledger.gone, *tokens))
