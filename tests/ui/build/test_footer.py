"""The footer's words, and the time of an epoch that it learns from runs."""

import pytest

from explorer.session.session import Session
from explorer.stack.kinds import DenseSpec, EmbeddingSpec, LSTMSpec
from explorer.training.events import EpochDone, EpochRecord


def say_epoch(session: Session, seconds: float) -> None:
    """Tell the session what the worker tells it after an epoch."""
    record = EpochRecord(
        epoch=1,
        loss=0.5,
        accuracy=0.8,
        val_loss=0.5,
        val_accuracy=0.8,
        seconds=seconds,
        reviews_per_second=1000.0,
    )
    session.training.history.append(record)
    session.training.epochDone.emit(EpochDone(record))


def start(session: Session) -> None:
    session.training.state = "starting"
    session.training.stateChanged.emit()


def test_no_time_is_shown_before_it_was_measured(page):
    assert not page.footer.pace.isVisible()


@pytest.mark.parametrize(("seconds", "words"), [(41.3, "41 s"), (3.21, "3.2 s"), (600.0, "10 min")])
def test_the_time_of_an_epoch_belongs_to_its_layers(page, load, seconds, words):
    start(page.session)
    say_epoch(page.session, seconds)
    assert page.footer.pace.isVisible()
    assert page.footer.pace.text() == f"about {words} per epoch here"
    load(EmbeddingSpec(), LSTMSpec(units=64), DenseSpec(activation="sigmoid"))
    assert not page.footer.pace.isVisible()
    page.session.history.undo()
    assert page.footer.pace.isVisible()


def test_an_epoch_is_timed_before_any_was_run(qtbot, page):
    session = page.session
    session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    session.data.set_encoding(maxlen=40)
    session.training.set(limit=160, batch_size=32, threads=1)
    qtbot.waitUntil(page.footer.pace.isVisible, timeout=60_000)
    assert page.footer.pace.text().endswith(" per epoch here")
    assert "batches that were timed" in page.footer.pace.toolTip()
    page.drag.began.emit()
    session.training.set(batch_size=16)
    assert not page.footer.pace.isVisible()
    qtbot.wait(900)
    assert not session.calibration.measuring, "nothing is timed in the middle of a drag"
    page.drag.ended.emit()
    qtbot.waitUntil(page.footer.pace.isVisible, timeout=60_000)


def test_a_narrow_footer_says_it_in_fewer_words(qtbot, page):
    start(page.session)
    say_epoch(page.session, 41.0)
    page.resize(1200, 800)
    qtbot.waitUntil(lambda: page.footer.pace.text() == "41 s per epoch")
    words = page.footer.share_words
    assert words.geometry().right() <= page.footer.width()
    assert words.width() >= words.sizeHint().width()


def test_the_share_of_each_layer_is_in_the_tooltip(page):
    assert page.footer.share.toolTip().splitlines() == [
        "embedding: 320,000 (97.5%)",
        "lstm: 8,320 (2.5%)",
        "dense: 33 (0.0%)",
    ]


def test_an_empty_stack_has_no_parameters(page, load):
    load()
    assert page.footer.parameters.text() == "0"
    assert page.footer.share_words.text() == "no parameters yet"
    assert not page.toolbar.train.isEnabled()
