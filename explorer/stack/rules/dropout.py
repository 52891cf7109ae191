"""What dropout takes: from a single layer, and from the clock."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.stack.kinds import BidirectionalSpec, RecurrentSpec
from explorer.stack.rules.flow import StackFlow
from explorer.stack.rules.report import Fix, Problem
from explorer.stack.rules.sequences import with_sequences
from explorer.stack.spec import LayerSpec

SLOWDOWN = {"SimpleRNN": "2×", "LSTM": "4×", "GRU": "2×", "CarryLSTM": "1.5×"}
"""Seconds of a training step with recurrent_dropout, as a multiple of those without any dropout.

Measured on one CPU core: 32 units, 128 reviews of 220 words on average, padded to 500.
"""


def dropout_on_single_layer(flow: StackFlow) -> Iterator[Problem]:
    """Dropout weakens a layer; the tutorial (4.2, 5.4) stacks another one for it."""
    readers = [found for found in flow.active if found.recurrent is not None]
    if len(readers) != 1:
        return
    found, inner = readers[0], readers[0].recurrent
    assert inner is not None
    if inner.wrong_options() or not (inner.dropout > 0 or inner.recurrent_dropout > 0):
        return
    again = with_sequences(found.layer, True)
    assert again is not None
    # The copy goes in front, so that the layer keeps its name and its place before the head.
    twice = flow.stack.inserted(found.index, again)
    yield Problem(
        found.index,
        "Dropout weakens the only recurrent layer",
        "hint",
        fix=Fix(f"Stack another {found.layer.title}", twice),
        option=found.path_of("dropout" if inner.dropout > 0 else "recurrent_dropout"),
        detail="Dropout keeps a layer from learning reviews by heart, but with fewer of its "
        f"{inner.units} units at a time it also learns less. The tutorial stacks a second one.",
    )


def recurrent_dropout_costs(flow: StackFlow) -> Iterator[Problem]:
    """recurrent_dropout leaves the fused kernel."""
    for found in flow.active:
        inner = found.recurrent
        if inner is None or inner.wrong_options() or inner.recurrent_dropout == 0:
            continue
        yield Problem(
            found.index,
            f"recurrent_dropout: this layer takes about {SLOWDOWN[inner.kind]} as long to train",
            "hint",
            fix=Fix("Turn it off", flow.stack.replaced(found.index, _without(found.layer))),
            option=found.path_of("recurrent_dropout"),
            short=f"{SLOWDOWN[inner.kind]} as long",
            detail="It works timestep by timestep: the fast routine cannot drop units inside its "
            "loop, and every review needs its own pass over its pads.",
        )


def _without(layer: LayerSpec) -> LayerSpec:
    if isinstance(layer, BidirectionalSpec):
        return replace(layer, layer=replace(layer.layer, recurrent_dropout=0.0))
    assert isinstance(layer, RecurrentSpec)
    return replace(layer, recurrent_dropout=0.0)
