"""The Code tab: follows the stack, copies, saves."""

import ast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from explorer.stack.code import keras_code
from explorer.ui.controls.python_highlighter import spans_of
from explorer.ui.theme.theme import theme


@pytest.fixture
def code(page):
    page.side.setCurrentWidget(page.side.code)
    return page.side.code


def test_both_languages_follow_the_stack(page, hand, code):
    assert "layers.LSTM(32" in code.code.toPlainText()
    hand.click_card("lstm")
    page.commands.duplicate()
    assert code.code.toPlainText().count("LSTM(32") == 2
    QTest.mouseClick(code.language.segment("pytorch"), Qt.MouseButton.LeftButton)
    assert "import torch" in code.code.toPlainText()
    assert "keras." not in code.code.toPlainText()


def test_the_code_follows_the_encoding_and_the_settings(page, code):
    page.session.data.set_encoding(maxlen=123)
    assert "maxlen = 123" in code.code.toPlainText()
    page.session.training.set(epochs=7, optimiser="adam", learning_rate=0.002)
    assert "epochs=7" in code.code.toPlainText()
    assert "keras.optimizers.Adam(learning_rate=0.002)" in code.code.toPlainText()


def test_copy_gives_the_whole_script(qapp, code):
    QTest.mouseClick(code.copy, Qt.MouseButton.LeftButton)
    assert qapp.clipboard().text() == code.source()
    ast.parse(code.source())


def test_save_writes_the_whole_script(qtbot, page, code, tmp_path):
    asked = []

    def answer(_parent, _title, proposed, _kinds):
        asked.append(proposed)
        return tmp_path / proposed

    code.ask = answer
    with qtbot.waitSignal(page.session.notice) as said:
        QTest.mouseClick(code.save, Qt.MouseButton.LeftButton)
    assert asked == ["lstm_keras.py"]
    assert said.args == [f"Saved as {tmp_path / 'lstm_keras.py'}."]
    assert (tmp_path / "lstm_keras.py").read_text("utf-8") == code.source()


def test_a_file_that_cannot_be_written_is_a_sentence(qtbot, page, code, tmp_path):
    code.ask = lambda *_: tmp_path / "no" / "folder.py"
    with qtbot.waitSignal(page.session.failed) as said:
        QTest.mouseClick(code.save, Qt.MouseButton.LeftButton)
    assert "Not saved." in said.args[0]
    assert "Choose another folder" in said.args[0]


def test_a_cancelled_save_writes_nothing(page, code, tmp_path):
    code.ask = lambda *_: None
    QTest.mouseClick(code.save, Qt.MouseButton.LeftButton)
    assert not list(tmp_path.iterdir())


def test_words_of_python_are_coloured(page):
    source = keras_code(page.session.edits.stack)
    spans = spans_of(source)
    lines = source.splitlines()
    coloured = {
        (lines[line][start : start + length], kind)
        for line, found in spans.items()
        for start, length, kind in found
    }
    assert ("import", "keyword") in coloured
    assert ("LSTM", "call") in coloured
    assert any(kind == "comment" for _, kind in coloured)


def test_colours_reach_the_page_and_follow_the_theme(qapp, page, code):
    mode = theme().mode
    for name in ("light", "dark"):
        theme().set_mode(name)
        qapp.processEvents()
        block = code.code.document().begin()
        while not block.text().startswith("import "):
            block = block.next()
        formats = block.layout().formats()
        assert formats[0].format.foreground().color() == QColor(theme().palette.k)
    theme().set_mode(mode)


def test_half_a_program_is_plain():
    assert spans_of("def (\n  '''") == {}
