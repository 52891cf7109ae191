"""One run: its name, its curve, what can be done with it, and what was noted of it."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from explorer.session.session import Session
from explorer.training.runs.run_list import RunSummary
from explorer.ui.controls.drop_down import DropDown
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.number_box import IntBox
from explorer.ui.controls.scrolled_panel import ScrolledPanel
from explorer.ui.runs.accuracy_curve import AccuracyCurve
from explorer.ui.runs.export_menu import ExportMenu
from explorer.ui.runs.facts import fact_rows
from explorer.ui.runs.notes_form import NotesForm
from explorer.ui.runs.run_words import moment_words
from explorer.ui.theme.icons import icon

PAD = 16
BEING_TRAINED = "It is being trained: stop that first"


class RunDetail(ScrolledPanel):
    """Shows one run; fields write as soon as they are left."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = session.runs
        self._run: RunSummary | None = None
        self.notes = NotesForm()
        self.moment = QLabel()
        self.curve = AccuracyCurve()
        self.epoch = DropDown("Epoch")
        self.inspect = QPushButton("Open in Inspect")
        self.more = IntBox(1, 1000, 1, name="More epochs")
        self.go_on = QPushButton("Continue")
        self.settings = QPushButton("Use its settings")
        self.curves = QPushButton("Show on Train")
        self.export_menu = ExportMenu(session, self)
        self.export = QPushButton("Export")
        self.folder = IconButton("folder", "Open folder")
        self.delete = IconButton("trash", "Move to the trash")
        self.facts = QLabel()
        self._lay_out()
        self._connect()

    def show_run(self, run: RunSummary) -> None:
        """Take a run, or newer figures of the one that is shown."""
        other = self._run is None or self._run.path != run.path
        chosen = None if other else self.chosen_epoch()
        if self._run is not None and chosen == self._run.best_epoch:
            chosen = None  # nobody chose it: the best so far gives way to a better one
        self._run = run
        bundled = self._desk.bundled(run)
        self.notes.show_label(run.label, run.title, locked=bundled)
        self.moment.setText(moment_words(run))
        self._offer_epochs(run, chosen)
        for part in (self.inspect, self.epoch, self.export, self.curves):
            part.setEnabled(bool(run.history))
        self.go_on.setEnabled(bool(run.history) and not run.writing)
        self.delete.setEnabled(not bundled and not run.writing)
        self.delete.setToolTip(BEING_TRAINED if run.writing else "Move to the trash")
        followed = run.writing and run.path != self._session.training.run
        self.curves.setText("Follow on Train" if followed else "Show on Train")
        self.facts.setText(fact_rows(run))
        self._follow_epoch()

    def chosen_epoch(self) -> int | None:
        """The epoch that the buttons are about."""
        epoch = self.epoch.currentData()
        return epoch if isinstance(epoch, int) else None

    # Building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = self.begin_column(PAD, PAD, PAD, spacing=8)
        column.addWidget(self.notes.name)
        self.moment.setProperty("role", "secondary")
        self.moment.setWordWrap(True)
        column.addWidget(self.moment)
        column.addWidget(self.curve)
        column.addLayout(_row("Epoch", self.epoch))
        column.addLayout(self._first_buttons())
        column.addLayout(self._continue_row())
        column.addLayout(self._last_buttons())
        column.addSpacing(8)
        column.addWidget(_heading("Tags"))
        column.addWidget(self.notes.tags)
        column.addWidget(_heading("Notes"))
        column.addWidget(self.notes.notes)
        column.addSpacing(8)
        column.addWidget(_heading("How it was trained"))
        self.facts.setTextFormat(Qt.TextFormat.RichText)
        self.facts.setWordWrap(True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.facts)
        column.addStretch(1)

    def _first_buttons(self) -> QHBoxLayout:
        self.inspect.setProperty("role", "primary")
        self.inspect.setIcon(icon("inspect", "accent_ink", 16))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.inspect, 1)
        row.addWidget(self.curves, 1)
        return row

    def _continue_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.more.setFixedWidth(72)
        row.addWidget(self.go_on, 1)
        row.addWidget(QLabel("for"))
        row.addWidget(self.more)
        self._more_words = QLabel("more epoch")
        self._more_words.setMinimumWidth(80)
        row.addWidget(self._more_words)
        return row

    def _last_buttons(self) -> QHBoxLayout:
        self.export.setIcon(icon("chevron_down", "t2", 14))
        self.export.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.settings, 1)
        row.addWidget(self.export)
        row.addWidget(self.folder)
        row.addWidget(self.delete)
        return row

    def _connect(self) -> None:
        self.notes.edited.connect(self._write_label)
        self.curve.picked.connect(self._pick_epoch)
        self.epoch.currentIndexChanged.connect(self._follow_epoch)
        self.more.valueChanged.connect(self._follow_more)
        self.inspect.clicked.connect(self._open)
        self.curves.clicked.connect(self._show_curves)
        self.go_on.clicked.connect(self._go_on)
        self.settings.clicked.connect(self._use_settings)
        self.export.clicked.connect(self._open_export)
        self.folder.clicked.connect(self._open_folder)
        self.delete.clicked.connect(self._delete)

    # Following --------------------------------------------------------------------------------

    def _offer_epochs(self, run: RunSummary, chosen: int | None) -> None:
        self.epoch.blockSignals(True)
        self.epoch.clear()
        for record in run.history:
            said = f"{record.epoch}"
            if record.val_accuracy is not None:
                said += f"   validation {record.val_accuracy:.1%}"
            if record.epoch == run.best_epoch:
                said += ", best"
            self.epoch.addItem(said, record.epoch)
        wanted = chosen if chosen in run.epochs else run.best_epoch
        self.epoch.setCurrentIndex(max(0, self.epoch.findData(wanted)))
        self.epoch.blockSignals(False)

    def _follow_epoch(self) -> None:
        run, epoch = self._run, self.chosen_epoch()
        if run is None:
            return
        self.curve.show_history(run.history, run.best_epoch, epoch)
        last = bool(run.history) and epoch == run.history[-1].epoch
        words = f"Train on from epoch {epoch}: a new run that begins with copies of those before"
        if last:
            words = "Train on from the last epoch: the run itself grows"
        self.go_on.setToolTip(BEING_TRAINED if run.writing else words)

    def _follow_more(self) -> None:
        self._more_words.setText("more epoch" if self.more.value() == 1 else "more epochs")

    # What the user does -----------------------------------------------------------------------

    def _write_label(self) -> None:
        if self._run is not None:
            self._desk.set_label(self._run, self.notes.label())

    def _pick_epoch(self, epoch: int) -> None:
        self.epoch.setCurrentIndex(self.epoch.findData(epoch))

    def _open(self) -> None:
        if self._run is not None:
            self._desk.open(self._run, self.chosen_epoch())

    def _show_curves(self) -> None:
        if self._run is not None:
            self._desk.compare((self._run,))

    def _go_on(self) -> None:
        epoch = self.chosen_epoch()
        if self._run is not None and epoch is not None:
            self._desk.go_on(self._run, epoch, self.more.value())

    def _use_settings(self) -> None:
        if self._run is not None:
            self._desk.use_settings(self._run)

    def _open_export(self) -> None:
        if self._run is not None:
            self.export_menu.open(self._run, self.chosen_epoch() or 0, self.export)

    def _open_folder(self) -> None:
        if self._run is not None:
            folder = self._run.path
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
                self._session.notice.emit(f"This system opens no folders from here: {folder}.")

    def _delete(self) -> None:
        if self._run is not None:
            self._desk.trash((self._run,))


def _row(name: str, field: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    label = QLabel(name)
    label.setProperty("role", "label")
    label.setFixedWidth(56)
    row.addWidget(label)
    row.addWidget(field, 1)
    return row


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "group")
    return label
