"""Paints the palette's rows: a heading, or a kind with icon, name and one line."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.ui.build.canvas.ink import LEFT, elided, ink
from explorer.ui.build.layer_look import ICONS
from explorer.ui.build.palette.rows import PaletteModel, PaletteRow
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

ROOMY, DENSE = 44, 36
HEADING = 26


class RowPainter(QStyledItemDelegate):
    """Rows are 44 px high where they all fit, down to 36 px where they would not."""

    row_height = ROOMY
    rings = False  # the keyboard is in the list

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One fixed height for headings, one for kinds."""
        row: PaletteRow = index.data(PaletteModel.ROW)
        return QSize(100, HEADING if row.is_heading else self.row_height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row: PaletteRow = index.data(PaletteModel.ROW)
        box = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            painter.setPen(theme().palette.colour("t3"))
            painter.setFont(ink(11, 600))
            painter.drawText(box.adjusted(8, 8, 0, 0), LEFT, row.text)
        else:
            state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
            self._paint_kind(painter, box, row, state)
        painter.restore()

    def _paint_kind(
        self, painter: QPainter, box: QRectF, row: PaletteRow, state: QStyle.StateFlag
    ) -> None:
        palette = theme().palette
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = self.rings and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(Qt.PenStyle.NoPen)
        if hovered or focused:
            painter.setBrush(palette.colour("surface3"))
            painter.drawRoundedRect(box, 6, 6)
        if focused:
            painter.setPen(QPen(palette.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        frame = QRectF(box.left() + 8.5, box.center().y() - 14 + 0.5, 27, 27)
        painter.setPen(QPen(palette.colour("border"), 1))
        painter.setBrush(palette.colour("surface2"))
        painter.drawRoundedRect(frame, 6, 6)
        ratio = painter.device().devicePixelRatioF()
        icon = pixmap(ICONS[row.kind], "t1", 16, ratio)
        painter.drawPixmap(frame.topLeft() + QRectF(0, 0, 5.5, 5.5).bottomRight(), icon)
        left, middle = box.left() + 48, box.center().y()
        room = box.right() - left - (28 if hovered else 8)
        painter.setPen(palette.colour("t1"))
        painter.setFont(ink(13, 500))
        painter.drawText(QRectF(left, middle - 16, room, 16), LEFT, elided(row.text, room, 13, 500))
        painter.setPen(palette.colour("t2" if hovered or focused else "t3"))
        painter.setFont(ink(11))
        painter.drawText(QRectF(left, middle, room, 16), LEFT, elided(row.summary, room, 11))
        if hovered:
            grip = pixmap("grip", "t2", 16, ratio)
            painter.drawPixmap(round(box.right() - 24), round(middle - 8), grip)
