"""The bar above the curves: the buttons, and how far the run is or what stands in its way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QWidget

from explorer.session.session import Session
from explorer.training.events import Validating
from explorer.ui.controls.notice import Notice
from explorer.ui.train.run.run_buttons import RunButtons
from explorer.ui.train.run.run_progress import RunProgress
from explorer.ui.train.run.run_words import plan_words, run_words, state_of

HEIGHT = 64


class RunBar(QFrame):
    """Follows the desk's state; `redraw` brings the figures up to date."""

    startAsked = Signal()
    stopAsked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedHeight(HEIGHT)
        self._session = session
        self._validating: Validating | None = None
        self.buttons = RunButtons(session)
        self.buttons.startAsked.connect(self.startAsked)
        self.buttons.stopAsked.connect(self.stopAsked)
        self.progress = RunProgress()
        self.question = Notice(closable=True)
        self.question.closed.connect(self._take_back)
        divider = QFrame()
        divider.setProperty("role", "vdivider")
        divider.setFixedHeight(32)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.buttons)
        row.addWidget(divider)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.progress)
        self._pages.addWidget(self._make_message())
        self._pages.addWidget(self._make_question())
        row.addLayout(self._pages, 1)
        self._listen()
        self.follow()

    def ask(self, question: str, button: str = "") -> None:
        """Ask in the place of the progress; an empty question is answered."""
        if question != self.question.label.text():
            self.question.say(question, "warn", button)
            self.follow()

    def _take_back(self) -> None:
        self.ask("")

    def follow(self) -> None:
        """The state, the stack or the data changed."""
        training = self._session.training
        if training.state not in ("running", "paused", "stopping"):
            self._validating = None
        self.buttons.follow()
        followed = self._session.run_in_view.followed
        obstacle = "" if training.busy or followed else training.obstacle
        told = training.started is not None and self._session.run_in_view.own
        shown = training.busy or told or followed
        place = 1 if obstacle or not shown else 0
        self._pages.setCurrentIndex(2 if self.question.label.text() else place)
        self._show_plan()
        page, name = self._way_out(obstacle)
        self.way_out.setVisible(bool(page))
        self.way_out.setText(name)
        self.redraw()

    def _show_plan(self) -> None:
        training = self._session.training
        text = ("" if training.busy else training.obstacle) or plan_words(self._session)
        if text != self.message.text():
            self.message.setText(text)
            self.message.setToolTip(text)

    def redraw(self) -> None:
        """Show the newest figures."""
        training, run = self._session.training, self._session.run_in_view
        state = state_of(self._session)
        reason = training.reason if run.own else ""
        rest = training.pace if run.own else 0.0
        self.progress.show_words(run_words(run.story, state, self._validating, reason, rest))

    def _make_message(self) -> QWidget:
        self.message = QLabel()
        self.message.setMinimumWidth(1)  # a narrow window cuts it rather than growing
        self.message.setProperty("role", "secondary")
        self.way_out = QPushButton()
        self.way_out.setProperty("role", "link")
        self.way_out.clicked.connect(self._go)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.message)
        row.addWidget(self.way_out)
        row.addStretch(1)
        return holder

    def _make_question(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.question)
        return holder

    def _listen(self) -> None:
        session = self._session
        session.training.stateChanged.connect(self.follow)
        session.training.settingsChanged.connect(self.follow)
        session.training.validating.connect(self._on_validating)
        session.training.batchDone.connect(self._on_batch)
        session.training.epochDone.connect(self._on_batch)
        session.edits.reportChanged.connect(self.follow)
        session.run_in_view.changed.connect(self.follow)
        session.following.changed.connect(self.follow)
        session.calibration.changed.connect(self._show_plan)
        session.data.changed.connect(self.follow)

    def _on_validating(self, event: Validating) -> None:
        self._validating = event

    def _on_batch(self) -> None:
        self._validating = None

    def _way_out(self, obstacle: str) -> tuple[str, str]:
        """The page on which an obstacle is mended, and what its link says."""
        if not obstacle:
            return "", ""
        if not self._session.edits.report.trainable:
            return "build", "Open Build"
        return "data", "Open Data"

    def _go(self) -> None:
        page, _ = self._way_out(self._session.training.obstacle)
        if page:
            self._session.go(page)
