"""The Ledger tab's side: equation, table by word, balance, lost words, a caveat."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.ui.controls.divider import divider
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.empty_state import EmptyState
from explorer.ui.controls.numbers import signed
from explorer.ui.controls.segmented import Segmented
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.ledger.equation_box import EquationBox
from explorer.ui.inspect.ledger.half_lives import HalfLives
from explorer.ui.inspect.ledger.in_view import LedgerInView, ledger_in_view
from explorer.ui.inspect.ledger.lost_list import LostList
from explorer.ui.inspect.ledger.table import LedgerTable
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.stylesheet import set_role
from explorer.ui.theme.theme import theme

CAVEAT = "Counts direct writes only. A lost word can still have acted by steering later gates."
LOST, HALF = "Written big, gone by the end", "Timesteps until half is gone"
LONGER = (
    "In {longer} of {units} units an exchanged word is felt for longer than the gates alone say: "
    "what it changes steers later gates."
)
LOW_PANEL = 700  # pixels of height below which fewer lost words show


class LedgerTab(QWidget):
    """Follows the session's ledger; the middle shows `ledger`, or says `why_not`."""

    ledgerChanged = Signal()

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self.ledger: LedgerInView | None = None
        self.why_not = ""
        self.title = QLabel("Who wrote what still survives")
        self.title.setProperty("role", "section")
        self.equation = EquationBox()
        self.table = LedgerTable()
        self.chance, self.logit = QLabel(), QLabel()
        self.lost = LostList()
        self.half_lives = HalfLives(display)
        self.below = Segmented((("lost", "Lost words"), ("half", "Half-lives")), name="Below")
        self.below_title = ElidedLabel()
        self.caveat = QLabel(CAVEAT)
        self.none = EmptyState("table", "No ledger here")
        self._caveat_mark = QLabel()
        self._lay_out()
        self._listen()
        self._show_below()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the ledger while somebody looks."""
        super().showEvent(event)
        self._session.ledger.want(True)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._session.ledger.measure(False)
        self._session.ledger.want(False)
        self._session.set_fact("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window leaves the table more room."""
        super().resizeEvent(event)
        self.lost.set_most(5 if self.height() >= LOW_PANEL else 3)

    # Building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        books = QWidget()
        column = QVBoxLayout(books)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(0)
        column.addLayout(_padded(self.title))
        column.addSpacing(8)
        column.addLayout(_padded(self.equation))
        column.addSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(divider())
        column.addWidget(self._balance())
        column.addWidget(divider())
        column.addLayout(self._below_head())
        column.addWidget(self.lost)
        column.addWidget(self.half_lives)
        column.addSpacing(8)
        column.addWidget(divider())
        column.addLayout(self._caveat_row())
        self._pages = QStackedWidget()
        self._pages.addWidget(books)
        self._pages.addWidget(self.none)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _balance(self) -> QWidget:
        self.balance = QWidget()
        self.balance.setFixedHeight(44)
        row = QHBoxLayout(self.balance)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        title = QLabel("Balance")
        title.setProperty("role", "heading")
        name = QLabel("P(positive)")
        name.setProperty("role", "secondary")
        self.logit.setMinimumWidth(72)
        self.logit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(name)
        row.addWidget(self.chance)
        row.addWidget(self.logit)
        return self.balance

    def _below_head(self) -> QHBoxLayout:
        self.below_title.setProperty("role", "heading")
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 4)
        row.addWidget(self.below_title, 1)
        row.addWidget(self.below)
        return row

    def _caveat_row(self) -> QHBoxLayout:
        self.caveat.setProperty("role", "secondary")
        self.caveat.setWordWrap(True)
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._caveat_mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.caveat, 1)
        return row

    def _listen(self) -> None:
        session, display = self._session, self._display
        session.ledger.changed.connect(self._show)
        session.ledger.failed.connect(self._on_failed)
        session.ledger.measured.connect(self._show_measured)
        session.ledger.cannotMeasure.connect(self.half_lives.say_why_not)
        session.selection.changed.connect(self._follow_cursor)
        display.viewChanged.connect(self._show)
        display.orderChanged.connect(self.half_lives.update)
        self.table.wordPicked.connect(self._pick)
        self.lost.wordPicked.connect(self._pick)
        self.half_lives.unitPicked.connect(self._pick_unit)
        self.below.changed.connect(self._show_below)
        theme().changed.connect(self._paint_mark)
        self._paint_mark()

    # Following --------------------------------------------------------------------------------

    def _show(self) -> None:
        """Another ledger, or another review whose ledger is on its way."""
        desk, view = self._session.ledger, self._display.view
        reading = desk.reading
        if not self.isVisible() or view is None or reading is None or desk.waiting:
            return
        self.ledger = ledger_in_view(reading, view)
        self._pages.setCurrentIndex(0 if self.ledger is not None else 1)
        self.why_not = ""
        if self.ledger is None:
            self._say_why_not(reading.grounds.note)
        else:
            self._show_books(self.ledger)
        self.ledgerChanged.emit()

    def _show_books(self, ledger: LedgerInView) -> None:
        view = ledger.view
        split = ledger.shares is not None
        self.title.setText(
            "Who wrote what still survives" if ledger.left is not None else "Who is in the state"
        )
        self.equation.show_equation(view.layer.kind, ledger.timestep(0))
        self.table.show_ledger(ledger)
        self.lost.show_ledger(ledger)
        self.half_lives.show_ledger(ledger)
        self.balance.setVisible(split)
        self._show_below()
        self._say_caveat()
        if ledger.balance.logit is not None:
            self._say_balance(ledger.balance.logit.logit, ledger.balance.logit.residual)
        else:
            self._session.set_fact("")
        self._follow_cursor()

    def _say_balance(self, logit: float, residual: float) -> None:
        chance = 1.0 / (1.0 + math.exp(-max(-700.0, logit)))
        side = "pos" if logit >= 0 else "neg"
        ink = theme().palette.colour(side).name()
        self.chance.setText(f"{chance:.2f}")
        self.logit.setText(signed(logit))
        set_role(self.chance, "mono")
        set_role(self.logit, "number")
        for label in (self.chance, self.logit):
            label.setStyleSheet(f"color: {ink};")
        self._session.set_fact(f"ledger balances to within {power_of_ten(residual)}")

    def _follow_cursor(self) -> None:
        if self.isVisible() and self.ledger is not None:
            self.table.set_cursor(self._display.t)
            self.lost.set_cursor(self._display.t)
            self.half_lives.update()

    def _show_below(self) -> None:
        """Lost words, half-lives, or nothing where nothing survives by itself."""
        survives = self.ledger is None or self.ledger.left is not None
        self.below.setVisible(survives)
        self.below_title.setVisible(survives)
        if not survives:
            self.lost.hide()
            self.half_lives.hide()
            self._session.ledger.measure(False)
            return
        lost = self.below.current() == "lost"
        self.below_title.setText(LOST if lost else HALF)
        self.lost.setVisible(lost)
        self.half_lives.setVisible(not lost)
        self._session.ledger.measure(not lost and self.isVisible())
        self._say_caveat()

    def _show_measured(self) -> None:
        self.half_lives.show_measured(self._session.ledger.decay)
        self._say_caveat()

    def _say_caveat(self) -> None:
        """What the figures leave out; beside half-lives, how much that is here."""
        ledger = self.ledger
        if ledger is None:
            return
        direct = ledger.shares is not None and ledger.left is not None
        said, longer = CAVEAT if direct else ledger.grounds.note, self.half_lives.longer()
        if self.half_lives.isVisibleTo(self) and longer:
            said = LONGER.format(longer=longer, units=ledger.view.units)
        self.caveat.setText(said)
        self.caveat.setToolTip(ledger.grounds.note)

    def _on_failed(self, sentence: str) -> None:
        self.ledger = None
        self._say_why_not(sentence)
        self.ledgerChanged.emit()

    def _say_why_not(self, sentence: str) -> None:
        self.why_not = sentence
        self.none.text.setText(sentence)
        self.none.text.setVisible(True)
        self._pages.setCurrentIndex(1)
        self._session.set_fact("")

    def _paint_mark(self) -> None:
        self._caveat_mark.setPixmap(pixmap("help", "t2", 16, self.devicePixelRatioF()))
        if self.ledger is not None and self.ledger.balance.logit is not None:
            logit = self.ledger.balance.logit
            self._say_balance(logit.logit, logit.residual)

    # What the user does -----------------------------------------------------------------------

    def _pick(self, t: int) -> None:
        self._session.selection.select(t=t)

    def _pick_unit(self, unit: int) -> None:
        self._session.selection.select(unit=unit)


def power_of_ten(value: float) -> str:
    """5e-07 as "5 × 10⁻⁷"; an exact zero as "0"."""
    if value == 0.0:
        return "0"
    mantissa, exponent = f"{abs(value):.0e}".split("e")
    digits = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa} × 10{digits}"


def _padded(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(16, 0, 16, 0)
    row.addWidget(widget)
    return row
