"""One cursor through everything: keys, clicks and drags move it, every part follows."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def signals(page):
    page.centre.signals.setFocus()
    return page.centre.signals


def followed(page, session) -> bool:
    """Whether every part shows the selection."""
    t, unit = session.selection.t, session.selection.unit
    moment = page.cell.diagram.moment
    last = session.selection.timesteps - 1
    return (
        page.centre.signals.cursor_timestep() == t
        and (moment.t, moment.unit) == (t, unit)
        and page.centre.transport.slider.value() == t
        and page.centre.transport.place.text() == f"t {t} of {last}"
        and page.cell.heading.text() == f"t {t}, “{page.display.view.words[t]}”"
        and page.cell.units.list.currentText() == f"unit {unit}"
    )


@pytest.mark.parametrize(
    ("key", "keys", "moved"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 21),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 19),
        (Qt.Key.Key_Right, SHIFT, 30),
        (Qt.Key.Key_Left, SHIFT, 10),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 59),
    ],
)
def test_keys_move_the_cursor(page, qtbot, key, keys, moved):
    selection = page.session.selection
    for where in (page.centre.signals, page):
        selection.select(t=20)
        qtbot.keyClick(where, key, keys)
        assert selection.t == moved
        assert followed(page, page.session)


def test_up_and_down_walk_the_units_in_their_order(page, session, qtbot, signals):
    order = page.display.order.tolist()
    session.selection.select(unit=order[2])
    qtbot.keyClick(signals, Qt.Key.Key_Down)
    assert session.selection.unit == order[3]
    qtbot.keyClick(page, Qt.Key.Key_Up)
    assert session.selection.unit == order[2]
    assert followed(page, session)


def test_a_click_in_a_heatmap_picks_timestep_and_unit(page, session, qtbot, signals):
    frame = signals.frame()
    row = next(row for row in frame.rows if row.letter == "c")
    t = frame.window.start + 3
    place = 6
    y = row.top + (place + 0.5) / frame.units * row.height
    qtbot.mouseClick(signals, LEFT, pos=QPoint(round(frame.x_of(t + 0.5)), round(y)))
    assert session.selection.t == t
    assert session.selection.unit == page.display.order[place]
    assert followed(page, session)


def test_a_drag_over_the_heatmaps_scrubs(page, session, qtbot, signals):
    frame = signals.frame()
    y = round(frame.rows[0].top + 5)
    start, stop = frame.window.start + 2, frame.window.start + 9
    qtbot.mousePress(signals, LEFT, pos=QPoint(round(frame.x_of(start + 0.5)), y))
    for t in range(start, stop + 1):
        qtbot.mouseMove(signals, QPoint(round(frame.x_of(t + 0.5)), y))
        qtbot.waitUntil(lambda t=t: session.selection.t == t)
        assert followed(page, session)
    qtbot.mouseRelease(signals, LEFT)


def test_the_sparkline_moves_the_cursor(page, session, qtbot):
    spark = page.cell.sparkline
    qtbot.mouseClick(spark, LEFT, pos=QPoint(spark.width() - 6, spark.height() // 2))
    assert session.selection.t == session.selection.timesteps - 1
    qtbot.mouseClick(spark, LEFT, pos=QPoint(33, spark.height() // 2))
    assert session.selection.t == 0
    assert followed(page, session)


def test_the_barcode_picks_the_unit(page, session, qtbot):
    barcode = page.cell.barcode
    for unit in page.display.order[[0, 4, 7]].tolist():
        qtbot.mouseClick(barcode, LEFT, pos=QPoint(round(barcode.x_of(unit)), 10))
        assert session.selection.unit == unit
        assert followed(page, session)


def test_the_chooser_lists_the_units_in_their_order(page, session, qtbot):
    chooser = page.cell.units
    order = page.display.order.tolist()
    shown = [chooser.list.itemText(row) for row in range(chooser.list.count())]
    assert shown == [f"unit {unit}" for unit in order]
    session.selection.select(unit=order[0])
    assert not chooser.previous.isEnabled()
    qtbot.mouseClick(chooser.following, LEFT)
    assert session.selection.unit == order[1]
    qtbot.mouseClick(chooser.previous, LEFT)
    assert session.selection.unit == order[0]


def test_transport_buttons(page, session, qtbot):
    bar = page.centre.transport
    session.selection.select(t=30)
    for button, expected in ((bar.forward, 31), (bar.back, 30), (bar.last, 59), (bar.first, 0)):
        qtbot.mouseClick(button, LEFT)
        assert session.selection.t == expected
        assert followed(page, session)
    assert not bar.first.isEnabled()
    assert not bar.back.isEnabled()


def test_the_slider_moves_the_cursor(page, session, qtbot):
    slider = page.centre.transport.slider
    qtbot.mouseClick(slider, LEFT, pos=QPoint(slider.width() // 2, slider.height() // 2))
    assert abs(session.selection.t - session.selection.timesteps // 2) <= 1
    assert followed(page, session)


def test_another_review_opens_at_the_word_that_pushed_most(page, session, read):
    read("a dull start and wooden leads but the ending is wonderful and i would watch it again")
    logits = page.display.view.logits
    assert session.selection.t == np.abs(np.diff(logits, prepend=logits[:1])).argmax()
    assert followed(page, session)


def test_who_moves_the_cursor_while_a_review_is_on_its_way_keeps_it(page, session, qtbot):
    from explorer.session.data.review_in_view import ReviewInView

    session.selection.select(t=20)
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        session.inspection.open_review(ReviewInView("good " * 40, 1, "another", "corpus"))
        session.selection.select(t=7)
    assert session.selection.t == 7


def test_a_click_leaves_the_keys_with_the_signals(page, session, qtbot, signals):
    qtbot.mouseClick(page.centre.transport.forward, LEFT)
    qtbot.mouseClick(page.centre.toolbar.words_by.segment("f"), LEFT)
    assert page.window().focusWidget() is signals
    assert page.display.words_by == "f"
