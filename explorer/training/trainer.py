"""One network and its optimiser, batch by batch, epoch by epoch."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from explorer.network.batch_share import sharing
from explorer.network.build import Network, build_network
from explorer.problem import UserProblem
from explorer.reviews.corpus import Corpus
from explorer.training.control import Control
from explorer.training.events import BatchDone, EpochRecord, TrainingStarted, Validating, last_epoch
from explorer.training.histograms import Histograms
from explorer.training.machine.agreement import Agreement
from explorer.training.machine.device import Arithmetic
from explorer.training.machine.memory import out_of_memory
from explorer.training.machine.pace import Pace
from explorer.training.machine.processes import ALONE, Processes
from explorer.training.runs.run_card import RunPlan
from explorer.training.runs.snapshot import Snapshot
from explorer.training.runs.witness import REVIEWS, witness_of
from explorer.training.steps.batches import order_of_epoch, split_for_validation
from explorer.training.steps.clipping import clip_gradients
from explorer.training.steps.evaluation import Evaluating, Evaluation, evaluate
from explorer.training.steps.optimisers import make_optimiser
from explorer.training.steps.randomness import OwnRandomness
from explorer.training.steps.sums import Step, Sums
from explorer.training.watching import Watching


class Trainer:
    """The network, its optimiser and the reviews they go over.

    Raises UserProblem for a stack or settings that cannot be used.
    """

    def __init__(
        self,
        plan: RunPlan,
        corpus: Corpus,
        processes: Processes = ALONE,
        control: Control | None = None,
    ) -> None:
        settings = plan.settings
        settings.check()
        self.plan = plan
        self.processes = processes
        self.control = control or Control()
        self.agreement = Agreement(self.control, processes)
        self.split = corpus.train
        self.training, self.validation = split_for_validation(
            len(corpus.train), settings.validation_split, settings.limit
        )
        self.arithmetic = Arithmetic.of(settings, processes.card)
        self.network = build_network(
            plan.stack,
            maxlen=plan.encoding.maxlen,
            max_features=plan.encoding.max_features,
            seed=settings.seed,
        ).to(self.arithmetic.device)
        self.module = processes.wrap(self.network)
        self.optimiser = make_optimiser(settings, self.network.parameters())
        self.randomness = OwnRandomness(self.arithmetic.device)
        self.batches = -(-len(self.training) // settings.batch_size)
        self.pace = Pace(len(self.training), len(self.validation))
        self.sums = Sums()
        self.epochs = settings.epochs
        self.watching = Watching(
            self.on_processor, Histograms(self.network), plan.encoding, settings.probe_every
        )

    def started(self, run: Path, history: Sequence[EpochRecord]) -> TrainingStarted:
        """Say what is about to be trained, after the epochs in `history`."""
        return TrainingStarted(
            run=run,
            epochs=self.epochs,
            batches=self.batches,
            training_reviews=len(self.training),
            validation_reviews=len(self.validation),
            parameters=sum(parameter.numel() for parameter in self.network.parameters()),
            first_epoch=last_epoch(history) + 1,
            history=tuple(history),
            device=self.arithmetic.device.type,
            precision=self.plan.settings.precision,
            threads=torch.get_num_threads(),
        )

    def train_epoch(self, epoch: int) -> Iterator[int]:
        """Train on every review once, in the epoch's order; yield the number of each batch done.

        Raises UserProblem if the loss stops being a number or memory runs out.
        """
        size, self.sums = self.plan.settings.batch_size, Sums()
        order = order_of_epoch(self.training, self.plan.settings.seed, epoch)
        self.randomness.begin(self.plan.settings.seed, epoch)
        for batch in range(1, self.batches + 1):
            rows = order[(batch - 1) * size : batch * size]
            try:
                step = self.step(rows)
            except (MemoryError, RuntimeError) as error:
                if not out_of_memory(error):
                    raise
                raise UserProblem(
                    f"The computer ran out of memory in epoch {epoch}, batch {batch}. "
                    f"{_kept_before(epoch)} Try a smaller batch, fewer units or a shorter maxlen."
                ) from error
            if not np.isfinite(step.loss):
                raise UserProblem(
                    f"The loss stopped being a number in epoch {epoch}, batch {batch}. "
                    f"{_kept_before(epoch)} Try a smaller learning rate, or clip the gradients."
                )
            self.sums.add(step)
            self.pace.trained(step.reviews, step.seconds)
            yield batch

    def step(self, rows: np.ndarray) -> Step:
        """One optimiser step on the reviews numbered `rows`."""
        began = perf_counter()
        arithmetic, settings = self.arithmetic, self.plan.settings
        share = self.processes.share(rows)
        ids = torch.from_numpy(self.split.batch(share.rows, self.plan.encoding)).long()
        labels = torch.from_numpy(self.split.labels[share.rows].astype(np.float32))
        target = labels.to(arithmetic.device)
        self.network.train()
        self.network.zero_grad(set_to_none=True)
        with self.randomness.drawing(), sharing(share.of_batch), arithmetic.multiplying():
            logits = self.module(ids).float()
        loss = binary_cross_entropy_with_logits(logits, target) * share.weight
        arithmetic.backward(loss, self.optimiser)
        norm = clip_gradients(self.optimiser.parameters, settings.clip_norm)
        arithmetic.step(self.optimiser)
        right = ((logits.detach() > 0) == (target > 0.5)).sum() * bool(share.weight)
        figures = torch.stack([loss.detach(), right.float(), norm]).cpu().numpy()
        total = self.agreement.add(figures) / (self.processes.count, 1, self.processes.count)
        seconds = self.pace.awake(len(rows), perf_counter() - began)
        return Step(float(total[0]), int(total[1]), len(rows), float(total[2]), seconds)

    def batch_done(self, epoch: int, batch: int) -> BatchDone:
        """Say how the epoch stands."""
        sums = self.sums
        return BatchDone(
            epoch=epoch,
            batch=batch,
            batches=self.batches,
            loss=sums.loss / sums.reviews,
            accuracy=sums.right / sums.reviews,
            reviews_per_second=self.pace.reviews_per_second,
            seconds_left=self.pace.seconds_left(self.epochs, epoch, sums.reviews),
            gradient_norm=sums.newest_norm,
            learning_rate=self.optimiser.learning_rate,
            memory=self.arithmetic.memory(),
            epochs=self.epochs,
        )

    def validate(self, epoch: int) -> Iterator[Validating | Evaluation]:
        """Read the validation reviews; nothing is yielded when there are none."""
        if len(self.validation) == 0:
            return
        began = perf_counter()
        network, encoding = self.network, self.plan.encoding
        for event in evaluate(network, self.split, self.validation, encoding, self.processes):
            if isinstance(event, Evaluating):
                yield Validating(epoch, event.done, event.total)
            else:
                self.pace.validated(perf_counter() - began)
                yield event

    def snapshot(self) -> Snapshot:
        """Return copies of all that the next batch depends on."""
        state = self.optimiser.state() | self.arithmetic.state()
        witness = (self.validation if len(self.validation) else self.training)[:REVIEWS]
        return Snapshot(
            weights=self.network.weights(),
            optimiser_state={name: tensor.cpu().numpy().copy() for name, tensor in state.items()},
            witness=witness_of(self.on_processor(), self.split, self.plan.encoding, witness),
        )

    def load_state(self, optimiser_state: Mapping[str, np.ndarray]) -> None:
        """Go on with the optimiser as a snapshot left it. Raises UserProblem if it is another's."""
        state = {name: torch.from_numpy(array) for name, array in optimiser_state.items()}
        own = {name: tensor for name, tensor in state.items() if name != "scaler"}
        self.optimiser.load(own)
        self.arithmetic.load(state)

    def on_processor(self) -> Network:
        """Return the network as it is now, or a copy of it where it is not on the processor.

        Analysis works on the processor alone, wherever a run trains.
        """
        if self.arithmetic.device.type == "cpu":
            return self.network
        return copy.deepcopy(self.network).to("cpu")


def _kept_before(epoch: int) -> str:
    """What is left of a run that fails in `epoch`, as a sentence."""
    return "The epochs before it are kept." if epoch > 1 else "No epoch was finished."
