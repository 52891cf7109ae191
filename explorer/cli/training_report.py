"""What `train` says: a progress bar on a terminal, plain lines in a pipe."""

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from explorer.training.events import (
    BatchDone,
    Calibrated,
    Diagnosis,
    EpochDone,
    EpochRecord,
    TrainingEvent,
    TrainingFinished,
    TrainingStarted,
    Warned,
)

TOLD = (TrainingStarted, EpochDone, TrainingFinished)
ENDS = {"early": "stopped early, the validation loss no longer falls"}


def report(events: Iterator[TrainingEvent]) -> None:
    """Go through a training and say how it goes."""
    run: Path | None = None
    for event in _on_terminal(events) if sys.stderr.isatty() else _in_pipe(events):
        if isinstance(event, TrainingStarted):
            run = event.run
        elif isinstance(event, TrainingFinished) and event.reason == "stopped":
            with _terminal_may_go():
                _note(f"note: train --continue {run} goes on with it.")


def _in_pipe(events: Iterator[TrainingEvent]) -> Iterator[TrainingEvent]:
    for event in events:
        _say(event, print if isinstance(event, TOLD) else _note)
        yield event


def _on_terminal(events: Iterator[TrainingEvent]) -> Iterator[TrainingEvent]:
    with tqdm(unit="batch", file=sys.stderr, dynamic_ncols=True) as bar:
        for event in events:
            if isinstance(event, BatchDone):
                if event.batch == 1:
                    bar.reset(total=event.batches)
                    bar.set_description(f"epoch {event.epoch}")
                bar.set_postfix_str(
                    f"loss {event.loss:.4f} accuracy {event.accuracy:.4f} "
                    f"{event.reviews_per_second:,.0f} reviews/s"
                )
                bar.update()
            else:
                _say(event, bar.write)
            yield event


def _say(event: TrainingEvent, write: Callable[[str], object]) -> None:
    if line := _line(event):
        with _terminal_may_go():
            write(line)
            sys.stdout.flush()


@contextmanager
def _terminal_may_go() -> Iterator[None]:
    """A training goes on without the terminal that it was started from, as tqdm does."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.EIO:
            raise


def _note(line: str) -> None:
    """Say what is no figure of the run, beside its figures."""
    sys.stderr.write(f"{line}\n")


def _line(event: TrainingEvent) -> str:
    line = ""
    if isinstance(event, TrainingStarted):
        line = _started_line(event)
    elif isinstance(event, EpochDone):
        line = _epoch_line(event.record)
    elif isinstance(event, Warned):
        line = f"note: {event.sentence}"
    elif isinstance(event, Diagnosis):
        line = f"note: {event.sentence} {event.look_at}"
    elif isinstance(event, Calibrated):
        line = f"{event.threads} threads: about {event.seconds_per_epoch:.1f} s an epoch"
    elif isinstance(event, TrainingFinished):
        best = f", best epoch {event.best_epoch}" if event.best_epoch else ""
        epochs = "1 epoch" if event.epochs_done == 1 else f"{event.epochs_done} epochs"
        line = f"{ENDS.get(event.reason, event.reason)}: {epochs}{best}"
    return line


def _started_line(event: TrainingStarted) -> str:
    going_on = f"going on with epoch {event.first_epoch}, " if event.first_epoch > 1 else ""
    return (
        f"{going_on}{event.parameters:,} parameters, {event.training_reviews:,} reviews to train "
        f"on, {event.validation_reviews:,} to validate on, {event.batches} batches an epoch"
    )


def _epoch_line(record: EpochRecord) -> str:
    validation = ""
    if record.val_accuracy is not None and record.val_loss is not None:
        validation = f"  val_loss {record.val_loss:.4f}  val_accuracy {record.val_accuracy:.4f}"
    return (
        f"epoch {record.epoch:>3}  loss {record.loss:.4f}  accuracy {record.accuracy:.4f}"
        f"{validation}  {record.seconds:.1f} s  {record.reviews_per_second:,.0f} reviews/s"
    )
