"""While a window that is to close still writes a file: how far it is, and the ways out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.session.save_desk import SaveDesk
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.numbers import count
from explorer.ui.controls.progress import ProgressBar

WIDTH = 440
STAY, GIVE_UP, SETTLED = 0, 1, 2  # what `finished` carries; 0 is Cancel, as of any dialog


class SavingDialog(QDialog):
    """Esc keeps the window open; the file is written all the same. Alt+D leaves it unwritten."""

    def __init__(self, saves: SaveDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saves = saves
        self.setWindowTitle("Still saving")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "panel")
        self.setFixedWidth(WIDTH)
        self.head = ElidedLabel()
        self.head.setProperty("role", "section")
        self.text = QLabel("Carrytrack closes once the file is written.")
        self.text.setProperty("role", "secondary")
        self.bar = ProgressBar("How much is written")
        self.far = QLabel()
        self.far.setProperty("role", "caption")
        self.give_up = QPushButton("&Don’t save it")
        self.stay = QPushButton("Keep the window open")
        self.give_up.setAutoDefault(False)
        self.stay.setDefault(True)
        self.give_up.clicked.connect(self._give_up)
        self.stay.clicked.connect(self.reject)
        self._lay_out()
        saves.progressed.connect(self._follow)
        self._follow()
        self.stay.setFocus()

    def _lay_out(self) -> None:
        for widget in (self.bar, self.far):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.give_up)
        buttons.addStretch(1)
        buttons.addWidget(self.stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.text)
        column.addSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.far)
        column.addSpacing(8)
        column.addLayout(buttons)

    def _follow(self) -> None:
        if not self._saves.busy:
            return
        first, *others = self._saves.under_way
        more = f" and {count(len(others))} more" if others else ""
        self.head.setText(f"Saving {first.path.name}{more}…")
        self.setAccessibleName(self.head.text())
        done, total = first.progress.done, first.progress.total
        for widget in (self.bar, self.far):
            widget.setVisible(bool(total))
        if total:
            self.bar.set_fraction(done / total)
            self.far.setText(f"{count(done)} of {count(total)}")
        self.give_up.setVisible(self._saves.can_give_up)

    def _give_up(self) -> None:
        self.done(GIVE_UP)
