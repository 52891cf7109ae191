"""What the middle shows with the What-if tab: the words to edit, and the chart."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.ui.inspect.chart.word_text import TextArea
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.whatif.chart import WhatIfChart
from explorer.ui.inspect.whatif.clamp_draft import ClampDraft
from explorer.ui.inspect.whatif.edit_text import EditText
from explorer.ui.inspect.whatif.in_view import WhatIfInView
from explorer.ui.inspect.whatif.legend import Legend


class WhatIfView(QWidget):
    """Shows an answer; the words are there while they can be edited."""

    wordsWanted = Signal()

    def __init__(
        self,
        session: Session,
        display: Display,
        draft: ClampDraft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self.text = EditText(session, display)
        self.area = TextArea(self.text)
        self.chart = WhatIfChart(session, display, draft)
        self.legend = Legend()
        self._line = QFrame()
        self._line.setProperty("role", "divider")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area)
        column.addWidget(self._line)
        column.addWidget(self.chart, 1)
        self.setFocusProxy(self.chart)
        self.show_words(False)
        self.text.laidOut.connect(self.area.fit)
        session.selection.changed.connect(self._follow_cursor)

    def show_answer(self, shown: WhatIfInView | None) -> None:
        """Show another answer."""
        self.chart.show_answer(shown)
        if shown is not None:
            self.legend.show_side(shown.chance_after >= 0.5)

    def show_words(self, shown: bool) -> None:
        """The words come and go with their form."""
        self.area.setVisible(shown)
        self._line.setVisible(shown)
        if shown:
            self.area.fit()
            self._follow_cursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text takes a part of the height."""
        super().resizeEvent(event)
        self.area.fit()

    def _follow_cursor(self) -> None:
        if self.area.isVisible():
            self.area.follow(self._display.t)
