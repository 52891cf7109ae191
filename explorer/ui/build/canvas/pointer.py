"""The mouse on the canvas: pick, take hold and drag, press a fix, hover, pan."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from explorer.ui.build.canvas.card import CardItem
from explorer.ui.build.commands import BuildCommands
from explorer.ui.build.layer_drag import LayerDrag, Payload

if TYPE_CHECKING:
    from explorer.ui.build.canvas.view import StackView

_GHOST_WIDTH, _GHOST_HEIGHT = 224, 52


class CanvasPointer(QObject):
    """Keeps what the mouse went down on until it comes up again."""

    def __init__(self, view: "StackView", commands: BuildCommands, drag: LayerDrag) -> None:
        super().__init__(view)
        self._view = view
        self._scene = view.stack_scene
        self._commands = commands
        self._drag = drag
        self._down = QPoint()
        self._card: str | None = None
        self._fix: tuple[str, int] | None = None
        self._pan: int | None = None
        self._hovered: str | None = None

    # Press, move, release ---------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """Note what is under the mouse, and pick it."""
        self._forget()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._hold_ground(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._down = event.position().toPoint()
        point = self._view.mapToScene(self._down)
        name = self._scene.card_at(point)
        if name is None:
            self._commands.picks.only(None)
            self._hold_ground(event)
            return
        fix = self._scene.cards[name].fix_at(self._on_card(name, point))
        if fix is not None:
            self._fix = (name, fix)
            return
        self._card = name
        self._pick(name, event.modifiers())

    def move(self, event: QMouseEvent) -> None:
        """Drag what is held, or light up what is under the mouse."""
        if self._drag.active:
            self._drag.move(event.globalPosition().toPoint())
        elif self._pan is not None:
            bar = self._view.verticalScrollBar()
            bar.setValue(self._pan - event.globalPosition().toPoint().y())
        elif self._card is not None:
            far = (event.position().toPoint() - self._down).manhattanLength()
            if far >= QApplication.startDragDistance():
                self._begin(self._card, event)
        elif self._fix is None:
            self._hover(event)

    def release(self, event: QMouseEvent) -> None:
        """Drop, press the fix, or reduce many picked cards to the clicked one."""
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        card, fix, dragging = self._card, self._fix, self._drag.active
        self._forget()
        if dragging:
            self._drag.drop()
        elif fix is not None:
            self._press_fix(fix, event)
        elif card is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._commands.picks.only(card)
        self._hover(event)

    def double_click(self, event: QMouseEvent) -> None:
        """Rename the card under the mouse; a second press on a fix is a press."""
        point = self._view.mapToScene(event.position().toPoint())
        name = self._scene.card_at(point)
        if name is None or self._scene.cards[name].fix_at(self._on_card(name, point)) is not None:
            self.press(event)
        else:
            self._commands.picks.only(name)
            self._commands.rename()

    # Parts ------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._card = None
        self._fix = None
        self._pan = None

    def _hold_ground(self, event: QMouseEvent) -> None:
        bar = self._view.verticalScrollBar()
        self._pan = bar.value() + event.globalPosition().toPoint().y()

    def _on_card(self, name: str, point: QPointF) -> QPointF:
        return point - self._scene.cards[name].pos()

    def _pick(self, name: str, modifiers: Qt.KeyboardModifier) -> None:
        picks = self._commands.picks
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            picks.extend_to(name)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            picks.toggle(name)
        elif name not in picks.names:
            picks.only(name)

    def _begin(self, name: str, event: QMouseEvent) -> None:
        picks = self._commands.picks
        if name not in picks.names:  # taken out of the picked ones with Ctrl: drag it alone
            picks.only(name)
        picked = self._commands.picked
        held = next(layer for layer in picked if layer.name == name)
        inside = self._view.mapToScene(self._down) - self._scene.cards[name].pos()
        self._drag.grip = QPoint(
            round(min(inside.x(), _GHOST_WIDTH - 24)), round(min(inside.y(), _GHOST_HEIGHT - 12))
        )
        names = tuple(layer.name for layer in picked)
        self._drag.begin(Payload(held, names), event.globalPosition().toPoint())

    def _press_fix(self, fix: tuple[str, int], event: QMouseEvent) -> None:
        name, strip = fix
        point = self._view.mapToScene(event.position().toPoint())
        card = self._scene.cards.get(name)
        if card is not None and card.fix_at(self._on_card(name, point)) == strip:
            self._commands.mend_card(name, card.content.strips[strip].place)

    def _hover(self, event: QMouseEvent) -> None:
        point = self._view.mapToScene(event.position().toPoint())
        name = self._scene.card_at(point)
        card = self._scene.cards.get(name) if name is not None else None
        fix = None if card is None or name is None else card.fix_at(self._on_card(name, point))
        if self._hovered is not None and self._hovered != name:
            left = self._scene.cards.get(self._hovered)
            if left is not None:
                left.show_hover(None)
        self._hovered = name
        if card is not None:
            card.show_hover(fix)
        self._view.viewport().setCursor(self._cursor(card, name, fix, point))

    def _cursor(
        self, card: CardItem | None, name: str | None, fix: int | None, point: QPointF
    ) -> Qt.CursorShape:
        if card is None or name is None:
            return Qt.CursorShape.ArrowCursor
        if fix is not None:
            return Qt.CursorShape.PointingHandCursor
        on_grip = card.grip_at(self._on_card(name, point))
        return Qt.CursorShape.OpenHandCursor if on_grip else Qt.CursorShape.ArrowCursor
