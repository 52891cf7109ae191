"""What a crash has left, offered in the top bar."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.session.project.first_project import first_project
from explorer.session.project.recovery_file import Leftover, own_file, recovery_home, write_recovery
from explorer.stack.kinds import DropoutSpec
from explorer.stack.presets import preset
from explorer.ui.shell.recovery_chip import offer_words
from explorer.ui.shell.unsaved_dialog import UnsavedDialog
from tests.ui.shell.project.steps import add_layer

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def leftover(session, other):
    """What a crashed window had: the other project, with one layer more."""
    stack = preset("gru").stack.inserted(1, DropoutSpec())
    write_recovery(replace(first_project(), stack=stack), other)
    path = recovery_home() / f"{2**22 + 1}-1700000000.json"
    own_file().replace(path)
    session.recovery.look()
    return path


@pytest.fixture
def ask(leftover, window, click, qtbot):
    """Click the chip; the menu under it."""

    def menu():
        chip = window.top_bar.recovery
        click(chip)
        qtbot.waitUntil(chip.menu.isVisible)
        return chip.menu

    return menu


def test_recover_is_offered_in_the_top_bar_and_taken(leftover, window, ask, qtbot, written):
    session = window.session
    chip = window.top_bar.recovery
    menu = ask()
    assert "“Other”" in chip.words.text()
    assert chip.toolTip() == chip.words.text()
    qtbot.keyClick(menu, Qt.Key.Key_Return)  # Recover is the first
    written()
    assert len(session.edits.stack.layers) == len(preset("gru").stack.layers) + 1
    assert window.windowTitle() == "• Other · Carrytrack"
    assert not chip.isVisible()
    assert not leftover.exists()


def test_the_offer_moves_nothing(leftover, window):
    def place() -> QPoint:
        window.grab()  # with all layouts in force
        return window.page.mapTo(window, QPoint())

    with_it = place()
    assert window.top_bar.recovery.isVisible()
    window.top_bar.recovery.hide()
    assert place() == with_it


def test_discard_throws_it_away(leftover, window, session, ask, qtbot):
    menu = ask()
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(window.top_bar.recovery.discard).center())
    assert not leftover.exists()
    assert not window.top_bar.recovery.isVisible()
    assert session.edits.stack == preset("lstm").stack


def test_not_now_leaves_it_for_the_next_start(leftover, window, session, ask, qtbot):
    menu = ask()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert not window.top_bar.recovery.isVisible()
    assert leftover.exists()


def test_unsaved_work_comes_before_recovering(leftover, window, session, press, dialog):
    add_layer(session)
    window.top_bar.recovery.recover.trigger()
    dialog(UnsavedDialog)
    press("Esc")
    assert len(session.edits.stack.layers) == 4
    assert leftover.exists()


def test_a_leftover_that_cannot_be_read_can_only_be_discarded(leftover, window, ask, written):
    leftover.write_text("{")
    chip = window.top_bar.recovery
    chip.recover.trigger()
    written()
    assert window.status_bar.line.words.mark == "error"
    ask()
    assert leftover.name in chip.words.text()
    assert not chip.recover.isVisible()
    chip.menu.close()
    chip.discard.trigger()
    assert not leftover.exists()


def test_the_offer_says_what_and_when():
    now = datetime(2026, 5, 4, 12, 0)
    named = Leftover(Path("a"), Path("/x/Movie moods.carrytrack"), datetime(2026, 5, 4, 9, 5))
    assert "“Movie moods”" in offer_words(named, now)
    assert "today at 09:05" in offer_words(named, now)
    older = Leftover(Path("a"), None, datetime(2026, 5, 4, 9, 5) - timedelta(days=2))
    assert "a project without a name" in offer_words(older, now)
    assert "02 May at 09:05" in offer_words(older, now)
