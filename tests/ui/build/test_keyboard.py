"""Everything without a mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.stack.kinds import DenseSpec, DropoutSpec, EmbeddingSpec, LSTMSpec

Key = Qt.Key
ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def keys(page, hand):
    page.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    return hand


def test_add_move_and_remove_a_layer(page, keys):
    keys.key(Key.Key_F, CONTROL)
    assert page.palette_panel.search.hasFocus()
    QTest.keyClicks(page.palette_panel.search, "drop")
    keys.key(Key.Key_Return)
    assert keys.names() == ["embedding", "lstm", "dropout", "dense"]
    keys.key(Key.Key_Escape)  # clears the search
    keys.key(Key.Key_Escape)  # and back to the canvas
    assert page.canvas.hasFocus()
    keys.key(Key.Key_Up, ALT)
    assert keys.names() == ["embedding", "dropout", "lstm", "dense"]
    keys.key(Key.Key_Delete)
    assert keys.names() == ["embedding", "lstm", "dense"]
    assert page.session.edits.selected == "lstm"
    for names in (
        ["embedding", "dropout", "lstm", "dense"],
        ["embedding", "lstm", "dropout", "dense"],
        ["embedding", "lstm", "dense"],
    ):
        keys.key(Key.Key_Z, CONTROL)
        assert keys.names() == names
    keys.key(Key.Key_Z, CONTROL | SHIFT)
    assert keys.names() == ["embedding", "lstm", "dropout", "dense"]


def test_the_list_of_kinds_by_arrows(page, keys):
    keys.key(Key.Key_F, CONTROL)
    keys.key(Key.Key_Down)
    assert page.palette_panel.kinds.hasFocus()
    keys.key(Key.Key_Down)
    keys.key(Key.Key_Down)
    keys.key(Key.Key_Return)
    assert keys.names() == ["embedding", "lstm", "lstm_1", "dense"]
    for _ in range(3):
        keys.key(Key.Key_Up)
    assert page.palette_panel.search.hasFocus()


def test_arrows_walk_and_shift_extends(page, keys):
    for name in ("embedding", "lstm", "dense", "dense"):
        keys.key(Key.Key_Down)
        assert page.session.edits.selected == name
    keys.key(Key.Key_Up, SHIFT)
    assert page.picks.names == {"lstm", "dense"}
    keys.key(Key.Key_Home)
    assert page.picks.names == {"embedding"}
    keys.key(Key.Key_End)
    assert page.picks.names == {"dense"}
    keys.key(Key.Key_A, CONTROL)
    assert len(page.picks.names) == 3
    keys.key(Key.Key_Escape)
    assert not page.picks.names


def test_moving_stops_at_the_ends(page, keys):
    keys.key(Key.Key_Home)
    keys.key(Key.Key_Up, ALT)
    assert keys.names() == ["embedding", "lstm", "dense"]
    assert not page.session.history.undo_name
    for _ in range(4):
        keys.key(Key.Key_Down, ALT)
    assert keys.names() == ["lstm", "dense", "embedding"]


def test_duplicate_cut_copy_paste(page, keys):
    keys.key(Key.Key_Down)
    keys.key(Key.Key_Down)
    keys.key(Key.Key_D, CONTROL)
    assert keys.names() == ["embedding", "lstm", "lstm_1", "dense"]
    keys.key(Key.Key_Up, SHIFT)
    keys.key(Key.Key_X, CONTROL)
    assert keys.names() == ["embedding", "dense"]
    keys.key(Key.Key_V, CONTROL)
    assert keys.names() == ["embedding", "dense", "lstm", "lstm_1"]
    assert page.picks.names == {"lstm", "lstm_1"}
    keys.key(Key.Key_C, CONTROL)
    keys.key(Key.Key_V, CONTROL)
    assert keys.names()[-2:] == ["lstm_2", "lstm_3"]


def test_pasting_something_else_does_nothing(page, keys):
    QApplication.clipboard().setText("a recipe")
    keys.key(Key.Key_V, CONTROL)
    assert keys.names() == ["embedding", "lstm", "dense"]


def test_a_damaged_clipboard_says_so(qtbot, page, keys):
    keys.key(Key.Key_Down)
    keys.key(Key.Key_C, CONTROL)
    mime = QApplication.clipboard().mimeData()
    kind = mime.formats()[-1]
    from PySide6.QtCore import QMimeData

    damaged = QMimeData()
    for name in mime.formats():
        damaged.setData(name, b'{"version": 1, "layers": [{"kind": "Sponge"}], "title": ""}')
    assert kind in damaged.formats()
    QApplication.clipboard().setMimeData(damaged)
    with qtbot.waitSignal(page.session.failed) as said:
        keys.key(Key.Key_V, CONTROL)
    assert "Sponge" in said.args[0]
    assert keys.names() == ["embedding", "lstm", "dense"]


def test_switching_a_layer_off_and_on(page, keys, load):
    load(EmbeddingSpec(), LSTMSpec(), DropoutSpec(), DenseSpec(activation="sigmoid"))
    keys.key(Key.Key_End)
    keys.key(Key.Key_Up)
    keys.key(Key.Key_E, CONTROL)
    card = page.canvas.stack_scene.cards["dropout"].content
    assert not card.enabled
    assert card.tag == "off"
    keys.key(Key.Key_E, CONTROL)
    assert page.canvas.stack_scene.cards["dropout"].content.enabled


def test_wrapping_in_bidirectional(page, keys):
    keys.key(Key.Key_Down)
    keys.key(Key.Key_Down)
    keys.key(Key.Key_B, CONTROL)
    assert keys.names() == ["embedding", "bidirectional", "dense"]
    assert keys.shapes()[2] == "(B, 64)"
    keys.key(Key.Key_B, CONTROL)
    assert keys.names() == ["embedding", "lstm", "dense"]
    keys.key(Key.Key_Up)
    keys.key(Key.Key_B, CONTROL)  # an Embedding cannot be wrapped
    assert keys.names() == ["embedding", "lstm", "dense"]


def test_the_fix_by_keyboard(page, keys, load):
    load(EmbeddingSpec(), LSTMSpec(), LSTMSpec(), DenseSpec(activation="sigmoid"))
    keys.key(Key.Key_Home)
    keys.key(Key.Key_Down)
    keys.key(Key.Key_Return, CONTROL)
    assert page.toolbar.train.isEnabled()


def test_zoom(page, keys):
    keys.key(Key.Key_Plus, CONTROL)
    assert page.canvas.zoom.percent.text() == "110%"
    for _ in range(20):
        keys.key(Key.Key_Plus, CONTROL)
    assert page.canvas.transform().m11() == pytest.approx(2.0)
    for _ in range(30):
        keys.key(Key.Key_Minus, CONTROL)
    assert page.canvas.zoom.percent.text() == "50%"
    keys.key(Key.Key_0, CONTROL)
    assert page.canvas.transform().m11() == pytest.approx(1.0)


def test_zero_fits_a_long_stack(page, keys, load):
    load(EmbeddingSpec(), *[LSTMSpec(return_sequences=True) for _ in range(6)], DenseSpec())
    keys.key(Key.Key_0)
    assert 0.5 <= page.canvas.zoom.factor < 1
    assert page.canvas.verticalScrollBar().maximum() == 0


def test_tab_reaches_every_part(page, keys):
    reached = set()
    for _ in range(80):
        widget = QApplication.focusWidget()
        for name in ("presets", "palette_panel", "toolbar", "canvas", "footer", "side"):
            part = getattr(page, name)
            if widget is part or part.isAncestorOf(widget):
                reached.add(name)
        QTest.keyClick(widget, Key.Key_Tab)
    assert reached == {"presets", "palette_panel", "toolbar", "canvas", "footer", "side"}


def test_tab_stops_once_at_the_presets(page, keys):
    buttons = page.presets.buttons
    buttons["lstm"].setFocus(Qt.FocusReason.TabFocusReason)
    keys.key(Key.Key_Tab)
    assert not page.presets.isAncestorOf(QApplication.focusWidget())
    keys.key(Key.Key_Backtab, SHIFT)
    assert buttons["lstm"].hasFocus(), "the one in use is the one that Tab finds"


def test_arrows_walk_along_the_presets(page, keys):
    buttons = list(page.presets.buttons.values())
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    keys.key(Key.Key_Right)
    assert buttons[1].hasFocus()
    keys.key(Key.Key_Right)
    keys.key(Key.Key_Space)
    assert page.session.edits.stack.layers == buttons[2].preset.stack.layers
