"""Writing, opening and labelling reviews of one's own, and using them."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from explorer.reviews.own_reviews import own_reviews_file, read_own_reviews, write_own_reviews
from explorer.reviews.source import MINE
from explorer.session.data.own_reviews_desk import OwnReviewsDesk


@pytest.fixture
def own(page, click):
    """The view for labelling, opened by the button on its card."""
    click(page.sources.mine.write)
    assert page.own.isVisible()
    assert not page.table.isVisible()
    return page.own


@pytest.fixture
def write(own, click, qtbot):
    """Type a review and press one of the buttons under it."""

    def one(text: str, button) -> None:
        own.editor.setFocus()
        qtbot.keyClicks(own.editor, text)
        click(button)

    return one


def kept() -> list[tuple[str, int | None]]:
    return [(review.text, review.label) for review in read_own_reviews(own_reviews_file())]


def test_written_labelled_and_on_disk(own, write):
    assert not own.positive.isEnabled()
    write("A good film", own.positive)
    assert own.editor.toPlainText() == ""
    write("A dull film", own.negative)
    write("Hard to say", own.keep)
    assert kept() == [("A good film", 1), ("A dull film", 0), ("Hard to say", None)]
    assert own.count.text() == "3 reviews, 1 to label"
    assert [own.model.index(row, 0).data() for row in range(3)] == [
        "positive",
        "negative",
        "to label",
    ]


def dotted(field) -> set[str]:
    """The words that stand on dots."""
    found = set()
    block = field.document().begin()
    while block.isValid():
        for part in block.layout().formats():
            if part.format.underlineStyle() == part.format.UnderlineStyle.DotLine:
                found.add(block.text()[part.start : part.start + part.length])
        block = block.next()
    return found


def test_what_a_network_gets_of_the_text_is_said_while_one_types(own, session, loaded, qtbot):
    session.data.open("builtin")
    loaded()
    session.data.set_encoding(maxlen=4)
    own.editor.setFocus()
    changes = []
    own.editor.textChanged.connect(lambda: changes.append(1))
    qtbot.keyClicks(own.editor, "The Zorgblat, was a film")
    assert len(changes) == len("The Zorgblat, was a film")
    assert own.read.text() == "4 words read, 1 unknown · 1 word cut from the start"
    assert dotted(own.editor) == {"Zorgblat"}
    session.data.set_encoding(maxlen=10, max_features=5)
    assert own.read.text() == "5 words read, 4 unknown · 4 pads before"
    only = session.data.corpus.vocabulary.words[0]
    words = {"The", "Zorgblat", "was", "a", "film"}
    assert dotted(own.editor) == {word for word in words if word.lower() != only}
    own.editor.clear()
    assert own.read.text() == ""


def test_labelled_by_keys_one_after_another(own, tmp_path, qtbot):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Review {number}\n")
    own.open_files([str(tmp_path / f"{number}.txt") for number in range(3)])
    own.list.selectRow(0)
    own.list.setFocus()
    for key in (Qt.Key.Key_P, Qt.Key.Key_N):
        qtbot.keyClick(own.list, key)
    assert kept() == [("Review 0", 1), ("Review 1", 0), ("Review 2", None)]
    assert own.editor.toPlainText() == "Review 2"
    qtbot.keyClick(own.list, Qt.Key.Key_Up)
    assert own.editor.toPlainText() == "Review 1"
    qtbot.keyClick(own.list, Qt.Key.Key_U)
    assert kept()[1] == ("Review 1", None)
    qtbot.keyClick(own.list, Qt.Key.Key_Delete)
    assert [text for text, _ in kept()] == ["Review 0", "Review 2"]


def test_a_changed_text_is_kept_and_an_emptied_one_is_not(own, write, qtbot):
    write("A good film", own.positive)
    own.list.selectRow(0)
    own.editor.setFocus()
    own.editor.moveCursor(own.editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(own.editor, " indeed")
    qtbot.waitUntil(lambda: kept() == [("A good film indeed", 1)], timeout=5_000)
    own.editor.selectAll()
    qtbot.keyClick(own.editor, Qt.Key.Key_Backspace)
    assert not own.positive.isEnabled()
    own.new.click()
    assert kept() == [("A good film indeed", 1)]


def test_used_as_a_source_and_read_again_after_more(own, write, session, click, loaded):
    page = own.window()
    card = page.sources.mine
    assert not card.use.isVisible()
    write("A good film", own.positive)
    write("Hard to say", own.keep)
    assert card.facts.text() == "1 labelled · 1 to label"
    click(card.use)
    loaded()
    assert session.data.corpus_where == MINE
    assert session.data.corpus.title == "My reviews"
    assert card.in_use
    assert not page.sources.local.in_use
    assert len(session.data.corpus) == 1
    click(card.write)
    click(own.new)
    write("A dull film", own.negative)
    click(own.done)
    assert page.own.isHidden()
    loaded()
    assert len(session.data.corpus) == 2


def test_opened_in_inspect_with_its_label(own, write, session, click):
    session.go("data")
    write("A good film", own.positive)
    own.list.selectRow(0)
    click(own.inspect)
    review = session.inspection.review
    assert (review.text, review.label, review.origin) == ("A good film", 1, "yours")
    assert session.page == "inspect"


def test_the_dialog_takes_several_files(own, click, tmp_path):
    (tmp_path / "a.txt").write_text("One")
    (tmp_path / "b.txt").write_text("Two")
    click(own.files)
    dialog = own.findChild(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    dialog.close()
    assert kept() == [("One", None), ("Two", None)]


def test_a_table_without_labels_is_labelled_by_hand(page, loaded, click, tmp_path):
    path = tmp_path / "films.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("id", "review"), ("1", "Good"), ("2", "Dull")])
    page.sources.open(str(path))
    loaded("failed")
    columns = page.sources.columns
    assert columns.text.currentText() == "review"
    assert not columns.load.isEnabled()
    click(columns.by_hand)
    assert page.own.isVisible()
    assert not columns.isVisible()
    assert kept() == [("Good", None), ("Dull", None)]
    assert page.own.editor.toPlainText() == "Good"


def test_a_damaged_file_is_left_alone_and_said(session):
    path = own_reviews_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("not json\n")
    desk = OwnReviewsDesk(session.data, session)
    told: list[str] = []
    desk.failed.connect(told.append)
    assert desk.add(["A good film"]) == ""
    assert "Line 1 of" in told[0]
    assert path.read_text() == "not json\n"


def test_what_cannot_be_written_is_said_and_not_shown(own, write, monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("CARRYTRACK_HOME", str(blocked))
    write("A good film", own.positive)
    assert own.notice.isVisible()
    assert "cannot be kept" in own.notice.label.text()
    assert own.editor.toPlainText() == "A good film"
    assert own.model.rowCount() == 0


def test_an_unreadable_import_is_said(own, tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes("Zoë".encode("latin-1"))
    own.open_file(str(path))
    assert "not UTF-8" in own.notice.label.text()
    assert not own_reviews_file().exists()


def test_reviews_survive_a_restart(own, click, session):
    QGuiApplication.clipboard().setText("Line one.\n\nZoë's café \u2028 「雨」")
    own.editor.paste()
    click(own.positive)
    assert len(session.own_reviews.reviews) == 1
    again = OwnReviewsDesk(session.data, session)
    assert again.reviews == session.own_reviews.reviews
    assert again.add(["Another"]) == "review 2"
    write_own_reviews(own_reviews_file(), ())
    assert kept() == []
