"""The table of all reviews: filters, search, order, and the way to Inspect."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from explorer.ui.data.review_filter import ReviewFilter, chosen, in_order, search
from explorer.ui.data.review_model import BEFORE, COLUMNS, ReviewModel, excerpt


def column(page, name: str) -> list[str]:
    model: ReviewModel = page.table.model
    at = COLUMNS.index(name)
    return [model.index(row, at).data() for row in range(model.rowCount())]


def type_search(page, qtbot, text: str) -> None:
    page.table.search.setFocus()
    qtbot.keyClicks(page.table.search, text)
    qtbot.waitUntil(lambda: page.table.model.searched == text, timeout=5_000)


def test_all_reviews_with_split_label_words_and_text(tiny, session):
    assert tiny.table.model.rowCount() == 6
    assert column(tiny, "split") == ["train"] * 3 + ["validation"] + ["test"] * 2
    corpus = session.data.corpus
    labels = ["positive" if label else "negative" for label in corpus.labels]
    assert column(tiny, "label") == labels
    assert column(tiny, "text") == [" ".join(corpus.text_of(i).split()) for i in range(6)]
    assert column(tiny, "words") == [str(n) for n in (np.diff(corpus.offsets) - 1).tolist()]


def test_filters_by_click(tiny, click):
    table = tiny.table
    click(table.split.segment("test"))
    assert column(tiny, "split") == ["test", "test"]
    assert table.count.text() == "2 reviews"
    click(table.label.segment("positive"))
    assert column(tiny, "text") == ["good and luminous"]
    assert table.count.text() == "1 review"
    click(table.split.segment(""))
    assert column(tiny, "label") == ["positive"] * 3


def test_validation_is_the_part_that_the_recipe_keeps(tiny, session, click):
    table = tiny.table
    click(table.split.segment("validation"))
    assert table.model.places.tolist() == [3]
    session.training.set(validation_split=0.5)
    assert table.model.places.tolist() == [2, 3]
    assert column(tiny, "split") == ["validation"] * 2
    click(table.split.segment("train"))
    assert table.model.places.tolist() == [0, 1]
    click(table.split.segment(""))
    session.training.set(validation_split=0.0)
    assert column(tiny, "split") == ["train"] * 4 + ["test"] * 2


def test_search_ignores_case_and_finds_accents(tiny, qtbot):
    type_search(tiny, qtbot, "GOOD")
    assert len(column(tiny, "text")) == 4
    assert all("good" in text.lower() for text in column(tiny, "text"))
    tiny.table.search.clear()
    qtbot.waitUntil(lambda: tiny.table.model.rowCount() == 6)
    type_search(tiny, qtbot, "CAFÉ")
    assert column(tiny, "text") == ["Zoë's café scene is good"]


def test_search_and_filter_together(tiny, qtbot, click):
    type_search(tiny, qtbot, "good")
    click(tiny.table.split.segment("test"))
    qtbot.waitUntil(lambda: column(tiny, "text") == ["good and luminous"])


def test_nothing_found(tiny, qtbot):
    type_search(tiny, qtbot, "xylophone")
    assert tiny.table.model.rowCount() == 0
    assert tiny.table.count.text() == "0 reviews"
    assert not tiny.table.inspect.isEnabled()


def test_search_on_the_built_in_corpus_is_what_a_plain_search_finds(page, session, loaded, qtbot):
    session.data.open("builtin")
    loaded()
    corpus = session.data.corpus
    places = chosen(corpus, ReviewFilter())
    *pauses, found = search(corpus, places, "masterpiece")
    assert len(pauses) >= 50
    plain = [i for i in range(len(corpus)) if "masterpiece" in corpus.text_of(i).lower()]
    assert found.tolist() == plain
    assert 0 < len(plain) < len(corpus)


def test_a_header_sorts_and_sorts_back(tiny, qtbot):
    header = tiny.table.view.horizontalHeader()
    at = COLUMNS.index("words")
    middle = header.sectionViewportPosition(at) + header.sectionSize(at) // 2
    lengths = [int(words) for words in column(tiny, "words")]

    def press() -> list[int]:
        from PySide6.QtCore import QPoint

        point = QPoint(middle, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
        return [int(words) for words in column(tiny, "words")]

    assert press() == sorted(lengths)
    title = tiny.table.model.headerData(at, Qt.Orientation.Horizontal)
    assert title == "Words ↑"
    assert press() == sorted(lengths, reverse=True)
    assert tiny.table.model.headerData(at, Qt.Orientation.Horizontal) == "Words ↓"


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", ["split", "label", "words"])
def test_order_is_stable(tiny, session, name, descending):
    corpus = session.data.corpus
    keys = {
        "split": corpus.splits,
        "label": corpus.labels,
        "words": np.diff(corpus.offsets),
    }[name].astype(int)
    sign = -1 if descending else 1
    expected = sorted(range(6), key=lambda place: (sign * keys[place], place))
    assert in_order(corpus, np.arange(6), name, descending).tolist() == expected


def test_a_double_click_opens_the_review_in_inspect(tiny, session, qtbot):
    session.go("data")
    view = tiny.table.view
    row = column(tiny, "split").index("test")
    at = view.visualRect(tiny.table.model.index(row, COLUMNS.index("text"))).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    corpus = session.data.corpus
    review = session.inspection.review
    assert session.page == "inspect"
    assert review.text == corpus.test.text(0)
    assert review.label == corpus.test.labels[0]
    assert review.origin == "corpus"
    assert review.title == corpus.test.keys[0]


def test_by_keyboard_alone(tiny, session, qtbot):
    session.go("data")
    qtbot.keyClick(tiny, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is tiny.table.search
    type_search(tiny, qtbot, "dull")
    qtbot.keyClick(tiny.table.search, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is tiny.table.view
    qtbot.keyClick(tiny.table.view, Qt.Key.Key_Down)
    qtbot.keyClick(tiny.table.view, Qt.Key.Key_Return)
    assert session.page == "inspect"
    assert session.inspection.review.text == "dull and clumsy"


def test_escape_and_the_cross_clear_the_search(tiny, qtbot):
    type_search(tiny, qtbot, "dull")
    qtbot.keyClick(tiny.table.search, Qt.Key.Key_Escape)
    assert tiny.table.search.text() == ""
    qtbot.waitUntil(lambda: tiny.table.model.rowCount() == 6)


def test_the_button_opens_the_selected_row(tiny, session, click):
    session.go("data")
    assert tiny.table.view.chosen_row() == 0
    tiny.table.view.selectRow(1)
    click(tiny.table.inspect)
    assert session.inspection.review.text == session.data.corpus.train.text(1)
    assert session.page == "inspect"


def test_the_context_menu_copies_the_text(tiny, session, qtbot):
    view = tiny.table.view
    view.selectRow(2)
    at = view.visualRect(tiny.table.model.index(2, 0)).center()
    view.customContextMenuRequested.emit(at)
    menu = view.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == ["Open in Inspect", "Copy the text"]
    menu.actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == session.data.corpus.train.text(2)
    menu.close()


def test_excerpts_begin_before_what_was_searched_for():
    text = "word " * 100 + "<br /><br />The needle is here. " + "after " * 200
    shown = excerpt(text, "needle")
    assert shown.startswith("…word ")
    assert shown.index("needle") <= BEFORE + 1
    assert "<br" not in shown
    assert excerpt(text).startswith("word word")
    assert excerpt("needle at once", "needle") == "needle at once"
    assert excerpt("x" * 100 + "needle", "needle") == "…needle"


def test_another_corpus_keeps_the_filters(tiny, session, loaded, click):
    click(tiny.table.label.segment("negative"))
    session.data.open("builtin")
    loaded()
    assert tiny.table.model.rowCount() == 1000
