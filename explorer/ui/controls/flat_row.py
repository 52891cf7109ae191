"""How a row of a list is painted: on the ground of its state, with a ring for the keyboard."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.ui.controls.focus_ring import paint_ring
from explorer.ui.theme.theme import theme

Index = QModelIndex | QPersistentModelIndex
MARK = 3  # pixels of the line at a chosen row's left edge


class FlatRow(QStyledItemDelegate):
    """Rows of one height; a subclass paints what stands on them."""

    height = 28
    ruled = False
    """Whether a line is under each row."""

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint what stands on the row; the painter is put back afterwards."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row has the same height."""
        return QSize(200, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, line, row, ring."""
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state, flags = option.state, QStyle.StateFlag  # type: ignore[attr-defined]
        chosen = bool(state & flags.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, box, chosen=chosen, hovered=bool(state & flags.State_MouseOver))
        if self.ruled:
            line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
            painter.fillRect(line, theme().palette.colour("border"))
        self.paint_row(painter, box, index, chosen=chosen)
        tabbed = flags.State_HasFocus | flags.State_KeyboardFocusChange
        if state & tabbed == tabbed:
            paint_ring(painter, box.adjusted(2, 2, -2, -3 if self.ruled else -2), 4, offset=-1)
        painter.restore()


def paint_row_ground(painter: QPainter, box: QRectF, *, chosen: bool, hovered: bool) -> None:
    """The chosen row is raised and has a line at its left edge; one under the mouse is raised."""
    palette = theme().palette
    if chosen or hovered:
        painter.fillRect(box, palette.colour("surface3" if chosen else "surface2"))
    if chosen:
        painter.fillRect(
            QRectF(box.left(), box.top(), MARK, box.height()), palette.colour("accent")
        )
