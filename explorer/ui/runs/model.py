"""The runs as a Qt table model."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from explorer.training.runs.run_list import RunSummary
from explorer.ui.controls.flat_model import RIGHT, FlatModel, Head, Index, Role
from explorer.ui.runs.run_words import (
    accuracy_words,
    epochs_words,
    searched_text,
    stack_line,
    state_words,
)
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme
from explorer.ui.train.run.clock import clock


@dataclass(frozen=True)
class Column:
    """One column: what it says of a run, and what it is sorted by."""

    name: str
    title: str
    words: Callable[[RunSummary], str]
    key: Callable[[RunSummary], float | str]
    number: bool = False


def _name(run: RunSummary) -> str:
    return run.title


def _stack(run: RunSummary) -> str:
    return stack_line(run.plan.stack)


def _data(run: RunSummary) -> str:
    return run.data_title


def _accuracy(run: RunSummary) -> float:
    return -1.0 if run.best_accuracy is None else run.best_accuracy


def _epochs(run: RunSummary) -> float:
    return len(run.history)


def _seconds(run: RunSummary) -> float:
    return run.seconds


def _duration(run: RunSummary) -> str:
    return clock(run.seconds) if run.history else "–"


def _tags(run: RunSummary) -> str:
    return " · ".join(part for part in (state_words(run), *run.label.tags) if part)


def _began(run: RunSummary) -> float:
    return run.started.timestamp() if run.started else 0.0


def _day(run: RunSummary) -> str:
    return "" if run.started is None else f"{run.started.astimezone():%d %b %H:%M}"


COLUMNS = (
    Column("name", "Name", _name, _name),
    Column("stack", "Stack", _stack, _stack),
    Column("data", "Data", _data, _data),
    Column("accuracy", "Best val.", accuracy_words, _accuracy, number=True),
    Column("epochs", "Epochs", epochs_words, _epochs, number=True),
    Column("duration", "Duration", _duration, _seconds, number=True),
    Column("tags", "Tags", _tags, _tags),
    Column("started", "Started", _day, _began, number=True),
)
HEADS = {column.name: Head(column.title, right=column.number) for column in COLUMNS}
PLACES = {column.name: place for place, column in enumerate(COLUMNS)}


class RunModel(FlatModel):
    """Rows are the runs that pass the search, in the order of one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADS, parent)
        self._all: tuple[RunSummary, ...] = ()
        self._searched = ""
        self.order, self.descending = "started", True
        self.rows: tuple[RunSummary, ...] = ()

    def show(self, runs: tuple[RunSummary, ...]) -> None:
        """Take the list as it is now."""
        self._all = runs
        self._lay()

    def lists(self, path: Path) -> bool:
        """Whether a run is in the list, found or not."""
        return any(run.path == path for run in self._all)

    def search(self, text: str) -> None:
        """Keep the runs in which all of these words occur."""
        self._searched = text.lower().strip()
        self._lay()

    def sort_by(self, column: str) -> None:
        """Sort by a column; again, the other way round. Figures begin with the largest."""
        number = COLUMNS[PLACES[column]].number
        self.show_order(column, not self.descending if column == self.order else number)
        self._lay()

    def _lay(self) -> None:
        words = self._searched.split()
        kept = [run for run in self._all if all(word in searched_text(run) for word in words)]
        kept.sort(key=COLUMNS[PLACES[self.order]].key, reverse=self.descending)
        rows = tuple(kept)
        if [run.path for run in rows] == [run.path for run in self.rows]:
            self.rows = rows  # the selection stays while figures come in
            self.cells_changed()
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def size(self) -> int:
        """The runs that pass the search."""
        return len(self.rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """One cell."""
        if not index.isValid():
            return None
        run, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == Role.DisplayRole:
            return column.words(run)
        if role == Role.ToolTipRole:
            return column.words(run) if column.name in ("name", "stack", "data", "tags") else None
        return _look(run, column, role)


def _look(run: RunSummary, column: Column, role: int) -> object:
    if role == Role.ForegroundRole:
        live = run.writing and column.name == "tags"
        plain = "t1" if column.name in ("name", "accuracy") else "t2"
        return theme().palette.colour("accent" if live else plain)
    if role == Role.TextAlignmentRole:
        return RIGHT if column.number else None
    if role == Role.FontRole:
        return mono_font(12) if column.number else ui_font(13)
    return None
