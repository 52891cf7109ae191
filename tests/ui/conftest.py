"""UI tests run offscreen; those marked `window` need a real window system."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from tests.qt_hygiene import watch_for_trouble


@pytest.fixture(autouse=True)
def _hygiene(qapp: QApplication, qtlog):
    yield from watch_for_trouble(qapp, qtlog)


@pytest.fixture
def session(qapp: QApplication):
    """A real session; its worker is joined when the test is over."""
    from explorer.session.session import Session

    made = Session()
    yield made
    made.training.stop()
    made.worker.finish()
    assert made.worker.wait(20_000)
    made.deleteLater()
