"""How a run trains: everything but the stack and the data."""

from dataclasses import dataclass

from explorer.problem import UserProblem

OPTIMISERS = ("rmsprop", "adam", "sgd")


@dataclass(frozen=True, kw_only=True)
class TrainingSettings:
    """The tutorial's settings by default.

    `validation_split` takes the last fraction of the training reviews, before any shuffling, as
    Keras does. `threads=0` leaves one core for the window. `limit` keeps only the first so many
    training reviews (0: all). `probe_every` is in batches (0: no probe).
    """

    optimiser: str = "rmsprop"
    learning_rate: float = 0.001
    batch_size: int = 128
    epochs: int = 10
    validation_split: float = 0.2
    seed: int = 0
    threads: int = 0
    limit: int = 0
    probe_every: int = 5

    def check(self) -> None:
        """Raise UserProblem with one sentence if a value is out of range."""
        rules = [
            (self.optimiser in OPTIMISERS, f"the optimiser must be one of {', '.join(OPTIMISERS)}"),
            (self.learning_rate > 0, "the learning rate must be above 0"),
            (self.batch_size >= 1, "the batch size must be at least 1"),
            (self.epochs >= 1, "the number of epochs must be at least 1"),
            (0 <= self.validation_split < 1, "the validation split must be in 0…1, 1 excluded"),
            (self.seed >= 0, "the seed must not be negative"),
            (self.threads >= 0, "the number of threads must not be negative"),
            (self.limit >= 0, "the limit must not be negative"),
        ]
        for holds, sentence in rules:
            if not holds:
                raise UserProblem(f"These training settings cannot be used: {sentence}.")
