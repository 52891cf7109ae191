"""Early stopping ends where Keras's callback ends."""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import pytest

from explorer.problem import UserProblem
from explorer.training.events import EpochRecord, TrainingFinished
from explorer.training.loop import train
from explorer.training.runs.resume import continue_run
from explorer.training.runs.run_folder import RunFolder
from explorer.training.steps.stopping import EarlyStop
from tests.training.trained import with_settings

LOSSES = {
    "falls": [0.6, 0.5, 0.4, 0.3, 0.2, 0.1],
    "rises": [0.5, 0.6, 0.7, 0.8, 0.9, 1.0],
    "turns": [0.6, 0.4, 0.5, 0.45, 0.41, 0.3],
    "equal": [0.5, 0.5, 0.5, 0.5, 0.4, 0.4],
}


def record(epoch: int, val_loss: float | None) -> EpochRecord:
    return EpochRecord(epoch, 0.5, 0.8, val_loss, None, 1.0, 100.0)


def keras_end(losses: list[float], patience: int) -> int:
    """The epoch after which Keras stops; the last if it does not."""
    import keras

    class Model:
        stop_training = False

        def get_weights(self) -> list:
            return []

    callback, model = keras.callbacks.EarlyStopping("val_loss", patience=patience), Model()
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, loss in enumerate(losses):
        callback.on_epoch_end(epoch, {"val_loss": loss})
        if model.stop_training:
            return epoch + 1
    return len(losses)


@pytest.mark.parametrize("patience", [1, 2, 3])
@pytest.mark.parametrize("case", LOSSES)
def test_it_stops_after_the_same_epoch_as_keras(case, patience):
    early, losses = EarlyStop(patience), LOSSES[case]
    ours = next(
        (n for n, loss in enumerate(losses, 1) if early.ends_after(record(n, loss))), len(losses)
    )
    assert ours == keras_end(losses, patience)


def test_what_was_waited_before_counts_when_a_run_goes_on():
    before = [record(1, 0.4), record(2, 0.5)]
    assert EarlyStop(2, before).ends_after(record(3, 0.5))
    assert not EarlyStop(3, before).ends_after(record(3, 0.5))


def test_a_run_that_had_stopped_early_waits_anew():
    before = [record(1, 0.4), record(2, 0.5), record(3, 0.5)]
    early = EarlyStop(2, before)
    assert [early.ends_after(record(epoch, 0.5)) for epoch in (4, 5)] == [False, True]


def test_without_validation_or_patience_it_never_stops():
    assert not EarlyStop(1).ends_after(record(1, None))
    assert not any(EarlyStop(0).ends_after(record(n, 0.1 * n)) for n in range(1, 9))


def test_a_run_stops_by_itself_keeps_its_best_epoch_and_can_go_on(plan, builtin_corpus, tmp_path):
    """Steps of 0.5 make the validation loss rise soon enough."""
    impatient = with_settings(plan, patience=1, epochs=50, optimiser="adam", learning_rate=0.5)
    *_, last = train(impatient, builtin_corpus, tmp_path / "run")
    assert isinstance(last, TrainingFinished)
    assert last.reason == "early"
    assert last.epochs_done < 50
    run = RunFolder(tmp_path / "run").read()
    losses = [epoch.val_loss for epoch in run.history]
    assert run.best_epoch == last.best_epoch == losses.index(min(losses)) + 1 == len(losses) - 1
    *_, last = continue_run(run, builtin_corpus, epochs=len(losses) + 1)
    assert isinstance(last, TrainingFinished)
    assert last.reason == "finished"  # one more was asked for and trained, no better either
    assert len(RunFolder(tmp_path / "run").read().epochs) == len(losses) + 1


def test_patience_needs_reviews_to_validate_on(plan):
    with pytest.raises(UserProblem, match="needs reviews to validate on"):
        with_settings(plan, patience=2, validation_split=0.0).settings.check()
