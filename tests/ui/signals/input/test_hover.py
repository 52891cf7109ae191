"""What the mouse is over."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter

from explorer.ui.signals.canvas import paint_view
from explorer.ui.signals.input.hit import hit_test
from explorer.ui.signals.look import Hover, Look
from explorer.ui.signals.rows.heat_images import HeatImages
from explorer.ui.signals.rows.readout import readout_lines
from explorer.ui.signals.view import SignalsView
from tests.ui.signals.readings import WIDE, at, made_up


def _move(view: SignalsView, point: QPoint) -> None:
    """Straight to the handler: where the real pointer stands is nobody's business."""
    where = QPointF(point)
    none = Qt.MouseButton.NoButton
    view.mouseMoveEvent(
        QMouseEvent(QEvent.Type.MouseMove, where, where, none, none, Qt.KeyboardModifier.NoModifier)
    )


def test_hover_tells_what_is_under_the_mouse_once(view: SignalsView):
    seen: list[tuple[int, str, int]] = []
    view.hovered.connect(lambda t, signal, unit: seen.append((t, signal, unit)))
    _move(view, at(view, 7, "o", 2.5 / 8))
    _move(view, at(view, 7, "o", 2.6 / 8))
    _move(view, at(view, 7))
    view.leaveEvent(QEvent(QEvent.Type.Leave))
    assert seen == [(7, "o", 2), (7, "", -1), (-1, "", -1)]


def test_the_readout_says_value_and_probability_before_and_after(view: SignalsView):
    words, probability, signals = made_up()
    probability[9:11] = (0.42, 0.88)
    signals["c"][9:11, 3] = (-0.18, 0.17)
    view.set_trace(words, probability, signals, known=[t != 10 for t in range(40)])
    look = view.look()
    assert look is not None
    lines = readout_lines(look, Hover(10, "c", 3))
    said = [(line.label, "".join(text for text, _ in line.pieces)) for line in lines]
    assert said == [
        ("not in the vocabulary", ""),
        ("carry, unit 3", "−0.18 → +0.17"),
        ("P(positive)", "0.42 → 0.88"),
    ]
    assert [token for _, token in lines[1].pieces] == ["neg", "t2", "c"]
    first = readout_lines(look, Hover(0, "f", 0))
    assert len(first[0].pieces) == 1  # nothing came before the first word


def _painted(look: Look) -> QImage:
    image = QImage(WIDE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_view(painter, look, HeatImages())
    painter.end()
    return image


def test_the_readout_stays_inside_the_view(view: SignalsView):
    look = view.look()
    assert look is not None
    still = _painted(look)
    for t in (0, 39):
        image = _painted(replace(look, hover=Hover(t, "h", 7)))
        edge = [(x, y) for x in (0, 727) for y in range(732)]
        assert all(image.pixel(x, y) == still.pixel(x, y) for x, y in edge)
        assert image != still


def test_hit_testing_names_the_zones(view: SignalsView):
    frame, reading = view.frame(), view.look()
    assert frame is not None
    assert reading is not None

    def zone(x: float, y: float) -> str:
        return hit_test(frame, reading.reading, QPointF(x, y), compact=False).zone

    assert zone(frame.left + 20, frame.overview.center().y()) == "overview"
    assert zone(24, frame.rows[0].top + 20) == "badge"
    assert zone(frame.left + 20, frame.words.center().y()) == "plot"
    assert zone(frame.right + 20, frame.rows[0].top + 20) == ""
