"""A real session for a test, whose threads are joined when the test is over."""

from collections.abc import Iterator
from contextlib import contextmanager

from explorer.session.session import Session


@contextmanager
def live_session() -> Iterator[Session]:
    """Yield a session; at the end nothing of it runs any longer."""
    made = Session()
    try:
        yield made
    finally:
        made.training.stop()
        made.worker.finish()
        assert made.worker.wait(20_000)
        made.disk.wait()
        made.deleteLater()
