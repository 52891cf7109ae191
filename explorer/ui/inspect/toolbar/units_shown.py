"""Which units have a line in the heatmaps: all, those that weigh most, or those one names."""

import re

import numpy as np

from explorer.analysis.trace import LayerTrace
from explorer.problem import UserProblem

ALL, CHOSEN = "all", "chosen"
COUNTS = (8, 16, 32)


def weightiest(layer: LayerTrace, count: int) -> np.ndarray:
    """Units (min(count, H),) that move the verdict most, in no order.

    By |output weight|; where the head does not read the layer, by how much its state varies.
    """
    state = layer.signals["c" if "c" in layer.signals else "h"]
    weight = layer.output_weight
    weighed = state.std(axis=0) if weight is None else np.abs(weight)
    return np.argsort(-weighed, kind="stable")[:count]


def shown_units(
    layer: LayerTrace, order: np.ndarray, which: str, chosen: frozenset[int]
) -> np.ndarray:
    """Those of `order` (H,) that `which` lets in: ALL, CHOSEN, or a count."""
    if which == ALL:
        return order
    wanted = list(chosen) if which == CHOSEN else weightiest(layer, int(which))
    kept = order[np.isin(order, wanted)]
    return kept if len(kept) else order


def units_from(text: str, units: int) -> frozenset[int]:
    """Read "0–7, 12, 26". Raises UserProblem for what is no unit of a layer with `units`."""
    found: set[int] = set()
    for part in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*[-–−]\s*", "-", text.strip()))):
        ends = re.fullmatch(r"(\d+)(?:-(\d+))?", part)
        if ends is None:
            raise UserProblem(f"“{part}” is no unit: write numbers such as 0–7, 12, 26.")
        first, last = int(ends[1]), int(ends[2] or ends[1])
        if not 0 <= first <= last < units:
            raise UserProblem(f"“{part}” is outside this layer: its units are 0–{units - 1}.")
        found.update(range(first, last + 1))
    if not found:
        raise UserProblem("No unit is named: write numbers such as 0–7, 12, 26.")
    return frozenset(found)


def said(chosen: frozenset[int]) -> str:
    """Write a choice as one types it: "0–7, 12, 26"."""
    parts: list[str] = []
    run: list[int] = []
    for unit in [*sorted(chosen), -1]:
        if run and unit == run[-1] + 1:
            run.append(unit)
            continue
        if run:
            parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}")
        run = [unit]
    return ", ".join(parts)
