"""Asks which units shall have a line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from explorer.problem import UserProblem
from explorer.ui.inspect.toolbar.units_shown import said, units_from


class ChooseUnits(QDialog):
    """One line to type numbers in; what cannot be read is said under it, and nothing closes."""

    def __init__(self, chosen: frozenset[int], units: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units = units
        self.chosen = chosen
        self.setWindowTitle("Units to show")
        self.field = QLineEdit(said(chosen))
        self.field.setPlaceholderText(f"0–{units - 1}, for example 0–7, 12")
        self.field.setMinimumWidth(320)
        self.field.selectAll()
        self.problem = QLabel("In the heatmaps, Ctrl+click takes a unit in or out.")
        self.problem.setWordWrap(True)
        self.problem.setProperty("role", "hint")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        label = QLabel("Unit numbers, with commas; 0–7 stands for 0 to 7.")
        label.setBuddy(self.field)
        column = QVBoxLayout(self)
        for widget in (label, self.field, self.problem, buttons):
            column.addWidget(widget)

    def accept(self) -> None:
        """Read the numbers first."""
        try:
            self.chosen = units_from(self.field.text(), self._units)
        except UserProblem as problem:
            self.problem.setText(str(problem))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().accept()


def ask_units(parent: QWidget, chosen: frozenset[int], units: int) -> frozenset[int] | None:
    """Ask; None if the user thinks better of it."""
    dialog = ChooseUnits(chosen, units, parent)
    answer = dialog.exec()
    dialog.deleteLater()
    return dialog.chosen if answer == QDialog.DialogCode.Accepted else None
