"""Pads: who reads them last, and where the mask that skips them stops."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from explorer.stack.kinds import BidirectionalSpec, EmbeddingSpec
from explorer.stack.rules.flow import LayerFlow, StackFlow
from explorer.stack.rules.report import Fix, Problem


def pads_read_last(flow: StackFlow) -> Iterator[Problem]:
    """An unmasked recurrent layer that ends by reading pads may forget what it read.

    That happens with pads after the text, and with pads before it to whatever reads backwards.
    Only a layer that hands on its last state suffers.
    """
    masked = False
    for found in flow.layers:
        is_masked, masked = masked, found.masked
        if found.refusal:
            return  # an error comes first: only its mend shows whether a mask gets this far
        inner = found.recurrent
        if inner is None or inner.return_sequences or is_masked:
            continue
        who = _reads_pads_last(flow, found)
        if who:
            where = "after" if flow.reads.padding == "post" else "before"
            yield Problem(
                found.index,
                f"{who} reads the pads {where} the text last, and may forget the words by then",
                "hint",
                fix=_masked(flow, found.index),
                detail="Most reviews are shorter than maxlen, and hundreds of pads fill the "
                "rest. mask_zero lets recurrent layers skip them.",
            )


def _reads_pads_last(flow: StackFlow, found: LayerFlow) -> str:
    """Return who ends with the pads, or nothing."""
    assert found.recurrent is not None
    pads_come_last = flow.reads.padding == "post"
    if isinstance(found.layer, BidirectionalSpec):
        return "Its forward half" if pads_come_last else "Its backward half"
    return "It" if pads_come_last != found.recurrent.go_backwards else ""


def _masked(flow: StackFlow, index: int) -> Fix | None:
    """Turn on the mask where it would reach the layer at `index`."""
    table = flow.first(EmbeddingSpec)
    between = [each for each in flow.before(index) if each.layer.kind != "Embedding"]
    if table is None or not all(each.layer.carries_mask for each in between):
        return None
    assert isinstance(table.layer, EmbeddingSpec)
    if table.index > index or table.layer.mask_zero is True:
        return None
    masking = replace(table.layer, mask_zero=True)
    return Fix("Turn on mask_zero", flow.stack.replaced(table.index, masking))


def mask_stops(flow: StackFlow) -> Iterator[Problem]:
    """A mask meets a layer that cannot carry it: Keras drops it there with a warning."""
    for before, found in pairwise(flow.layers):
        if not before.masked or not found.layer.enabled or found.layer.carries_mask:
            continue
        yield Problem(
            found.index,
            f"The mask stops here: {found.layer.title} reads the pads like words",
            "hint",
            fix=_unmasked(flow),
            detail=f"{found.layer.title} cannot tell pads from words, and neither can any layer "
            "after it. Keras only warns.",
        )


def _unmasked(flow: StackFlow) -> Fix | None:
    table = flow.first(EmbeddingSpec)
    if table is None:
        return None
    assert isinstance(table.layer, EmbeddingSpec)
    plain = replace(table.layer, mask_zero=False)
    return Fix("Turn off mask_zero", flow.stack.replaced(table.index, plain))
