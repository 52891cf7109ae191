"""The palette, and the strip of presets."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.stack.kinds import KINDS
from explorer.stack.presets import PRESETS
from explorer.ui.build.palette.rows import GROUPS, palette_rows


def test_every_kind_is_offered_once_under_its_group():
    rows = palette_rows()
    assert sorted(row.kind for row in rows if row.kind) == sorted(KINDS)
    assert [row.text for row in rows if row.is_heading] == list(GROUPS)


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("lstm", ["LSTM", "CarryLSTM"]),
        ("carry l", ["CarryLSTM"]),
        ("POOL", [kind for kind, spec in KINDS.items() if spec.group == "Pooling"]),
        ("both ways", ["Bidirectional"]),
        ("sponge", []),
    ],
)
def test_search_looks_at_kind_group_and_summary(page, query, kinds):
    QTest.keyClicks(page.palette_panel.search, query)
    shown = [row.kind for row in page.palette_panel.kinds.kinds.rows if row.kind]
    assert shown == kinds
    assert page.palette_panel.nothing.isVisible() == (not kinds)


def test_a_double_click_appends_before_the_output(page, hand):
    kinds = page.palette_panel.kinds
    at = kinds.viewport().mapFromGlobal(hand.on_kind("GRU"))
    QTest.mouseClick(kinds.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(kinds.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert hand.names() == ["embedding", "lstm", "gru", "dense"]
    assert page.session.edits.selected == "gru"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_can_be_dropped(page, hand, kind):
    hand.take_kind(kind)
    hand.over_gap(2)
    hand.release()
    assert len(hand.names()) == 4
    assert page.session.edits.stack.layers[2].kind == kind
    assert page.side.properties.form is not None


def test_a_new_embedding_covers_the_vocabulary(page, hand):
    page.session.data.set_encoding(max_features=5000)
    hand.take_kind("Embedding")
    hand.over_gap(0)
    hand.release()
    assert page.session.edits.stack.layers[0].input_dim == 5000


@pytest.mark.parametrize("name", list(PRESETS))
def test_a_preset_is_one_undo_step(page, hand, name):
    before = page.session.edits.stack
    button = page.presets.buttons[name]
    page.presets.area.ensureWidgetVisible(button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.session.edits.stack == PRESETS[name].stack
    assert hand.names() == [layer.name for layer in PRESETS[name].stack.layers]
    assert [b.preset.name for b in page.presets.buttons.values() if b.in_use] == [name]
    assert page.toolbar.train.isEnabled()
    assert not page.side.properties.nothing.isVisible()
    assert page.toolbar.title.text() == PRESETS[name].stack.title
    page.session.history.undo()
    assert page.session.edits.stack == before


def test_the_arrow_brings_the_last_presets(qtbot, page):
    last = list(page.presets.buttons.values())[-1]
    assert page.presets.on.isVisible()
    assert not page.presets.back.isVisible()
    while page.presets.on.isVisible():
        before = page.presets.area.horizontalScrollBar().value()
        QTest.mouseClick(page.presets.on.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda b=before: page.presets.area.horizontalScrollBar().value() > b)
    assert not last.visibleRegion().isEmpty()
    assert page.presets.back.isVisible()
