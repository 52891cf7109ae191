"""Write your own: the model reads along while one types."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from explorer.session.data.review_in_view import ReviewInView
from explorer.session.session import Session
from explorer.ui.controls.numbers import count
from explorer.ui.controls.unknown_words import UnknownWords
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.stylesheet import set_role

READ_AFTER_MS = 300
TITLE = "yours"
LOW, HIGH = 48, 128  # pixels: out of use, and in use


class OwnText(QWidget):
    """`written` carries the review 300 ms after typing, or None once the text is gone."""

    written = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._caption = QLabel()
        self.field = _Field()
        self._unknown = UnknownWords(self.field.document())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_AFTER_MS)
        self._timer.timeout.connect(self._on_pause)
        self.field.textChanged.connect(self._timer.start)
        title = QLabel("Write your own")
        title.setProperty("role", "heading")
        title.setBuddy(self.field)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.field)
        session.inspection.modelChanged.connect(self._say)
        session.inspection.traced.connect(self._say)
        self._say()

    def review(self) -> ReviewInView | None:
        """What is written, as a review; None for nothing but blanks."""
        text = self.field.toPlainText().strip()
        return ReviewInView(text, None, TITLE, "yours") if text else None

    def show_review(self, review: ReviewInView | None) -> None:
        """Take up what a project holds; what is written already stays, blanks and all."""
        text = "" if review is None else review.text
        if text != self.field.toPlainText().strip():
            with QSignalBlocker(self.field):
                self.field.setPlainText(text)
            self._timer.stop()

    def caption(self) -> str:
        """What stands beside the title."""
        return self._caption.text()

    def _on_pause(self) -> None:
        # Marking unknown words changes the document as well, though nobody has written.
        review = self.review()
        if review != self._session.inspection.own:
            self.written.emit(review)

    def _say(self) -> None:
        inspection = self._session.inspection
        result, model = inspection.result, inspection.model
        if model is not None:
            self._unknown.follow(model.run.vocabulary, model.run.encoding)
        cut = result.encoded.cut if result and result.review.origin == "yours" else 0
        if cut and result is not None and model is not None:
            # As short as can be: the panel is narrow, and the page says it in full.
            end = "first" if model.run.encoding.truncating == "pre" else "last"
            words = "word" if cut == 1 else f"{count(cut)} words"
            self._caption.setText(f"{end} {words} cut")
            set_role(self._caption, "warn")
        else:
            limit = 500 if model is None else model.run.encoding.maxlen
            self._caption.setText(f"up to {count(limit)} words")
            set_role(self._caption, "caption")


class _Field(QPlainTextEdit):
    """Makes room for itself while it is in use."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Type or paste a review. The model reads it as you write.")
        self.setAccessibleName("Write your own review")
        self.setTabChangesFocus(True)
        self.setFont(ui_font(12))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._settle(LOW)
        self.document().setDocumentMargin(2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Grow."""
        super().focusInEvent(event)
        self._settle(HIGH)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Shrink again."""
        super().focusOutEvent(event)
        self._settle(LOW)

    def _settle(self, height: int) -> None:
        """Two lines are no place for a scroll bar."""
        policies = Qt.ScrollBarPolicy
        bar = policies.ScrollBarAsNeeded if height == HIGH else policies.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        self.setFixedHeight(height)
