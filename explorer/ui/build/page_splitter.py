"""Palette, canvas, side panel, and how they share the width."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from explorer.ui.build.canvas.layout import CARD_WIDTH, MARGIN_SIDE
from explorer.ui.build.palette.panel import WIDTH as PALETTE_WIDTH
from explorer.ui.build.side_tabs import WIDTH as SIDE_WIDTH

__all__ = ["PALETTE_WIDTH", "SIDE_WIDTH", "PageSplitter"]

CODE_WIDTH = 680  # about 90 columns
_SCROLL_BAR = 16
_CANVAS_WIDTH = round(CARD_WIDTH + 2 * MARGIN_SIDE) + _SCROLL_BAR
_LEAST_CANVAS = 320


class PageSplitter(QSplitter):
    """Every handle drags; a double-click on one resets the widths.

    The side panel has one width for its form and one for reading code, which takes what the cards
    do not need.
    """

    def __init__(self, palette: QWidget, canvas: QWidget, side: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._reading = False
        self._chosen: dict[bool, int] = {}
        for part in (palette, canvas, side):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._remember)
        self.reset()

    def createHandle(self) -> QSplitterHandle:
        """Our own, which hears the double-click."""
        return _Handle(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Code takes more room in a wider window."""
        super().resizeEvent(event)
        if self._reading and True not in self._chosen:
            self._share(self.sizes()[0])

    def reset(self) -> None:
        """Give the side panels their own width, the canvas the rest."""
        self._chosen.clear()
        self._share(PALETTE_WIDTH)

    def show_reading(self, reading: bool) -> None:
        """The side panel shows code, or it does not any more."""
        if reading != self._reading:
            self._reading = reading
            self._share(self.sizes()[0])

    def _share(self, palette: int) -> None:
        room = self.width() - palette - 2
        side = self._chosen.get(self._reading, SIDE_WIDTH)
        if self._reading and True not in self._chosen:
            side = max(SIDE_WIDTH, min(CODE_WIDTH, room - _CANVAS_WIDTH))
        self.setSizes([palette, max(_LEAST_CANVAS, room - side), side])

    def _remember(self) -> None:
        self._chosen[self._reading] = self.sizes()[2]


class _Handle(QSplitterHandle):
    def __init__(self, splitter: PageSplitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._splitter = splitter

    def mouseDoubleClickEvent(self, event: object) -> None:
        self._splitter.reset()
