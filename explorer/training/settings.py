"""How a run trains: everything but the stack and the data."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from explorer.problem import UserProblem

OPTIMISERS = ("rmsprop", "adam", "sgd")
DEVICES = ("auto", "cpu", "cuda", "mps")
PRECISIONS = ("float32", "mixed")


@dataclass(frozen=True, kw_only=True)
class TrainingSettings:
    """The tutorial's settings by default; the optimisers' knobs have Keras's names and defaults.

    rho, momentum, epsilon: of RMSprop. beta_1, beta_2, epsilon: of Adam. momentum, nesterov: of
    SGD. A knob of another optimiser than the chosen one has no effect.
    clip_norm: gradients are scaled down so that the norm of all of them together is at most this,
        Keras's `global_clipnorm` (0: as they are).
    validation_split: the last fraction of the training reviews, before any shuffling, as Keras.
    patience: stop after so many epochs in which the validation loss has not fallen below its
        lowest, as Keras's EarlyStopping; the best epoch is kept with all others (0: never).
    device: where to train; "auto" takes a CUDA card where there is one, else the processor.
    precision: "mixed" multiplies in half precision and keeps weights and sums in float32.
    threads: of the processor; 0 measures what is fastest, one core left to the window.
    limit: only the first so many training reviews (0: all).
    probe_every: how many batches apart the probes are traced (0: never).
    """

    optimiser: str = "rmsprop"
    learning_rate: float = 0.001
    rho: float = 0.9
    momentum: float = 0.0
    nesterov: bool = False
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-7
    clip_norm: float = 0.0
    batch_size: int = 128
    epochs: int = 10
    validation_split: float = 0.2
    patience: int = 0
    seed: int = 0
    device: str = "auto"
    precision: str = "float32"
    threads: int = 0
    limit: int = 0
    probe_every: int = 1

    def check(self) -> None:
        """Raise UserProblem with one sentence if a value is out of range."""
        rules = [
            (self.optimiser in OPTIMISERS, f"the optimiser must be one of {', '.join(OPTIMISERS)}"),
            (self.learning_rate > 0, "the learning rate must be above 0"),
            (0 <= self.rho < 1, "rho must be in 0…1, 1 excluded"),
            (0 <= self.momentum < 1, "the momentum must be in 0…1, 1 excluded"),
            (0 <= self.beta_1 < 1, "beta_1 must be in 0…1, 1 excluded"),
            (0 <= self.beta_2 < 1, "beta_2 must be in 0…1, 1 excluded"),
            (self.epsilon > 0, "epsilon must be above 0"),
            (self.clip_norm >= 0, "the norm to clip gradients to must not be negative"),
            (self.batch_size >= 1, "the batch size must be at least 1"),
            (self.epochs >= 1, "the number of epochs must be at least 1"),
            (0 <= self.validation_split < 1, "the validation split must be in 0…1, 1 excluded"),
            (self.patience >= 0, "the patience must not be negative"),
            (
                self.patience == 0 or self.validation_split > 0,
                "stopping early needs reviews to validate on, and the validation split is 0",
            ),
            (self.seed >= 0, "the seed must not be negative"),
            (self.device in DEVICES, f"the device must be one of {', '.join(DEVICES)}"),
            (self.precision in PRECISIONS, f"the precision must be {' or '.join(PRECISIONS)}"),
            (self.threads >= 0, "the number of threads must not be negative"),
            (self.limit >= 0, "the limit must not be negative"),
        ]
        for holds, sentence in rules:
            if not holds:
                raise UserProblem(f"These training settings cannot be used: {sentence}.")


def settings_from_json(content: Mapping[str, Any], where: str) -> TrainingSettings:
    """Read settings back; those that an older Carrytrack did not know have their defaults.

    Raises UserProblem for a setting that this Carrytrack does not know.
    """
    foreign = sorted(content.keys() - {field.name for field in fields(TrainingSettings)})
    if foreign:
        raise UserProblem(
            f"{where} was trained with the setting “{foreign[0]}”, which this Carrytrack does not "
            "know: update Carrytrack to open it."
        )
    return TrainingSettings(**content)
