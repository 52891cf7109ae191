"""Overfitting is said after two later epochs without improvement, and of nothing else."""

from explorer.training.advice.overfitting import best_validated, overfits_from
from explorer.training.events import EpochRecord
from explorer.ui.train.run.clock import clock


def history(val_losses: list[float | None], losses: list[float] | None = None) -> list[EpochRecord]:
    losses = losses or [0.5 / (place + 1) for place in range(len(val_losses))]
    return [
        EpochRecord(epoch, loss, 0.8, val_loss, None if val_loss is None else 0.8, 1.0, 100.0)
        for epoch, (loss, val_loss) in enumerate(zip(losses, val_losses, strict=True), start=1)
    ]


def test_two_worse_epochs_say_it():
    assert overfits_from(history([0.36, 0.29, 0.33])) is None
    best = overfits_from(history([0.36, 0.29, 0.33, 0.30]))
    assert best is not None
    assert best.epoch == 2


def test_an_improvement_takes_it_back():
    assert overfits_from(history([0.36, 0.29, 0.33, 0.30, 0.28])) is None


def test_a_run_that_does_not_learn_is_not_overfitting():
    assert overfits_from(history([0.60, 0.69, 0.70, 0.71], [0.60, 0.69, 0.69, 0.70])) is None


def test_without_validation_there_is_nothing_to_say():
    nothing = history([None, None, None, None])
    assert best_validated(nothing) is None
    assert overfits_from(nothing) is None
    assert overfits_from([]) is None


def test_the_clock():
    assert [clock(seconds) for seconds in (0, 51, 61.2, 3600, float("nan"), -1)] == [
        "0:00", "0:51", "1:02", "1:00:00", "–", "–",
    ]  # fmt: skip
