"""Bidirectional: one recurrent layer reads forwards, its twin backwards."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import torch
from torch import Generator, Tensor, nn

from explorer.network.clamp import Clamp
from explorer.network.layer import Layer, Values, sequences_of
from explorer.network.recurrent import Recurrent
from explorer.network.sequences import Laid, Sequences
from explorer.stack.kinds import BidirectionalSpec
from explorer.stack.spec import LayerSpec, Shape

MERGES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "concat": lambda ahead, back: torch.cat([ahead, back], -1),
    "sum": torch.add,
    "mul": torch.mul,
    "ave": lambda ahead, back: (ahead + back) / 2,
}

Builder = Callable[[LayerSpec, Shape, Generator], Layer]


class Bidirectional(Layer):
    """Two layers of one spec; their outputs are joined as `merge_mode` says.

    With return_sequences the backward outputs are turned round, so that timestep t joins what
    both say of token t, and masked timesteps give zeros, as in Keras.
    """

    causal = False

    def __init__(
        self, spec: BidirectionalSpec, input_shape: Shape, generator: Generator, build: Builder
    ) -> None:
        super().__init__(spec.name)
        self.spec = spec
        self.merge = MERGES[spec.merge_mode]
        specs = [
            replace(spec.layer, name=f"{spec.name}/{direction}", go_backwards=backwards)
            for direction, backwards in (("forward", False), ("backward", True))
        ]
        ahead, back = (build(one, input_shape, generator) for one in specs)
        assert isinstance(ahead, Recurrent) and isinstance(back, Recurrent)
        self.ahead, self.back = ahead, back

    def own_parameters(self) -> Iterator[tuple[str, nn.Parameter]]:
        """Yield both directions' parameters as forward/kernel, …, backward/kernel, …"""
        for direction, layer in (("forward", self.ahead), ("backward", self.back)):
            for name, parameter in layer.own_parameters():
                yield f"{direction}/{name}", parameter

    def forward(self, values: Values, training: bool, clamps: Sequence[Clamp] = ()) -> Values:
        """Return joined outputs as sequences, or one joined vector a review."""
        sequences = sequences_of(values, self)
        ahead = self.ahead(sequences, training, clamps)
        back = self.back(sequences, training, clamps)
        if isinstance(ahead, Tensor) and isinstance(back, Tensor):
            return self.merge(ahead, back)
        return self.joined(sequences_of(ahead, self), sequences_of(back, self), sequences.mask)

    def joined(self, ahead: Sequences, back: Sequences, mask: Tensor | None) -> Laid:
        """Join two layers' outputs; `back` comes in the order of reading."""
        merged = self.merge(ahead.padded(), back.padded().flip(0))
        if mask is not None:
            merged = merged * mask.t()[:, :, None]
        return Laid.dense(merged, mask)
