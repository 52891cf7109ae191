"""Layers that look at a stretch of time, or at all of it side by side."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.stack.kinds import Conv1DSpec, FlattenSpec, GlobalMaxPooling1DSpec
from explorer.stack.kinds.local_pooling import LocalPoolingSpec
from explorer.stack.rules.flow import StackFlow
from explorer.stack.rules.report import Fix, Problem
from explorer.stack.spec import LayerSpec


def window_too_long(flow: StackFlow) -> Iterator[Problem]:
    """A convolution or pool spans more timesteps than it gets."""
    for found in flow.active:
        layer = found.layer.mended()
        if found.taken is None or not isinstance(layer, Conv1DSpec | LocalPoolingSpec):
            continue
        timesteps = found.taken[0]
        reach = layer.reach if isinstance(layer, Conv1DSpec) else layer.pool_size
        if layer.padding != "valid" or reach <= timesteps:
            continue
        option, fitting = _shortened(layer, timesteps)
        yield Problem(
            found.index,
            f"{layer.title} spans {reach} timesteps, but gets only {timesteps}",
            fix=Fix("Shorten it to fit", flow.stack.replaced(found.index, fitting)),
            option=option,
            detail="Its window does not fit into what is left of the review. padding=same would "
            "fill the rest with zeros.",
        )


def _shortened(layer: Conv1DSpec | LocalPoolingSpec, timesteps: int) -> tuple[str, LayerSpec]:
    if isinstance(layer, Conv1DSpec):
        longest = (timesteps - 1) // layer.dilation_rate + 1
        return "kernel_size", replace(layer, kernel_size=longest)
    return "pool_size", replace(layer, pool_size=timesteps)


def flatten_is_long(flow: StackFlow) -> Iterator[Problem]:
    """Flatten ties the network to one maxlen and makes the next Dense large."""
    for found in flow.active:
        if isinstance(found.layer, FlattenSpec) and len(found.taken or ()) == 2:
            assert found.output_shape is not None
            pooled = flow.stack.replaced(found.index, GlobalMaxPooling1DSpec())
            yield Problem(
                found.index,
                f"Every place in the review gets weights of its own: {found.output_shape[0]:,} "
                "numbers go on",
                "hint",
                fix=Fix("Use GlobalMaxPooling1D", pooled),
                detail="Where a word stands then matters as much as which word it is, and the "
                "network works for reviews of this one length only.",
            )
