"""What is being dragged on the Build page, from the palette or from a card.

The drag runs on plain mouse events, not on QDrag. The widget that was pressed keeps the mouse until
the button is up, so the ghost card can follow the cursor over the whole page in the app's own look,
Esc can be heard, the stack is untouched until the drop, and tests drive it with ordinary mouse
events (QDrag runs a loop of its own, which no test event reaches).
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Signal

from explorer.stack.spec import LayerSpec


@dataclass(frozen=True)
class Payload:
    """What a drop will place: a new layer, or the layers of the stack with these names."""

    layer: LayerSpec
    names: tuple[str, ...] = ()


class LayerDrag(QObject):
    """One drag at a time. The source reports the mouse; the canvas answers with `gap`.

    Signals: `began`, `moved` (global position), `dropped` (payload, gap), `ended` after every drag,
    dropped or not.
    """

    began = Signal()
    moved = Signal(QPoint)
    dropped = Signal(object, int)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.payload: Payload | None = None
        self.position = QPoint()
        self.grip = QPoint(16, 28)
        self.gap: int | None = None

    @property
    def active(self) -> bool:
        """Whether something is being dragged."""
        return self.payload is not None

    def begin(self, payload: Payload, position: QPoint) -> None:
        """Lift something at this global position."""
        self.payload = payload
        self.gap = None
        self.position = position
        self.began.emit()
        self.move(position)

    def move(self, position: QPoint) -> None:
        """The mouse is at this global position."""
        if self.active:
            self.position = position
            self.moved.emit(position)

    def drop(self) -> None:
        """The button is up: place the payload in the open gap, if there is one."""
        if self.payload is not None and self.gap is not None:
            self.dropped.emit(self.payload, self.gap)
        self._end()

    def cancel(self) -> None:
        """Leave everything as it was."""
        self._end()

    def _end(self) -> None:
        if self.active:
            self.payload = None
            self.gap = None
            self.ended.emit()
