"""What all recurrent layers share: how they go through a plan, and what a trace asks of them."""

from abc import abstractmethod
from typing import ClassVar

import torch
from torch import Tensor, nn

from explorer.network.layer import Layer, Values, sequences_of
from explorer.network.plan import Plan, enter
from explorer.network.sequences import Laid, Sequences
from explorer.stack.kinds import RecurrentSpec

States = tuple[Tensor, ...]
"""The states of a layer, each (B, H); the first is h."""


class Recurrent(Layer):
    """A layer that carries states through time.

    Axes: T timestep, B review, E features read, H unit. Parameters in Keras layout: kernel
    (E, G·H), recurrent_kernel (H, G·H), bias; G gate blocks in Keras's order.
    """

    state_count: ClassVar[int] = 1
    held: ClassVar[dict[str, float]] = {}
    """Gate values with which the equations hold the state, for timesteps that a mask skips."""

    kernel: nn.Parameter
    recurrent_kernel: nn.Parameter
    bias: nn.Parameter | None

    def __init__(self, spec: RecurrentSpec) -> None:
        super().__init__(spec.name)
        self.spec = spec
        self.units = spec.units
        self.causal = not spec.go_backwards

    @abstractmethod
    def run(self, x: Tensor, states: States) -> tuple[Tensor, States]:
        """Read x (T, B, E) from `states`: every h (T, B, H), and the states after the last."""

    @abstractmethod
    def gates(self, x: Tensor, h: Tensor, before: States) -> dict[str, Tensor]:
        """Return all signals (T, H) of one review from x (T, E) and every h (T, H)."""

    def start(self, rows: int, like: Tensor) -> States:
        """Return the states before the first timestep: zeros (rows, H)."""
        return tuple(like.new_zeros(rows, self.units) for _ in range(self.state_count))

    def prepare(self, sequences: Sequences, training: bool) -> Sequences:
        """Turn the sequences to the direction of reading."""
        return sequences.reversed() if self.spec.go_backwards else sequences

    def forward(self, values: Values, training: bool) -> Values:
        """Return all h as sequences, or each review's last h (B, H)."""
        sequences = self.prepare(sequences_of(values, self), training)
        plan = sequences.plan(shares=True)
        outputs, states = self.read(plan, sequences.parts(plan))
        if self.spec.return_sequences:
            return Laid(plan, outputs, sequences.mask, sequences.shared)
        return plan.last(outputs, states[0])

    def signals(self, sequences: Sequences) -> tuple[dict[str, Tensor], Laid]:
        """Trace one review: every signal (T, H), and the layer's outputs as sequences.

        Row t is what the layer computed on reading timestep t, whichever way it reads. Where a
        mask skips a timestep the gates get the values that hold the state.
        """
        turned = self.prepare(sequences, training=False)
        plan = turned.plan(shares=False)
        parts = turned.parts(plan)
        outputs, _ = self.read(plan, parts)
        x = torch.cat(parts) if parts else turned.padded()[:0]
        h = torch.cat(outputs) if outputs else x.new_zeros(0, 1, self.units)
        signals = self.gates(x[:, 0], h[:, 0], self.start(1, x))
        if plan.hold is not None and turned.mask is not None:
            signals = self._with_skipped(signals, plan.hold[:, 0], turned.mask[0])
        if self.spec.go_backwards:
            signals = {name: values.flip(0) for name, values in signals.items()}
        return signals, Laid(plan, outputs, turned.mask, sequences.shared)

    def _with_skipped(
        self, signals: dict[str, Tensor], hold: Tensor, mask: Tensor
    ) -> dict[str, Tensor]:
        """Spread signals of the steps that were read over all timesteps (T,)."""
        full = {}
        for name, values in signals.items():
            opened = torch.cat([values.new_zeros(1, self.units), values])
            spread = opened[hold + 1]
            if name in self.held:
                spread[~mask] = self.held[name]
            full[name] = spread
        return full

    def read(self, plan: Plan, parts: list[Tensor]) -> tuple[list[Tensor], States]:
        """Go through the stretches: outputs (steps, rows, H) of each, and the states at the end."""
        states = self.start(plan.batch, self.recurrent_kernel)
        outputs = []
        for part in parts:
            output, states = self.run(part, enter(states, part.shape[1]))
            outputs.append(output)
        return outputs, states


def previous(h: Tensor, before: Tensor) -> Tensor:
    """Shift h (T, H) by one timestep: h_{t−1}, opening with the state before (1, H)."""
    return torch.cat([before, h])[:-1]


def affine(x: Tensor, kernel: Tensor, bias: Tensor | None) -> Tensor:
    """x (T, E) · kernel (E, G·H) + bias."""
    return x @ kernel if bias is None else torch.addmm(bias, x, kernel)
