"""The rail of pages at the left: click, Tab and Enter, or Ctrl and a digit."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

WIDTH = 72
SIDE = 56
GAP = 4
EDGE = 8  # between the rail's edge and its items
ICON = 20


@dataclass(frozen=True)
class NavEntry:
    """One page in the rail; its icon has the page's name. `low` entries stand at the bottom."""

    page: str
    label: str
    keys: str
    low: bool = False


# Every page there will be: the rail shows those that the window has.
NAV = (
    NavEntry("build", "Build", "Ctrl+1"),
    NavEntry("train", "Train", "Ctrl+2"),
    NavEntry("inspect", "Inspect", "Ctrl+3"),
    NavEntry("compare", "Compare", "Ctrl+4"),
    NavEntry("learn", "Learn", "Ctrl+5"),
    NavEntry("runs", "Runs", "Ctrl+7", low=True),
    NavEntry("data", "Data", "Ctrl+6", low=True),
    NavEntry("settings", "Settings", "Ctrl+,", low=True),
)


class NavRail(QFrame):
    """Shows which page is open; `chosen(page)` when the user picks one."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Pages")
        self._items = {entry.page: NavItem(entry, self) for entry in NAV if entry.page in pages}
        column = QVBoxLayout(self)
        # The frame's own line at the right would move the items by one pixel.
        column.setContentsMargins(EDGE, EDGE, EDGE - 1, EDGE)
        column.setSpacing(GAP)
        for item in self._items.values():
            if not item.entry.low:
                column.addWidget(item)
        column.addStretch(1)
        for item in self._items.values():
            if item.entry.low:
                column.addWidget(item)
            item.chosen.connect(self.chosen)

    def item(self, page: str) -> "NavItem":
        """The button of a page."""
        return self._items[page]

    def show_page(self, page: str) -> None:
        """Mark the page that is open."""
        for name, item in self._items.items():
            item.setChecked(name == page)
        self.update()

    def set_busy(self, page: str, busy: bool) -> None:
        """Put a dot on a page where something is under way."""
        self._items[page].set_busy(busy)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, and the mark beside the open page."""
        super().paintEvent(event)
        painter = QPainter(self)
        for item in self._items.values():
            if item.isChecked():
                paint_marker(painter, item.geometry())
        painter.end()


class NavItem(KeyboardFocus, QAbstractButton):
    """One page's button, 56 × 56."""

    chosen = Signal(str)

    def __init__(self, entry: NavEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.busy = False
        self.setText(entry.label)
        self.setCheckable(True)
        self.setToolTip(f"{entry.label} ({entry.keys})")
        self.setAccessibleName(entry.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def sizeHint(self) -> QSize:
        """56 × 56."""
        return QSize(SIDE, SIDE)

    def set_busy(self, busy: bool) -> None:
        """Show or hide the dot."""
        if busy != self.busy:
            self.busy = busy
            self.setAccessibleDescription("A run is under way" if busy else "")
            self.update()

    def nextCheckState(self) -> None:
        """A click asks for the page; the rail marks it once it is open."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The item as the splash draws it, the dot, the focus ring."""
        painter = QPainter(self)
        paint_nav_item(
            painter,
            self.rect(),
            self.entry,
            on=self.isChecked(),
            hover=self.underMouse(),
            ratio=self.devicePixelRatioF(),
        )
        if self.busy:
            _paint_dot(painter, self.isChecked())
        if self.shows_ring:
            paint_ring(painter, QRectF(self.rect()), 8, offset=-3)
        painter.end()

    def _on_clicked(self) -> None:
        self.chosen.emit(self.entry.page)


def paint_nav_item(
    painter: QPainter,
    box: QRect,
    entry: NavEntry,
    *,
    on: bool = False,
    hover: bool = False,
    ratio: float = 1.0,
) -> None:
    """Icon over label in a 56 × 56 box; the open page's is raised."""
    palette = theme().palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if on or hover:
        painter.setBrush(palette.colour("surface3" if on else "surface2"))
        painter.drawRoundedRect(QRectF(box), 8, 8)
    picture = pixmap(entry.page, "accent" if on else "t2", ICON, ratio)
    painter.drawPixmap(box.left() + (SIDE - ICON) // 2, box.top() + EDGE, picture)
    painter.setFont(ui_font(11, 500))
    painter.setPen(palette.colour("t1" if on or hover else "t2"))
    under = QRectF(box.left(), box.top() + EDGE + ICON + GAP, SIDE, 16)
    painter.drawText(under, Qt.AlignmentFlag.AlignCenter, entry.label)


def paint_marker(painter: QPainter, item: QRect) -> None:
    """The accent mark at the rail's edge, beside the open page's item."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().palette.colour("accent"))
    painter.drawRoundedRect(QRectF(-2, item.top() + 16, 5, 24), 2, 2)


def _paint_dot(painter: QPainter, on: bool) -> None:
    palette = theme().palette
    painter.setPen(QPen(palette.colour("surface3" if on else "surface"), 2))
    painter.setBrush(palette.colour("accent"))
    painter.drawEllipse(QPointF(SIDE - 14, 11), 4, 4)
