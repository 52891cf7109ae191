"""A widget that is sketched: each part says what it is when the mouse rests on it."""

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.ui.inspect.cell.parts import HEIGHT
from explorer.ui.inspect.cell.sketch import Area, Sketch


class ExplainedSketch(QWidget):
    """As high as a cell, of any width; a subclass paints, and keeps what its sketch says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.areas: list[Area] = []
        self.written: list[str] = []
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keep(self, sketch: Sketch) -> None:
        """Explain the parts of this sketch from now on."""
        self.areas, self.written = sketch.areas, sketch.written

    def area_at(self, point: QPointF) -> Area | None:
        """The topmost part under a point."""
        found = [area for area in self.areas if area.rect.contains(point)]
        return found[-1] if found else None

    def event(self, event: QEvent) -> bool:
        """A tooltip for every part."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            area = self.area_at(QPointF(event.pos()))
            if area is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), area.words, self, area.rect.toRect())
            return True
        return super().event(event)
