"""GRU: gates z and r, and no carry state of its own."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.recurrent import RECURRENT_ACTIVATIONS, RecurrentSpec
from explorer.stack.option import option


@dataclass(frozen=True, kw_only=True)
class GRUSpec(RecurrentSpec):
    """h_t = z⊙h_{t−1} + (1−z)⊙n, with Keras's reset_after=True (Cho et al. 2014; cuDNN's form).

    reset_after applies the reset gate after the recurrent product, so the candidate has a bias
    on each side of it: two rows of biases, 3H(E + H + 2) parameters.
    """

    kind: ClassVar[str] = "GRU"
    summary: ClassVar[str] = "update + reset gates"
    about: ClassVar[str] = (
        "The update gate z decides how much of the old state stays, the reset gate r how much of "
        "it the candidate n sees. As Keras with reset_after=True: r acts after the recurrent "
        "product, and every gate has two biases."
    )
    signals: ClassVar[tuple[str, ...]] = ("z", "r", "n", "h")
    gates: ClassVar[int] = 3
    blocks: ClassVar[tuple[str, ...]] = ("z", "r", "n")

    recurrent_activation: str = option(
        "sigmoid", "Squashes the gates into 0…1.", choices=RECURRENT_ACTIVATIONS
    )

    @property
    def bias_rows(self) -> int:
        """Two with reset_after: one for the input's side, one for the state's."""
        return 2 if self.use_bias else 0

    def caption(self) -> str:
        """As every recurrent layer's; which of the two GRUs it is changes the parameters."""
        units, *rest = super().caption().split(" · ")
        return " · ".join((units, "reset_after", *rest))
