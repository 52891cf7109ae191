"""Which columns of a table hold the text and the label: asked where the file's name stands."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.reviews.columns import ChosenColumns, ColumnChoice
from explorer.ui.controls.drop_down import DropDown
from explorer.ui.controls.elided_label import ElidedLabel

PLACEHOLDER = "Choose a column"


class ColumnChooser(QWidget):
    """Two columns and a button; under each column, what the first row holds in it.

    `chosen` carries path and columns in one string, as `open_source` takes it; `unlabelled` path
    and text alone, of a table that the user wants to label.
    """

    chosen = Signal(str)
    unlabelled = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice: ColumnChoice | None = None
        self.sentence = QLabel("Which columns are the review and its label?")
        self.sentence.setProperty("role", "heading")
        self.sentence.setWordWrap(True)
        self.text, self.text_example = _box("Column with the text"), _example()
        self.label, self.label_example = _box("Column with the label"), _example()
        self.load = QPushButton("Load")
        self.load.setProperty("role", "small-primary")
        self.by_hand = QPushButton("Label by hand")
        self.by_hand.setProperty("role", "small")
        self.dismiss = QPushButton("Not now")
        self.dismiss.setProperty("role", "small-ghost")
        self._lay_out()
        self.text.currentIndexChanged.connect(self._follow)
        self.label.currentIndexChanged.connect(self._follow)
        self.load.clicked.connect(self._on_load)
        self.by_hand.clicked.connect(self._on_by_hand)
        self.dismiss.clicked.connect(self.dismissed)
        self.ask(None)

    def ask(self, choice: ColumnChoice | None) -> None:
        """Offer a table's columns, the likely ones picked; None hides the form."""
        self.setVisible(choice is not None)
        if choice is None or choice == self._choice:
            self._choice = choice
            return
        self._choice = choice
        for box, likely in ((self.text, choice.text), (self.label, choice.label)):
            box.blockSignals(True)
            box.clear()
            box.addItems(list(choice.example))
            box.setCurrentIndex(list(choice.example).index(likely) if likely else -1)
            box.blockSignals(False)
        self._follow()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 2)
        column.setSpacing(8)
        column.addWidget(self.sentence)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        rows = (
            ("Text", self.text, self.text_example),
            ("Label", self.label, self.label_example),
        )
        for row, (name, box, example) in enumerate(rows):
            label = QLabel(name)
            label.setProperty("role", "label")
            label.setBuddy(box)
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(box, 2 * row, 1)
            grid.addWidget(example, 2 * row + 1, 1)
        column.addLayout(grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.load)
        buttons.addWidget(self.by_hand)
        buttons.addWidget(self.dismiss)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _follow(self) -> None:
        example = {} if self._choice is None else self._choice.example
        for box, line in ((self.text, self.text_example), (self.label, self.label_example)):
            value = " ".join(example.get(box.currentText(), "").split())
            line.setText(f"“{value[:200]}”" if value else "")
            line.setVisible(bool(value))
        different = self.text.currentText() != self.label.currentText()
        both = self.text.currentIndex() >= 0 and self.label.currentIndex() >= 0
        self.load.setEnabled(both and different)
        self.by_hand.setEnabled(self.text.currentIndex() >= 0)
        self.load.setToolTip("" if both and different else "Choose two different columns first")

    def _on_by_hand(self) -> None:
        if self._choice is not None:
            self.unlabelled.emit(str(ChosenColumns(self._choice.path, self.text.currentText())))

    def _on_load(self) -> None:
        if self._choice is not None:
            path, text, label = self._choice.path, self.text.currentText(), self.label.currentText()
            self.chosen.emit(str(ChosenColumns(path, text, label)))


def _box(name: str) -> DropDown:
    box = DropDown(name)
    box.setProperty("role", "small")
    box.setPlaceholderText(PLACEHOLDER)
    # As wide as the card, however long a column's name is.
    box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box


def _example() -> ElidedLabel:
    label = ElidedLabel()
    label.setProperty("role", "caption")
    return label
