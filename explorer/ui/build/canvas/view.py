"""The canvas: shows the session's stack, zooms, and hands mouse and keys to who knows them."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from explorer.session.session import Session
from explorer.ui.build.actions import ACTIONS, action_for
from explorer.ui.build.canvas.drop_target import DropTarget
from explorer.ui.build.canvas.invitation import Invitation
from explorer.ui.build.canvas.pointer import CanvasPointer
from explorer.ui.build.canvas.scene import StackScene
from explorer.ui.build.canvas.zoom import Zoom
from explorer.ui.build.commands import BuildCommands
from explorer.ui.build.content import canvas_content
from explorer.ui.build.context_menu import layer_menu
from explorer.ui.build.dots import dotted_brush
from explorer.ui.build.layer_drag import LayerDrag
from explorer.ui.build.motion import may_move
from explorer.ui.theme.theme import theme

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
# Coming back from a menu or another window changes nothing.
_NEITHER = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class StackView(QGraphicsView):
    """Wheel scrolls, Ctrl+wheel zooms, 0 fits; keys as in the table of actions.

    `pressed` follows every press of a mouse button.
    """

    pressed = Signal()

    def __init__(
        self,
        session: Session,
        commands: BuildCommands,
        drag: LayerDrag,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._commands = commands
        self._drag = drag
        self._keyboard = False
        self.stack_scene = StackScene(self)
        self.setScene(self.stack_scene)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        # A gap that opens moves nearly everything: one region is cheaper than many small ones.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAccessibleName("Stack of layers")
        self.zoom = Zoom(self)
        self.invitation = Invitation(self, session, commands, drag)
        self.drop_target = DropTarget(self, session, commands, drag)
        self.pointer = CanvasPointer(self, commands, drag)
        session.edits.reportChanged.connect(self.refresh)
        commands.picks.changed.connect(self._show_picks)
        commands.picks.changed.connect(self.reveal)
        drag.began.connect(self._show_picks)
        drag.ended.connect(self._show_picks)
        self.refresh()

    # Showing the session ----------------------------------------------------------------------

    def refresh(self) -> None:
        """The stack, its shapes or its problems changed."""
        edits = self._session.edits
        self.stack_scene.show_content(canvas_content(edits.stack, edits.report, edits.input))
        self._show_picks()

    def reveal(self) -> None:
        """Scroll so that the selected card is in view."""
        name = self._commands.picks.current
        if name in self.stack_scene.cards and not self._drag.active:
            index = list(self.stack_scene.cards).index(name)
            layout = self.stack_scene.layout_now
            # The first card brings the input with it, the last one the output.
            top = layout.tops[index] if index else 0.0
            bottom = layout.tops[index] + layout.heights[index]
            if index == len(layout.tops) - 1:
                bottom = layout.bottom
            self.ensureVisible(0, top, 1, bottom - top, 0, 56)

    def _show_picks(self) -> None:
        payload, picks = self._drag.payload, self._commands.picks
        lifted = set(payload.names) if payload is not None else set[str]()
        current = picks.current if self._keyboard and self.hasFocus() else None
        self.stack_scene.show_picks(picks.names, current, lifted)
        self.setAccessibleDescription(picks.current or "No layer selected")

    def _by_keyboard(self, keyboard: bool) -> None:
        if keyboard != self._keyboard:
            self._keyboard = keyboard
            self._show_picks()

    # Events -----------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Ask whether things may move."""
        super().showEvent(event)
        self.stack_scene.set_animated(may_move(self))

    def changeEvent(self, event: QEvent) -> None:
        """The system's wish for less motion comes as another style."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "stack_scene"):
            self.stack_scene.set_animated(may_move(self))

    def event(self, event: QEvent) -> bool:
        """Keys of our table belong to the canvas while it has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            action = action_for(event, ACTIONS)
            if action is not None and action.enabled(self._commands):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends a drag first; then the table; then zoom."""
        if self._drag.active:
            if event.key() == Qt.Key.Key_Escape:
                self._drag.cancel()
            return
        action = action_for(event, ACTIONS)
        if action is not None and action.enabled(self._commands):
            self._by_keyboard(True)
            action.run(self._commands)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commands.optionsAsked.emit()
        elif not self.zoom.key(event):
            event.ignore()  # not QGraphicsView's scrolling: the page may know the key

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, unless the mouse brought it here."""
        super().focusInEvent(event)
        if event.reason() not in _NEITHER:
            self._keyboard = event.reason() in _BY_KEY
        self._show_picks()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A window that loses the keyboard in mid-drag may never see the button go up."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self._drag.cancel()
        self._show_picks()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick, press a fix, or take hold of a card."""
        self._by_keyboard(False)
        self.pressed.emit()
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or hover."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop, or finish a click."""
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename the card under the mouse."""
        self.pointer.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the picked layers."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            name = self.stack_scene.card_at(self.mapToScene(event.pos()))
            if name is None or name not in self._commands.picks.names:
                self._commands.picks.only(name)
            at = event.globalPos()
        else:
            at = self.mapToGlobal(self._card_corner())
        menu = layer_menu(self._commands, self)
        menu.popup(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom.wheel(event)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the zoom buttons in their corner, the invitation in the middle."""
        super().resizeEvent(event)
        self.zoom.place()
        self.invitation.place()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Canvas colour and dots."""
        palette = theme().palette
        painter.fillRect(rect, dotted_brush(palette.bg, palette.dot, self.devicePixelRatioF()))

    def _card_corner(self) -> QPoint:
        name = self._commands.picks.current
        card = self.stack_scene.cards.get(name) if name else None
        corner = card.pos() + QPointF(40, card.height) if card else QPointF(0, 40)
        return self.mapFromScene(corner)
