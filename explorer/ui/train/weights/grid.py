"""Where each histogram stands: a row a gate, a column a tensor."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from explorer.training.histograms import WeightHistogram

LEFT, RIGHT, TOP, BOTTOM = 112, 16, 32, 24
COLUMN_GAP, ROW_GAP = 24, 10
ORDER = ("embeddings", "kernel", "recurrent_kernel", "output_kernel", "carry_kernel", "bias")


@dataclass(frozen=True, eq=False)
class Cell:
    """One histogram and the box it is drawn in; `reach`: the values go from −reach to reach."""

    histogram: WeightHistogram
    box: QRectF
    reach: float


@dataclass(frozen=True, eq=False)
class Grid:
    """All histograms of one layer."""

    gates: tuple[str, ...]
    tensors: tuple[str, ...]
    cells: tuple[Cell, ...]

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell under a place."""
        return next((cell for cell in self.cells if cell.box.contains(x, y)), None)

    def row_top(self, gate: str) -> QRectF | None:
        """The box of the first cell of a row."""
        boxes = [cell.box for cell in self.cells if cell.histogram.gate == gate]
        return boxes[0] if boxes else None


def layers_of(histograms: Sequence[WeightHistogram]) -> tuple[str, ...]:
    """The layers that have weights, from the bottom up."""
    return tuple(dict.fromkeys(h.tensor.partition("/")[0] for h in histograms))


def tensor_name(histogram: WeightHistogram) -> str:
    """The tensor's name inside its layer: "kernel", "forward/kernel"."""
    return histogram.tensor.partition("/")[2]


def lay_out(histograms: Sequence[WeightHistogram], layer: str, width: float, height: float) -> Grid:
    """Place the histograms of `layer` in a widget of that size."""
    own = [h for h in histograms if h.tensor.partition("/")[0] == layer]
    gates = tuple(dict.fromkeys(h.gate for h in own))
    tensors = tuple(sorted(dict.fromkeys(map(tensor_name, own)), key=_rank))
    across = (width - LEFT - RIGHT + COLUMN_GAP) / max(1, len(tensors)) - COLUMN_GAP
    down = (height - TOP - BOTTOM + ROW_GAP) / max(1, len(gates)) - ROW_GAP
    cells = []
    for h in own:
        column, row = tensors.index(tensor_name(h)), gates.index(h.gate)
        box = QRectF(
            LEFT + column * (across + COLUMN_GAP), TOP + row * (down + ROW_GAP), across, down
        )
        reach = max(_reach(other) for other in own if tensor_name(other) == tensor_name(h))
        cells.append(Cell(h, box, reach))
    return Grid(gates, tensors, tuple(cells))


def _reach(histogram: WeightHistogram) -> float:
    """As little of the bins as holds every weight, in halves: it seldom changes."""
    largest, reach = max(abs(histogram.low), abs(histogram.high)), histogram.edge
    while largest < reach / 2 and reach > histogram.edge / 8:
        reach /= 2
    return reach


def _rank(name: str) -> tuple[int, bool, str]:
    """The usual order; of a bidirectional layer the way forward first."""
    lead, _, last = name.rpartition("/")
    return (ORDER.index(last) if last in ORDER else len(ORDER), lead == "backward", name)
