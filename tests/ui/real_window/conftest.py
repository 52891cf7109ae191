"""A real X display, and a hand outside the process: xdotool moves the pointer and types."""

import shutil
import subprocess

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

STEPS = 12
STEP_SECONDS = "0.03"


class XHand:
    """Runs xdotool beside the event loop, so that drags and menus spin as they do for a user."""

    def __init__(self, qtbot) -> None:
        self._qtbot = qtbot

    def act(self, *words: object) -> None:
        """Run xdotool and keep the window alive until it is done."""
        process = subprocess.Popen(["xdotool", *map(str, words)])
        self._qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        assert process.returncode == 0

    def click(self, at: QPoint) -> None:
        self.act("mousemove", at.x(), at.y(), "click", 1)

    def drag(
        self, start: QPoint, end: QPoint, *, then: tuple[object, ...] = ("mouseup", 1)
    ) -> None:
        """Press, move in steps as a hand does, and release (or do something else at the end)."""
        words: list[object] = ["mousemove", start.x(), start.y(), "mousedown", 1]
        for step in range(1, STEPS + 1):
            point = start + (end - start) * (step / STEPS)
            words += ["sleep", STEP_SECONDS, "mousemove", point.x(), point.y()]
        self.act(*words, "sleep", "0.2", *then)

    def key(self, *names: str) -> None:
        self.act("key", *names)


@pytest.fixture
def x_hand(qapp, qtbot) -> XHand:
    if QGuiApplication.platformName() != "xcb":
        pytest.skip("needs an X display: run under xvfb-run with QT_QPA_PLATFORM=xcb")
    if shutil.which("xdotool") is None:
        pytest.skip("xdotool is not installed")
    return XHand(qtbot)
