"""All words by frequency: counted by hand, searched, sorted, and back to the reviews with one."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.reviews.tokenizer import words_of
from explorer.ui.data.words.model import COLUMNS, LAST_KNOWN


@pytest.fixture
def words(tiny, click):
    click(tiny.facts.all_words)
    assert tiny.words.isVisible()
    return tiny.words


def column(words, name: str) -> list[str]:
    at = COLUMNS.index(name)
    return [words.model.index(row, at).data() for row in range(words.model.rowCount())]


def counted(session, label: int | None = None) -> Counter:
    train = session.data.corpus.train
    texts = [train.text(i) for i in range(4) if label is None or train.labels[i] == label]
    return Counter(word for text in texts for word in words_of(text))


def test_every_word_with_its_count_share_and_lean(words, session):
    times, positive = counted(session), counted(session, 1)
    assert column(words, "word") == sorted(times, key=lambda word: (-times[word], word))
    assert column(words, "times") == [str(times[word]) for word in column(words, "word")]
    lean = [f"{positive[word] / times[word]:.2f}" for word in column(words, "word")]
    assert column(words, "positive") == lean
    assert column(words, "covered")[-1] == "100%"
    first = column(words, "word")[0]
    assert column(words, "covered")[0] == f"{times[first] / times.total():.1%}"
    ids = [str(session.data.corpus.vocabulary.id_of(word)) for word in column(words, "word")]
    assert column(words, "id") == ids


def test_max_features_leaves_the_rest_unknown(words, session):
    session.data.set_encoding(max_features=7)
    assert column(words, "id")[:4] == ["4", "5", "6", "unknown"]
    marked = [words.model.index(row, 0).data(LAST_KNOWN) for row in range(4)]
    assert marked == [False, False, True, False]


def test_search_and_fewest_times(words, session, qtbot):
    words.search.setFocus()
    qtbot.keyClicks(words.search, "u")
    expected = [word for word in counted(session) if "u" in word]
    qtbot.waitUntil(lambda: sorted(column(words, "word")) == sorted(expected), timeout=5_000)
    qtbot.keyClick(words.search, Qt.Key.Key_Escape)
    words.times.setValue(3)
    often = {word for word, times in counted(session).items() if times >= 3}
    qtbot.waitUntil(lambda: set(column(words, "word")) == often, timeout=5_000)
    assert words.count.text() == f"{len(often)} words"


def press_title(words, qtbot, name: str) -> None:
    titles = words.view.horizontalHeader()
    at = COLUMNS.index(name)
    x = titles.sectionViewportPosition(at) + titles.sectionSize(at) // 2
    qtbot.mouseClick(titles.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 8))


def test_sorted_by_lean_and_by_rank(words, qtbot):
    press_title(words, qtbot, "positive")
    lean = [float(value) for value in column(words, "positive")]
    assert lean == sorted(lean, reverse=True)
    press_title(words, qtbot, "positive")
    assert [float(value) for value in column(words, "positive")] == sorted(lean)
    press_title(words, qtbot, "id")
    ranks = [int(rank) for rank in column(words, "rank")]
    assert ranks == sorted(ranks)


def test_enter_finds_a_word_in_the_reviews(tiny, words, qtbot):
    words.search.setFocus()
    qtbot.keyClicks(words.search, "very")
    qtbot.keyClick(words.search, Qt.Key.Key_Return)
    assert words.view.hasFocus()
    qtbot.keyClick(words.view, Qt.Key.Key_Return)
    assert tiny.table.isVisible()
    assert tiny.table.search.text() == "very"
    qtbot.waitUntil(lambda: tiny.table.model.rowCount() == 1, timeout=5_000)


def test_escape_leads_back_and_the_curve_leads_to_a_word(tiny, words, qtbot):
    qtbot.keyClick(words.view, Qt.Key.Key_Escape)
    assert tiny.table.isVisible()
    curve = tiny.facts.curve
    at = QPoint(curve.width() - 1, curve.height() // 2)
    qtbot.mouseClick(curve, Qt.MouseButton.LeftButton, pos=at)
    assert words.isVisible()
    assert words.view.chosen_row() == words.model.rowCount() - 1


def test_another_corpus_has_other_words(tiny, words, session, loaded):
    session.data.open("builtin")
    loaded()
    assert words.model.rowCount() == len(session.data.corpus.vocabulary)
