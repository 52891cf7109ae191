"""A remark inside a live plot, beside the line that it is about."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.theme import theme
from explorer.ui.train.curve_plot import CurvePlot

OFFSET = 10  # pixels from the line
BOX_HEIGHT, PLAIN_HEIGHT = 24, 16


class CurveNote(QWidget):
    """Text right of the epoch it is about, or left of it, or where there is room.

    A boxed note is a warning and stands at the bottom; a plain one stands at the top.
    """

    def __init__(self, plot: CurvePlot, *, boxed: bool) -> None:
        super().__init__(plot)
        self.text = ""
        self._plot, self._boxed, self._epoch = plot, boxed, 0.0
        self._font = ui_font(12, 500 if boxed else 400)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        plot.getViewBox().sigTransformChanged.connect(self.place)

    def say(self, text: str, epoch: float) -> None:
        """Show `text` beside `epoch`; an empty text hides the note."""
        if (text, epoch) == (self.text, self._epoch):
            return
        self.text, self._epoch = text, epoch
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        padding = 2 * OFFSET if self._boxed else 1
        width = round(QFontMetricsF(self._font).horizontalAdvance(text)) + padding
        self.resize(width, BOX_HEIGHT if self._boxed else PLAIN_HEIGHT)
        self.place()
        self.update()

    def place(self) -> None:
        """Move to where the epoch is drawn now."""
        axis = self._plot.axis
        if axis is None or not self.text:
            return
        line = self._plot.pixel_of(self._epoch, axis.low if self._boxed else axis.high)
        least, most = self._plot.pixel_of(0, 0).x(), self._plot.width() - OFFSET - self.width()
        x = line.x() + OFFSET
        if x > most and (x := line.x() - OFFSET - self.width()) < least:
            x = most  # over the line, but not over the axis
        y = line.y() - OFFSET - self.height() if self._boxed else line.y() + 4
        self.move(QPointF(x, y).toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, in a box with a warning's edge if it is one."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._boxed:
            painter.setPen(QPen(palette.colour("warn"), 1))
            painter.setBrush(palette.colour("surface2"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(palette.colour("t1"))
        painter.setFont(self._font)
        alignment = Qt.AlignmentFlag.AlignCenter if self._boxed else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), int(alignment | Qt.AlignmentFlag.AlignVCenter), self.text)
        painter.end()
