"""The Search tab's side: a condition, where it holds here, and in the test reviews."""

import numpy as np
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from explorer.session.inspect.search_desk import SHOWN, Condition
from explorer.session.session import Session
from explorer.ui.controls.badge import SIGNAL_NAMES
from explorer.ui.controls.number_box import FloatBox
from explorer.ui.controls.numbers import count
from explorer.ui.controls.progress import ProgressBar
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.inspect.cell.unit_chooser import UnitChooser
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.search.hits import HIT, Hit, HitModel, HitPainter
from explorer.ui.signals.signal_kinds import ROW_ORDER
from explorer.ui.theme.colormaps import is_sequential

LABEL = 56
SIDES = {1: "positive", 0: "negative"}
NO_REVIEWS = "There are no test reviews yet: open some on the Data page."


class SearchTab(QWidget):
    """Looks at the layer in view; Enter or a click on a row jumps there."""

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._silent = False
        self._home: tuple[object, ...] = ()
        self.signals = Segmented(
            [Option(k, k, k, f"The unit's {SIGNAL_NAMES[k]}") for k in ROW_ORDER],
            name="Signal",
            large=True,
        )
        self.units = UnitChooser(display)
        self.side = Segmented((("above", "above"), ("below", "below")), name="Above or below")
        self.value = FloatBox(-99.0, 99.0, 0.5, 0.05, name="Value")
        self.where = Segmented(
            (("here", "This review"), ("all", "Test reviews")), name="Where to look", large=True
        )
        self.said = QLabel()
        self.start = QPushButton("Search")
        self.progress = ProgressBar("Reviews searched")
        self.model = HitModel(self)
        self.list = _Hits()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitPainter(self.list))
        self._lay_out()
        self._listen()

    def condition(self) -> Condition | None:
        """What is looked for; None while another cell comes into view that lacks the signal."""
        view, letter = self._display.view, self.signals.current()
        if view is None or letter not in view.letters:
            return None
        above, unit = self.side.current() == "above", self._display.unit
        return Condition(view.layer.name, letter, unit, above, self.value.value())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self._follow_view()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is looked for."""
        super().hideEvent(event)
        self._display.set_matches(frozenset())

    def _lay_out(self) -> None:
        title = QLabel("Where a condition holds")
        title.setProperty("role", "section")
        self.said.setProperty("role", "secondary")
        self.said.setWordWrap(True)
        self.start.setProperty("role", "primary")
        self.value.setFixedWidth(96)
        form = QVBoxLayout()
        form.setContentsMargins(16, 0, 16, 0)
        form.setSpacing(8)
        form.addWidget(title)
        form.addSpacing(4)
        form.addLayout(_row("Signal", self.signals))
        form.addLayout(_row("Unit", self.units))
        form.addLayout(_row("Is", self.side, self.value))
        form.addSpacing(4)
        form.addLayout(_row("", self.where))
        form.addSpacing(4)
        form.addWidget(self.said)
        form.addLayout(_row("", self.start))
        form.addWidget(self.progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self.list, 1)

    def _listen(self) -> None:
        session, display = self._session, self._display
        display.viewChanged.connect(self._follow_view)
        display.orderChanged.connect(self._follow_view)
        session.selection.changed.connect(self._follow_selection)
        session.search.changed.connect(self._show)
        session.search.failed.connect(self.said.setText)
        session.data.changed.connect(self._show)
        self.units.unitPicked.connect(self._pick_unit)
        self.signals.changed.connect(self._on_signal)
        self.side.changed.connect(self._show)
        self.value.valueChanged.connect(self._show)
        self.where.changed.connect(self._show)
        self.start.clicked.connect(self._on_start)
        self.list.entered_hit.connect(self._jump)
        self.list.clicked.connect(self._on_clicked)

    # Following --------------------------------------------------------------------------------

    def _follow_view(self) -> None:
        """Another review, layer or order."""
        view, result = self._display.view, self._session.inspection.result
        if view is None or result is None or not self.isVisible():
            return
        self._silent = True
        for letter in ROW_ORDER:
            self.signals.set_option_visible(letter, letter in view.letters)
        self.units.offer()
        home = (result.model.run.path, view.layer.name)
        if home != self._home:
            self._home = home
            self.signals.set_current(view.state)
            self._suggest_value()
        self._silent = False
        self._show()

    def _follow_selection(self) -> None:
        if self.isVisible() and self._display.view is not None:
            self.units.follow()
            self._show()

    def _suggest_value(self) -> None:
        """What a tenth of this review's timesteps are above."""
        view = self._display.view
        if view is not None:
            values = view.layer.signals[self.signals.current()]
            self.value.setRange(0.0 if is_sequential(self.signals.current()) else -99.0, 99.0)
            self.value.setValue(round(float(np.quantile(values, 0.9)), 2))

    def _show(self) -> None:
        """What has been found."""
        if self._silent or not self.isVisible():
            return
        here = self.where.current() == "here"
        search = self._session.search
        self.start.setVisible(not here)
        self.progress.setVisible(not here and search.running)
        # They are marked under the words whichever reviews are searched.
        places = self._places_here()
        self._display.set_matches(frozenset(places))
        if here:
            self._show_here(places)
        else:
            self._show_reviews()

    def _places_here(self) -> list[int]:
        """The timesteps of the review in view at which the condition holds."""
        condition, view = self.condition(), self._display.view
        if condition is None or view is None:
            return []
        values = view.layer.signals[condition.signal][:, condition.unit]
        return np.flatnonzero(condition.holds(values)).tolist()

    def _show_here(self, places: list[int]) -> None:
        condition, view = self.condition(), self._display.view
        if condition is None or view is None:
            return
        values = view.layer.signals[condition.signal][:, condition.unit]
        hits = tuple(Hit(view.words[t], t, float(values[t]), condition.signal) for t in places)
        steps = "timestep" if view.timesteps == 1 else "timesteps"
        said = f"At {count(len(hits))} of {count(view.timesteps)} {steps} of this review."
        self.said.setText(said)
        self.model.show_hits(hits)
        if self._display.t in places:
            self.list.setCurrentIndex(self.model.index(places.index(self._display.t)))
        else:
            self.list.clearSelection()

    def _show_reviews(self) -> None:
        search, condition = self._session.search, self.condition()
        found = search.found
        self.start.setEnabled(search.can_search())
        self.start.setText("Cancel" if search.running else "Search")
        if not search.can_search():
            self.said.setText(NO_REVIEWS)
        elif found is None:
            self.said.setText("Reading the first reviews…" if search.running else "")
        else:
            self.progress.set_fraction(found.done / max(1, found.total))
            same = search.condition == condition
            said = f"In {count(search.count())} of {count(found.done)} test reviews"
            said += "." if same else ", by the condition that was searched for."
            if search.count() > SHOWN:
                said += f" The first {SHOWN} are listed, the most extreme first."
            self.said.setText(said)
        letter = "" if search.condition is None else search.condition.signal
        self.model.show_hits(
            tuple(
                Hit(one.word, one.t, one.value, letter, f"{SIDES[one.label]} · {one.title}", one)
                for one in search.reviews()
            )
        )

    # What the user does -----------------------------------------------------------------------

    def _pick_unit(self, unit: int) -> None:
        self._session.selection.select(unit=unit)

    def _on_signal(self) -> None:
        if not self._silent:
            self._suggest_value()
            self._show()

    def _on_start(self) -> None:
        search, condition = self._session.search, self.condition()
        if search.running:
            search.cancel()
        elif condition is not None:
            search.search(condition)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._jump(index.row())

    def _jump(self, row: int) -> None:
        hit = self.model.hits[row]
        if hit.review is None:
            self._session.selection.select(t=hit.t)
        else:
            self._session.search.open(hit.review)


class _Hits(QListView):
    """Arrows walk, Enter jumps."""

    entered_hit = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName("Places found")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page has the keys that are no use here."""
        walks = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.key() in walks:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex()
            if index.isValid() and index.data(HIT) is not None:
                self.entered_hit.emit(index.row())
        else:
            event.ignore()


def _row(name: str, *widgets: QWidget) -> QHBoxLayout:
    label = QLabel(name)
    label.setProperty("role", "label")
    label.setFixedWidth(LABEL if name else 0)
    row = QHBoxLayout()
    row.setSpacing(8 if name else 0)
    row.addWidget(label)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
