"""Reading one review beside the table: as written, as the network reads it, and by its ids."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolTip

from explorer.reviews.encoding import Encoding
from explorer.reviews.round_trip import round_trip
from explorer.reviews.vocabulary import Vocabulary
from explorer.ui.data.reader.pieces import flow, pieces_of
from explorer.ui.data.reader.reader_words import cut_words, read_words, token_words

WORDS = Vocabulary(("the", "film", "was", "good", "bad", "not"))
TEXT = "Luminous! The film was good"


@pytest.fixture
def reader(tiny, session):
    session.data.set_encoding(maxlen=12)
    return tiny.table.reader


def choose(page, qtbot, row: int) -> None:
    """Click a row, far at the left, where the text column is not."""
    view = page.table.view
    at = view.visualRect(page.table.model.index(row, 1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def shown(reader) -> list[str]:
    return [p.piece.text for line in reader.flow._lines for p in line]


def test_the_first_review_is_there_at_once_and_a_click_shows_another(
    tiny, reader, session, qtbot, click
):
    corpus = session.data.corpus
    assert reader.isVisible()
    assert reader.title.text() == corpus.keys[0]
    choose(tiny, qtbot, 2)
    assert reader.title.text() == corpus.keys[2]
    assert reader.label.text() == ("positive" if corpus.labels[2] else "negative")
    click(reader.mode.segment("text"))
    assert reader.text.toPlainText() == corpus.text_of(2)


def test_ids_are_what_the_corpus_gives_the_network_padded(tiny, reader, session):
    for row in range(6):
        tiny.table.view.selectRow(row)
        corpus = session.data.corpus
        split, n = (corpus.train, row) if row < 4 else (corpus.test, row - 4)
        encoding = session.data.encoding
        ids = reader.trip.ids[reader.trip.kept]
        assert ids.tolist() == split.ids(n, encoding).tolist()
        padded = split.batch([n], encoding)[0].tolist()
        assert padded == [0] * reader.trip.pads + ids.tolist()


def test_cut_words_are_counted_and_stand_apart(tiny, reader, session):
    session.data.set_encoding(maxlen=3)
    tiny.table.view.selectRow(0)
    words = session.data.corpus.train.lengths[0]
    assert reader.cut.text() == f"{words - 3} words cut from the start"
    assert reader.cut.isVisible()
    pieces = [p.piece for line in reader.flow._lines for p in line]
    kinds = [piece.kind for piece in pieces]
    gap = kinds.index("gap")
    assert set(kinds[:gap]) == {"cut"}
    assert len(kinds[gap + 1 :]) == 3
    session.data.set_encoding(truncating="post")
    assert reader.cut.text() == f"{words - 2} words cut from the end"
    session.data.set_encoding(maxlen=40)
    assert not reader.cut.isVisible()
    assert "cut" not in {p.piece.kind for line in reader.flow._lines for p in line}


def test_words_that_no_training_review_has_are_marked_unknown(tiny, reader, session, click):
    click(tiny.table.split.segment("test"))
    click(tiny.table.label.segment("positive"))
    assert tiny.table.model.index(0, 4).data() == "good and luminous"
    marked = {p.piece.text: p.piece.kind for line in reader.flow._lines for p in line}
    known = session.data.corpus.vocabulary.words
    assert {w: k for w, k in marked.items() if k in ("known", "unknown")} == {
        word: "known" if word in known else "unknown" for word in ("good", "and", "luminous")
    }
    assert "3 words read, 2 unknown" in reader.read.text()


def test_pointing_at_a_word_tells_its_timestep_and_id(tiny, reader, qtbot):
    tiny.table.view.selectRow(1)
    box = reader.flow.box_of(2)
    assert box.isValid()
    qtbot.mouseMove(reader.flow.viewport(), box.center().toPoint() + QPoint(1, 0))
    qtbot.mouseMove(reader.flow.viewport(), box.center().toPoint())
    placed = reader.flow.placed_at(QPointF(box.center()))
    assert placed.piece.token == 2
    assert QToolTip.text().endswith(f"t 2 · id {reader.trip.ids[2]}")


def test_the_text_as_written_with_what_was_searched_for(tiny, reader, qtbot, click):
    click(reader.mode.segment("text"))
    assert reader.text.isVisible()
    tiny.table.search.setFocus()
    qtbot.keyClicks(tiny.table.search, "dull")
    qtbot.waitUntil(lambda: tiny.table.model.searched == "dull", timeout=5_000)
    marks = [mark.cursor.selectedText().lower() for mark in reader.text.extraSelections()]
    assert set(marks) == {"dull"}
    assert len(marks) == reader.text.toPlainText().lower().count("dull") > 0


def test_ids_are_shown_and_copied_on_demand(tiny, reader, session, click, qtbot):
    click(reader.mode.segment("ids"))
    tiny.table.view.selectRow(0)
    ids = reader.trip.ids[reader.trip.kept].tolist()
    below = [p.piece.id for line in reader.flow._lines for p in line if p.piece.token >= 0]
    assert below == [str(id) for id in ids]
    reader.flow.setFocus()
    qtbot.keyClick(reader.flow, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == " ".join(map(str, ids))
    text, _ = reader.flow.actions()
    text.trigger()
    assert QGuiApplication.clipboard().text() == session.data.corpus.text_of(0)


def test_space_and_escape_and_the_button(tiny, reader, qtbot, click):
    table = tiny.table
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert not reader.isVisible()
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert reader.isVisible()
    qtbot.keyClick(table.view, Qt.Key.Key_Escape)
    assert not reader.isVisible()
    click(table.read)
    assert reader.isVisible()
    click(reader.close_button)
    assert not reader.isVisible()
    assert table.view.hasFocus()


def test_nothing_found_leaves_nothing_to_read(tiny, reader, qtbot):
    tiny.table.search.setFocus()
    qtbot.keyClicks(tiny.table.search, "xylophone")
    qtbot.waitUntil(lambda: tiny.table.model.rowCount() == 0, timeout=5_000)
    assert shown(reader) == []
    assert reader.read.text() == reader.title.text() == ""


@pytest.mark.parametrize(
    ("encoding", "read", "cut"),
    [
        (Encoding(maxlen=10), "5 words read, 1 unknown · 4 pads before", ""),
        (Encoding(maxlen=7, padding="post"), "5 words read, 1 unknown · 1 pad after", ""),
        (Encoding(maxlen=4), "4 words read, all known", "1 word cut from the start"),
        (
            Encoding(maxlen=3, truncating="post"),
            "2 words read, 1 unknown",
            "3 words cut from the end",
        ),
    ],
)
def test_the_sentences(encoding, read, cut):
    trip = round_trip(TEXT, WORDS, encoding)
    assert read_words(trip, encoding) == read
    assert cut_words(trip, encoding) == cut


def test_every_fate_has_its_words():
    encoding = Encoding(maxlen=5)
    trip = round_trip("bad " + TEXT, WORDS, encoding)
    assert token_words(trip, 1, encoding).startswith("“bad”\nCut: with maxlen 5")
    assert (
        token_words(trip, 2, encoding) == "“luminous” is not known\nt 0 · id 2, read as <unknown>"
    )
    assert token_words(trip, 4, encoding) == "“film”, word 2 by frequency\nt 2 · id 5"


def test_pads_stand_where_the_network_reads_them():
    before = pieces_of(round_trip(TEXT, WORDS, Encoding(maxlen=9)), Encoding(maxlen=9))
    assert [p.text for p in before[:3]] == ["3 pads", "start", "luminous"]
    after = Encoding(maxlen=9, padding="post")
    assert pieces_of(round_trip(TEXT, WORDS, after), after)[-1].text == "3 pads"


def test_lines_break_where_the_room_ends():
    pieces = pieces_of(round_trip(TEXT, WORDS, Encoding(maxlen=6)), Encoding(maxlen=6))
    placed = list(flow(pieces, 100.0, lambda piece: 10.0 * len(piece.text)))
    assert [p.line for p in placed] == [0, 1, 2, 2, 3, 3]
    assert all(p.left + p.width <= 100 for p in placed)
    alone = list(flow(pieces, 5.0, lambda piece: 10.0))
    assert [p.line for p in alone] == list(range(6))
