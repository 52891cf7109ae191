"""Session tests need Qt's event loop, and no window."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from tests.qt_hygiene import watch_for_trouble


@pytest.fixture(autouse=True)
def _hygiene(qapp, qtlog):
    yield from watch_for_trouble(qapp, qtlog)
