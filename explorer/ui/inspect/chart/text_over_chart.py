"""The form of the middle, tab by tab: the review's words above, what is drawn over them below."""

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.session.inspect.inspection import TracedReview
from explorer.session.session import Session
from explorer.ui.controls.divider import divider
from explorer.ui.inspect.chart.prose import prose
from explorer.ui.inspect.chart.text_area import TextArea
from explorer.ui.inspect.chart.word_text import WordText
from explorer.ui.inspect.display import Display


class TextOverChart(QWidget):
    """A click on a word moves the cursor; the cursor's word stays in view."""

    def __init__(
        self,
        session: Session,
        display: Display,
        text: WordText,
        chart: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self.text, self.area = text, TextArea(text)
        self._line = divider()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area)
        column.addWidget(self._line)
        column.addWidget(chart, 1)
        self.setFocusProxy(chart)
        text.wordClicked.connect(self._pick)
        session.selection.changed.connect(self._follow_cursor)

    def show_review(self, result: TracedReview | None, words: tuple[str, ...]) -> None:
        """Show another review, as it was written where `words` are its words.

        Over windows of words the text is told by the windows' last words.
        """
        whole = result is not None and words == result.encoded.tokens
        self.text.set_pieces(prose(result.review.text if result and whole else "", words))
        self.area.fit()
        self.area.follow(self._display.t)

    def show_text(self, shown: bool) -> None:
        """The words come and go."""
        self.area.setVisible(shown)
        self._line.setVisible(shown)
        if shown:
            self.area.fit()
            self._follow_cursor()

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor has moved while nobody looked."""
        super().showEvent(event)
        self._follow_cursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text takes a part of the height."""
        super().resizeEvent(event)
        self.area.fit()

    def _follow_cursor(self) -> None:
        if self.area.isVisible():
            self.area.follow(self._display.t)

    def _pick(self, t: int) -> None:
        self._session.selection.select(t=t)
