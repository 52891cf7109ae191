"""A click pins a cell; Shift and a drag take a stretch of time."""

from PySide6.QtCore import QPoint, QPointF, Qt

from explorer.ui.signals.look import Hover
from explorer.ui.signals.rows.readout import readout_lines
from explorer.ui.signals.view import SignalsView
from tests.ui.signals.readings import at, made_up

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_click_pins_and_the_readout_stays(qtbot, view: SignalsView):
    with qtbot.waitSignal(view.pinChanged):
        qtbot.mouseClick(view, LEFT, pos=at(view, 22, "k", 1.5 / 8))
    assert view.pinned() == Hover(22, "k", 1)
    with_pin = view.grab().toImage()
    qtbot.mouseMove(view, QPoint(5, 5))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.pinned() == Hover(22, "k", 1)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.pinned() is None
    assert view.grab().toImage() != with_pin


def test_a_second_click_unpins(qtbot, view: SignalsView):
    for _ in range(2):
        qtbot.mouseClick(view, LEFT, pos=at(view, 22, "k", 1.5 / 8))
    assert view.pinned() is None


def test_scrubbing_pins_nothing(qtbot, view: SignalsView):
    qtbot.mousePress(view, LEFT, pos=at(view, 12, "c"))
    qtbot.mouseMove(view, at(view, 15, "c"))
    qtbot.mouseRelease(view, LEFT, pos=at(view, 15, "c"))
    assert view.pinned() is None


def test_enter_pins_the_chosen_unit_at_the_cursor(qtbot, view: SignalsView):
    view.set_highlight("f")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.pinned() == Hover(10, "f", 3)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.pinned() is None


def test_other_words_take_the_pin_away(qtbot, view: SignalsView):
    qtbot.mouseClick(view, LEFT, pos=at(view, 22, "k", 0.5))
    view.set_trace(*made_up(60))
    assert view.pinned() is None


def test_reading_backwards_the_value_comes_from_the_word_after(view: SignalsView):
    words, probability, signals = made_up()
    view.set_trace(words, probability, signals, backwards=True)
    look = view.look()
    assert look is not None
    label = readout_lines(look, Hover(10, "c", 2))[0]
    now, after = (float(signals["c"][t, 2]) for t in (10, 11))
    assert [text[1:] for text, _ in label.pieces] == [
        f"{abs(after):.2f}", "→ ", f"{abs(now):.2f}",
    ]  # fmt: skip


def _dragged(qtbot, view: SignalsView, start: QPoint, end: QPoint) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    view.stretchChosen.connect(lambda a, b: told.append((a, b)))
    qtbot.mousePress(view, LEFT, SHIFT, pos=start)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, LEFT, SHIFT, pos=end)
    return told


def test_shift_and_a_drag_on_the_axis_take_a_stretch(qtbot, view: SignalsView):
    frame = view.frame()
    assert frame is not None
    y = round(frame.axis_top + 8)
    start, end = (QPoint(round(frame.x_of(t + 0.5)), y) for t in (24, 15))
    with qtbot.assertNotEmitted(view.cursorMoved):
        assert _dragged(qtbot, view, start, end) == [(15, 25)]
    look = view.look()
    assert look is not None
    assert look.looped == (15, 25)
    assert view.window_in_view() == (0, 40)


def test_shift_and_a_drag_on_the_overview_take_a_stretch_of_the_whole(qtbot, view: SignalsView):
    view.set_window(10, 20)
    frame = view.frame()
    assert frame is not None
    y = frame.overview.center().y()
    start, end = (QPointF(frame.overview_x(t + 0.5), y).toPoint() for t in (3, 30))
    assert _dragged(qtbot, view, start, end) == [(3, 31)]
    assert view.window_in_view() == (10, 20)


def test_shift_and_a_click_let_the_stretch_go(qtbot, view: SignalsView):
    view.set_looped((5, 9))
    point = at(view, 7, "c")
    assert _dragged(qtbot, view, point, point) == [(0, 0)]
    look = view.look()
    assert look is not None
    assert look.looped is None
