"""Playing: it moves the cursor, stops at the end, and stops when nobody looks."""

from PySide6.QtCore import Qt

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
