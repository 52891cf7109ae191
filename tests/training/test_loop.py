"""The loop's events, figures and ends, on a real small training."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.analysis.predictions import predict_batch
from explorer.problem import UserProblem
from explorer.training.control import Control
from explorer.training.events import (
    BatchDone,
    CurveSoFar,
    Diagnosis,
    EpochDone,
    ProbeTraced,
    TrainingFinished,
    TrainingStarted,
    Validating,
)
from explorer.training.loop import train
from explorer.training.runs.run_folder import RunFolder
from explorer.training.steps.batches import split_for_validation


def watching(*probes: np.ndarray) -> Control:
    control = Control()
    control.watch(probes)
    return control


def test_events_come_in_the_order_in_which_things_happen(plan, builtin_corpus, tmp_path):
    probe = builtin_corpus.train.ids(0, plan.encoding)
    events = list(train(plan, builtin_corpus, tmp_path / "run", watching(probe)))
    assert isinstance(events[0], TrainingStarted)
    assert (events[0].batches, events[0].training_reviews, events[0].validation_reviews) == (
        5,
        160,
        40,
    )
    assert events[0].parameters == 328_353
    kinds = [type(event) for event in events[1:] if not isinstance(event, Diagnosis)]
    epoch = [
        *(BatchDone, ProbeTraced, BatchDone, BatchDone, ProbeTraced, BatchDone, BatchDone),
        *(Validating, CurveSoFar, EpochDone),
    ]
    assert kinds == [*epoch, *epoch, CurveSoFar, TrainingFinished]
    assert [event.batch for event in events if isinstance(event, BatchDone)] == [1, 2, 3, 4, 5] * 2
    left = [event.seconds_left for event in events if isinstance(event, BatchDone)]
    assert all(seconds > 0 for seconds in left)
    assert events[-1] == TrainingFinished("finished", 2, events[-1].best_epoch)


def test_the_record_equals_figures_worked_out_from_the_saved_weights(
    plan, builtin_corpus, tmp_path
):
    """Validation loss and accuracy: once more, by torch's own loss on plain padded batches."""
    list(train(plan, builtin_corpus, tmp_path / "run"))
    run = RunFolder(tmp_path / "run").read()
    rows = np.arange(160, 200)
    logits = torch.from_numpy(
        predict_batch(run.network(2), builtin_corpus.train.batch(rows, plan.encoding))
    )
    labels = torch.from_numpy(builtin_corpus.train.labels[rows].astype(np.float32))
    loss = torch.nn.BCELoss()(torch.sigmoid(logits), labels)
    record = run.history[1]
    assert record.val_loss == pytest.approx(loss.item(), rel=1e-4)
    assert record.val_accuracy == pytest.approx(((logits > 0) == (labels > 0)).float().mean())


def test_the_same_seed_gives_the_same_run_and_another_seed_another(plan, builtin_corpus, tmp_path):
    def weights(name: str, seed: int):
        one = replace(plan, settings=replace(plan.settings, seed=seed, epochs=1))
        list(train(one, builtin_corpus, tmp_path / name))
        return RunFolder(tmp_path / name).read().network(1).weights()

    first, again, other = weights("a", 7), weights("b", 7), weights("c", 8)
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert any(not np.array_equal(first[name], other[name]) for name in first)


def test_a_probe_changes_nothing_in_what_is_learnt(plan, builtin_corpus, tmp_path):
    probe = builtin_corpus.train.ids(3, plan.encoding)
    one = replace(plan, settings=replace(plan.settings, epochs=1, probe_every=1))
    list(train(one, builtin_corpus, tmp_path / "with", watching(probe)))
    list(train(one, builtin_corpus, tmp_path / "without"))
    watched = RunFolder(tmp_path / "with").read().network(1).weights()
    alone = RunFolder(tmp_path / "without").read().network(1).weights()
    assert all(np.array_equal(watched[name], alone[name]) for name in alone)


def test_it_learns_the_structure_of_the_built_in_corpus(plan, builtin_corpus, tmp_path):
    settings = replace(plan.settings, epochs=5, limit=0, learning_rate=0.003, probe_every=0)
    events = train(
        replace(plan, settings=settings, encoding=replace(plan.encoding, maxlen=200)),
        builtin_corpus,
        tmp_path / "run",
    )
    records = [event.record for event in events if isinstance(event, EpochDone)]
    assert max(record.val_accuracy for record in records) > 0.75
    assert records[-1].loss < records[0].loss


def test_stop_ends_after_the_batch_under_way_and_keeps_finished_epochs(
    plan, builtin_corpus, tmp_path
):
    control, events = Control(), []
    for event in train(plan, builtin_corpus, tmp_path / "run", control):
        events.append(event)
        if isinstance(event, BatchDone) and (event.epoch, event.batch) == (2, 2):
            control.stop()
    assert events[-1] == TrainingFinished("stopped", 1, 1)
    run = RunFolder(tmp_path / "run").read()
    assert run.epochs == (1,)
    assert run.network(1) is not None


def test_a_loss_that_is_no_number_is_a_sentence_and_earlier_epochs_stay(
    plan, builtin_corpus, tmp_path, monkeypatch
):
    events = train(plan, builtin_corpus, tmp_path / "run")

    with pytest.raises(UserProblem, match="stopped being a number in epoch 2"):
        for event in events:
            if isinstance(event, EpochDone):
                from explorer.training import trainer

                monkeypatch.setattr(
                    trainer,
                    "binary_cross_entropy_with_logits",
                    lambda logits, target: (logits * float("nan")).mean(),
                )
    assert RunFolder(tmp_path / "run").read().epochs == (1,)


def test_history_lines_hold_the_promised_figures(plan, builtin_corpus, tmp_path):
    list(train(plan, builtin_corpus, tmp_path / "run"))
    lines = (tmp_path / "run" / "history.jsonl").read_text().splitlines()
    assert len(lines) == 2
    promised = {
        *("epoch", "loss", "accuracy", "val_loss", "val_accuracy"),
        *("seconds", "reviews_per_second"),
    }
    assert promised <= set(json.loads(lines[0]))


@pytest.mark.parametrize(
    ("reviews", "split", "limit", "training", "validation"),
    [(25_000, 0.2, 0, 20_000, 5_000), (25_000, 0.2, 100, 80, 20), (10, 0.0, 0, 10, 0)],
)
def test_validation_is_the_last_fraction(reviews, split, limit, training, validation):
    first, last = split_for_validation(reviews, split, limit)
    assert (len(first), len(last)) == (training, validation)
    assert list(np.concatenate([first, last])) == list(range(training + validation))


def test_nothing_to_train_on_is_a_sentence():
    with pytest.raises(UserProblem, match="leave none to train on"):
        split_for_validation(1, 0.5, 0)
