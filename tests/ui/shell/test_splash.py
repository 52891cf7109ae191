"""The first picture needs no torch, and looks like the window that follows."""

import json
import os
import subprocess
import sys

from PySide6.QtCore import QPoint, QRect

from explorer.ui.shell.splash import PAGES, Splash
from explorer.ui.theme.theme import theme

CHILD = """
import json, sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from explorer.ui.theme.theme import apply_theme
from explorer.ui.shell.splash import Splash
apply_theme(app)
splash = Splash()
splash.show()
app.processEvents()
colours = {splash.grab().toImage().pixel(x, 23) for x in range(0, 72, 2)}
heavy = {"torch", "numpy", "explorer.session", "pyqtgraph"} & set(sys.modules)
print(json.dumps({"heavy": sorted(heavy), "colours": len(colours)}))
"""


def test_nothing_heavy_is_imported_before_it_is_painted():
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["heavy"] == []
    assert told["colours"] > 1


def test_its_pages_are_the_windows(window):
    assert set(PAGES) == set(window.pages)


def test_rail_and_bars_are_where_the_window_has_them(window, session, qtbot):
    splash = Splash()
    qtbot.addWidget(splash)
    splash.resize(window.size())
    splash.show()
    session.go("inspect")
    qtbot.wait(20)
    before, after = splash.grab().toImage(), window.grab().toImage()
    low = window.height()
    frame = [
        QRect(0, 0, 72, 48),
        QRect(0, 48, 72, low - 72),
        QRect(0, low - 24, 12, 24),
    ]
    for part in frame:
        for x in range(part.left(), part.right() + 1, 1):
            for y in range(part.top(), part.bottom() + 1, 3):
                at = QPoint(x, y)
                assert before.pixel(at) == after.pixel(at), at


def test_it_follows_the_remembered_theme(qtbot):
    from explorer.ui.shell.window_memory import WindowMemory

    WindowMemory().theme_mode = "light"
    splash = Splash()
    qtbot.addWidget(splash)
    assert theme().mode == "light"
    assert not theme().palette.is_dark
