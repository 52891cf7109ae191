"""The review of the chosen row, to be read: as written, or word for word as the network does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from explorer.reviews.encoding import Encoding
from explorer.reviews.round_trip import RoundTrip, round_trip
from explorer.reviews.vocabulary import Vocabulary
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.session import Session
from explorer.ui.controls.divider import divider
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.data.reader.reader_words import cut_words, read_words
from explorer.ui.data.reader.word_flow import WordFlow
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.stylesheet import set_role
from explorer.ui.theme.theme import theme

PAD = 16
LEADING = 22.0  # pixels from line to line of the text
MARKED = 200  # places of what was searched for
READER = "With the vocabulary of these reviews, under the encoding at the left"


class ReviewReader(QFrame):
    """Follows the encoding; `closed` when the user has read enough."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = session.data
        self._review: ReviewInView | None = None
        self._searched = ""
        self._written: tuple[ReviewInView, str] | None = None  # what stands in the text field
        self._vocabulary = Vocabulary(())
        self.trip: RoundTrip | None = None
        self.label = QLabel()
        self.title = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.title.setProperty("role", "mono-caption")
        self.close_button = IconButton("close", "Close the review", small=True, icon_size=14)
        self.mode = Segmented(
            [
                Option("text", "As written", tip="The text of the source"),
                Option("words", "As read", tip="Word for word as the network reads it"),
                Option("ids", "Ids", tip="The id of every word"),
            ],
            name="How the review is shown",
        )
        self.mode.set_current("words")
        self.text = _text_field()
        self.flow = WordFlow()
        self.read = QLabel()
        self.read.setProperty("role", "secondary")
        self.cut = QLabel()
        self.cut.setProperty("role", "warn")
        self._lay_out()
        self.mode.changed.connect(self._show_mode)
        self.close_button.clicked.connect(self.closed)
        session.data.encodingChanged.connect(self._encode)
        theme().changed.connect(self._mark)
        for name, copy in (("Copy the text", self.copy_text), ("Copy the ids", self.copy_ids)):
            action = QAction(name, self.flow)
            action.triggered.connect(copy)
            self.flow.addAction(action)
        self.flow.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        taken = QShortcut(QKeySequence.StandardKey.Copy, self.flow, self.copy)
        taken.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._show_mode()

    def show_review(self, review: ReviewInView, vocabulary: Vocabulary, searched: str = "") -> None:
        """Show a review; what was searched for is marked in its text."""
        if (review, searched) == (self._review, self._searched):
            return
        self._review, self._vocabulary, self._searched = review, vocabulary, searched
        positive = review.label == 1
        self.label.setText("positive" if positive else "negative")
        set_role(self.label, "positive" if positive else "negative")
        self.title.setText(review.title)
        self._encode()

    def show_nothing(self) -> None:
        """No review is chosen."""
        self._review, self.trip = None, None
        for label in (self.label, self.title, self.read, self.cut):
            label.setText("")
        self.cut.hide()
        self._written = None
        self._write("")
        self.flow.show_trip(None, self._data.encoding)

    def copy_text(self) -> None:
        """Put the text on the clipboard."""
        if self._review is not None:
            QGuiApplication.clipboard().setText(self._review.text)

    def copy_ids(self) -> None:
        """Put the ids on the clipboard, as the network gets them."""
        if self.trip is not None:
            ids = self.trip.ids[self.trip.kept].tolist()
            QGuiApplication.clipboard().setText(" ".join(map(str, ids)))

    def copy(self) -> None:
        """Copy what is shown."""
        if self.mode.current() == "ids":
            self.copy_ids()
        else:
            self.copy_text()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 4, 8, 0)
        head.setSpacing(8)
        head.addWidget(self.label)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column.addLayout(head)
        choice = QHBoxLayout()
        choice.setContentsMargins(PAD, 4, PAD, 4)
        choice.addWidget(self.mode)
        choice.addStretch(1)
        column.addLayout(choice)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.text)
        self._pages.addWidget(self.flow)
        column.addWidget(self._pages, 1)
        column.addWidget(divider())
        for told in (self.read, self.cut):
            told.setToolTip(READER)
            told.setWordWrap(True)
            told.setContentsMargins(PAD, 8 if told is self.read else 2, PAD, 0)
            column.addWidget(told)

    def _show_mode(self) -> None:
        """Lay out what is looked at, and no more."""
        mode = self.mode.current()
        self._pages.setCurrentWidget(self.text if mode == "text" else self.flow)
        if mode != "text":
            self.flow.show_ids(mode == "ids")
            self.flow.show_trip(self.trip, self._data.encoding)
        elif self._review is not None and self._written != (self._review, self._searched):
            self._written = (self._review, self._searched)
            self._write(self._review.text)
            self._mark()

    def _encode(self) -> None:
        if self._review is None:
            return
        encoding: Encoding = self._data.encoding
        self.trip = round_trip(self._review.text, self._vocabulary, encoding)
        self._show_mode()
        self.read.setText(read_words(self.trip, encoding))
        cut = cut_words(self.trip, encoding)
        self.cut.setText(cut)
        self.cut.setVisible(bool(cut))

    def _write(self, text: str) -> None:
        """Put a text into its field, with room between the lines."""
        lines = QTextBlockFormat()
        lines.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.text.document())
        cursor.beginEditBlock()  # laid out once, at the end
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(lines)
        cursor.insertText(text)
        cursor.endEditBlock()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _mark(self) -> None:
        """Mark what was searched for, and scroll to its first place."""
        marks: list[QTextEdit.ExtraSelection] = []
        look = QTextCharFormat()
        look.setBackground(QColor(theme().palette.colour("accent_soft")))
        look.setForeground(theme().palette.colour("accent"))
        document, found = self.text.document(), QTextCursor()
        if self._searched:
            found = document.find(self._searched, 0, QTextDocument.FindFlag(0))
        first = QTextCursor(found)
        while not found.isNull() and len(marks) < MARKED:
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = QTextCursor(found), look  # pyright: ignore[reportAttributeAccessIssue]
            marks.append(mark)
            found = document.find(self._searched, found)
        self.text.setExtraSelections(marks)
        if not first.isNull():
            first.clearSelection()
            self.text.setTextCursor(first)
            self.text.ensureCursorVisible()


def _text_field() -> QTextEdit:
    field = QTextEdit()
    field.setAcceptRichText(False)
    field.setProperty("role", "bare")
    field.setReadOnly(True)
    field.setFont(ui_font(14))
    field.setAccessibleName("The review as it was written")
    field.setTabChangesFocus(True)
    field.document().setDocumentMargin(PAD)
    field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return field
