"""The window's composition root: paint first, import torch, then let the user in."""

import gc
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from explorer.ui.shell.asked_to_end import AskedToEnd
from explorer.ui.shell.splash import Splash
from explorer.ui.theme.theme import apply_theme

COLLECT_MS = 2_000
SWITCH_INTERVAL = 0.0002  # seconds: at a millisecond, watching takes twice the speed from training


def open_window(opening: Path | None = None) -> int:
    """Open the window, run until it is closed, and return the exit code.

    opening: a project, a run folder or a Keras file to show.
    """
    asked = AskedToEnd()
    app, window = prepare_window(opening)
    asked.leave_by(window.leave)
    return app.exec() or asked.exit_code


def prepare_window(opening: Path | None = None):  # noqa: ANN201 (the window's type would be imported before torch is)
    """Return the application and its window, shown and ready for input."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    # A collection that happens to run on the worker would free widgets there, and crash.
    gc.disable()
    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    app.setApplicationName("Carrytrack")
    app.setDesktopFileName("carrytrack")
    apply_theme(app)
    splash = Splash()
    splash.show()
    _paint_now(app)
    window = _build_window(opening)
    window.show()
    splash.close()
    splash.deleteLater()
    garbage = _GarbageCollector(app)
    garbage.freeze_what_is_loaded()
    sys.excepthook = _ErrorReport(window.session.failed.emit)
    return app, window


def _paint_now(app: QApplication) -> None:
    """Let the splash reach the screen: nothing is painted before events are handled."""
    for _ in range(3):
        app.processEvents()


def _build_window(opening: Path | None):  # noqa: ANN202 (its type would be imported before torch is)
    from explorer.ui.window import build_window

    return build_window(opening)


class _GarbageCollector(QObject):
    """Collects on the window's thread only; what start-up made is frozen out of every turn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(COLLECT_MS)

    def freeze_what_is_loaded(self) -> None:
        """Collect once, then leave torch's thousands of objects out of later collections."""
        gc.collect()
        gc.freeze()

    def _collect(self) -> None:
        gc.collect()


class _ErrorReport:
    """An unexpected error in a slot: on stderr in full, in the window as a sentence."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        traceback.print_exception(kind, error, trace)
        self._say(f"Something went wrong inside Carrytrack: {error or kind.__name__}")
