"""How far a run is: epochs, batches, time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.progress import EpochBar, ProgressBar
from explorer.ui.theme.fonts import ui_font
from explorer.ui.train.run_words import RunWords

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RunProgress(QWidget):
    """Shows RunWords; knows nothing of sessions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.epoch, self.best = ElidedLabel(), _label("secondary", RIGHT)
        self.batch, self.loss = ElidedLabel(), _label("mono-secondary", RIGHT)
        self.time_title, self.time = _label("hint", RIGHT), _label("number", RIGHT)
        self.epoch_bar, self.batch_bar = EpochBar(), ProgressBar("Batches")
        for label in (self.epoch, self.batch):
            label.setFont(ui_font(12, 500))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(_column(self.epoch, self.best, self.epoch_bar), 7)
        row.addLayout(_column(self.batch, self.loss, self.batch_bar), 4)
        clock = QVBoxLayout()
        clock.setSpacing(0)
        clock.addStretch(1)
        for label in (self.time_title, self.time):
            label.setFixedWidth(72)
            clock.addWidget(label)
        clock.addStretch(1)
        row.addLayout(clock)

    def show_words(self, words: RunWords) -> None:
        """Show a moment of a run."""
        for label, text in (
            (self.epoch, words.epoch),
            (self.best, words.best),
            (self.batch, words.batch),
            (self.loss, words.loss),
            (self.time_title, words.time_title),
            (self.time, words.time),
        ):
            if label.text() != text:
                label.setText(text)
        self.epoch_bar.set_epochs(words.epochs_done, words.epochs, words.epoch_share)
        self.batch_bar.set_fraction(words.batch_share)


def _label(role: str, alignment: Qt.AlignmentFlag) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setAlignment(alignment)
    return label


def _column(left: QLabel, right: QLabel, bar: QWidget) -> QVBoxLayout:
    heads = QHBoxLayout()
    heads.setSpacing(8)
    heads.addWidget(left, 1)
    heads.addWidget(right)
    for label in (left, right):
        label.setFixedHeight(16)  # mono is taller: the two columns would not line up
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addStretch(1)
    column.addLayout(heads)
    column.addWidget(bar)
    column.addStretch(1)
    return column
