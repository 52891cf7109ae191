"""Room over the signals for a notice, there only while the notice says something."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.ui.controls.notice import Notice


class NoticeStrip(QWidget):
    """Shows and hides itself, margins and all, with its notice."""

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        margin = QVBoxLayout(self)
        margin.setContentsMargins(16, 8, 16, 0)
        margin.addWidget(notice)
        notice.installEventFilter(self)
        self.setVisible(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The notice has something to say, or has not."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(self.notice.isVisibleTo(self))
        return super().eventFilter(watched, event)
