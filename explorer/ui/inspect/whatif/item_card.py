"""One intervention of the list: switch, what it is, what it does alone, a menu."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from explorer.ui.controls.badge import paint_badge
from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.switch import Switch
from explorer.ui.inspect.whatif.words import Told
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme

HEIGHT, TEXT_LEFT, RIGHT = 58, 52.0, 40.0


class ItemCard(KeyboardFocus, QWidget):
    """Enter edits, Space switches, Delete removes, Alt+Up and Alt+Down move; hover previews."""

    switched = Signal(int, bool)
    edited = Signal(int)
    removed = Signal(int)
    moved = Signal(int, int)
    entered = Signal(int)
    left = Signal(int)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self._told = Told("", "", "", "")
        self._before, self._after = 0.0, None
        self._can_edit, self._edited = False, False
        self.switch = Switch("Apply this intervention")
        self.more = IconButton("more", "What to do with it", small=True)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 7, 8, 0)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.switch.clicked.connect(self._on_switch)
        self.more.clicked.connect(self.open_menu)

    def show_item(
        self, told: Told, on: bool, chances: tuple[float, float | None], *, can_edit: bool
    ) -> None:
        """Show the intervention; `chances` are P(positive) before, and with it alone."""
        self._told, self._can_edit = told, can_edit
        self._before, self._after = chances
        self.switch.setChecked(on)
        self.setAccessibleName(f"{told.letter} {told.head}, {told.body}, {self.chances()}".strip())
        self.update()

    def mark_edited(self, edited: bool) -> None:
        """It is the one in the form."""
        self._edited = edited
        self.update()

    def chances(self) -> str:
        """ "0.99 → 0.31" """
        after = "…" if self._after is None else f"{self._after:.2f}"
        return f"{self._before:.2f} → {after}"

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(344, HEIGHT)

    def open_menu(self) -> None:
        """Edit, move, delete."""
        menu = QMenu(self)
        edit = menu.addAction("Edit")
        edit.setEnabled(self._can_edit)
        edit.triggered.connect(self._on_edit)
        menu.addAction("Move up").triggered.connect(self._on_up)
        menu.addAction("Move down").triggered.connect(self._on_down)
        menu.addSeparator()
        menu.addAction("Delete").triggered.connect(self._on_remove)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu."""
        self.open_menu()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Preview it alone."""
        self.entered.emit(self.number)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No more."""
        self.left.emit(self.number)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit it."""
        self._on_edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space, Delete, arrows."""
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_edit()
        elif key == Qt.Key.Key_Space:
            self.switched.emit(self.number, not self.switch.isChecked())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._on_remove()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and alt:
            self.moved.emit(self.number, -1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Card, badge, head, chances, body."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, told = self.switch.isChecked(), self._told
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        edge = "accent" if self._edited else ((told.letter or "accent") if on else "border")
        painter.setPen(QPen(palette.colour(edge), 1))
        painter.setBrush(palette.colour("surface3" if self.underMouse() else "surface2"))
        painter.drawRoundedRect(box, 7.5, 7.5)
        x = TEXT_LEFT
        if told.letter:
            paint_badge(painter, x, 11, told.letter, palette)
            x += 24
        right = self.width() - RIGHT
        right = self._paint_chances(painter, right) - 12
        font = mono_font(12, 700) if told.letter else ui_font(12, 600)
        painter.setFont(font)
        painter.setPen(palette.colour("t1"))
        elide = Qt.TextElideMode.ElideRight
        head = QFontMetricsF(font).elidedText(told.head, elide, right - x)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(x, 8, right - x + 4, 22), middle, head)
        painter.setFont(ui_font(12))
        painter.setPen(palette.colour("t2"))
        room = self.width() - TEXT_LEFT - 12
        body = QFontMetricsF(ui_font(12)).elidedText(told.body, elide, room)
        painter.drawText(QRectF(TEXT_LEFT, 31, room + 4, 20), middle, body)
        self.setToolTip(told.body if body != told.body or head != told.head else "")
        if self.shows_ring:
            paint_ring(painter, box, 7, offset=-2)
        painter.end()

    def _paint_chances(self, painter: QPainter, right: float) -> float:
        """At the right end; return where they begin."""
        palette = theme().palette
        after = "…" if self._after is None else f"{self._after:.2f}"
        token = "t3" if self._after is None else ("pos" if self._after >= 0.5 else "neg")
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for text, ink, weight in (
            (after, token, 700),
            (f"{self._before:.2f} → ", "t3", 400),
        ):
            font = mono_font(12, weight)
            wide = QFontMetricsF(font).horizontalAdvance(text)
            right -= wide
            painter.setFont(font)
            painter.setPen(palette.colour(ink))
            painter.drawText(QRectF(right, 8, wide + 4, 22), middle, text)
        return right

    def _on_switch(self) -> None:
        self.switched.emit(self.number, self.switch.isChecked())

    def _on_edit(self) -> None:
        if self._can_edit:
            self.edited.emit(self.number)

    def _on_remove(self) -> None:
        self.removed.emit(self.number)

    def _on_up(self) -> None:
        self.moved.emit(self.number, -1)

    def _on_down(self) -> None:
        self.moved.emit(self.number, 1)
