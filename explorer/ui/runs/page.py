"""The Runs page: all runs in a table, the chosen ones in full beside it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.session.runs.run_trash import Trashed
from explorer.session.session import Session
from explorer.ui.controls.empty_state import EmptyState
from explorer.ui.controls.notice import Notice
from explorer.ui.runs.detail import RunDetail
from explorer.ui.runs.model import RunModel
from explorer.ui.runs.several import SeveralRuns
from explorer.ui.runs.table import RunTable
from explorer.ui.theme.icons import icon

SIDE = 344
PAD = 16


class RunsPage(QWidget):
    """Follows the desk of runs, and has it look again while the page is in view."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._desk = session.runs
        self._trashed: list[Trashed] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search names, stacks, tags, notes")
        self.search.setAccessibleName("Search the runs")
        self.search.setClearButtonEnabled(False)
        self.search.addAction(icon("search", "t3"), QLineEdit.ActionPosition.LeadingPosition)
        self.count = QLabel()
        self.count.setProperty("role", "secondary")
        self.model = RunModel(self)
        self.table = RunTable(self.model)
        self.trashed = Notice(closable=True)
        self.trouble = Notice(closable=True)
        self.nothing = EmptyState(
            "runs", "No run chosen", "Choose a run to see its curve and notes."
        )
        self.detail = RunDetail(session)
        self.several = SeveralRuns(session)
        self._beside = QStackedWidget()
        self._lay_out()
        self._connect()
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self._desk.watch(True)
        if self.focusWidget() is None:
            self.table.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._desk.watch(False)

    # Building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(PAD)
        column.addWidget(self.trashed)
        column.addWidget(self.trouble)
        column.addWidget(self._card(), 1)
        row.addLayout(column, 1)
        side = QFrame()
        side.setProperty("role", "panel-right")
        side.setFixedWidth(SIDE)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(1, 0, 0, 0)
        for part in (self.nothing, self.detail, self.several):
            self._beside.addWidget(part)
        inside.addWidget(self._beside)
        row.addWidget(side)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 8)
        bar.setSpacing(12)
        self.search.setMaximumWidth(320)
        bar.addWidget(self.search, 1)
        bar.addStretch(1)
        bar.addWidget(self.count)
        column.addLayout(bar)
        body = QHBoxLayout()
        body.setContentsMargins(8, 0, 0, 0)
        body.addWidget(self.table)
        column.addLayout(body, 1)
        return card

    def _connect(self) -> None:
        desk = self._desk
        desk.changed.connect(self._follow)
        desk.trashed.connect(self._on_trashed)
        desk.said.connect(self._session.notice)
        desk.failed.connect(self._session.failed)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.chosenChanged.connect(self._show_chosen)
        self.table.activated.connect(self._open)
        self.table.deleteAsked.connect(self._delete)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.trashed.action.connect(self._put_back)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self._to_search)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        clear = QShortcut(QKeySequence("Esc"), self.search, self.search.clear)
        clear.setContext(Qt.ShortcutContext.WidgetShortcut)

    # Following --------------------------------------------------------------------------------

    def _follow(self) -> None:
        self.model.show(self._desk.runs)
        self._count()
        broken = self._desk.unreadable
        labels = [run.problem for run in self._desk.runs if run.problem]
        sentences = [*(entry.problem for entry in broken), *labels]
        more = f" And {len(sentences) - 1} more." if len(sentences) > 1 else ""
        self.trouble.say(f"{sentences[0]}{more}" if sentences else "", "warn")
        self._show_chosen()

    def _count(self) -> None:
        shown, all_runs = len(self.model.rows), len(self._desk.runs)
        word = "run" if all_runs == 1 else "runs"
        of = f"{shown} of " if shown != all_runs else ""
        self.count.setText(f"{of}{all_runs} {word}")

    def _show_chosen(self) -> None:
        chosen = self.table.chosen()
        if len(chosen) > 1:
            self.several.show_runs(chosen)
            self._beside.setCurrentWidget(self.several)
        elif chosen:
            self.detail.show_run(chosen[0])
            self._beside.setCurrentWidget(self.detail)
        else:
            self._beside.setCurrentWidget(self.nothing)

    def _on_trashed(self, trashed: Trashed) -> None:
        self._trashed.append(trashed)
        self._tell_trashed()

    def _tell_trashed(self) -> None:
        if not self._trashed:
            self.trashed.say("")
            return
        last = self._trashed[-1]
        where = "the trash" if last.by_the_system else f"{last.now.parent}"
        self.trashed.say(f"{last.title} is in {where}.", "done", "Put back")

    # What the user does -----------------------------------------------------------------------

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._count()

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _open(self) -> None:
        chosen = self.table.chosen()
        if len(chosen) == 1 and chosen[0].history:
            self._desk.open(chosen[0], self.detail.chosen_epoch())

    def _delete(self) -> None:
        self._desk.trash(self.table.chosen())

    def _rename(self) -> None:
        self.detail.notes.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.detail.notes.name.selectAll()

    def _put_back(self) -> None:
        if self._trashed:
            self._desk.put_back(self._trashed.pop())
        self._tell_trashed()

    def _show_menu(self, at: QPoint) -> None:
        chosen = self.table.chosen()
        if not chosen or not self.table.indexAt(at).isValid():
            return
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(chosen) == 1:
            one = chosen[0]
            menu.addAction("Open in Inspect").triggered.connect(self._open)
            menu.addAction("Rename").triggered.connect(self._rename)
            menu.addAction("Use its settings").triggered.connect(self.detail.settings.click)
            menu.actions()[0].setEnabled(bool(one.history))
            menu.actions()[1].setEnabled(not self._desk.bundled(one))
        else:
            compare = menu.addAction("Compare their curves")
            compare.setEnabled(self.several.compare.isEnabled())
            compare.triggered.connect(self.several.compare.click)
        menu.addSeparator()
        delete = menu.addAction("Move to the trash")
        delete.setEnabled(not any(self._desk.bundled(run) or run.writing for run in chosen))
        delete.triggered.connect(self._delete)
        menu.popup(self.table.viewport().mapToGlobal(at))
