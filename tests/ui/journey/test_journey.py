"""The journey of a user through the real window: build by dragging, train, watch, inspect, reopen.

Everything is done with the mouse and the keyboard; what is asserted is what the user sees.
"""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from explorer.training.runs.run_folder import RunFolder
from explorer.ui.window import build_window
from tests.ui.build.conftest import Hand

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(qtbot, window, key, keys=Qt.KeyboardModifier.NoModifier) -> None:
    """A key, sent to whatever has the keyboard."""
    target = window.focusWidget() or window
    qtbot.keyClick(target, key, keys)


def give_file(qtbot, window, path) -> None:
    """Type a path into the file dialog that is open, and Enter."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(dialog.isActiveWindow)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, str(path))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def save_leave_and_reopen(window, qtbot, hand, path) -> None:
    """Ctrl+S, Ctrl+N, Ctrl+O: everything the user sees is there again."""
    session = window.session
    run = session.training.run
    shown = session.inspection.result.trace
    cursor = session.selection.t
    press(qtbot, window, Qt.Key.Key_S, CONTROL)
    give_file(qtbot, window, path)
    qtbot.waitUntil(lambda: window.windowTitle() == "Movie moods · Carrytrack", timeout=10_000)
    press(qtbot, window, Qt.Key.Key_N, CONTROL)
    assert window.windowTitle() == "Untitled · Carrytrack"
    assert hand.names() == ["embedding", "lstm", "dense"]
    qtbot.waitUntil(lambda: session.inspection.model.title == "Bundled LSTM", timeout=30_000)
    press(qtbot, window, Qt.Key.Key_O, CONTROL)
    give_file(qtbot, window, path.with_suffix(".carrytrack"))
    qtbot.waitUntil(lambda: window.windowTitle() == "Movie moods · Carrytrack", timeout=10_000)
    assert window.top_bar.project.text() == "Movie moods"
    assert hand.names() == ["embedding", "dropout", "lstm", "dense"]
    assert hand.shapes()[1] == "(B, 80, 32)"
    assert window.pages["train"].recipe.field("epochs").value() == 2
    qtbot.waitUntil(lambda: session.inspection.model.run.path == run, timeout=30_000)
    qtbot.waitUntil(lambda: session.inspection.result.trace.pads == shown.pads, timeout=30_000)
    qtbot.waitUntil(lambda: session.selection.t == cursor, timeout=10_000)
    np.testing.assert_array_equal(session.inspection.result.trace.probability, shown.probability)
    assert "epoch 2" in window.pages["inspect"].reviews.model_button.accessibleName()


def test_the_first_screen_is_not_empty(window):
    session = window.session
    assert session.page == "inspect"
    assert session.inspection.model.title.startswith("Bundled")
    trace = session.inspection.result.trace
    assert set(trace.layers[-1].signals) == set("ifkoch")
    assert window.pages["inspect"].isVisible()


def test_build_train_watch_inspect_and_reopen(window, qtbot, tmp_path):
    session = window.session
    build, train, inspect = (window.pages[name] for name in ("build", "train", "inspect"))

    # Build: drag a Dropout above the Embedding, then make the LSTM smaller.
    press(qtbot, window, Qt.Key.Key_1, CONTROL)
    qtbot.waitUntil(build.isVisible)
    hand = Hand(build)
    hand.take_kind("Dropout")
    hand.over_gap(1)
    hand.release()
    assert hand.names() == ["embedding", "dropout", "lstm", "dense"]
    assert hand.shapes()[1] == "(B, 500, 32)"

    # Train: a short recipe on the built-in corpus; the probe redraws while it runs.
    session.data.set_encoding(maxlen=80)
    session.training.set(limit=200, batch_size=32, epochs=2, threads=1, probe_every=1)
    press(qtbot, window, Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(train.isVisible)
    probes: list[np.ndarray] = []

    def note() -> None:
        probes.append(session.training.watched.of(session.probes.shown).trace.probability)

    session.training.watchedChanged.connect(note)
    qtbot.mouseClick(train.run_bar.buttons.start, LEFT)
    qtbot.waitUntil(lambda: session.training.state == "finished", timeout=60_000)
    assert len(probes) >= 2
    assert not np.array_equal(probes[0], probes[-1])
    qtbot.waitUntil(lambda: train.run_bar.progress.epoch.text() == "Finished 2 epochs")

    # Inspect: the new run is in view; the cursor walks by keys; play moves it.
    run = session.training.run
    press(qtbot, window, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(inspect.isVisible)
    qtbot.waitUntil(lambda: session.inspection.model.run.path == run, timeout=30_000)
    qtbot.waitUntil(lambda: session.inspection.model.epoch == 2, timeout=30_000)
    qtbot.waitUntil(lambda: session.inspection.result.trace.pads > 0, timeout=30_000)
    session.selection.select(t=5)
    inspect.centre.setFocus()
    before = session.selection.t
    press(qtbot, window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: session.selection.t == before + 1)
    press(qtbot, window, Qt.Key.Key_Space)
    assert session.playback.playing
    qtbot.waitUntil(lambda: session.selection.t >= before + 3, timeout=10_000)
    press(qtbot, window, Qt.Key.Key_Space)
    assert not session.playback.playing

    # The project: saved under a name, left for a new one, and opened again.
    save_leave_and_reopen(window, qtbot, hand, tmp_path / "Movie moods")

    # Reopen: another window on the same run shows the same numbers.
    shown = session.inspection.result.trace
    again = build_window()
    qtbot.addWidget(again)
    again.session.inspection.open_run(run, 2)
    qtbot.waitUntil(
        lambda: (
            again.session.inspection.model is not None
            and again.session.inspection.model.run.path == run
            and again.session.inspection.result is not None
            and again.session.inspection.result.trace.pads == shown.pads
        ),
        timeout=30_000,
    )
    np.testing.assert_array_equal(
        again.session.inspection.result.trace.probability, shown.probability
    )
    with qtbot.waitSignal(again.session.worker.finished, timeout=30_000):
        again.session.worker.finish()


@pytest.mark.parametrize("moment", ["starting", "batch", "epoch"])
def test_closing_in_the_middle_of_training_keeps_the_finished_epochs(window, qtbot, moment):
    session = window.session
    session.data.set_encoding(maxlen=60)
    session.training.set(limit=200, batch_size=32, epochs=500, threads=1, probe_every=1)
    press(qtbot, window, Qt.Key.Key_2, CONTROL)
    qtbot.mouseClick(window.pages["train"].run_bar.buttons.start, LEFT)
    signals = {"batch": session.training.batchDone, "epoch": session.training.epochDone}
    if moment in signals:
        with qtbot.waitSignal(signals[moment], timeout=30_000):
            pass
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)
    assert not session.worker.isRunning()
    if moment == "epoch":
        run = RunFolder(session.training.run).read()
        assert run.epochs[0] == 1
        assert run.network(run.epochs[-1]) is not None
