"""The window around plain pages, closed when the test is over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel

from explorer.ui.data.page import DataPage
from explorer.ui.settings.page import SettingsPage
from explorer.ui.shell.main_window import MainWindow
from tests.ui.own_home import own_home


@pytest.fixture(autouse=True)
def home(qapp, tmp_path, monkeypatch):
    yield from own_home(qapp, tmp_path, monkeypatch)


@pytest.fixture
def make_window(session, qtbot):
    """Make the window as a launch would; pages that others own are plain labels."""
    made: list[MainWindow] = []

    def make(size: tuple[int, int] | None = (1280, 800)) -> MainWindow:
        pages = {name: QLabel(name) for name in ("build", "train", "inspect", "runs")}
        for page in pages.values():
            page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pages |= {"data": DataPage(session), "settings": SettingsPage(session)}
        window = MainWindow(session, pages)
        if size is not None:
            window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible(), timeout=20_000)
        window.deleteLater()


@pytest.fixture
def window(make_window):
    return make_window()


@pytest.fixture
def press(qtbot):
    """Press keys such as "Ctrl+1" on whatever has the keyboard."""

    def keys(sequence: str) -> None:
        combination = QKeySequence(sequence)[0]
        target = QApplication.focusWidget() or QApplication.activeWindow()
        assert target is not None
        qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())

    return keys


@pytest.fixture
def ready(session, qtbot):
    """The session with reviews, a small stack and a short recipe."""
    from dataclasses import replace

    session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    session.data.set_encoding(maxlen=40)
    session.training.set(limit=160, batch_size=32, epochs=2, threads=1, probe_every=0)
    stack = session.edits.stack
    place = next(i for i, layer in enumerate(stack.layers) if layer.kind == "LSTM")
    layer = stack.layers[place]
    session.edits.apply(stack.replaced(place, replace(layer, units=4)), "Fewer units")
    return session
