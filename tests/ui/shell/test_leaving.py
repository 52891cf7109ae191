"""`kill`, a closed terminal, Ctrl+C: the window ends as closing does, and asks nothing."""

import signal
import sys

import pytest

from explorer.session.project.recovery_file import leftovers, own_file, read_recovery
from explorer.session.save_desk import Progress
from explorer.training.runs.live import read_live
from explorer.training.runs.run_folder import RunFolder, runs_home
from explorer.whole_file import whole_file
from tests.training.other_process import epochs_on_disk, started, wait_until
from tests.ui.shell.project.steps import add_layer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals to others there")
WINDOW = ("-X", "faulthandler", "-m", "tests.ui.training_window")


def train_one_epoch(writer):
    wait_until(lambda: any(epochs_on_disk(run) for run in runs_home().glob("[!.]*")), writer)
    (run,) = runs_home().glob("[!.]*")
    return run


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_window_that_trains_ends_in_order(home, number):
    with started(*WINDOW) as writer:
        run = train_one_epoch(writer)
        writer.send_signal(number)
        said, _ = writer.communicate(timeout=60)
    assert writer.returncode == 128 + number, said
    assert "Traceback" not in said
    assert "QThread" not in said
    assert read_live(run).state == "stopped"
    kept = RunFolder(run).read()
    assert len(kept.history) >= 1
    assert len(kept.network(kept.history[-1].epoch).layers) == 3
    (leftover,) = leftovers()
    state, project = read_recovery(leftover.path)
    assert (state.settings.epochs, state.encoding.maxlen, project) == (2000, 60, None)


def test_the_second_signal_ends_it_at_once(home):
    with started(*WINDOW) as writer:
        run = train_one_epoch(writer)
        writer.send_signal(signal.SIGSTOP)  # so that both are there before it can leave
        writer.send_signal(signal.SIGTERM)
        writer.send_signal(signal.SIGHUP)
        writer.send_signal(signal.SIGCONT)
        writer.communicate(timeout=60)
    assert writer.returncode in (-signal.SIGTERM, -signal.SIGHUP)
    assert len(RunFolder(run).read().history) >= 1


def test_unsaved_work_is_kept_and_no_question_is_asked(window, session, questions, qtbot):
    add_layer(session)
    window.leave()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    session.disk.wait()
    state, _ = read_recovery(own_file())  # no leftover yet: this process lives on
    assert state.stack == session.edits.stack


def test_an_open_question_does_not_hold_it_up(window, session, questions, press, qtbot):
    add_layer(session)
    press("Ctrl+Q")
    window.leave()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)


def test_what_is_still_being_exported_leaves_nothing_half_written(window, session, qtbot, tmp_path):
    path = tmp_path / "a.png"

    def steps():
        with whole_file(path) as draft:
            while True:
                draft.write(b"x")
                yield Progress(0, 0)

    session.saves.work(path, steps)
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob(".a.png*"))), timeout=20_000)
    window.leave()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert list(tmp_path.glob("*a.png*")) == []
