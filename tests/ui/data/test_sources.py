"""Choosing the reviews: built in, from a file, by drop; progress, cancel, failure."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from explorer.reviews.progress import CorpusProgress
from explorer.ui.data.source_words import bytes_words, identity_words, progress_share
from explorer.ui.shell.window_memory import WindowMemory


def test_the_built_in_corpus_is_opened_by_its_button_and_called_synthetic(
    page, session, click, loaded
):
    card = page.sources.builtin
    assert not card.in_use
    texts = [label.text() for label in card.findChildren(type(card.title))]
    assert "synthetic" in texts
    click(page.sources.use_builtin)
    assert session.data.state == "loading"
    assert card.bar.isVisible()
    loaded()
    assert card.in_use
    assert not card.bar.isVisible()
    assert not page.sources.use_builtin.isVisible()
    assert card.facts.text() == "1,600 training · 400 test"
    assert card.identity.text() == session.data.corpus.identity
    assert page.table.model.rowCount() == 2000


def test_an_archive_is_opened_and_remembered(page, session, archive, loaded):
    page.sources.open(str(archive))
    loaded()
    card = page.sources.local
    assert card.in_use
    assert not page.sources.builtin.in_use
    assert card.facts.text() == "4 training · 2 test"
    assert card.where.text().endswith(str(archive))
    assert card.identity.text() == identity_words(session.data.corpus.identity)
    assert WindowMemory().local_reviews == str(archive)


def test_what_was_opened_last_is_offered_at_the_next_launch(session, page, archive, click, loaded):
    WindowMemory().local_reviews = str(archive)
    page.sources.refresh()
    click(page.sources.load)
    loaded()
    assert session.data.corpus_where == str(archive)
    assert not page.sources.load.isVisible()


def test_what_is_gone_is_not_offered(page, tmp_path):
    WindowMemory().local_reviews = str(tmp_path / "gone.tar.gz")
    page.sources.refresh()
    assert not page.sources.load.isVisible()
    assert "not there any more" in page.sources.local.where.text()


def test_a_broken_archive_says_so_and_leaves_what_was_there(tiny, session, broken, loaded):
    tiny.sources.open(str(broken))
    loaded("failed")
    notice = tiny.sources.notice
    assert notice.isVisible()
    assert notice.tone == "error"
    assert "broken.tar.gz" in notice.label.text()
    assert notice.label.text() == session.data.problem
    assert tiny.sources.local.in_use
    assert tiny.table.model.rowCount() == 6


def test_a_failure_is_not_told_as_the_facts_of_what_is_in_use(tiny, archive, broken, loaded, click):
    local = tiny.sources.local
    tiny.sources.open(str(broken))
    loaded("failed")
    assert local.where.text().endswith("broken.tar.gz")
    assert not local.facts.isVisible()
    assert not local.identity.isVisible()
    click(tiny.sources.notice.close_button)
    assert not tiny.sources.notice.isVisible()
    assert local.where.text().endswith(archive.name)
    assert local.facts.text() == "4 training · 2 test"


def test_once_it_is_mended_the_notice_reads_it(tiny, broken, archive, loaded, click):
    tiny.sources.open(str(broken))
    loaded("failed")
    notice = tiny.sources.notice
    broken.write_bytes(archive.read_bytes())
    click(notice.button)
    loaded()
    assert not notice.isVisible()
    assert tiny.sources.local.where.text().endswith("broken.tar.gz")


def test_loading_can_be_cancelled(tiny, session, click, qtbot):
    tiny.sources.open("builtin")
    assert tiny.sources.builtin.cancel.isVisible()
    click(tiny.sources.builtin.cancel)
    assert session.data.state == "ready"
    assert tiny.sources.local.in_use
    assert not tiny.sources.builtin.bar.isVisible()
    assert tiny.table.model.rowCount() == 6


def test_progress_only_grows(page, session, qtbot):
    shares: list[float] = []
    session.data.progressed.connect(lambda _: shares.append(page.sources.builtin.bar.fraction()))
    page.sources.open("builtin")
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    assert len(shares) >= 2
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


@pytest.mark.parametrize(
    ("progress", "share"),
    [
        (None, 0.0),
        (CorpusProgress("reading", 500), 0.4),
        (CorpusProgress("sorting", 0), 0.8),
        (CorpusProgress("writing", 1000), 1.0),
    ],
)
def test_the_stages_make_up_the_whole(progress, share):
    assert progress_share(progress) == pytest.approx(share)


@pytest.mark.parametrize(
    ("size", "words"),
    [(97, "97 bytes"), (1_000, "1.0 kB"), (84_125_825, "84.1 MB"), (812_000, "812 kB")],
)
def test_sizes(size, words):
    assert bytes_words(size) == words


@pytest.mark.parametrize("choice", [("file", "ExistingFile"), ("folder", "Directory")])
def test_the_dialogs_open_what_is_chosen(page, click, archive, loaded, choice):
    button, mode = choice
    click(getattr(page.sources, button))
    dialog = page.sources.findChild(QFileDialog)
    assert dialog.isVisible()
    assert dialog.fileMode() == getattr(QFileDialog.FileMode, mode)
    dialog.fileSelected.emit(str(archive))
    dialog.close()
    loaded()
    assert WindowMemory().local_reviews == str(archive)


def drag(page, urls, event=QDropEvent):
    data = QMimeData()
    data.setUrls(urls)
    copy, button, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, button, keys)
    page.dragEnterEvent(enter)
    return data, enter, QDropEvent(QPointF(5, 5), copy, data, button, keys)


def test_a_dropped_archive_is_opened(page, session, archive, loaded):
    _data, enter, drop = drag(page, [QUrl.fromLocalFile(str(archive))])
    assert enter.isAccepted()
    before = page.sources.local.grab().toImage()
    page.dragLeaveEvent(QDragLeaveEvent())
    assert page.sources.local.grab().toImage() != before
    page.dropEvent(drop)
    loaded()
    assert session.data.corpus_where == str(archive)


@pytest.mark.parametrize(
    "urls",
    [
        [],
        [QUrl("https://example.org/aclImdb_v1.tar.gz")],
        [QUrl.fromLocalFile("/nowhere/at/all.tar.gz")],
        [QUrl.fromLocalFile("/tmp"), QUrl.fromLocalFile("/")],
    ],
)
def test_anything_else_is_not_taken(page, session, urls):
    _data, enter, drop = drag(page, urls)
    enter_taken = enter.isAccepted()
    page.dropEvent(drop)
    assert not enter_taken
    assert session.data.state == "empty"
