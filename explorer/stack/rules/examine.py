"""Every rule, applied to one stack."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from explorer.stack.rules import (
    dropout,
    embedding,
    head,
    masks,
    recurrent,
    reviews,
    sequences,
    values,
    windows,
)
from explorer.stack.rules.flow import StackFlow, walk
from explorer.stack.rules.report import InputSpec, LayerReport, Problem, StackReport
from explorer.stack.spec import StackSpec

Rule = Callable[[StackFlow], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    head.stack_is_empty,
    embedding.embedding_missing,
    embedding.embedding_first,
    embedding.embedding_once,
    embedding.embedding_too_small,
    values.name_unusable,
    values.value_out_of_range,
    sequences.sequence_needed,
    sequences.one_vector_needed,
    windows.window_too_long,
    head.score_missing,
    head.score_is_no_probability,
    masks.pads_read_last,
    masks.mask_stops,
    embedding.embedding_larger_than_needed,
    dropout.dropout_on_single_layer,
    dropout.recurrent_dropout_costs,
    recurrent.state_unbounded,
    recurrent.outputs_reversed,
    recurrent.gru_reset_after,
    windows.flatten_is_long,
    reviews.reviews_cut,
)


def examine(stack: StackSpec, reads: InputSpec | None = None) -> StackReport:
    """Return shapes, parameter counts and problems of `stack` reading `reads`.

    Layers are reported by their place in the stack; a disabled one passes its input through and
    has no parameters. Never raises, whatever values the specs hold.
    """
    flow = walk(stack, reads or InputSpec())
    problems = tuple(
        replace(problem, rule=rule.__name__) for rule in RULES for problem in rule(flow)
    )
    layers = tuple(
        LayerReport(
            index=found.index,
            input_shape=found.input_shape,
            output_shape=found.output_shape,
            parameters=found.parameters,
            problems=tuple(problem for problem in problems if problem.layer == found.index),
        )
        for found in flow.layers
    )
    return StackReport(
        layers=layers,
        problems=problems,
        parameters=sum(layer.parameters for layer in layers),
        output_shape=layers[-1].output_shape if flow.active else None,
    )
