"""Closing a window with unsaved work."""

import threading

from explorer.session.project import project_desk
from explorer.session.project.project_file import read_project, write_project
from explorer.session.project.recovery_file import own_file, recovery_home
from explorer.ui.shell.unsaved_dialog import UnsavedDialog
from tests.ui.shell.project.steps import add_layer, asked


def test_closing_asks_and_cancel_stays(window, session, press, dialog):
    add_layer(session)
    press("Ctrl+Q")
    dialog(UnsavedDialog)
    press("Esc")
    assert window.isVisible()
    assert session.project.modified


def test_closing_twice_asks_once(window, session, dialog):
    add_layer(session)
    window.close()
    first = dialog(UnsavedDialog)
    window.close()
    assert window.findChildren(UnsavedDialog) == [first]
    first.reject()
    assert window.isVisible()


def test_closing_saves_where_it_is_told_to(window, press, dialog, qtbot, written):
    session = window.session
    file = recovery_home().with_name("a.carrytrack")
    file.parent.mkdir(exist_ok=True)
    session.project.save_as(file)
    written()
    add_layer(session)
    session.recovery.keep()
    written()
    assert own_file().exists()
    window.close()
    dialog(UnsavedDialog)
    press("Return")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    session.disk.wait()
    assert len(read_project(file).stack.layers) == 4
    assert not own_file().exists()


def test_closing_without_saving_leaves_nothing_to_recover(window, press, dialog, qtbot, written):
    session = window.session
    add_layer(session)
    session.recovery.keep()
    written()
    window.close()
    dialog(UnsavedDialog)
    press("Alt+D")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    session.disk.wait()
    assert list(recovery_home().iterdir()) == []


def test_closing_in_the_middle_of_training_asks_first(window, ready, press, dialog, qtbot):
    ready.training.set(epochs=500)
    ready.training.start()
    with qtbot.waitSignal(ready.training.batchDone, timeout=30_000):
        pass
    window.close()
    dialog(UnsavedDialog)
    with qtbot.waitSignal(ready.training.batchDone, timeout=30_000):
        pass  # it trains on behind the question
    press("Esc")
    assert ready.training.busy
    window.close()
    dialog(UnsavedDialog)
    press("Alt+D")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert not ready.worker.isRunning()


def test_no_other_project_while_a_run_is_under_way(window, ready, press, dialog, qtbot):
    ready.training.set(epochs=500)
    ready.training.start()
    with qtbot.waitSignal(ready.training.batchDone, timeout=30_000):
        pass
    press("Ctrl+N")
    dialog(UnsavedDialog)
    press("Alt+D")
    qtbot.waitUntil(lambda: "stop it first" in window.failure.notice.label.text())
    assert ready.project.modified
    assert ready.training.busy
    ready.training.stop()
    qtbot.waitUntil(lambda: ready.training.state == "stopped", timeout=30_000)


def test_closing_waits_for_a_slow_drive(window, press, tmp_path, qtbot, monkeypatch):
    go_on = threading.Event()

    def write(path, state):
        go_on.wait(20)
        write_project(path, state)

    monkeypatch.setattr(project_desk, "write_project", write)
    add_layer(window.session)
    window.session.project.save_as(tmp_path / "a")
    press("Ctrl+Q")
    assert not asked(), "it is being saved: there is nothing to ask"
    assert window.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert len(read_project(tmp_path / "a.carrytrack").stack.layers) == 4
