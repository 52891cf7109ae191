"""What if: the list of interventions, the one being shaped, and the review read with them.

While an answer is on its way only the newest question waits: dragging a handle asks as fast as
the worker answers, and no question is answered that nobody asks any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from explorer.analysis.whatif import Intervention, Rerun, rerun
from explorer.session.inspect.inspection import Inspection, TracedReview
from explorer.session.inspect.whatif_items import Item, fits, fitted
from explorer.session.worker import Failure, Worker

KEPT_STEPS = 50


@dataclass(frozen=True, eq=False)
class Answer:
    """A review read again. applied: what was done, in order; asked: when, by perf_counter."""

    result: TracedReview
    applied: tuple[Intervention, ...]
    rerun: Rerun
    asked: float


@dataclass(frozen=True, eq=False)
class _Alone:
    """P(positive) with one item of the list alone."""

    number: int
    what: Intervention
    chance: float


class WhatIfDesk(QObject):
    """listChanged: other items, or what one does alone is known. draftChanged: the one being
    shaped. answered: `answer` is of what is applied now. failed: a sentence, or "" once it is over.
    """

    listChanged = Signal()
    draftChanged = Signal()
    answered = Signal()
    failed = Signal(str)

    def __init__(
        self, worker: Worker, inspection: Inspection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._worker, self._inspection = worker, inspection
        self.items: tuple[Item, ...] = ()
        self.draft: Intervention | None = None
        self.draft_note = ""
        self.editing: int | None = None
        self.answer: Answer | None = None
        self.problem = ""
        self._shown_alone: int | None = None
        self._alone: dict[int, tuple[Intervention, float]] = {}
        self._past: list[tuple[Item, ...]] = []
        self._kept: dict[tuple[object, ...], tuple[Item, ...]] = {}
        self._place: tuple[object, ...] = ()
        self._next = 1
        self._wanted = self._under_way = self._stale = False
        inspection.traced.connect(self._follow)

    # What is there ----------------------------------------------------------------------------

    def applied(self) -> tuple[Intervention, ...]:
        """What is applied now: the hovered item alone, or all enabled ones and the draft."""
        if self._shown_alone is not None:
            return tuple(item.what for item in self.items if item.number == self._shown_alone)
        chosen: list[Intervention] = []
        for item in self.items:
            if item.number == self.editing and self.draft is not None:
                chosen.append(self.draft)
            elif item.on:
                chosen.append(item.what)
        if self.draft is not None and self.editing is None:
            chosen.append(self.draft)
        return tuple(chosen)

    def item(self, number: int) -> Item | None:
        """The item of that number."""
        return next((item for item in self.items if item.number == number), None)

    def chance_alone(self, item: Item) -> float | None:
        """P(positive) with this item alone; None until it is known."""
        known = self._alone.get(item.number)
        return known[1] if known is not None and known[0] is item.what else None

    @property
    def waiting(self) -> bool:
        """Whether the answer at hand is of another review, or of something else done to it."""
        answer = self.answer
        return (
            answer is None
            or answer.result is not self._inspection.result
            or answer.applied != self.applied()
        )

    @property
    def can_undo(self) -> bool:
        """Whether a change of the list can be taken back."""
        return bool(self._past)

    # What the user does -----------------------------------------------------------------------

    def want(self, wanted: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._wanted = wanted
        if wanted:
            self._follow()

    def shape(self, draft: Intervention | None, note: str = "") -> None:
        """Preview an intervention that is not in the list (None: not any more)."""
        self.draft, self.draft_note = draft, note
        if draft is None:
            self.editing = None
        self.draftChanged.emit()
        self._ask()

    def edit(self, number: int) -> None:
        """Shape an item of the list: what becomes of it takes the item's place."""
        item = self.item(number)
        if item is not None:
            self.editing = number
            self.shape(item.what, item.note)

    def keep_draft(self) -> None:
        """Put the draft into the list, or in the place of the item that it shapes."""
        draft, note = self.draft, self.draft_note
        if draft is None:
            return
        if self.editing is not None:
            changed = tuple(
                replace(item, what=draft, note=note, on=True)
                if item.number == self.editing
                else item
                for item in self.items
            )
        else:
            changed = (*self.items, self._new(draft, note))
        self.draft, self.editing = None, None
        self._set(changed)
        self.draftChanged.emit()

    def add(self, what: Intervention, note: str = "") -> None:
        """Put an intervention into the list."""
        self._set((*self.items, self._new(what, note)))

    def change(self, number: int, what: Intervention, note: str = "") -> None:
        """Put another intervention in an item's place."""
        self._set(
            tuple(
                replace(one, what=what, note=note) if one.number == number else one
                for one in self.items
            )
        )

    def switch(self, number: int, on: bool) -> None:
        """Enable or disable an item."""
        self._set(tuple(replace(one, on=on) if one.number == number else one for one in self.items))

    def remove(self, number: int) -> None:
        """Take an item out of the list."""
        if number == self.editing:
            self.shape(None)
        self._set(tuple(item for item in self.items if item.number != number))

    def move(self, number: int, by: int) -> None:
        """Move an item up or down the list: later holds override earlier ones."""
        items = list(self.items)
        place = next((n for n, item in enumerate(items) if item.number == number), None)
        if place is not None and 0 <= place + by < len(items):
            items.insert(place + by, items.pop(place))
            self._set(tuple(items))

    def clear(self) -> None:
        """Empty the list; the draft goes too."""
        self.shape(None)
        self._set(())

    def undo(self) -> None:
        """Take the last change of the list back."""
        if self._past:
            self.items = self._past.pop()
            self._on_list()

    def show_alone(self, number: int | None) -> None:
        """Preview one item alone, or all that are enabled again."""
        if number != self._shown_alone:
            self._shown_alone = number
            self._ask()

    # Following --------------------------------------------------------------------------------

    def _new(self, what: Intervention, note: str) -> Item:
        self._next += 1
        return Item(self._next, what, note=note)

    def _set(self, items: tuple[Item, ...]) -> None:
        if items != self.items:
            self._past = [*self._past, self.items][-KEPT_STEPS:]
            self.items = items
            self._on_list()

    def _on_list(self) -> None:
        if self._shown_alone is not None and self.item(self._shown_alone) is None:
            self._shown_alone = None
        self.listChanged.emit()
        self._ask()
        self._ask_alone()

    def _follow(self) -> None:
        """Another trace: each review keeps a list of its own; typed text takes the holds along."""
        result = self._inspection.result
        if result is None or not self._wanted:
            return
        place = (result.model.run.path, result.review.key)
        if self.answer is not None and self.answer.result is result:
            return
        if place != self._place:
            self._kept[self._place] = self.items
            before, self._place = self._place, place
            typed = result.review.origin == "yours" and _origin(before) == "yours"
            self.items = self._kept.get(place, self.items if typed else ())
            self.draft, self.editing, self._shown_alone, self._past = None, None, None, []
            if typed or not fits(self.items, result.trace):
                self.items = fitted(self.items, result.trace, len(result.encoded.tokens))
            self.draftChanged.emit()
        elif not fits(self.items, result.trace):
            self.items = fitted(self.items, result.trace, len(result.encoded.tokens))
        self._alone = {}
        self.listChanged.emit()
        self._ask()
        self._ask_alone()

    def _ask(self) -> None:
        """Read again with what is applied; at once, or as soon as the worker has answered."""
        if not self._wanted:
            return
        if self._under_way:
            self._stale = True
            return
        result = self._inspection.result
        if result is None:
            return
        applied, asked = self.applied(), perf_counter()
        self._under_way, self._stale = True, False

        def work() -> Iterator[object]:
            yield Answer(result, applied, _rerun(result, applied), asked)

        job = self._worker.submit("what if", work, urgent=True)
        job.happened.connect(self._on_answer)
        job.failed.connect(self._on_failure)
        job.ended.connect(self._on_end)

    def _on_answer(self, answer: Answer) -> None:
        if answer.result is not self._inspection.result:
            return
        self.answer = answer
        if self.problem:
            self.problem = ""
            self.failed.emit("")
        self.answered.emit()

    def _on_failure(self, failure: Failure) -> None:
        self.problem = failure.sentence
        self.failed.emit(failure.sentence)
        self._on_end()

    def _on_end(self) -> None:
        self._under_way = False
        if self._stale:
            self._ask()

    def _ask_alone(self) -> None:
        """What each item does by itself, those that are not known yet."""
        result = self._inspection.result
        unknown = [item for item in self.items if self.chance_alone(item) is None]
        if result is None or not unknown:
            return

        def work() -> Iterator[object]:
            for item in unknown:
                found = _rerun(result, (item.what,))
                yield _Alone(item.number, item.what, float(found.after.probability[-1]))

        job = self._worker.submit("what if alone", work)
        job.happened.connect(self._on_alone)

    def _on_alone(self, alone: _Alone) -> None:
        self._alone[alone.number] = (alone.what, alone.chance)
        self.listChanged.emit()


def _rerun(result: TracedReview, applied: tuple[Intervention, ...]) -> Rerun:
    trace = result.trace
    ids = trace.ids[trace.pads :]
    return rerun(result.model.network, ids, applied, pads=trace.pads, before=trace)


def _origin(place: tuple[object, ...]) -> str:
    """Where the review of a place comes from (see ReviewInView.key)."""
    return str(place[1]).split(":", 1)[0] if place else ""
