"""How words become ids: Keras's five options, in force for the next run."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.reviews.encoding import Encoding
from explorer.reviews.vocabulary import FIRST_WORD
from explorer.session.session import Session
from explorer.ui.controls.number_box import IntBox
from explorer.ui.controls.segmented import Option, Segmented

# Encoding's own limits below, and above more than any corpus has.
FEWEST_FEATURES, MOST_FEATURES = FIRST_WORD + 1, 1_000_000
SHORTEST, LONGEST = 1, 100_000
BEFORE_AFTER = {
    "padding": ("zeros before the words", "zeros after the words"),
    "truncating": ("cut at the start", "cut at the end"),
}


class EncodingForm(QWidget):
    """Bound to the data desk both ways."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.max_features = IntBox(
            FEWEST_FEATURES, MOST_FEATURES, increment=1000, name="max_features"
        )
        self.maxlen = IntBox(SHORTEST, LONGEST, increment=50, name="maxlen")
        self.skip_top = IntBox(0, FEWEST_FEATURES, increment=10, name="skip_top")
        self.padding = _side("padding")
        self.truncating = _side("truncating")
        self.reset = QPushButton("Reset")
        self.reset.setProperty("role", "link")
        self.reset.setToolTip("Back to the tutorial's 10,000 words and 500 timesteps")
        self.hint = QLabel()
        self.hint.setProperty("role", "hint")
        self.hint.setWordWrap(True)
        self._lay_out()
        self.max_features.valueChanged.connect(self._on_max_features)
        self.maxlen.valueChanged.connect(self._on_maxlen)
        self.skip_top.valueChanged.connect(self._on_skip_top)
        self.padding.changed.connect(self._on_padding)
        self.truncating.changed.connect(self._on_truncating)
        self.reset.clicked.connect(self._on_reset)
        session.data.encodingChanged.connect(self.refresh)
        session.training.stateChanged.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Follow the desk."""
        encoding = self._session.data.encoding
        with QSignalBlocker(self.skip_top):
            self.skip_top.setMaximum(encoding.max_features - 1)
        for box, value in (
            (self.max_features, encoding.max_features),
            (self.maxlen, encoding.maxlen),
            (self.skip_top, encoding.skip_top),
        ):
            with QSignalBlocker(box):
                box.setValue(value)
        for choice, side in (
            (self.padding, encoding.padding),
            (self.truncating, encoding.truncating),
        ):
            with QSignalBlocker(choice):
                choice.set_current(side)
        self.reset.setVisible(encoding != Encoding())
        busy = self._session.training.busy
        self.hint.setText("The run under way keeps the encoding it began with." if busy else "")
        self.hint.setVisible(busy)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        heading = QLabel("Encoding")
        heading.setProperty("role", "section")
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.reset)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        rows = (
            ("max_features", self.max_features, "Rows of the embedding: rarer words are unknown"),
            ("maxlen", self.maxlen, "Timesteps: longer reviews are cut, shorter ones padded"),
            ("padding", self.padding, "Where zeros go in a review shorter than maxlen"),
            ("truncating", self.truncating, "Where a review longer than maxlen is cut"),
            ("skip_top", self.skip_top, "Ids below this one, the most frequent words, are unknown"),
        )
        for row, (name, field, tip) in enumerate(rows):
            label = QLabel(name)
            label.setProperty("role", "mono-secondary")
            label.setToolTip(tip)
            label.setMinimumHeight(32)
            label.setBuddy(field)
            field.setToolTip(tip)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        column.addLayout(grid)
        column.addWidget(self.hint)

    def _on_max_features(self, value: int) -> None:
        # Encoding refuses a skip_top that leaves no word known.
        skip_top = min(self._session.data.encoding.skip_top, value - 1)
        self._session.data.set_encoding(max_features=value, skip_top=skip_top)

    def _on_maxlen(self, value: int) -> None:
        self._session.data.set_encoding(maxlen=value)

    def _on_skip_top(self, value: int) -> None:
        self._session.data.set_encoding(skip_top=value)

    def _on_padding(self, side: str) -> None:
        self._session.data.set_encoding(padding=side)

    def _on_truncating(self, side: str) -> None:
        self._session.data.set_encoding(truncating=side)

    def _on_reset(self) -> None:
        usual = Encoding()
        self._session.data.set_encoding(
            max_features=usual.max_features,
            maxlen=usual.maxlen,
            padding=usual.padding,
            truncating=usual.truncating,
            skip_top=usual.skip_top,
        )


def _side(name: str) -> Segmented:
    before, after = BEFORE_AFTER[name]
    options = [Option("pre", "pre", tip=before), Option("post", "post", tip=after)]
    return Segmented(options, name=name, large=True)
