"""Bidirectional: one recurrent layer reads forwards, its twin backwards."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from explorer.stack.kinds.lstm import LSTMSpec
from explorer.stack.kinds.recurrent import RecurrentSpec
from explorer.stack.option import option
from explorer.stack.spec import LayerSpec, Shape


@dataclass(frozen=True, kw_only=True)
class BidirectionalSpec(LayerSpec):
    """Wraps a recurrent layer; `merge_mode` says how the two outputs become one.

    The wrapped spec's own name and enabled do not count.
    """

    kind: ClassVar[str] = "Bidirectional"
    group: ClassVar[str] = "Recurrent"
    summary: ClassVar[str] = "read both ways"
    about: ClassVar[str] = (
        "Two copies of one layer: one reads the review from its start, one from its end. "
        "With return_sequences each timestep knows what came before and what comes after."
    )
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

    def weights(self, input_shape: Shape) -> dict[str, Shape]:
        """The wrapped layer's, once as forward/… and once as backward/…."""
        inner = self.layer.weights(input_shape)
        return {
            f"{way}/{name}": shape
            for way in ("forward", "backward")
            for name, shape in inner.items()
        }

    def arithmetic(self, input_shape: Shape) -> str:
        """Twice the wrapped layer's."""
        inner = self.layer.arithmetic(input_shape)
        is_sum = "+" in inner.partition("(")[0] or ") +" in inner
        return f"2 × ({inner})" if is_sum else f"2 × {inner}"

    def wrong_options(self) -> dict[str, str]:
        """Its own, and the wrapped layer's as layer.units."""
        inner = self.layer.wrong_options()
        return super().wrong_options() | {f"layer.{name}": said for name, said in inner.items()}

    def clashes(self) -> dict[str, str]:
        """Keras refuses a layer that reads backwards: its twin would read the same way."""
        if self.layer.go_backwards is not True:
            return {}
        return {"layer.go_backwards": "must be off: Bidirectional reads both ways already"}

    def mended(self) -> LayerSpec:
        """With the wrapped layer mended, too, and reading forwards."""
        if not self.wrong_options() and not self.clashes():
            return self
        nearest = self.options()["merge_mode"].nearest(self.merge_mode)
        inner = replace(self.layer.mended(), go_backwards=False)
        return replace(self, merge_mode=nearest, layer=inner)  # pyright: ignore[reportArgumentType]

    def caption(self) -> str:
        """What is wrapped, and how the directions join."""
        return f"{self.layer.kind} {self.layer.units} · {self.merge_mode}"
