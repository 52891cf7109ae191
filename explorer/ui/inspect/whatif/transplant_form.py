"""Put the state of another review into this one: which review, after which of its words, where."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from explorer.analysis.whatif import Transplant
from explorer.reviews.encoding import EncodedText, encode_text
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.session import Session
from explorer.ui.controls.button_icon import put_icon
from explorer.ui.controls.drop_down import DropDown
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.slider import Slider
from explorer.ui.inspect.display import Display
from explorer.ui.theme.theme import theme

HINT = (
    "The network forgets what it has read and goes on from the state that the other review left. "
    "All recurrent layers are transplanted, the carry and the hidden state."
)
LABEL = 72


class TransplantForm(QWidget):
    """Offers the reviews that the list on the left shows."""

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._offered: tuple[ReviewInView, ...] = ()
        self._donor: EncodedText | None = None
        self._touched = False
        self.reviews = DropDown("The review whose state is taken")
        self.donor_at = Slider(name="After which of its timesteps")
        self.donor_word = ElidedLabel()
        self.at = Slider(name="After which timestep it is put in")
        self.at_word = ElidedLabel()
        self.discard = QPushButton("Cancel")
        self.add = QPushButton("Add transplant")
        self._lay_out()
        self.reviews.currentIndexChanged.connect(self._on_review)
        self.donor_at.valueChanged.connect(self._on_slider)
        self.at.valueChanged.connect(self._on_slider)
        self.add.clicked.connect(self._on_add)
        self.discard.clicked.connect(self._on_discard)
        display.viewChanged.connect(self._follow_view)
        session.whatif.draftChanged.connect(self._follow_draft)
        theme().changed.connect(self._dress)
        self._dress()

    def offer(self, reviews: tuple[ReviewInView, ...]) -> None:
        """These reviews can be taken from."""
        if reviews == self._offered:
            return
        self._offered = reviews
        self.reviews.blockSignals(True)
        self.reviews.clear()
        for review in reviews:
            start = " ".join(review.text.split()[:7])
            self.reviews.addItem(f"{review.title or start}…" if not review.title else review.title)
        # The review in view would change nothing: the next one is offered first.
        in_view = self._session.inspection.review
        self.reviews.setCurrentIndex(
            next((n for n, one in enumerate(reviews) if one != in_view), 0)
        )
        self.reviews.blockSignals(False)
        self._take_review()

    def showEvent(self, event: QShowEvent) -> None:
        """Ready for the review in view."""
        super().showEvent(event)
        self._follow_view()

    def _lay_out(self) -> None:
        hint = QLabel(HINT)
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self.reviews.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for label in (self.donor_word, self.at_word):
            label.setProperty("role", "mono-caption")
        self.discard.setProperty("role", "ghost")
        self.add.setProperty("role", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(hint)
        column.addSpacing(4)
        column.addLayout(_row("From", self.reviews))
        column.addLayout(_row("after", self.donor_at))
        column.addLayout(_row("", self.donor_word))
        column.addLayout(_row("Put in after", self.at))
        column.addLayout(_row("", self.at_word))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.discard)
        buttons.addWidget(self.add)
        column.addLayout(buttons)

    def _dress(self) -> None:
        put_icon(self.add, "plus", "accent_ink", 14)

    def _follow_view(self) -> None:
        result = self._session.inspection.result
        if result is None:
            return
        last = len(result.encoded.tokens) - 1
        self.at.blockSignals(True)
        self.at.setRange(0, last)
        if not self._touched:
            self.at.setValue(min(self._display.t, last))
        self.at.blockSignals(False)
        self._take_review()

    def _follow_draft(self) -> None:
        mine = isinstance(self._session.whatif.draft, Transplant)
        self.discard.setVisible(mine)
        if not mine:
            self._touched = False

    def _take_review(self) -> None:
        """Encode the chosen review as the model reads it."""
        model, place = self._session.inspection.model, self.reviews.currentIndex()
        if model is None or not 0 <= place < len(self._offered):
            self._donor = None
        else:
            text = self._offered[place].text
            self._donor = encode_text(text, model.run.vocabulary, model.run.encoding)
            last = len(self._donor.tokens) - 1
            self.donor_at.blockSignals(True)
            self.donor_at.setRange(0, last)
            if not self._touched:
                self.donor_at.setValue(last)
            self.donor_at.blockSignals(False)
        self.add.setEnabled(self._donor is not None)
        self._say_words()

    def _say_words(self) -> None:
        result, donor = self._session.inspection.result, self._donor
        if donor is not None:
            t = self.donor_at.value()
            self.donor_word.setText(f"t {t} {donor.tokens[t]}")
        if result is not None:
            t = min(self.at.value(), len(result.encoded.tokens) - 1)
            self.at_word.setText(f"t {t} {result.encoded.tokens[t]}")

    def _on_review(self) -> None:
        self._touched = False
        self._take_review()
        self._shape()

    def _on_slider(self) -> None:
        self._say_words()
        self._shape()

    def _shape(self) -> None:
        donor, model, result = (
            self._donor,
            self._session.inspection.model,
            self._session.inspection.result,
        )
        if donor is None or model is None or result is None or not self.isVisible():
            return
        self._touched = True
        encoding = model.run.encoding
        pads = encoding.maxlen - len(donor.ids) if encoding.padding == "pre" else 0
        draft = Transplant(donor.ids, self.donor_at.value(), self.at.value(), pads)
        self._session.whatif.shape(draft, self.reviews.currentText())

    def _on_add(self) -> None:
        if not isinstance(self._session.whatif.draft, Transplant):
            self._shape()
        self._session.whatif.keep_draft()
        self._touched = False

    def _on_discard(self) -> None:
        self._touched = False
        self._session.whatif.shape(None)


def _row(name: str, widget: QWidget) -> QHBoxLayout:
    label = QLabel(name)
    label.setProperty("role", "label")
    label.setFixedWidth(LABEL)
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(widget, 1)
    return row
