"""What watching costs: training with the Train page in view, and with nobody looking.

    python -m tests.benchmarks.watched_page [--data PATH] [--batches 12] [--rounds 12]

One run in one window on one worker thread. Short segments alternate: the page in view (curves,
probe, run bar), then the window hidden, so that whatever else the machine does falls on
both alike. A segment's figure is what a batch takes: by the clock, and of the worker's processor
time. `--parts` leaves parts of the page out in turn, to see which
of them costs what.
"""

import argparse
import os
import time
from collections.abc import Iterator
from statistics import median

SETTLE = 10  # batches after a change that are not timed: what watching has saved up is spent


def main() -> None:
    """Open the window, train, alternate, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="builtin")
    parser.add_argument("--batches", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--parts", action="store_true")
    options = parser.parse_args()

    from explorer.app import prepare_window
    from explorer.reviews.samples import SAMPLES
    from explorer.session.review_in_view import ReviewInView

    app, window = prepare_window()
    window.resize(1440, 900)
    session = window.session
    session.data.open(options.data)
    while session.data.state == "loading":
        app.processEvents()
    session.training.set(threads=1, epochs=1_000, probe_every=1)
    longest = max(SAMPLES, key=lambda sample: len(sample.text))
    session.probes.choose(ReviewInView(longest.text, longest.label, longest.title, "sample"))
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
    beats = _Beats(app, session.training)
    session.training.start()
    beats.wait(SETTLE)
    times: dict[str, list[tuple[float, float, float]]] = {name: [] for name in scenes}
    for _ in range(options.rounds):
        for name, show in scenes.items():
            show()
            beats.wait(SETTLE)
            times[name].append(beats.wait(options.batches))
    load = os.getloadavg()[0]
    print("\n".join(_table(times)))
    print(f"{options.rounds} rounds of {options.batches} batches; load {load:.1f}; "
          f"{os.cpu_count()} cores")  # fmt: skip
    session.training.stop()
    session.worker.finish()
    session.worker.wait()


class _Beats:
    """Notes when the worker ends a batch, on its own thread: wall clock, and its processor time."""

    def __init__(self, app, training) -> None:
        import explorer.training.trainer as source

        self._app = app
        self._training = training
        self._stamps: list[tuple[float, float]] = []
        stamps = self._stamps

        class Stamped(source.BatchDone):
            def __init__(self, *args, **fields) -> None:
                super().__init__(*args, **fields)
                stamps.append((time.perf_counter(), time.thread_time()))

        source.BatchDone = Stamped

    def wait(self, batches: int) -> tuple[float, float, float]:
        """Handle events until so many batches more are done.

        Seconds a batch: by the clock, of the worker's processor time, of the window's.
        """
        first, window = len(self._stamps) + 1, time.thread_time()
        while len(self._stamps) <= first + batches:
            assert self._training.state in ("starting", "running"), self._training.problem
            self._app.processEvents()
            time.sleep(0.004)
        before, after = self._stamps[first], self._stamps[first + batches]
        spent = time.thread_time() - window
        return (after[0] - before[0]) / batches, (after[1] - before[1]) / batches, spent / batches


def _table(times: dict[str, list[tuple[float, float, float]]]) -> Iterator[str]:
    """One line a scene: what a batch takes, and the speed against that of nobody looking."""
    titles = ("min ms", "median ms", "worker ms", "window ms", "speed: min", "median", "worker")
    yield f"{'':<16}" + "".join(f"{title:>12}" for title in titles)
    base = _figures(times["hidden"])
    for name, found in times.items():
        own = _figures(found)
        shares = [share / figure for share, figure in zip(base[:3], own[:3], strict=True)]
        yield (
            f"{name:<16}"
            + "".join(f"{1000 * figure:>12.1f}" for figure in own)
            + "".join(f"{share:>12.3f}" for share in shares)
        )


def _figures(found: list[tuple[float, float, float]]) -> tuple[float, float, float, float]:
    """Smallest and median wall-clock time, median processor time of worker and window, a batch."""
    walls, worker, window = zip(*found, strict=True)
    return min(walls), median(walls), median(worker), median(window)


if __name__ == "__main__":
    main()
