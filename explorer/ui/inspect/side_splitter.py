"""Three panels side by side; a double click on a handle gives the sides their widths back."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from explorer.ui.theme.theme import theme


class SideSplitter(QSplitter):
    """Left panel, middle, right panel; only the middle stretches."""

    def __init__(self, left: int, right: int, parent: QWidget | None = None) -> None:
        """`left` and `right` are the side panels' widths in pixels."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sides = (left, right)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """A handle that resets."""
        handle = _Handle(self.orientation(), self)
        handle.doubleClicked.connect(self.reset)
        return handle

    def reset(self) -> None:
        """The side panels as wide as they were drawn."""
        left, right = self._sides
        self.setSizes([left, max(1, self.width() - left - right), right])


class _Handle(QSplitterHandle):
    doubleClicked = Signal()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.doubleClicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        token = "accent" if self.underMouse() else "border"
        # The handle is wider than its line, so that it can be taken.
        painter.fillRect(self.contentsRect(), theme().palette.colour(token))
        painter.end()
