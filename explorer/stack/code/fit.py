"""How a written script trains its model."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fit:
    """The article's settings: RMSprop, and the last fifth of the training reviews to validate."""

    learning_rate: float = 0.001
    epochs: int = 10
    batch_size: int = 128
    validation_split: float = 0.2
