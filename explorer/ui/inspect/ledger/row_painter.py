"""The rows of the ledger's table, painted."""

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter

from explorer.ui.controls.flat_row import FlatRow, Index
from explorer.ui.inspect.ledger.row_model import ROW, LedgerModel
from explorer.ui.inspect.word_rows.paint import HEIGHT, columns, paint_bar, paint_texts
from explorer.ui.inspect.word_rows.row import WordRow
from explorer.ui.theme.theme import theme


class LedgerRowPainter(FlatRow):
    """Paints the rows of a LedgerModel."""

    height = HEIGHT

    def __init__(self, model: LedgerModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, *, chosen: bool) -> None:
        """Texts and bar."""
        row: WordRow = index.data(ROW)
        palette = theme().palette
        paint_texts(painter, palette, box, row, link=row.kind in ("others", "fold"))
        if row.share is not None:
            token = "pos_fill" if row.share >= 0 else "neg_fill"
            fill = palette.colour(token if self._model.splits else "c")
            paint_bar(painter, columns(box)["bar"], row.share, self._model.scale, fill)
