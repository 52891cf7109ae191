"""The Properties tab: whatever the selected layer lets one change, and what is wrong with it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from explorer.session.session import Session
from explorer.stack.rules import LayerReport, Problem
from explorer.stack.spec import LayerSpec
from explorer.ui.build.commands import BuildCommands
from explorer.ui.build.properties.form import LayerForm, form_key
from explorer.ui.build.properties.header import LayerHeader
from explorer.ui.build.properties.notes import ProblemNotes
from explorer.ui.build.properties.parameter_sum import ParameterSum
from explorer.ui.build.properties.paths import (
    Path,
    Value,
    form_options,
    value_at,
    with_value,
)
from explorer.ui.controls.divider import inset_divider
from explorer.ui.controls.empty_state import EmptyState


class PropertiesPanel(QWidget):
    """Edits apply at once. Forms are kept, one a layer kind, and only their values change."""

    def __init__(
        self, session: Session, commands: BuildCommands, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._edits = session.edits
        self._commands = commands
        self._forms: dict[str, LayerForm] = {}
        self.header = LayerHeader()
        self.notes = ProblemNotes()
        self.parameters = ParameterSum()
        self.about = QLabel()
        self.about.setProperty("role", "hint")
        self.about.setWordWrap(True)
        self.about.setContentsMargins(8, 0, 8, 0)
        self.nothing = EmptyState(
            "layer_lstm",
            "No layer selected",
            "Click a card to see its options. Arrow keys walk through the stack.",
        )
        self._inside = QWidget()
        self._inside.setProperty("role", "scrolled")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(8, 16, 8, 16)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        self._column.addWidget(self.notes)
        self._column.addSpacing(8)
        self._column.addWidget(inset_divider())
        self._column.addSpacing(12)
        self._column.addWidget(self.parameters)
        self._column.addWidget(self.about)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.nothing)
        self._pages.addWidget(self._scroll)
        self.header.switched.connect(commands.toggle_enabled)
        self.header.resetAsked.connect(self._reset)
        self.header.removeAsked.connect(commands.remove)
        self.header.renamed.connect(self._rename)
        self.notes.mended.connect(self._mend)
        self._edits.reportChanged.connect(self.refresh)
        commands.picks.changed.connect(self.refresh)
        commands.renameAsked.connect(self.focus_name)
        commands.optionsAsked.connect(self.focus_options)
        self.refresh()

    @property
    def form(self) -> LayerForm | None:
        """The form in view."""
        index = self._edits.selected_index
        return None if index is None else self._forms[form_key(self._edits.stack.layers[index])]

    def focus_name(self) -> None:
        """Take the keyboard to the name."""
        self.header.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.name.selectAll()

    def focus_options(self) -> None:
        """Take the keyboard to the first option."""
        if self.form is not None and self.form.rows:
            first = next(iter(self.form.rows.values()))
            first.editor.focus_widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """The selected layer, its values or its problems changed."""
        index = self._edits.selected_index
        if index is None or index >= len(self._edits.report.layers):
            self._pages.setCurrentWidget(self.nothing)
            return
        layer, found = self._edits.stack.layers[index], self._edits.report.layers[index]
        form = self._form_of(layer)
        changed = any(value_at(layer, p) != o.default for p, o in form_options(layer).items())
        self.header.show_layer(layer, self._place(index), changed=changed)
        by_row, others = self._sorted_problems(layer, found)
        self.notes.show_problems(others)
        form.show_layer(layer, by_row)
        self.parameters.show_layer(layer, found)
        self.about.setText(layer.about)
        self._pages.setCurrentWidget(self._scroll)

    def _place(self, index: int) -> str:
        place = f"Layer {index + 1} of {len(self._edits.stack.layers)}"
        others = len(self._commands.picks.names) - 1
        return f"{place} · {others} more picked" if others > 0 else place

    def _form_of(self, layer: LayerSpec) -> LayerForm:
        key = form_key(layer)
        if key not in self._forms:
            form = LayerForm(layer)
            form.edited.connect(self._edit)
            form.mended.connect(self._mend)
            self._forms[key] = form
            self._column.insertWidget(1, form)
        for other, form in self._forms.items():
            form.setVisible(other == key)
        return self._forms[key]

    @staticmethod
    def _sorted_problems(
        layer: LayerSpec, found: LayerReport
    ) -> tuple[dict[Path, Problem], list[Problem]]:
        """Split into those that sit on one option of this form, and all others."""
        by_row: dict[Path, Problem] = {}
        others: list[Problem] = []
        known = form_options(layer)
        for problem in found.problems:
            path = tuple(problem.option.split("."))
            if path in known and path not in by_row:
                by_row[path] = problem
            else:
                others.append(problem)
        return by_row, others

    # What the user does -----------------------------------------------------------------------

    def _edit(self, path: Path, value: Value, gesture: int) -> None:
        index = self._edits.selected_index
        if index is not None:
            layer = self._edits.stack.layers[index]
            merge = f"{layer.name} {'.'.join(path)} {gesture}"
            changed = with_value(layer, path, value)
            self._edits.replace(index, changed, f"Set {path[-1]} of {layer.name}", merge=merge)

    def _reset(self) -> None:
        index = self._edits.selected_index
        if index is not None:
            layer = changed = self._edits.stack.layers[index]
            for path, option in form_options(layer).items():
                changed = with_value(changed, path, option.default)
            self._edits.replace(index, changed, f"Reset {layer.name}")

    def _rename(self, name: str) -> None:
        index = self._edits.selected_index
        if index is not None:
            before = self._edits.stack.layers[index].name
            stack = self._edits.stack.replaced(
                index, replace(self._edits.stack.layers[index], name=name)
            )
            self._edits.apply(stack, f"Rename {before}")
            self._commands.picks.only(stack.layers[index].name)

    def _mend(self, problem: Problem) -> None:
        if problem.fix is not None:
            self._commands.mend(problem.fix)
