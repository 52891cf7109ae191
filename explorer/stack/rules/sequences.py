"""Where a layer gets one vector and needs a sequence, or the other way round."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.stack.kinds import (
    BidirectionalSpec,
    DenseSpec,
    DropoutSpec,
    GlobalMaxPooling1DSpec,
    RecurrentSpec,
    SpatialDropout1DSpec,
)
from explorer.stack.rules.flow import LayerFlow, StackFlow
from explorer.stack.rules.report import Fix, Problem
from explorer.stack.spec import LayerSpec


def with_sequences(layer: LayerSpec, keep: bool) -> LayerSpec | None:
    """Return the recurrent layer with return_sequences set, None for another kind."""
    if isinstance(layer, BidirectionalSpec):
        return replace(layer, layer=replace(layer.layer, return_sequences=keep))
    if isinstance(layer, RecurrentSpec):
        return replace(layer, return_sequences=keep)
    return None


def sequence_needed(flow: StackFlow) -> Iterator[Problem]:
    """A layer that reads timesteps stands behind one that hands on a single vector.

    The problem sits on the layer that must change: the one that dropped the time axis.
    """
    for found in flow.active:
        shape = found.input_shape
        if shape is None or found.taken is None or len(shape) == len(found.taken):
            continue
        if isinstance(found.layer, SpatialDropout1DSpec):
            yield _plain_dropout(flow, found)
            continue
        dropper = _time_dropped_by(flow, found.index)
        sentence, fix, option = _time_kept(flow, found, dropper)
        yield Problem(
            dropper.index,
            sentence,
            fix=fix,
            edge=found.index - 1,
            needs=found.taken,
            option=option,
            detail=f"{found.layer.name} reads one vector per timestep. Now it gets one for the "
            "whole review.",
        )


def _time_dropped_by(flow: StackFlow, index: int) -> LayerFlow:
    """Return the nearest layer before `index` that turned a sequence into one vector."""
    for found in flow.before(index):
        if found.taken is not None and len(found.taken) == 2 and len(found.output_shape or ()) == 1:
            return found
    raise AssertionError("a vector came from nowhere: the Embedding gives sequences")


def _time_kept(flow: StackFlow, reader: LayerFlow, dropper: LayerFlow) -> tuple[str, Fix, str]:
    """Return the sentence, the fix and the option at fault."""
    changed = with_sequences(dropper.layer, True)
    if changed is None:
        kind = dropper.layer.title
        sentence = f"{kind} leaves one vector, but {reader.layer.title} needs every timestep"
        return sentence, Fix("Remove it", flow.stack.removed(dropper.index)), ""
    below = "a recurrent layer" if reader.recurrent else reader.layer.title
    sentence = f"{dropper.layer.title} above {below} needs sequences"
    mended = flow.stack.replaced(dropper.index, changed)
    return sentence, Fix("Turn on return_sequences", mended), dropper.path_of("return_sequences")


def _plain_dropout(flow: StackFlow, found: LayerFlow) -> Problem:
    assert isinstance(found.layer, SpatialDropout1DSpec)
    plain = DropoutSpec(rate=found.layer.rate, enabled=found.layer.enabled)
    return Problem(
        found.index,
        "SpatialDropout1D drops features from sequences, but gets one vector",
        fix=Fix("Use Dropout", flow.stack.replaced(found.index, plain)),
        edge=found.index - 1,
        needs=found.taken,
        detail="On a single vector plain Dropout does the same.",
    )


def one_vector_needed(flow: StackFlow) -> Iterator[Problem]:
    """The output layer must score the review once, not every timestep."""
    head = flow.active[-1] if flow.active else None
    if head is None or not isinstance(head.layer, DenseSpec) or len(head.input_shape or ()) != 2:
        return
    assert head.input_shape is not None
    timesteps, features = head.input_shape
    giver = _sequence_giver(flow, head.index)
    changed = with_sequences(giver.layer, False) if giver is not None else None
    if giver is None or changed is None:
        pooled = flow.stack.inserted(head.index, GlobalMaxPooling1DSpec())
        at, option, fix = head.index, "", Fix("Add GlobalMaxPooling1D", pooled)
        sentence = f"Dense would score each of {timesteps} timesteps; a review has one verdict"
    else:
        last = flow.stack.replaced(giver.index, changed)
        at, option = giver.index, giver.path_of("return_sequences")
        fix = Fix("Turn off return_sequences", last)
        sentence = f"Dense needs one vector, but {giver.layer.title} hands on {timesteps}"
    yield Problem(
        at,
        sentence,
        fix=fix,
        edge=head.index - 1,
        needs=(features,),
        option=option,
        detail="A review has one label, so the output layer must see one vector: the last "
        "timestep, or all of them pooled.",
    )


def _sequence_giver(flow: StackFlow, index: int) -> LayerFlow | None:
    """Return the recurrent layer whose sequences reach `index`.

    None where a layer in between could not do with one vector.
    """
    for found in flow.before(index):
        if found.recurrent is not None:
            return found
        if found.layer.input_rank != 0:
            return None
    return None
