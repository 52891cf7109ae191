"""Every setting works at once, and is there at the next launch."""

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStyle

from explorer.reviews.cache import cache_folder
from explorer.training.runs.run_folder import runs_home
from explorer.ui.settings.folder_size import FolderSize, measure
from explorer.ui.shell.window_memory import WindowMemory
from explorer.ui.theme.theme import theme


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_theme(page, click, mode):
    theme().set_mode("light" if mode == "dark" else "dark")
    click(page.themes.segment(mode))
    assert theme().mode == mode
    assert WindowMemory().theme_mode == mode


def test_showing_a_theme_chosen_elsewhere_chooses_nothing(page):
    WindowMemory().theme_mode = "system"
    theme().set_mode("light")
    assert page.themes.current() == "light"
    assert WindowMemory().theme_mode == "system"


def test_reduced_motion_reaches_the_window_and_goes_again(page, click):
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    usual = page.runs.style().styleHint(hint, None, page.runs)
    assert usual > 0
    click(page.motion)
    assert page.runs.style().styleHint(hint, None, page.runs) == 0
    assert WindowMemory().reduced_motion
    click(page.motion)
    assert page.runs.style().styleHint(hint, None, page.runs) == usual
    assert not WindowMemory().reduced_motion


def test_runs_are_counted_where_they_are_kept(page, qtbot):
    for name in ("one", "two"):
        folder = runs_home() / name / "epochs"
        folder.mkdir(parents=True)
        (folder / "001.safetensors").write_bytes(bytes(600))
    assert page.runs.folder == runs_home()
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: page.runs.total.text() == "2 runs · 1.2 kB")


def test_an_empty_folder_is_called_empty(page, qtbot):
    qtbot.waitUntil(lambda: page.cache.total.text() == "empty")


def test_the_cache_is_cleared_and_the_reviews_in_use_stay_readable(page, session, qtbot, click):
    session.data.open("builtin")
    assert not page.clear.isEnabled()
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    corpora = cache_folder() / "corpora"
    assert list(corpora.iterdir())
    told: list[str] = []
    session.notice.connect(told.append)
    click(page.clear)
    assert not corpora.exists()
    assert told == ["The encoded reviews are cleared"]
    qtbot.waitUntil(lambda: page.cache.total.text() == "empty")
    assert len(session.data.corpus.train.text(0)) > 20
    assert session.data.corpus.train.batch([0, 1], session.data.encoding).shape == (2, 500)


class Desktop(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


def test_open_folder_makes_it_and_hands_it_to_the_desktop(page, click):
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    try:
        assert not runs_home().exists()
        click(page.runs.open)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert runs_home().is_dir()
    assert [url.toLocalFile() for url in desktop.opened] == [str(runs_home())]


def test_folder_size_by_hand(tmp_path):
    (tmp_path / "a" / "deep").mkdir(parents=True)
    (tmp_path / "a" / "deep" / "x").write_bytes(bytes(10))
    for number in range(50):
        (tmp_path / f"{number}").write_bytes(bytes(2))
    *pauses, size = measure(tmp_path)
    assert size == FolderSize(51, 110)
    assert len(pauses) == 2
    assert list(measure(tmp_path / "missing")) == [FolderSize(0, 0)]
