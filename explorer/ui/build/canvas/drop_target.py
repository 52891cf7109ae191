"""Where a drag would land: opens the nearest gap, says so, and scrolls at the edges."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt

from explorer.session.session import Session
from explorer.ui.build.canvas.auto_scroll import AutoScroll
from explorer.ui.build.canvas.layout import is_own_gap
from explorer.ui.build.commands import BuildCommands
from explorer.ui.build.layer_drag import LayerDrag, Payload

if TYPE_CHECKING:
    from explorer.ui.build.canvas.view import StackView


class DropTarget(QObject):
    """Answers a drag with `drag.gap`: None while the mouse is not over the canvas."""

    def __init__(
        self, view: "StackView", session: Session, commands: BuildCommands, drag: LayerDrag
    ) -> None:
        super().__init__(view)
        self._view = view
        self._session = session
        self._commands = commands
        self._drag = drag
        self._scroll = AutoScroll(view)
        self._scroll.scrolled.connect(self._follow)
        drag.moved.connect(self._follow)
        drag.dropped.connect(self._drop)
        drag.ended.connect(self._close)

    def _follow(self) -> None:
        viewport = self._view.viewport()
        position = viewport.mapFromGlobal(self._drag.position)
        if not viewport.rect().contains(position):
            # Past the upper or lower end it scrolls on; past a side there is nothing to reach.
            beside = not 0 <= position.x() < viewport.width()
            self._scroll.stop() if beside else self._scroll.follow(position)
            self._drag.gap = None
            self._view.stack_scene.open_gap(None)
            return
        self._scroll.follow(position)
        scene = self._view.stack_scene
        gap = scene.layout_now.gap_at(self._view.mapToScene(position).y())
        if self._stays(gap):
            self._drag.gap = None
            scene.open_gap(None)
        else:
            self._drag.gap = gap
            scene.open_gap(gap, self._words(gap))

    def _drop(self, payload: Payload, gap: int) -> None:
        """Insert or move, then let the card glide from under the mouse to its place."""
        ghost = self._drag.position - self._drag.grip
        landing = self._view.mapToScene(self._view.viewport().mapFromGlobal(ghost))
        self._commands.drop(payload, gap)
        for name in self._commands.picks.names:
            self._view.stack_scene.glide_from(name, QPointF(landing))
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)  # the next key means the new card

    def _close(self) -> None:
        self._scroll.stop()
        self._view.stack_scene.open_gap(None)

    def _dragged(self) -> list[int]:
        payload = self._drag.payload
        names = payload.names if payload is not None else ()
        layers = self._session.edits.stack.layers
        return [i for i, layer in enumerate(layers) if layer.name in names]

    def _stays(self, gap: int) -> bool:
        dragged = self._dragged()
        return bool(dragged) and is_own_gap(gap, dragged)

    def _words(self, gap: int) -> str:
        layers = self._session.edits.stack.layers
        dragged = set(self._dragged())
        above = [layer.name for i, layer in enumerate(layers[:gap]) if i not in dragged]
        below = [layer.name for i, layer in enumerate(layers[gap:], gap) if i not in dragged]
        if above and below:
            return f"Drop between {above[-1]} and {below[0]}"
        if below:
            return f"Drop before {below[0]}"
        return f"Drop after {above[-1]}" if above else "Drop as the first layer"
