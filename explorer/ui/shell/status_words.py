"""What the status bar says about the run, and how it says times and sizes."""

import os
from dataclasses import dataclass
from math import ceil, isfinite

from explorer.session.inspect.inspection import Inspection
from explorer.session.runs.follow_desk import FollowDesk
from explorer.session.runs.run_in_view import RunInView
from explorer.session.session import Session
from explorer.session.train.training_desk import TrainingDesk
from explorer.training.events import best_record, last_epoch
from explorer.ui.controls.numbers import count

PAUSES = {
    "paused": ": it is paused",
    "restarting": ": its processes start again",
    "quiet": ": no sign of life",
}


@dataclass(frozen=True)
class StatusWords:
    """A mark (see StateMark), the message, and short facts after it."""

    mark: str
    message: str
    facts: tuple[str, ...] = ()


def status_words(session: Session) -> StatusWords:
    """The run if there is one, else the model in view; then the newest trace."""
    training = session.training
    if training.busy:
        return _under_way(training, in_view=session.page == "train")
    told = _told_by_another(session.following, session.run_in_view)
    if told is not None:
        return told
    if training.state in ("finished", "stopped", "failed"):
        return _over(training, _facts(session))
    return _of_reviews(session) or _in_view(session)


def _of_reviews(session: Session) -> StatusWords | None:
    """What the reviews need, if they need something."""
    if session.data.state == "loading":
        return StatusWords("busy", "Reading the reviews")
    if session.data.asks:
        return StatusWords("idle", "Choose the table's columns on the Data page")
    if session.data.state == "failed":
        return StatusWords("error", session.data.problem)
    return None


def _in_view(session: Session) -> StatusWords:
    model = session.inspection.model
    if model is None:
        return StatusWords("idle", "No model in view")
    return StatusWords("idle", f"{model.title}, {model.moment}", _facts(session))


def _facts(session: Session) -> tuple[str, ...]:
    """What took how long, and what the part of the window in view says of itself."""
    fact = (session.fact,) if session.fact else ()
    return (*_trace_facts(session.inspection), *fact)


def _under_way(training: TrainingDesk, *, in_view: bool) -> StatusWords:
    if training.state == "stopping":
        return StatusWords("busy", "Stopping after this batch; finished epochs are kept")
    if training.started is None:
        return StatusWords("busy", "Preparing the run")
    epochs = training.started.epochs
    epoch = min(last_epoch(training.history) + 1, epochs)
    if training.state == "paused":
        return StatusWords("paused", f"Paused in epoch {epoch} of {epochs}")
    where = "Training" if in_view else "Training in the background"
    facts: list[str] = []
    if training.batch is not None:
        facts.append(f"{count(round(training.batch.reviews_per_second))} reviews/s")
        if isfinite(left := training.story.seconds_left(training.pace)):
            facts.append(f"ETA {duration(left)}")
    return StatusWords("busy", f"{where}, epoch {epoch} of {epochs}", tuple(facts))


def _told_by_another(following: FollowDesk, in_view: RunInView) -> StatusWords | None:
    """A run that something else trains, or how it ended as long as it is in view."""
    if following.active:
        return _followed(following)
    if following.end and in_view.story is following.story:
        return StatusWords("done" if following.well else "error", following.end)
    return None


def _followed(following: FollowDesk) -> StatusWords:
    story = following.story
    if not story.planned:
        return StatusWords("busy", f"Reading {story.title}")
    words = f"Following {story.title}, epoch {min(last_epoch(story.history) + 1, story.planned)}"
    mark, facts = ("paused" if following.pause else "busy"), ()
    if story.batch is not None and not following.pause:
        facts = (f"{count(round(story.batch.reviews_per_second))} reviews/s",)
    return StatusWords(mark, f"{words} of {story.planned}{PAUSES.get(following.pause, '')}", facts)


def _over(training: TrainingDesk, trace: tuple[str, ...]) -> StatusWords:
    epochs = len(training.history)
    if training.state == "failed":
        return StatusWords("error", training.problem)
    if not epochs:
        return StatusWords("idle", "Run stopped before its first epoch was over", trace)
    plural = "epoch" if epochs == 1 else "epochs"
    seconds = sum(record.seconds for record in training.history)
    speed = sum(record.reviews_per_second for record in training.history) / epochs
    facts = [f"{epochs} {plural} in {duration(seconds)}"]
    best = best_record(training.history)
    if best is not None and best.val_accuracy is not None:
        facts.append(f"best epoch {best.epoch}, validation {best.val_accuracy:.1%}")
    word = "finished" if training.state == "finished" else "stopped"
    message = f"Run {word} · {count(round(speed))} reviews/s"
    return StatusWords("done", message, (*facts, *trace))


def _trace_facts(inspection: Inspection) -> tuple[str, ...]:
    result = inspection.result
    if result is None:
        return ()
    timesteps = len(result.encoded.tokens)
    milliseconds = max(1, round(1000 * result.seconds))
    return (f"{count(timesteps)} timesteps traced in {milliseconds} ms",)


def duration(seconds: float) -> str:
    """Return "51 s", "3 min 36 s" or "1 h 5 min"."""
    whole = max(0, ceil(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def worker_words(session: Session) -> str:
    """Whether the worker thread has something long to do."""
    busy = session.training.state in ("starting", "running", "stopping")
    return f"Worker thread {'busy' if busy or session.data.state == 'loading' else 'idle'}"


def thread_words(session: Session) -> str:
    """How many threads torch trains with: as set, or all cores but one (TrainingSettings)."""
    threads = session.training.settings.threads or max(1, (os.cpu_count() or 2) - 1)
    return "1 thread" if threads == 1 else f"{threads} threads"
