"""What can be done to the picked layers: each method is one undo step."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from explorer.problem import UserProblem
from explorer.session.session import Session
from explorer.stack.kinds import BidirectionalSpec, RecurrentSpec
from explorer.stack.rules import Fix
from explorer.stack.spec import LayerSpec, StackSpec
from explorer.ui.build.canvas.layout import is_own_gap
from explorer.ui.build.layer_clipboard import layers_to_mime, mime_to_layers
from explorer.ui.build.layer_drag import Payload
from explorer.ui.build.picks import Picks


class BuildCommands(QObject):
    """Edits through the session.

    `renameAsked` wants the name field to take the keyboard, `optionsAsked` the first option.
    """

    renameAsked = Signal()
    optionsAsked = Signal()

    def __init__(self, session: Session, picks: Picks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._edits = session.edits
        self.picks = picks

    # What is picked ---------------------------------------------------------------------------

    @property
    def picked(self) -> list[LayerSpec]:
        """The picked layers, from top to bottom."""
        return [self._edits.stack.layers[index] for index in self.picks.indices()]

    def step(self, by: int, *, extend: bool = False) -> None:
        """Select the layer above (-1) or below (+1); `extend` keeps those between."""
        layers = self._edits.stack.layers
        if not layers:
            return
        here = self._edits.selected_index
        start = (-1 if by > 0 else len(layers)) if here is None else here
        name = layers[max(0, min(start + by, len(layers) - 1))].name
        if extend:
            self.picks.extend_to(name)
        else:
            self.picks.only(name)

    # Order ------------------------------------------------------------------------------------

    def drop(self, payload: Payload, gap: int) -> None:
        """Place what was dragged into a gap."""
        if not payload.names:
            self._edits.insert(gap, payload.layer)
            return
        order = [layer.name for layer in self._edits.stack.layers]
        self._move_to_gap([order.index(name) for name in payload.names if name in order], gap)

    def move(self, by: int) -> None:
        """Move the picked layers one place up (-1) or down (+1), as a block."""
        indices = self.picks.indices()
        if not indices:
            return
        gap = indices[0] - 1 if by < 0 else indices[-1] + 2
        if 0 <= gap <= len(self._edits.stack.layers):
            self._move_to_gap(indices, gap)

    def _move_to_gap(self, indices: list[int], gap: int) -> None:
        if not indices or is_own_gap(gap, indices):
            return
        layers = self._edits.stack.layers
        block = [layers[index] for index in indices]
        before = [layer for i, layer in enumerate(layers[:gap]) if i not in indices]
        after = [layer for i, layer in enumerate(layers[gap:], gap) if i not in indices]
        stack = replace(self._edits.stack, layers=(*before, *block, *after))
        self._edits.apply(stack, f"Move {_named(block)}")

    # Coming and going -------------------------------------------------------------------------

    def remove(self) -> None:
        """Take the picked layers out; the next one below becomes the selected one."""
        indices = self.picks.indices()
        if not indices:
            return
        gone = self.picked
        self._edits.apply(_without(self._edits.stack, indices), f"Remove {_named(gone)}")
        left = self._edits.stack.layers
        self.picks.only(left[min(indices[0], len(left) - 1)].name if left else None)

    def duplicate(self) -> None:
        """Put copies below the lowest of the picked layers."""
        if self.picked:
            self._insert(self.picks.indices()[-1] + 1, self.picked, "Duplicate")

    def copy(self) -> None:
        """Put the picked layers on the clipboard."""
        if self.picked:
            QGuiApplication.clipboard().setMimeData(layers_to_mime(self.picked))

    def cut(self) -> None:
        """Copy, then remove."""
        self.copy()
        self.remove()

    def paste(self) -> None:
        """Insert the clipboard's layers below the picked ones, else at the end."""
        try:
            layers = mime_to_layers(QGuiApplication.clipboard().mimeData())
        except UserProblem as problem:
            self._session.failed.emit(str(problem))
            return
        indices = self.picks.indices()
        at = indices[-1] + 1 if indices else len(self._edits.stack.layers)
        self._insert(at, layers, "Paste")

    def _insert(self, at: int, layers: list[LayerSpec], verb: str) -> None:
        stack = self._edits.stack
        for offset, layer in enumerate(layers):
            stack = stack.inserted(at + offset, replace(layer, name=""))
        self._edits.apply(stack, f"{verb} {_named(layers)}")
        self.picks.these([layer.name for layer in stack.layers[at : at + len(layers)]])

    # Changing the picked layers ---------------------------------------------------------------

    def toggle_enabled(self) -> None:
        """Switch the picked layers off, or on again if all are off."""
        picked = self.picked
        if not picked:
            return
        on = self.all_off
        stack = self._edits.stack
        for index in self.picks.indices():
            stack = stack.replaced(index, replace(stack.layers[index], enabled=on))
        self._edits.apply(stack, f"{'Switch on' if on else 'Switch off'} {_named(picked)}")

    @property
    def all_off(self) -> bool:
        """Whether every picked layer is switched off."""
        return not any(layer.enabled for layer in self.picked)

    @property
    def can_wrap(self) -> bool:
        """Whether a recurrent layer, wrapped or not, is among the picked ones."""
        return any(isinstance(layer, RecurrentSpec | BidirectionalSpec) for layer in self.picked)

    @property
    def all_wrapped(self) -> bool:
        """Whether no picked recurrent layer is left to wrap."""
        return not any(isinstance(layer, RecurrentSpec) for layer in self.picked)

    def toggle_bidirectional(self) -> None:
        """Wrap the picked recurrent layers in Bidirectional, or unwrap if all of them are."""
        stack, unwrap = self._edits.stack, self.all_wrapped
        changed: list[LayerSpec] = []
        indices = self.picks.indices()
        for index in indices:
            layer = stack.layers[index]
            other: LayerSpec
            if unwrap and isinstance(layer, BidirectionalSpec):
                other = replace(layer.layer, enabled=layer.enabled)
            elif not unwrap and isinstance(layer, RecurrentSpec):
                other = BidirectionalSpec(layer=layer, enabled=layer.enabled)
            else:
                continue
            changed.append(layer)
            stack = stack.replaced(index, other)
        if changed:
            self._edits.apply(stack, f"{'Unwrap' if unwrap else 'Wrap'} {_named(changed)}")
            self.picks.these([stack.layers[index].name for index in indices])

    def rename(self) -> None:
        """Ask for a new name of the selected layer."""
        if self.picks.current is not None:
            self.renameAsked.emit()

    def mend(self, fix: Fix) -> None:
        """Apply the fix of a problem."""
        self._edits.apply(fix.stack, fix.label)

    def mend_card(self, name: str, problem: int) -> None:
        """Apply the fix of one of a layer's problems."""
        index = [layer.name for layer in self._edits.stack.layers].index(name)
        fix = self._edits.report.layers[index].problems[problem].fix
        if fix is not None:
            self.mend(fix)

    def mend_selected(self) -> None:
        """Apply the first fix that the selected layer's problems offer."""
        index = self._edits.selected_index
        problems = self._edits.report.problems
        fixes = [p.fix for p in problems if p.fix is not None and p.layer in (index, None)]
        if fixes:
            self.mend(fixes[0])

    def undo(self) -> None:
        """Take back the last edit."""
        self._session.history.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._session.history.redo()

    def _selected_layer(self) -> LayerSpec | None:
        index = self._edits.selected_index
        return None if index is None else self._edits.stack.layers[index]


def _without(stack: StackSpec, indices: list[int]) -> StackSpec:
    for index in reversed(indices):
        stack = stack.removed(index)
    return stack


def _named(layers: list[LayerSpec]) -> str:
    return layers[0].name or layers[0].kind if len(layers) == 1 else f"{len(layers)} layers"
