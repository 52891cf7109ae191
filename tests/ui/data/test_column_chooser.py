"""A table whose columns have unusual names: asked for on the card, and kept."""

import csv

import pytest
from PySide6.QtCore import Qt

from explorer.ui.shell.status_words import status_words
from explorer.ui.shell.window_memory import WindowMemory

ROWS = [("a1", "A good film", "1"), ("b2", "A dull film", "0"), ("c3", "Very good", "1")]


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "films.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "opinion", "liked"), *ROWS])
    return path


@pytest.fixture
def reload(page, loaded, click):
    """Press a button and wait until the reviews are there, all three of them."""

    def on(button) -> None:
        click(button)
        loaded()
        assert page.table.model.rowCount() == len(ROWS)

    return on


@pytest.fixture
def asked(page, loaded, table):
    page.sources.open(str(table))
    loaded("failed")
    return page.sources.columns


def choose(qtbot, box, name: str) -> None:
    """Pick an entry by keys, as a user does who has tabbed to the box."""
    box.setFocus()
    while box.currentText() != name:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"{name} is not offered"


def test_columns_with_unusual_names_are_asked_for_without_an_alarm(page, session, asked):
    assert asked.isVisible()
    assert not page.sources.notice.isVisible()
    assert status_words(session).mark == "idle"
    assert [asked.text.itemText(i) for i in range(asked.text.count())] == ["id", "opinion", "liked"]
    assert asked.text.currentIndex() == asked.label.currentIndex() == -1
    assert not asked.load.isEnabled()


def test_the_chosen_columns_are_read_and_remembered(asked, session, reload, qtbot):
    choose(qtbot, asked.text, "opinion")
    assert asked.text_example.text() == "“A good film”"
    assert not asked.load.isEnabled()
    choose(qtbot, asked.label, "liked")
    assert asked.label_example.text() == "“1”"
    reload(asked.load)
    assert not asked.isVisible()
    corpus = session.data.corpus
    texts = {corpus.text_of(i): int(corpus.labels[i]) for i in range(len(ROWS))}
    assert texts == {text: int(label) for _, text, label in ROWS}
    assert WindowMemory().local_reviews == session.data.corpus_where


def test_they_are_read_again_at_the_next_launch(page, table, session, reload):
    WindowMemory().local_reviews = f"{table}#text=opinion&label=liked"
    page.sources.refresh()
    assert page.sources.local.where.text().endswith(str(table))
    reload(page.sources.load)


def test_one_column_twice_is_not_taken(asked, qtbot):
    choose(qtbot, asked.text, "opinion")
    choose(qtbot, asked.label, "opinion")
    assert not asked.load.isEnabled()
    assert "different" in asked.load.toolTip()


def test_a_column_of_other_labels_says_why_and_asks_again(page, asked, loaded, click, qtbot):
    choose(qtbot, asked.text, "opinion")
    choose(qtbot, asked.label, "id")
    click(asked.load)
    loaded("failed")
    assert "must be two, such as positive and negative" in page.sources.notice.label.text()
    assert asked.isVisible()
    assert asked.label.currentText() == "id"
    choose(qtbot, asked.label, "liked")
    click(asked.load)
    loaded()
    assert page.table.model.rowCount() == len(ROWS)


def test_not_now_leaves_what_was_there(tiny, session, table, loaded, click):
    tiny.sources.open(str(table))
    loaded("failed")
    click(tiny.sources.columns.dismiss)
    assert not tiny.sources.columns.isVisible()
    assert session.data.state == "ready"
    assert tiny.sources.local.in_use
    assert tiny.table.model.rowCount() == 6
