"""The two ends of a stack: an Embedding first, one score last."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.stack.kinds import DenseSpec, EmbeddingSpec
from explorer.stack.rules.flow import LayerFlow
from explorer.stack.rules.report import Fix, InputSpec, Problem
from explorer.stack.spec import StackSpec


def embedding_first(stack: StackSpec, flows: list[LayerFlow], spec: InputSpec) -> Iterator[Problem]:
    """Token ids become vectors exactly once, before anything else."""
    active = [flow for flow in flows if flow.layer.enabled]
    places = [flow.index for flow in active if isinstance(flow.layer, EmbeddingSpec)]
    if not places:
        added = stack.inserted(0, EmbeddingSpec(input_dim=spec.max_features))
        yield Problem(
            active[0].index if active else None,
            "Word numbers must become vectors first: the stack needs an Embedding",
            fix=Fix("Add an Embedding", added),
        )
        return
    if active[0].index != places[0]:
        yield Problem(
            places[0],
            "Embedding reads word numbers, so it must come first",
            fix=Fix("Move it to the top", stack.moved(places[0], 0)),
        )
    for index in places[1:]:
        yield Problem(
            index,
            "A second Embedding finds no word numbers to read",
            fix=Fix("Remove it", stack.removed(index)),
        )


def embedding_covers_vocabulary(
    stack: StackSpec, flows: list[LayerFlow], spec: InputSpec
) -> Iterator[Problem]:
    """Every token id below max_features needs a row."""
    for flow in flows:
        layer = flow.layer
        if not (isinstance(layer, EmbeddingSpec) and layer.enabled):
            continue
        if layer.input_dim < spec.max_features:
            enough = stack.replaced(flow.index, replace(layer, input_dim=spec.max_features))
            yield Problem(
                flow.index,
                f"The reviews use {spec.max_features:,} word numbers, "
                f"but only {layer.input_dim:,} have a vector",
                fix=Fix(f"Make it {spec.max_features:,}", enough),
            )


def one_score_last(stack: StackSpec, flows: list[LayerFlow], spec: InputSpec) -> Iterator[Problem]:
    """The last layer must be Dense(1, sigmoid): binary cross-entropy reads a probability."""
    active = [flow for flow in flows if flow.layer.enabled]
    last = active[-1] if active else None
    if last is None or not isinstance(last.layer, DenseSpec):
        if last is None or last.output_shape is not None:
            head = DenseSpec(units=1, activation="sigmoid")
            yield Problem(
                last.index if last else None,
                "The stack must end in one score: a Dense layer with 1 unit and sigmoid",
                fix=Fix("Add the output layer", stack.inserted(len(stack.layers), head)),
            )
        return
    layer = last.layer
    mended = stack.replaced(last.index, replace(layer, units=1, activation="sigmoid"))
    if layer.units != 1:
        yield Problem(
            last.index,
            f"The last layer gives {layer.units} numbers; P(positive) is one",
            fix=Fix("Make it 1 unit with sigmoid", mended),
        )
    elif layer.activation != "sigmoid":
        yield Problem(
            last.index,
            f"The loss reads a probability; {layer.activation} gives any number",
            fix=Fix("Use sigmoid", mended),
        )
