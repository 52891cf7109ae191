"""One signal of one unit in many reviews at once: the fused run, and four columns of its matrices.

Axes: T′ timestep of the layer, B review, E feature, H unit.
"""

import torch
from torch import Tensor

from explorer.analysis.arithmetic import GATES
from explorer.network.build import Network
from explorer.network.layer import Values, sequences_of
from explorer.network.plan import enter
from explorer.network.recurrent import NO_MASKS, Recurrent


def unit_signal(network: Network, layer: Recurrent, ids: Tensor, signal: str, unit: int) -> Tensor:
    """Return `signal` of `unit` (T′, B) for padded ids (B, T). No gradient, dropout off.

    Where a mask skips a timestep, what is held there (of a gate: its last value).
    """
    values: Values = ids
    for below in network.layers:
        if layer in below.modules():
            break
        values = below(values, False)
    turned = layer.turned(sequences_of(values, layer))
    plan = turned.plan(shares=True)
    parts = turned.parts(plan)
    outputs, _ = layer.read(plan, parts, NO_MASKS)
    if signal == "h":
        found = [output[..., unit : unit + 1] for output in outputs]
    else:
        found, column = [], _Column(layer, signal, unit)
        h, c = layer.start(1)[0], layer.kernel.new_zeros(1, 1)
        for x, output, stretch in zip(parts, outputs, plan.stretches, strict=True):
            h, c = enter((h, c), stretch.rows)
            shown, c = column.read(x, torch.cat([h[None], output[:-1]]), c)
            h = output[-1]
            found.append(shown.unsqueeze(2))
    whole = plan.whole(found)[..., 0]
    return whole.flip(0) if layer.spec.go_backwards else whole


class _Column:
    """What one unit computes from x and h."""

    def __init__(self, layer: Recurrent, signal: str, unit: int) -> None:
        self.layer, self.signal, self.kind = layer, signal, layer.spec.kind
        self.gates = GATES[self.kind]
        self.columns = [number * layer.units + unit for number in range(len(self.gates))]

    def read(self, x: Tensor, before: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
        """The signal (L, B) of a stretch x (L, B, E), and the carry (B, 1) after it.

        before: (L, B, H) every h_{t−1}. c: (B, 1) the carry before the first timestep.
        """
        layer, columns = self.layer, self.columns
        from_x = x @ layer.kernel[:, columns]
        from_h = before @ layer.recurrent_kernel[:, columns]
        if layer.bias is not None and layer.bias.dim() == 2:
            from_x += layer.bias[0, columns]
            from_h += layer.bias[1, columns]
        elif layer.bias is not None:
            from_x += layer.bias[columns]
        squash, gate = layer.activation.function, layer.recurrent_activation.function
        place = self.gates.index(self.signal) if self.signal in self.gates else -1
        if self.kind == "GRU" and self.signal == "n":
            r = gate(from_x[..., 1] + from_h[..., 1])
            return squash(from_x[..., 2] + r * from_h[..., 2]), c
        z = from_x + from_h
        if self.signal != "c":
            return (squash if self.signal == "k" else gate)(z[..., place]), c
        i, f, k = gate(z[..., 0]), gate(z[..., 1]), squash(z[..., 2])
        written, carry = (i * k).numpy(), c[:, 0].numpy()
        kept, shown = f.numpy(), torch.empty_like(f)
        rows = shown.numpy()
        for t in range(len(rows)):
            carry = kept[t] * carry + written[t]
            rows[t] = carry
        return shown, torch.from_numpy(carry)[:, None]
