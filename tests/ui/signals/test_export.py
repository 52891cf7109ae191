"""Pictures and tables, and what a screen reader hears."""

import csv
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QMessageBox

from explorer.problem import UserProblem
from explorer.ui.saving.files import csv_bytes, write_file
from explorer.ui.signals.export import picture, save_picture, table
from explorer.ui.signals.look import Hover
from explorer.ui.signals.view import SignalsView
from tests.ui.signals.readings import LSTM, WIDE, made_up


def test_saving_a_picture(view: SignalsView, tmp_path: Path):
    look = view.look()
    assert look is not None
    save_picture(look, tmp_path / "a.png")
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (2 * WIDE.width(), 2 * WIDE.height())
    save_picture(look, tmp_path / "a.svg")
    drawing = ET.parse(tmp_path / "a.svg").getroot()
    assert drawing.get("viewBox") == "0 0 728 732"
    assert (tmp_path / "a.svg").read_text().count("<image") >= len(LSTM)


def test_a_picture_has_no_hover_in_it(view: SignalsView):
    look = view.look()
    assert look is not None
    assert picture(replace(look, hover=Hover(7, "o", 2))) == picture(look)


def test_saving_the_data(view: SignalsView, tmp_path: Path):
    words, probability, signals = made_up()
    words[4] = 'a "quoted", word'
    view.set_trace(words, probability, signals, order=[7, 6, 5, 4, 3, 2, 1, 0])
    look = view.look()
    assert look is not None
    write_file(tmp_path / "a.csv", csv_bytes(table(look.reading)))
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 40
    assert rows[4]["word"] == 'a "quoted", word'
    assert float(rows[11]["p_positive"]) == pytest.approx(float(probability[11]))
    assert float(rows[11]["c_6"]) == pytest.approx(float(signals["c"][11, 6]))


def test_what_cannot_be_written_is_said(view: SignalsView, tmp_path: Path):
    look = view.look()
    assert look is not None
    with pytest.raises(UserProblem, match="Choose another folder"):
        write_file(tmp_path / "missing" / "a.csv", b"")
    with pytest.raises(UserProblem, match="Choose another folder"):
        save_picture(look, tmp_path / "missing" / "a.png")


def _chosen(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_the_menu_saves_and_copies(view: SignalsView, tmp_path: Path):
    names = iter([tmp_path / "picture", tmp_path / "data.csv", None])
    view.menus.ask = lambda *_: next(names)
    menu = view.menus.menu()
    _chosen(menu, "Save picture…")
    _chosen(menu, "Save data…")
    _chosen(menu, "Save data…")  # thought better of it
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv", "picture.png"]
    QGuiApplication.clipboard().clear()
    _chosen(menu, "Copy picture")
    assert QGuiApplication.clipboard().image().width() == 2 * WIDE.width()
    menu.deleteLater()


def test_the_menu_says_what_went_wrong(view: SignalsView, tmp_path: Path, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: said.append(text))
    view.menus.ask = lambda *_: tmp_path / "missing" / "a.csv"
    menu = view.menus.menu()
    _chosen(menu, "Save data…")
    assert len(said) == 1
    assert "Choose another folder" in said[0]
    menu.deleteLater()


def test_a_screen_reader_hears_the_cursor(view: SignalsView):
    view.set_cursor(12)
    assert view.accessibleName() == "Signals under the words"
    assert view.accessibleDescription().startswith("timestep 12, word12, P(positive) 0.")
