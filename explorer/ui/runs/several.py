"""Several runs: in what they differ, and what can be done with all of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from explorer.session.runs.ghosts import MOST
from explorer.session.session import Session
from explorer.training.runs.run_differences import differences
from explorer.training.runs.run_list import RunSummary
from explorer.ui.controls.scrolled_panel import ScrolledPanel
from explorer.ui.runs.facts import table
from explorer.ui.runs.run_words import stack_line
from explorer.ui.theme.icons import icon

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
AT_ONCE = MOST + 1  # curves: one in full, the others as ghosts


class SeveralRuns(ScrolledPanel):
    """Compares the selected runs by their figures and settings."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = session.runs
        self._runs: tuple[RunSummary, ...] = ()
        self.title = QLabel()
        self.title.setProperty("role", "section")
        self.compare = QPushButton("Compare their curves")
        self.compare.setProperty("role", "primary")
        self.compare.setIcon(icon("compare", "accent_ink", 16))
        self.delete = QPushButton("Move all to the trash")
        self.delete.setIcon(icon("trash", "t2", 16))
        self.rows = QLabel()
        self.rows.setTextFormat(Qt.TextFormat.RichText)
        self.rows.setWordWrap(True)
        self.rows.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.compare.clicked.connect(self._compare)
        self.delete.clicked.connect(self._delete)

    def show_runs(self, runs: tuple[RunSummary, ...]) -> None:
        """Take the selected runs."""
        self._runs = runs
        self.title.setText(f"{len(runs)} runs")
        able = all(run.history for run in runs)
        self.compare.setEnabled(able and len(runs) <= AT_ONCE)
        self.compare.setToolTip(
            "The first in full, the others dashed"
            if self.compare.isEnabled()
            else f"Choose at most {AT_ONCE} runs, each with a finished epoch"
        )
        self.delete.setEnabled(not any(self._desk.bundled(run) or run.writing for run in runs))
        self.rows.setText(_rich(runs[: len(LETTERS)]))

    def _lay_out(self) -> None:
        column = self.begin_column(16, 16, 16, spacing=8)
        column.addWidget(self.title)
        column.addWidget(self.compare)
        column.addWidget(self.delete)
        column.addSpacing(8)
        column.addWidget(self.rows)
        column.addStretch(1)

    def _compare(self) -> None:
        self._desk.compare(self._runs)

    def _delete(self) -> None:
        self._desk.trash(self._runs)


def _rich(runs: tuple[RunSummary, ...]) -> str:
    """The runs by letter, then field by field what each has."""
    legend = table([(letter, run.title) for letter, run in zip(LETTERS, runs, strict=False)])
    parts = [legend]
    for row in differences(runs, _stack):
        values = [(letter, value) for letter, value in zip(LETTERS, row.values, strict=False)]
        field = row.field[0].upper() + row.field[1:]
        parts.append(f"<p style='font-size: 12px; margin: 12px 0 2px 0'><b>{field}</b></p>")
        parts.append(table(values))
    return "".join(parts)


def _stack(run: RunSummary) -> str:
    return stack_line(run.plan.stack)
