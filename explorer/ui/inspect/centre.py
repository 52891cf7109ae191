"""The middle: toolbar, what the tab in front shows, transport; or why there is nothing to see."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.ui.controls.empty_state import EmptyState
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.notice import Notice
from explorer.ui.inspect.cell_pane import CellPane
from explorer.ui.inspect.centre_views import CELL, CentreViews
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.export.desk import ExportDesk
from explorer.ui.inspect.facts import cut_words
from explorer.ui.inspect.notice_strip import NoticeStrip
from explorer.ui.inspect.signals_link import SignalsLink
from explorer.ui.inspect.toolbar.toolbar import Toolbar
from explorer.ui.inspect.transport import Transport
from explorer.ui.inspect.word_shades import WordShades
from explorer.ui.signals.view import SignalsView


class Centre(QWidget):
    """Follows the display; what the user does in the signals goes to the session."""

    modelWanted = Signal()

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._highlight: str | None = None
        self._failed = ""
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.toolbar = Toolbar(session, display)
        self.transport = Transport(session)
        self.signals = SignalsView()
        self._link = SignalsLink(session, display, self.signals)
        self._shades = WordShades(session, display, self)
        self.failure = Notice(closable=True)
        self.export_notice = Notice(closable=True)
        self.cut = QLabel()
        self.cut.setProperty("role", "hint")
        self.empty = EmptyState("inspect", "Opening the model", "A trained network is being read.")
        self.pane = CellPane(session, display, self.signals)
        self.views = CentreViews(CELL, self.pane)
        self.setFocusProxy(self.views)
        self._lay_out()
        self.exports = ExportDesk(session, self.views, self.signals, self.export_notice)
        self.export_button = IconButton("download", "Export", small=True)
        self.export_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toolbar.add_end(self.export_button)
        self._listen()
        self._show_view()

    def showEvent(self, event: QShowEvent) -> None:
        """A review that came while nobody looked gets its window once the widths are known."""
        super().showEvent(event)
        QTimer.singleShot(0, self._frame_words)

    def highlight(self, letter: str) -> None:
        """Outline a signal's heatmap; the same once more takes the outline away."""
        self._highlight = None if letter == self._highlight else letter
        self.signals.set_highlight(self._highlight)

    def add_view(self, tab: str, view: QWidget, tools: QWidget | None = None) -> None:
        """What to show while `tab` is in front, and what stands at the toolbar's right end."""
        self.views.add(tab, view)
        if tools is not None:
            self.toolbar.add_tools(tab, tools)

    def show_tab(self, tab: str) -> None:
        """`tab` is in front."""
        self.views.show_tab(tab)
        self.toolbar.show_tools(tab)

    # Building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.cut.setContentsMargins(16, 8, 16, 0)
        reading = QWidget()
        inner = QVBoxLayout(reading)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.cut)
        inner.addWidget(self.views, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(reading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        for notice in (self.failure, self.export_notice):
            column.addWidget(NoticeStrip(notice))
        column.addWidget(self._pages, 1)
        column.addWidget(self.transport)

    def _listen(self) -> None:
        session, display, signals = self._session, self._display, self.signals
        display.viewChanged.connect(self._show_view)
        session.inspection.failed.connect(self._on_failed)
        session.inspection.modelChanged.connect(self._forget_failure)
        session.inspection.traced.connect(self._forget_failure)
        self.toolbar.done.connect(self.views.setFocus)
        self.empty.action.connect(self._on_action)
        signals.badgeClicked.connect(self.highlight)
        signals.set_menu(self.exports.menu.menu)
        self.export_button.clicked.connect(self._offer_exports)

    # Following --------------------------------------------------------------------------------

    def _show_view(self) -> None:
        """Another trace or layer."""
        view = self._display.view
        if view is None:
            self._say_why_empty()
            return
        if self._highlight not in view.letters:
            self._highlight = None
            self.signals.set_highlight(None)
        self.cut.setText(cut_words(self._session.inspection))
        self.cut.setVisible(bool(self.cut.text()))
        self._show_parts(reading=True)
        self._frame_words()

    def _frame_words(self) -> None:
        if self.isVisible():
            self._link.frame_words(self.width())

    def _show_parts(self, *, reading: bool) -> None:
        self._pages.setCurrentIndex(1 if reading else 0)
        self.toolbar.setVisible(reading)
        self.transport.setVisible(reading)

    # Nothing to see ---------------------------------------------------------------------------

    def _say_why_empty(self) -> None:
        inspection = self._session.inspection
        title, text, button = "Opening the model", "A trained network is being read.", ""
        if self._failed and inspection.model is None:
            title, text, button = "The model could not be opened", self._failed, "Choose another…"
        elif self._failed:
            title, text, button = "This review could not be read", self._failed, ""
        elif inspection.result is not None and inspection.result.trace.layers:
            title = "Too few words"
            text = (
                "The convolution below the recurrent layer needs more words than this review has."
            )
        elif inspection.result is not None:
            chance = float(inspection.result.trace.probability[-1])
            title = "No recurrent layer"
            text = (
                "This network has no recurrent layer, so there are no gates or states to show. "
                f"It says P(positive) = {chance:.2f}."
            )
            button = "Choose another model…"
        elif inspection.model is not None:
            title, text = "No review yet", "Choose a review on the left, or write one."
        self.empty.title.setText(title)
        self.empty.text.setText(text)
        self.empty.text.setVisible(bool(text))
        self.empty.button.setText(button)
        self.empty.button.setVisible(bool(button))
        self._show_parts(reading=False)

    def _on_failed(self, sentence: str) -> None:
        self._failed = sentence
        if self._display.view is None:
            self._say_why_empty()
        else:
            self.failure.say(sentence, "error")

    def _forget_failure(self) -> None:
        self._failed = ""
        self.failure.say("")
        if self._display.view is None:
            self._say_why_empty()

    # What the user does -----------------------------------------------------------------------

    def _offer_exports(self) -> None:
        menu, button = self.exports.menu.menu(), self.export_button
        corner = button.mapToGlobal(button.rect().bottomRight())
        menu.popup(corner - QPoint(menu.sizeHint().width(), -4))

    def _on_action(self) -> None:
        self.modelWanted.emit()
