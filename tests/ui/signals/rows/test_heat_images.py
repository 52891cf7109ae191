"""Heatmaps, pixel by pixel."""

import numpy as np

from explorer.ui.signals.ranges import ValueRange
from explorer.ui.signals.rows.heat_images import heat_image
from explorer.ui.theme.colormaps import lut, packed
from explorer.ui.theme.palette import DARK
from tests.ui.signals.readings import rgb


def test_a_heatmap_shows_each_value_in_its_place_and_colour():
    values = np.array([[0.0, 1.0, 0.5], [0.25, 0.0, 1.0]], np.float32)  # (T=2, H=3)
    table = lut("f", DARK)
    image = heat_image(values, np.array([2, 0, 1]), packed(table), ValueRange(0, 1), rows=64)
    assert (image.width(), image.height()) == (2, 3)
    for t in range(2):
        for row, unit in enumerate([2, 0, 1]):
            place = round(values[t, unit] * 255)
            assert np.abs(table[place, :3].astype(int) - rgb(image, t, row)).max() <= 2


def test_crowded_units_are_averaged_not_skipped():
    values = np.zeros((1, 8), np.float32)
    values[0, 1] = 1.0  # skipping every other unit would lose it
    table = lut("f", DARK)
    image = heat_image(values, np.arange(8), packed(table), ValueRange(0, 1), rows=4)
    assert image.height() == 4
    assert np.abs(table[128, :3].astype(int) - rgb(image, 0, 0)).max() <= 2
    assert rgb(image, 0, 1) == table[0, :3].tolist()


def test_a_unit_that_has_diverged_spoils_no_others_row():
    values = np.full((3, 8), 0.25, np.float32)
    values[1, 6] = np.inf
    table = lut("c", DARK)
    order = np.array([7, 5, 3, 1, 0, 2, 4, 6])
    image = heat_image(values, order, packed(table), ValueRange(-1, 1), rows=4)
    calm = rgb(image, 0, 0)
    assert [rgb(image, 1, row) == calm for row in range(4)] == [True, True, True, False]


def test_the_picture_owns_its_pixels():
    values = np.zeros((50, 8), np.float32)
    image = heat_image(values, np.arange(8), packed(lut("c", DARK)), ValueRange(-1, 1), rows=64)
    before = rgb(image, 3, 3)
    values[:] = 1.0
    assert rgb(image, 3, 3) == before
