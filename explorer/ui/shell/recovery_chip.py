"""In the top bar after a crash: work that can be recovered. It covers nothing and moves nothing."""

from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QWidget, QWidgetAction

from explorer.session.project.recovery_file import Leftover
from explorer.session.session import Session
from explorer.ui.controls.chip import Chip

TITLE = "Recover unsaved work"
WIDTH = 320
BELOW = 4


class RecoveryChip(Chip):
    """Shown while there is an offer; a click, Space or Enter asks what to do with it.

    `wanted`: the offered work shall be gone on with.
    """

    wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, icon_name="undo", parent=parent)
        self._recovery = session.recovery
        self.set_active(True)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setFixedWidth(WIDTH)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setContentsMargins(12, 8, 12, 8)
        told = QWidgetAction(self)
        told.setDefaultWidget(self.words)
        told.setEnabled(False)  # the arrow keys pass it by
        self.menu = QMenu(self)
        self.menu.addAction(told)
        self.menu.addSeparator()
        self.recover = self.menu.addAction("Recover", self.wanted.emit)
        self.later = self.menu.addAction("Not now", self.hide)
        self.discard = self.menu.addAction("Discard", self._recovery.discard)
        self.clicked.connect(self._ask)
        self._recovery.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        offer, problem = self._recovery.offer, self._recovery.problem
        self.setVisible(offer is not None)
        if offer is None:
            return
        self.words.setText(problem or offer_words(offer))
        self.words.setFixedHeight(self.words.heightForWidth(WIDTH))
        self.recover.setVisible(not problem)
        self.setToolTip(self.words.text())
        self.setAccessibleDescription(self.words.text())

    def _ask(self) -> None:
        left = self.width() - self.menu.sizeHint().width()
        self.menu.popup(self.mapToGlobal(QPoint(min(0, left), self.height() + BELOW)))
        self.words.setEnabled(True)  # it is there to be read
        first = self.recover if self.recover.isVisible() else self.later
        self.menu.setActiveAction(first)


def offer_words(offer: Leftover, now: datetime | None = None) -> str:
    """What was left, and from when; `now` is the local time."""
    today = (now or datetime.now()).date()
    day = "today" if offer.saved.date() == today else f"{offer.saved:%d %b}"
    what = "a project without a name" if offer.project is None else f"“{offer.project.stem}”"
    return (
        f"Carrytrack ended before {what} was saved. "
        f"Its unsaved changes were kept, {day} at {offer.saved:%H:%M}."
    )
