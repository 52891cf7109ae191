"""How long an epoch of a stack took in this window: measured, never guessed."""

from PySide6.QtCore import QObject, Signal

from explorer.session.session import Session
from explorer.stack.spec import LayerSpec, StackSpec

Layers = tuple[LayerSpec, ...]


class EpochTimes(QObject):
    """Listens to every run; `changed` follows each epoch."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._running: Layers = ()
        self._seconds: dict[Layers, float] = {}
        session.training.stateChanged.connect(self._follow)
        session.training.epochDone.connect(self._learn)

    def seconds(self, stack: StackSpec) -> float | None:
        """Return the seconds of the newest epoch of these layers; None if there was none."""
        return self._seconds.get(stack.layers)

    def _follow(self) -> None:
        if self._session.training.state == "starting":
            self._running = self._session.edits.stack.layers

    def _learn(self) -> None:
        if self._running and self._session.training.history:
            self._seconds[self._running] = self._session.training.history[-1].seconds
            self.changed.emit()
