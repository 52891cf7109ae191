"""The stack being built: every edit replaces one StackSpec by another and can be undone."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from explorer.session.history import History
from explorer.stack.presets import preset
from explorer.stack.rules import InputSpec, StackReport, examine
from explorer.stack.spec import LayerSpec, StackSpec


class StackEdits(QObject):
    """Holds the stack, its report and the selected layer; every edit is a step of the history.

    Signals: `stackChanged` after every edit, undo and redo; `reportChanged` when shapes, counts or
    problems may differ (also after `set_input`); `selectionChanged` for the selected layer.
    """

    stackChanged = Signal()
    reportChanged = Signal()
    selectionChanged = Signal()

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self.stack: StackSpec = preset("lstm").stack
        self.input = InputSpec()
        self.report: StackReport = examine(self.stack, self.input)
        self.selected: str | None = None

    @property
    def selected_index(self) -> int | None:
        """Place of the selected layer in the stack, None when none is."""
        names = [layer.name for layer in self.stack.layers]
        return names.index(self.selected) if self.selected in names else None

    def apply(self, stack: StackSpec, text: str, *, merge: str = "") -> None:
        """Make `stack` the stack in one undo step named `text`.

        Edits in a row with the same non-empty `merge` (one slider drag) become one step.
        """
        self._history.change(
            self.stack,
            stack,
            self._show,
            text,
            merge=merge and f"stack {merge}",
            undone=partial(self.select, self.selected),
        )

    def start_over(self, stack: StackSpec) -> None:
        """Another project: this is the stack. The history must be cleared with it."""
        self.select(None)
        self._show(stack)

    def insert(self, index: int, layer: LayerSpec) -> None:
        """Put a new layer at `index` and select it."""
        stack = self.stack.inserted(index, layer)
        self.apply(stack, f"Add {layer.kind}")
        self.select(stack.layers[index].name)

    def append(self, layer: LayerSpec) -> None:
        """Put a new layer before the output layer (at the end if there is none)."""
        layers = self.stack.layers
        before_head = bool(layers) and layers[-1].kind == "Dense" and layer.kind != "Dense"
        self.insert(len(layers) - 1 if before_head else len(layers), layer)

    def remove(self, index: int) -> None:
        """Take the layer at `index` out."""
        self.apply(self.stack.removed(index), f"Remove {self.stack.layers[index].name}")

    def move(self, source: int, target: int) -> None:
        """Move a layer so that it ends up at index `target`."""
        name = self.stack.layers[source].name
        self.apply(self.stack.moved(source, target), f"Move {name}")

    def replace(self, index: int, layer: LayerSpec, text: str, *, merge: str = "") -> None:
        """Swap the spec at `index` (one edited property)."""
        self.apply(self.stack.replaced(index, layer), text, merge=merge)
        if self.selected_index is None:
            self.select(self.stack.layers[index].name)

    def select(self, name: str | None) -> None:
        """Select a layer by name, or none."""
        if name != self.selected:
            self.selected = name
            self.selectionChanged.emit()

    def set_input(self, spec: InputSpec) -> None:
        """The encoding changed: shapes and problems follow."""
        if spec != self.input:
            self.input = spec
            self.report = examine(self.stack, self.input)
            self.reportChanged.emit()

    def _show(self, stack: StackSpec) -> None:
        self.stack = stack
        self.report = examine(stack, self.input)
        self.stackChanged.emit()
        self.reportChanged.emit()
        if self.selected is not None and self.selected_index is None:
            self.select(None)
