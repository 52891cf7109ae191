"""The Train page: recipe, run bar, live curves, live probe."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.ui.controls.notice_card import NoticeCard
from explorer.ui.controls.throttle import Throttle
from explorer.ui.train.advice import Advice
from explorer.ui.train.curves.curves import Curves
from explorer.ui.train.probe.probe_card import ProbeCard
from explorer.ui.train.recipe.recipe_panel import RecipePanel
from explorer.ui.train.run.run_bar import RunBar

PROBE_MS = 33
PROBE_SHARE = 0.15  # of the time of the window's thread, which shares the interpreter with training
FIGURES_MS = 100
LINES_MS = 500  # curves gain a pixel in a second: they need not be as quick
CONFIRM = "No epoch has finished yet: if you stop now, nothing of this run is kept."


class TrainPage(QWidget):
    """Joins the parts; however fast events come, it draws thirty times a second at most."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.session = session
        self.recipe = RecipePanel(session)
        self.run_bar = RunBar(session)
        self.failure = NoticeCard(closable=True)
        self.curves = Curves(session)
        self.advice = Advice(session, self.curves)
        self.probe = ProbeCard(session)
        self._asked = False
        self._figures = Throttle(FIGURES_MS, self)
        self._figures.due.connect(self._redraw_figures)
        self._probe = Throttle(PROBE_MS, self, share=PROBE_SHARE)
        self._probe.due.connect(self._redraw_probe)
        self._lines = Throttle(LINES_MS, self)
        self._lines.due.connect(self._redraw_lines)
        self._lay_out()
        self._listen()
        self._follow_state()

    # What the user does -----------------------------------------------------------------------

    def start(self) -> None:
        """Begin a run with the recipe as it stands, half-typed values included."""
        self.recipe.commit()
        self.setFocus()  # the keys are for the page, not for the button after Start
        self.session.training.start()

    def stop(self) -> None:
        """End the run; asks once if nothing of it would be kept."""
        if not self.session.training.history and not self._asked:
            self._asked = True
            self.run_bar.ask(CONFIRM, "Stop anyway")
        else:
            self._stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space pauses and resumes, N steps, wherever no field or button wants it."""
        if event.key() == Qt.Key.Key_N and self.run_bar.buttons.step.isEnabled():
            self.session.training.step()
        elif event.key() == Qt.Key.Key_Space and self.run_bar.buttons.pause.isEnabled():
            self.run_bar.buttons.toggle()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while another page was shown."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.setFocus()  # else the first button in the page would have it, and Space with it
        self.session.calibration.want("train", True)
        self.run_bar.follow()
        self._redraw_figures()
        self._redraw_probe()
        self._redraw_lines()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody asks how long it would take."""
        super().hideEvent(event)
        self.session.calibration.want("train", False)

    # Following --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.recipe)
        for notice in (self.failure, self.advice):  # where they move no curve and no probe
            self.recipe.foot.addWidget(notice)
        column = QVBoxLayout()
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self.run_bar)
        column.addWidget(self.curves, 256)
        column.addWidget(self.probe, 444)
        row.addLayout(column, 1)

    def _listen(self) -> None:
        training = self.session.training
        self.run_bar.startAsked.connect(self.start)
        self.run_bar.stopAsked.connect(self.stop)
        self.run_bar.question.action.connect(self._stop)
        self.failure.action.connect(self._copy_details)
        training.stateChanged.connect(self._follow_state)
        training.epochDone.connect(self._follow_epoch)
        grew = self.session.run_in_view.grew
        for signal in (training.batchDone, training.validating, training.epochDone, grew):
            signal.connect(self._figures.request)
        for signal in (training.watchedChanged, training.epochDone):
            signal.connect(self._probe.request)
        for signal in (grew, training.settingsChanged):
            signal.connect(self._lines.request)

    def _follow_state(self) -> None:
        training = self.session.training
        if training.state == "starting":
            self._asked = False
        if not training.busy or training.state == "stopping":
            self.run_bar.ask("")
        failed = training.state == "failed"
        problem = training.problem if failed else ""
        self.failure.tell("The training failed", problem, "error", "Copy details")
        for part in (self._figures, self._probe, self._lines):
            part.request()

    def _follow_epoch(self) -> None:
        self.run_bar.ask("")  # something is kept now: there is nothing left to ask

    def _stop(self) -> None:
        self.run_bar.ask("")
        self.session.training.stop()

    def _copy_details(self) -> None:
        training = self.session.training
        text = "\n\n".join(part for part in (training.problem, training.details) if part)
        QGuiApplication.clipboard().setText(text)
        self.session.notice.emit("The details are on the clipboard.")

    def _redraw_figures(self) -> None:
        if self.isVisible():
            self.run_bar.redraw()

    def _redraw_probe(self) -> None:
        if self.isVisible():
            self.probe.redraw()

    def _redraw_lines(self) -> None:
        if self.isVisible():
            self.curves.redraw()
