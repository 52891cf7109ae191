"""What the run bar says of a run."""

from explorer.session.runs.run_story import RunStory
from explorer.training.events import BatchDone, EpochRecord
from explorer.ui.train.run.run_words import run_words


def record(epoch: int) -> EpochRecord:
    return EpochRecord(epoch, 0.5, 0.7, 0.5, 0.7, 1.0, 1000.0)


def test_epochs_go_by_their_numbers_where_some_were_not_kept():
    story = RunStory(planned=5, history=[record(3)])
    story.batch = BatchDone(4, 5, 20, 0.4, 0.8, 1000.0, 9.0)
    words = run_words(story, "running", None)
    assert words.epoch == "Epoch 4 of 5"
    assert (words.epochs_done, words.epoch_share) == (3, 0.25)
    assert run_words(story, "stopped", None).epoch == "Stopped, 1 of 5 epochs kept"
    story.history += [record(4), record(5)]
    assert run_words(story, "finished", None).epoch == "Finished 5 epochs"
