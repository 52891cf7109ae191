"""What the middle of the Inspect page can show: the tab in front decides.

Every view keeps to the page's display: its time window (`display.window`, changed with
`display.set_window`), cursor, unit, order and colours. So they share one time axis, and the
transport under them moves them all.
"""

from PySide6.QtWidgets import QStackedWidget, QWidget

CELL = "cell"


class CentreViews(QStackedWidget):
    """One view a tab; a tab without a view of its own leaves the first one in front."""

    def __init__(self, tab: str, view: QWidget, parent: QWidget | None = None) -> None:
        """`view` is shown for `tab`, and for every tab that has none."""
        super().__init__(parent)
        self._first = tab
        self._views: dict[str, QWidget] = {}
        self.add(tab, view)
        self.setFocusProxy(view)

    def add(self, tab: str, view: QWidget) -> None:
        """Show `view` while `tab` is in front."""
        self._views[tab] = view
        self.addWidget(view)

    def show_tab(self, tab: str) -> None:
        """`tab` is in front."""
        view = self._views.get(tab, self._views[self._first])
        before = self.currentWidget()
        had_keys = before is not None and before.hasFocus()
        self.setCurrentWidget(view)
        self.setFocusProxy(view)
        if had_keys:
            view.setFocus()
