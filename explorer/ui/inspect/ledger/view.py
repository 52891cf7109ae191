"""What the middle shows with the Ledger tab: the review with shaded words, and the chart."""

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.ui.controls.empty_state import EmptyState
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.inspect.chart.prose import prose
from explorer.ui.inspect.chart.word_text import Shades, TextArea, WordText
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.ledger.chart import LedgerChart
from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.inspect.ledger.survival import keeper


class LedgerView(QStackedWidget):
    """Shows a ledger; a click on a word moves the cursor."""

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._ledger: LedgerInView | None = None
        self.text = WordText()
        self.area = TextArea(self.text)
        self.chart = LedgerChart(session, display)
        self.words_by = Segmented(
            (
                Option("share", "share", None, "Shade the words by what they add to the logit"),
                Option("survival", "survival", None, "Shade the words by what is left of them"),
            ),
            name="Words by",
        )
        self.none = EmptyState("table", "No ledger here")
        line = QFrame()
        line.setProperty("role", "divider")
        books = QWidget()
        column = QVBoxLayout(books)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area)
        column.addWidget(line)
        column.addWidget(self.chart, 1)
        self.addWidget(books)
        self.addWidget(self.none)
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
        result = self._session.inspection.result
        words = ledger.view.words
        whole = result is not None and words == result.encoded.tokens
        text = result.review.text if result is not None and whole else ""
        self.text.set_pieces(prose(text, words))
        self.words_by.set_option_enabled("survival", ledger.left is not None)
        self._shade()
        self.area.fit()
        self.area.follow(self._display.t)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text takes a part of the height."""
        super().resizeEvent(event)
        self.area.fit()

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

    def _follow_cursor(self) -> None:
        if self.isVisible():
            self.area.follow(self._display.t)

    def _pick(self, t: int) -> None:
        self._session.selection.select(t=t)

    def _on_word(self, t: int) -> None:
        self.chart.hover_column(t if t >= 0 else None)
