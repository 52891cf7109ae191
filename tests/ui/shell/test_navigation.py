"""Getting from page to page: rail, keys, chips."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

PAGES = ("build", "train", "inspect", "runs", "data", "settings")


@pytest.mark.parametrize("page", PAGES)
def test_a_click_in_the_rail_opens_the_page(window, session, click, page):
    session.go("train" if page == "build" else "build")
    click(window.nav_rail.item(page))
    assert session.page == page
    assert window.page is window.pages[page]
    assert window.page.isVisible()
    assert [name for name in PAGES if window.nav_rail.item(name).isChecked()] == [page]


@pytest.mark.parametrize(
    ("keys", "page"),
    [
        ("Ctrl+1", "build"),
        ("Ctrl+2", "train"),
        ("Ctrl+3", "inspect"),
        ("Ctrl+6", "data"),
        ("Ctrl+7", "runs"),
        ("Ctrl+,", "settings"),
    ],
)
def test_a_key_opens_the_page(window, session, press, keys, page):
    session.go("train" if page == "build" else "build")
    press(keys)
    assert session.page == page
    assert window.pages[page].isVisible()


def test_the_rail_works_by_keyboard(window, session, qtbot):
    session.go("build")
    item = window.nav_rail.item("data")
    item.setFocus(Qt.FocusReason.TabFocusReason)
    assert item.shows_ring
    qtbot.keyClick(item, Qt.Key.Key_Space)
    assert session.page == "data"


@pytest.mark.parametrize(
    ("chip", "page"), [("model_chip", "build"), ("data_chip", "data"), ("run_chip", "train")]
)
def test_a_chip_leads_to_its_page(window, session, click, chip, page):
    session.go("settings")
    click(getattr(window.top_bar, chip))
    assert session.page == page


def test_a_page_that_is_opened_has_the_keyboard(window, session, click):
    click(window.nav_rail.item("train"))
    assert QApplication.focusWidget() is window.pages["train"]


def test_pages_to_come_leave_no_dead_button(window):
    shown = {
        item.entry.page for item in window.nav_rail.findChildren(type(window.nav_rail.item("data")))
    }
    assert shown == set(PAGES)
    names = {action.objectName() for action in window.actions()}
    assert "go-compare" not in names
    assert "go-learn" not in names


def test_a_page_the_window_lacks_changes_nothing(window, session):
    session.go("data")
    session.go("compare")
    assert window.page is window.pages["data"]


def test_the_open_page_is_marked_at_the_edge(window, session):
    session.go("build")
    marked = _at_the_edge_of(window, "build")
    session.go("train")
    assert _at_the_edge_of(window, "build") != marked
    assert _at_the_edge_of(window, "train") == marked


def _at_the_edge_of(window, page: str) -> int:
    item = window.nav_rail.item(page)
    picture = window.nav_rail.grab().toImage()
    return picture.pixel(QPoint(1, item.geometry().center().y()))
