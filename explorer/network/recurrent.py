"""What all recurrent layers share: how they go through a plan, and what a trace asks of them."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import torch
from torch import Tensor, nn

from explorer.network.activations import activation
from explorer.network.batch_share import dropped
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


NO_MASKS = Masks(None, None)


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
        """Return all signals (T, H) of one review from x (T, E) and every h (T, H).

        The tensors are new; only h is the one given. No gradient.
        """

    def run(self, x: Tensor, states: States) -> tuple[Tensor, States]:
        """Read x (T, B, E) from `states`: every h (T, B, H), and the states after the last.

        The fastest way that gives exactly this cell; a cell with a fused kernel overrides it.
        """
        return self.stepped(x, states)

    def stepped(
        self,
        x: Tensor,
        states: States,
        dropped: Tensor | None = None,
        clamps: Clamps | None = None,
    ) -> tuple[Tensor, States]:
        """Like `run`, one timestep after another.

        dropped: (B, H) what h_{t−1} is multiplied by on its way to the gates. clamps: signals to
        hold, in the order of reading.
        """
        options = StepOptions(self.activation, self.recurrent_activation, dropped, clamps)
        return run_stepped(partial(self.steps_class, options), x, states, self.weights)

    def start(self, rows: int) -> States:
        """Return the states before the first timestep: zeros (rows, H)."""
        like = self.recurrent_kernel
        return tuple(like.new_zeros(rows, self.units) for _ in range(self.state_count))

    def forward(self, values: Values, training: bool, clamps: Sequence[Clamp] = ()) -> Values:
        """Return all h as sequences, or each review's last h (B, H).

        Clamps on other layers do not count; timesteps of a clamp are the sequences' own.
        """
        sequences = sequences_of(values, self)
        turned = self.turned(sequences)
        masks = self.draw_masks(turned.size[0]) if training else NO_MASKS
        shares = masks.x is None and masks.h is None and not clamps
        plan = turned.plan(shares=shares)
        held = self._held(clamps, plan)
        outputs, states = self.read(plan, turned.parts(plan), masks, held)
        if self.spec.return_sequences:
            laid = self.as_sequences(plan, outputs, turned, sequences)
            return laid if shares else laid.with_values(laid.values, shares=False)
        return plan.last(outputs, states[0])

    def turned(self, sequences: Sequences) -> Sequences:
        """Turn the sequences to the direction of reading."""
        return sequences.reversed() if self.spec.go_backwards else sequences

    def as_sequences(
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
            x = dropped(like.new_ones(rows, like.shape[0]), spec.dropout, 0)
        if spec.recurrent_dropout > 0.0:
            h = dropped(like.new_ones(rows, self.units), spec.recurrent_dropout, 0)
        return Masks(x, h)

    def read(
        self, plan: Plan, parts: list[Tensor], masks: Masks, held: Clamps | None = None
    ) -> tuple[list[Tensor], States]:
        """Go through the stretches: outputs (steps, rows, H) of each, and the states at the end."""
        states = self.start(plan.batch)
        outputs = []
        for part, stretch in zip(parts, plan.stretches, strict=True):
            x = part if masks.x is None else part * plan.rows_of(masks.x, stretch)
            states = enter(states, stretch.rows)
            if masks.h is None and held is None:
                output, states = self.run(x, states)
            else:
                dropped = None if masks.h is None else plan.rows_of(masks.h, stretch)
                here = held and held.cut(stretch.start, stretch.stop, stretch.rows)
                output, states = self.stepped(x, states, dropped, here)
            outputs.append(output)
        return outputs, states

    def _held(self, clamps: Sequence[Clamp], plan: Plan) -> Clamps | None:
        """Return this layer's clamps in the order of reading, skipped timesteps left out."""
        own = [clamp for clamp in clamps if clamp.layer == self.name]
        shape = (plan.length, self.units)
        held = Clamps.of(own, self.spec.signals, shape, self.recurrent_kernel)
        if held is None:
            return None
        steps = torch.arange(plan.length, device=self.recurrent_kernel.device)
        if self.spec.go_backwards:
            steps = steps.flip(0)
        return held.at(steps[:, None] if plan.take is None else steps[plan.take])

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
        held = self._held(clamps, plan)
        if held is None:
            outputs, _ = self.read(plan, parts, NO_MASKS)
            x, h = _joined(parts), _joined(outputs)
            found = self.gates(x[:, 0], h[:, 0], self.start(1))
        else:
            found = self._clamped(_joined(parts), held)
            outputs = [found["h"][stretch.start : stretch.stop, None] for stretch in plan.stretches]
        laid = self.as_sequences(plan, outputs, turned, sequences)
        if mask is not None and plan.hold is not None:
            found = self._with_skipped(found, plan.hold[:, 0], mask)
        if self.spec.go_backwards:
            found = {name: values.flip(0) for name, values in found.items()}
        return found, laid

    def _clamped(self, x: Tensor, held: Clamps) -> dict[str, Tensor]:
        """Trace x (T, 1, E) with some signals held: every signal (T, H).

        Only the stretch of time in which something is held is gone through step by step.
        """
        first, after = held.span()
        found, before = [], self.start(1)
        for start, stop in ((0, first), (first, after), (after, len(x))):
            if start == stop:
                continue
            if start == first and after > first:
                here = held.cut(start, stop, 1)
                options = StepOptions(self.activation, self.recurrent_activation, None, here)
                steps = self.steps_class(options, x[start:stop], before, self.weights)
                before = tuple(state.clone() for state in steps.forward())
                found.append({name: values[:, 0] for name, values in steps.signals().items()})
            else:
                h, states = self.run(x[start:stop], before)
                found.append(self.gates(x[start:stop, 0], h[:, 0], before))
                before = states
        return {name: _joined([part[name] for part in found]) for name in found[0]}

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


def _joined(parts: list[Tensor]) -> Tensor:
    return parts[0] if len(parts) == 1 else torch.cat(parts)


def previous(h: Tensor, before: Tensor) -> Tensor:
    """Shift h (T, H) by one timestep: h_{t−1}, opening with the state before (1, H)."""
    return torch.cat([before, h])[:-1]


def affine(x: Tensor, kernel: Tensor, bias: Tensor | None) -> Tensor:
    """x (T, E) · kernel (E, G·H) + bias."""
    return x @ kernel if bias is None else torch.addmm(bias, x, kernel)


def by_gate(z: Tensor, gates: int) -> Tensor:
    """(T, G·H) → (G, T, H), each gate's block in one piece."""
    return z.unflatten(1, (gates, -1)).transpose(0, 1).contiguous()
