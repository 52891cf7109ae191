"""The edge between two cards: strands for the tensor's axes, and a chip with its shape."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.ui.build.canvas.contents import EdgeContent
from explorer.ui.build.canvas.ink import LEFT, ink, width_of
from explorer.ui.build.canvas.layout import EDGE
from explorer.ui.build.tips import wrapped
from explorer.ui.theme.theme import theme

_CHIP_LEFT = 16.0
_CHIP_HEIGHT = 24.0
_CHIP_TOP = 8.0
_HALF = 10.0  # the arrow head reaches this far to each side


class EdgeItem(QGraphicsItem):
    """Runs down from its origin, the middle of the upper card's lower edge."""

    def __init__(self, content: EdgeContent) -> None:
        super().__init__()
        self.content = content
        self.length = EDGE
        self._chip_width = _chip_width(content)
        self.setToolTip(wrapped(content.hint))
        self.setZValue(-1)

    def show_content(self, content: EdgeContent) -> None:
        """Take another content in place."""
        if content != self.content:
            self.prepareGeometryChange()
            self.content = content
            self._chip_width = _chip_width(content)
            self.setToolTip(wrapped(content.hint))
            self.update()

    def stretch(self, top: QPointF, length: float) -> None:
        """Run from `top` down over `length` pixels."""
        self.setPos(top)
        if length != self.length:
            self.prepareGeometryChange()
            self.length = length

    def boundingRect(self) -> QRectF:
        """Strands, arrow head and chip."""
        right = _CHIP_LEFT + self._chip_width + 1
        return QRectF(-_HALF - 1, -1, _HALF + 1 + right, max(self.length, EDGE) + 2)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw strands, arrow head, chip."""
        palette = theme().palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        end = self.length
        pen = QPen(palette.colour("err" if self.content.is_mismatch else "t3"), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawLine(QPointF(0, 1), QPointF(0, end - 3))
        if self.content.strands == 3:
            for x in (-5, 5):
                painter.drawLine(QPointF(x, 1), QPointF(x, end - 8))
        head = [QPointF(-9, end - 9), QPointF(0, end - 2), QPointF(9, end - 9)]
        painter.drawPolyline(head)
        self._paint_chip(painter)

    def _paint_chip(self, painter: QPainter) -> None:
        palette = theme().palette
        content = self.content
        top = _CHIP_TOP if self.length < EDGE + 24 else 16.0
        box = QRectF(_CHIP_LEFT, top, self._chip_width, _CHIP_HEIGHT)
        painter.setPen(QPen(palette.colour("err_line" if content.is_mismatch else "border"), 1))
        painter.setBrush(palette.colour("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 11.5, 11.5)
        painter.setFont(ink(12, mono=True))
        painter.setPen(palette.colour("t1" if content.is_known else "t3"))
        text = box.adjusted(11, 0, 0, 0)
        painter.drawText(text, LEFT, content.shape)
        if content.wanted:
            text.setLeft(text.left() + width_of(content.shape, 12, mono=True))
            painter.setPen(palette.colour("err"))
            painter.drawText(text, LEFT, f" → {content.wanted}")


def _chip_width(content: EdgeContent) -> float:
    text = content.shape + (f" → {content.wanted}" if content.wanted else "")
    return width_of(text, 12, mono=True) + 22
