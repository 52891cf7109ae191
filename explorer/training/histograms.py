"""Histograms of a network's weights, gate by gate, in bins that stay where they are.

A picture that redraws while training can only show movement if its bins do not move: their range
is four times the largest weight at the start, rounded up; what leaves it counts in the last bin.
Of a long table every so many rows are counted: all of them would cost 5 ms, a fifth of a batch.
"""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from explorer.network.cells.bidirectional import Bidirectional
from explorer.network.layer import Layer
from explorer.network.network import Network
from explorer.network.recurrent import Recurrent

BINS = 61  # odd: one bin is centred on zero
GATE_BLOCKS = {"LSTM": "ifko", "CarryLSTM": "ifko", "GRU": "zrn"}
IN_BLOCKS = ("kernel", "recurrent_kernel", "bias")
LARGEST = 32_768  # numbers of one tensor that are counted


@dataclass(frozen=True, eq=False)
class WeightHistogram:
    """One weight tensor's numbers, or those of one gate's block of it.

    tensor: as the weights file names it, "LAYER/recurrent_kernel". gate: "i", "f", … or "" where
    the tensor has no blocks. every: 1, or n where only every nth row has been counted. edge: the
    bins go from −edge to edge; numbers beyond count in the first and the last. counts: (BINS,)
    int64. low, high, mean, spread: of the numbers counted, spread being their standard deviation.
    """

    tensor: str
    gate: str
    every: int
    edge: float
    counts: np.ndarray
    low: float
    high: float
    mean: float
    spread: float


class Histograms:
    """Counts a network's weights in bins fixed when it was made, from the weights of then."""

    def __init__(self, network: Network) -> None:
        self._blocks = [block for layer in network.layers for block in _blocks_of(layer)]
        self._edges = [_edge(block.values()) for block in self._blocks]

    def count(self) -> tuple[WeightHistogram, ...]:
        """Return the histograms of the weights as they are now."""
        with torch.no_grad():
            pairs = zip(self._blocks, self._edges, strict=True)
            return tuple(_histogram(block, edge) for block, edge in pairs)


@dataclass(frozen=True, eq=False)
class _Block:
    """One block of a tensor: columns start…stop−1 of every `every`th row."""

    tensor: str
    gate: str
    rows: Tensor
    start: int
    stop: int
    every: int

    def values(self) -> Tensor:
        """The block's numbers as they are now."""
        return self.rows[:: self.every, ..., self.start : self.stop]


def _blocks_of(layer: Layer) -> list[_Block]:
    found = []
    for name, parameter in layer.own_parameters():
        gates = _gates(layer, name)
        size = parameter.shape[-1] // max(1, len(gates))
        every = -(-parameter.numel() // LARGEST) if parameter.dim() > 1 and not gates else 1
        for number, gate in enumerate(gates or ("",)):
            start, stop = number * size, (number + 1) * size
            rows = parameter.detach() if parameter.dim() > 1 else parameter.detach()[None]
            found.append(_Block(f"{layer.name}/{name}", gate, rows, start, stop, every))
    return found


def _gates(layer: Layer, name: str) -> str:
    """The letters of the gate blocks that the parameter `name` of a layer is made of."""
    recurrent = layer.ahead if isinstance(layer, Bidirectional) else layer
    if not isinstance(recurrent, Recurrent) or name.rpartition("/")[2] not in IN_BLOCKS:
        return ""
    return GATE_BLOCKS.get(recurrent.spec.kind, "")


def _edge(values: Tensor) -> float:
    """Four times the largest number, at least 0.1, rounded up to 1, 2 or 5 times a power of ten."""
    reach = max(0.1, 4 * float(values.abs().max())) if values.numel() else 0.1
    ten = 10.0 ** math.floor(math.log10(reach))
    return next(step * ten for step in (1.0, 2.0, 5.0, 10.0) if step * ten >= reach * (1 - 1e-9))


def _histogram(block: _Block, edge: float) -> WeightHistogram:
    flat = block.values().reshape(-1).float()
    counts = torch.histc(flat.clamp(-edge, edge), BINS, -edge, edge)
    low, high = torch.aminmax(flat)
    return WeightHistogram(
        tensor=block.tensor,
        gate=block.gate,
        every=block.every,
        edge=edge,
        counts=counts.to(torch.int64).cpu().numpy(),
        low=float(low),
        high=float(high),
        mean=float(flat.mean()),
        spread=float(flat.std(correction=0)),
    )
