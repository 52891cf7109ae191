"""LSTM: gates i, f, o decide what the carry state takes, keeps and shows."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.recurrent import RECURRENT_ACTIVATIONS, RecurrentSpec
from explorer.stack.option import option


@dataclass(frozen=True, kw_only=True)
class LSTMSpec(RecurrentSpec):
    """c_t = f⊙c_{t−1} + i⊙k and h_t = o⊙tanh(c_t) (Hochreiter & Schmidhuber 1997)."""

    kind: ClassVar[str] = "LSTM"
    summary: ClassVar[str] = "gates + carry track"
    about: ClassVar[str] = (
        "A carry state runs along the review like a conveyor belt. The input gate i decides what "
        "is put on it, the forget gate f what stays, the output gate o what is shown."
    )
    signals: ClassVar[tuple[str, ...]] = ("i", "f", "k", "o", "c", "h")
    gates: ClassVar[int] = 4
    blocks: ClassVar[tuple[str, ...]] = ("i", "f", "k", "o")

    recurrent_activation: str = option(
        "sigmoid", "Squashes the gates into 0…1.", choices=RECURRENT_ACTIVATIONS
    )
    unit_forget_bias: bool = option(
        True,
        "Starts the forget gate's bias at 1, so that the layer keeps before it has learnt to.",
        note="starts f near 0.73",
    )
