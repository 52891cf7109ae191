"""Lines through many points: cut where they cross, filled, one piece in a vector file."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator

from explorer.ui.signals.polylines import band_at, paint_two_sided, polygon_at, split_at, stroke
from explorer.ui.theme.palette import DARK
from tests.ui.signals.readings import rgb


def places(xs: list[float]) -> np.ndarray:
    return np.array(xs, float)


def test_a_curve_is_cut_where_it_crosses_one_half():
    stretches = split_at(places([0, 10, 20]), places([10, 30, 10]), 20)
    assert [above for above, _, _ in stretches] == [True, False, True]
    assert [(xs.tolist(), ys.tolist()) for _, xs, ys in stretches] == [
        ([0, 5], [10, 20]),
        ([5, 10, 15], [20, 30, 20]),
        ([15, 20], [20, 10]),
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_stretches_are_the_line(seed: int):
    """Against a loop over the points: nothing is lost, nothing on the wrong side."""
    values = np.random.default_rng(seed).normal(size=40) * 10
    line, middle = list(zip(range(40), values.tolist(), strict=True)), 1.5
    expected = [line[0]]
    for (x, y), (after_x, after_y) in pairwise(line):
        if (y <= middle) != (after_y <= middle):
            expected.append((x + (middle - y) / (after_y - y) * (after_x - x), middle))
        expected.append((after_x, after_y))
    stretches = split_at(np.arange(40.0), values, middle)
    walked = [
        point
        for at, (_, xs, ys) in enumerate(stretches)
        for point in list(zip(xs, ys, strict=True))[bool(at) :]
    ]
    np.testing.assert_allclose(walked, expected)
    for above, _, ys in stretches:
        assert (ys <= middle + 1e-9).all() if above else (ys >= middle - 1e-9).all()


def test_no_points_no_stretches():
    assert split_at(places([]), places([]), 0) == []
    assert polygon_at(places([]), places([])).size() == 0


def test_one_point_is_a_stretch():
    ((above, xs, _),) = split_at(places([3]), places([7]), 5)
    assert not above
    assert xs.tolist() == [3]


def test_a_band_goes_there_and_back():
    band = band_at(places([0, 1]), places([5, 6]), places([8, 9]))
    assert [point.toTuple() for point in band] == [(0, 5), (1, 6), (1, 9), (0, 8)]


def test_above_and_below_have_their_own_colours():
    image = QImage(100, 41, QImage.Format.Format_RGB32)
    image.fill(QColor(DARK.bg))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    xs, ys = places([0, 50, 50, 100]), places([4, 4, 36, 36])
    paint_two_sided(painter, (xs, ys), 20, DARK, width=3)
    painter.end()
    assert rgb(image, 25, 4) == list(DARK.colour("pos").getRgb()[:3])
    assert rgb(image, 75, 36) == list(DARK.colour("neg").getRgb()[:3])
    ground = list(QColor(DARK.bg).getRgb()[:3])
    assert rgb(image, 25, 12) not in (ground, rgb(image, 25, 4))  # filled towards the middle
    assert rgb(image, 75, 12) == ground


@pytest.mark.parametrize(("apart", "most"), [(12.0, 0.0), (2.0, 0.012)])
def test_a_line_looks_joined_however_it_is_painted(apart: float, most: float):
    """Against one polyline: equal where joins can be seen, else by a hundredth of the light."""
    xs = np.arange(6, 590, apart)
    ys = 20 + 14 * np.sin(xs / 40)
    seen = []
    for way in ("stroke", "polyline"):
        image = QImage(600, 40, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if way == "stroke":
            stroke(painter, [(xs, ys)], QColor("white"), 2)
        else:
            pen = QPen(QColor("white"), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPolyline(polygon_at(xs, ys))
        painter.end()
        seen.append(np.frombuffer(image.constBits(), np.uint8).astype(float) / 255)
    assert np.abs(seen[0] - seen[1]).mean() <= most


def test_a_vector_file_gets_one_line(qapp: object):
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(100, 40))
    generator.setViewBox(QRectF(0, 0, 100, 40))
    painter = QPainter(generator)
    stroke(painter, [(np.arange(50.0), np.arange(50.0))], QColor("red"), 2)
    painter.end()
    assert bytes(buffer.data().data()).count(b"<polyline") == 1
