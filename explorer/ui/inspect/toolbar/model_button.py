"""Which trained network reads the reviews: its run, its epoch, and others to choose from."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.session.inspect.inspection import ModelInView
from explorer.session.runs.known_runs import known_runs
from explorer.session.session import Session
from explorer.training.runs.run_folder import runs_home
from explorer.ui.controls.menu_button import AT_LEFT, MenuButton
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

ICON, GAP = 16, 8.0


class ModelButton(MenuButton):
    """Shows the model in view; its menu opens another epoch or another run."""

    pad = 10.0
    radius = 7.5
    edge = "border"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._strong, self._quiet = "No model", ""
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._on_triggered)
        session.inspection.modelChanged.connect(self._follow)
        self._follow()

    def ask_for_folder(self) -> None:
        """Let the user point at a run folder."""
        chosen = QFileDialog.getExistingDirectory(self, "Open a run folder", str(runs_home()))
        if chosen:
            self._session.inspection.open_run(Path(chosen))

    def sizeHint(self) -> QSize:
        """As wide as the panel gives."""
        return QSize(232, self.high)

    def paint_content(self, painter: QPainter, left: float, right: float) -> None:
        """Icon, title, epoch."""
        palette, ratio = theme().palette, self.devicePixelRatioF()
        painter.drawPixmap(round(left), (self.high - ICON) // 2, pixmap("build", "t2", ICON, ratio))
        left += ICON + GAP
        quiet = QFontMetricsF(ui_font(12)).horizontalAdvance(self._quiet)
        strong_font = ui_font(12, 500)
        room = right - left - quiet - 2 * GAP
        metrics = QFontMetricsF(strong_font)
        strong = metrics.elidedText(self._strong, Qt.TextElideMode.ElideRight, room)
        painter.setFont(strong_font)
        painter.setPen(palette.colour("t1"))
        painter.drawText(QRectF(left, 0, room + 2, self.high), AT_LEFT, strong)
        painter.setFont(ui_font(12))
        painter.setPen(palette.colour("t2"))
        at = QRectF(right - GAP - quiet, 0, quiet + 2, self.high)
        painter.drawText(at, AT_LEFT, self._quiet)

    def _follow(self) -> None:
        model = self._session.inspection.model
        if model is None:
            self._strong, self._quiet = "No model yet", ""
        else:
            self._strong, self._quiet = model.title, model.moment
        said = " · ".join(part for part in (self._strong, self._quiet) if part)
        self.setAccessibleName(f"Model: {said}")
        lines = [said] if model is None else [said, str(model.run.path), model.note]
        self.setToolTip("\n".join(line for line in lines if line))
        self.update()

    # The menu ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        self._menu.clear()
        model = self._session.inspection.model
        if model is not None and len(model.run.epochs) > 1:
            self._add_epochs(model)
            self._menu.addSeparator()
        others = [run for run in known_runs() if model is None or run.path != model.run.path]
        for run in others:
            self._add(run.title, (str(run.path), 0, run.title))
        if others:
            self._menu.addSeparator()
        self._add("Open a run folder…", ("", 0, ""))

    def _add_epochs(self, model: ModelInView) -> None:
        best = model.run.best_epoch
        for record in model.run.history:
            text = f"Epoch {record.epoch}"
            if record.val_accuracy is not None:
                text += f" · validation {record.val_accuracy:.1%}"
            if record.epoch == best:
                text += " · best"
            action = self._add(text, (str(model.run.path), record.epoch, model.title))
            action.setCheckable(True)
            action.setChecked(record.epoch == model.epoch)

    def _add(self, text: str, target: tuple[str, int, str]) -> QAction:
        action = QAction(text, self._menu)
        action.setData(target)
        self._menu.addAction(action)
        return action

    def _on_triggered(self, action: QAction) -> None:
        path, epoch, title = action.data()
        if path:
            self._session.inspection.open_run(Path(path), epoch or None, title)
        else:
            self.ask_for_folder()
