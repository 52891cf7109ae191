"""How a cell of a flat table is painted: one line, with what was searched for marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.theme import theme

ROW = 32
PAD = 8
NARROWEST = 3.0
"""Pixels: no line of words has letters narrower than that on the average."""

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class FlatCell(QStyledItemDelegate):
    """Paints flat rows with a line between them."""

    searched = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is equally high, so that none needs to be asked."""
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text, line."""
        palette = theme().palette
        box = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, palette.colour("surface3"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, palette.colour("border"))
        font = index.data(Role.FontRole)
        painter.setFont(font if isinstance(font, QFont) else ui_font(13))
        colour = index.data(Role.ForegroundRole)
        ink = colour if isinstance(colour, QColor) else palette.colour("t1")
        right = bool(index.data(Role.TextAlignmentRole))
        room = self.room(QRectF(box.adjusted(PAD, 0, -PAD, -1)), index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if not self.paint_picture(painter, room, index, chosen=chosen):
            self._paint_text(painter, room, str(index.data()), ink, right=right)
        painter.restore()

    def paint_picture(self, painter: QPainter, room: QRectF, index: Index, *, chosen: bool) -> bool:
        """Paint a cell that is no text; False leaves it to be one."""
        return False

    def room(self, box: QRectF, index: Index) -> QRectF:
        """Where in a cell its text goes."""
        return box

    def _paint_text(
        self, painter: QPainter, room: QRectF, text: str, ink: QColor, *, right: bool
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        # Measuring four hundred letters for the thirty that fit is most of what a row would cost.
        text = text[: int(room.width() / NARROWEST) + 1]
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        at = shown.lower().find(self.searched.lower()) if self.searched else -1
        if at >= 0 and not right:
            start = metrics.horizontalAdvance(shown[:at])
            width = metrics.horizontalAdvance(shown[at : at + len(self.searched)])
            mark = QRectF(room.left() + start - 1, room.center().y() - 10, width + 2, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().palette.colour("accent_soft"))
            painter.drawRoundedRect(mark, 4, 4)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(ink)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
