"""Playing: it moves the cursor, stops at the end, and stops when nobody looks."""

from PySide6.QtCore import QPoint, Qt

LEFT = Qt.MouseButton.LeftButton


def test_play_advances_and_stops_at_the_end(page, session, qtbot):
    bar = page.centre.transport
    qtbot.mouseClick(bar.speed.segment("4.0"), LEFT)
    assert session.playback.speed == 4.0
    last = session.selection.timesteps - 1
    session.selection.select(t=last - 3)
    seen: list[int] = []
    session.selection.changed.connect(lambda: seen.append(session.selection.t))
    qtbot.mouseClick(bar.play, LEFT)
    assert session.playback.playing
    assert bar.play.accessibleName() == "Pause"
    qtbot.waitUntil(lambda: not session.playback.playing, timeout=5_000)
    assert seen == [last - 2, last - 1, last]
    assert bar.play.accessibleName() == "Play"
    assert page.cell.diagram.moment.t == last


def test_play_from_the_end_starts_over(page, session, qtbot):
    session.selection.select(t=session.selection.timesteps - 1)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert session.selection.t == 0
    assert session.playback.playing
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert not session.playback.playing


def test_a_longer_review_has_another_end(page, session, read):
    """The cursor stays at timestep 0: only the end is another one."""
    bar = page.centre.transport
    read("fine", "yours")
    session.selection.select(t=0)
    assert bar.place.text() == "t 0 of 1"
    read("a fine film of its kind", "yours")
    assert session.selection.t == 0
    assert bar.place.text() == "t 0 of 6"
    assert bar.slider.maximum() == 6
    read("a", "yours")
    assert bar.place.text() == "t 0 of 1"


def test_leaving_the_page_pauses(page, session):
    session.playback.play()
    page.hide()
    assert not session.playback.playing


def test_another_review_pauses(page, session, qtbot):
    session.playback.play()
    page.reviews.list.setFocus()
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        qtbot.keyClick(page.reviews.list, Qt.Key.Key_Down)
    assert not session.playback.playing


def test_a_stretch_is_played_over_and_over(page, session, qtbot):
    signals, bar = page.centre.signals, page.centre.transport
    frame = signals.frame()
    first = frame.window.start + 4
    y = round(frame.axis_top + 8)
    start, end = (QPoint(round(frame.x_of(t + 0.5)), y) for t in (first, first + 2))
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mousePress(signals, LEFT, shift, pos=start)
    qtbot.mouseMove(signals, end)
    qtbot.mouseRelease(signals, LEFT, shift, pos=end)
    assert session.playback.stretch == (first, first + 3)
    assert bar.loop.isChecked()
    assert signals.look().looped == (first, first + 3)
    session.playback.set_speed(4.0)
    seen: list[int] = []
    session.selection.changed.connect(lambda: seen.append(session.selection.t))
    session.selection.select(t=first)
    qtbot.mouseClick(bar.play, LEFT)
    qtbot.waitUntil(lambda: len(seen) >= 6, timeout=5_000)
    session.playback.pause()
    assert seen[-5:].count(first) >= 1
    assert set(seen[1:]) <= {first, first + 1, first + 2}
    signals.setFocus()
    qtbot.keyClick(signals, Qt.Key.Key_Escape)
    assert session.playback.stretch is None
    assert signals.look().looped is None


def test_looping_goes_round_and_not_looping_stops(page, session, qtbot):
    bar = page.centre.transport
    session.playback.set_speed(4.0)
    last = session.selection.timesteps - 1
    qtbot.keyClick(page, Qt.Key.Key_L)
    assert session.playback.looping
    session.selection.select(t=last - 1)
    seen: list[int] = []
    session.selection.changed.connect(lambda: seen.append(session.selection.t))
    session.playback.play()
    qtbot.waitUntil(lambda: 0 in seen, timeout=10_000)
    assert session.playback.playing
    qtbot.mouseClick(bar.loop, LEFT)
    assert not session.playback.looping


def test_another_review_has_no_stretch(page, session, qtbot):
    session.playback.set_stretch((3, 8))
    page.reviews.list.setFocus()
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        qtbot.keyClick(page.reviews.list, Qt.Key.Key_Down)
    assert session.playback.stretch is None


def test_brackets_set_the_ends_of_the_stretch(page, session, qtbot):
    playback, last = session.playback, session.selection.timesteps
    page.setFocus()
    session.selection.select(t=7)
    qtbot.keyClick(page, Qt.Key.Key_BracketLeft)
    assert playback.stretch == (7, last)
    session.selection.select(t=12)
    qtbot.keyClick(page, Qt.Key.Key_BracketRight)
    assert playback.stretch == (7, 13)
    session.selection.select(t=20)
    qtbot.keyClick(page, Qt.Key.Key_BracketLeft)
    assert playback.stretch == (20, last)
    assert playback.looping
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert playback.stretch is None
    assert not playback.looping  # as it was before
