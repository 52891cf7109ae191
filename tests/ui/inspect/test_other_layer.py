"""Another layer of the same words comes into view, with fewer units than the one before."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint

from tests.ui.inspect.conftest import UNITS, small


@pytest.fixture
def wide_layer(bare_page, session, open_run, make_run):
    """The page with the lowest of three layers, which has three times as many units."""
    stack = small("stacked")
    wide = next(n for n, layer in enumerate(stack.layers) if layer.group == "Recurrent")
    open_run(make_run(stack.replaced(wide, replace(stack.layers[wide], units=3 * UNITS))))
    session.selection.select(layer=session.inspection.result.trace.layers[0].name)
    return bare_page


def drawn(chart):
    """Where the chart's parts stand, once it shows something."""
    return chart.make_frame() if hasattr(chart, "make_frame") else chart.frame()


@pytest.mark.parametrize("tab", ["cell", "gradient", "whatif"])
def test_the_mouse_rests_on_a_unit_that_is_gone(wide_layer, session, qtbot, tab):
    page = wide_layer
    page.tabs.setCurrentWidget(getattr(page, tab))
    chart = page.centre.signals if tab == "cell" else page.centre.views.currentWidget().chart
    qtbot.waitUntil(lambda: drawn(chart) is not None, timeout=20_000)
    row = drawn(chart).rows[-1]
    foot = QPoint(round(drawn(chart).left + 40), round(row.top + row.height) - 2)
    page.display.set_sort("index")
    qtbot.mouseMove(chart, foot)
    assert chart._hover.unit == 3 * UNITS - 1
    session.selection.select(layer=session.inspection.result.trace.layers[-1].name)
    assert chart._hover is None
    page.grab()  # an error while painting would fail the test
