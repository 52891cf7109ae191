"""The name at the top left, with the window's menu under it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

PAD = 8
GAP = 8
CHEVRON = 16
DOT, DOT_GAP = 6, 6
HEIGHT = 32
WIDEST = 240


class ProjectButton(KeyboardFocus, QToolButton):
    """Shows a name and a chevron; a click, Space or the Down key opens the menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(WIDEST)
        self._modified = False
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    @property
    def popup(self) -> QMenu:
        """The menu, to be filled."""
        return self._menu

    def set_name(self, name: str, *, modified: bool = False, place: str = "") -> None:
        """Show another name, with a dot after it if it holds unsaved changes.

        place: where its file is, for the tooltip.
        """
        self._modified = modified
        self.setText(name)
        changes = "unsaved changes" if modified else ""
        self.setAccessibleName(", ".join(part for part in ("Menu", name, changes) if part))
        lines = (place or f"{name}: a project without a file", changes.capitalize())
        self.setToolTip("\n".join(line for line in lines if line))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the name, up to a limit."""
        text = QFontMetricsF(_font()).horizontalAdvance(self.text())
        width = 2 * PAD + text + GAP + self._dot_room() + CHEVRON
        return QSize(min(WIDEST, round(width) + 1), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(96, self.sizeHint().width()), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name and chevron; a ground under the mouse or with the menu open."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("surface3"))
            painter.drawRoundedRect(box, 6, 6)
        painter.setFont(_font())
        painter.setPen(palette.colour("t1"))
        room = self.width() - 2 * PAD - GAP - self._dot_room() - CHEVRON + 1
        metrics = QFontMetricsF(_font())
        name = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        at_left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(PAD, 0, room + 1, self.height()), at_left, name)
        left = round(PAD + metrics.horizontalAdvance(name) + GAP)
        if self._modified:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("accent"))
            painter.drawEllipse(QRectF(left, (self.height() - DOT) / 2, DOT, DOT))
            left += self._dot_room()
        chevron = pixmap("chevron_down", "t3", CHEVRON, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - CHEVRON) // 2, chevron)
        if self.shows_ring:
            paint_ring(painter, box, 6, offset=-3)
        painter.end()

    def _dot_room(self) -> int:
        return DOT + DOT_GAP if self._modified else 0


def _font() -> QFont:
    return ui_font(14, 600)
