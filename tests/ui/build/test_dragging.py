"""Drag and drop with real mouse events: what the user does and what then stands on the canvas."""

import random

import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.stack.kinds import KINDS, DenseSpec, DropoutSpec, EmbeddingSpec, LSTMSpec

TAUGHT = ["embedding", "lstm", "dense"]


def test_a_kind_dragged_to_a_gap_is_inserted_there(page, hand):
    hand.take_kind("Dropout")
    hand.over_gap(1)
    assert page.ghost.isVisible()
    marker = page.canvas.stack_scene.marker
    assert marker.isVisible()
    assert marker.words == "Drop between embedding and lstm"
    layout = page.canvas.stack_scene.layout_now
    assert layout.tops[1] - layout.tops[0] - layout.heights[0] == 128

    hand.release()
    assert hand.names() == ["embedding", "dropout", "lstm", "dense"]
    assert not page.ghost.isVisible()
    assert not marker.isVisible()
    assert page.session.edits.selected == "dropout"
    assert page.session.history.undo_name == "Add Dropout"


@pytest.mark.parametrize(("gap", "words"), [(0, "Drop before embedding"), (3, "Drop after dense")])
def test_the_ends_take_a_drop_too(page, hand, gap, words):
    hand.take_kind("Dropout")
    hand.over_gap(gap)
    assert page.canvas.stack_scene.marker.words == words
    hand.release()
    assert hand.names().index("dropout") == gap


def test_an_empty_stack_takes_its_first_layer(page, hand, load):
    load()
    hand.take_kind("Embedding")
    hand.over_gap(0)
    assert page.canvas.stack_scene.marker.words == "Drop as the first layer"
    hand.release()
    assert hand.names() == ["embedding"]


def test_the_grip_moves_a_card(page, hand):
    hand.take_card("dense")
    hand.over_gap(1)
    assert page.canvas.stack_scene.marker.words == "Drop between embedding and lstm"
    hand.release()
    assert hand.names() == ["embedding", "dense", "lstm"]
    assert page.session.history.undo_name == "Move dense"


def test_a_card_dropped_on_its_own_place_changes_nothing(page, hand):
    hand.take_card("lstm")
    hand.move(hand.in_gap(2))
    assert not page.canvas.stack_scene.marker.isVisible()
    hand.release()
    assert hand.names() == TAUGHT
    assert not page.session.history.undo_name


def test_picked_cards_move_together(page, hand, load):
    load(EmbeddingSpec(), LSTMSpec(), DropoutSpec(), LSTMSpec(), DenseSpec())
    hand.click_card("lstm")
    hand.click_card("lstm_1", Qt.KeyboardModifier.ControlModifier)
    hand.take_card("lstm_1")
    hand.over_gap(5)
    assert page.canvas.stack_scene.marker.words == "Drop after dense"
    hand.release()
    assert hand.names() == ["embedding", "dropout", "dense", "lstm", "lstm_1"]


@pytest.mark.parametrize("source", ["palette", "canvas"])
def test_escape_cancels(page, hand, source):
    hand.take_kind("GRU") if source == "palette" else hand.take_card("lstm")
    hand.over_gap(3)
    assert page.drag.active
    hand.key(Qt.Key.Key_Escape)
    assert not page.drag.active
    assert not page.ghost.isVisible()
    hand.release()
    assert hand.names() == TAUGHT
    assert not page.session.history.undo_name


def test_a_drop_beside_the_canvas_changes_nothing(page, hand):
    hand.take_kind("GRU")
    hand.over_gap(1)
    hand.move(page.side.mapToGlobal(QPoint(100, 300)))
    assert not page.canvas.stack_scene.marker.isVisible()
    hand.release()
    assert hand.names() == TAUGHT


def test_the_ghost_follows_the_cursor(page, hand):
    hand.take_kind("GRU")
    for at in (QPoint(200, 400), QPoint(600, 300), QPoint(700, 500)):
        hand.move(page.mapToGlobal(at))
        box = page.ghost.geometry()
        assert box.contains(at)
    hand.key(Qt.Key.Key_Escape)
    hand.release()


def test_dragging_at_the_edge_scrolls(qtbot, page, hand, load):
    load(EmbeddingSpec(), *[LSTMSpec(return_sequences=True) for _ in range(20)], DenseSpec())
    canvas = page.canvas
    assert canvas.verticalScrollBar().value() == 0
    hand.take_kind("Dropout")
    viewport = canvas.viewport()
    hand.move(viewport.mapToGlobal(QPoint(400, viewport.height() - 5)))
    bar = canvas.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 400)
    hand.move(viewport.mapToGlobal(QPoint(400, viewport.height() // 2)), steps=1)
    stopped = bar.value()
    gap = page.drag.gap
    assert gap is not None and gap > 5
    hand.release()
    assert hand.names()[gap] == "dropout"
    assert abs(bar.value() - stopped) < 200


def test_dragging_past_the_lower_end_scrolls_on(qtbot, page, hand, load):
    load(EmbeddingSpec(), *[LSTMSpec(return_sequences=True) for _ in range(20)], DenseSpec())
    bar = page.canvas.verticalScrollBar()
    hand.take_kind("Dropout")
    hand.move(page.footer.mapToGlobal(QPoint(300, 20)))
    assert page.drag.gap is None, "a drop there would place it nowhere"
    qtbot.waitUntil(lambda: bar.value() > 400)
    hand.move(page.side.mapToGlobal(QPoint(100, 400)))
    stopped = bar.value()
    qtbot.wait(50)
    assert bar.value() == stopped
    hand.release()


@pytest.mark.parametrize("seed", range(6))
def test_no_random_drag_loses_a_layer(page, hand, seed):
    """Any drag, dropped or not, keeps every layer that was there; undo brings all back."""
    chance = random.Random(seed)
    before = page.session.edits.stack
    for _ in range(12):
        names = hand.names()
        added = chance.random() < 0.3 and len(names) < 12
        if added:
            hand.take_kind(chance.choice(sorted(KINDS)))
        else:
            hand.take_card(chance.choice(names))
        for _ in range(chance.randint(1, 3)):
            hand.move(page.mapToGlobal(QPoint(chance.randint(-50, 1400), chance.randint(0, 850))))
        dropped = chance.random() < 0.7
        if not dropped and page.drag.active:
            hand.key(Qt.Key.Key_Escape)
        hand.release()
        assert set(names) <= set(hand.names())
        assert len(hand.names()) - len(names) in ((0, 1) if added and dropped else (0,))
        assert hand.names() == [layer.name for layer in page.session.edits.stack.layers]
    while page.session.history.undo_name:
        page.session.history.undo()
    assert page.session.edits.stack == before


def test_less_motion_puts_everything_at_its_place_at_once(page, hand):
    page.setStyleSheet("* { widget-animation-duration: 0; }")
    scene = page.canvas.stack_scene
    scene.open_gap(1)
    assert not scene.gliding
    assert scene.cards["lstm"].y() == scene.layout_now.tops[1]
    page.setStyleSheet("")
    scene.open_gap(None)
    assert scene.gliding
