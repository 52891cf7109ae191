"""How a cell of the word table is painted: frequency as a bar, and a line under the last known."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from explorer.ui.controls.flat_cell import PAD, FlatCell, Index
from explorer.ui.data.review_delegate import BAR_HEIGHT
from explorer.ui.data.words.model import FREQUENCY, LAST_KNOWN
from explorer.ui.theme.theme import theme

NUMBER = 64
"""Pixels for "667,993"."""


class WordDelegate(FlatCell):
    """Flat rows, with the two things that only words have."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """As all tables, then what is particular to words."""
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frequency = index.data(FREQUENCY)
        if isinstance(frequency, float):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_bar(painter, QRectF(option.rect), frequency, chosen=chosen)
        if index.data(LAST_KNOWN):
            line = QRectF(option.rect.left(), option.rect.bottom() - 1, option.rect.width(), 2)
            painter.fillRect(line, theme().palette.colour("accent"))
        painter.restore()

    def room(self, box: QRectF, index: Index) -> QRectF:
        """The number stands before the bar."""
        if index.data(FREQUENCY) is None:
            return box
        return QRectF(box.left(), box.top(), NUMBER, box.height())


def _paint_bar(painter: QPainter, box: QRectF, frequency: float, *, chosen: bool) -> None:
    """A track and how much of it the frequency fills, at the right of the number."""
    palette = theme().palette
    left = box.left() + PAD + NUMBER + PAD
    track = QRectF(left, box.center().y() - BAR_HEIGHT / 2, box.right() - PAD - left, BAR_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour("surface" if chosen else "surface3"))
    painter.drawRoundedRect(track, 1, 1)
    filled = QRectF(track)
    filled.setWidth(track.width() * frequency)
    painter.setBrush(palette.colour("t3"))
    painter.drawRoundedRect(filled, 1, 1)
