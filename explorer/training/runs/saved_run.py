"""A run read back from disk."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np

from explorer.network.build import Network, build_network
from explorer.network.weights_file import read_weights
from explorer.problem import UserProblem
from explorer.reviews.encoding import Encoding
from explorer.reviews.vocabulary import Vocabulary
from explorer.stack.spec import StackSpec
from explorer.training.curve import no_rows, up_to
from explorer.training.events import EpochRecord, best_record, last_epoch
from explorer.training.runs.history_file import HistoryLine
from explorer.training.runs.run_card import Branch, RunPlan
from explorer.training.runs.run_files import optimiser_file, weights_file
from explorer.training.runs.run_label import RunLabel, title_of
from explorer.training.settings import TrainingSettings


@dataclass(frozen=True)
class SavedRun:
    """A run: what was trained, how, on what, and every epoch that was finished.

    data: what run.json says of the reviews. threads: how many the run was trained with; 0 where
    its card does not tell. branch: the run and epoch that this one went on from, if any.
    curve: rows (N, 5) as `Curve` has them, that of an epoch which was broken off included; N is 0
    where none were kept.
    """

    path: Path
    plan: RunPlan
    data: dict[str, object]
    vocabulary: Vocabulary
    lines: tuple[HistoryLine, ...]
    started: datetime | None = None
    threads: int = 0
    branch: Branch | None = None
    label: RunLabel = field(default_factory=RunLabel)
    curve: np.ndarray = field(default_factory=no_rows, compare=False, repr=False)

    @property
    def title(self) -> str:
        """What people call the run."""
        return title_of(self.label, self.stack.title, self.started)

    @property
    def stack(self) -> StackSpec:
        """What was trained."""
        return self.plan.stack

    @property
    def settings(self) -> TrainingSettings:
        """How it was trained."""
        return self.plan.settings

    @property
    def encoding(self) -> Encoding:
        """How its reviews were encoded."""
        return self.plan.encoding

    @cached_property
    def history(self) -> tuple[EpochRecord, ...]:
        """The figures of every finished epoch."""
        return tuple(line.record for line in self.lines)

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs whose weights can be loaded."""
        return tuple(record.epoch for record in self.history)

    @property
    def curve_of_epochs(self) -> np.ndarray:
        """The rows of `curve` that belong to finished epochs."""
        return up_to(self.curve, last_epoch(self.history))

    @property
    def best_epoch(self) -> int:
        """The epoch with the lowest validation loss. Raises UserProblem if none is finished."""
        best = best_record(self.history)
        if best is None:
            raise UserProblem(f"The run {self.path} has no finished epoch yet: nothing to show.")
        return best.epoch

    def line(self, epoch: int) -> HistoryLine:
        """What was recorded of an epoch. Raises UserProblem if it is not there."""
        for line in self.lines:
            if line.record.epoch == epoch:
                return line
        raise UserProblem(f"The run {self.path} holds no weights of epoch {epoch}.")

    def network(self, epoch: int | None = None) -> Network:
        """Return the network as it was after `epoch` (the best one by default).

        Raises UserProblem when that epoch is missing, damaged or does not fit the stack.
        """
        chosen = epoch if epoch is not None else self.best_epoch
        network = build_network(
            self.stack,
            maxlen=self.encoding.maxlen,
            max_features=self.encoding.max_features,
            seed=self.settings.seed,
        )
        network.load_weights(self.weights(chosen))
        return network.eval()

    def weights(self, epoch: int) -> dict[str, np.ndarray]:
        """Return the weights as they were after `epoch`, float32; raises as `network` does."""
        file = weights_file(self.path, epoch)
        if not file.is_file():
            raise UserProblem(f"The run {self.path} holds no weights of epoch {epoch}.")
        self._check(epoch, file, self.line(epoch).sha256, "weights")
        weights = read_weights(file)  # bundled runs keep half precision
        return {name: array.astype(np.float32) for name, array in weights.items()}

    def can_continue_exactly(self, epoch: int) -> bool:
        """Whether the optimiser's state after `epoch` was kept."""
        return (
            bool(self.line(epoch).optimiser_sha256) and optimiser_file(self.path, epoch).is_file()
        )

    def optimiser_state(self, epoch: int) -> dict[str, np.ndarray]:
        """Return the optimiser's state after `epoch`. Raises UserProblem if it is not whole."""
        file = optimiser_file(self.path, epoch)
        if not self.can_continue_exactly(epoch):
            raise UserProblem(
                f"The run {self.path} did not keep the optimiser's state of epoch {epoch}, so "
                "going on would not give what an uninterrupted run gives. It can go on with a "
                "fresh optimiser."
            )
        self._check(epoch, file, self.line(epoch).optimiser_sha256, "optimiser's figures")
        return read_weights(file)

    def _check(self, epoch: int, file: Path, recorded: str, what: str) -> None:
        if recorded and sha256(file.read_bytes()).hexdigest() != recorded:
            raise UserProblem(
                f"The {what} of epoch {epoch} in {self.path} are damaged: they are not the ones "
                "that training wrote. Choose another epoch."
            )
