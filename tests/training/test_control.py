"""What is asked of a run while it trains."""

import numpy as np

from explorer.reviews.encoding import Encoding
from explorer.training.control import Control
from explorer.training.events import BatchDone, EpochDone, EpochsPlanned, ProbeTraced, WeightsSeen
from explorer.training.loop import train
from explorer.training.runs.run_folder import RunFolder
from tests.training.trained import with_settings


def test_one_more_epoch_is_trained_and_planned_on_disk(plan, builtin_corpus, tmp_path):
    control, events = Control(), []
    for event in train(with_settings(plan, epochs=1), builtin_corpus, tmp_path / "run", control):
        events.append(event)
        if isinstance(event, BatchDone) and (event.epoch, event.batch) == (1, 2):
            control.one_more_epoch()
    assert [event.epochs for event in events if isinstance(event, EpochsPlanned)] == [2]
    planned = [event.epochs for event in events if isinstance(event, BatchDone)]
    assert planned == [1, 1, 2, 2, 2, 2, 2, 2, 2, 2]
    run = RunFolder(tmp_path / "run").read()
    assert (run.epochs, run.settings.epochs) == ((1, 2), 2)


def test_one_more_asked_for_with_the_last_epoch_still_counts(plan, builtin_corpus, tmp_path):
    control = Control()
    for event in train(with_settings(plan, epochs=1), builtin_corpus, tmp_path / "run", control):
        if isinstance(event, EpochDone) and event.record.epoch == 1:
            control.one_more_epoch()
    assert RunFolder(tmp_path / "run").read().epochs == (1, 2)


def test_several_probes_are_traced_together_and_can_be_exchanged(plan, builtin_corpus, tmp_path):
    reviews = [builtin_corpus.train.ids(number, plan.encoding) for number in range(3)]
    control, traced = Control(), []
    control.watch(reviews[:2])
    for event in train(plan, builtin_corpus, tmp_path / "run", control):
        if isinstance(event, ProbeTraced):
            traced.append([trace.ids[trace.pads :].tolist() for trace in event.traces])
        if isinstance(event, EpochDone):
            control.watch(reviews[2:])
    lists = [review.tolist() for review in reviews]
    assert traced == [lists[:2], lists[:2], lists[2:], lists[2:]]


def test_weights_are_counted_only_when_asked_for(plan, builtin_corpus, tmp_path):
    control = Control()
    control.watch(weights=True)
    watched = list(train(plan, builtin_corpus, tmp_path / "watched", control))
    seen = [event for event in watched if isinstance(event, WeightsSeen)]
    assert [(event.epoch, event.batch) for event in seen] == [(1, 2), (1, 4), (2, 2), (2, 4)]
    alone = list(train(plan, builtin_corpus, tmp_path / "alone"))
    assert not any(isinstance(event, WeightsSeen) for event in alone)


def test_looking_takes_no_more_than_its_share(monkeypatch):
    """A look of 10 ms after every batch of 40 ms: the saved tenth of a second, then rarely."""
    from explorer.training import watching
    from explorer.training.watching import Watching

    now = 0.0
    monkeypatch.setattr(watching, "perf_counter", lambda: now)

    def trace(*_):
        nonlocal now
        now += 0.010
        return "trace"

    monkeypatch.setattr(watching, "trace_as_trained", trace)
    control = Control()
    control.watch([np.array([1, 2])], share=0.03)
    watched = Watching(lambda: None, None, Encoding(), 1)
    looks = []
    for batch in range(1, 2001):
        now += 0.040
        if list(watched.look(control, 1, batch)):
            looks.append(batch)
    assert looks[:9] == list(range(1, 10))
    assert 0.010 * len(looks) <= 0.1 + 0.010 + 0.03 * now
    assert 0.010 * len(looks) >= 0.02 * now
