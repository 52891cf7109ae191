"""Earlier runs behind the curves: chosen, let go, missing."""

import pytest

from explorer.resources import BUNDLED_MODELS
from explorer.session.runs.ghosts import MOST, Ghosts
from explorer.session.worker import Worker
from explorer.training.runs.run_folder import RunFolder

NAMES = ("lstm", "gru", "simple_rnn", "conv_lstm")


@pytest.fixture
def ghosts(qapp):
    worker = Worker()
    made = Ghosts(worker)
    yield made
    worker.finish()
    assert worker.wait(20_000)


def choose(qtbot, ghosts, name: str) -> None:
    with qtbot.waitSignals([ghosts.changed, ghosts.changed], timeout=20_000):
        ghosts.toggle(BUNDLED_MODELS / name, name)


def test_a_chosen_run_brings_its_history(ghosts, qtbot):
    choose(qtbot, ghosts, "lstm")
    (story,) = ghosts.stories
    assert story.title == "lstm"
    assert tuple(story.history) == RunFolder(BUNDLED_MODELS / "lstm").read().history


def test_choosing_again_lets_it_go_and_clear_all(ghosts, qtbot):
    for name in ("lstm", "gru", "lstm"):
        choose(qtbot, ghosts, name)
    assert [story.title for story in ghosts.stories] == ["gru"]
    with qtbot.waitSignals([ghosts.changed, ghosts.changed], timeout=20_000):
        ghosts.clear()
    assert not ghosts.stories


def test_one_too_many_takes_the_place_of_the_oldest(ghosts, qtbot, tmp_path):
    import shutil

    for name in NAMES:
        choose(qtbot, ghosts, name)
    assert len(ghosts.stories) == MOST
    copy = tmp_path / "again"
    shutil.copytree(BUNDLED_MODELS / "lstm", copy)
    shutil.copyfile(BUNDLED_MODELS / "vocabulary.txt", tmp_path / "vocabulary.txt")
    with qtbot.waitSignals([ghosts.changed, ghosts.changed], timeout=20_000):
        ghosts.toggle(copy, "again")
    assert [story.title for story in ghosts.stories] == [*NAMES[1:], "again"]


def test_a_run_that_is_gone_is_said_and_the_others_stay(ghosts, qtbot, tmp_path):
    choose(qtbot, ghosts, "lstm")
    with qtbot.waitSignal(ghosts.failed, timeout=20_000) as said:
        ghosts.toggle(tmp_path / "gone", "Gone")
    assert "gone" in said.args[0]
    assert [story.title for story in ghosts.stories] == ["lstm"]
    assert list(ghosts.chosen.values()) == ["lstm"]
