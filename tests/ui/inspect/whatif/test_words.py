"""Words edited in the text: delete, replace, insert, move; what is shown is read by a loop."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.analysis.trace import trace
from explorer.analysis.whatif import Transplant
from explorer.ui.inspect.whatif.alignment import aligned
from tests.ui.inspect.whatif.conftest import LEFT, lstm_verdict, settle
from tests.ui.inspect.whatif.test_clamps import drag


@pytest.fixture
def words(show, qtbot, runs, session, read):
    """A short review with the words' form in front; the page and its text."""
    page = show(runs["lstm"])
    read("a good film with a bad end but i would watch it again")
    settle(qtbot, page)
    qtbot.mouseClick(page.whatif.forms.segment("words"), LEFT)
    text = page.whatif_view.text
    qtbot.waitUntil(text.isVisible)
    text.setFocus()
    return page, text


def ids(session) -> list[int]:
    return session.inspection.result.encoded.ids.tolist()


def click(qtbot, text, t: int, keys=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mouseClick(text, LEFT, keys, text.box_of(t).center().toPoint())


def agrees(page, session, expected_ids) -> None:
    """The figure on the card equals a loop over these words."""
    expected = lstm_verdict(session, expected_ids)
    assert page.whatif.shown.chance_after == pytest.approx(expected, abs=1e-6)
    assert page.whatif.card.numbers.after == pytest.approx(expected, abs=1e-6)


def test_delete_and_bring_back(words, session, qtbot):
    page, text = words
    before = ids(session)
    click(qtbot, text, 6)
    assert session.selection.t == 6
    assert page.whatif.words.chosen.text() == "t 6 “bad”"
    qtbot.keyClick(text, Qt.Key.Key_Delete)
    settle(qtbot, page)
    agrees(page, session, before[:6] + before[7:])
    assert page.whatif.words.delete.text() == "Bring back"
    qtbot.mouseClick(page.whatif.words.delete, LEFT)
    settle(qtbot, page)
    agrees(page, session, before)
    assert session.whatif.items == ()


def test_several_words_with_shift(words, session, qtbot):
    page, text = words
    before = ids(session)
    click(qtbot, text, 4)
    click(qtbot, text, 7, Qt.KeyboardModifier.ShiftModifier)
    qtbot.mouseClick(page.whatif.words.delete, LEFT)
    settle(qtbot, page)
    agrees(page, session, before[:4] + before[8:])
    assert "delete 4 words" in next(iter(page.whatif.list.cards.values())).accessibleName()


def test_replace_in_place(words, session, qtbot):
    page, text = words
    before = ids(session)
    click(qtbot, text, 6)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert text.field.isVisible()
    assert text.field.text() == "bad"
    qtbot.keyClicks(text.field, "great")
    qtbot.keyClick(text.field, Qt.Key.Key_Return)
    settle(qtbot, page)
    great = session.inspection.model.run.vocabulary.id_of("great")
    agrees(page, session, [*before[:6], great, *before[7:]])
    click(qtbot, text, 6)
    qtbot.keyClick(text, Qt.Key.Key_F2)
    qtbot.keyClicks(text.field, "notawordatall")
    qtbot.keyClick(text.field, Qt.Key.Key_Return)
    settle(qtbot, page)
    agrees(page, session, [*before[:6], 2, *before[7:]])
    assert len(session.whatif.items) == 1  # written over again, it is the same change
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClick(text.field, Qt.Key.Key_Escape)
    assert len(session.whatif.items) == 1
    assert text.hasFocus()


def test_insert_words(words, session, qtbot):
    page, text = words
    before = ids(session)
    click(qtbot, text, 6)
    qtbot.keyClick(text, Qt.Key.Key_Insert)
    qtbot.keyClicks(text.field, "very very")
    qtbot.keyClick(text.field, Qt.Key.Key_Return)
    settle(qtbot, page)
    very = session.inspection.model.run.vocabulary.id_of("very")
    agrees(page, session, [*before[:6], very, very, *before[6:]])
    assert page.whatif.shown.columns.columns == len(before) + 2


def test_drag_words_elsewhere(words, session, qtbot):
    page, text = words
    before = ids(session)
    click(qtbot, text, 6)
    start, stop = text.box_of(6).center().toPoint(), text.box_of(2).center().toPoint()
    drag(qtbot, text, start, stop - QPoint(8, 0))
    settle(qtbot, page)
    moved = [*before[:2], before[6], *before[2:6], *before[7:]]
    agrees(page, session, moved)
    assert page.whatif.words.delete.text() == "Bring back"
    qtbot.mouseClick(page.whatif.words.delete, LEFT)
    settle(qtbot, page)
    agrees(page, session, before)
    qtbot.mouseClick(page.whatif.list.undo, LEFT)
    settle(qtbot, page)
    agrees(page, session, moved)
    qtbot.mouseClick(page.whatif.list.undo, LEFT)
    settle(qtbot, page)
    click(qtbot, text, 6)
    qtbot.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, page)
    agrees(page, session, [*before[:6], before[7], before[6], *before[8:]])


def test_a_state_is_transplanted_as_the_network_would_have_it(words, session, qtbot):
    page, _ = words
    qtbot.mouseClick(page.whatif.forms.segment("state"), LEFT)
    form = page.whatif.transplant
    form.at.setFocus()
    form.at.setValue(7)
    settle(qtbot, page)
    assert isinstance(session.whatif.draft, Transplant)
    donor, at = session.whatif.draft, 7
    own = ids(session)
    # With every layer's state put in, the network goes on as if it had read the donor so far.
    joined = [*donor.donor[: donor.donor_at + 1].tolist(), *own[at + 1 :]]
    network = session.inspection.model.network
    expected = trace(network, np.array(joined), pads=donor.donor_pads).probability[-1]
    assert page.whatif.shown.chance_after == pytest.approx(float(expected), abs=1e-6)
    qtbot.mouseClick(form.add, LEFT)
    assert len(session.whatif.items) == 1


def test_columns_of_every_kind_of_edit():
    columns = aligned(np.array([0, 2, -1, 3, 1]), 5)  # 1 moved to the end, 4 deleted, one new
    assert columns.before.tolist() == [0, 1, 2, -1, 3, -1, 4]
    assert columns.after.tolist() == [0, -1, 1, 2, 3, 4, -1]
    assert not columns.plain
    assert aligned(np.arange(4), 4).plain
    values = np.arange(5.0)[:, None]
    spread = columns.spread(values, columns.after)[:, 0]
    np.testing.assert_array_equal(spread, [0, np.nan, 1, 2, 3, 4, np.nan])
