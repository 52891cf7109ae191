"""Going on with a run that has ended, from any epoch it kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from explorer.problem import UserProblem
from explorer.reviews.corpus import Corpus
from explorer.training.control import Control
from explorer.training.events import TrainingEvent, Warned
from explorer.training.loop import train_epochs
from explorer.training.machine.calibration import measure_threads
from explorer.training.machine.processes import ALONE, Processes
from explorer.training.runs.run_card import Branch, RunPlan
from explorer.training.runs.run_folder import RunFolder, new_run_path
from explorer.training.runs.saved_run import SavedRun
from explorer.training.trainer import Trainer


def continues_in_place(run: SavedRun, epoch: int, *, fresh_optimiser: bool = False) -> bool:
    """Whether going on from `epoch` lengthens the run itself, and does not begin a new folder."""
    if not run.epochs:
        return True
    return not fresh_optimiser and epoch == run.epochs[-1] and run.can_continue_exactly(epoch)


def continue_run(
    run: SavedRun,
    corpus: Corpus,
    *,
    from_epoch: int | None = None,
    epochs: int | None = None,
    where: Path | None = None,
    fresh_optimiser: bool = False,
    control: Control | None = None,
    processes: Processes = ALONE,
) -> Iterator[TrainingEvent]:
    """Train `run` on from the end of `from_epoch` (its last), until it has `epochs` epochs.

    The result is, bit for bit on the same machine with as many threads, that of a run that was
    never interrupted. From the last epoch the run's own folder grows. From an earlier one, or with
    `where`, a new folder (`where`, or one beside the window's runs) begins with copies of the
    epochs before, and its run.json says where it branched off.
    epochs: as Keras's `epochs` beside `initial_epoch`; by default what was planned, at least one
    more. fresh_optimiser: begin the optimiser's state anew, in a new folder; for runs that did not
    keep it. Raises UserProblem when it was not kept, when the reviews are others than those the
    run was trained on, and as `train` does.
    """
    start = _start(run, from_epoch)
    total = epochs if epochs is not None else max(run.settings.epochs, start + 1)
    if total <= start:
        raise UserProblem(
            f"The run {run.path} has {start} epochs to go on from: ask for more than {total}."
        )
    check_same_reviews(run, corpus)
    reviews = corpus.under(run.vocabulary)
    plan = replace(run.plan, settings=replace(run.settings, epochs=total))
    in_place = where is None and continues_in_place(run, start, fresh_optimiser=fresh_optimiser)
    kept = processes.lead(lambda: _Kept.read(run, start, fresh_optimiser))
    yield from _threads_as_before(run, plan, reviews, processes)
    trainer = Trainer(plan, reviews, processes, control)
    yield from kept.put_into(trainer, start)
    folder = RunFolder(run.path)
    if not in_place:
        branch = Branch(str(run.path), start, fresh_optimiser)
        counts = len(trainer.training), len(trainer.validation)
        place = where or new_run_path(run.stack)
        folder = processes.lead(
            lambda: RunFolder.create(place, plan, reviews, *counts, branch=branch)
        )
    history = [record for record in run.history if record.epoch <= start]
    yield from train_epochs(trainer, folder, history)


def _start(run: SavedRun, from_epoch: int | None) -> int:
    """Return the epoch to go on from; 0 where the run was cut off in its first."""
    if from_epoch is None:
        return run.epochs[-1] if run.epochs else 0
    if from_epoch not in run.epochs:
        raise UserProblem(f"The run {run.path} did not keep epoch {from_epoch}: choose another.")
    return from_epoch


@dataclass(frozen=True, eq=False)
class _Kept:
    """What a run kept of an epoch; None where it is to begin anew."""

    weights: dict[str, np.ndarray] | None
    optimiser_state: dict[str, np.ndarray] | None

    @classmethod
    def read(cls, run: SavedRun, epoch: int, fresh_optimiser: bool) -> "_Kept":
        if epoch == 0:
            return cls(None, None)
        state = None if fresh_optimiser else run.optimiser_state(epoch)
        return cls(run.weights(epoch), state)

    def put_into(self, trainer: Trainer, epoch: int) -> Iterator[Warned]:
        if self.weights is None:
            return
        trainer.network.load_weights(self.weights)
        if self.optimiser_state is None:
            yield Warned(
                f"The optimiser begins anew after epoch {epoch}: what follows is not quite what "
                "an uninterrupted run would have given."
            )
        else:
            trainer.load_state(self.optimiser_state)


def check_same_reviews(run: SavedRun, corpus: Corpus) -> None:
    """Raise UserProblem where `corpus` is not what the run was trained on."""
    if run.data.get("identity") != corpus.identity:
        raise UserProblem(
            f"The run {run.path} was trained on other reviews ({run.data.get('title')}) than those "
            f"that are open ({corpus.title}): open {run.plan.data} to go on with it."
        )


def _threads_as_before(
    run: SavedRun, plan: RunPlan, corpus: Corpus, processes: Processes
) -> Iterator[TrainingEvent]:
    """As many threads as the run had so far: they decide the last bits of a sum."""
    if plan.settings.threads == 0 and run.threads:
        plan = replace(plan, settings=replace(plan.settings, threads=run.threads))
    yield from measure_threads(plan, corpus, processes)
