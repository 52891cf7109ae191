"""Run by test_privacy.py in a process of its own: the window at work, with every call noted.

Prints one JSON object. An audit hook hears every socket call of Python, in every thread; the
operating system's own list of connections shows what a C++ library might open.
"""

import json
import socket
import sys
import time
from pathlib import Path

CALLS: list[str] = []
WATCHED = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind")
LOOKED_UP = ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")


def listen(event: str, arguments: tuple) -> None:
    """Note what leaves this computer or could; pipes of this computer are AF_UNIX."""
    if event in LOOKED_UP:
        CALLS.append(f"{event} {arguments[0]!r}")
    elif event in WATCHED and arguments[0].family != getattr(socket, "AF_UNIX", None):
        CALLS.append(f"{event} {arguments[1]!r}")


def work(downloads: bool) -> dict[str, object]:
    """Open the window, train, inspect, search, predict; and download where told to."""
    import psutil

    from explorer.app import prepare_window

    app, window = prepare_window()
    session = window.session

    def wait(done, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not done():
            app.processEvents()
            if time.monotonic() > end:
                raise TimeoutError(f"{session.data.state}, {session.training.state}")

    wait(lambda: session.inspection.result is not None and session.data.state == "ready")
    for page in window.pages:
        session.go(page)
        app.processEvents()
    session.data.set_encoding(maxlen=40)
    session.training.set(limit=200, batch_size=32, epochs=1, threads=1, probe_every=1)
    session.training.start()
    wait(lambda: session.training.state in ("finished", "failed"))
    assert session.training.state == "finished", session.training.problem
    run = session.training.run
    wait(lambda: session.inspection.model.run.path == run)
    session.go("data")
    wait(lambda: not session.predictions.running and session.predictions.progress()[0] > 0)
    session.own_reviews.add(["A good film"], 1)
    connections = [c for c in psutil.Process().net_connections(kind="inet") if c.raddr]
    before = list(CALLS)
    loaded = sorted({"requests", "urllib3", "PySide6.QtNetwork"} & set(sys.modules))
    if downloads:
        from dataclasses import replace

        session.download.remote = replace(session.download.remote, url="http://127.0.0.1:9/x")
        session.download.pauses = ()
        session.download.start()
        wait(lambda: session.download.state == "failed")
    session.worker.finish()  # closing would ask what to do with the unsaved project
    assert session.worker.wait(30_000)
    return {
        "calls": before,
        "connections": [str(one) for one in connections],
        "loaded": loaded,
        "after_download": CALLS[len(before) :],
    }


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    sys.addaudithook(listen)
    print(json.dumps(work(downloads=True)))
