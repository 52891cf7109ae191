"""One undo history for all that a project is made of: stack, settings, encoding, probe."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

PAUSE_MS = 600  # changes of one thing with less between them are one step

Value = TypeVar("Value")
Show = Callable[[Value], None]


def _free() -> str:
    return ""


def _done() -> None: ...


class _Change(QUndoCommand):
    """The one undo command: a value before, a value after, and who shows it."""

    def __init__(self, before: object, after: object, show: Show[Any], text: str) -> None:
        super().__init__(text)
        self._before, self._after, self._show = before, after, show
        self.merge = ""
        self.obstacle: Callable[[], str] = _free
        self.undone: Callable[[], None] = _done

    def redo(self) -> None:
        self._show(self._after)

    def undo(self) -> None:
        self._show(self._before)
        self.undone()

    def id(self) -> int:
        return hash(self.merge) & 0x7FFFFFFF if self.merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change) or other.merge != self.merge:
            return False
        self._after = other._after
        # A slider dragged back to where it stood leaves no step behind.
        self.setObsolete(self._after == self._before)
        return True


class History(QObject):
    """What was done, in order, to be undone and redone by name.

    `changed` follows every step; `said` carries a sentence: what was undone or redone, for it may
    be out of sight, or why it cannot be.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = QUndoStack(self)
        self._steps.indexChanged.connect(self.changed)
        self._key, self._number = "", 0
        self._since = QElapsedTimer()

    def change(
        self,
        before: Value,
        after: Value,
        show: Show[Value],
        text: str,
        *,
        merge: str = "",
        obstacle: Callable[[], str] = _free,
        undone: Callable[[], None] = _done,
    ) -> None:
        """Go from `before` to `after` in one step called `text`: `show` makes a value the one.

        Changes in a row with the same non-empty `merge` become one step. While `obstacle` says
        something, the step can be neither undone nor redone. `undone` is called after an undo.
        """
        if before == after:
            return
        step = _Change(before, after, show, text)
        step.merge, step.obstacle, step.undone = merge, obstacle, undone
        self._steps.push(step)

    def without_pause(self, key: str) -> str:
        """Return a `merge` for changes of one thing: the same while they follow at once."""
        paused = not self._since.isValid() or self._since.elapsed() > PAUSE_MS
        if paused or key != self._key:
            self._key, self._number = key, self._number + 1
        self._since.restart()
        return f"{key} {self._number}"

    @contextmanager
    def together(self, text: str) -> Iterator[None]:
        """Make all changes inside one step called `text`; there must be at least one."""
        self._steps.beginMacro(text)
        try:
            yield
        finally:
            self._steps.endMacro()

    def undo(self) -> None:
        """Take the last step back."""
        self._step(self._steps.index() - 1, self._steps.undo, "Undone")

    def redo(self) -> None:
        """Do the step again that was taken back."""
        self._step(self._steps.index(), self._steps.redo, "Redone")

    def clear(self) -> None:
        """Forget everything: no undo leads back."""
        self._steps.clear()

    @property
    def undo_name(self) -> str:
        """What undo would take back; empty if there is nothing."""
        return self._steps.undoText()

    @property
    def redo_name(self) -> str:
        """What redo would do again; empty if there is nothing."""
        return self._steps.redoText()

    @property
    def count(self) -> int:
        """How many steps there are, those that were taken back included."""
        return self._steps.count()

    def _step(self, place: int, go: Callable[[], None], verb: str) -> None:
        if not 0 <= place < self._steps.count():
            return
        step = self._steps.command(place)
        why = _obstacle(step)
        if why:
            self.said.emit(why)
            return
        self._since.invalidate()  # what is changed next is a step of its own
        name = step.text()
        go()
        self.said.emit(f"{verb}: {name}")


def _obstacle(step: QUndoCommand) -> str:
    """Return why a step, or any part of it, can be neither undone nor redone now."""
    parts = [step, *(step.child(place) for place in range(step.childCount()))]
    return next((why for one in parts if isinstance(one, _Change) and (why := one.obstacle())), "")


def change_name(names: Collection[str], many: str, *, keep: bool = False) -> str:
    """Return "Set learning rate", "Set epochs and seed", or `many` for more.

    keep: the names are shown as the code writes them, with their underscores.
    """
    words = [name if keep else name.replace("_", " ") for name in names]
    return f"Set {' and '.join(words)}" if len(words) <= 2 else many
