"""Which layers are picked on the canvas: the session's selected layer, and any others with it."""

from PySide6.QtCore import QObject, Signal

from explorer.session.stack_edits import StackEdits


class Picks(QObject):
    """A set of layer names around the selected one, which Properties shows.

    `changed` follows every change of the set or of the selected layer.
    """

    changed = Signal()

    def __init__(self, edits: StackEdits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._names: frozenset[str] = frozenset()
        self._anchor: str | None = None
        edits.selectionChanged.connect(self._follow)
        edits.stackChanged.connect(self._prune)
        self._follow()

    @property
    def names(self) -> frozenset[str]:
        """All picked layers."""
        return self._names

    @property
    def current(self) -> str | None:
        """The layer that Properties shows."""
        return self._edits.selected

    def indices(self) -> list[int]:
        """Places of the picked layers, from top to bottom."""
        return [i for i, name in enumerate(self._order()) if name in self._names]

    def only(self, name: str | None) -> None:
        """Pick one layer, or none."""
        self._anchor = name
        self._set({name} if name else set(), name)

    def toggle(self, name: str) -> None:
        """Add a layer to the picked ones, or take it out."""
        names = self._names ^ {name}
        self._anchor = name
        current = name if name in names else next(iter(sorted(names)), None)
        self._set(names, current)

    def extend_to(self, name: str) -> None:
        """Pick everything from the layer picked first to this one."""
        order = self._order()
        start = order.index(self._anchor) if self._anchor in order else order.index(name)
        end = order.index(name)
        self._set(set(order[min(start, end) : max(start, end) + 1]), name)

    def all(self) -> None:
        """Pick every layer."""
        order = self._order()
        if order:
            self._set(set(order), self.current or order[0])

    def these(self, names: list[str]) -> None:
        """Pick these layers; the first becomes the selected one."""
        self._anchor = names[0] if names else None
        self._set(set(names), self._anchor)

    def _order(self) -> list[str]:
        return [layer.name for layer in self._edits.stack.layers]

    def _set(self, names: set[str] | frozenset[str], current: str | None) -> None:
        changed = frozenset(names) != self._names
        self._names = frozenset(names)
        if current != self._edits.selected:
            self._edits.select(current)  # _follow tells
        elif changed:
            self.changed.emit()

    def _follow(self) -> None:
        current = self._edits.selected
        if current is None:
            self._names = frozenset()
        elif current not in self._names:
            self._names = frozenset({current})
            self._anchor = current
        self.changed.emit()

    def _prune(self) -> None:
        kept = self._names & frozenset(self._order())
        if kept != self._names:
            self._names = kept
            self.changed.emit()
