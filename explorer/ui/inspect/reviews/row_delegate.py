"""One row of the list: two lines of text, the label, whether the network is wrong, its P."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption

from explorer.session.data.review_in_view import ReviewInView
from explorer.ui.controls.flat_row import FlatRow, Index
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


class ReviewRowDelegate(FlatRow):
    """Paints the rows of a ReviewListModel."""

    height = HEIGHT
    ruled = True

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, *, chosen: bool) -> None:
        """Text, label, mark, bar, number."""
        palette = theme().palette
        review: ReviewInView = index.data(REVIEW)
        probability: float | None = index.data(PROBABILITY)
        _paint_text(painter, palette, box, index.data(Qt.ItemDataRole.DisplayRole), chosen=chosen)
        middle = box.top() + META + LINE / 2
        _paint_label(painter, palette, box.left() + LEFT, middle, review)
        if probability is None:
            return
        right = box.right() - RIGHT
        _paint_number(painter, palette, right, middle, probability)
        bar = QRectF(
            right - NUMBER_WIDTH - 8 - BAR_WIDTH, middle - BAR_HEIGHT / 2, BAR_WIDTH, BAR_HEIGHT
        )
        paint_probability(painter, bar, probability, chosen=chosen)
        if is_right(review, probability) is False:
            _paint_wrong(painter, palette, bar.left() - 8, middle)


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
