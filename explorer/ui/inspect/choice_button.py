"""A small button that shows what is chosen and opens a menu to choose otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

HEIGHT, CHEVRON = 24, 14
PAD, GAP = 8.0, 4.0


@dataclass(frozen=True)
class Choice:
    """One option: its key, its text in the menu, and the short one on the button."""

    key: str
    text: str
    short: str = ""


@dataclass(frozen=True)
class Group:
    """Options of which one holds."""

    key: str
    choices: tuple[Choice, ...]


class ChoiceButton(KeyboardFocus, QAbstractButton):
    """`chosen(group, choice)` when the user picks; `set_current` moves it silently."""

    chosen = Signal(str, str)

    def __init__(
        self, prefix: str, groups: Sequence[Group] = (), parent: QWidget | None = None
    ) -> None:
        """`prefix` names what is chosen: "Sort"."""
        super().__init__(parent)
        self._prefix, self._shown_prefix = prefix, prefix
        self._groups: dict[str, Group] = {}
        self._current: dict[str, str] = {}
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_triggered)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open_menu)
        self.offer(groups)

    def offer(self, groups: Sequence[Group]) -> None:
        """Offer other choices; the first of each group is current."""
        self._groups = {group.key: group for group in groups}
        self._current = {group.key: group.choices[0].key for group in groups}
        self._menu.clear()
        for group in groups:
            if not self._menu.isEmpty():
                self._menu.addSeparator()
            self._fill(group)
        self._tell()

    def current(self, group: str) -> str:
        """The key of the choice that holds."""
        return self._current[group]

    def set_current(self, group: str, choice: str) -> None:
        """Show another choice as the current one."""
        self._current[group] = choice
        for action in self._menu.actions():
            if action.isCheckable() and tuple(action.data()) == (group, choice):
                action.setChecked(True)
        self._tell()

    def set_choice_enabled(self, group: str, choice: str, enabled: bool) -> None:
        """Allow or forbid a choice."""
        for action in self._menu.actions():
            if action.isCheckable() and tuple(action.data()) == (group, choice):
                action.setEnabled(enabled)

    def show_prefix(self, shown: bool) -> None:
        """Leave the name out where there is no room for it."""
        self._shown_prefix = self._prefix if shown else ""
        self.updateGeometry()
        self.update()

    def text_shown(self) -> str:
        """What the button says after its name."""
        return ", ".join(self._short(group) for group in self._groups.values())

    def open_menu(self) -> None:
        """Open the choices under the button."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def menu(self) -> QMenu:
        """The menu itself."""
        return self._menu

    def sizeHint(self) -> QSize:
        """Room for name, choice and chevron."""
        width = 2 * PAD + self._lead() + _width(self.text_shown()) + GAP + CHEVRON
        return QSize(round(width) + 1, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A few letters of the choice."""
        return QSize(min(self.sizeHint().width(), 64), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, name, choice, chevron."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(palette.colour("border2"), 1))
        lit = self.isDown() or self.underMouse()
        painter.setBrush(palette.colour("surface3" if lit else "surface2"))
        painter.drawRoundedRect(box, 5.5, 5.5)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(ui_font(12))
        painter.setPen(palette.colour("t3"))
        painter.drawText(QRectF(PAD, 0, self._lead(), HEIGHT), middle, self._shown_prefix)
        left = PAD + self._lead()
        room = self.width() - left - CHEVRON - GAP - PAD + 1
        elided = QFontMetricsF(ui_font(12)).elidedText(
            self.text_shown(), Qt.TextElideMode.ElideRight, room
        )
        painter.setPen(palette.colour("t1"))
        painter.drawText(QRectF(left, 0, room + 2, HEIGHT), middle, elided)
        picture = pixmap("chevron_down", "t3", CHEVRON, self.devicePixelRatioF())
        painter.drawPixmap(
            self.width() - CHEVRON - round(PAD) + 2, (HEIGHT - CHEVRON) // 2, picture
        )
        if self.shows_ring:
            paint_ring(painter, box, 5.5, offset=-2)
        painter.end()

    def _fill(self, group: Group) -> None:
        actions = QActionGroup(self._menu)
        for choice in group.choices:
            action = QAction(choice.text, actions)
            action.setCheckable(True)
            action.setChecked(choice.key == self._current[group.key])
            action.setData((group.key, choice.key))
            self._menu.addAction(action)

    def _on_triggered(self, action: QAction) -> None:
        group, choice = action.data()
        self.set_current(group, choice)
        self.chosen.emit(group, choice)

    def _short(self, group: Group) -> str:
        current = self._current[group.key]
        choice = next(choice for choice in group.choices if choice.key == current)
        return choice.short or choice.text

    def _lead(self) -> float:
        return _width(self._shown_prefix) + GAP if self._shown_prefix else 0.0

    def _tell(self) -> None:
        said = f"{self._prefix}: {self.text_shown()}"
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()


def _width(text: str) -> float:
    return QFontMetricsF(ui_font(12)).horizontalAdvance(text)
