"""What else can be done with a run: one epoch more, from an epoch on, slower, or from elsewhere."""

from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from explorer.session.session import Session
from explorer.training.runs.run_folder import runs_home
from explorer.ui.controls.icon_button import IconButton

PACES = (  # seconds of rest after every batch, and what that is called
    (0.0, "Full speed"),
    (0.25, "Slow motion, 4 batches a second"),
    (1.0, "Slow motion, 1 batch a second"),
    (3.0, "Slow motion, 1 batch in 3 seconds"),
)


class RunMenu(IconButton):
    """A button with three dots and the menu under it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("more", "More about this run", parent=parent)
        self._session = session
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.one_more = menu.addAction("One more epoch")
        self.one_more.triggered.connect(self.add_epoch)
        self.go_on = menu.addAction("")
        self.go_on.triggered.connect(self._go_on)
        menu.addSeparator()
        self.paces = QActionGroup(menu)
        for rest, name in PACES:
            action = QAction(name, self.paces)
            action.setCheckable(True)
            action.setData(rest)
            menu.addAction(action)
        self.paces.triggered.connect(self._set_pace)
        menu.addSeparator()
        self.follow = menu.addAction("Follow a run folder…")
        self.follow.triggered.connect(self.ask_for_folder)
        self.look_away = menu.addAction("Stop following")
        self.look_away.triggered.connect(session.following.stop)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.refresh)
        self.setMenu(menu)
        self.refresh()

    @property
    def obstacle(self) -> str:
        """Why the run in view cannot be trained on; empty when it can."""
        session = self._session
        if session.training.state in ("running", "paused"):
            return "" if session.run_in_view.own else "Another run is under way."
        if session.run_in_view.followed:
            return "Something else trains this run."
        if not session.run_in_view.story.epochs:
            return "There is no finished epoch to go on from."
        return session.training.obstacle_to_going_on

    def add_epoch(self) -> None:
        """One epoch more than planned, or than the run has."""
        session = self._session
        story = session.run_in_view.story
        if self.obstacle:
            session.notice.emit(self.obstacle)
        elif session.training.busy:
            session.training.one_more_epoch()
            session.notice.emit("One more epoch: it follows the last one that is planned.")
        elif story.path is not None:
            newest = session.time_machine.newest
            session.training.go_on(story.path, newest, epochs=newest + 1)

    def refresh(self) -> None:
        """Offer what is possible now."""
        session = self._session
        place, busy = session.time_machine.place, session.training.busy
        self.one_more.setEnabled(not self.obstacle)
        self.one_more.setToolTip(self.obstacle)
        self.go_on.setText(f"Continue from epoch {place}" if place else "Continue from an epoch")
        self.go_on.setEnabled(not self.obstacle and not busy and place > 0)
        for action in self.paces.actions():
            action.setChecked(action.data() == session.training.pace)
        self.follow.setEnabled(not busy)
        self.look_away.setVisible(session.following.active)

    def ask_for_folder(self) -> None:
        """Let the user point at a run folder that something else writes."""
        chosen = QFileDialog.getExistingDirectory(self, "Follow a run folder", str(runs_home()))
        if chosen:
            self._session.following.start(Path(chosen))

    def _go_on(self) -> None:
        story, place = self._session.run_in_view.story, self._session.time_machine.place
        if story.path is not None and place:
            self._session.training.go_on(story.path, place)

    def _set_pace(self, action: QAction) -> None:
        self._session.training.set_pace(action.data())
