"""Pictures and tables, and what a screen reader hears."""

import csv
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMenu

from explorer.ui.signals.export import drawing, picture, table
from explorer.ui.signals.look import Hover
from explorer.ui.signals.menu import ViewMenu
from explorer.ui.signals.view import SignalsView
from tests.full_disk import full_disk, needs_a_limit
from tests.ui.signals.readings import LSTM, WIDE, made_up

ELSEWHERE = "Choose another folder or name."


@pytest.fixture
def offered(view: SignalsView, session) -> ViewMenu:
    return ViewMenu(view, session.saves)


@pytest.fixture
def choose(offered: ViewMenu, session, qtbot):
    """Choose an entry of the context menu and name a file; what is said once it is settled."""

    def choose(text: str, path: Path) -> str:
        offered.ask = lambda *_: path
        said: list[str] = []
        session.notice.connect(said.append)
        session.failed.connect(said.append)
        with qtbot.waitSignal(session.saves.settled, timeout=20_000):
            _chosen(offered.menu(), text)
        return said[-1]

    return choose


def test_saving_a_picture(choose, tmp_path: Path):
    assert choose("Save picture…", tmp_path / "a") == f"Saved as {tmp_path / 'a.png'}."
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (2 * WIDE.width(), 2 * WIDE.height())
    choose("Save picture…", tmp_path / "a.svg")
    root = ET.parse(tmp_path / "a.svg").getroot()
    assert root.get("viewBox") == "0 0 728 732"
    assert (tmp_path / "a.svg").read_text().count("<image") >= len(LSTM)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "a.svg"]


def test_a_picture_shows_what_was_there_when_it_was_chosen(view, choose, offered, tmp_path: Path):
    """Whatever is shown while it is written: everything is taken from the view at once."""
    look = view.look()
    taken = offered.picture(), offered.drawing(), offered.rows()
    view.set_cursor(30)
    words, probability, signals = made_up(20)
    view.set_trace(words, probability, signals)
    assert [take() for take in taken] == [picture(look), drawing(look), table(look.reading)]


def test_a_picture_has_no_hover_in_it(view: SignalsView):
    look = view.look()
    assert look is not None
    assert picture(replace(look, hover=Hover(7, "o", 2))) == picture(look)


def test_saving_the_data(view: SignalsView, choose, tmp_path: Path):
    words, probability, signals = made_up()
    words[4] = 'a "quoted", word'
    view.set_trace(words, probability, signals, order=[7, 6, 5, 4, 3, 2, 1, 0])
    assert choose("Save data…", tmp_path / "a") == f"Saved as {tmp_path / 'a.csv'}."
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 40
    assert rows[4]["word"] == 'a "quoted", word'
    assert float(rows[11]["p_positive"]) == pytest.approx(float(probability[11]))
    assert float(rows[11]["c_6"]) == pytest.approx(float(signals["c"][11, 6]))


def test_a_folder_that_is_not_there_is_said(choose, tmp_path: Path):
    said = choose("Save data…", tmp_path / "missing" / "a.csv")
    assert said.startswith("Not saved. ")
    assert "No such file or directory. Choose another folder or name." in said


@needs_a_limit
def test_a_full_disk_leaves_the_older_file_and_nothing_else(choose, tmp_path: Path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"older")
    with full_disk(1000):
        said = choose("Save picture…", path)
    assert said == f"Not saved. {path} cannot be written: File too large. {ELSEWHERE}"
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"older"


def _chosen(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()


def test_a_right_click_and_keys_save_the_picture(view, offered, session, qtbot, tmp_path: Path):
    offered.ask = lambda *_: tmp_path / "a.png"
    QApplication.sendEvent(
        view,
        QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, view.rect().center(), view.mapToGlobal(QPoint(9, 9))
        ),
    )
    menu = view.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Save picture…", "Copy picture", "Save data…",
    ]  # fmt: skip
    with qtbot.waitSignal(session.saves.settled, timeout=20_000):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert not QImage(str(tmp_path / "a.png")).isNull()


def test_thinking_better_of_it_saves_nothing(offered, session):
    offered.ask = lambda *_: None
    _chosen(offered.menu(), "Save picture…")
    _chosen(offered.menu(), "Save data…")
    assert not session.saves.busy


def test_the_menu_copies(offered):
    QGuiApplication.clipboard().clear()
    _chosen(offered.menu(), "Copy picture")
    assert QGuiApplication.clipboard().image().width() == 2 * WIDE.width()


def test_a_screen_reader_hears_the_cursor(view: SignalsView):
    view.set_cursor(12)
    assert view.accessibleName() == "Signals under the words"
    assert view.accessibleDescription().startswith("timestep 12, word12, P(positive) 0.")
