"""How long an epoch will take, and with how many threads: a few batches, timed."""

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter

import numpy as np
import torch

from explorer.analysis.predictions import BATCH, predict_batch
from explorer.reviews.corpus import Corpus
from explorer.training.events import Calibrated, Calibrating
from explorer.training.machine.processes import ALONE, Processes
from explorer.training.machine.threads import all_but_one, use_threads
from explorer.training.runs.run_card import RunPlan
from explorer.training.steps.batches import order_of_epoch
from explorer.training.trainer import Trainer

TIMED = 3  # batches for each number of threads, after one that is not timed


def thread_choices(plan: RunPlan) -> tuple[int, ...]:
    """Return the numbers of threads worth trying: 1, 2, 4, … one core left to the window."""
    if plan.settings.threads:
        return (plan.settings.threads,)
    most = all_but_one()
    powers = [2**power for power in range(most.bit_length())]
    return tuple(sorted({*powers, most}))


def calibrate(plan: RunPlan, corpus: Corpus) -> Iterator[Calibrating | Calibrated]:
    """Time a few batches of `plan` at every number of threads, on a network of its own.

    Leaves no trace: nothing on disk, torch's random state and threads as they were, also between
    two events. Raises UserProblem for a plan that cannot be trained.
    """
    trainer, choices = Trainer(plan, corpus), thread_choices(plan)
    total, done = len(choices) * (TIMED + 1), 0
    order = order_of_epoch(trainer.training, plan.settings.seed, 1)
    batches = np.array_split(order[: TIMED * plan.settings.batch_size], TIMED)
    batches = [batch for batch in batches if len(batch)]
    trainer.randomness.begin(plan.settings.seed, 1)
    a_review: dict[int, float] = {}
    for threads in choices:
        times = []
        for number, rows in enumerate([batches[0], *batches]):
            with _threads(threads):
                step = trainer.step(rows)
            if number:
                times.append(step.seconds / step.reviews)
            done += 1
            yield Calibrating(threads, min(done, total), total)
        a_review[threads] = median(times)
    best = min(a_review, key=lambda threads: a_review[threads])
    with _threads(best):
        validating = _seconds_to_validate(trainer)
    seconds = a_review[best] * len(trainer.training) + validating
    size = min(plan.settings.batch_size, len(trainer.training))
    tried = {threads: spent * size for threads, spent in a_review.items()}
    yield Calibrated(best, seconds, 1.0 / a_review[best], tried)


@contextmanager
def _threads(count: int) -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _seconds_to_validate(trainer: Trainer) -> float:
    """Time a batch of middling length: they are read in the order of their length."""
    reviews = trainer.validation
    if len(reviews) == 0:
        return 0.0
    by_length = reviews[np.argsort(trainer.split.lengths[reviews], kind="stable")]
    start = max(0, (len(reviews) - BATCH) // 2)
    rows = by_length[start : start + BATCH]
    began = perf_counter()
    predict_batch(trainer.network, trainer.split.batch(rows, trainer.plan.encoding))
    return (perf_counter() - began) * len(reviews) / len(rows)


def measure_threads(
    plan: RunPlan, corpus: Corpus, processes: Processes = ALONE
) -> Iterator[Calibrating | Calibrated]:
    """Give torch the threads that `plan` asks for; measure first where it leaves that open.

    Processes that share a machine share its cores, and do not measure.
    """
    if not processes.alone:
        use_threads(plan.settings.threads or max(1, all_but_one() // processes.here))
        return
    choices = thread_choices(plan)
    best = choices[0]
    if len(choices) > 1:
        for event in calibrate(plan, corpus):
            yield event
            if isinstance(event, Calibrated):
                best = event.threads
    use_threads(best)
