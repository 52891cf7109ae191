"""The sheet of keys lists what there is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QLabel

from explorer.ui.shell.page_keys import PAGE_KEYS
from explorer.ui.shell.shortcuts_dialog import OR


def test_f1_opens_the_sheet_and_esc_closes_it(window, press, qtbot):
    press("F1")
    dialog = window.findChild(QDialog)
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "F1", "Undo", "Everywhere"} <= texts
    assert dialog.height() < 760
    for page, rows in PAGE_KEYS:
        assert page in texts
        for _, meaning in rows:
            assert meaning in texts
    qtbot.waitUntil(dialog.isActiveWindow)
    press("Esc")
    qtbot.waitUntil(lambda: window.findChild(QDialog) is None)


def test_the_help_button_opens_it_too(window, click):
    click(window.top_bar.help_button)
    dialog = window.findChild(QDialog)
    assert dialog.isVisible()
    dialog.close()


def test_every_combination_on_the_sheet_is_one():
    for _, rows in PAGE_KEYS:
        for keys, _ in rows:
            for combination in keys.split(OR):
                if combination.endswith(("drag", "click", "wheel")):
                    continue  # the mouse does it
                sequence = QKeySequence(combination)
                assert sequence.count() == 1, combination
                assert sequence[0].key() != Qt.Key.Key_unknown, combination
