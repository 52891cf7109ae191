"""The form is what the spec's options say, for every kind."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from explorer.stack.kinds import (
    KINDS,
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    DenseSpec,
    EmbeddingSpec,
    GRUSpec,
    LSTMSpec,
    SimpleRNNSpec,
)
from explorer.ui.build.properties.editors import ChoiceEditor, NumberEditor, SwitchEditor
from explorer.ui.build.properties.parameter_sum import gate_parts
from explorer.ui.build.properties.paths import form_options, value_at


def shown(editor):
    if isinstance(editor, SwitchEditor):
        return editor.switch.isChecked()
    if isinstance(editor, ChoiceEditor):
        return editor.combo.currentText()
    return editor.box.value()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_option_has_an_editor_that_works(page, hand, load, kind):
    load(EmbeddingSpec(), KINDS[kind](), DenseSpec(activation="sigmoid"))
    edits = page.session.edits
    name = edits.stack.layers[1].name
    edits.select(name)
    form = page.side.properties.form
    assert form is not None
    assert list(form.rows) == list(form_options(edits.stack.layers[1]))
    for path, row in form.rows.items():
        before = value_at(edits.stack.layers[1], path)
        assert shown(row.editor) == before
        if isinstance(row.editor, SwitchEditor):
            row.editor.switch.click()
        elif isinstance(row.editor, ChoiceEditor):
            QTest.keyClick(row.editor.combo, Qt.Key.Key_Down)
            if value_at(edits.stack.layers[1], path) == before:
                QTest.keyClick(row.editor.combo, Qt.Key.Key_Up)
        else:
            assert isinstance(row.editor, NumberEditor)
            QTest.keyClick(row.editor.box, Qt.Key.Key_Up)
        after = value_at(edits.stack.layers[1], path)
        assert after != before
        assert shown(row.editor) == after
        assert not edits.stack.layers[1].complaints()
        page.session.history.undo()
        assert shown(row.editor) == before


def test_a_slider_never_leaves_the_range(page, hand, load):
    load(EmbeddingSpec(), LSTMSpec(), DenseSpec(activation="sigmoid"))
    hand.click_card("lstm")
    slider = page.side.properties.form.rows[("dropout",)].editor.slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(0, 12))
    QTest.mouseMove(slider, QPoint(slider.width() + 50, 12))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width(), 12))
    layer = page.session.edits.stack.layers[1]
    assert layer.dropout == 0.99
    assert not layer.complaints()


def test_a_double_click_on_a_name_resets_it(page, hand, load):
    load(EmbeddingSpec(), LSTMSpec(units=64), DenseSpec(activation="sigmoid"))
    hand.click_card("lstm")
    row = page.side.properties.form.rows[("units",)]
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    assert page.session.edits.stack.layers[1].units == 32
    assert row.editor.box.value() == 32


def test_reset_takes_every_option_back_but_keeps_the_name(page, hand, load):
    load(EmbeddingSpec(), LSTMSpec(units=64, dropout=0.5, name="reader"), DenseSpec())
    hand.click_card("reader")
    reset = page.side.properties.header.reset
    assert reset.isEnabled()
    QTest.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert page.session.edits.stack.layers[1] == LSTMSpec(name="reader")
    assert not reset.isEnabled()
    page.toolbar.undo.click()
    assert page.session.edits.stack.layers[1].units == 64


def test_the_switch_and_the_bin_in_the_head(page, hand):
    hand.click_card("lstm")
    header = page.side.properties.header
    assert header.title.text() == "LSTM"
    assert header.place.text() == "Layer 2 of 3"
    QTest.mouseClick(header.enabled, Qt.MouseButton.LeftButton)
    assert not page.session.edits.stack.layers[1].enabled
    QTest.mouseClick(header.remove, Qt.MouseButton.LeftButton)
    assert hand.names() == ["embedding", "dense"]
    assert header.title.text() == "Dense"


def test_nothing_selected_says_what_to_do(page, hand):
    hand.click_card("lstm")
    assert not page.side.properties.nothing.isVisible()
    page.picks.only(None)
    assert page.side.properties.nothing.isVisible()


LAYERS = [
    EmbeddingSpec(input_dim=500, output_dim=7),
    SimpleRNNSpec(units=5),
    SimpleRNNSpec(units=5, use_bias=False),
    LSTMSpec(units=6),
    LSTMSpec(units=6, use_bias=False),
    CarryLSTMSpec(units=4),
    GRUSpec(units=3),
    BidirectionalSpec(layer=LSTMSpec(units=6)),
    BidirectionalSpec(layer=SimpleRNNSpec(units=6)),
    BidirectionalSpec(layer=CarryLSTMSpec(units=6)),
    Conv1DSpec(filters=9, kernel_size=3),
    Conv1DSpec(filters=9, kernel_size=3, use_bias=False),
    DenseSpec(units=2),
    DenseSpec(units=2, use_bias=False),
]


def plain_sum(panel):
    return panel.sum.text() or panel.long_sum.text()


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: f"{layer.kind} {layer.caption()}")
def test_the_sum_shown_adds_up_to_the_number_shown(page, load, layer):
    if isinstance(layer, EmbeddingSpec):
        load(layer, LSTMSpec(), DenseSpec())
        place = 0
    else:
        load(EmbeddingSpec(output_dim=11), layer, DenseSpec())
        place = 1
    page.picks.only(page.session.edits.stack.layers[place].name)
    panel = page.side.properties.parameters
    sum_ = plain_sum(panel).replace(",", "").replace("·", "*").replace("×", "*")
    assert panel.total.text() == f"{eval(sum_):,} parameters"


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: f"{layer.kind} {layer.caption()}")
def test_the_gates_hold_all_parameters(layer):
    parts = gate_parts(layer, (50, 11))
    assert not parts or sum(number for _, number in parts) == layer.parameters((50, 11))


def test_a_layer_without_parameters_shows_none(page, hand, load):
    load(EmbeddingSpec(), KINDS["Dropout"](), DenseSpec())
    hand.click_card("dropout")
    assert not page.side.properties.parameters.isVisible()
