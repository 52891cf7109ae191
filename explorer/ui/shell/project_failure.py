"""Above the pages: work to recover after a crash, and why a file was not opened or saved."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from explorer.session.project.recovery_file import Leftover
from explorer.session.session import Session
from explorer.ui.controls.notice import Notice
from explorer.ui.shell.project_flow import ProjectFlow


class ProjectNotices(QWidget):
    """Takes no room while there is nothing to say."""

    def __init__(self, session: Session, flow: ProjectFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._flow = session, flow
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.failure = Notice(closable=True)
        self.recovery = Notice()
        self.discard = QPushButton("Discard")
        self.discard.setProperty("role", "small")
        row = self.recovery.layout()
        assert row is not None
        row.addWidget(self.discard)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.recovery)
        column.addWidget(self.failure)
        session.recovery.changed.connect(self._show_offer)
        session.project.failed.connect(self._show_failure)
        session.project.opened.connect(self._hide_failure)
        session.project.saved.connect(self._hide_failure)
        self.failure.closed.connect(self._make_room)
        self.recovery.action.connect(self._recover)
        self.discard.clicked.connect(session.recovery.discard)
        self._show_offer()

    def _show_offer(self) -> None:
        recovery = self._session.recovery
        if recovery.offer is None:
            self.recovery.say("")
        elif recovery.problem:
            self.recovery.say(recovery.problem, "error")
        else:
            self.recovery.say(offer_words(recovery.offer), "info", "Recover")
        self._make_room()

    def _show_failure(self, sentence: str) -> None:
        self.failure.say(sentence, "error")
        self._make_room()

    def _hide_failure(self) -> None:
        self.failure.say("")
        self._make_room()

    def _make_room(self) -> None:
        self.setVisible(not (self.recovery.isHidden() and self.failure.isHidden()))

    def _recover(self) -> None:
        self._flow.when_safe(self._session.recovery.take)


def offer_words(offer: Leftover, now: datetime | None = None) -> str:
    """What was left, and from when; `now` is the local time."""
    today = (now or datetime.now()).date()
    day = "today" if offer.saved.date() == today else f"{offer.saved:%d %b}"
    what = "a project without a name" if offer.project is None else f"“{offer.project.stem}”"
    return (
        f"Carrytrack ended before {what} was saved. "
        f"Its unsaved changes were kept, {day} at {offer.saved:%H:%M}."
    )
