"""The training loop: short enough to read aloud, and a generator of events."""

from collections.abc import Iterator
from pathlib import Path

from explorer.reviews.corpus import Corpus
from explorer.training.advice.diagnosis import NewDiagnoses
from explorer.training.control import Control
from explorer.training.events import (
    EpochDone,
    EpochRecord,
    EpochsPlanned,
    TrainingEvent,
    TrainingFinished,
    best_record,
    last_epoch,
)
from explorer.training.machine.calibration import measure_threads
from explorer.training.machine.processes import ALONE, Processes
from explorer.training.runs.recorder import Recorder
from explorer.training.runs.run_folder import RunFolder, RunPlan
from explorer.training.steps.evaluation import Evaluation
from explorer.training.steps.stopping import EarlyStop
from explorer.training.trainer import Trainer


def train(
    plan: RunPlan,
    corpus: Corpus,
    where: Path,
    control: Control | None = None,
    processes: Processes = ALONE,
) -> Iterator[TrainingEvent]:
    """Train `plan.stack` on `corpus`, keep the run in the folder `where`, tell what happens.

    Of several processes each calls this and goes through all events. Raises UserProblem for a
    stack, settings or a folder that cannot be used, and when the loss stops being a number; every
    finished epoch is on disk by then.
    """
    yield from measure_threads(plan, corpus, processes)
    trainer = Trainer(plan, corpus, processes, control)
    reviews = len(trainer.training), len(trainer.validation)
    folder = processes.lead(lambda: RunFolder.create(where, plan, corpus, *reviews))
    yield from train_epochs(trainer, folder, [])


def train_epochs(
    trainer: Trainer, folder: RunFolder, history: list[EpochRecord]
) -> Iterator[TrainingEvent]:
    """Train the epochs after `history`, which the trainer's network has behind it.

    It need not hold every epoch: a small copy of a run keeps a few.
    """
    early = EarlyStop(trainer.plan.settings.patience, history)
    diagnoses = NewDiagnoses(history)
    reason = "finished"
    with Recorder(folder, trainer, len(history)) as recorder:
        yield trainer.started(folder.path, history)
        yield from recorder.curve_so_far()
        while last_epoch(history) < trainer.epochs and reason == "finished":
            for event in _epoch(trainer, last_epoch(history) + 1):
                yield from recorder.note(event)
                if isinstance(event, EpochRecord):
                    recorder.keep(event)
                    history.append(event)
                    yield EpochDone(event)
                    yield from diagnoses.after(history)
                    if early.ends_after(event) and last_epoch(history) < trainer.epochs:
                        reason = "early"
                else:
                    yield event
                asked = trainer.agreement.asked_after(event)
                if asked.extra_epochs:
                    trainer.epochs, reason = trainer.epochs + asked.extra_epochs, "finished"
                    yield from recorder.plan_epochs()
                    yield EpochsPlanned(trainer.epochs)
                if asked.stop and last_epoch(history) < trainer.epochs:
                    reason = "stopped"
                    break
        yield from recorder.curve_so_far()
        recorder.end(reason)
    best = best_record(history)
    yield TrainingFinished(reason, len(history), None if best is None else best.epoch)


def _epoch(trainer: Trainer, epoch: int) -> Iterator[TrainingEvent | EpochRecord]:
    """Train on every review once, then validate; the epoch's record comes last."""
    for batch in trainer.train_epoch(epoch):
        yield from trainer.watching.look(trainer.control, epoch, batch)
        yield trainer.batch_done(epoch, batch)  # the last word: who stops after it has seen all
    validation = None
    for event in trainer.validate(epoch):
        if isinstance(event, Evaluation):
            validation = event
        else:
            yield event
    yield trainer.sums.record(epoch, validation, trainer.optimiser.learning_rate)
