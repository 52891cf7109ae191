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
from explorer.network.build import build_network
from explorer.problem import UserProblem
from explorer.reviews.corpus import Corpus
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
from explorer.training.optimisers import make_optimiser
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
class _Sums:
    """Sums over the batches of one epoch so far."""

    loss: float = 0.0
    right: int = 0
    reviews: int = 0
    seconds: float = 0.0

    def add(self, loss: float, right: int, reviews: int, seconds: float) -> None:
        self.loss += loss * reviews
        self.right += right
        self.reviews += reviews
        self.seconds += seconds

    def record(self, epoch: int, validation: Evaluation | None) -> EpochRecord:
        return EpochRecord(
            epoch=epoch,
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
            f"{kept:,} reviews with a validation split of {validation_split} "
            "leave none to train on."
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
    stop = StopFlag() if stop is None else stop
    trainer = _Trainer(plan, corpus, probe)
    folder = RunFolder.create(where, plan, corpus, len(trainer.training), len(trainer.validation))
    yield trainer.started(folder.path)
    history: list[EpochRecord] = []
    for epoch in range(1, plan.settings.epochs + 1):
        for event in trainer.epoch(epoch):
            if isinstance(event, EpochRecord):
                folder.add_epoch(event, trainer.network.weights())
                history.append(event)
                yield EpochDone(event)
            else:
                yield event
            if stop and len(history) < plan.settings.epochs:
                yield _finished("stopped", history)
                return
    yield _finished("finished", history)


def _finished(reason: str, history: list[EpochRecord]) -> TrainingFinished:
    best = best_record(history)
    return TrainingFinished(reason, len(history), None if best is None else best.epoch)


class _Trainer:
    """The network, its optimiser and the reviews they go over."""

    def __init__(self, plan: RunPlan, corpus: Corpus, probe: np.ndarray | None) -> None:
        settings = plan.settings
        settings.check()
        use_threads(settings.threads)
        self.plan = plan
        self.split = corpus.train
        self.probe = probe
        self.training, self.validation = split_for_validation(
            len(corpus.train), settings.validation_split, settings.limit
        )
        self.network = build_network(
            plan.stack,
            maxlen=plan.encoding.maxlen,
            max_features=plan.encoding.max_features,
            seed=settings.seed,
        )
        self.optimiser = make_optimiser(
            settings.optimiser, self.network.parameters(), settings.learning_rate
        )
        self.batches = -(-len(self.training) // settings.batch_size)
        self.pace = Pace(settings.epochs, len(self.training), len(self.validation))

    def started(self, run: Path) -> TrainingStarted:
        """Say what is about to be trained."""
        return TrainingStarted(
            run=run,
            epochs=self.plan.settings.epochs,
            batches=self.batches,
            training_reviews=len(self.training),
            validation_reviews=len(self.validation),
            parameters=sum(parameter.numel() for parameter in self.network.parameters()),
        )

    def epoch(self, epoch: int) -> Iterator[BatchDone | ProbeTraced | Validating | EpochRecord]:
        """Train on every review once, in a new order, then validate; the record comes last."""
        settings, sums = self.plan.settings, _Sums()
        # Order and dropout depend on (seed, epoch) alone: an epoch can be repeated by itself.
        order = np.random.default_rng((settings.seed, epoch)).permutation(self.training)
        torch.manual_seed(settings.seed * 1_000_003 + epoch)
        for batch in range(1, self.batches + 1):
            rows = order[(batch - 1) * settings.batch_size : batch * settings.batch_size]
            self._step(rows, sums)
            if not np.isfinite(sums.loss):
                raise UserProblem(
                    f"The loss stopped being a number in epoch {epoch}, batch {batch}. "
                    "The epochs before it are kept. Try a smaller learning rate."
                )
            yield self._batch_done(epoch, batch, sums)
            if self._probe_is_due(batch):
                yield self._trace_probe(epoch, batch)
        result = None
        for event in self._validate(epoch):
            if isinstance(event, Evaluation):
                result = event
            else:
                yield event
        yield sums.record(epoch, result)

    def _step(self, rows: np.ndarray, sums: _Sums) -> None:
        """One optimiser step on the reviews numbered `rows`."""
        began = perf_counter()
        self.network.train()
        for parameter in self.network.parameters():
            parameter.grad = None
        ids = torch.from_numpy(self.split.batch(rows, self.plan.encoding)).long()
        target = torch.from_numpy(self.split.labels[rows].astype(np.float32))
        logits = self.network(ids)
        loss = binary_cross_entropy_with_logits(logits, target)
        loss.backward()
        self.optimiser.step()
        right = int(((logits.detach() > 0) == (target > 0.5)).sum())
        seconds = perf_counter() - began
        sums.add(float(loss.detach()), right, len(rows), seconds)
        self.pace.trained(len(rows), seconds)

    def _batch_done(self, epoch: int, batch: int, sums: _Sums) -> BatchDone:
        return BatchDone(
            epoch=epoch,
            batch=batch,
            batches=self.batches,
            loss=sums.loss / sums.reviews,
            accuracy=sums.right / sums.reviews,
            reviews_per_second=self.pace.reviews_per_second,
            seconds_left=self.pace.seconds_left(epoch, sums.reviews),
        )

    def _probe_is_due(self, batch: int) -> bool:
        every = self.plan.settings.probe_every
        return self.probe is not None and every > 0 and batch % every == 0

    def _trace_probe(self, epoch: int, batch: int) -> ProbeTraced:
        assert self.probe is not None
        return ProbeTraced(
            epoch, batch, trace_as_trained(self.network, self.probe, self.plan.encoding)
        )

    def _validate(self, epoch: int) -> Iterator[Validating | Evaluation]:
        """Read the validation reviews; nothing is yielded when there are none."""
        if len(self.validation) == 0:
            return
        began = perf_counter()
        for event in evaluate(self.network, self.split, self.validation, self.plan.encoding):
            if isinstance(event, Evaluating):
                yield Validating(epoch, event.done, event.total)
            else:
                self.pace.validated(perf_counter() - began)
                yield event
