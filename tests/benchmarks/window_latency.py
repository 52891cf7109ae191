"""How soon the window answers while it trains: true latency, asked from a second process.

    python -m tests.benchmarks.window_latency [--data PATH] [--seconds 20] [--threads 1]

A timer inside the window would hide waits for the interpreter lock; here another process sends a
byte through a local socket at random moments, and the window's own event loop sends it back. The
real window is open on the Train page with its live probe redrawing. First quiet; then while the
reviews are read and tokenised, their cache empty; while batches are timed; and training.
"""

import argparse
import os
import random
import socket
import sys
import tempfile
import time

import numpy as np

PINGS_A_SECOND = 60


def ask(port: int, seconds: float) -> None:
    """The second process: send, wait for the echo, print milliseconds."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            began = time.perf_counter()
            line.sendall(b"?")
            line.recv(1)
            print(f"{(time.perf_counter() - began) * 1000:.3f}")
            time.sleep(random.uniform(0.2, 1.8) / PINGS_A_SECOND)


def measure(app, seconds: float) -> np.ndarray:
    """Return the milliseconds that the asking process waited, while `app` handles events."""
    from PySide6.QtCore import QEventLoop, QObject, QProcess
    from PySide6.QtNetwork import QHostAddress, QTcpServer, QTcpSocket

    class Echo(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.server = QTcpServer(self)
            self.server.listen(QHostAddress.SpecialAddress.LocalHost, 0)
            self.server.newConnection.connect(self.welcome)
            self.line: QTcpSocket | None = None

        def welcome(self) -> None:
            self.line = self.server.nextPendingConnection()
            self.line.setSocketOption(QTcpSocket.SocketOption.LowDelayOption, 1)
            self.line.readyRead.connect(self.answer)

        def answer(self) -> None:
            assert self.line is not None
            self.line.write(self.line.readAll())
            self.line.flush()

    echo, process, loop = Echo(), QProcess(), QEventLoop()
    process.finished.connect(loop.quit)
    arguments = ["-m", "tests.benchmarks.window_latency", "--ask", str(echo.server.serverPort())]
    process.start(sys.executable, [*arguments, "--seconds", str(seconds)])
    loop.exec()
    return np.array([float(line) for line in bytes(process.readAllStandardOutput()).split()])


def row(name: str, waits: np.ndarray) -> str:
    """One line of the table."""
    p50, p95, p99 = np.percentile(waits, [50, 95, 99])
    return f"{name:<34}{len(waits):>7}{p50:>8.1f}{p95:>8.1f}{p99:>8.1f}{waits.max():>8.1f}"


def main() -> None:
    """Open the window, measure what it does one after the other, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ask", type=int)
    parser.add_argument("--data", default="builtin")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    if options.ask:
        ask(options.ask, options.seconds)
        return
    with tempfile.TemporaryDirectory() as cache:
        os.environ["CARRYTRACK_CACHE"] = cache
        print("\n".join(table(options)))


def table(options: argparse.Namespace) -> list[str]:
    """Measure, and return the lines of the table."""
    from explorer.app import prepare_window
    from explorer.reviews.samples import SAMPLES
    from explorer.session.data.review_in_view import ReviewInView

    app, window = prepare_window()
    session = window.session
    lines = [f"{'milliseconds to answer':<34}{'asked':>7}{'p50':>8}{'p95':>8}{'p99':>8}{'max':>8}"]
    while session.inspection.result is None:
        app.processEvents()
    lines.append(row("quiet", measure(app, options.seconds / 4)))
    session.data.open(options.data)
    lines.append(row("reading and tokenising", measure(app, options.seconds / 5)))
    while session.data.state == "loading":
        app.processEvents()
    longest = max(SAMPLES, key=lambda sample: len(sample.text))
    session.probes.choose(ReviewInView(longest.text, longest.label, longest.title, "sample"))
    session.go("train")
    while not session.calibration.measuring:
        app.processEvents()
    lines.append(row("calibrating", measure(app, options.seconds / 5)))
    session.training.set(threads=options.threads, epochs=1_000, probe_every=1)
    session.training.start()
    while session.training.state in ("idle", "starting"):
        app.processEvents()
    lines.append(
        row(f"training, {options.threads} thread(s), live probe", measure(app, options.seconds))
    )
    assert session.training.state == "running", session.training.problem
    rate = session.training.batch.reviews_per_second if session.training.batch else 0.0
    lines.append(f"meanwhile {rate:,.0f} reviews/s; cores: {os.cpu_count()}")
    # Not by closing the window: that would ask whether to save the changed recipe.
    session.training.stop()
    session.worker.finish()
    session.worker.wait()
    return lines


if __name__ == "__main__":
    main()
