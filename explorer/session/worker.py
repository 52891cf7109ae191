"""The one Qt worker: a thread that pumps engine generators and hands their events to the window.

Every piece of engine work that takes time is a generator of frozen events. The worker pumps all
running jobs on one thread, one event at a time, urgent jobs first: a trace asked for in the middle
of training is answered between two batches, and torch never runs twice at once.

Events that only matter while they are the newest go through a one-slot mailbox that the window
drains at 30 Hz; all others are queued signals and are never dropped. QT-FACTS has the figures.

A job with a beat can be slowed down: events of that type are counted, it rests after each, or goes
on for a given number of them only. While it is paused it may give signs that it is there.
"""

import math
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from explorer.problem import UserProblem
from explorer.training.machine.threads import use_threads

Work = Callable[[], Iterator[object]]
DRAIN_MS = 33
SIGN_EVERY = 10.0  # seconds between two signs that a paused job is still there


@dataclass(frozen=True)
class Failure:
    """Why a job ended early: a sentence for the user and, for a bug, the traceback."""

    sentence: str
    details: str = ""


class Job(QObject):
    """One piece of work. Lives in the window's thread; its signals arrive there."""

    happened = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(
        self,
        work: Work,
        parent: QObject,
        *,
        latest_wins: tuple[type, ...],
        beat: tuple[type, ...],
        upbeat: tuple[type, ...],
        urgent: bool,
        while_paused: Callable[[], Iterable[object]] | None,
    ) -> None:
        super().__init__(parent)
        self.work = work
        self.while_paused = while_paused
        self.latest_wins = latest_wins
        self.beat, self.upbeat = beat, upbeat
        self.mid_beat = False  # its newest event belongs to the beat that comes next
        self.urgent = urgent
        self.cancelled = False
        self.beats_left = math.inf  # until it pauses by itself
        self.rest = 0.0  # seconds after every beat
        self.rests_until = 0.0
        self.signs_at = 0.0  # while paused
        # Events that must arrive: said by the thread, heard by the window. A letter waits in the
        # mailbox until all that was said before it has been heard.
        self.said = 0
        self.heard = 0

    @property
    def paused(self) -> bool:
        """Whether its generator is left alone until it is told to go on."""
        return self.beats_left <= 0 and not self.mid_beat

    def due_in(self, now: float) -> float:
        """Seconds until its next event, or its next sign while it is paused; may be infinite."""
        if self.cancelled:
            return 0.0
        if self.paused:
            return math.inf if self.while_paused is None else max(0.0, self.signs_at - now)
        return max(0.0, self.rests_until - now)


class _Pump:
    """The worker thread's side of a job: its generator, made on the thread itself."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.events: Iterator[object] | None = None

    def next_event(self) -> object:
        if self.events is None:
            self.events = iter(self.job.work())
        return next(self.events)

    def close(self) -> None:
        close = getattr(self.events, "close", None)
        if close is not None:
            close()


class Worker(QThread):
    """Runs jobs until `finish()`; create it in the window's thread and give it a parent there."""

    _spoken = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wake = threading.Condition()
        self._waiting: list[Job] = []
        self._mailbox: dict[tuple[Job, type], tuple[object, int]] = {}
        self._finishing = False
        self._current: dict[str, Job] = {}
        self._spoken.connect(self._hear)
        self._drain = QTimer(self)
        self._drain.setInterval(DRAIN_MS)
        self._drain.timeout.connect(self.drain)
        self._drain.start()

    # The window's side ------------------------------------------------------------------------

    def submit(
        self,
        key: str,
        work: Work,
        *,
        latest_wins: tuple[type, ...] = (),
        beat: tuple[type, ...] = (),
        upbeat: tuple[type, ...] = (),
        urgent: bool = False,
        while_paused: Callable[[], Iterable[object]] | None = None,
    ) -> Job:
        """Queue `work`, replacing and muting any earlier job with the same key.

        beat: the events that `step` and `set_rest` count. upbeat: those that come before a beat and
        belong to it: a pause lets it follow. while_paused: called on the thread, at
        once, every ten seconds and after `nudge`; what it tells is told like the job's own events.
        """
        earlier = self._current.get(key)
        if earlier is not None:
            self.cancel(earlier)
        job = Job(
            work,
            self,
            latest_wins=latest_wins,
            beat=beat,
            upbeat=upbeat,
            urgent=urgent,
            while_paused=while_paused,
        )
        self._current[key] = job
        with self._wake:
            self._waiting.append(job)
            self._wake.notify()
        if not self.isRunning():
            self.start()
        return job

    def cancel(self, job: Job) -> None:
        """Mute the job at once and close its generator before its next event."""
        job.cancelled = True
        with self._wake:
            self._wake.notify()

    def set_paused(self, job: Job, paused: bool) -> None:
        """Leave the job's generator alone, or take it up again."""
        with self._wake:
            job.beats_left = 0 if paused else math.inf
            self._wake.notify()

    def step(self, job: Job) -> None:
        """Let a paused job go on for one beat."""
        with self._wake:
            job.beats_left += 1
            self._wake.notify()

    def nudge(self, job: Job) -> None:
        """If the job is paused, let it give a sign at once."""
        with self._wake:
            job.signs_at = 0.0
            self._wake.notify()

    def set_rest(self, job: Job, seconds: float) -> None:
        """Let the job rest after every beat; other jobs go on meanwhile."""
        with self._wake:
            job.rest, job.rests_until = seconds, 0.0
            self._wake.notify()

    def finish(self) -> None:
        """Close every generator between two events and end the thread; `finished` follows."""
        with self._wake:
            self._finishing = True
            self._wake.notify()

    def drain(self) -> None:
        """Hand over what lies in the mailbox, but nothing before what was said before it."""
        with self._wake:
            ready = {
                place: event
                for place, (event, said_before) in self._mailbox.items()
                if said_before <= place[0].heard
            }
            for place in ready:
                del self._mailbox[place]
        for (job, _), event in ready.items():
            if not job.cancelled:
                job.happened.emit(event)

    def _hear(self, job: Job, what: str, payload: object) -> None:
        self.drain()
        job.heard += 1
        if not job.cancelled:
            if what == "event":
                job.happened.emit(payload)
            elif what == "failed":
                job.failed.emit(payload)
            elif what == "ended":
                job.ended.emit()
        if what in ("failed", "ended", "closed"):
            self._forget(job)

    def _forget(self, job: Job) -> None:
        for key, current in list(self._current.items()):
            if current is job:
                del self._current[key]
        job.deleteLater()

    # The thread's side ------------------------------------------------------------------------

    def run(self) -> None:
        """Pump until told to finish (runs on the worker thread)."""
        use_threads(0)  # torch would take every core for a trace, and be slower for it
        pumps: list[_Pump] = []
        try:
            while self._gather(pumps):
                pump = self._choose(pumps)
                if pump is not None and not self._advance(pump):
                    pumps.remove(pump)
        finally:
            for pump in pumps:
                self._close(pump)

    def _gather(self, pumps: list[_Pump]) -> bool:
        """Take new jobs in; sleep while there is nothing to pump. False: it is time to end."""
        with self._wake:
            while not self._finishing:
                pumps.extend(_Pump(job) for job in self._waiting)
                self._waiting.clear()
                now = perf_counter()
                due_in = min((pump.job.due_in(now) for pump in pumps), default=math.inf)
                if due_in <= 0:
                    return True
                self._wake.wait(None if math.isinf(due_in) else due_in)
        return False

    @staticmethod
    def _choose(pumps: list[_Pump]) -> _Pump | None:
        """Return an urgent job if there is one, else the job that has waited longest."""
        now = perf_counter()
        ready = [pump for pump in pumps if pump.job.due_in(now) <= 0]
        if not ready:
            return None
        chosen = next((pump for pump in ready if pump.job.urgent), ready[0])
        pumps.remove(chosen)
        pumps.append(chosen)
        return chosen

    def _advance(self, pump: _Pump) -> bool:
        """Pump one event. False: the job is over."""
        job = pump.job
        if job.cancelled:
            self._close(pump)
            return False
        try:
            if job.paused and job.while_paused is not None:
                job.signs_at = perf_counter() + SIGN_EVERY  # first: a nudge may come meanwhile
                for event in job.while_paused():
                    self._deliver(job, event)
                return True
            job.signs_at = 0.0
            event = pump.next_event()
        except StopIteration:
            self._say(job, "ended", None)
            return False
        except Exception as error:  # every failure must reach the window as a terminal state
            self._say(job, "failed", failure_of(error))
            return False
        self._deliver(job, event)
        job.mid_beat = isinstance(event, job.upbeat)
        if isinstance(event, job.beat):
            with self._wake:
                job.beats_left = max(0, job.beats_left - 1)  # it may have been paused meanwhile
                job.rests_until = perf_counter() + job.rest
        return True

    def _deliver(self, job: Job, event: object) -> None:
        if isinstance(event, job.latest_wins):
            with self._wake:
                self._mailbox[(job, type(event))] = (event, job.said)
        else:
            self._say(job, "event", event)

    def _say(self, job: Job, what: str, payload: object) -> None:
        job.said += 1
        self._spoken.emit(job, what, payload)

    def _close(self, pump: _Pump) -> None:
        try:
            pump.close()
        except Exception as error:  # a generator's clean-up failed: say so, end all the same
            self._say(pump.job, "failed", failure_of(error))
        else:
            self._say(pump.job, "closed", None)


def failure_of(error: Exception) -> Failure:
    """Return what to tell of an exception."""
    if isinstance(error, UserProblem):
        return Failure(str(error))
    if isinstance(error, MemoryError):
        return Failure(
            "The computer ran out of memory. Try a smaller batch, fewer units or a shorter maxlen."
        )
    sentence = str(error).strip().splitlines()
    first = sentence[0] if sentence else type(error).__name__
    return Failure(
        f"Something went wrong inside Carrytrack: {first}",
        "".join(traceback.format_exception(error)),
    )
