"""Mouse, wheel and keys: cursor, unit, window."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from explorer.ui.signals.view import SignalsView
from tests.ui.signals.readings import at, made_up


def test_the_program_moves_it_silently(qtbot, view: SignalsView):
    with qtbot.assertNotEmitted(view.cursorMoved), qtbot.assertNotEmitted(view.unitPicked):
        view.set_cursor(20)
        view.set_unit(1)
    with qtbot.assertNotEmitted(view.windowChanged):
        view.set_window(5, 25)
    assert view.cursor_timestep() == 20
    assert view.window_in_view() == (5, 25)
    view.set_cursor(1000)
    assert view.cursor_timestep() == 39


def test_a_click_moves_the_cursor_and_picks_the_unit(qtbot, view: SignalsView):
    view.set_order([7, 6, 5, 4, 3, 2, 1, 0])
    told: list[tuple[str, int]] = []
    view.cursorMoved.connect(lambda t: told.append(("cursor", t)))
    view.unitPicked.connect(lambda unit: told.append(("unit", unit)))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at(view, 22, "k", 1.5 / 8))
    assert told == [("cursor", 22), ("unit", 6)]
    assert view.cursor_timestep() == 22


def test_a_drag_moves_the_cursor_only(qtbot, view: SignalsView):
    moves: list[int] = []
    view.cursorMoved.connect(moves.append)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at(view, 12, "c"))
    with qtbot.assertNotEmitted(view.unitPicked):
        for t in (13, 15, 15):
            qtbot.mouseMove(view, at(view, t, "h"))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(view, 15, "h"))
        qtbot.mouseMove(view, at(view, 30, "h"))
    assert moves == [12, 13, 15]


@pytest.mark.parametrize(
    ("key", "modifier", "t"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 11),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 9),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 20),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 39),
    ],
)
def test_keys_move_the_cursor(qtbot, view: SignalsView, key, modifier, t: int):
    with qtbot.waitSignal(view.cursorMoved, check_params_cb=lambda told: told == t):
        qtbot.keyClick(view, key, modifier)
    assert view.cursor_timestep() == t


def test_keys_walk_the_units_in_the_order_shown(qtbot, view: SignalsView):
    view.set_order([7, 3, 5, 4, 6, 2, 1, 0])  # the unit is 3
    for key, unit in ((Qt.Key.Key_Down, 5), (Qt.Key.Key_Up, 3), (Qt.Key.Key_Up, 7)):
        with qtbot.waitSignal(view.unitPicked, check_params_cb=lambda told, u=unit: told == u):
            qtbot.keyClick(view, key)
    with qtbot.waitSignal(view.unitPicked, check_params_cb=lambda told: told == 7):
        qtbot.keyClick(view, Qt.Key.Key_Up)  # the top row is the end


def test_keys_zoom_page_and_reset(qtbot, view: SignalsView):
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    start, stop = view.window_in_view()
    assert stop - start == 32
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.window_in_view() == (8, 40)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.window_in_view() == (0, 40)


def test_a_badge_is_picked_by_click_and_by_its_letter(qtbot, view: SignalsView):
    frame = view.frame()
    assert frame is not None
    row = frame.rows[1]
    point = QPoint(24, round(row.top + row.height / 2 - 18))
    with qtbot.waitSignal(view.badgeClicked, check_params_cb=lambda told: told == "f"):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=point)
    with qtbot.waitSignal(view.badgeClicked, check_params_cb=lambda told: told == "c"):
        qtbot.keyClick(view, Qt.Key.Key_C)
    with qtbot.assertNotEmitted(view.badgeClicked):
        qtbot.keyClick(view, Qt.Key.Key_Z)  # an LSTM has no update gate
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def _turn(view: SignalsView, point: QPoint, notches: float, *, zoom: bool = False) -> QWheelEvent:
    modifier = Qt.KeyboardModifier.ControlModifier if zoom else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(point), QPointF(point), QPoint(0, 0), QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    view.wheelEvent(event)
    return event


def test_the_wheel_pans_and_with_ctrl_zooms(qtbot, view: SignalsView):
    assert not _turn(view, at(view, 20), -1).isAccepted()  # all is in view: the page may scroll
    with qtbot.waitSignal(view.windowChanged):
        _turn(view, at(view, 20), 2, zoom=True)
    start, stop = view.window_in_view()
    assert stop - start < 40
    assert start < 20 < stop
    _turn(view, at(view, 20), -1)
    assert view.window_in_view()[0] > start
    for _ in range(8):
        _turn(view, at(view, 20), -0.125)  # a touch pad's small turns add up
    assert view.window_in_view()[0] > start + 2


def test_a_double_click_shows_the_whole_review(qtbot, view: SignalsView):
    view.set_window(10, 20)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at(view, 15, "c"))
    assert view.window_in_view() == (0, 40)


def test_the_overviews_window_is_dragged(qtbot, view: SignalsView):
    view.set_window(10, 20)
    frame = view.frame()
    assert frame is not None
    y = frame.overview.center().y()
    for grab, drop, wanted in ((15, 25, (20, 30)), (20, 12, (12, 30)), (30, 38, (12, 38))):
        places = [QPointF(frame.overview_x(t), y).toPoint() for t in (grab, drop)]
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=places[0])
        qtbot.mouseMove(view, places[1])
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=places[1])
        assert view.window_in_view() == wanted


def test_the_window_follows_the_cursor(qtbot, view: SignalsView):
    view.set_window(0, 20)
    with qtbot.waitSignal(view.windowChanged):
        view.set_cursor(30)
    start, stop = view.window_in_view()
    assert start <= 30 < stop
    assert stop - start == 20


def test_the_window_stays_for_the_same_words_and_not_for_others(view: SignalsView):
    view.set_window(5, 25)
    view.set_trace(*made_up(seed=1))
    assert view.window_in_view() == (5, 25)
    view.set_trace(*made_up(60))
    assert view.window_in_view() == (0, 60)


def test_a_shorter_review_takes_cursor_and_unit_away_when_they_are_outside(view: SignalsView):
    view.set_cursor(30)
    view.set_trace(*made_up(20, 2))
    assert view.cursor_timestep() is None
    look = view.look()
    assert look is not None
    assert look.unit is None
