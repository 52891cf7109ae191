"""The form of one layer kind, generated from its options."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.stack.kinds import BidirectionalSpec
from explorer.stack.rules import Problem
from explorer.stack.spec import LayerSpec
from explorer.ui.build.properties.editors import editor_for
from explorer.ui.build.properties.paths import (
    Path,
    form_options,
    value_at,
)
from explorer.ui.build.properties.row import OptionRow
from explorer.ui.controls.divider import inset_divider


class LayerForm(QWidget):
    """Shows any layer of the kind it was made for.

    `edited` carries path, value and the number of the gesture; `mended` the problem to mend.
    """

    edited = Signal(object, object, int)
    mended = Signal(object)

    def __init__(self, layer: LayerSpec) -> None:
        super().__init__()
        self.rows: dict[Path, OptionRow] = {}
        self._problems: dict[Path, Problem] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        switches = False
        for path, option in form_options(layer).items():
            if option.type is bool and not switches:
                switches = True
                if self.rows:
                    column.addWidget(inset_divider(6))
            editor = editor_for(path[-1], option)
            row = OptionRow(path, option, editor)
            row.edited.connect(self._on_edited)
            row.mended.connect(self._on_mended)
            self.rows[path] = row
            column.addWidget(row)
            if isinstance(layer, BidirectionalSpec) and path == ("merge_mode",):
                column.addWidget(inset_divider(6))
                column.addWidget(_group(f"Wrapped {layer.layer.title}"))

    def show_layer(self, layer: LayerSpec, problems: dict[Path, Problem]) -> None:
        """Show a layer's values, and the problems that an option can mend."""
        self._problems = problems
        for path, row in self.rows.items():
            row.show_value(value_at(layer, path))
            row.show_problem(problems.get(path))

    def _on_edited(self, path: Path, value: object) -> None:
        self.edited.emit(path, value, self.rows[path].editor.gesture.number())

    def _on_mended(self) -> None:
        row = self.sender()
        if isinstance(row, OptionRow) and row.path in self._problems:
            self.mended.emit(self._problems[row.path])


def form_key(layer: LayerSpec) -> str:
    """Return what layers that share a form have in common."""
    inner = layer.layer.kind if isinstance(layer, BidirectionalSpec) else ""
    return f"{layer.kind} {inner}"


def _group(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "group")
    label.setContentsMargins(8, 0, 8, 4)
    return label
