"""The training loop: short enough to read aloud, and a generator of events."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from explorer.analysis.predictions import trace_as_trained
from explorer.network.build import Network, build_network
from explorer.problem import UserProblem
from explorer.reviews.corpus import Corpus, CorpusSplit
from explorer.training.evaluation import Evaluating, Evaluation, evaluate
from explorer.training.events import (
    BatchDone,
    EpochDone,
    EpochRecord,
    ProbeTraced,
    TrainingEvent,
    TrainingFinished,
    TrainingStarted,
    Validating,
    best_record,
)
from explorer.training.optimisers import Optimiser, make_optimiser
from explorer.training.pace import Pace
from explorer.training.run_folder import RunFolder, RunPlan
from explorer.training.threads import use_threads


class StopFlag:
    """Raised from any thread; the loop looks at it after every batch."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def raise_(self) -> None:
        """Ask the loop to end after the batch under way."""
        self._event.set()

    def __bool__(self) -> bool:
        return self._event.is_set()


@dataclass
class _Epoch:
    """Sums over the batches of one epoch so far."""

    number: int
    loss: float = 0.0
    right: float = 0.0
    reviews: int = 0
    seconds: float = 0.0

    def add(self, loss: float, right: int, reviews: int, seconds: float) -> None:
        self.loss += loss * reviews
        self.right += right
        self.reviews += reviews
        self.seconds += seconds

    def record(self, validation: Evaluation | None) -> EpochRecord:
        return EpochRecord(
            epoch=self.number,
            loss=self.loss / self.reviews,
            accuracy=self.right / self.reviews,
            val_loss=None if validation is None else validation.loss,
            val_accuracy=None if validation is None else validation.accuracy,
            seconds=round(self.seconds, 4),
            reviews_per_second=round(self.reviews / self.seconds, 2),
        )


def split_for_validation(
    reviews: int, validation_split: float, limit: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return (training, validation) review numbers: the last fraction validates, as in Keras."""
    kept = min(reviews, limit) if limit else reviews
    boundary = int(kept * (1.0 - validation_split))
    if boundary < 1:
        raise UserProblem(
            f"{kept:,} reviews with a validation split of {validation_split} leave none to train on."
        )
    return np.arange(boundary), np.arange(boundary, kept)


def train(
    plan: RunPlan,
    corpus: Corpus,
    where: Path,
    *,
    probe: np.ndarray | None = None,
    stop: StopFlag | None = None,
) -> Iterator[TrainingEvent]:
    """Train `plan.stack` on `corpus`, keep the run in the folder `where`, tell what happens.

    `probe` holds the token ids (T,) of a review to trace every `plan.settings.probe_every`
    batches. Raises UserProblem for a stack, settings or a folder that cannot be used, and when
    the loss stops being a number; every finished epoch is on disk by then.
    """
    settings, stop = plan.settings, stop or StopFlag()
    settings.check()
    use_threads(settings.threads)
    training, validation = split_for_validation(
        len(corpus.train), settings.validation_split, settings.limit
    )
    network = build_network(
        plan.stack,
        maxlen=plan.encoding.maxlen,
        max_features=plan.encoding.max_features,
        seed=settings.seed,
    )
    optimiser = make_optimiser(settings.optimiser, network.parameters(), settings.learning_rate)
    folder = RunFolder.create(where, plan, corpus, len(training), len(validation))
    batches = -(-len(training) // settings.batch_size)
    parameters = sum(parameter.numel() for parameter in network.parameters())
    yield TrainingStarted(
        folder.path, settings.epochs, batches, len(training), len(validation), parameters
    )
    pace = Pace(settings.epochs, batches, len(training), len(validation))
    history: list[EpochRecord] = []
    for number in range(1, settings.epochs + 1):
        epoch = _Epoch(number)
        batch_events = _train_epoch(
            epoch, network, optimiser, corpus.train, training, plan, pace, probe
        )
        for event in batch_events:
            yield event
            if stop:
                yield _finished("stopped", history)
                return
        result = None
        for event in _validate(network, corpus.train, validation, plan, number, pace):
            if isinstance(event, Evaluation):
                result = event
            else:
                yield event
                if stop:
                    yield _finished("stopped", history)
                    return
        record = epoch.record(result)
        folder.add_epoch(record, network.weights())
        history.append(record)
        yield EpochDone(record)
    yield _finished("finished", history)


def _finished(reason: str, history: list[EpochRecord]) -> TrainingFinished:
    best = best_record(history)
    return TrainingFinished(reason, len(history), None if best is None else best.epoch)


def _train_epoch(
    epoch: _Epoch,
    network: Network,
    optimiser: Optimiser,
    split: CorpusSplit,
    training: np.ndarray,
    plan: RunPlan,
    pace: Pace,
    probe: np.ndarray | None,
) -> Iterator[BatchDone | ProbeTraced]:
    """One pass over the training reviews in a new order, an event a batch."""
    settings = plan.settings
    # Order and dropout depend on (seed, epoch) alone, so an epoch can be repeated by itself.
    order = np.random.default_rng((settings.seed, epoch.number)).permutation(training)
    torch.manual_seed(settings.seed * 1_000_003 + epoch.number)
    starts = range(0, len(order), settings.batch_size)
    for batch, start in enumerate(starts, start=1):
        began = perf_counter()
        rows = order[start : start + settings.batch_size]
        loss, right = _train_batch(
            network, optimiser, split.batch(rows, plan.encoding), split.labels[rows]
        )
        if not np.isfinite(loss):
            raise UserProblem(
                f"The loss stopped being a number in epoch {epoch.number}, batch {batch}. "
                "The epochs before it are kept. Try a smaller learning rate."
            )
        seconds = perf_counter() - began
        epoch.add(loss, right, len(rows), seconds)
        pace.trained(len(rows), seconds)
        yield BatchDone(
            epoch=epoch.number,
            batch=batch,
            batches=len(starts),
            loss=epoch.loss / epoch.reviews,
            accuracy=epoch.right / epoch.reviews,
            reviews_per_second=pace.reviews_per_second,
            seconds_left=pace.seconds_left(epoch.number, epoch.reviews),
        )
        if probe is not None and settings.probe_every and batch % settings.probe_every == 0:
            began = perf_counter()
            traced = trace_as_trained(network, probe, plan.encoding)
            yield ProbeTraced(epoch.number, batch, traced)
            epoch.seconds += perf_counter() - began


def _train_batch(
    network: Network, optimiser: Optimiser, ids: np.ndarray, labels: np.ndarray
) -> tuple[float, int]:
    """One optimiser step on ids (B, T) and labels (B,): mean loss in nats, right verdicts."""
    network.train()
    for parameter in network.parameters():
        parameter.grad = None
    target = torch.from_numpy(labels.astype(np.float32))
    logits = network(torch.from_numpy(ids).long())
    loss = binary_cross_entropy_with_logits(logits, target)
    loss.backward()
    optimiser.step()
    right = int(((logits.detach() > 0) == (target > 0.5)).sum())
    return float(loss.detach()), right


def _validate(
    network: Network,
    split: CorpusSplit,
    validation: np.ndarray,
    plan: RunPlan,
    epoch: int,
    pace: Pace,
) -> Iterator[Validating | Evaluation]:
    """Read the validation reviews; nothing is yielded when there are none."""
    if len(validation) == 0:
        return
    began = perf_counter()
    for event in evaluate(network, split, validation, plan.encoding):
        if isinstance(event, Evaluating):
            yield Validating(epoch, event.done, event.total)
        else:
            pace.validated(perf_counter() - began)
            yield event
