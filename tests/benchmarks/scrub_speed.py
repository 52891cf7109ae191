"""How long the signals take to redraw: 500 words × 512 units × 6 signals, at full size.

Scrubbing moves the cursor over a picture that is kept; panning cuts another part out of it. The
rival in the same run paints everything anew each time, heatmaps included, as a view without a
kept picture would. Run: python -m tests.benchmarks.scrub_speed
"""

import os
import statistics
import sys
from collections.abc import Callable
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from explorer.ui.signals.canvas import paint_view
from explorer.ui.signals.rows.heat_images import HeatImages
from explorer.ui.signals.view import SignalsView
from explorer.ui.theme.theme import apply_theme
from tests.ui.signals.readings import made_up

TIMESTEPS, UNITS = 500, 512
SIZE = (1240, 900)  # the middle of a 1920 × 1080 window
FRAMES = 120


def measured(frame: Callable[[int], None]) -> tuple[float, float]:
    """Median and 95th percentile of the milliseconds a frame takes."""
    for warm in range(3):
        frame(warm)
    times = []
    for number in range(FRAMES):
        began = perf_counter()
        frame(number)
        times.append((perf_counter() - began) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def wandering() -> np.ndarray:
    """P(positive) (T,) that changes its mind now and then, as a network's does."""
    steps = np.random.default_rng(0).normal(0, 0.4, TIMESTEPS)
    return (1 / (1 + np.exp(-np.cumsum(steps)))).astype(np.float32)


def shown() -> SignalsView:
    """A view with everything in it, zoomed in far enough to read the words."""
    view = SignalsView()
    view.resize(*SIZE)
    words, _, signals = made_up(TIMESTEPS, UNITS)
    view.set_trace(words, wandering(), signals)
    view.set_unit(7)
    view.set_window(100, 180)
    view.show()
    return view


def main() -> int:
    """Print one line a way of moving."""
    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    apply_theme(app)
    view = shown()
    canvas = QImage(*SIZE, QImage.Format.Format_RGB32)

    def paint() -> None:
        view.render(canvas)

    def scrub(number: int) -> None:
        view.set_cursor(100 + number % 80)
        paint()

    def pan(number: int) -> None:
        view.set_window(100 + number % 80, 180 + number % 80)
        paint()

    def scrub_whole(number: int) -> None:
        view.set_window(0, TIMESTEPS)
        view.set_cursor(number * 4 % TIMESTEPS)
        paint()

    def naive(number: int) -> None:
        view.set_cursor(100 + number % 80)
        look = view.look()
        assert look is not None
        painter = QPainter(canvas)
        paint_view(painter, look, HeatImages())
        painter.end()

    print(f"{TIMESTEPS} words × {UNITS} units × 6 signals on {SIZE[0]} × {SIZE[1]} pixels")
    ways = (
        ("scrubbing, 80 words in view", scrub),
        ("scrubbing, all 500 in view", scrub_whole),
        ("panning, 80 words in view", pan),
        ("everything anew (rival)", naive),
    )
    found = {}
    for name, way in ways:
        view.set_window(100, 180)
        found[name] = measured(way)
        median, high = found[name]
        print(f"{name:32}{median:8.1f} ms a frame, 95th percentile {high:6.1f} ms")
    rival = found["everything anew (rival)"][0]
    for name, _ in ways[:3]:
        print(f"{name}: {rival / found[name][0]:.1f} times as fast as everything anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
