"""The cell in view as code: opened by a click, follows the model, copies whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.network.numpy_code import numpy_code
from explorer.ui.inspect.cell.code_window import CodeWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(qtbot):
    """The window of a page, once it is on screen; closed after the test."""

    def find(page) -> CodeWindow:
        window = page.cell.findChild(CodeWindow)
        assert window is not None
        qtbot.addWidget(window)
        qtbot.waitExposed(window)
        return window

    return find


def test_a_click_shows_the_loop_of_the_layer_in_view(page, session, qapp, opened):
    QTest.mouseClick(page.cell.as_code, LEFT)
    window = opened(page)
    layer = session.inspection.model.network.layers[1]
    shown = window.code.toPlainText()
    assert shown == numpy_code(layer)
    assert "def lstm" in shown
    assert "(32, 32)" in shown  # E = 32, and 4 gates of 8 units
    assert window.windowTitle() == "lstm as code"
    QTest.mouseClick(window.copy, LEFT)
    assert qapp.clipboard().text() == shown
    assert window.copy.text() == "Copied"


def test_it_follows_the_layer_and_is_never_opened_twice(page, open_run, runs, opened):
    QTest.mouseClick(page.cell.as_code, LEFT)
    open_run(runs["gru"])
    window = opened(page)
    assert "def gru" in window.code.toPlainText()
    QTest.mouseClick(page.cell.as_code, LEFT)
    assert page.cell.findChildren(CodeWindow) == [window]


def test_escape_closes_it(page, qtbot):
    QTest.mouseClick(page.cell.as_code, LEFT)
    window = page.cell.findChild(CodeWindow)
    qtbot.waitExposed(window)
    with qtbot.waitSignal(window.destroyed):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert page.cell.findChild(CodeWindow) is None
