"""Bidirectional: one recurrent layer reads forwards, its twin backwards."""

from dataclasses import dataclass, field
from typing import ClassVar

from explorer.stack.kinds.lstm import LSTMSpec
from explorer.stack.kinds.recurrent import RecurrentSpec
from explorer.stack.option import option
from explorer.stack.spec import LayerSpec, Shape


@dataclass(frozen=True, kw_only=True)
class BidirectionalSpec(LayerSpec):
    """Wraps a recurrent layer; `merge_mode` says how the two outputs become one."""

    kind: ClassVar[str] = "Bidirectional"
    group: ClassVar[str] = "Recurrent"
    summary: ClassVar[str] = "read both ways"
    input_rank: ClassVar[int] = 2

    layer: RecurrentSpec = field(default_factory=LSTMSpec)
    merge_mode: str = option(
        "concat", "How the two directions join.", choices=("concat", "sum", "mul", "ave")
    )

    @property
    def return_sequences(self) -> bool:
        """As the wrapped layer says."""
        return self.layer.return_sequences

    def output_shape(self, input_shape: Shape) -> Shape:
        """The wrapped layer's shape, twice as wide for concat."""
        *before, units = self.layer.output_shape(input_shape)
        return (*before, units * (2 if self.merge_mode == "concat" else 1))

    def parameters(self, input_shape: Shape) -> int:
        """Twice the wrapped layer's."""
        return 2 * self.layer.parameters(input_shape)

    def caption(self) -> str:
        """What is wrapped, and how the directions join."""
        return f"{self.layer.kind} {self.layer.units} · {self.merge_mode}"
