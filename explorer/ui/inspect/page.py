"""The Inspect page: reviews on the left, signals in the middle, the cell on the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget

from explorer.session.session import Session
from explorer.ui.inspect.arrival import Arrival
from explorer.ui.inspect.cell.tab import CellTab
from explorer.ui.inspect.centre import Centre
from explorer.ui.inspect.centre_views import CELL
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.facts import trace_words
from explorer.ui.inspect.gradient.tab import GradientTab
from explorer.ui.inspect.gradient.view import GradientView
from explorer.ui.inspect.keys import Keys
from explorer.ui.inspect.ledger.tab import LedgerTab
from explorer.ui.inspect.ledger.view import LedgerView
from explorer.ui.inspect.reviews.panel import ReviewPanel
from explorer.ui.inspect.search.tab import SearchTab
from explorer.ui.inspect.side_splitter import SideSplitter
from explorer.ui.inspect.whatif.clamp_draft import ClampDraft
from explorer.ui.inspect.whatif.tab import WhatIfTab
from explorer.ui.inspect.whatif.view import WhatIfView

LEDGER, GRADIENT, WHAT_IF, SEARCH = "ledger", "gradient", "whatif", "search"
LIST_WIDTH, TABS_WIDTH = 264, 376
NARROWEST_LIST, NARROWEST_CENTRE, NARROWEST_TABS = 200, 420, 320


class InspectPage(QWidget):
    """Joins the parts; all of them change the session and listen to it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.display = Display(session, self)
        self._arrival = Arrival(session, self.display, self)
        self._keys = Keys(session, self.display)
        self.reviews = ReviewPanel(session)
        self.centre = Centre(session, self.display)
        self.cell = CellTab(session, self.display)
        self.ledger = LedgerTab(session, self.display)
        self.ledger_view = LedgerView(session, self.display)
        self.gradient = GradientTab(session, self.display)
        self.gradient_view = GradientView(session, self.display)
        self._draft = ClampDraft(session, self.display, self)
        self.whatif_view = WhatIfView(session, self.display, self._draft)
        self.whatif = WhatIfTab(session, self.display, self._draft, self.whatif_view.edits)
        self.search = SearchTab(session, self.display)
        self.tabs = QTabWidget()
        self._tab_keys: list[str] = []
        self.setFocusProxy(self.reviews.list)
        self._lay_out()
        self._listen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no part of the page wanted move the cursor, the unit, or play."""
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The list gets the keys, unless something on the page has them."""
        super().showEvent(event)
        focused = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.reviews.list.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody watches: stop playing."""
        super().hideEvent(event)
        self.session.playback.pause()

    def add_tab(self, key: str, title: str, side: QWidget) -> None:
        """A tab more on the right; `centre.add_view` says what the middle shows with it."""
        self._tab_keys.append(key)
        self.tabs.addTab(side, title)

    def _lay_out(self) -> None:
        # The sheet gives the first of several tabs its margin, but not the only one.
        self.tabs.tabBar().setStyleSheet("QTabBar::tab:only-one { margin-left: 14px; }")
        self.tabs.setProperty("role", "panel")
        self.tabs.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.add_tab(CELL, "Cell", self.cell)
        self.add_tab(LEDGER, "Ledger", self.ledger)
        self.centre.add_view(LEDGER, self.ledger_view, self.ledger_view.words_by.tools())
        self.add_tab(GRADIENT, "Gradient", self.gradient)
        self.centre.add_view(GRADIENT, self.gradient_view, self.gradient_view.words_by.tools())
        self.add_tab(WHAT_IF, "What-if", self.whatif)
        self.centre.add_view(WHAT_IF, self.whatif_view, self.whatif_view.legend)
        self.add_tab(SEARCH, "Search", self.search)
        self.reviews.setMinimumWidth(NARROWEST_LIST)
        self.centre.setMinimumWidth(NARROWEST_CENTRE)
        self.tabs.setMinimumWidth(NARROWEST_TABS)
        self.splitter = SideSplitter(LIST_WIDTH, TABS_WIDTH)
        for place, part in enumerate((self.reviews, self.centre, self.tabs)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(place, 1 if part is self.centre else 0)
        self.splitter.setSizes([LIST_WIDTH, 728, TABS_WIDTH])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)

    def _listen(self) -> None:
        # Shortcuts, since lists and fields would take the keys for themselves.
        for keys, turn in (("Ctrl+PgUp", self._turn_back), ("Ctrl+PgDown", self._turn_on)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(turn)
        inspection = self.session.inspection
        inspection.traced.connect(self._report)
        inspection.reviewChanged.connect(self._start_over)
        self.centre.modelWanted.connect(self.reviews.model_button.open_menu)
        self.tabs.currentChanged.connect(self._show_tab)
        self.cell.gateClicked.connect(self.centre.highlight)
        self.ledger.ledgerChanged.connect(self._show_ledger)
        self.gradient.gradientChanged.connect(self._show_gradient)
        self.gradient.manyChanged.connect(self._show_many)
        self.gradient.whichChanged.connect(self.gradient_view.show_which)
        self.whatif.answerChanged.connect(self._show_answer)
        self.whatif.wordsShown.connect(self.whatif_view.show_text)

    def _show_tab(self, place: int) -> None:
        self.centre.show_tab(self._tab_keys[place])

    def _turn_back(self) -> None:
        self._turn_by(-1)

    def _turn_on(self) -> None:
        self._turn_by(1)

    def _turn_by(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _start_over(self) -> None:
        """Another review: nothing plays, and no stretch of the one before is left."""
        self.session.playback.pause()
        self.session.playback.set_stretch(None)

    def _show_ledger(self) -> None:
        self.ledger_view.show_ledger(self.ledger.ledger, self.ledger.why_not)

    def _show_gradient(self) -> None:
        self.gradient_view.show_gradient(self.gradient.shown)

    def _show_many(self) -> None:
        self.gradient_view.show_many(self.gradient.decay)

    def _show_answer(self) -> None:
        self.whatif_view.show_answer(self.whatif.shown)

    def _report(self) -> None:
        if self.isVisible():
            self.session.notice.emit(trace_words(self.session.inspection))
