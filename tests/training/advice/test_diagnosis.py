"""What is said of a run's figures, on figures made up and on small real runs."""

import pytest

from explorer.training.advice.diagnosis import NewDiagnoses, diagnose
from explorer.training.events import Diagnosis, EpochRecord
from explorer.training.loop import train
from tests.training.trained import small_plan


def record(
    epoch: int,
    loss: float,
    val_loss: float | None,
    accuracy: float = 0.8,
    *,
    norm: float | None = 1.0,
    largest: float | None = 2.0,
) -> EpochRecord:
    val_accuracy = None if val_loss is None else accuracy
    return EpochRecord(
        epoch, loss, accuracy, val_loss, val_accuracy, 1.0, 100.0, norm, largest, 0.001
    )


def kinds(history: list[EpochRecord]) -> list[str]:
    return [diagnosis.kind for diagnosis in diagnose(history)]


HEALTHY = [record(1, 0.6, 0.6), record(2, 0.4, 0.42), record(3, 0.3, 0.36)]


def test_a_healthy_run_is_left_alone():
    assert diagnose([]) == ()
    for length in range(1, 4):
        assert kinds(HEALTHY[:length]) == []


def test_guessing_for_two_epochs_is_stuck():
    history = [record(1, 0.6935, 0.6931, 0.5), record(2, 0.6931, 0.6932, 0.51)]
    assert kinds(history[:1]) == []
    (found,) = diagnose(history)
    assert (found.kind, found.epoch) == ("stuck", 1)
    assert "loss is 0.693" in found.sentence and "ln 2 = 0.693" in found.sentence
    assert "Accuracy is 51%" in found.sentence
    assert "P(positive) under the probe" in found.look_at


def test_stuck_with_vanishing_gradients_points_at_what_is_read_last():
    history = [record(n, 0.6931, None, 0.5, norm=1e-6, largest=1e-5) for n in (1, 2)]
    (found,) = diagnose(history)
    assert "mean norm 1e-06" in found.look_at


def test_a_loss_near_ln_2_with_right_verdicts_is_not_stuck():
    assert kinds([record(n, 0.69, 0.65, 0.7) for n in (1, 2)]) == ["validation_ahead"]


def test_a_loss_that_falls_slowly_is_not_stuck():
    assert kinds([record(1, 0.693, 0.692, 0.5), record(2, 0.6895, 0.691, 0.52)]) == []


def test_a_leap_with_large_gradients_is_an_explosion():
    history = [*HEALTHY, record(4, 1.4, 1.5, 0.5, largest=812.0)]
    (found,) = diagnose(history)
    assert found.kind == "exploding"
    assert "leapt from 0.300 to 1.400 in epoch 4" in found.sentence
    assert "reached 812" in found.sentence
    assert "Clip the gradients" in found.look_at


def test_worse_than_guessing_in_the_first_epoch_is_an_explosion():
    (found,) = diagnose([record(1, 3.2, 4.0, 0.5, largest=1e5)])
    assert "3.200, is worse than that of guessing, 0.693" in found.sentence
    assert "100,000" in found.sentence


def test_a_leap_with_small_gradients_is_none():
    assert "exploding" not in kinds([*HEALTHY, record(4, 1.4, 1.5, 0.5, largest=1.0)])


def test_runs_without_recorded_gradients_are_judged_by_their_loss():
    (found,) = diagnose([*HEALTHY, record(4, 1.4, 1.5, 0.5, norm=None, largest=None)])
    assert found.kind == "exploding" and "norm" not in found.sentence


def test_overfitting_is_told_from_the_best_epoch_on():
    history = [*HEALTHY, record(4, 0.2, 0.41), record(5, 0.15, 0.45)]
    assert kinds(history[:4]) == []
    (found,) = diagnose(history)
    assert (found.kind, found.epoch) == ("overfitting", 3)
    assert "since epoch 3, from 0.360 to 0.450" in found.sentence
    assert "Epoch 3 is kept" in found.look_at


def test_validation_that_stalls_while_training_does_not_improve_is_no_overfitting():
    assert kinds([*HEALTHY, record(4, 0.31, 0.37), record(5, 0.32, 0.38)]) == []


def test_validation_ahead_early_is_no_mistake_and_late_is_odd():
    (early,) = diagnose([record(1, 0.6, 0.45)])
    assert early.kind == "validation_ahead" and "That is no mistake" in early.sentence
    history = [record(n, 0.6 / n, 0.5 / n) for n in range(1, 6)]
    (late,) = diagnose(history)
    assert "still in epoch 5" in late.sentence and "dropout" in late.look_at


def test_a_run_without_validation_gets_no_word_about_validation():
    history = [record(n, 0.6 / n, None) for n in range(1, 9)]
    assert diagnose(history) == ()


def test_each_is_said_once_and_again_when_it_comes_back():
    ahead, behind = record(1, 0.6, 0.4), record(2, 0.4, 0.45)
    again = record(3, 0.4, 0.3)
    new = NewDiagnoses()
    said = [len(list(new.after([ahead, behind, again][:length]))) for length in (1, 2, 3)]
    assert said == [1, 0, 1]
    assert list(NewDiagnoses([ahead]).after([ahead])) == []


REAL = {
    # A learning rate of next to nothing: what a learner sees who lost some zeros.
    "stuck": small_plan(epochs=2, learning_rate=1e-9),
    "exploding": small_plan("simple_rnn", epochs=2, optimiser="sgd", learning_rate=300.0),
    # Few reviews and long steps: learnt by heart in a few epochs.
    "overfitting": small_plan(
        epochs=14, limit=60, batch_size=8, optimiser="adam", learning_rate=0.01
    ),
}


@pytest.mark.parametrize("kind", REAL)
def test_a_real_run_that_goes_wrong_is_told_so(kind, builtin_corpus, tmp_path):
    events = train(REAL[kind], builtin_corpus, tmp_path / "run")
    said = [event for event in events if isinstance(event, Diagnosis)]
    assert kind in [diagnosis.kind for diagnosis in said]
    assert all(diagnosis.sentence.endswith(".") for diagnosis in said)
    assert all(diagnosis.look_at.endswith(".") for diagnosis in said)


def test_a_run_that_was_never_better_than_guessing_is_no_overfitting():
    """Losses and norms of a real run with a learning rate of 10."""
    told = [(22.3, 11.3, 735.0), (18.6, 9.2, 63.0), (14.8, 11.1, 22.0), (13.4, 11.9, 6.8)]
    history = [
        record(n, loss, val_loss, 0.5, largest=norm)
        for n, (loss, val_loss, norm) in enumerate(told, start=1)
    ]
    for length in (1, 2, 3, 4):
        found = diagnose(history[:length])
        assert found[0].kind == "exploding"
        assert "overfitting" not in kinds(history[:length])
    assert "After 4 epochs the loss, 13.400, is still worse than that of guessing" in (
        diagnose(history)[0].sentence
    )
    assert "reached 735" in diagnose(history)[0].sentence
