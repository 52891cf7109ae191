"""Rules for every test that runs Qt: no Qt warning, no leaked window."""

import gc
import os

import pytest
from PySide6.QtWidgets import QApplication

# Said by the platform plugin or the font system of a bare server, not by our code.
HARMLESS = (
    "This plugin does not support",
    "XDG_RUNTIME_DIR",
)


_aside: set[str] = set()


def _set_aside() -> None:
    """Once a test file: leave all that the files before it made out of every later collection.

    Torch, Keras and hypothesis keep so many objects that a collection of them takes a second.
    """
    file = os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0]
    if file not in _aside:
        _aside.add(file)
        gc.collect()
        gc.freeze()


def watch_for_trouble(qapp: QApplication, qtlog):
    """Generator for an autouse fixture: collection happens here, on the window's thread."""
    gc.disable()
    _set_aside()
    before = set(QApplication.topLevelWidgets())
    yield
    # Offscreen, mime data that is left there is freed after Python has ended: rc 139.
    qapp.clipboard().clear()
    gc.collect()
    qapp.processEvents()
    leaked = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget not in before and widget.isVisible()
    ]
    assert not leaked, f"top-level widgets left behind: {leaked}"
    spoken = [
        record.message
        for record in qtlog.records
        if record.type_name in ("QtWarningMsg", "QtCriticalMsg")
        and not any(words in record.message for words in HARMLESS)
    ]
    if spoken:
        pytest.fail(f"Qt complained: {spoken}")
