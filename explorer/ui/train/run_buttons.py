"""Start, pause or resume, stop."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from explorer.session.training_desk import TrainingDesk
from explorer.ui.theme.icons import icon
from explorer.ui.theme.stylesheet import set_role


class RunButtons(QWidget):
    """The three buttons and their shortcuts; the one that comes next is filled."""

    startAsked = Signal()
    stopAsked = Signal()

    def __init__(self, training: TrainingDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._training = training
        self.start = QPushButton("Start")
        self.pause = QPushButton("Pause")
        self.stop = QPushButton("Stop")
        self.stop.setIcon(icon("stop", "t1", 14))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.start, self.pause, self.stop):
            button.setIconSize(QSize(14, 14))
            row.addWidget(button)
        self.pause.setMinimumWidth(96)  # "Resume" must not push the bars about
        self.start.clicked.connect(self.startAsked)
        self.pause.clicked.connect(self.toggle)
        self.stop.clicked.connect(self.stopAsked)
        self._start_key = QShortcut(QKeySequence("Ctrl+R"), self, self._press_start)
        self._stop_key = QShortcut(QKeySequence("Ctrl+."), self, self._press_stop)
        self.follow()

    def follow(self) -> None:
        """Offer what the state of the run allows."""
        state, obstacle = self._training.state, self._training.obstacle
        paused = state == "paused"
        self.start.setEnabled(not obstacle)
        self.pause.setEnabled(state in ("running", "paused"))
        self.stop.setEnabled(state in ("starting", "running", "paused"))
        self.pause.setText("Resume" if paused else "Pause")
        set_role(self.start, "primary" if self.start.isEnabled() else "")
        set_role(self.pause, "primary" if self.pause.isEnabled() else "")
        self.start.setIcon(icon("play", "accent_ink" if self.start.isEnabled() else "t3", 14))
        mark = "play" if paused else "pause"
        self.pause.setIcon(icon(mark, "accent_ink" if self.pause.isEnabled() else "t3", 16))
        self.start.setToolTip(obstacle or "Train the stack on the reviews (Ctrl+R)")
        self.pause.setToolTip(f"{self.pause.text()} after the batch under way (Space)")
        self.stop.setToolTip("End the run; finished epochs are kept (Ctrl+.)")

    def toggle(self) -> None:
        """Pause a running run, resume a paused one."""
        if self._training.state == "paused":
            self._training.resume()
        else:
            self._training.pause()

    def _press_start(self) -> None:
        if self.start.isEnabled():
            self.startAsked.emit()

    def _press_stop(self) -> None:
        if self.stop.isEnabled():
            self.stopAsked.emit()
