"""How a written script trains its model."""

from dataclasses import dataclass

IN_KERAS = {"rmsprop": "RMSprop", "adam": "Adam", "sgd": "SGD"}
IN_TORCH = {
    "rmsprop": (
        "RMSprop",
        ", alpha=0.9, eps=1e-7",
        "Keras's RMSprop, but for eps: torch adds it to the square root, Keras under it.",
    ),
    "adam": (
        "Adam",
        ", eps=1e-7",
        "Keras's Adam, but for eps: torch adds it after correcting for the start.",
    ),
    "sgd": ("SGD", "", "Keras's SGD."),
}
"""Optimiser → torch's class, what Keras's defaults are there, and how far they agree."""


@dataclass(frozen=True)
class Fit:
    """The tutorial's settings: RMSprop, and the last fifth of the training reviews to validate.

    `optimiser` is rmsprop, adam or sgd, with Keras's defaults but for its learning rate.
    """

    optimiser: str = "rmsprop"
    learning_rate: float = 0.001
    epochs: int = 10
    batch_size: int = 128
    validation_split: float = 0.2

    def in_keras(self) -> str:
        """Return what makes the optimiser in Keras."""
        return f"keras.optimizers.{IN_KERAS[self.optimiser]}(learning_rate={self.learning_rate!r})"

    def in_torch(self, weights: str) -> list[str]:
        """Return the lines that make `optimiser` in PyTorch."""
        name, more, remark = IN_TORCH[self.optimiser]
        made = f"torch.optim.{name}({weights}, lr={self.learning_rate!r}{more})"
        return [f"# {remark}", f"optimiser = {made}"]
