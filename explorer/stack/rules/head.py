"""A stack must hold something, and end in one score between 0 and 1."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.stack.kinds import DenseSpec, EmbeddingSpec, LSTMSpec
from explorer.stack.rules.flow import StackFlow
from explorer.stack.rules.report import Fix, Problem

HEAD = DenseSpec(units=1, activation="sigmoid")
WHY = (
    "The loss, binary cross-entropy, compares one probability with the review's label: "
    "a Dense layer with 1 unit and sigmoid gives it."
)


def stack_is_empty(flow: StackFlow) -> Iterator[Problem]:
    """Nothing is switched on."""
    if flow.active:
        return
    first = (EmbeddingSpec(input_dim=flow.reads.max_features), LSTMSpec(), HEAD)
    stack = flow.stack
    for layer in first:
        stack = stack.inserted(len(stack.layers), layer)
    yield Problem(
        None,
        "The stack is empty" if not flow.stack.layers else "Every layer is switched off",
        fix=Fix("Add Embedding, LSTM and Dense", stack),
        detail="The smallest stack that learns: vectors for words, a layer that reads them, "
        "and one score.",
    )


def score_missing(flow: StackFlow) -> Iterator[Problem]:
    """The last active layer is no Dense."""
    if not flow.active or isinstance(flow.active[-1].layer, DenseSpec):
        return
    yield Problem(
        flow.active[-1].index,
        "The stack must end in one score: a Dense layer with 1 unit and sigmoid",
        fix=_with_score(flow),
        detail=WHY,
    )


def _with_score(flow: StackFlow) -> Fix:
    """Bring the head that is there back to its place, or add one."""
    stack, end = flow.stack, len(flow.stack.layers) - 1
    for index in range(end, -1, -1):
        layer = stack.layers[index]
        if isinstance(layer, DenseSpec) and (layer.units, layer.activation) == (1, "sigmoid"):
            verb = "Move" if layer.enabled else "Switch on"
            there = stack.moved(index, end)
            on = there.replaced(end, replace(layer, enabled=True))
            return Fix(f"{verb} {layer.name}" + (" to the end" if layer.enabled else ""), on)
    return Fix("Add the output layer", stack.inserted(len(stack.layers), HEAD))


def score_is_no_probability(flow: StackFlow) -> Iterator[Problem]:
    """The last layer is a Dense, but not one number between 0 and 1."""
    last = flow.active[-1] if flow.active else None
    if last is None or not isinstance(last.layer, DenseSpec) or last.layer.wrong_options():
        return
    layer = last.layer
    if layer.units != 1:
        yield Problem(
            last.index,
            f"The last layer gives {layer.units} numbers; P(positive) is one",
            fix=_one_probability(flow, last.index, layer),
            option="units",
            detail=WHY,
        )
    elif layer.activation != "sigmoid":
        yield Problem(
            last.index,
            f"The loss reads a probability; {layer.activation} gives {_range(layer.activation)}",
            fix=_one_probability(flow, last.index, layer),
            option="activation",
            detail=WHY,
        )


def _one_probability(flow: StackFlow, index: int, layer: DenseSpec) -> Fix:
    if layer.units > 1 and layer.activation in ("relu", "tanh"):
        # Such a layer is a hidden one: whoever built it has not come to the head yet.
        return Fix("Add the output layer", flow.stack.inserted(index + 1, HEAD))
    label = "Use sigmoid" if layer.units == 1 else "Make it 1 unit with sigmoid"
    mended = replace(layer, units=1, activation="sigmoid")
    return Fix(label, flow.stack.replaced(index, mended))


def _range(activation: str) -> str:
    ranges = {"relu": "numbers without an upper end", "tanh": "−1 to 1"}
    return ranges.get(activation, "any number")
