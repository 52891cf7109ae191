"""Traps of single recurrent layers."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.stack.kinds import BidirectionalSpec, GRUSpec
from explorer.stack.rules.flow import LayerFlow, StackFlow
from explorer.stack.rules.report import Fix, Problem
from explorer.stack.spec import LayerSpec


def state_unbounded(flow: StackFlow) -> Iterator[Problem]:
    """Without tanh or sigmoid a state can grow at every timestep."""
    for found in flow.active:
        inner = found.recurrent
        if inner is None or inner.activation not in ("relu", "linear") or found.taken is None:
            continue
        yield Problem(
            found.index,
            f"Nothing holds its state back: with {inner.activation} it can grow at each of "
            f"{found.taken[0]} timesteps",
            "hint",
            fix=Fix("Use tanh", flow.stack.replaced(found.index, _with_tanh(found))),
            option=found.path_of("activation"),
            detail="tanh keeps every unit between −1 and 1. Without it the numbers may explode, "
            "and training ends in NaN.",
        )


def _with_tanh(found: LayerFlow) -> LayerSpec:
    if isinstance(found.layer, BidirectionalSpec):
        return replace(found.layer, layer=replace(found.layer.layer, activation="tanh"))
    assert found.recurrent is not None
    return replace(found.recurrent, activation="tanh")


def outputs_reversed(flow: StackFlow) -> Iterator[Problem]:
    """go_backwards hands its outputs on in the order in which it read."""
    for found in flow.active:
        inner = found.recurrent
        if inner is None or isinstance(found.layer, BidirectionalSpec):
            continue
        if inner.go_backwards is True and inner.return_sequences is True:
            yield Problem(
                found.index,
                "Its outputs come in reading order: the next layer sees the review's end first",
                "hint",
                option="go_backwards",
                detail="As in Keras. A mask, if there is one, is not turned round with them.",
            )


def gru_reset_after(flow: StackFlow) -> Iterator[Problem]:
    """Keras's GRU is not the textbook's."""
    for found in flow.active:
        inner = found.recurrent
        if not isinstance(inner, GRUSpec) or found.taken is None or inner.wrong_options():
            continue
        ours = inner.parameters(found.taken)
        textbook = ours - (3 * inner.units if inner.use_bias else 0)
        counted = (
            f"{ours:,} parameters, not the textbook's {textbook:,}"
            if inner.use_bias
            else "the reset gate acts after the recurrent product"
        )
        yield Problem(
            found.index,
            f"Keras's GRU (reset_after): {counted}",
            "hint",
            detail="The reset gate acts after the recurrent product, where textbooks reset the "
            "state before it, and every gate has a second bias. torch and cuDNN do the same.",
        )
