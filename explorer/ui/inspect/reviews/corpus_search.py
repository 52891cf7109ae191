"""Searching the test reviews for a text, a few milliseconds at a time."""

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.reviews.corpus import CorpusSplit

SLICE = 0.004  # seconds of the window's time that one slice may take


class CorpusSearch(QObject):
    """Finds the reviews that hold a text, in their order.

    `hits` are review numbers; `changed` follows every slice that found some, and the end.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[int] = []
        self._split: CorpusSplit | None = None
        self._wanted = ""
        self._next = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._search_on)

    @property
    def searching(self) -> bool:
        """Whether there is more to look through."""
        return self._timer.isActive()

    def start(self, split: CorpusSplit | None, text: str) -> None:
        """Search a split from its start; an empty text finds every review at once."""
        self._split, self._wanted, self._next = split, text.casefold(), 0
        count = 0 if split is None else len(split)
        self.hits = [] if text else list(range(count))
        if text and count:
            self._timer.start(0)
        else:
            self._timer.stop()

    def _search_on(self) -> None:
        assert self._split is not None
        until, found = perf_counter() + SLICE, len(self.hits)
        while self._next < len(self._split) and perf_counter() < until:
            if self._wanted in self._split.text(self._next).casefold():
                self.hits.append(self._next)
            self._next += 1
        if self._next >= len(self._split):
            self._timer.stop()
            self.changed.emit()
        elif len(self.hits) > found:
            self.changed.emit()
