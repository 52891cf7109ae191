"""The places found: timesteps of this review, or test reviews, one row each."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter

from explorer.session.inspect.search_desk import FoundReview
from explorer.ui.controls.flat_row import FlatRow, Index
from explorer.ui.signals.rows.row_labels import value_text, value_token
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme

HIT = Qt.ItemDataRole.UserRole
HEIGHT = 28
SIDE, TIME, VALUE = 16.0, 44.0, 56.0
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Hit:
    """A place. review: None for one in the review in view. about: what stands in grey."""

    word: str
    t: int
    value: float
    letter: str
    about: str = ""
    review: FoundReview | None = None


class HitModel(QAbstractListModel):
    """The rows, as they are given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show other places."""
        if hits != self.hits:
            self.beginResetModel()
            self.hits = hits
            self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """All places."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = 0) -> object:
        """The place, or what a screen reader says of it."""
        hit = self.hits[index.row()]
        if role == HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            value = value_text(hit.letter, hit.value)
            return ", ".join(p for p in (hit.word, f"timestep {hit.t}", value, hit.about) if p)
        return None


class HitPainter(FlatRow):
    """Word, what it is in, timestep, value."""

    height = HEIGHT

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, *, chosen: bool) -> None:
        """One row."""
        hit: Hit = index.data(HIT)
        palette = theme().palette
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        room = QRectF(box.left() + SIDE, box.top(), box.width() - 2 * SIDE - TIME - VALUE, HEIGHT)
        font = ui_font(12, 500)
        word = QFontMetricsF(font).elidedText(hit.word, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(palette.colour("t1"))
        painter.drawText(room, left, word)
        taken = QFontMetricsF(font).horizontalAdvance(word) + 10
        quiet = ui_font(11)
        painter.setFont(quiet)
        painter.setPen(palette.colour("t3"))
        about = QFontMetricsF(quiet).elidedText(
            hit.about, Qt.TextElideMode.ElideRight, max(0.0, room.width() - taken)
        )
        painter.drawText(room.adjusted(taken, 0, 4, 0), left, about)
        painter.setFont(mono_font(11))
        time = QRectF(room.right(), box.top(), TIME, HEIGHT)
        painter.drawText(time, right, f"t {hit.t}")
        painter.setFont(mono_font(12))
        painter.setPen(palette.colour(value_token(hit.letter, hit.value)))
        value = QRectF(time.right(), box.top(), VALUE, HEIGHT)
        painter.drawText(value, right, value_text(hit.letter, hit.value))
