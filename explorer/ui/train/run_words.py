"""What the run bar says, in words and shares, for any state of a run."""

from dataclasses import dataclass

from explorer.session.session import Session
from explorer.session.training_desk import TrainingDesk
from explorer.training.events import Validating, best_record
from explorer.ui.train.clock import clock


@dataclass(frozen=True)
class RunWords:
    """One moment of a run. Shares are 0…1; `epoch_share` is of the epoch under way."""

    epoch: str
    best: str
    epochs: int
    epochs_done: int
    epoch_share: float
    batch: str
    loss: str
    batch_share: float
    time_title: str
    time: str


def run_words(training: TrainingDesk, validating: Validating | None) -> RunWords:
    """Describe the run as it stands; `validating` only while validation reviews are read."""
    started, batch = training.started, training.batch
    epochs = started.epochs if started else training.settings.epochs
    done = len(training.history)
    part = batch.batch / batch.batches if batch and batch.epoch > done else 0.0
    title, time = _time(training)
    return RunWords(
        epoch=_epoch(training, min(done + 1, epochs), epochs),
        best=_best(training),
        epochs=epochs,
        epochs_done=done,
        epoch_share=part,
        batch=_batch(training, validating),
        loss=f"loss {batch.loss:.3f}" if batch and validating is None else "",
        batch_share=_share(training, validating, part),
        time_title=title,
        time=time,
    )


def _epoch(training: TrainingDesk, current: int, epochs: int) -> str:
    done = len(training.history)
    plural = "epoch" if done == 1 else "epochs"
    return {
        "starting": "Preparing the network and the reviews…",
        "running": f"Epoch {current} of {epochs}",
        "paused": f"Paused in epoch {current} of {epochs}",
        "stopping": f"Stopping in epoch {current} of {epochs}…",
        "finished": f"Finished {done} {plural}",
        "stopped": f"Stopped, {done} of {epochs} epochs kept",
        "failed": f"Failed, {done} of {epochs} epochs kept",
    }.get(training.state, "")


def _best(training: TrainingDesk) -> str:
    """The best epoch as rich text: its figure stands out."""
    best = best_record(training.history)
    if best is None:
        return ""
    by_loss = best.val_accuracy is None
    figure = f"loss {best.loss:.3f}" if by_loss else f"{best.val_accuracy:.1%}"
    so_far = "best so far" if training.busy else "best"
    return f"{so_far}: epoch {best.epoch}, <b>{figure}</b>"


def _batch(training: TrainingDesk, validating: Validating | None) -> str:
    if validating is not None:
        return f"Validating {validating.done:,} of {validating.total:,}"
    if training.batch is not None:
        return f"Batch {training.batch.batch:,} of {training.batch.batches:,}"
    return f"Batch 0 of {training.started.batches:,}" if training.started else ""


def _share(training: TrainingDesk, validating: Validating | None, part: float) -> float:
    if validating is not None:
        return validating.done / max(1, validating.total)
    return part if training.busy or part else float(training.state == "finished")


def _time(training: TrainingDesk) -> tuple[str, str]:
    if training.busy:
        return "Time left", clock(training.batch.seconds_left) if training.batch else "–"
    if training.history:
        return "Trained for", clock(sum(record.seconds for record in training.history))
    return "", ""


def plan_words(session: Session) -> str:
    """What Start would do, before anything has run; empty without reviews to train on."""
    corpus, settings = session.data.corpus, session.training.settings
    if corpus is None:
        return ""
    reviews = min(len(corpus.train), settings.limit) if settings.limit else len(corpus.train)
    training = int(reviews * (1.0 - settings.validation_split))
    batches = -(-training // settings.batch_size)
    epochs = "1 epoch" if settings.epochs == 1 else f"{settings.epochs:,} epochs"
    return (
        f"Ready: {epochs} of {batches:,} batches over {training:,} reviews, "
        f"{reviews - training:,} kept back for validation."
    )
