"""Ctrl+Z where the keyboard stands in a field: the page's undo, unless something is half typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
REDO = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def units(page, hand):
    """The box of the LSTM's units, with the keyboard in it."""
    hand.click_card("lstm")
    box = page.side.properties.form.rows[("units",)].editor.box
    box.setFocus(Qt.FocusReason.TabFocusReason)
    return box


def in_stack(page) -> int:
    return page.session.edits.stack.layers[1].units


def test_a_stepped_number_is_undone_and_redone(page, hand, units):
    hand.key(Key.Key_Up)
    assert in_stack(page) == 33
    hand.key(Key.Key_Z, CONTROL)
    assert (in_stack(page), units.value()) == (32, 32)
    hand.key(Key.Key_Z, REDO)
    assert (in_stack(page), units.value()) == (33, 33)


def test_a_confirmed_number_is_undone(page, hand, units):
    units.selectAll()
    QTest.keyClicks(units, "64")
    hand.key(Key.Key_Return)
    assert in_stack(page) == 64
    hand.key(Key.Key_Z, CONTROL)
    assert (in_stack(page), units.value()) == (32, 32)


def test_a_half_typed_number_is_only_typing(page, hand, units):
    hand.key(Key.Key_Up)
    units.selectAll()
    QTest.keyClicks(units, "640")
    assert units.is_typed()
    hand.key(Key.Key_Z, CONTROL)
    assert in_stack(page) == 33, "the typing was undone, not the step before it"


def test_what_the_search_added_is_undone(page, hand):
    page.palette_panel.focus_search()
    QTest.keyClicks(page.palette_panel.search, "gru")
    hand.key(Key.Key_Return)
    assert hand.names() == ["embedding", "lstm", "gru", "dense"]
    hand.key(Key.Key_Z, CONTROL)
    assert hand.names() == ["embedding", "lstm", "dense"]
    assert page.palette_panel.search.text() == "gru"


def test_a_new_name_is_undone_in_its_field(page, hand):
    hand.click_card("lstm")
    hand.key(Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "reader")
    hand.key(Key.Key_Return)
    assert hand.names() == ["embedding", "reader", "dense"]
    hand.key(Key.Key_Z, CONTROL)
    assert hand.names() == ["embedding", "lstm", "dense"]
