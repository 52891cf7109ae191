"""From touching the clamp form to the chart showing what it does, beside the rerun alone.

    python -m tests.benchmarks.whatif_latency

One offscreen window, the bundled LSTM; minimum and median of many touches, in milliseconds.
"""

import os
import time
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from explorer.app import prepare_window
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.session import Session
from explorer.ui.inspect.page import InspectPage
from explorer.ui.inspect.reviews.catalogue import SAMPLE_REVIEWS
from tests.benchmarks.real_batches import row

WIDTHS = (10, 10, 16, 16, 16)
TOUCHES = 40


def wait(app: QApplication, done: object, seconds: float = 60.0) -> None:
    """Let the window live until `done()`."""
    end = time.perf_counter() + seconds
    while not done():  # type: ignore[operator]
        app.processEvents()
        if time.perf_counter() > end:
            raise TimeoutError("the window did not come so far")


def touches(app: QApplication, page: InspectPage, session: Session) -> list[tuple[float, float]]:
    """Seconds from a touch to its answer on screen, and of that the rerun."""
    desk, times = session.whatif, []
    for number in range(TOUCHES):
        began = time.perf_counter()
        page._draft.set_value((number + 0.5) / TOUCHES)

        def shown() -> bool:
            answer = page.whatif.shown
            return answer is not None and answer.answer.applied == desk.applied()

        wait(app, shown)
        page.whatif_view.chart.repaint()
        assert desk.answer is not None
        times.append((time.perf_counter() - began, desk.answer.rerun.seconds))
    return times


def main() -> None:
    """Print the table."""
    app, window = prepare_window()
    session = window.session
    page = window.findChild(InspectPage)
    assert page is not None
    wait(app, lambda: session.inspection.result is not None)
    page.tabs.setCurrentWidget(page.whatif)
    wait(app, lambda: page.whatif.shown is not None)
    row("timesteps", "pads", "min ms", "median ms", "rerun, min ms", widths=WIDTHS)
    long = ReviewInView(" ".join(review.text for review in SAMPLE_REVIEWS[:14]))
    for review in (SAMPLE_REVIEWS[0], long):
        session.inspection.open_review(review)
        wait(app, lambda: not session.whatif.waiting)
        times = touches(app, page, session)
        whole, alone = zip(*times, strict=True)
        assert session.inspection.result is not None
        trace = session.inspection.result.trace
        row(
            len(trace.ids) - trace.pads,
            trace.pads,
            f"{1e3 * min(whole):.1f}",
            f"{1e3 * median(whole):.1f}",
            f"{1e3 * min(alone):.1f}",
            widths=WIDTHS,
        )
    session.worker.finish()
    session.worker.wait()


if __name__ == "__main__":
    main()
