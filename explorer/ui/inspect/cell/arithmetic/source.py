"""Opens the arithmetic of the review in view on the worker, once for each trace."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from explorer.analysis.arithmetic import Arithmetic, GateSum
from explorer.session.inspect.inspection import TracedReview
from explorer.session.session import Session
from explorer.session.worker import Failure
from explorer.ui.inspect.display import Display

JOB = "arithmetic"


class ArithmeticSource(QObject):
    """`opened`: sums can be read. `failed` says why they cannot."""

    opened = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, display: Display, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._asked: TracedReview | None = None
        self._open: tuple[TracedReview, Arithmetic] | None = None

    def want(self) -> None:
        """Somebody looks: open what is in view, unless it is open or on its way."""
        result = self._session.inspection.result
        if result is None or result is self._asked:
            return
        self._asked = result
        network, trace = result.model.network, result.trace

        def work() -> Iterator[object]:
            yield result, Arithmetic(network, trace.ids[trace.pads :], pads=trace.pads)

        job = self._session.worker.submit(JOB, work, urgent=True)
        job.happened.connect(self._on_opened)
        job.failed.connect(self._on_failure)

    def sum_of(self, gate: str) -> GateSum | None:
        """The sum behind a gate of the unit and timestep in view; None while there is none."""
        view, display, arithmetic = self._display.view, self._display, self._arithmetic()
        if arithmetic is None or view is None or gate not in arithmetic.gates(view.layer.name):
            return None
        return arithmetic.of(view.layer.name, gate, display.unit, view.lead + display.t)

    def is_open(self) -> bool:
        """Whether sums of the review and network in view can be read."""
        return self._arithmetic() is not None

    def from_word(self, unit: int, t: int) -> float:
        """What the word of timestep t sends into a unit's gates: the mean of |x·W| over them."""
        view, arithmetic = self._display.view, self._arithmetic()
        if view is None or arithmetic is None:
            return 0.0
        name = view.layer.name
        sums = [arithmetic.of(name, gate, unit, view.lead + t) for gate in arithmetic.gates(name)]
        return sum(abs(one.x_sum) for one in sums if one is not None) / len(sums)

    def below(self) -> str:
        """The layer whose features are read; "" where they are the words' own dimensions."""
        view, arithmetic = self._display.view, self._arithmetic()
        if arithmetic is None or view is None:
            return ""
        name = arithmetic.reads_from(view.layer.name)
        result = self._session.inspection.result
        stack = () if result is None else result.model.network.stack.active
        kinds = {one.name: one for one in stack}
        spec = kinds.get(name)
        return "" if spec is not None and spec.kind == "Embedding" else name

    def _arithmetic(self) -> Arithmetic | None:
        """What was opened, if it is of the review and network in view."""
        if self._open is None or self._open[0] is not self._session.inspection.result:
            return None
        return self._open[1]

    def _on_opened(self, found: tuple[TracedReview, Arithmetic]) -> None:
        if found[0] is self._session.inspection.result:
            self._open = found
            self.opened.emit()

    def _on_failure(self, failure: Failure) -> None:
        self._asked = None
        self.failed.emit(failure.sentence)
