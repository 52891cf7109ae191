"""What watching costs: training with the Train page in view, and with nobody looking.

    python -m tests.benchmarks.watched_page [--data PATH] [--batches 12] [--rounds 12] [--words N]

One run in one window on one worker thread. Short segments alternate: the page in view (curves,
probe, run bar), then the window hidden, so that whatever else the machine does falls on
both alike. A segment's figure is what a batch takes: by the clock, and of the worker's processor
time; "paired" is the median of the ratios of neighbouring segments. `--parts` leaves parts of the
page out in turn, to see which of them costs what. Segments in which an epoch ends are left out:
validation would count for whoever it falls on. Nor may watching spend in a segment what it
has saved up while nobody looked.
"""

import argparse
import os
import time
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QWidget

from explorer.session.train.training_desk import TrainingDesk

SETTLE = 4  # batches after a change that are not timed


def main() -> None:
    """Open the window, train, alternate, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="builtin")
    parser.add_argument("--batches", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--words", type=int, default=500, help="of the probe, about")
    parser.add_argument("--parts", action="store_true")
    options = parser.parse_args()

    from explorer.app import prepare_window
    from explorer.reviews.samples import SAMPLES
    from explorer.session.data.review_in_view import ReviewInView
    from explorer.training import watching

    app, window = prepare_window()
    window.resize(1440, 900)
    session = window.session
    session.data.open(options.data)
    while session.data.state == "loading":
        app.processEvents()
    session.training.set(threads=1, epochs=1_000, probe_every=1)
    probe = min(SAMPLES, key=lambda sample: abs(len(sample.text.split()) - options.words))
    session.probes.choose(ReviewInView(probe.text, probe.label, probe.title, "sample"))
    session.go("train")
    page = window.pages["train"]

    def see() -> None:
        page.curves.show()
        page.probe.show()
        window.show()

    def no_curves() -> None:
        see()
        page.curves.hide()

    def no_probe() -> None:
        see()
        page.probe.hide()

    scenes = {"hidden": window.hide, "page in view": see}
    if options.parts:
        scenes |= {"without curves": no_curves, "without probe": no_probe}
    watching.SAVED = 0.0
    frames = _Frames(page.probe.view)
    beats = _Beats(app, session.training, frames)
    session.training.start()
    beats.wait(SETTLE)
    times: dict[str, list[_Segment]] = {name: [] for name in scenes}
    for _ in range(options.rounds):
        for name, show in scenes.items():
            show()
            beats.wait(SETTLE)
            while (segment := beats.wait(options.batches)) is None:
                pass
            times[name].append(segment)
    load = os.getloadavg()[0]
    print("\n".join(_table(times)))
    print(f"{options.rounds} rounds of {options.batches} batches; load {load:.1f}; "
          f"{os.cpu_count()} cores")  # fmt: skip
    session.training.stop()
    session.worker.finish()
    session.worker.wait()


class _Segment(NamedTuple):
    """Seconds a batch: by the clock, of the worker's processor time, of the window's.

    frames: how often a second the probe was painted.
    """

    clock: float
    worker: float
    window: float
    frames: float


class _Frames(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


class _Beats:
    """Notes when the worker ends a batch, on its own thread: wall clock, and its processor time."""

    def __init__(self, app: QApplication, training: TrainingDesk, frames: _Frames) -> None:
        import explorer.training.trainer as source

        self._app, self._frames = app, frames
        self._training = training
        self._stamps: list[tuple[float, float, int]] = []
        stamps = self._stamps

        class Stamped(source.BatchDone):
            def __init__(self, *args, **fields) -> None:
                super().__init__(*args, **fields)
                stamps.append((time.perf_counter(), time.thread_time(), self.epoch))

        source.BatchDone = Stamped

    def wait(self, batches: int) -> _Segment | None:
        """Handle events until so many batches more are done; None if an epoch ended among them."""
        first, window = len(self._stamps) + 1, time.thread_time()
        began, painted = time.perf_counter(), self._frames.count
        while len(self._stamps) <= first + batches:
            assert self._training.state in ("starting", "running"), self._training.problem
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        before, after = self._stamps[first], self._stamps[first + batches]
        if before[2] != after[2]:
            return None
        painted, passed = self._frames.count - painted, time.perf_counter() - began
        spent = (after[0] - before[0], after[1] - before[1], time.thread_time() - window)
        return _Segment(*(seconds / batches for seconds in spent), painted / passed)


def _table(times: dict[str, list[_Segment]]) -> Iterator[str]:
    """One line a scene: what a batch takes, and the speed against that of nobody looking."""
    titles = ("min ms", "median ms", "worker ms", "window ms", "speed: min", "median", "worker",
              "paired", "frames /s")  # fmt: skip
    yield f"{'':<16}" + "".join(f"{title:>12}" for title in titles)
    base = _figures(times["hidden"])
    for name, found in times.items():
        pairs = zip(times["hidden"], found, strict=True)
        paired = median(hidden.clock / one.clock for hidden, one in pairs)
        own = _figures(found)
        shares = [share / figure for share, figure in zip(base[:3], own[:3], strict=True)]
        yield (
            f"{name:<16}"
            + "".join(f"{1000 * figure:>12.1f}" for figure in own)
            + "".join(f"{share:>12.3f}" for share in (*shares, paired))
            + f"{median(one.frames for one in found):>12.1f}"
        )


def _figures(found: list[_Segment]) -> tuple[float, float, float, float]:
    """Smallest and median wall-clock time, median processor time of worker and window, a batch."""
    clock = [one.clock for one in found]
    worker, window = median(one.worker for one in found), median(one.window for one in found)
    return min(clock), median(clock), worker, window


if __name__ == "__main__":
    main()
