"""Start, pause or resume, stop; a single batch, one more epoch, and a menu with the rest."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from explorer.session.session import Session
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.theme.icons import icon
from explorer.ui.theme.stylesheet import set_role
from explorer.ui.train.run.run_menu import RunMenu


class RunButtons(QWidget):
    """The buttons and their shortcuts; the one that comes next is filled."""

    startAsked = Signal()
    stopAsked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._training, self._machine = session.training, session.time_machine
        self.start = QPushButton("Start")
        self.pause = QPushButton("Pause")
        self.stop = QPushButton("Stop")
        self.stop.setIcon(icon("stop", "t1", 14))
        self.step = IconButton("step_forward", "Step: train one batch")
        self.step.set_name("Step: train one batch, then pause again", "N")
        self.one_more = IconButton("plus", "One more epoch")
        self.more = RunMenu(session)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.start, self.pause, self.stop):
            button.setIconSize(QSize(14, 14))
            row.addWidget(button)
        extras = QHBoxLayout()
        extras.setSpacing(0)
        for button in (self.step, self.one_more, self.more):
            extras.addWidget(button)
        row.addLayout(extras)
        for button in (self.start, self.pause, self.stop, self.step, self.one_more, self.more):
            # A click leaves the keys with the page: Space is to pause, not to press it once more.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pause.setMinimumWidth(96)  # "Resume" must not push the bars about
        self.start.clicked.connect(self.startAsked)
        self.pause.clicked.connect(self.toggle)
        self.stop.clicked.connect(self.stopAsked)
        self.step.clicked.connect(self._training.step)
        self.one_more.clicked.connect(self.more.add_epoch)
        self._start_key = QShortcut(QKeySequence("Ctrl+R"), self, self._press_start)
        self._stop_key = QShortcut(QKeySequence("Ctrl+."), self, self._press_stop)
        for signal in (session.run_in_view.changed, session.run_in_view.grew,
                       session.following.changed):  # fmt: skip
            signal.connect(self._follow_run)
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
        self.step.setEnabled(paused)
        self._follow_run()

    def toggle(self) -> None:
        """Pause a running run, resume a paused one."""
        if self._training.state == "paused":
            self._training.resume()
        else:
            self._training.pause()

    def _follow_run(self) -> None:
        why = self.more.obstacle
        if self.one_more.isEnabled() == bool(why):
            self.one_more.setEnabled(not why)
        tip = why or "One more epoch than planned, or than the run in view has"
        if self.one_more.toolTip() != tip:
            self.one_more.setToolTip(tip)

    def _press_start(self) -> None:
        if self.start.isEnabled():
            self.startAsked.emit()

    def _press_stop(self) -> None:
        if self.stop.isEnabled():
            self.stopAsked.emit()
