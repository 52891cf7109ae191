"""Why a project was not opened or saved: over a corner of the page, which stays where it is."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.ui.controls.notice import Notice

WIDTH = 520


class ProjectFailure(QWidget):
    """There until it is dismissed, or another file is opened or saved."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.notice = Notice(closable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 16, 16)
        column.addWidget(self.notice)
        session.project.failed.connect(self._show)
        session.project.opened.connect(self.hide)
        session.project.saved.connect(self.hide)
        self.notice.closed.connect(self.hide)
        self.hide()

    def _show(self, sentence: str) -> None:
        self.notice.say(sentence, "error")
        self.show()
        self.raise_()
