"""A review's gradients over the words in view, for the layer in view."""

from dataclasses import dataclass

import numpy as np

from explorer.analysis.gradient import LayerFlow
from explorer.session.inspect.gradient_desk import GradientReading
from explorer.ui.inspect.layer_in_view import LayerInView

Floats = np.ndarray


@dataclass(frozen=True)
class Line:
    """One curve of the plot. key: "h", "c", "direct" or "side"; dash: its pattern, () for none."""

    key: str
    name: str
    token: str
    dash: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class GradientInView:
    """T timesteps of the layer in view (no pads), H units.

    norms: (T,) by line; zeros where nothing comes through. by_unit: (T, H) the gradient of the
    state that remembers. words: (T,) ‖∂L/∂x‖ of each timestep's words; effect: (T,) x · ∂L/∂x.
    """

    view: LayerInView
    reading: GradientReading
    lines: tuple[Line, ...]
    norms: dict[str, Floats]
    by_unit: Floats
    words: Floats
    effect: Floats

    @property
    def state(self) -> str:
        """The letter of the state that remembers: c, or h."""
        return self.view.state

    @property
    def main(self) -> Floats:
        """(T,) the norm of the gradient by the state that remembers."""
        return self.norms["c" if "c" in self.norms else "h"]

    @property
    def of(self) -> str:
        """What was sent back: "logit" or "loss"."""
        return self.reading.flow.of

    @property
    def read_last(self) -> int:
        """How many words back the last state stands that is read at all.

        0, but for a cell that writes its carry after its output has read it.
        """
        found = np.flatnonzero(self.back(self.main) > 0)
        return int(found[0]) if len(found) else 0

    @property
    def reference(self) -> float:
        """The norm there: what is left further back is counted beside it."""
        return float(self.back(self.main)[self.read_last]) or 1.0

    def back(self, values: Floats) -> Floats:
        """From the timestep read last to the one read first."""
        return values if self.view.layer.backwards else values[::-1]


def lines_of(flow: LayerFlow) -> tuple[Line, ...]:
    """The curves that a kind of layer has."""
    carry = "c" if flow.c is not None else "h"
    lines = [Line("h", "∂L/∂h", "h", ())]
    if flow.c is not None:
        lines.insert(0, Line("c", "∂L/∂c", "c", ()))
    if flow.direct is not None:
        lines.append(Line("direct", "carry alone", carry, (2.7, 2.0)))
        lines.append(Line("side", "through h", carry, (1.0, 2.0)))
    return tuple(lines)


def gradient_in_view(reading: GradientReading, view: LayerInView) -> GradientInView | None:
    """Put a reading over the words in view; None if the layer is not in it."""
    flow = next((one for one in reading.flow.layers if one.name == view.layer.name), None)
    if flow is None:
        return None
    cut = slice(len(flow.h) - view.timesteps, None)
    norms = {"h": flow.h_norm[cut]}
    for key, values in (
        ("c", flow.c_norm),
        ("direct", flow.direct_norm),
        ("side", flow.side_norm),
    ):
        if values is not None:
            norms[key] = values[cut]
    state = flow.h if flow.c is None else flow.c
    first, last = view.layer.reads[:, 0], view.layer.reads[:, 1]
    x_norm, effect = reading.flow.x_norm, reading.flow.times_input
    # Over windows, a timestep has all words that its window adds.
    words = np.array([x_norm[a : b + 1].max() for a, b in zip(first, last, strict=True)])
    effects = np.array([effect[a : b + 1].sum() for a, b in zip(first, last, strict=True)])
    return GradientInView(view, reading, lines_of(flow), norms, state[cut], words, effects)
