"""Which trained network reads the reviews: its run, its epoch, and others to choose from."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMenu, QSizePolicy, QWidget

from explorer.session.inspection import ModelInView
from explorer.session.known_runs import known_runs
from explorer.session.session import Session
from explorer.training.run_folder import runs_home
from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

HEIGHT, ICON, CHEVRON = 32, 16, 14
PAD, GAP = 10.0, 8.0


class ModelButton(KeyboardFocus, QAbstractButton):
    """Shows the model in view; its menu opens another epoch or another run."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._strong, self._quiet = "No model", ""
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._on_triggered)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open_menu)
        session.inspection.modelChanged.connect(self._follow)
        self._follow()

    def open_menu(self) -> None:
        """Offer epochs and runs, under the button."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def menu(self) -> QMenu:
        """The menu; it is filled when it opens."""
        return self._menu

    def ask_for_folder(self) -> None:
        """Let the user point at a run folder."""
        chosen = QFileDialog.getExistingDirectory(self, "Open a run folder", str(runs_home()))
        if chosen:
            self._session.inspection.open_run(Path(chosen))

    def sizeHint(self) -> QSize:
        """As wide as the panel gives."""
        return QSize(232, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, title, epoch, chevron."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        lit = self.isDown() or self.underMouse()
        painter.setPen(QPen(palette.colour("border2" if lit else "border"), 1))
        painter.setBrush(palette.colour("surface3" if lit else "surface2"))
        painter.drawRoundedRect(box, 7.5, 7.5)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(round(PAD), (HEIGHT - ICON) // 2, pixmap("build", "t2", ICON, ratio))
        left, right = PAD + ICON + GAP, self.width() - PAD - CHEVRON
        quiet = QFontMetricsF(ui_font(12)).horizontalAdvance(self._quiet)
        strong_font = ui_font(12, 500)
        room = right - left - quiet - 2 * GAP
        metrics = QFontMetricsF(strong_font)
        strong = metrics.elidedText(self._strong, Qt.TextElideMode.ElideRight, room)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(strong_font)
        painter.setPen(palette.colour("t1"))
        painter.drawText(QRectF(left, 0, room + 2, HEIGHT), middle, strong)
        painter.setFont(ui_font(12))
        painter.setPen(palette.colour("t2"))
        painter.drawText(QRectF(right - GAP - quiet, 0, quiet + 2, HEIGHT), middle, self._quiet)
        painter.drawPixmap(
            round(right + 2), (HEIGHT - CHEVRON) // 2, pixmap("chevron_down", "t3", CHEVRON, ratio)
        )
        if self.shows_ring:
            paint_ring(painter, box, 7.5, offset=-2)
        painter.end()

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
