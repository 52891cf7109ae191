"""The cells as torch loops that autograd records, to hold gradients against."""

import torch

from explorer.network.cells.bidirectional import Bidirectional
from explorer.network.layers.dropout import Dropout
from explorer.network.layers.pooling import GlobalAveragePooling1D
from explorer.network.recurrent import Recurrent


class NaiveRun:
    """Embedding → recurrent layers → (mean →) Dense(1) on one review, every state kept.

    states: layer name → "h" and "c", one tensor (H,) a timestep read, by timestep. cut: the layer
    whose gates read the hidden state as if it were a constant: only its carry passes back.
    """

    def __init__(self, network, ids, *, cut=None):
        self.states, self.cut = {}, cut
        embedding = network.layers[0]
        self.x = embedding.embeddings.detach()[torch.as_tensor(ids)].requires_grad_()
        self.read = [not embedding.mask_zero or number != 0 for number in ids]
        rows = list(self.x.unbind(0))
        for layer in network.layers[1:-1]:
            if isinstance(layer, Recurrent):
                rows = self.run(layer, rows)
                rows = rows if layer.spec.return_sequences else rows[0 if turned(layer) else -1]
            elif isinstance(layer, Bidirectional):
                ahead, back = self.run(layer.ahead, rows), self.run(layer.back, rows)
                if layer.spec.return_sequences:
                    rows = [layer.merge(*pair) for pair in zip(ahead, back, strict=True)]
                else:
                    rows = layer.merge(ahead[-1], back[0])
            elif isinstance(layer, GlobalAveragePooling1D):
                rows = torch.stack(rows).mean(0)
            else:
                assert isinstance(layer, Dropout)
        self.logit = (rows @ network.head.kernel + network.head.bias)[0]

    def run(self, layer, rows):
        """Every h, in the review's order."""
        h = c = torch.zeros(layer.units, dtype=rows[0].dtype)
        found = {}
        order = reversed(range(len(rows))) if turned(layer) else range(len(rows))
        for t in order:
            if self.read[t]:
                h, c = self.step(layer, rows[t], h, c)
                for state in (h, c):
                    state.retain_grad()
            found[t] = (h, c)
        self.states[layer.name] = {
            "h": [found[t][0] for t in range(len(rows))],
            "c": [found[t][1] for t in range(len(rows))],
        }
        return self.states[layer.name]["h"]

    def step(self, layer, x, h, c):
        """One timestep of DESIGN's equations."""
        seen = h.detach() if layer.name == self.cut else h
        sigmoid, tanh = torch.sigmoid, torch.tanh
        kind, (W, U, b) = layer.spec.kind, layer.weights[:3]
        if kind == "GRU":
            x_z, x_r, x_n = (x @ W + b[0]).chunk(3)
            h_z, h_r, h_n = (seen @ U + b[1]).chunk(3)
            z = sigmoid(x_z + h_z)
            n = tanh(x_n + sigmoid(x_r + h_r) * h_n)
            return z * h + (1 - z) * n, c.clone().requires_grad_()
        z = x @ W + seen @ U + b
        if kind == "SimpleRNN":
            return tanh(z), c.clone().requires_grad_()
        i, f, k, o = z.chunk(4)
        new = sigmoid(f) * c + sigmoid(i) * tanh(k)
        if kind == "CarryLSTM":
            return tanh(o + c @ layer.carry_kernel), new
        return sigmoid(o) * tanh(new), new


def turned(layer):
    return layer.spec.go_backwards


def gradients(states):
    """(T, H): zeros where nothing came back."""
    rows = [torch.zeros_like(one) if one.grad is None else one.grad for one in states]
    return torch.stack(rows).detach().numpy()


def naive_signals(network, ids, held=None):
    """Every signal (T, H) of Embedding → LSTM → Dense(1), and logits (T,), step by step.

    held: signal → (words, units, value).
    """
    held, cell, signals = held or {}, network.layers[1], []
    h = c = torch.zeros(cell.units)
    with torch.no_grad():
        x = network.layers[0].embeddings[torch.as_tensor(ids)]
        for t in range(len(ids)):
            i, f, k, o = (x[t] @ cell.kernel + h @ cell.recurrent_kernel + cell.bias).chunk(4)
            gates = {"i": i.sigmoid(), "f": f.sigmoid(), "k": k.tanh(), "o": o.sigmoid()}
            for name, (words, units, value) in held.items():
                if t in range(len(ids))[words]:
                    gates[name][units] = value
            c = gates["f"] * c + gates["i"] * gates["k"]
            h = gates["o"] * c.tanh()
            signals.append(gates | {"c": c, "h": h})
        found = {name: torch.stack([one[name] for one in signals]).numpy() for name in signals[0]}
        logits = torch.from_numpy(found["h"]) @ network.head.kernel + network.head.bias
    return found, logits[:, 0].numpy()
