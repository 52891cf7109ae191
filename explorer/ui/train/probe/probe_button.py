"""Which reviews are watched, and which of them is in view."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from explorer.session.data.review_in_view import ReviewInView
from explorer.session.session import Session
from explorer.ui.theme.icons import icon
from explorer.ui.theme.stylesheet import set_role
from explorer.ui.train.probe.probe_dialog import ProbeDialog

MOST_WIDTH = 176
NOTHING = "Choose a review"


class ProbeButton(QPushButton):
    """Shows the probe in view; its menu switches, adds, replaces and removes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._probes = session, session.probes
        set_role(self, "small")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands at the right
        self.setIcon(icon("chevron_down", None, 14))
        self.setIconSize(QSize(14, 14))
        self.setMaximumWidth(MOST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click Space is still the page's
        self._choices = QMenu(self)
        self._choices.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # its button's is not
        self._choices.aboutToShow.connect(self._fill)
        self._choices.triggered.connect(self._on_triggered)
        self.clicked.connect(self._open)
        self._probes.changed.connect(self._follow)
        self._follow()

    def ask(self, *, in_place: bool) -> None:
        """Let the user pick a review: one more to watch, or one for the place of that in view."""
        dialog = ProbeDialog(self._session, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.picked.connect(self._probes.choose if in_place else self._probes.add)
        dialog.open()

    def menu(self) -> QMenu:
        """What can be done with the probes."""
        return self._choices

    def _open(self) -> None:
        if self._probes.shown is None:
            self.ask(in_place=False)  # nothing to choose among yet
        else:
            self._choices.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _follow(self) -> None:
        shown, count = self._probes.shown, len(self._probes.reviews)
        title = NOTHING if shown is None else name_of(shown)
        metrics = QFontMetrics(self.font())
        more = f" +{count - 1}" if count > 1 else ""
        room = MOST_WIDTH - 44 - metrics.horizontalAdvance(more)
        self.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, room) + more)
        self.setAccessibleName(f"Probe: {title}{', and others' if more else ''}")
        self.setToolTip("\n".join(name_of(r) for r in self._probes.reviews) or title)

    def _fill(self) -> None:
        menu, probes = self._choices, self._probes
        menu.clear()
        for review in probes.reviews:
            action = self._add(name_of(review), ("show", review))
            action.setCheckable(True)
            action.setChecked(review == probes.shown)
        menu.addSeparator()
        self._add("Watch another review…", ("add", None)).setEnabled(not probes.full)
        self._add("Put another in its place…", ("replace", None))
        if len(probes.reviews) > 1:
            self._add("Watch it no more", ("remove", probes.shown))

    def _add(self, text: str, what: tuple[str, ReviewInView | None]) -> QAction:
        action = QAction(text, self._choices)
        action.setData(what)
        self._choices.addAction(action)
        return action

    def _on_triggered(self, action: QAction) -> None:
        what, review = action.data()
        if what in ("add", "replace"):
            self.ask(in_place=what == "replace")
        elif review is not None:
            (self._probes.show if what == "show" else self._probes.remove)(review)


def name_of(review: ReviewInView) -> str:
    """What a probe is called."""
    return review.title or f"“{' '.join(review.text.split())[:40]}”"
