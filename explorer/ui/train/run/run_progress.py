"""How far a run is: epochs, batches, time."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.ui.controls.progress import EpochBar
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.train.run.live_text import LiveText
from explorer.ui.train.run.run_words import RunWords

TIME_WIDTH = 72
ROOM_FOR_BEST = 500


class RunProgress(QWidget):
    """Shows RunWords; knows nothing of sessions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.epoch, self.batch = LiveText(ui_font(12, 500)), LiveText(ui_font(12, 500))
        self.best = QLabel()
        self.best.setProperty("role", "secondary")
        self.best.setFixedHeight(16)
        self.time_title = LiveText(ui_font(12), "t3", right=True)
        self.time = LiveText(mono_font(15, 600), right=True, height=20)
        # The batch bar has one piece: unlike ProgressBar it does not ease. Easing towards a
        # target that moves with every batch would repaint sixty times a second for ever.
        self.epoch_bar, self.batch_bar = EpochBar(), EpochBar("Batches")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(_column(self.epoch_bar, self.epoch, self.best), 6)
        row.addLayout(_column(self.batch_bar, self.batch), 5)
        clock = QVBoxLayout()
        clock.setSpacing(0)
        clock.addStretch(1)
        for text in (self.time_title, self.time):
            text.setFixedWidth(TIME_WIDTH)
            clock.addWidget(text)
        clock.addStretch(1)
        row.addLayout(clock)

    def show_words(self, words: RunWords) -> None:
        """Show a moment of a run."""
        self.epoch.say(words.epoch)
        self.batch.say(words.batch, words.loss)
        self.time_title.say(words.time_title)
        self.time.say(words.time)
        if self.best.text() != words.best:
            self.best.setText(words.best)
        self.epoch_bar.set_epochs(words.epochs_done, words.epochs, words.epoch_share)
        self.batch_bar.set_epochs(0, 1, words.batch_share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, how far the run is matters more than its best epoch."""
        super().resizeEvent(event)
        self.best.setVisible(self.width() >= ROOM_FOR_BEST)


def _column(bar: QWidget, *texts: QWidget) -> QVBoxLayout:
    heads = QHBoxLayout()
    heads.setSpacing(8)
    for text in texts:
        heads.addWidget(text)
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addStretch(1)
    column.addLayout(heads)
    column.addWidget(bar)
    column.addStretch(1)
    return column
