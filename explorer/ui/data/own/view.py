"""One's own reviews: written or opened at the right, labelled by click or key at the left."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.reviews.round_trip import round_trip
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.session import Session
from explorer.ui.controls.notice import Notice
from explorer.ui.controls.numbers import count
from explorer.ui.controls.unknown_words import UnknownWords
from explorer.ui.data.own.list import OwnReviewList
from explorer.ui.data.own.model import OwnReviewModel
from explorer.ui.data.reader.reader_words import cut_words, read_words
from explorer.ui.theme.icons import icon

KEEP_MS = 400  # after the last key, what is written goes to disk
PAD = 16
NEW = "Paste or type a review here, then say whether it is positive or negative."
KEYS = "In the list: P positive, N negative, U no label, Del removes, Enter opens in Inspect."
FILTERS = ["Texts and tables (*.txt *.csv *.tsv *.jsonl *.ndjson)", "All files (*)"]


class OwnReviewsView(QFrame):
    """Follows the desk; `left` when the user is done."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = session.own_reviews
        self._key = ""  # of the review in the editor; "" for a new one
        self.setProperty("role", "card")
        self.notice = Notice(closable=True)
        self.count = QLabel()
        self.count.setProperty("role", "secondary")
        self.files = _button("Open files…", "small")
        self.new = _button("New review", "small")
        self.done = _button("Done", "small-primary")
        self.model = OwnReviewModel(self)
        self.list = OwnReviewList(self.model)
        self.editor = QPlainTextEdit()
        self.editor.setPlaceholderText(NEW)
        self.editor.setAccessibleName("The review")
        self.editor.setTabChangesFocus(True)
        self._unknown = UnknownWords(self.editor.document())
        self.read = QLabel()
        self.read.setProperty("role", "secondary")
        self.read.setWordWrap(True)
        self.positive = _button("Positive", "small")
        self.negative = _button("Negative", "small")
        self.keep = _button("Label it later", "small-ghost")
        self.remove = _button("Remove", "small-ghost")
        self.inspect = _button("Open in Inspect", "small")
        self.inspect.setIcon(icon("inspect", size=14))
        self._writing = QTimer(self)
        self._writing.setSingleShot(True)
        self._writing.setInterval(KEEP_MS)
        self._lay_out()
        self._connect()
        self._follow()

    def begin(self) -> None:
        """Go to the first review without a label, or to an empty editor."""
        if self._desk.problem:
            self._complain(self._desk.problem)
        unlabelled = (n for n, review in enumerate(self.model.reviews) if review.label is None)
        row = next(unlabelled, -1)
        if row >= 0:
            self._go_to(row)
        else:
            self.write_new()

    def open_file(self, where: str) -> None:
        """Add the texts of a file and begin with the first of them."""
        self._write()
        key = self._desk.add_file(where)
        if key:
            self._go_to(self.model.row_of(key))

    def open_files(self, paths: list[str]) -> None:
        """Add several."""
        for path in paths:
            self.open_file(path)

    def write_new(self) -> None:
        """An empty editor, for a review that is not in the list yet."""
        self._write()
        self.list.clearSelection()
        self._show(-1)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, 12, PAD, PAD)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        title = QLabel("My reviews")
        title.setProperty("role", "section")
        for part in (title, self.count):
            head.addWidget(part)
        head.addStretch(1)
        for button in (self.files, self.new, self.done):
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(self.notice)
        body = QHBoxLayout()
        body.setSpacing(PAD)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        hint = QLabel(KEYS)
        hint.setProperty("role", "caption")
        hint.setWordWrap(True)
        left.addWidget(hint)
        body.addLayout(left, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.editor, 1)
        right.addWidget(self.read)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.positive, self.negative, self.keep, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.inspect)
        right.addLayout(buttons)
        body.addLayout(right, 1)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self._desk.changed.connect(self._follow)
        self._desk.failed.connect(self._complain)
        self.files.clicked.connect(self._choose_files)
        self.new.clicked.connect(self.write_new)
        self.done.clicked.connect(self._leave)
        self.positive.clicked.connect(self._on_positive)
        self.negative.clicked.connect(self._on_negative)
        self.keep.clicked.connect(self._on_keep)
        self.remove.clicked.connect(self._remove)
        self.inspect.clicked.connect(self._inspect)
        self.list.labelled.connect(self._label_row)
        self.list.removed.connect(self._remove)
        self.list.opened.connect(self._inspect)
        self.list.moved.connect(self._on_moved)
        self.editor.textChanged.connect(self._on_typed)
        self.editor.textChanged.connect(self._tell_read)
        self._session.data.changed.connect(self._tell_read)
        self._session.data.encodingChanged.connect(self._tell_read)
        self._writing.timeout.connect(self._write)

    # Following --------------------------------------------------------------------------------

    def _follow(self) -> None:
        self.model.show(self._desk.reviews)
        total, open_ones = len(self._desk.reviews), self._desk.unlabelled
        told = f"{count(total)} {'review' if total == 1 else 'reviews'}"
        self.count.setText(f"{told}, {count(open_ones)} to label" if open_ones else told)
        row = self.model.row_of(self._key)
        if row >= 0 and self.list.chosen_row() != row:
            self.list.selectRow(row)
        self._enable()

    def _complain(self, sentence: str) -> None:
        self.notice.say(sentence, "error")

    def _on_moved(self) -> None:
        row = self.list.chosen_row()
        if row >= 0 and self.model.reviews[row].key != self._key:
            self._write()
            self._show(row)

    def _show(self, row: int) -> None:
        review = self.model.reviews[row] if row >= 0 else None
        self._key = review.key if review else ""
        self.editor.blockSignals(True)
        self.editor.setPlainText(review.text if review else "")
        self.editor.blockSignals(False)
        self._tell_read()
        self._enable()

    def _enable(self) -> None:
        written = bool(self.editor.toPlainText().strip())
        for button in (self.positive, self.negative, self.keep, self.inspect):
            button.setEnabled(written)
        self.keep.setVisible(not self._key)
        self.remove.setVisible(bool(self._key))

    # What the user does -----------------------------------------------------------------------

    def _on_typed(self) -> None:
        self._enable()
        if self._key:
            self._writing.start()

    def _tell_read(self) -> None:
        """Say what a network trained on the reviews in use would get of the text."""
        text, corpus = self.editor.toPlainText().strip(), self._session.data.corpus
        vocabulary = None if corpus is None else corpus.vocabulary
        self._unknown.follow(vocabulary, self._session.data.encoding)
        if not text or corpus is None:
            self.read.setText("")
            return
        encoding = self._session.data.encoding
        trip = round_trip(text, corpus.vocabulary, encoding)
        parts = (read_words(trip, encoding), cut_words(trip, encoding))
        self.read.setText(" · ".join(filter(None, parts)))

    def _write(self) -> None:
        """Keep what was changed in a review of the list; an emptied one stays as it was."""
        self._writing.stop()
        text = self.editor.toPlainText().strip()
        if self._key and text:
            self._desk.change(self._key, text=text)

    def _on_positive(self) -> None:
        self._label(1)

    def _on_negative(self) -> None:
        self._label(0)

    def _on_keep(self) -> None:
        self._label(None)

    def _label(self, label: int | None) -> None:
        """Label what is in the editor; a new one joins the list, and the next one may come."""
        text = self.editor.toPlainText().strip()
        if not self._key:
            if self._desk.add([text], label):
                self.write_new()
            return
        self._write()
        self._label_row(label)

    def _label_row(self, label: int | None) -> None:
        """Label the review in view and go on to the next one without a label."""
        self._desk.change(self._key, label=label)
        if label is None:
            return
        row = self.model.row_of(self._key)
        reviews = self.model.reviews
        after = [*range(row + 1, len(reviews)), *range(row)]
        self._go_to(next((n for n in after if reviews[n].label is None), row))

    def _go_to(self, row: int) -> None:
        if 0 <= row < len(self.model.reviews):
            self.list.selectRow(row)
            self.list.scrollTo(self.model.index(row, 0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        row, key = self.model.row_of(self._key), self._key
        self._writing.stop()
        self._key = ""
        self._desk.remove(key)
        left = len(self.model.reviews)
        if left:
            self._go_to(min(row, left - 1))
        else:
            self.write_new()

    def _inspect(self) -> None:
        text = self.editor.toPlainText().strip()
        if not text:
            return
        self._write()
        row = self.model.row_of(self._key)
        label = self.model.reviews[row].label if row >= 0 else None
        title = self._key or "review"
        self._session.inspection.open_review(ReviewInView(text, label, title, "yours"))
        self._session.go("inspect")

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, "Choose texts to label")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(FILTERS)
        dialog.filesSelected.connect(self.open_files)
        dialog.open()

    def _leave(self) -> None:
        self._write()
        self.left.emit()


def _button(text: str, role: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", role)
    return button
