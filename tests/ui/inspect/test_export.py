"""What leaves the page: chosen in the menu, written by the worker, and read back here."""

import csv
import io
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from explorer.problem import UserProblem
from explorer.ui.inspect.export import jobs
from explorer.ui.inspect.export.menu import ENTRIES, SCALES

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def export(page, session, qtbot, tmp_path):
    """Choose an entry of the menu, name the file, wait until it is done; the file."""

    def save(entry: str, name: str = ""):
        path = tmp_path / name
        menu = page.centre.exports.menu
        menu.ask = lambda *_: path
        with qtbot.waitSignal(session.notice, timeout=30_000):
            offered = menu.menu()
            next(action for action in offered.actions() if action.data() == entry).trigger()
            offered.deleteLater()
        qtbot.waitUntil(lambda: not page.centre.exports.running, timeout=5_000)
        return path

    return save


def test_the_button_and_the_context_menu_offer_everything(page, qtbot, monkeypatch):
    shown: list[list[str]] = []
    monkeypatch.setattr(
        "explorer.ui.inspect.export.menu.QMenu.popup",
        lambda menu, _at: shown.append([a.text() for a in menu.actions() if a.text()]),
    )
    qtbot.mouseClick(page.centre.export_button, LEFT)
    for entry, text in ENTRIES:
        assert not entry or text in shown[0]
    assert page.centre.signals._offers == page.centre.exports.menu.menu


@pytest.mark.parametrize("scale", [1, 3])
def test_a_picture_at_a_scale(page, export, scale):
    page.centre.exports.menu.scale = scale
    size = page.centre.signals.size()  # before a notice may take some of the height
    assert QImage(str(export("picture", "a.png"))).size() == size * scale


def test_a_drawing(page, export):
    size = page.centre.signals.size()
    root = ET.parse(export("picture", "a.svg")).getroot()
    assert root.get("viewBox") == f"0 0 {size.width()} {size.height()}"


def test_arrays_hold_the_trace(page, session, export):
    trace = session.inspection.result.trace
    with np.load(export("data", "a.npz")) as arrays:
        for letter, values in trace.layers[0].signals.items():
            assert np.array_equal(arrays[f"lstm/{letter}"], values)
        assert np.array_equal(arrays["probability"], trace.probability)
        total = arrays["ledger/logit_share"].sum() + arrays["ledger/pad_share"]
        assert total + arrays["bias"] == pytest.approx(float(trace.logits[-1]), abs=1e-4)


def test_a_table_holds_the_trace(page, session, export):
    with export("data", "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    trace, encoded = session.inspection.result.trace, session.inspection.result.encoded
    assert len(rows) == len(trace.ids)
    words = [row["word"] for row in rows][trace.pads :]
    assert tuple(words) == encoded.tokens
    found = [float(row["lstm/c_3"]) for row in rows]
    assert np.allclose(found, trace.layers[0].signals["c"][:, 3], atol=1e-5)


def test_a_report_stands_alone(page, export):
    text = export("report", "a.html").read_text("utf-8")
    assert "<html" in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG, by hand."""
    found, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


def test_an_animation_plays_the_stretch(page, session, export):
    session.playback.set_stretch((5, 12))
    session.playback.set_speed(2.0)
    look = page.centre.signals.look()
    path = export("animation", "a.png")
    found = chunks(path.read_bytes())
    frames = [body for kind, body in found if kind == b"fcTL"]
    assert len(frames) == 7
    assert all(struct.unpack(">HH", body[20:24]) == (83, 1000) for body in frames)
    first = QImage(str(path))  # a viewer that knows no animation shows the first frame
    assert first.width() == page.centre.signals.width()
    frame = replace(look.frame, window=look.frame.window.showing(5))
    wanted = jobs._pixels(
        replace(look, hover=None, pin=None, cursor=5, frame=frame), jobs.HeatImages()
    )
    shown = first.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), -1)
    assert np.array_equal(flat.reshape(wanted.shape)[..., :3], wanted[..., :3])


def test_an_animation_can_be_stopped_and_leaves_nothing(page, session, qtbot, tmp_path):
    page.centre.exports.menu.ask = lambda *_: tmp_path / "a.png"
    notice = page.centre.export_notice
    page.centre.exports.menu.choose("animation")
    qtbot.waitUntil(lambda: "of 60 timesteps" in notice.label.text(), timeout=20_000)
    assert notice.isVisible()
    qtbot.mouseClick(notice.button, LEFT)
    assert not notice.isVisible()
    assert not page.centre.exports.running
    qtbot.waitUntil(lambda: not list(tmp_path.iterdir()), timeout=20_000)
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        session.inspection._retrace()  # the worker is free again


def test_a_second_export_does_not_end_the_first(page, session, qtbot, tmp_path):
    menu, notice = page.centre.exports.menu, page.centre.export_notice
    menu.ask = lambda *_: tmp_path / "a.png"
    session.playback.set_stretch((5, 12))
    menu.choose("animation")
    menu.ask = lambda *_: tmp_path / "b.npz"
    with qtbot.waitSignal(session.saves.settled, timeout=30_000) as settled:
        menu.choose("data")
        assert session.saves.busy
    assert settled.args == [True]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "b.npz"]
    qtbot.waitUntil(lambda: not page.centre.exports.running)
    assert not notice.isVisible()


def test_picture_and_data_on_the_clipboard(page, session, export):
    QGuiApplication.clipboard().clear()
    export("copy picture")
    assert QGuiApplication.clipboard().image().width() == 2 * page.centre.signals.width()
    export("copy data")
    rows = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text()), delimiter="\t"))
    assert rows[0][:3] == ["t", "word", "id"]
    assert len(rows) == 1 + len(session.inspection.result.trace.ids)


def test_what_cannot_be_written_is_said(page, qtbot, tmp_path):
    page.centre.exports.menu.ask = lambda *_: tmp_path / "missing" / "a.npz"
    page.centre.exports.menu.choose("data")
    notice = page.centre.export_notice
    qtbot.waitUntil(lambda: notice.tone == "error", timeout=20_000)
    assert notice.isVisible()
    assert "cannot be written" in notice.label.text()
    qtbot.mouseClick(notice.close_button, LEFT)
    assert not notice.isVisible()


def test_a_picture_too_large_to_open_is_refused(page):
    look = page.centre.signals.look()
    with pytest.raises(UserProblem, match="smaller scale"):
        list(jobs.picture_copy(look, 40.0))
    assert max(SCALES) * look.frame.width < jobs.LARGEST


def test_with_another_tab_in_front_the_picture_is_of_that(page, session, export):
    page.tabs.setCurrentIndex(1)
    front = page.centre.views.currentWidget()
    image = QImage(str(export("picture", "a.png")))
    assert image.width() == 2 * front.width()
    assert ET.parse(export("picture", "b.svg")).getroot().tag.endswith("svg")
