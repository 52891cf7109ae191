"""From `python main.py` to something painted, to a window that takes input, to the first trace.

    python -m tests.benchmarks.startup [--runs 5]

Each run is a fresh process; seconds count from the moment the operating system made it.
"""

import argparse
import json
import subprocess
import sys
import time

import numpy as np

MOMENTS = {
    "painted": "first painted window",
    "ready": "window takes input",
    "traced": "first review traced and on screen",
}


def child() -> None:
    """Open the real window and print the three moments as JSON."""
    import psutil

    born = psutil.Process().create_time()
    moments: dict[str, float] = {}

    def mark(moment: str) -> None:
        moments.setdefault(moment, time.time() - born)

    from explorer import app as composition

    paint_now = composition._paint_now

    def painted(app) -> None:
        paint_now(app)
        mark("painted")

    composition._paint_now = painted
    app, window = composition.prepare_window()
    mark("ready")
    while window.session.inspection.result is None:
        app.processEvents()
    window.grab()
    mark("traced")
    print(json.dumps(moments))
    window.close()
    while window.session.worker.isRunning():
        app.processEvents()


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    if options.child:
        child()
        return
    command = [sys.executable, "-m", "tests.benchmarks.startup", "--child"]
    measured = []
    for _ in range(options.runs + 1):
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        measured.append(json.loads(done.stdout.splitlines()[-1]))
    print(f"{'seconds from process start':<36}{'cold':>8}{'median':>8}{'worst':>8}")
    for moment, name in MOMENTS.items():
        seconds = np.array([run[moment] for run in measured])
        warm = seconds[1:]
        print(f"{name:<36}{seconds[0]:>8.2f}{np.median(warm):>8.2f}{warm.max():>8.2f}")


if __name__ == "__main__":
    main()
