"""The interventions that the user keeps in a list, and which of them still fit what is in view."""

from dataclasses import dataclass, replace

from explorer.analysis.trace import Trace
from explorer.analysis.whatif import Hold, Intervention, Transplant


@dataclass(frozen=True, eq=False)
class Item:
    """One intervention of the list. note: the words or the review that its ids stand for."""

    number: int
    what: Intervention
    on: bool = True
    note: str = ""


def fitted(items: tuple[Item, ...], trace: Trace, words: int) -> tuple[Item, ...]:
    """Keep the holds that another review or epoch can take, cut to its `words`."""
    kept: list[Item] = []
    for item in items:
        what = item.what
        if isinstance(what, Hold) and _has(trace, what):
            start, stop = what.start, what.stop
            if start is not None and start >= words:
                continue
            stop = None if stop is None else min(stop, words)
            kept.append(replace(item, what=replace(what, start=start, stop=stop)))
    return tuple(kept)


def fits(items: tuple[Item, ...], trace: Trace) -> bool:
    """Whether every layer, signal and unit that the items name is there."""
    names = {layer.name for layer in trace.layers}
    for item in items:
        if isinstance(item.what, Hold) and not _has(trace, item.what):
            return False
        if isinstance(item.what, Transplant) and not set(item.what.layers or ()) <= names:
            return False
    return True


def _has(trace: Trace, hold: Hold) -> bool:
    layer = next((one for one in trace.layers if one.name == hold.layer), None)
    if layer is None or hold.signal not in layer.signals:
        return False
    return max(hold.units or (0,)) < layer.signals[hold.signal].shape[1]
