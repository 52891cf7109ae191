"""The tab in front decides what the middle shows; all views share time, cursor and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def other(page):
    """A tab more, with a view and tools of its own."""
    view = QLabel("another view")
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    tools = QLabel("its tools")
    page.centre.add_view("other", view, tools)
    page.add_tab("other", "Other", QWidget())
    return view, tools


def click_tab(qtbot, page, title: str) -> None:
    """Click a tab by its title."""
    bar = page.tabs.tabBar()
    place = next(n for n in range(bar.count()) if bar.tabText(n) == title)
    qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(place).center())


def test_the_tab_in_front_decides_what_the_middle_shows(page, qtbot, other):
    view, tools = other
    page.centre.signals.setFocus()
    assert page.centre.signals.isVisible()
    assert not tools.isVisible()
    click_tab(qtbot, page, "Other")
    assert view.isVisible()
    assert tools.isVisible()
    assert not page.centre.signals.isVisible()
    assert not page.centre.toolbar.words_by.isVisible()
    assert view.hasFocus()  # the keys stay with the middle
    click_tab(qtbot, page, "Cell")
    assert page.centre.signals.isVisible()
    assert page.centre.toolbar.words_by.isVisible()
    assert page.centre.signals.hasFocus()


def test_keys_turn_to_the_tab_before_and_after(page, qtbot):
    names = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    assert names == ["Cell", "Ledger", "Gradient", "What-if", "Search"]
    control = Qt.KeyboardModifier.ControlModifier
    page.reviews.list.setFocus()
    for key, name in (
        (Qt.Key.Key_PageDown, "Ledger"),
        (Qt.Key.Key_PageDown, "Gradient"),
        (Qt.Key.Key_PageUp, "Ledger"),
        (Qt.Key.Key_PageUp, "Cell"),
        (Qt.Key.Key_PageUp, "Search"),
    ):
        qtbot.keyClick(page.window().focusWidget(), key, control)
        assert page.tabs.tabText(page.tabs.currentIndex()) == name


def test_time_and_cursor_are_shared(page, session, qtbot, other):
    display, signals = page.display, page.centre.signals
    click_tab(qtbot, page, "Other")
    display.set_window(10, 30)
    session.selection.select(t=50)
    assert display.window.start <= 50 < display.window.stop
    click_tab(qtbot, page, "Cell")
    assert signals.window_in_view() == (display.window.start, display.window.stop)
    assert signals.cursor_timestep() == 50
    middle = QPoint(signals.width() // 2, signals.height() // 2)
    qtbot.mouseDClick(signals, LEFT, pos=middle)
    assert display.window.is_whole
