"""One row of the list: two lines of text, the label, whether the network is wrong, its P."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.session.review_in_view import ReviewInView
from explorer.ui.controls.focus_ring import paint_ring
from explorer.ui.controls.probability_bar import paint_probability
from explorer.ui.inspect.reviews.list_model import PROBABILITY, REVIEW
from explorer.ui.inspect.reviews.verdict import is_right, label_words, short_probability
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

HEIGHT = 72
LEFT, RIGHT = 16.0, 12.0
LINE = 16.0
META = 48.0  # from the row's top to the line under the text
BAR_WIDTH, BAR_HEIGHT = 56.0, 6.0
NUMBER_WIDTH = 24.0
ICON = 12


class ReviewRowDelegate(QStyledItemDelegate):
    """Paints the rows of a ReviewListModel."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every row has the same height."""
        return QSize(200, HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, text, label, mark, bar, number."""
        palette = theme().palette
        review: ReviewInView = index.data(REVIEW)
        probability: float | None = index.data(PROBABILITY)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        _paint_ground(painter, palette, box, chosen=chosen, hovered=hovered)
        _paint_text(painter, palette, box, index.data(Qt.ItemDataRole.DisplayRole), chosen=chosen)
        middle = box.top() + META + LINE / 2
        _paint_label(painter, palette, box.left() + LEFT, middle, review)
        if probability is not None:
            right = box.right() - RIGHT
            _paint_number(painter, palette, right, middle, probability)
            bar = QRectF(
                right - NUMBER_WIDTH - 8 - BAR_WIDTH, middle - BAR_HEIGHT / 2, BAR_WIDTH, BAR_HEIGHT
            )
            paint_probability(painter, bar, probability, chosen=chosen)
            if is_right(review, probability) is False:
                _paint_wrong(painter, palette, bar.left() - 8, middle)
        tabbed = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & tabbed == tabbed:
            paint_ring(painter, box.adjusted(1, 1, -1, -2), 4, offset=-2)
        painter.restore()


def _paint_ground(
    painter: QPainter, palette: Palette, box: QRectF, *, chosen: bool, hovered: bool
) -> None:
    if chosen or hovered:
        painter.fillRect(box, palette.colour("surface3" if chosen else "surface2"))
    if chosen:
        painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), palette.colour("accent"))
    painter.setPen(QPen(palette.colour("border"), 1))
    y = box.bottom() - 0.5
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))


def _paint_text(
    painter: QPainter, palette: Palette, box: QRectF, text: str, *, chosen: bool
) -> None:
    """Two lines; the second ends in … where there is more."""
    font = ui_font(12)
    width = box.width() - LEFT - RIGHT
    layout = QTextLayout(text, font)
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(options)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    metrics = QFontMetricsF(font)
    cut = first.textLength()
    rest = metrics.elidedText(text[cut:].strip(), Qt.TextElideMode.ElideRight, width)
    painter.setFont(font)
    painter.setPen(palette.colour("t1" if chosen else "t2"))
    # Baselines as a 12/16 line sets them.
    for place, line in enumerate((text[:cut].rstrip(), rest)):
        painter.drawText(QPointF(box.left() + LEFT, box.top() + 8 + 12 + place * LINE), line)


def _paint_label(
    painter: QPainter, palette: Palette, x: float, middle: float, review: ReviewInView
) -> None:
    if review.origin == "yours":
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(QPointF(x, middle - ICON / 2), pixmap("pencil", "t2", ICON, ratio))
        x += ICON + 4
    painter.setFont(ui_font(11))
    painter.setPen(palette.colour("t2"))
    painter.drawText(QPointF(x, middle + 4), label_words(review))


def _paint_wrong(painter: QPainter, palette: Palette, right: float, middle: float) -> None:
    font = ui_font(11)
    width = QFontMetricsF(font).horizontalAdvance("wrong")
    painter.setFont(font)
    painter.setPen(palette.colour("err"))
    painter.drawText(QPointF(right - width, middle + 4), "wrong")
    ratio = painter.device().devicePixelRatioF()
    left = right - width - 4 - ICON
    painter.drawPixmap(QPointF(left, middle - ICON / 2), pixmap("close", "err", ICON, ratio))


def _paint_number(
    painter: QPainter, palette: Palette, right: float, middle: float, probability: float
) -> None:
    font = mono_font(11)
    text = short_probability(probability)
    painter.setFont(font)
    painter.setPen(palette.colour("pos" if probability >= 0.5 else "neg"))
    width = QFontMetricsF(font).horizontalAdvance(text)
    painter.drawText(QPointF(right - width, middle + 4), text)
