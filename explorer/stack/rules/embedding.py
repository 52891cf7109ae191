"""Token ids become vectors exactly once, before anything else, and each id has its row."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.stack.kinds import EmbeddingSpec
from explorer.stack.rules.flow import LayerFlow, StackFlow
from explorer.stack.rules.report import Fix, Problem


def embedding_missing(flow: StackFlow) -> Iterator[Problem]:
    """No Embedding is on: nothing can read the reviews."""
    if not flow.active or flow.first(EmbeddingSpec):
        return
    yield Problem(
        flow.active[0].index,
        "Word indices must become vectors first: the stack needs an Embedding",
        fix=_with_embedding(flow),
        detail="Token ids are names, not quantities: 40 is not twice 20. An Embedding gives "
        "every id a vector and learns it.",
    )


def _with_embedding(flow: StackFlow) -> Fix:
    stack, rows = flow.stack, flow.reads.max_features
    for index, layer in enumerate(stack.layers):
        if isinstance(layer, EmbeddingSpec):
            on = stack.replaced(index, replace(layer, enabled=True))
            return Fix(f"Switch on {layer.name}", on.moved(index, 0))
    return Fix("Add an Embedding", stack.inserted(0, EmbeddingSpec(input_dim=rows)))


def embedding_first(flow: StackFlow) -> Iterator[Problem]:
    """The Embedding reads the token ids, so nothing may stand before it."""
    found = flow.first(EmbeddingSpec)
    if found is not None and found is not flow.active[0]:
        yield Problem(
            found.index,
            "Embedding reads word indices, so it must come first",
            fix=Fix("Move it to the top", flow.stack.moved(found.index, 0)),
            detail=f"{flow.active[0].layer.title} cannot read word indices: it needs the vectors "
            "that the Embedding makes of them.",
        )


def embedding_once(flow: StackFlow) -> Iterator[Problem]:
    """Behind the first Embedding there are no token ids left."""
    found = [each for each in flow.active if isinstance(each.layer, EmbeddingSpec)]
    for again in found[1:]:
        yield Problem(
            again.index,
            "Another Embedding finds no word indices to read",
            fix=Fix("Remove it", flow.stack.removed(again.index)),
            detail=f"{found[0].layer.name} has made vectors of them already.",
        )


def embedding_too_small(flow: StackFlow) -> Iterator[Problem]:
    """Every token id below max_features needs a row: Keras fails in the middle of training."""
    for found, layer in _tables(flow):
        if layer.input_dim < flow.reads.max_features:
            yield Problem(
                found.index,
                f"The reviews use {flow.reads.max_features:,} word indices, "
                f"but only {layer.input_dim:,} have a vector",
                fix=_resized(flow, found.index, layer),
                option="input_dim",
                detail="The first review with a rarer word would find no row in the table.",
            )


def embedding_larger_than_needed(flow: StackFlow) -> Iterator[Problem]:
    """Rows that no token id points at are never trained."""
    for found, layer in _tables(flow):
        unused = layer.input_dim - flow.reads.max_features
        if unused > 0:
            yield Problem(
                found.index,
                f"{unused:,} of its {layer.input_dim:,} vectors belong to no word: "
                f"the reviews use {flow.reads.max_features:,}",
                "hint",
                fix=_resized(flow, found.index, layer),
                option="input_dim",
                detail="They take memory and are never trained.",
            )


def _tables(flow: StackFlow) -> Iterator[tuple[LayerFlow, EmbeddingSpec]]:
    for found in flow.active:
        if isinstance(found.layer, EmbeddingSpec) and not found.layer.wrong_options():
            yield found, found.layer


def _resized(flow: StackFlow, index: int, layer: EmbeddingSpec) -> Fix | None:
    rows = flow.reads.max_features
    if EmbeddingSpec.options()["input_dim"].complaint(rows):
        return None
    return Fix(f"Make it {rows:,}", flow.stack.replaced(index, replace(layer, input_dim=rows)))
