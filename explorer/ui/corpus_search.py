"""Searching the test reviews for a text, a few milliseconds at a time."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.reviews.corpus import CorpusSplit
from explorer.ui.slices import Slices

TELL_MS = 50  # how often new hits are told while the search goes on


class CorpusSearch(QObject):
    """Finds the reviews that hold a text, in their order.

    `hits` are review numbers; `changed` follows new ones, at most 20 times a second, and the end.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[int] = []
        self._slices = Slices(self)
        self._slices.told.connect(self._on_hit)
        self._slices.ended.connect(self._on_end)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(TELL_MS)
        self._telling.timeout.connect(self.changed)

    @property
    def searching(self) -> bool:
        """Whether there is more to look through."""
        return self._slices.running

    def start(self, split: CorpusSplit | None, text: str) -> None:
        """Search a split from its start; an empty text finds every review at once."""
        self._slices.stop()
        self._telling.stop()
        if split is not None and text:
            self.hits = []
            self._slices.run(_matches(split, text.casefold()))
        else:
            self.hits = list(range(0 if split is None else len(split)))

    def _on_hit(self, number: int) -> None:
        self.hits.append(number)
        if not self._telling.isActive():
            self._telling.start()

    def _on_end(self) -> None:
        self._telling.stop()
        self.changed.emit()


def _matches(split: CorpusSplit, wanted: str) -> Iterator[int | None]:
    for number in range(len(split)):
        yield number if wanted in split.text(number).casefold() else None
