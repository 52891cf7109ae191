"""Edits, problems and fixes: what the user sees change, and how it is undone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from explorer.stack.kinds import (
    BidirectionalSpec,
    DenseSpec,
    EmbeddingSpec,
    GRUSpec,
    LSTMSpec,
)
from explorer.ui.build.actions import ACTIONS

SENTENCE = "LSTM above a recurrent layer needs sequences"


@pytest.fixture
def broken(load, hand, page):
    """Two LSTMs, the upper one without return_sequences."""
    load(EmbeddingSpec(), LSTMSpec(), LSTMSpec(), DenseSpec(activation="sigmoid"))
    page.picks.only(None)


def parameters_of(page, name):
    return page.canvas.stack_scene.cards[name].content.parameters


def drag_slider(slider, *shares):
    """Take the thumb and move it to these shares of the slider's width, then let go."""
    points = [QPoint(round(slider.width() * share), slider.height() // 2) for share in shares]
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(slider, point)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=points[-1])


def test_the_page_opens_on_the_tutorials_lstm(page, hand):
    assert hand.names() == ["embedding", "lstm", "dense"]
    assert hand.shapes() == ["(B, 500)", "(B, 500, 32)", "(B, 32)", "(B, 1)"]
    assert [parameters_of(page, name) for name in hand.names()] == ["320,000", "8,320", "33"]
    assert page.footer.parameters.text() == "328,353"
    assert page.footer.weight.text() == "1.3 MB"
    assert page.footer.share_words.text() == "97% in Embedding"
    assert page.footer.problems.text() == "No problems"
    assert page.toolbar.train.isEnabled()


def test_a_slider_drag_changes_shapes_and_counts_and_is_one_undo(page, hand):
    hand.click_card("lstm")
    row = page.side.properties.form.rows[("units",)]
    assert row.editor.slider is not None
    drag_slider(row.editor.slider, 0.25, 0.4, 0.6, 0.8, 0.95)
    units = page.session.edits.stack.layers[1].units
    assert units > 100
    assert row.editor.box.value() == units
    assert hand.shapes() == ["(B, 500)", "(B, 500, 32)", f"(B, {units})", "(B, 1)"]
    expected = 4 * units * (32 + units + 1)
    assert parameters_of(page, "lstm") == f"{expected:,}"
    assert page.side.properties.parameters.total.text() == f"{expected:,} parameters"

    page.toolbar.undo.click()
    assert hand.shapes()[2] == "(B, 32)"
    assert row.editor.box.value() == 32
    assert not page.session.history.undo_name
    page.toolbar.redo.click()
    assert hand.shapes()[2] == f"(B, {units})"


def test_two_slider_drags_are_two_undos(page, hand):
    hand.click_card("lstm")
    slider = page.side.properties.form.rows[("units",)].editor.slider
    drag_slider(slider, 0.3, 0.5)
    first = page.session.edits.stack.layers[1].units
    drag_slider(slider, 0.5, 0.9)
    page.toolbar.undo.click()
    assert page.session.edits.stack.layers[1].units == first
    assert page.session.history.undo_name


def test_a_typed_number_applies_on_enter(page, hand):
    hand.click_card("embedding")
    hand.key(Qt.Key.Key_Return)
    box = page.side.properties.form.rows[("input_dim",)].editor.box
    assert box.hasFocus()
    box.selectAll()
    QTest.keyClicks(box, "12000")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert parameters_of(page, "embedding") == "384,000"


def test_an_invalid_stack_says_why_and_cannot_train(page, hand, broken):
    card = page.canvas.stack_scene.cards["lstm"].content
    assert [strip.sentence for strip in card.strips] == [SENTENCE]
    assert card.strips[0].is_error
    edge = page.canvas.stack_scene.edges[2].content
    assert edge.shape == "(B, 32)"
    assert edge.wanted == "needs (B, 500, 32)"
    assert edge.is_mismatch
    assert page.footer.problems.text() == "1 problem"
    assert not page.toolbar.train.isEnabled()
    assert SENTENCE in page.toolbar.train.toolTip()
    assert page.footer.parameters.text() == "336,673"


def test_what_cannot_be_known_is_not_made_up(page, hand, load):
    load(LSTMSpec(), DenseSpec(activation="sigmoid"))
    assert hand.shapes() == ["(B, 500)", "(B, ?)", "(B, ?)"]
    assert parameters_of(page, "lstm") == "?"
    assert page.footer.parameters.text().startswith("≥ ")
    hand.click_fix("lstm")
    assert hand.shapes()[-1] == "(B, 1)"
    assert page.footer.parameters.text() == "328,353"


def is_mended(page, hand):
    return (
        page.toolbar.train.isEnabled()
        and page.footer.problems.text() == "No problems"
        and not page.canvas.stack_scene.cards["lstm"].content.strips
        and hand.shapes()[2] == "(B, 500, 32)"
    )


def test_the_fix_on_the_card_mends(page, hand, broken):
    hand.click_fix("lstm")
    assert is_mended(page, hand)
    assert page.session.history.undo_name == "Turn on return_sequences"
    page.toolbar.undo.click()
    assert not page.toolbar.train.isEnabled()


def test_a_press_on_a_fix_that_ends_elsewhere_does_nothing(page, hand, broken):
    box = page.canvas.stack_scene.cards["lstm"].fix_button(0)
    hand.press(page.canvas.viewport(), hand.on_card("lstm", box.center().x(), box.center().y()))
    hand.move(hand.on_card("dense", 200, 20))
    hand.release()
    assert not page.toolbar.train.isEnabled()
    assert hand.names() == ["embedding", "lstm", "lstm_1", "dense"]


def test_the_fix_in_the_form_mends(page, hand, broken):
    hand.click_card("lstm")
    row = page.side.properties.form.rows[("return_sequences",)]
    assert row.sentence.isVisible()
    assert SENTENCE in row.sentence.toolTip()
    assert "lstm_1" in row.sentence.text()
    assert row.fix.text() == "Turn on"
    QTest.mouseClick(row.fix, Qt.MouseButton.LeftButton)
    assert is_mended(page, hand)
    assert not row.sentence.isVisible()
    assert row.editor.switch.isChecked()


def test_the_footer_selects_the_first_bad_card_and_mends(page, hand, broken):
    QTest.mouseClick(page.footer.problems, Qt.MouseButton.LeftButton)
    assert page.session.edits.selected == "lstm"
    notice = page.problem_list.notices[0]
    assert notice.isVisible()
    assert notice.label.text() == f"lstm · {SENTENCE}."
    QTest.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    assert is_mended(page, hand)
    assert not page.problem_list.isVisible()
    assert page.canvas.hasFocus()


def test_escape_closes_the_list_of_problems(page, hand, broken):
    QTest.mouseClick(page.footer.problems, Qt.MouseButton.LeftButton)
    hand.key(Qt.Key.Key_Escape)
    assert not page.problem_list.isVisible()


def test_every_sentence_of_the_list_is_seen_whole(page, load):
    """Also when the list is opened again with longer ones."""
    bidirectional = BidirectionalSpec(layer=LSTMSpec(recurrent_dropout=0.4))
    for layer, problems in ((GRUSpec(), 1), (bidirectional, 3), (LSTMSpec(activation="relu"), 1)):
        load(EmbeddingSpec(), layer, DenseSpec(activation="sigmoid"))
        QTest.mouseClick(page.footer.problems, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        shown = [notice for notice in page.problem_list.notices if notice.isVisible()]
        assert len(shown) == problems
        for notice in shown:
            assert notice.label.height() >= notice.label.heightForWidth(notice.label.width())
        assert shown[-1].geometry().bottom() < page.problem_list.height()
        QTest.mouseClick(page.footer.problems, Qt.MouseButton.LeftButton)


def test_an_empty_canvas_says_how_to_begin(page, hand, load):
    load()
    text = page.canvas.invitation.text
    assert text.isVisible()
    assert text.height() >= text.heightForWidth(text.width())
    assert not page.footer.weight.isVisible()
    hand.take_kind("LSTM")
    hand.move(page.canvas.viewport().mapToGlobal(QPoint(300, 200)))
    assert not page.canvas.invitation.isVisible(), "it makes room for the drop"
    hand.key(Qt.Key.Key_Escape)
    hand.release()
    assert page.canvas.invitation.isVisible()
    QTest.mouseClick(page.canvas.invitation.button, Qt.MouseButton.LeftButton)
    assert hand.names() == ["embedding", "lstm", "dense"]
    assert not page.canvas.invitation.isVisible()
    assert page.toolbar.train.isEnabled()


def test_enter_presses_the_fix_that_has_the_keyboard(page, hand, broken):
    QTest.mouseClick(page.footer.problems, Qt.MouseButton.LeftButton)
    hand.key(Qt.Key.Key_Return)
    assert is_mended(page, hand)


def test_a_press_on_the_canvas_closes_the_list_of_problems(page, hand, broken):
    QTest.mouseClick(page.footer.problems, Qt.MouseButton.LeftButton)
    hand.click_card("embedding")
    assert not page.problem_list.isVisible()


def test_a_problem_that_no_option_mends_has_its_own_note(page, hand, load):
    load(LSTMSpec(), DenseSpec(activation="sigmoid"))
    hand.click_card("lstm")
    note = page.side.properties.notes.notes[0]
    assert note.isVisible()
    QTest.mouseClick(note.fix, Qt.MouseButton.LeftButton)
    assert page.toolbar.train.isEnabled()
    assert hand.names() == ["embedding", "lstm", "dense"]
    assert not page.side.properties.notes.isVisible()


def test_a_hint_does_not_keep_from_training(page, load):
    load(EmbeddingSpec(), GRUSpec(), DenseSpec(activation="sigmoid"))
    card = page.canvas.stack_scene.cards["gru"].content
    assert card.notes
    assert not card.strips
    assert page.footer.problems.text() == "1 hint"
    assert page.toolbar.train.isEnabled()


def test_shapes_follow_maxlen_and_max_features(page, hand):
    page.session.data.set_encoding(maxlen=200, max_features=20_000)
    assert hand.shapes()[:2] == ["(B, 200)", "(B, 200, 32)"]
    assert page.canvas.stack_scene.input.words == "200 word indices"
    assert not page.toolbar.train.isEnabled()
    hand.click_fix("embedding")
    assert parameters_of(page, "embedding") == "640,000"
    assert page.toolbar.train.isEnabled()


def test_train_goes_to_the_train_page(page):
    QTest.mouseClick(page.toolbar.train, Qt.MouseButton.LeftButton)
    assert page.session.page == "train"


def test_the_title_is_renamed_in_one_step(page):
    title = page.toolbar.title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "Mine")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert page.session.edits.stack.title == "Mine"
    page.toolbar.undo.click()
    assert title.text() == "LSTM"


def test_only_the_edited_card_is_touched(page, hand):
    """Cards are mended in place: the same items before and after."""
    before = dict(page.canvas.stack_scene.cards)
    hand.click_card("lstm")
    drag_slider(page.side.properties.form.rows[("units",)].editor.slider, 0.3, 0.9)
    assert page.canvas.stack_scene.cards == before


def test_renaming_keeps_the_card(page, hand):
    before = page.canvas.stack_scene.cards["lstm"]
    hand.click_card("lstm")
    hand.key(Qt.Key.Key_F2)
    name = page.side.properties.header.name
    assert name.hasFocus()
    QTest.keyClicks(name, "reader")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert hand.names() == ["embedding", "reader", "dense"]
    assert page.canvas.stack_scene.cards["reader"] is before
    assert page.session.edits.selected == "reader"


@pytest.mark.parametrize("typed", ["with space", "a/b", ""])
def test_a_bad_name_is_not_taken(page, hand, typed):
    hand.click_card("lstm")
    hand.key(Qt.Key.Key_F2)
    name = page.side.properties.header.name
    QTest.keyClick(name, Qt.Key.Key_Delete)
    QTest.keyClicks(name, typed)
    if typed:
        assert name.toolTip().startswith("A layer's name")
    page.canvas.setFocus()
    assert name.text() == "lstm"
    assert hand.names() == ["embedding", "lstm", "dense"]


def test_a_double_click_renames(page, hand):
    at = hand.on_card("dense", 200, 28)
    viewport = page.canvas.viewport()
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=viewport.mapFromGlobal(at))
    assert page.side.properties.header.name.hasFocus()
    assert page.side.properties.header.name.text() == "dense"


def test_the_context_menu_wraps_and_unwraps(page, hand):
    hand.click_card("lstm")
    page.commands.toggle_bidirectional()
    assert hand.names() == ["embedding", "bidirectional", "dense"]
    assert hand.shapes()[2] == "(B, 64)"
    assert isinstance(page.session.edits.stack.layers[1], BidirectionalSpec)
    page.commands.toggle_bidirectional()
    assert hand.names() == ["embedding", "lstm", "dense"]


def test_the_context_menu_says_what_it_will_do(page, hand, load):
    load(EmbeddingSpec(), LSTMSpec(return_sequences=True), GRUSpec(), DenseSpec())

    def said() -> list[str]:
        texts = [action.text_now(page.commands) for action in ACTIONS]
        return [text for text in texts if text.startswith(("Switch", "Wrap", "Unwrap"))]

    hand.click_card("lstm")
    hand.click_card("gru", Qt.KeyboardModifier.ControlModifier)
    assert said() == ["Switch off", "Wrap in Bidirectional"]
    page.commands.toggle_enabled()
    page.commands.toggle_bidirectional()
    assert [layer.kind for layer in page.session.edits.stack.layers[1:3]] == ["Bidirectional"] * 2
    assert said() == ["Switch on", "Unwrap Bidirectional"]
    assert page.session.history.count == 3, "to load it, and one step each for all that were picked"
    page.commands.toggle_bidirectional()
    assert hand.names() == ["embedding", "lstm", "gru", "dense"]


def test_the_cost_of_recurrent_dropout_is_said_on_the_card(page, load):
    load(EmbeddingSpec(), GRUSpec(recurrent_dropout=0.5), LSTMSpec(), DenseSpec())
    card = page.canvas.stack_scene.cards["gru"].content
    assert any("about 2× as long to train" in strip.sentence for strip in card.strips)
    assert "reset_after" in card.subtitle


def test_reviews_that_are_cut_are_said_where_they_come_in(page, hand):
    scene = page.canvas.stack_scene
    assert scene.input.note == ""
    page.session.data.set_encoding(maxlen=80)
    assert scene.input.note == "long ones are cut"
    assert "lose their beginning" in scene.input.toolTip()


def test_code_takes_the_room_that_the_cards_do_not_need(qtbot, page):
    form = page.side.width()
    page.side.setCurrentWidget(page.side.code)
    narrow = page.side.width()
    page.resize(1848, 1000)
    qtbot.waitUntil(lambda: page.side.width() > max(1.5 * form, narrow + 50))
    assert page.canvas.width() >= 512, "the cards still fit"
    page.splitter.setSizes([240, 1100, 500])
    page.splitter.splitterMoved.emit(1340, 2)
    page.side.setCurrentWidget(page.side.properties)
    qtbot.waitUntil(lambda: page.side.width() == form)
    page.side.setCurrentWidget(page.side.code)
    qtbot.waitUntil(lambda: abs(page.side.width() - 500) <= 4)


def test_the_summary_is_copied_as_keras_prints_it(qapp, page):
    page.side.setCurrentWidget(page.side.summary)
    assert "(None, 500, 32)" in page.side.summary.table.toPlainText()
    assert "328,353" in page.side.summary.table.toPlainText()
    copy = page.side.summary.findChild(QPushButton)
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "Total params: 328,353" in qapp.clipboard().text()
