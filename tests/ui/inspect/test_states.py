"""What the page says while there is nothing to show, and that it never says "step"."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from explorer.session.data.sample_reviews import SAMPLE_REVIEWS
from explorer.stack.kinds import KINDS
from explorer.stack.spec import StackSpec

LEFT = Qt.MouseButton.LeftButton


def test_before_a_model_there_is_a_calm_word(bare_page):
    assert bare_page.centre.empty.isVisible()
    assert bare_page.centre.empty.title.text() == "Opening the model"
    assert not bare_page.centre.toolbar.isVisible()
    assert not bare_page.centre.transport.isVisible()
    assert not bare_page.cell.diagram.isVisible()


def test_a_model_that_cannot_be_opened_says_why_and_what_to_do(bare_page, session, qtbot):
    with qtbot.waitSignal(session.inspection.failed, timeout=20_000):
        session.inspection.open_run(Path("/no/such/run"))
    empty = bare_page.centre.empty
    assert empty.title.text() == "The model could not be opened"
    assert "/no/such/run" in empty.text.text()
    assert empty.button.isVisible()
    menu = bare_page.reviews.model_button.menu()
    with qtbot.waitSignal(menu.aboutToShow):
        qtbot.mouseClick(empty.button, LEFT)
    menu.close()


def test_with_a_trace_on_screen_a_failure_is_a_notice(page, session, qtbot):
    with qtbot.waitSignal(session.inspection.failed, timeout=20_000):
        session.inspection.open_run(Path("/no/such/run"))
    assert page.centre.failure.isVisible()
    assert page.centre.signals.isVisible()
    page.reviews.list.setFocus()
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        qtbot.keyClick(page.reviews.list, Qt.Key.Key_Down)
    assert not page.centre.failure.isVisible()


def test_a_network_without_a_recurrent_layer_says_so(bare_page, session, qtbot, make_run):
    layers = (
        KINDS["Embedding"](name="embedding", output_dim=4),
        KINDS["GlobalAveragePooling1D"](name="pool"),
        KINDS["Dense"](name="dense", units=1, activation="sigmoid"),
    )
    path = make_run(StackSpec(layers=layers, title="No memory"))
    session.inspection.open_review(SAMPLE_REVIEWS[0])
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        session.inspection.open_run(path)
    assert bare_page.centre.empty.title.text() == "No recurrent layer"
    chance = float(session.inspection.result.trace.probability[-1])
    assert f"{chance:.2f}" in bare_page.centre.empty.text.text()


def test_back_from_nothing_to_a_trace(bare_page, session, qtbot, open_run, runs):
    with qtbot.waitSignal(session.inspection.failed, timeout=20_000):
        session.inspection.open_run(Path("/no/such/run"))
    open_run(runs["lstm"])
    assert bare_page.centre.signals.isVisible()
    assert bare_page.cell.diagram.isVisible()


def texts(widget: QWidget) -> list[str]:
    """Everything that a widget and its children say."""
    said: list[str] = []
    for child in (widget, *widget.findChildren(QWidget)):
        said += [child.toolTip(), child.accessibleName(), child.accessibleDescription()]
        if isinstance(child, QLabel | QAbstractButton):
            said.append(child.text())
    return said


def test_a_timestep_is_never_a_step(page):
    page.cell.diagram.grab()
    said = texts(page) + page.cell.diagram.written
    said += [area.words for area in page.cell.diagram.areas]
    assert any("timestep" in text for text in said)
    wrong = [text for text in said if re.search(r"\bsteps?\b", text, re.IGNORECASE)]
    assert wrong == []


@pytest.mark.parametrize("size", [(1208, 728), (1368, 828), (1848, 1008)])
def test_nothing_is_squeezed(page, qtbot, size):
    page.resize(*size)
    qtbot.waitUntil(lambda: page.splitter.width() == size[0])
    cell = page.cell
    assert cell.verticalScrollBar().maximum() == 0
    assert cell.sparkline.height() >= 72
    assert page.reviews.width() == 264
    assert page.tabs.width() == 376
    toolbar = page.centre.toolbar
    edge = toolbar.words_by.mapTo(toolbar, QPoint(toolbar.words_by.width(), 0)).x()
    assert edge <= toolbar.width() - 16


def test_a_double_click_on_a_handle_resets_the_panels(page, qtbot):
    handle = page.splitter.handle(2)
    page.splitter.setSizes([300, 600, 468])
    assert page.tabs.width() == 468
    qtbot.mouseDClick(handle, LEFT)
    assert (page.reviews.width(), page.tabs.width()) == (264, 376)


def test_the_list_has_the_keys_first(page):
    assert page.window().focusWidget() is page.reviews.list


def test_hovering_explains_a_gate(page, qtbot):
    """A tooltip event reaches the diagram's own words."""
    page.cell.diagram.grab()
    area = next(a for a in page.cell.diagram.areas if a.words.startswith("input gate"))
    QTest.mouseMove(page.cell.diagram, area.rect.center().toPoint())
    found = page.cell.diagram.area_at(area.rect.center())
    assert found.words == area.words
    assert "how much of the candidate is written" in found.words
