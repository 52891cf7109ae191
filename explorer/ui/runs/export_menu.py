"""The forms in which a run can be saved elsewhere."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from explorer.session.session import Session
from explorer.training.runs.run_export import FORMS, Form
from explorer.training.runs.run_list import RunSummary
from explorer.ui.controls.file_dialog import dress


class ExportMenu(QMenu):
    """Offers the forms, asks where to, and has it written."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = session.runs
        self._run: RunSummary | None = None
        self._epoch = 0
        self._form: Form | None = None
        for form in FORMS.values():
            action = QAction(form.title + ("…" if form.suffix else " (a folder)…"), self)
            action.setData(form.name)
            self.addAction(action)
        self.triggered.connect(self._ask)

    def open(self, run: RunSummary, epoch: int, button: QWidget) -> None:
        """Offer the forms of `run` as it was after `epoch`, under a button."""
        self._run, self._epoch = run, epoch
        self.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _ask(self, action: QAction) -> None:
        run = self._run
        if run is None:
            return
        form = self._form = FORMS[action.data()]
        name = f"{run.path.name}{form.suffix}"
        dialog = QFileDialog(self.parentWidget(), f"Export {run.title}: {form.title}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(name)
        dress(dialog)
        dialog.setModal(True)
        dialog.fileSelected.connect(self._write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, chosen: str) -> None:
        run, form = self._run, self._form
        if run is None or form is None:
            return
        out = Path(chosen)
        if form.suffix and not out.name.endswith(form.suffix):
            out = out.with_name(out.name + form.suffix)
        self._desk.export(run, self._epoch, form, out)
