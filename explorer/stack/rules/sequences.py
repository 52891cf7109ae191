"""Where a layer gets one vector and needs a sequence, or the other way round."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.stack.kinds import (
    BidirectionalSpec,
    Conv1DSpec,
    DenseSpec,
    EmbeddingSpec,
    FlattenSpec,
    GlobalMaxPooling1DSpec,
    RecurrentSpec,
)
from explorer.stack.kinds.pooling import LocalPoolingSpec
from explorer.stack.rules.flow import LayerFlow
from explorer.stack.rules.report import Fix, InputSpec, Problem
from explorer.stack.spec import LayerSpec, StackSpec


def keeps_sequences(layer: LayerSpec, keep: bool) -> LayerSpec | None:
    """Return the recurrent layer with return_sequences set, None for another kind."""
    if isinstance(layer, BidirectionalSpec):
        return replace(layer, layer=replace(layer.layer, return_sequences=keep))
    if isinstance(layer, RecurrentSpec):
        return replace(layer, return_sequences=keep)
    return None


def sequence_needed(stack: StackSpec, flows: list[LayerFlow], spec: InputSpec) -> Iterator[Problem]:
    """A layer that reads timesteps stands above one that keeps only the last."""
    for flow in flows:
        shape = flow.input_shape
        if not flow.refusal or shape is None or flow.layer.input_rank != 2 or len(shape) != 1:
            continue
        below = _last_recurrent(flows, flow.index)
        if below is None:
            yield Problem(flow.index, f"{flow.layer.kind} needs a sequence of vectors")
            continue
        changed = keeps_sequences(below.layer, True)
        assert changed is not None
        timesteps = below.input_shape[0] if below.input_shape else spec.maxlen
        kind = flow.layer.kind
        plain = (
            f"{below.layer.kind} above a recurrent layer needs sequences"
            if changed.kind == kind
            else f"{kind} reads every timestep, but gets only the last"
        )
        yield Problem(
            below.index,
            plain,
            fix=Fix("Turn on return_sequences", stack.replaced(below.index, changed)),
            edge=flow.index - 1,
            needs=(timesteps, shape[0]),
        )


def one_vector_needed(
    stack: StackSpec, flows: list[LayerFlow], spec: InputSpec
) -> Iterator[Problem]:
    """The output layer must score the review once, not every timestep."""
    active = [flow for flow in flows if flow.layer.enabled]
    if not active or not isinstance(active[-1].layer, DenseSpec):
        return
    head = active[-1]
    if head.input_shape is None or len(head.input_shape) != 2:
        return
    below = _last_recurrent(flows, head.index)
    straight = below is not None and all(
        len(flow.input_shape or ()) == 2 for flow in flows[below.index + 1 : head.index]
    )
    if below is not None and straight:
        changed = keeps_sequences(below.layer, False)
        assert changed is not None
        mend = Fix("Turn off return_sequences", stack.replaced(below.index, changed))
    else:
        pooled = stack.inserted(head.index, GlobalMaxPooling1DSpec())
        mend = Fix("Add GlobalMaxPooling1D", pooled)
    yield Problem(
        head.index,
        f"{head.layer.kind} would score each of {head.input_shape[0]} timesteps; "
        "a review has one verdict",
        fix=mend,
        edge=head.index - 1,
        needs=(head.input_shape[1],),
    )


def window_fits(stack: StackSpec, flows: list[LayerFlow], spec: InputSpec) -> Iterator[Problem]:
    """A convolution or pool must not be longer than what it reads."""
    for flow in flows:
        shape, layer = flow.input_shape, flow.layer
        if not flow.refusal or shape is None or len(shape) != 2:
            continue
        if not isinstance(layer, Conv1DSpec | LocalPoolingSpec):
            continue
        reach = layer.reach if isinstance(layer, Conv1DSpec) else layer.pool_size
        mended = replace(layer, padding="same")
        yield Problem(
            flow.index,
            f"{layer.kind} spans {reach} timesteps, but gets only {shape[0]}",
            fix=Fix("Pad its input", stack.replaced(flow.index, mended)),
        )


def other_refusals(stack: StackSpec, flows: list[LayerFlow], spec: InputSpec) -> Iterator[Problem]:
    """Whatever else a layer cannot read."""
    for flow in flows:
        explained = flow.layer.input_rank == 2 or isinstance(flow.layer, EmbeddingSpec)
        if flow.refusal and not explained:
            yield Problem(flow.index, flow.refusal.rstrip("."))


def values_in_range(stack: StackSpec, flows: list[LayerFlow], spec: InputSpec) -> Iterator[Problem]:
    """Options outside what Keras takes."""
    for flow in flows:
        for complaint in flow.layer.complaints():
            yield Problem(flow.index, f"{flow.layer.kind}: {complaint}")


def flatten_is_long(stack: StackSpec, flows: list[LayerFlow], spec: InputSpec) -> Iterator[Problem]:
    """Flatten ties the network to one maxlen and makes the next Dense large."""
    for flow in flows:
        if isinstance(flow.layer, FlattenSpec) and flow.output_shape and flow.layer.enabled:
            size = flow.output_shape[0]
            if len(flow.input_shape or ()) == 2:
                yield Problem(
                    flow.index,
                    f"Every place in the review gets its own weights: {size:,} numbers go on. "
                    "Where a word stands then matters as much as which",
                    severity="hint",
                )


def _last_recurrent(flows: list[LayerFlow], before: int) -> LayerFlow | None:
    """The nearest enabled recurrent layer below `before`."""
    for flow in reversed(flows[:before]):
        if flow.layer.enabled and keeps_sequences(flow.layer, True) is not None:
            return flow
    return None
