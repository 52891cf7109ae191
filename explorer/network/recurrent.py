"""What all recurrent layers share: how they go through a plan, and what a trace asks of them."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import torch
from torch import Tensor, nn
from torch.nn.functional import dropout

from explorer.network.activations import activation
from explorer.network.clamp import Clamp, Clamps
from explorer.network.layer import Layer, Values, sequences_of
from explorer.network.plan import Plan, enter
from explorer.network.sequences import Laid, Sequences
from explorer.network.stepped import States, StepOptions, Steps, Weights, run_stepped
from explorer.stack.kinds import RecurrentSpec


@dataclass(frozen=True)
class Masks:
    """Gal's dropout masks of one batch: the same at every timestep, None where none is drawn.

    x: (B, E) on what is read; h: (B, H) on h_{t−1} on its way to the gates.
    """

    x: Tensor | None
    h: Tensor | None


class Recurrent(Layer):
    """A layer that carries states through time.

    Axes: T timestep, B review, E features read, H unit. Parameters in Keras layout: kernel
    (E, G·H), recurrent_kernel (H, G·H), bias; G gate blocks in Keras's order.
    """

    steps_class: ClassVar[type[Steps]]
    state_count: ClassVar[int] = 1
    held: ClassVar[dict[str, float]] = {}
    """Gate values with which the equations hold the state, for timesteps that a mask skips."""

    kernel: nn.Parameter
    recurrent_kernel: nn.Parameter
    bias: nn.Parameter | None

    def __init__(self, spec: RecurrentSpec, recurrent_activation: str = "sigmoid") -> None:
        super().__init__(spec.name)
        self.spec = spec
        self.units = spec.units
        self.activation = activation(spec.activation)
        self.recurrent_activation = activation(recurrent_activation)
        self.causal = not spec.go_backwards

    @property
    def weights(self) -> Weights:
        """The parameters in the order in which the cell's steps take them."""
        return self.kernel, self.recurrent_kernel, self.bias

    @abstractmethod
    def gates(self, x: Tensor, h: Tensor, before: States) -> dict[str, Tensor]:
        """Return all signals (T, H) of one review from x (T, E) and every h (T, H)."""

    def run(self, x: Tensor, states: States) -> tuple[Tensor, States]:
        """Read x (T, B, E) from `states`: every h (T, B, H), and the states after the last.

        The fastest way that gives exactly this cell; a cell with a fused kernel overrides it.
        """
        return self.stepped(x, states)

    def stepped(
        self, x: Tensor, states: States, dropped: Tensor | None = None
    ) -> tuple[Tensor, States]:
        """Like `run`, one timestep after another.

        dropped: (B, H) what h_{t−1} is multiplied by on its way to the gates.
        """
        make = partial(self.steps_class, self._options(dropped=dropped))
        return run_stepped(make, x, states, self.weights)

    def _options(
        self, *, dropped: Tensor | None = None, clamps: Clamps | None = None
    ) -> StepOptions:
        return StepOptions(self.activation, self.recurrent_activation, dropped, clamps)

    def start(self, rows: int) -> States:
        """Return the states before the first timestep: zeros (rows, H)."""
        like = self.recurrent_kernel
        return tuple(like.new_zeros(rows, self.units) for _ in range(self.state_count))

    def forward(self, values: Values, training: bool) -> Values:
        """Return all h as sequences, or each review's last h (B, H)."""
        sequences = sequences_of(values, self)
        turned = self.turned(sequences)
        masks = self.draw_masks(turned.size[0]) if training else Masks(None, None)
        shares = masks.x is None and masks.h is None
        plan = turned.plan(shares=shares)
        outputs, states = self.read(plan, turned.parts(plan), masks)
        if self.spec.return_sequences:
            laid = self._as_sequences(plan, outputs, turned, sequences)
            return laid if shares else laid.with_values(laid.values, shares=False)
        return plan.last(outputs, states[0])

    def turned(self, sequences: Sequences) -> Sequences:
        """Turn the sequences to the direction of reading."""
        return sequences.reversed() if self.spec.go_backwards else sequences

    def _as_sequences(
        self, plan: Plan, outputs: list[Tensor], turned: Sequences, sequences: Sequences
    ) -> Laid:
        """Return the outputs in the order of reading."""
        laid = Laid(plan, outputs, turned.mask, turned.shared)
        if turned.mask is None or not self.spec.go_backwards:
            return laid
        # Keras turns the outputs round but hands on the mask as it came.
        return Laid.dense(laid.padded(), sequences.mask)

    def draw_masks(self, rows: int) -> Masks:
        """Draw one pair of masks a review (Gal & Ghahramani 2016), scaled by 1/(1−rate)."""
        like, spec = self.kernel, self.spec
        x = h = None
        if spec.dropout > 0.0:
            x = dropout(like.new_ones(rows, like.shape[0]), spec.dropout)
        if spec.recurrent_dropout > 0.0:
            h = dropout(like.new_ones(rows, self.units), spec.recurrent_dropout)
        return Masks(x, h)

    def read(self, plan: Plan, parts: list[Tensor], masks: Masks) -> tuple[list[Tensor], States]:
        """Go through the stretches: outputs (steps, rows, H) of each, and the states at the end."""
        states = self.start(plan.batch)
        outputs = []
        for part, stretch in zip(parts, plan.stretches, strict=True):
            x = part if masks.x is None else part * plan.rows_of(masks.x, stretch)
            states = enter(states, stretch.rows)
            if masks.h is None:
                output, states = self.run(x, states)
            else:
                output, states = self.stepped(x, states, plan.rows_of(masks.h, stretch))
            outputs.append(output)
        return outputs, states

    def signals(
        self, sequences: Sequences, clamps: Sequence[Clamp] = ()
    ) -> tuple[dict[str, Tensor], Laid]:
        """Trace one review: every signal (T, H), and the layer's outputs as sequences.

        Row t is what the layer computed on reading timestep t, whichever way it reads. Where a
        mask skips a timestep the gates get the values that hold the state.
        """
        turned = self.turned(sequences)
        plan = turned.plan(shares=False)
        parts = turned.parts(plan)
        mask = None if turned.mask is None else turned.mask[0]
        held = self._clamps(clamps, sequences.size[1], plan)
        if held is None:
            outputs, _ = self.read(plan, parts, Masks(None, None))
            x, h = torch.cat(parts), torch.cat(outputs)
            found = self.gates(x[:, 0], h[:, 0], self.start(1))
        else:
            found = self._clamped(torch.cat(parts), held)
            outputs = [found["h"][stretch.start : stretch.stop, None] for stretch in plan.stretches]
        laid = self._as_sequences(plan, outputs, turned, sequences)
        if mask is not None and plan.hold is not None:
            found = self._with_skipped(found, plan.hold[:, 0], mask)
        if self.spec.go_backwards:
            found = {name: values.flip(0) for name, values in found.items()}
        return found, laid

    def _clamps(self, clamps: Sequence[Clamp], length: int, plan: Plan) -> Clamps | None:
        """Return the clamps in the order of reading, skipped timesteps left out."""
        held = Clamps.of(clamps, self.spec.signals, (length, self.units), self.recurrent_kernel)
        if held is None:
            return None
        steps = torch.arange(length)
        if self.spec.go_backwards:
            steps = steps.flip(0)
        return held.at(steps if plan.take is None else steps[plan.take[:, 0]])

    def _clamped(self, x: Tensor, clamps: Clamps) -> dict[str, Tensor]:
        """Step through x (T, 1, E) with some signals held: every signal (T, H)."""
        steps = self.steps_class(self._options(clamps=clamps), x, self.start(1), self.weights)
        steps.forward()
        return {name: values[:, 0] for name, values in steps.signals().items()}

    def _with_skipped(
        self, found: dict[str, Tensor], hold: Tensor, mask: Tensor
    ) -> dict[str, Tensor]:
        """Spread signals of the steps that were read over all timesteps (T,)."""
        full = {}
        for name, values in found.items():
            opened = torch.cat([values.new_zeros(1, self.units), values])
            spread = opened[hold + 1]
            if name in self.held:
                spread[~mask] = self.held[name]
            full[name] = spread
        return full


def previous(h: Tensor, before: Tensor) -> Tensor:
    """Shift h (T, H) by one timestep: h_{t−1}, opening with the state before (1, H)."""
    return torch.cat([before, h])[:-1]


def affine(x: Tensor, kernel: Tensor, bias: Tensor | None) -> Tensor:
    """x (T, E) · kernel (E, G·H) + bias."""
    return x @ kernel if bias is None else torch.addmm(bias, x, kernel)
