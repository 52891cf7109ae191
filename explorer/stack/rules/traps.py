"""Traps that do not forbid training, in words a learner understands."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from explorer.stack.kinds import (
    BidirectionalSpec,
    DropoutSpec,
    EmbeddingSpec,
    GRUSpec,
    RecurrentSpec,
    SpatialDropout1DSpec,
)
from explorer.stack.rules.flow import LayerFlow
from explorer.stack.rules.report import Fix, InputSpec, Problem
from explorer.stack.spec import LayerSpec, StackSpec


def recurrent_part(layer: LayerSpec) -> RecurrentSpec | None:
    """Return the layer itself if it is recurrent, or what Bidirectional wraps."""
    if isinstance(layer, BidirectionalSpec):
        return layer.layer
    return layer if isinstance(layer, RecurrentSpec) else None


def pads_after_the_text(
    stack: StackSpec, flows: list[LayerFlow], spec: InputSpec
) -> Iterator[Problem]:
    """Right padding: an unmasked recurrent layer reads hundreds of pads after the last word."""
    if spec.padding != "post":
        return
    for flow in flows:
        recurrent = recurrent_part(flow.layer)
        if recurrent is None or not flow.layer.enabled or flow.masked or recurrent.go_backwards:
            continue
        before = [other for other in flows[: flow.index] if other.layer.enabled]
        if any(other.masked for other in before) or not before:
            continue
        yield Problem(
            flow.index,
            "The pads stand after the text, so it reads hundreds of them after the last word "
            "and may forget what it read",
            severity="hint",
            fix=_mask(stack),
        )
        return


def mask_is_lost(stack: StackSpec, flows: list[LayerFlow], spec: InputSpec) -> Iterator[Problem]:
    """A mask stops at a layer that cannot carry it."""
    for before, flow in pairwise(flows):
        lost = before.masked and flow.layer.enabled and not flow.layer.carries_mask
        if lost:
            unmasked = next(
                (
                    stack.replaced(other.index, replace(other.layer, mask_zero=False))
                    for other in flows
                    if isinstance(other.layer, EmbeddingSpec)
                ),
                stack,
            )
            yield Problem(
                flow.index,
                f"The mask stops here: {flow.layer.kind} reads the pads like words",
                severity="hint",
                fix=Fix("Turn off mask_zero", unmasked),
            )


def dropout_in_a_single_layer(
    stack: StackSpec, flows: list[LayerFlow], spec: InputSpec
) -> Iterator[Problem]:
    """Several kinds of dropout on one small layer often take more than they give."""
    recurrent = [
        flow for flow in flows if flow.layer.enabled and recurrent_part(flow.layer) is not None
    ]
    layers = [flow for flow in flows if isinstance(flow.layer, DropoutSpec | SpatialDropout1DSpec)]
    if len(recurrent) != 1:
        return
    flow = recurrent[0]
    part = recurrent_part(flow.layer)
    assert part is not None
    if part.dropout > 0 and (part.recurrent_dropout > 0 or layers):
        yield Problem(
            flow.index,
            "Dropout at several places of a single recurrent layer: with one layer of "
            f"{part.units} units little is left to learn from",
            severity="hint",
        )


def recurrent_dropout_costs(
    stack: StackSpec, flows: list[LayerFlow], spec: InputSpec
) -> Iterator[Problem]:
    """recurrent_dropout leaves the fused kernel."""
    for flow in flows:
        part = recurrent_part(flow.layer)
        if part is not None and flow.layer.enabled and part.recurrent_dropout > 0:
            yield Problem(
                flow.index,
                "recurrent_dropout works timestep by timestep: expect about three times "
                "the seconds an epoch",
                severity="hint",
            )


def gru_reset_after(stack: StackSpec, flows: list[LayerFlow], spec: InputSpec) -> Iterator[Problem]:
    """Keras's GRU is not the textbook's."""
    for flow in flows:
        if isinstance(recurrent_part(flow.layer), GRUSpec) and flow.layer.enabled:
            yield Problem(
                flow.index,
                "As in Keras, the reset gate acts after the recurrent product (reset_after): "
                "textbooks reset the state before it",
                severity="hint",
            )


def starts_are_cut(stack: StackSpec, flows: list[LayerFlow], spec: InputSpec) -> Iterator[Problem]:
    """Truncation at the start loses openings."""
    if spec.truncating == "pre" and spec.maxlen < 200:
        yield Problem(
            None,
            f"Reviews longer than {spec.maxlen} words lose their beginning: "
            "the network reads only the end",
            severity="hint",
        )


def _mask(stack: StackSpec) -> Fix | None:
    for index, layer in enumerate(stack.layers):
        if isinstance(layer, EmbeddingSpec):
            return Fix("Turn on mask_zero", stack.replaced(index, replace(layer, mask_zero=True)))
    return None
