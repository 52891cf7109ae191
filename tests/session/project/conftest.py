"""Windows with a project each, in a home of the test's own."""

from contextlib import ExitStack

import pytest

from explorer.session.session import Session
from tests.live_session import live_session


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CARRYTRACK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def make_session(qapp):
    with ExitStack() as made:
        yield lambda: made.enter_context(live_session())


@pytest.fixture
def settle(qtbot):
    """Wait until a session's reviews are there and one of them is read."""

    def wait(session: Session) -> None:
        qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
        qtbot.waitUntil(lambda: session.inspection.result is not None, timeout=60_000)

    return wait


@pytest.fixture
def session(make_session, settle):
    """A session as a launch leaves it: the first project, read by its model."""
    made = make_session()
    made.project.new()
    settle(made)
    return made


@pytest.fixture
def project(session):
    return session.project
