"""A recurrent layer run so that one can see what passes back through it.

Axes: T timestep in the order of reading, B review, H unit.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.network.layer import Values
from explorer.network.plan import Plan, enter
from explorer.network.recurrent import Recurrent
from explorer.network.sequences import Sequences
from explorer.network.stepped import States, StepOptions, Steps, Weights, run_stepped


@dataclass(frozen=True, eq=False)
class Watched:
    """One run of a layer. Gradients are there once a loss has been sent back.

    read: (T, B) False where a mask skips the timestep, or None.
    """

    layer: Recurrent
    plan: Plan
    steps: list[Steps]
    shown: list[Tensor]
    read: Tensor | None

    def signals(self) -> dict[str, Tensor]:
        """Return every signal (T, B, H); where a timestep is skipped, the values that hold."""
        parts = [steps.signals() for steps in self.steps]
        found = {name: self.plan.whole([part[name] for part in parts]) for name in parts[0]}
        if self.read is not None:
            for name, value in self.layer.held.items():
                found[name] = found[name].masked_fill(~self.read.unsqueeze(2), value)
        return found

    def passed(self) -> dict[str, Tensor]:
        """Return what the loss gains from each state (T, B, H), along all paths together.

        At a skipped timestep that of the state held there; zero before the first one read.
        """
        parts = [steps.passed or {} for steps in self.steps]
        return {name: self.plan.whole([part[name] for part in parts]) for name in parts[0]}

    def from_above(self) -> Tensor:
        """Return what the loss gains from h (T, B, H) through the layers above alone."""
        gained = [torch.zeros_like(one) if one.grad is None else one.grad for one in self.shown]
        if not self.layer.spec.return_sequences:
            (last,) = gained
            above = last.new_zeros(self.plan.length, *last.shape)
            above[-1] = last
            return above
        above = self.plan.whole(gained)
        return above if self.read is None else above * self.read.unsqueeze(2)


def run_watched(layer: Recurrent, sequences: Sequences) -> tuple[Values, Watched]:
    """Run a layer outside training, one timestep after another: what it gives, and the watch.

    Needs gradients to be on, and a gradient to be asked of what the layer reads.
    """
    turned = layer.turned(sequences)
    plan = turned.plan(shares=False)
    options = StepOptions(layer.activation, layer.recurrent_activation)
    kept: list[Steps] = []

    def make(x: Tensor, states: States, weights: Weights) -> Steps:
        steps = layer.steps_class(options, x, states, weights)
        steps.watch()
        kept.append(steps)
        return steps

    states, outputs = layer.start(plan.batch), []
    for part, stretch in zip(turned.parts(plan), plan.stretches, strict=True):
        output, states = run_stepped(make, part, enter(states, stretch.rows), layer.weights)
        outputs.append(output)
    values: Values
    if layer.spec.return_sequences:
        shown, values = outputs, layer.as_sequences(plan, outputs, turned, sequences)
    else:
        values = plan.last(outputs, states[0])
        shown = [values]
    for one in shown:
        one.retain_grad()
    read = None if turned.mask is None else turned.mask.t()
    return values, Watched(layer, plan, kept, shown, read)
