"""What a crash has left, offered above the page."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from explorer.session.project.first_project import first_project
from explorer.session.project.recovery_file import Leftover, own_file, recovery_home, write_recovery
from explorer.stack.kinds import DropoutSpec
from explorer.stack.presets import preset
from explorer.ui.shell.project_notices import offer_words
from explorer.ui.shell.unsaved_dialog import UnsavedDialog
from tests.ui.shell.project.steps import add_layer


@pytest.fixture
def leftover(session, other):
    """What a crashed window had: the other project, with one layer more."""
    stack = preset("gru").stack.inserted(1, DropoutSpec())
    write_recovery(replace(first_project(), stack=stack), other)
    path = recovery_home() / f"{2**22 + 1}-1700000000.json"
    own_file().replace(path)
    session.recovery.look()
    return path


def test_recover_is_offered_above_the_page_and_taken(leftover, window, session, click, written):
    notice = window.notices.recovery
    assert notice.isVisible()
    assert "“Other”" in notice.label.text()
    click(notice.button)
    written()
    assert len(session.edits.stack.layers) == len(preset("gru").stack.layers) + 1
    assert window.windowTitle() == "• Other · Carrytrack"
    assert not window.notices.isVisible()
    assert not leftover.exists()


def test_discard_throws_it_away(leftover, window, session, click):
    click(window.notices.discard)
    assert not leftover.exists()
    assert not window.notices.isVisible()
    assert session.edits.stack == preset("lstm").stack


def test_unsaved_work_comes_before_recovering(leftover, window, session, press, dialog):
    add_layer(session)
    window.notices.recovery.button.click()
    dialog(UnsavedDialog)
    press("Esc")
    assert len(session.edits.stack.layers) == 4
    assert leftover.exists()


def test_a_leftover_that_cannot_be_read_can_only_be_discarded(leftover, window, click, written):
    leftover.write_text("{")
    click(window.notices.recovery.button)
    written()
    assert window.notices.recovery.tone == "error"
    assert leftover.name in window.notices.recovery.label.text()
    assert not window.notices.recovery.button.isVisible()
    click(window.notices.discard)
    assert not leftover.exists()


def test_the_offer_says_what_and_when():
    now = datetime(2026, 5, 4, 12, 0)
    named = Leftover(Path("a"), Path("/x/Movie moods.carrytrack"), datetime(2026, 5, 4, 9, 5))
    assert "“Movie moods”" in offer_words(named, now)
    assert "today at 09:05" in offer_words(named, now)
    older = Leftover(Path("a"), None, datetime(2026, 5, 4, 9, 5) - timedelta(days=2))
    assert "a project without a name" in offer_words(older, now)
    assert "02 May at 09:05" in offer_words(older, now)
